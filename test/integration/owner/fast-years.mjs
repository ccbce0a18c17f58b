// Loaded before an agent: a quarter of an hour flies for it. The agent itself has no such switch. A login that waits for
// its browser keeps its own, shorter time.
const { setTimeout: original } = globalThis;
const long = 15 * 60_000;

globalThis.setTimeout = (task, ms, ...args) => original(task, ms >= long ? ms / 600 : ms, ...args);
