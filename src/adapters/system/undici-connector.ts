import type { buildConnector as Connectors } from 'undici';
import { watchAuthority } from './certificate-authority.ts';
import { buildConnector } from './undici.ts';

/** Connects as undici does, and notes who issued a certificate that does not hold. */
export function connectorNamingAuthorities(options: Connectors.BuildOptions): Connectors.connector {
  const connect: unknown = buildConnector(options);
  if (typeof connect !== 'function') throw new TypeError('undici has changed its connector');
  return (target, callback) => {
    let note: (error: Error) => void = () => undefined;
    const done: Connectors.Callback = (...result) => {
      const [error] = result;
      if (error !== null) note(error);
      callback(...result);
    };
    const socket: unknown = Reflect.apply(connect, undefined, [target, done]);
    note = watchAuthority(socket);
  };
}
