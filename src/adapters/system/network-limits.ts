/** How long a connection may take to come about; a host that is silent for so long has also missed its deadline. */
export const connectTimeoutMs = 10_000;

/** For a whole exchange that names no deadline of its own. */
export const defaultTimeoutMs = 20_000;

/** Larger than any honest token, key set or federation reply; in bytes. */
export const largestBody = 2_000_000;
