import { AppError, hasCode } from './errors.ts';
import { createHeldCredentials, type CredentialMemory, type Held } from './held-credentials.ts';
import type { AwsCredentials, IdToken, Identity, IdentityId, Role, User } from './model.ts';
import type { Clock, Config, Random, RoleAssumer } from './ports.ts';
import { createRecalls } from './recalls.ts';
import { aheadOf, markOf } from './renewal-marks.ts';
import { retryPassing } from './retry.ts';
import type { RefusedDurations } from './refused-durations.ts';
import { requireSoundAccess, sessionPolicies } from './role-access.ts';
import { sessionIn, termsIn, termsOf } from './role-terms.ts';
import { userSessionName } from './session-name.ts';
import type { Sessions } from './sessions.ts';
import { createSingleFlight } from './single-flight.ts';
import { configInUse, setNotice, type StateStore, type Step } from './state.ts';

/** Role credentials: from memory while they last, else by one exchange however many ask. */
export interface Credentials {
  /** Never with under 15 minutes left where they can be renewed; for short ones it is half of their life. */
  for(
    role: Role,
    identity: Identity,
    config: Config,
    report: (step: Step) => void,
    signal?: AbortSignal,
  ): Promise<AwsCredentials>;
  /**
   * What ends by then is too short for the user: from now on `for` asks for more, as at its mark.
   * @param until milliseconds since the epoch
   */
  outlast(role: Role, until: number): void;
  /** Renews somewhat ahead of the mark at which `for` would, and makes do with nothing less. */
  ahead(role: Role, identity: Identity, config: Config): Promise<AwsCredentials>;
  /** Asks AWS, whatever is held; what it gives is held from then on. */
  anew(role: Role, identity: Identity, config: Config): Promise<AwsCredentials>;
  /** What is held for the role and works at this moment; nobody is asked. */
  held(role: Role): AwsCredentials | undefined;
  /** When `ahead` would first renew the role's credentials, and by when it should; by the clock's `steady`. */
  due(role: Role): { readonly from: number; readonly by: number };
  /** Is told of all credentials that are obtained. */
  watch(listener: (role: Role, credentials: AwsCredentials) => void): void;
  /** Forgets what has ended. */
  look(): void;
  /** For a new user of this identity: forgets what others obtained, and what is still on its way. */
  keepOnly(identity: Pick<Identity, 'id'>, user: User): void;
  /** Forgets what was obtained with this identity, and what is still on its way. */
  forget(identity: Identity): void;
  handOver(): CredentialMemory;
  adopt(memory: CredentialMemory): void;
}

interface Parts {
  readonly sessions: Sessions;
  readonly assumer: RoleAssumer;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly durations: RefusedDurations;
  /** Seconds to add to this computer's clock to get the identity's provider's. */
  readonly skew: (identity: Identity) => number;
}

/** Two looks at one end differ by less, even where this computer's clock is being set; milliseconds. */
const sameEnd = 60_000;
/** Where a renewal has failed of credentials that still work, they have to do for this long before the next one. */
const restAfterFailure = 30_000;
/** A token lives for 120 s: with a clock that is off by less AWS would still have taken it; seconds. */
const largeSkew = 60;

export function createCredentials({
  sessions,
  assumer,
  state,
  clock,
  random,
  durations,
  skew,
}: Parts): Credentials {
  const held = createHeldCredentials(state, clock);
  /** Until when no renewal is tried again, by the clock's `steady`. */
  const rests = new WeakMap<Held, number>();
  /** What is too short for the user, though it is not at its mark yet. */
  const tooShort = new WeakSet<Held>();
  /** By role, terms and epoch: whoever asks after an edit or a login must not get what was asked for before it. */
  const exchanges = createSingleFlight<string, AwsCredentials>();
  /** An exchange that is under way at a sign-out or a change of the user ends there, and leaves nothing behind. */
  const errands = createRecalls();
  /** Counts those. */
  const epochs = new Map<IdentityId, number>();
  const epoch = (id: IdentityId) => epochs.get(id) ?? 0;

  /** @param abandoned nobody waits for it any more: a refresh that is under way stores its token, and AWS is not asked */
  async function exchange(
    role: Role,
    identity: Identity,
    config: Config,
    report: (step: Step) => void,
    abandoned: AbortSignal,
  ) {
    const errand = errands.begin(identity.id);
    const signal = AbortSignal.any([abandoned, errand.signal]);
    let shown: IdToken | undefined;
    const assume = async () => {
      signal.throwIfAborted();
      // Anew for each try: a session is named after whoever the token speaks of.
      const user = await sessions.user(identity);
      report('refreshing');
      const idToken = await sessions.idToken(identity);
      // AWS would start a session that nobody is to have, or under the name of somebody else.
      signal.throwIfAborted();
      if (idToken.subject !== user.subject) throw new AppError('signed_out_meanwhile', {});
      report('assuming-role');
      shown = idToken;
      const asked = clock.steady();
      const given = await assumer.assume({
        roleArn: role.arn,
        region: role.region,
        sessionName: userSessionName(user),
        idToken,
        endpoints: config.endpoints,
        signal,
        ...(role.chain && { chain: role.chain }),
        ...(role.readOnly && { policyArns: sessionPolicies(role) }),
        ...(role.sessionPolicy !== undefined && { policy: role.sessionPolicy }),
        ...(role.durationSeconds === undefined || durations.has(role)
          ? {}
          : { durationSeconds: role.durationSeconds }),
      });
      return { given, subject: user.subject, asked };
    };
    const dropToken = () => {
      if (shown !== undefined) sessions.dropIdToken(identity, shown);
    };
    const { given, subject, asked } = await withRetries(assume, role, identity, dropToken)
      .catch((error: unknown): never => {
        throw errand.isRecalled() ? new AppError('signed_out_meanwhile', {}, { cause: error }) : error;
      })
      .finally(() => errand.end());
    errand.signal.throwIfAborted();
    // Whoever asked before an edit gets what they asked for; whoever asks after it does not.
    if (!isStillMeant(role, identity)) return given;
    held.put(role, subject, given, asked);
    tellDuration(role);
    return given;
  }

  /** One fresh ID token, and one try without the duration: more would not change AWS's mind. */
  async function withRetries<Value>(
    work: () => Promise<Value>,
    role: Role,
    identity: Identity,
    dropToken: () => void,
  ): Promise<Value> {
    let renewed = false;
    let shortened = durations.has(role);
    for (;;) {
      try {
        return await retryPassing(clock, random, work);
      } catch (error) {
        if (isStaleToken(error) && !renewed) {
          renewed = true;
          dropToken();
        } else if (hasCode(error, 'sts_duration_refused') && !shortened) {
          shortened = true;
          durations.add(role);
          tellDuration(role);
        } else {
          throw blameClock(error, identity);
        }
      }
    }
  }

  /** The same is no news. */
  function tellDuration(role: Role): void {
    const seconds = durations.has(role) ? role.durationSeconds : undefined;
    if (seconds === undefined) setNotice(state, role.id, undefined);
    else if (state.get().roles.get(role.id)?.notice?.seconds !== seconds)
      setNotice(state, role.id, { kind: 'duration-shortened', seconds });
  }

  /** A token that has just been issued has expired only for clocks that disagree. */
  function blameClock(error: unknown, identity: Identity): unknown {
    const seconds = skew(identity);
    return hasCode(error, 'sts_token_expired') && Math.abs(seconds) >= largeSkew
      ? new AppError('clock_skew', { issuer: identity.issuer, seconds }, { cause: error })
      : error;
  }

  function isStillMeant(role: Role, identity: Identity): boolean {
    const config = configInUse(state.get());
    return config === undefined || termsIn(config, role) === termsOf(role, identity);
  }

  let seen = configInUse(state.get());
  state.subscribe(() => {
    const before = seen;
    seen = configInUse(state.get());
    if (before === undefined || seen === undefined || before === seen) return;
    const after = seen;
    held.outdate((id) => sessionIn(before, id) !== sessionIn(after, id));
  });

  function isGoodEnough(usable: Held): boolean {
    const rest = rests.get(usable) ?? (tooShort.has(usable) ? undefined : markOf(usable));
    return rest !== undefined && clock.steady() <= rest;
  }

  function recall({ id }: Pick<Identity, 'id'>): void {
    epochs.set(id, epoch(id) + 1);
    errands.recall(id);
  }

  async function obtain(
    role: Role,
    identity: Identity,
    config: Config,
    report: (step: Step) => void,
    signal?: AbortSignal,
  ) {
    requireSoundAccess(role);
    const key = `${role.id} ${termsOf(role, identity)} ${epoch(identity.id)}`;
    return exchanges.run(key, (abandoned) => exchange(role, identity, config, report, abandoned), signal);
  }

  return {
    async for(role, identity, config, report, signal) {
      const usable = held.of(role);
      if (usable !== undefined && isGoodEnough(usable)) return usable.credentials;
      try {
        return await obtain(role, identity, config, report, signal);
      } catch (error) {
        signal?.throwIfAborted();
        // Nothing better is to be had, and these still work; but they may be those of the next user.
        const still = held.of(role);
        if (still === undefined || hasCode(error, 'signed_out_meanwhile')) throw error;
        rests.set(still, clock.steady() + restAfterFailure);
        return still.credentials;
      }
    },

    outlast(role, until) {
      const usable = held.of(role);
      if (usable === undefined) return;
      if (clock.now() + usable.endsAt - clock.steady() < until + sameEnd) tooShort.add(usable);
    },

    async ahead(role, identity, config) {
      const usable = held.of(role);
      if (usable !== undefined && clock.steady() < aheadOf(usable)) return usable.credentials;
      return obtain(role, identity, config, () => undefined);
    },

    anew(role, identity, config) {
      // Whoever asks again wants to know: the maximum may have been raised.
      durations.forget(role);
      return obtain(role, identity, config, () => undefined);
    },

    held: (role) => held.of(role)?.credentials,

    due(role) {
      const usable = held.of(role);
      const now = clock.steady();
      return usable === undefined ? { from: now, by: now } : { from: aheadOf(usable), by: markOf(usable) };
    },

    watch: (listener) => held.watch(listener),

    look: () => held.look(),

    forget(identity) {
      recall(identity);
      held.drop((entry) => entry.identity === identity.id);
    },

    keepOnly(identity, user) {
      recall(identity);
      held.drop((entry) => entry.identity === identity.id && entry.subject !== user.subject);
    },

    handOver: () => held.handOver(),

    adopt: (memory) => held.adopt(memory),
  };
}

function isStaleToken(error: unknown): boolean {
  return (
    hasCode(error, 'sts_token_expired') ||
    hasCode(error, 'sts_token_refused') ||
    hasCode(error, 'sts_claim_rejected')
  );
}
