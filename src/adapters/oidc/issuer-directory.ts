import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { Identity } from '../../core/model.ts';
import { createPatientHttp } from '../../core/patient-http.ts';
import type { Clock, Http, HttpResponse } from '../../core/ports.ts';
import { fetchThrough } from './oidc-fetch.ts';
import { translate } from './oidc-errors.ts';
import { providerPresets } from './provider-presets.ts';

/** Sees replies of the token endpoint before anything of them is checked. */
export type OnTokenReply = (response: HttpResponse) => Promise<void>;

/** Knows the issuers: their endpoints, their keys, and how far this computer's clock is from theirs. */
export interface IssuerDirectory {
  /** openid-client's configuration for one operation. @param fresh reads document and keys anew */
  configuration(
    identity: Identity,
    onTokenReply?: OnTokenReply,
    fresh?: boolean,
  ): Promise<oidc.Configuration>;
  /** Seconds to add to this computer's clock to get the issuer's. */
  skew(identity: Identity): number;
  /** Has the next operation fetch the keys anew. @returns false where it would have done so anyway */
  forgetKeys(identity: Identity): boolean;
  /** Keeps the keys that an operation has fetched for the next one. */
  remember(identity: Identity, configuration: oidc.Configuration): void;
}

interface Known {
  readonly metadata: oidc.ServerMetadata;
  readonly readAt: number;
  keys?: oidc.ExportedJWKSCache;
}

const metadataLifetime = 60 * 60_000;
/** Seconds. Other processes of this user ask the issuer as well, and a rate limit counts them together. */
const unnamedWait = 5;
/** A Date header is whole seconds and a little old: smaller differences say nothing. */
const smallestSkew = 5;

export function createIssuerDirectory(network: Http, clock: Clock): IssuerDirectory {
  const http = createPatientHttp(network, clock, unnamedWait);
  const issuers = new Map<string, Known>();
  const skews = new Map<string, number>();

  const skew = ({ issuer }: Identity) => skews.get(issuer) ?? 0;

  function noteDate(issuer: string, response: HttpResponse): void {
    const date = Date.parse(response.headers['date'] ?? '');
    if (Number.isNaN(date)) return;
    // A cache hands out the Date at which the origin answered, and its own Age since then (RFC 9111, section 5.1).
    const age = Number(response.headers['age'] ?? 0) || 0;
    const seconds = Math.round((date - clock.now()) / 1000 + age);
    skews.set(issuer, Math.abs(seconds) < smallestSkew ? 0 : seconds);
  }

  async function discover(identity: Identity): Promise<Known> {
    const { issuer, clientId } = identity;
    let claimed: string | undefined;
    const fetch = fetchThrough(http, clock, issuer, (_url, response) => {
      noteDate(issuer, response);
      claimed = issuerIn(response);
      return Promise.resolve();
    });
    try {
      const found = await oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
        [oidc.customFetch]: fetch,
        ...(isPlainHttp(issuer) && { execute: [oidc.allowInsecureRequests] }),
      });
      // The method that openid-client adds is no metadata.
      return { metadata: { ...found.serverMetadata(), supportsPKCE: undefined }, readAt: clock.steady() };
    } catch (error) {
      if (claimed !== undefined && claimed !== issuer) {
        throw new AppError('issuer_mismatch', { issuer, claimed }, { cause: error });
      }
      const failure = translate(error, identity);
      // No token is in sight yet: whatever is wrong is wrong with the document.
      throw failure.code === 'id_token_invalid'
        ? new AppError('issuer_not_oidc', { issuer }, { cause: error })
        : failure;
    }
  }

  return {
    skew,
    async configuration(identity, onTokenReply = () => Promise.resolve(), fresh = false) {
      let known = issuers.get(identity.issuer);
      if (known === undefined || fresh || clock.steady() - known.readAt > metadataLifetime) {
        const keys = fresh ? undefined : known?.keys;
        known = { ...(await discover(identity)), ...(keys && { keys }) };
        issuers.set(identity.issuer, known);
      }
      const { metadata } = known;
      const { devicePath } = providerPresets[identity.provider];
      const configuration = new oidc.Configuration(
        {
          ...(devicePath !== undefined && {
            device_authorization_endpoint: `${identity.issuer}${devicePath}`,
          }),
          ...metadata,
        },
        identity.clientId,
        { [oidc.clockSkew]: skew(identity) },
        oidc.None(),
      );
      configuration[oidc.customFetch] = fetchThrough(http, clock, identity.issuer, async (url, response) => {
        if (url === metadata.token_endpoint) await onTokenReply(response);
        noteDate(identity.issuer, response);
      });
      // GitLab's ID tokens arrive over TLS, but the signature is what AWS will look at: check it here too.
      oidc.enableNonRepudiationChecks(configuration);
      if (known.keys !== undefined) oidc.setJwksCache(configuration, known.keys);
      if (isPlainHttp(identity.issuer)) oidc.allowInsecureRequests(configuration);
      return configuration;
    },
    forgetKeys(identity) {
      const known = issuers.get(identity.issuer);
      if (known?.keys === undefined) return false;
      delete known.keys;
      return true;
    },
    remember(identity, configuration) {
      const known = issuers.get(identity.issuer);
      const keys = oidc.getJwksCache(configuration);
      if (known !== undefined && keys !== undefined) known.keys = keys;
    },
  };
}

/** The configuration lets plain http through for loopback hosts only. */
function isPlainHttp(issuer: string): boolean {
  return new URL(issuer).protocol === 'http:';
}

function issuerIn(response: HttpResponse): string | undefined {
  try {
    const document: unknown = JSON.parse(response.body);
    if (typeof document !== 'object' || document === null || !('issuer' in document)) return undefined;
    return typeof document.issuer === 'string' ? document.issuer : undefined;
  } catch {
    return undefined;
  }
}
