import { parentPort } from 'node:worker_threads';

// Says that it is there, and never comes to an end.
parentPort.postMessage({ kind: 'ready' });
parentPort.on('message', () => {
  for (;;);
});
