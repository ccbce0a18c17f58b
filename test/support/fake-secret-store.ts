import { AppError } from '../../src/core/errors.ts';
import type { SecretStore } from '../../src/core/ports.ts';

export type SecretFault =
  'none' | 'missing' | 'locked' | 'dismissed' | 'gone' | 'write-only-fails' | 'loses-writes';

/** A keychain whose troubles a test can choose. */
export class FakeSecretStore implements SecretStore {
  readonly entries = new Map<string, string>();
  /** What was asked, in order: `get`, `set` or `delete` and the account. */
  readonly calls: string[] = [];
  fault: SecretFault = 'none';

  async get(account: string): Promise<string | undefined> {
    this.calls.push(`get ${account}`);
    await this.trouble();
    return this.entries.get(account);
  }

  async set(account: string, secret: string): Promise<void> {
    this.calls.push(`set ${account}`);
    await this.trouble();
    if (this.fault === 'write-only-fails') throw new AppError('keychain_failed', { reason: 'it is full' });
    if (this.fault !== 'loses-writes') this.entries.set(account, secret);
  }

  async delete(account: string): Promise<void> {
    this.calls.push(`delete ${account}`);
    await this.trouble();
    this.entries.delete(account);
  }

  ready(): Promise<boolean> {
    return Promise.resolve(this.fault === 'none');
  }

  /** Everything that is stored, as one text to search in. */
  text(): string {
    return [...this.entries.values()].join('\n');
  }

  private async trouble(): Promise<void> {
    await Promise.resolve();
    if (this.fault === 'missing') throw new AppError('keychain_missing', { reason: 'nobody answers' });
    if (this.fault === 'locked') throw new AppError('keychain_locked', {});
    if (this.fault === 'dismissed') throw new AppError('keychain_dismissed', {});
    if (this.fault === 'gone') throw new AppError('keychain_gone', {});
  }
}
