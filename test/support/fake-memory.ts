import type { AwsFiles } from '../../src/core/delivery-ports.ts';
import type { Favourites, SinkId, KeptAccount } from '../../src/core/model.ts';
import type { Memory, RefusedDuration, TrustedIssuer } from '../../src/core/ports.ts';
import type { UpdateRecord } from '../../src/core/releases.ts';

/** Remembers as long as the test lasts. */
export class FakeMemory implements Memory {
  copied: SinkId | undefined;

  files: readonly AwsFiles[] = [];

  kept: Favourites = { pinned: [], used: [], services: [] };

  lastCopied(): SinkId | undefined {
    return this.copied;
  }

  setLastCopied(id: SinkId): void {
    this.copied = id;
  }

  awsFiles(): readonly AwsFiles[] {
    return this.files;
  }

  setAwsFiles(files: readonly AwsFiles[]): void {
    this.files = files;
  }

  held: readonly KeptAccount[] | undefined;

  accounts(): readonly KeptAccount[] | undefined {
    return this.held;
  }

  setAccounts(accounts: readonly KeptAccount[]): void {
    this.held = accounts;
  }

  knows = false;

  knowsTrayHost(): boolean {
    return this.knows;
  }

  setKnowsTrayHost(): void {
    this.knows = true;
  }

  starts: boolean | undefined;

  startsAtLogin(): boolean | undefined {
    return this.starts;
  }

  setStartsAtLogin(on: boolean): void {
    this.starts = on;
  }

  record: UpdateRecord | undefined;

  updates(): UpdateRecord | undefined {
    return this.record;
  }

  setUpdates(record: UpdateRecord): void {
    this.record = record;
  }

  trusted: readonly TrustedIssuer[] = [];

  trustedIssuers(): readonly TrustedIssuer[] {
    return this.trusted;
  }

  setTrustedIssuers(trusted: readonly TrustedIssuer[]): void {
    this.trusted = trusted;
  }

  refused: readonly RefusedDuration[] = [];

  refusedDurations(): readonly RefusedDuration[] {
    return this.refused;
  }

  setRefusedDurations(refused: readonly RefusedDuration[]): void {
    this.refused = refused;
  }

  favourites(): Favourites {
    return this.kept;
  }

  setFavourites(favourites: Favourites): void {
    this.kept = favourites;
  }
}
