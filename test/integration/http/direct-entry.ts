import { createLeanHttp } from '../../../src/adapters/system/lean-http.ts';
import { serveCalls } from '../../support/electron-host-loop.ts';

// No process.exit at the end: whatever still runs then keeps the process, and its test, waiting.
await serveCalls(createLeanHttp(process.env));
