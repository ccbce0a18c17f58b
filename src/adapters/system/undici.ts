/**
 * What is used of undici, part by part: its index would bring fetch, WebSocket, caches and mocks along, and nothing can be
 * left out of CommonJS when it is bundled.
 */
import connect from 'undici/lib/api/api-connect.js';
import request from 'undici/lib/api/api-request.js';
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';

export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as errors } from 'undici/lib/core/errors.js';
export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
export { default as Pool } from 'undici/lib/dispatcher/pool.js';

// As the index does it.
Object.assign(Dispatcher.prototype, { connect, request });
