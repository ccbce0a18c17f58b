import { runCommandLine } from './run.ts';

// The process ends by itself when nothing is left to do.
void runCommandLine(process.argv.slice(2)).then((code) => (process.exitCode = code));
