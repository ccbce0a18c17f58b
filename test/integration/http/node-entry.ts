import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { serveCalls } from '../../support/electron-host-loop.ts';

// No process.exit at the end: whatever still runs then keeps the process, and its test, waiting.
await serveCalls(createNodeHttp(process.env));
