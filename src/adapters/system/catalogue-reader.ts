import { parentPort, type MessagePort } from 'node:worker_threads';
import { readCatalogueText } from './catalogue-reading.ts';
import type { ReadingMessage } from './catalogue-thread.ts';

/** The program of a reading thread: takes one text, and gives what it came to. */
function serveReading(port: MessagePort): void {
  const send = (message: ReadingMessage): void => port.postMessage(message);
  port.once('message', (text: unknown) => {
    send({ kind: 'outcome', outcome: readCatalogueText(String(text)) });
  });
  send({ kind: 'ready' });
}

if (parentPort !== null) serveReading(parentPort);
