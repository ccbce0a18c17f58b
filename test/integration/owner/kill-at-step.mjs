// Loaded before an agent: kills it right before its n-th step in the file system or at a socket on the way to being
// the owner, where KILL_STEP is n. Named steps go to the file KILL_LOG, one a line.
import { appendFileSync, promises } from 'node:fs';
import { Server } from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

const fatal = Number(process.env.KILL_STEP);
let steps = 0;

function step(name) {
  steps += 1;
  appendFileSync(process.env.KILL_LOG, `${name}\n`);
  if (steps === fatal) process.kill(process.pid, 'SIGKILL');
}

for (const name of ['mkdir', 'lstat', 'chmod', 'readdir', 'link', 'rm']) {
  const original = promises[name];
  promises[name] = (...args) => {
    step(name);
    return original(...args);
  };
}
syncBuiltinESMExports();

const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  step('listen');
  return listen.apply(this, args);
};
