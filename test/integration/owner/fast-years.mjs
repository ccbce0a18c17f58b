// Loaded before an agent: time flies for it wherever it waits for minutes. The agent itself has no such switch.
const { setTimeout: original } = globalThis;
const minutes = 5 * 60_000;

globalThis.setTimeout = (task, ms, ...args) => original(task, ms >= minutes ? ms / 600 : ms, ...args);
