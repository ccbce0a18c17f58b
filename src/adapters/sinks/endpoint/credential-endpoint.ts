import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, asAppError } from '../../../core/errors.ts';
import type { EndpointAnswer } from '../../../core/delivery-ports.ts';
import type { Clock, Log } from '../../../core/ports.ts';
import { introduce } from './admission.ts';
import { createBoundedServer, usualBounds, type BoundedServer, type Bounds } from './bounded-server.ts';
import { createPlaces, type Place } from './places.ts';
import { createRefusalLog } from './refusal-log.ts';
import { give, refuse, turnAway } from './replies.ts';

/** Where a role's credentials are to be had on this computer. The two together are a secret. */
export interface EndpointAddress {
  /** `http://127.0.0.1:PORT/PATH`, the path 256 random bits. */
  readonly url: string;
  /** 256 random bits more, sent as the whole of `Authorization`. */
  readonly token: string;
}

type Answer = () => EndpointAnswer | Promise<EndpointAnswer>;

/** AWS's container credentials on this computer's loopback address, so that clients renew theirs by themselves. */
export interface CredentialEndpoint {
  /**
   * Serves a role; listens from the first one on. A role keeps its address until it is withdrawn; serving it again
   * changes who answers.
   *
   * @param answer should answer at once: clients give up after a second
   * @throws AppError `endpoint_failed` where it cannot listen, or is closed meanwhile
   */
  serve(role: string, answer: Answer): Promise<EndpointAddress>;
  withdraw(role: string): void;
  /** Withdraws everything and hangs up on everybody. A role that is served afterwards has a new address. */
  close(): Promise<void>;
}

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly bounds?: Bounds;
}

/** Where it listens at the moment. */
interface Door extends BoundedServer {
  readonly host: string;
}

/** The only address it listens on, and the only host name that it answers to. */
const loopback = '127.0.0.1';
/** The JavaScript SDK waits for one second; what is known by then is better than nothing. In milliseconds. */
const patience = 900;

const late: EndpointAnswer & { readonly kind: 'refused' } = {
  kind: 'refused',
  code: 'NotReadyYet',
  message: 'Tobira is still getting the credentials. Try again in a few seconds.',
};
const failed: EndpointAnswer & { readonly kind: 'refused' } = {
  kind: 'refused',
  code: 'InternalFailure',
  message: 'Tobira has failed to get the credentials. Try again.',
};
/** Clients would refuse them too, by the same clock. */
const ended: EndpointAnswer & { readonly kind: 'refused' } = {
  kind: 'refused',
  code: 'ExpiredCredentials',
  message: "The credentials have expired by this computer's clock, and Tobira has no newer ones.",
};

export function createCredentialEndpoint({ clock, log, bounds = usualBounds }: Parts): CredentialEndpoint {
  const places = createPlaces<Answer>();
  const roles = new Map<string, Place<Answer>>();
  const turnedAway = createRefusalLog(clock, log);
  let door: Promise<Door> | undefined;

  async function respond(request: IncomingMessage, response: ServerResponse, own: Door): Promise<void> {
    const { plausible, path, token } = introduce(request, own.host);
    // Looked up in any case: the answer takes as long whatever is wrong.
    const place = places.find(path, token);
    if (place === undefined || !plausible) {
      turnedAway();
      turnAway(response);
      return;
    }
    own.welcome(request.socket);
    const answer = await inTime(place.value);
    if (!places.has(place)) turnAway(response);
    else if (answer.kind === 'refused') refuse(response, answer);
    else if (answer.credentials.expiresAt <= clock.now()) refuse(response, ended);
    else give(response, answer.credentials);
  }

  /** Most answers are there at once: those cost no timer. */
  function inTime(ask: Answer): EndpointAnswer | Promise<EndpointAnswer> {
    try {
      const answer = ask();
      return answer instanceof Promise ? waitFor(answer) : answer;
    } catch (error) {
      return sayFailed(error);
    }
  }

  function waitFor(answer: Promise<EndpointAnswer>): Promise<EndpointAnswer> {
    return new Promise((resolve) => {
      const giveUp = clock.after(patience, () => resolve(late));
      void answer.catch(sayFailed).then((value) => {
        giveUp();
        resolve(value);
      });
    });
  }

  function sayFailed(error: unknown): EndpointAnswer {
    log.warn('endpoint.failed', { code: asAppError(error).code });
    return failed;
  }

  async function open(): Promise<Door> {
    const { server, welcome } = createBoundedServer(
      (request, response) => void respond(request, response, own),
      bounds,
    );
    await new Promise<void>((resolve, reject) => {
      server.on('error', (cause: NodeJS.ErrnoException) =>
        reject(new AppError('endpoint_failed', { reason: cause.code ?? cause.message }, { cause })),
      );
      server.listen({ host: loopback, port: 0, exclusive: true }, resolve);
    });
    const { port } = server.address() as AddressInfo;
    const own: Door = { server, welcome, host: `${loopback}:${port}` };
    log.info('endpoint.listening', { port });
    return own;
  }

  function withdraw(role: string): void {
    const place = roles.get(role);
    if (place !== undefined) places.remove(place);
    roles.delete(role);
  }

  return {
    async serve(role, answer) {
      const opened = (door ??= open());
      const { host } = await opened.catch((error: unknown): never => {
        if (door === opened) door = undefined;
        throw error;
      });
      if (door !== opened) throw new AppError('endpoint_failed', { reason: 'it was closed meanwhile' });
      const place = roles.get(role) ?? places.add(answer);
      place.value = answer;
      roles.set(role, place);
      return { url: `http://${host}${place.path}`, token: place.token };
    },

    withdraw,

    async close() {
      for (const role of [...roles.keys()]) withdraw(role);
      const opened = door;
      door = undefined;
      const { server } = (await opened?.catch(() => undefined)) ?? {};
      if (server === undefined) return;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** The variables by which all of AWS's clients find an endpoint. */
export function endpointVariables({ url, token }: EndpointAddress): Readonly<Record<string, string>> {
  return { AWS_CONTAINER_CREDENTIALS_FULL_URI: url, AWS_CONTAINER_AUTHORIZATION_TOKEN: token };
}
