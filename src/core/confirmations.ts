import { addAttention, removeAttention } from './attention.ts';
import { AppError } from './errors.ts';
import type { IdentityId, Role, RoleId } from './model.ts';
import type { Clock } from './ports.ts';
import { isSameSession } from './role-chain.ts';
import { configInUse, settingsInUse, type StateStore } from './state.ts';

/**
 * Roles that say `confirm: true` are used only where the user has said yes lately; and so is the full access to a
 * role that is read-only by itself, where the app's user asks for it. This keeps people from mistakes;
 * it is no wall against a program that runs as the same user, for that could say yes itself.
 */
export interface Confirmations {
  /**
   * For what the user does in the app: asks there, and waits. Fails with `confirmation_declined` where the user says
   * no, signs out, locks everything or quits, and where the role leaves the configuration.
   *
   * @returns whether there was a wait: the configuration may be another one by then
   */
  awaited(role: Role): Promise<boolean>;
  /** Whether the role may be used now without asking. */
  holds(role: Role): boolean;
  /**
   * For programs: refuses at once with `confirmation_needed`, and has the user asked; not where the user is being asked
   * about another access that they want themselves: that question would go, and another one stand in its place.
   */
  required(role: Role): void;
  /**
   * The user says yes: it holds for a while, for this role as it is. A yes to full access is one to reading, too; one to
   * reading answers no question about full access.
   */
  confirm(role: Role): void;
  /** The user says no. Programs are refused without a new question for a moment: one that tries on is no reason to nag. */
  decline(role: RoleId): void;
  /** What the question was for has been called off: nobody is asked, and nothing has been answered. */
  withdraw(role: RoleId): void;
  /** Nothing that was said of this identity's roles, or of any, holds any more; and nobody is asked. */
  forget(identity?: IdentityId): void;
}

/** One question, however many wait for its answer. */
interface Question {
  readonly role: Role;
  /** As it was put: about all that a role may do which is read-only by itself. */
  readonly fullAccess: boolean;
  readonly waiting: Waiting[];
  /** A program waits for nothing: its question goes by itself when nobody has asked for as long as a yes would hold. */
  callOff: () => void;
}

interface Waiting {
  readonly go: () => void;
  readonly stop: () => void;
}

interface Answer {
  readonly role: Role;
  readonly yes: boolean;
  /** By the clock's `steady`. */
  readonly until: number;
}

/** For how long a no keeps programs from having the user asked again, in milliseconds. */
const quietAfterNo = 60_000;

export function createConfirmations(state: StateStore, clock: Clock): Confirmations {
  const questions = new Map<RoleId, Question>();
  const answers = new Map<RoleId, Answer>();
  let seen = state.get().config;
  state.subscribe(() => {
    const { config } = state.get();
    if (config === seen) return;
    seen = config;
    const roles = configInUse(state.get())?.roles ?? [];
    for (const { role, fullAccess } of [...questions.values()]) {
      const isStill = (one: Role) => isSame(one, role) && isMore(role, one) === fullAccess;
      if (!roles.some((one) => isStill(one) && (one.confirm || fullAccess))) settle(role.id, 'stop');
    }
  });

  function answered(role: Role): Answer | undefined {
    const answer = answers.get(role.id);
    return answer !== undefined && answer.until > clock.steady() && isFor(answer, role) ? answer : undefined;
  }

  function holds(role: Role): boolean {
    return !role.confirm || answered(role)?.yes === true;
  }

  function ask(role: Role, by: 'app' | 'program'): Question {
    const standing = questions.get(role.id);
    if (standing !== undefined && !isEqual(standing.role, role)) settle(role.id, 'stop');
    const fullAccess = (configInUse(state.get())?.roles ?? []).some(
      (one) => isSame(one, role) && isMore(role, one),
    );
    const question = questions.get(role.id) ?? { role, fullAccess, waiting: [], callOff: () => undefined };
    questions.set(role.id, question);
    question.callOff();
    if (by === 'program' && question.waiting.length === 0) {
      question.callOff = clock.after(settingsInUse(state.get()).confirmForMs, () => settle(role.id, 'stop'));
    }
    addAttention(state, {
      ...{ kind: 'confirmation-needed', role: role.id, by },
      ...(question.fullAccess && { fullAccess: true }),
    });
    return question;
  }

  function settle(role: RoleId, how: keyof Waiting): void {
    const question = questions.get(role);
    if (question === undefined) return;
    questions.delete(role);
    question.callOff();
    removeAttention(state, (one) => one.kind === 'confirmation-needed' && one.role === role);
    for (const one of question.waiting) one[how]();
  }

  return {
    holds,
    async awaited(role) {
      if (holds(role)) return false;
      await new Promise<void>((go, reject) => {
        const stop = () => reject(new AppError('confirmation_declined', {}));
        ask(role, 'app').waiting.push({ go, stop });
      });
      return true;
    },
    required(role) {
      if (holds(role)) return;
      const standing = questions.get(role.id);
      const declined = answered(role) !== undefined && standing === undefined;
      const isUsers = standing !== undefined && standing.waiting.length > 0 && !isEqual(standing.role, role);
      if (!declined && !isUsers) ask(role, 'program');
      const forSeconds = Math.round(settingsInUse(state.get()).confirmForMs / 1000);
      throw new AppError('confirmation_needed', {
        role: role.name,
        id: role.id,
        forSeconds,
        ...(declined && { declined: true as const }),
      });
    },
    confirm(role) {
      const until = clock.steady() + settingsInUse(state.get()).confirmForMs;
      const answer: Answer = { role, yes: true, until };
      answers.set(role.id, answer);
      const asked = questions.get(role.id)?.role;
      if (asked === undefined) return;
      if (isFor(answer, asked)) settle(role.id, 'go');
      else if (!isSame(role, asked)) settle(role.id, 'stop');
    },
    decline(id) {
      const question = questions.get(id);
      if (question === undefined) return;
      answers.set(id, { role: question.role, yes: false, until: clock.steady() + quietAfterNo });
      settle(id, 'stop');
    },
    withdraw: (id) => settle(id, 'stop'),
    forget(identity) {
      const isMeant = ({ role }: { readonly role: Role }) =>
        identity === undefined || role.identity === identity;
      for (const answer of [...answers.values()].filter(isMeant)) answers.delete(answer.role.id);
      for (const question of [...questions.values()].filter(isMeant)) settle(question.role.id, 'stop');
    },
  };
}

/** A yes to full access is one to reading, and a no to reading one to full access; neither is so the other way round. */
function isFor({ role: asked, yes }: Answer, role: Role): boolean {
  return isSame(asked, role) && !(yes ? isMore(role, asked) : isMore(asked, role));
}

function isMore(one: Role, other: Role): boolean {
  return !one.readOnly && other.readOnly;
}

/** The same question. */
function isEqual(one: Role, other: Role): boolean {
  return isSame(one, other) && one.readOnly === other.readOnly;
}

/** What was said of a role was not said of another one that has taken its name. */
function isSame(one: Role, other: Role): boolean {
  return one.id === other.id && isSameSession(one, other);
}
