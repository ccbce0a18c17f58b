import { register } from 'tsx/esm/api';

// A thread starts with a file of JavaScript; in tests the program of a reading thread is still TypeScript.
register();
await import('../../src/adapters/system/catalogue-reader.ts');
