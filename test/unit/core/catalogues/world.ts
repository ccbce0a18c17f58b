import type { CatalogueSource } from '../../../../src/core/catalogues/catalogue-source.ts';
import { createCatalogues } from '../../../../src/core/catalogues/catalogues.ts';
import type { CatalogueCopy, CatalogueWish, Fetched } from '../../../../src/core/catalogues/ports.ts';
import { readCatalogue } from '../../../../src/core/catalogues/read-catalogue.ts';
import { createTrustedIssuers } from '../../../../src/core/catalogues/trusted-issuers.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { CatalogueId, IdentityId } from '../../../../src/core/model.ts';
import { createState } from '../../../../src/core/state.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeMemory } from '../../../support/fake-memory.ts';
import { configWith } from '../../../support/fake-nouns.ts';

export const id = 'team' as CatalogueId;
export const source: CatalogueSource = {
  id,
  identity: 'work' as IdentityId,
  from: { kind: 'url', url: 'https://roles.example.com/roles.json' },
};
export const mark = JSON.stringify(['url', 'https://roles.example.com/roles.json']);

/** One in the GitLab of the identity `work`. */
export const gitlabSource: CatalogueSource = {
  id,
  identity: 'work' as IdentityId,
  from: {
    ...{ kind: 'gitlab', identity: 'work' as IdentityId, clientId: 'roles-app', scope: 'read_repository' },
    ...{ project: 'platform/roles', file: 'roles.yaml', ref: 'main' },
  },
};

/** A catalogue's text with roles of these names. */
export function textWith(...ids: readonly string[]): string {
  const roles = ids.map((one) => ({ id: one, roleArn: 'arn:aws:iam::123456789012:role/Admin' }));
  return JSON.stringify({ version: 1, roles });
}

export const cached: CatalogueCopy = { source: mark, text: textWith('old'), fetchedAt: 0 };

type Answer = Fetched | AppError | Promise<Fetched>;

/** Catalogues in time that passes as a test says, on a disk that holds these copies. */
export function openWorld({
  copy,
  from = source,
}: { readonly copy?: CatalogueCopy | undefined; readonly from?: CatalogueSource } = {}) {
  const clock = new FakeClock();
  const state = createState();
  const disk = new Map<CatalogueId, CatalogueCopy>(copy && [[id, copy]]);
  const answers: Answer[] = [];
  const saved: CatalogueCopy[] = [];
  const wishes: CatalogueWish[] = [];
  const refused: string[] = [];
  let changes = 0;

  const start = (cache: Partial<Parameters<typeof createCatalogues>[0]['cache']> = {}) =>
    createCatalogues({
      fetcher: {
        async fetch(wish) {
          wishes.push(wish);
          const answer = answers.shift() ?? { kind: 'unchanged' };
          if (answer instanceof AppError) throw answer;
          return answer;
        },
      },
      cache: {
        load: (one) => Promise.resolve(disk.get(one)),
        save(one, kept) {
          saved.push(kept);
          disk.set(one, kept);
          return Promise.resolve();
        },
        remove: (one) => Promise.resolve(void disk.delete(one)),
        ...cache,
      },
      reader: {
        read(catalogue, text) {
          const reading = readCatalogue(JSON.parse(text));
          return reading.usable
            ? Promise.resolve({
                ...reading.content,
                complaints: reading.complaints.map((complaint) => ({ complaint })),
              })
            : Promise.reject(new AppError('catalogue_broken', { catalogue, problems: [] }));
        },
      },
      sessions: {
        accessToken: () => Promise.resolve(`token-${String(refused.length + 1)}`),
        dropAccessToken: (_application, token) => void refused.push(token),
        isSignedIn: () => Promise.resolve(true),
      },
      trusted: createTrustedIssuers(new FakeMemory()),
      defaults: { scopes: () => ['openid'], region: () => 'us-east-1' },
      onChange: () => void (changes += 1),
      ...{ state, clock },
      random: { next: () => 0 },
      log: { info: () => undefined, warn: () => undefined },
    });
  const catalogues = start();
  const local = configWith({ roles: [], catalogues: [from] });
  return {
    ...{ clock, state, answers, saved, disk, wishes, refused, catalogues, local, start },
    fetches: () => wishes.length,
    changes: () => changes,
    roles: async (config = local) =>
      (await catalogues.bringTogether(config)).roles.map((role) => role.id as string),
    shown: () => state.get().catalogues.get(id),
  };
}
