import { assertNever } from './assert-never.ts';
import type { LockView, PlaceView } from '../shared/lock-view.ts';
import type {
  AppView,
  CatalogueView,
  ConfigView,
  DeviceCodeView,
  ErrorView,
  IdentityView,
  RoleView,
  SessionView,
} from '../shared/view.ts';
import { changeWords } from './catalogue-words.ts';
import { errorText, inOne } from './error-text.ts';
import type { Texts } from './texts.ts';

function aboutLoan(before: RoleView, { name, loan }: RoleView, texts: Texts): string | undefined {
  if (loan === undefined || loan.at === before.loan?.at) return undefined;
  return texts.progressOf(name, texts.delivery[loan.deliveryId].done(loan.forSeconds));
}

function aboutRole(before: RoleView, after: RoleView, texts: Texts): string | undefined {
  const { activity } = after;
  switch (activity.status) {
    case 'busy':
      return before.activity.status === 'busy' && before.activity.step === activity.step
        ? undefined
        : texts.progressOf(after.name, texts.step[activity.step]);
    case 'failed':
      return before.activity.status === 'failed'
        ? undefined
        : texts.progressOf(after.name, spoken(activity.error));
    case 'idle':
      return before.activity.status === 'busy' && before.activity.step === 'opening'
        ? texts.consoleOpened(after.name)
        : undefined;
    default:
      return assertNever(activity);
  }
}

function aboutIdentity(before: IdentityView, after: IdentityView, texts: Texts): string | undefined {
  const { session } = after;
  if (before.session.status === session.status && codeOf(before) === codeOf(after)) {
    return aboutRefusal(before.session, session) ?? aboutLeftovers(before.session, session, texts);
  }
  switch (session.status) {
    case 'loading':
      return undefined;
    case 'signing-in':
      return session.code === undefined ? texts.finishInBrowser : spokenCode(session.code, texts);
    case 'signed-in':
      return texts.signedInAs(session.user.name);
    case 'signed-out':
      if (session.error !== undefined) return spoken(session.error);
      return session.notWithdrawn ? spokenLeftovers(session.notWithdrawn, texts) : texts.signedOut;
    default:
      return assertNever(session);
  }
}

/** A sign-out that came to nothing: all else stays as it was. */
function aboutRefusal(before: SessionView, after: SessionView): string | undefined {
  if (before.status !== 'signed-in' || after.status !== 'signed-in' || after.error === undefined)
    return undefined;
  return before.error?.code === after.error.code ? undefined : spoken(after.error);
}

/** What could not be taken back is known a moment after the session has ended. */
function aboutLeftovers(before: SessionView, after: SessionView, texts: Texts): string | undefined {
  if (before.status !== 'signed-out' || after.status !== 'signed-out') return undefined;
  if (before.notWithdrawn !== undefined || after.notWithdrawn === undefined) return undefined;
  return spokenLeftovers(after.notWithdrawn, texts);
}

function spokenLeftovers(places: readonly PlaceView[], { stayedBehind, notWithdrawn }: Texts): string {
  return [stayedBehind, ...places.map((place) => notWithdrawn[place])].join(' ');
}

function codeOf({ session }: IdentityView): string | undefined {
  return session.status === 'signing-in' ? session.code?.userCode : undefined;
}

/** Letter by letter: a code is no word. */
function spokenCode({ userCode, page }: DeviceCodeView, texts: Texts): string {
  return `${texts.codeFor(page)} ${Array.from(userCode).join(' ')}`;
}

function aboutConfig(before: ConfigView, after: ConfigView): string | undefined {
  if (after.status !== 'failed') return undefined;
  const said = spoken(after.error);
  const toldBefore = before.status === 'failed' && spoken(before.error) === said;
  return toldBefore ? undefined : said;
}

function spoken(error: ErrorView): string {
  return inOne(error.title, errorText(error)).replaceAll('`', '');
}

function aboutLock(
  before: LockView | undefined,
  after: LockView | undefined,
  texts: Texts,
): string | undefined {
  // The question speaks for itself: it takes the focus.
  if (after === undefined || after.status === before?.status || after.status === 'asking') return undefined;
  if (after.status === 'locking') return texts.lock.locking;
  return after.leftovers.length === 0 ? texts.lock.done : texts.lock.doneExcept;
}

function aboutEndpoint(before: AppView, after: AppView, texts: Texts): string | undefined {
  if (before.endpoint === undefined || after.endpoint === undefined) return undefined;
  return before.endpoint === after.endpoint ? undefined : texts.endpoint.state[after.endpoint];
}

/** What a new version has brought, and a look that failed: the first version is no news. */
function aboutCatalogue(before: CatalogueView, after: CatalogueView, texts: Texts): string | undefined {
  const news = changeWords(after, texts);
  const failed = after.status === 'loading' ? undefined : after.error && spoken(after.error);
  const parts = [
    news === changeWords(before, texts) ? undefined : news,
    failed === (before.error && spoken(before.error)) && before.status !== 'loading' ? undefined : failed,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('. ');
}

/** What a screen reader is to say about a change that the eye sees by itself; undefined where nothing changed. */
export function announcement(before: AppView, after: AppView, texts: Texts): string | undefined {
  // Ten thousand roles are too many to look for each of them in turn.
  const rolesBefore = new Map(before.roles.map((role) => [role.id, role]));
  const parts = [
    aboutLock(before.lock, after.lock, texts),
    aboutConfig(before.config, after.config),
    aboutEndpoint(before, after, texts),
    after.update && after.update.version !== before.update?.version
      ? texts.updates.news(after.update.version)
      : undefined,
    ...after.identities.map((identity) => {
      const old = before.identities.find(({ id }) => id === identity.id);
      return old && aboutIdentity(old, identity, texts);
    }),
    ...(after.catalogues ?? []).map((catalogue) => {
      const old = before.catalogues?.find(({ id }) => id === catalogue.id);
      return old && aboutCatalogue(old, catalogue, texts);
    }),
    ...after.roles.flatMap((role) => {
      const old = rolesBefore.get(role.id);
      return old && [aboutRole(old, role, texts), aboutLoan(old, role, texts)];
    }),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('. ');
}
