import type { Keytar } from '../../src/adapters/system/keychain.ts';
import type { SecretServiceState } from '../../src/adapters/system/secret-service.ts';

/**
 * What keytar 7.9 does over libsecret: `locked` is a locked keyring whose prompt nobody shows or somebody dismissed,
 * `shut` one that has no way to ask,
 * `prompting` one whose prompt nobody answers, `dead` a secret service that is not there, `restarted` one that is another
 * process than the one that libsecret holds on to.
 */
export type KeyringState = 'unlocked' | 'locked' | 'shut' | 'prompting' | 'dead' | 'restarted';

/** keytar with the habits of a real keyring, on demand. */
export class FakeKeytar implements Keytar {
  state: KeyringState = 'unlocked';
  readonly entries = new Map<string, string>();
  readonly calls: string[] = [];
  /** Calls that block a thread now. */
  blocked = 0;
  /** Runs before each call is answered. */
  before: (call: string) => void = () => undefined;
  private answers: (() => void)[] = [];

  async getPassword(service: string, account: string): Promise<string | null> {
    await this.arrive(`get ${account}`, this.entries.has(`${service}/${account}`));
    return this.isLocked() ? null : (this.entries.get(`${service}/${account}`) ?? null);
  }

  async setPassword(service: string, account: string, password: string): Promise<void> {
    await this.arrive(`set ${account}`, true);
    if (this.isLocked()) throw new Error('Cannot create an item in a locked collection');
    this.entries.set(`${service}/${account}`, password);
  }

  async deletePassword(service: string, account: string): Promise<boolean> {
    await this.arrive(`delete ${account}`, false);
    return this.state === 'unlocked' && this.entries.delete(`${service}/${account}`);
  }

  /** What the Secret Service itself says. */
  ask(): SecretServiceState {
    switch (this.state) {
      case 'unlocked':
      case 'restarted':
        return 'open';
      case 'locked':
      case 'prompting':
        return 'locked';
      case 'shut':
        return 'shut';
      case 'dead':
        return 'missing';
    }
  }

  /** The user answers the prompt: unlocks the keyring, or dismisses it. */
  answer(state: 'unlocked' | 'locked'): void {
    this.state = state;
    for (const answer of this.answers.splice(0)) answer();
  }

  private isLocked(): boolean {
    return this.state === 'locked' || this.state === 'shut';
  }

  private async arrive(call: string, prompts: boolean): Promise<void> {
    this.before(call);
    this.calls.push(call);
    await Promise.resolve();
    if (this.state === 'restarted') throw new Error('The session wrapping the secret does not exist');
    if (this.state === 'dead') throw new Error('Der Name org.freedesktop.secrets ist nicht verfügbar');
    if (!prompts || this.state !== 'prompting') return;
    this.blocked += 1;
    await new Promise<void>((resolve) => this.answers.push(resolve));
    this.blocked -= 1;
  }
}
