import type { Defaults } from '../core/config.ts';
import type { ConfigEdit, EditComplaint } from '../core/config-edits.ts';
import { AppError } from '../core/errors.ts';
import { importWords } from '../core/import-guide.ts';
import type { AwsConfig } from '../core/import/aws-profile.ts';
import { exportRoles, exportText } from '../core/import/export-roles.ts';
import { importEdit } from '../core/import/import-edit.ts';
import { type ImportEntry, isSsoGuess } from '../core/import/import-entry.ts';
import { planImport } from '../core/import/plan-import.ts';
import type { Identity, Language } from '../core/model.ts';
import type { Config } from '../core/ports.ts';
import type { ImportProfileView, ImportView } from '../shared/import-view.ts';
import type { RequestOf } from '../shared/ipc.ts';
import type { ImportCall } from './import-schema.ts';
import type { CallHandlers } from './ipc.ts';
import { createOutcomes } from './outcome.ts';
import type { FileSaver } from './save-file.ts';

export type ImportHandlers = Pick<CallHandlers, ImportCall>;

interface Parts {
  readonly readAwsConfig: () => Promise<AwsConfig>;
  /** What is in use, roles of others' lists too: none of their names is free. */
  readonly config: () => Pick<Config, 'identities' | 'roles'> | undefined;
  readonly defaults: Defaults;
  readonly edit: (edit: ConfigEdit) => Promise<readonly EditComplaint[]>;
  /** Takes up what was written. */
  readonly reload: () => Promise<unknown>;
  readonly saveFile: FileSaver;
  readonly language: () => Language;
  /** Of the configuration file. */
  readonly path: string;
}

/** Shows what AWS's config file says as roles, adds those that the user chooses, and hands roles on. */
export function createImporting(parts: Parts): ImportHandlers {
  const { config, defaults, language } = parts;
  const { answer } = createOutcomes(language);

  async function planned(identity: Identity): Promise<readonly ImportEntry[]> {
    const roles = config()?.roles ?? [];
    return planImport(await parts.readAwsConfig(), {
      ...{ identity: identity.id, roles },
      region: (partition) => defaults.region(partition),
    });
  }

  async function preview({ identityId }: RequestOf<'import:preview'>): Promise<ImportView> {
    const identities = config()?.identities ?? [];
    const identity = identities.find(({ id }) => id === identityId) ?? identities[0];
    const { path } = await parts.readAwsConfig();
    return {
      path,
      identities: identities.map(({ id, issuer }) => ({ id, issuer })),
      ...(identity !== undefined && { identityId: identity.id }),
      profiles:
        identity === undefined ? [] : (await planned(identity)).map((entry) => present(entry, language())),
    };
  }

  /** Planned anew: what the page saw may be old, and it names profiles alone. */
  async function write({
    identityId,
    profiles,
  }: RequestOf<'import:write'>): Promise<{ readonly added: number }> {
    const identity = config()?.identities.find(({ id }) => id === identityId);
    const wanted = new Set(profiles);
    const entries = identity === undefined ? [] : await planned(identity);
    const roles = entries.flatMap((entry) =>
      entry.kind === 'role' && wanted.has(entry.profile) ? entry.role : [],
    );
    const edit = importEdit(roles);
    if (edit === undefined) return { added: 0 };
    const complaints = await parts.edit(edit);
    if (complaints.length > 0) {
      throw new AppError('file_failed', { path: parts.path, reason: 'other programs keep changing it' });
    }
    await parts.reload().catch(() => undefined);
    return { added: roles.length };
  }

  async function save({ format, identities }: RequestOf<'export:save'>) {
    const { roles = [], identities: known = [] } = config() ?? {};
    const exported = exportRoles({
      // What comes from others' lists is theirs to hand on.
      roles: roles.filter(({ catalogue }) => catalogue === undefined),
      identities: known,
      ...{ format, withIdentities: identities, scopes: defaults.scopes },
    });
    const saved = await parts.saveFile({
      fileName: format === 'catalogue' ? 'roles.yaml' : 'config.yaml',
      text: exportText(exported, importWords(language()).exportHeading),
    });
    const notes = exported.notes.map((note) => importWords(language()).exportWords(note));
    return saved === undefined ? { notes: [] } : { fileName: saved, notes };
  }

  return {
    'import:preview': (request) => answer(preview(request).then((view) => ({ preview: view }))),
    'import:write': (request) => answer(write(request)),
    'export:save': (request) => answer(save(request)),
  };
}

function present(entry: ImportEntry, language: Language): ImportProfileView {
  const { remarkWords, skipWords } = importWords(language);
  const { profile } = entry;
  switch (entry.kind) {
    case 'role': {
      const { role, arn, remarks, suggested } = entry;
      const sso = isSsoGuess(entry);
      const from = role.chain === undefined ? undefined : (role.chain.at(-2)?.roleArn ?? role.roleArn);
      return {
        ...{ kind: 'role', profile, roleArn: arn.text, suggested },
        ...(from !== undefined && { from }),
        remarks: remarks
          .filter(({ kind }) => !sso || kind !== 'sso-guess')
          .map((remark) => remarkWords(remark)),
        ...(sso && { sso }),
      };
    }
    case 'present':
      return { kind: 'present', profile, role: entry.role };
    case 'skipped':
      return { kind: 'skipped', profile, reason: skipWords(entry.reason) };
  }
}
