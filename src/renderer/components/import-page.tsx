import { useCallback, useEffect, useState } from 'react';
import type { ImportProfileView, ImportView } from '../../shared/import-view.ts';
import type { ErrorView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { Marked } from './error-text.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { ImportGuesses, ImportRoles } from './import-roles.tsx';
import { Loading } from './loading.tsx';
import { Remark } from './remark.tsx';
import { ChoiceRow, SettingsSection } from './settings-row.tsx';

type RoleProfile = Extract<ImportProfileView, { kind: 'role' }>;

interface ImportPageProps {
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** What AWS's config file says as roles. Nothing is written until the user has seen it and presses the button. */
export function ImportPage({ ask, intentions }: ImportPageProps) {
  const { imports: words, editor } = useTexts();
  const [preview, setPreview] = useState<ImportView>();
  const [failure, setFailure] = useState<ErrorView>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<number>();
  const [busy, setBusy] = useState(false);

  const show = useCallback((reply: Awaited<ReturnType<typeof ask<'import:preview'>>>): void => {
    if (!reply.ok) {
      setFailure(reply.error);
      return;
    }
    setFailure(undefined);
    setPreview(reply.preview);
    setChosen(new Set(rolesIn(reply.preview).flatMap((one) => (one.suggested ? one.profile : []))));
  }, []);
  useEffect(() => {
    let wanted = true;
    void ask('import:preview', {}).then((reply) => {
      if (wanted) show(reply);
    });
    return () => void (wanted = false);
  }, [ask, show]);

  const load = async (id: string): Promise<void> => show(await ask('import:preview', { identityId: id }));

  const write = async (identityId: string): Promise<void> => {
    setBusy(true);
    const reply = await ask('import:write', { identityId, profiles: [...chosen] });
    setBusy(false);
    if (!reply.ok) {
      setFailure(reply.error);
      return;
    }
    setAdded(reply.added);
    await load(identityId);
  };

  const turn = (names: readonly string[], on: boolean): void => {
    const next = new Set(chosen);
    for (const profile of names) {
      if (on) next.add(profile);
      else next.delete(profile);
    }
    setChosen(next);
  };

  const identityId = preview?.identityId;
  const canAdd = identityId !== undefined && rolesIn(preview).length > 0;
  return (
    <HelpPage
      title={words.title}
      back={editor.backToSettings}
      onBack={() => intentions.go({ at: 'settings' })}
      below={
        canAdd && (
          <Button kind="primary" busy={busy} deaf={chosen.size === 0} onPress={() => void write(identityId)}>
            {words.add(chosen.size)}
          </Button>
        )
      }
    >
      {failure && <ErrorNotice error={failure} onDismiss={() => setFailure(undefined)} />}
      {added !== undefined && added > 0 && (
        <Remark level="ok" title={words.added(added)} hint={words.keptCopy} />
      )}
      {preview === undefined ? (
        failure === undefined && <Loading>{words.reading}</Loading>
      ) : (
        <Preview
          preview={preview}
          chosen={chosen}
          onTurn={turn}
          onIdentity={(id) => {
            setAdded(undefined);
            void load(id);
          }}
        />
      )}
    </HelpPage>
  );
}

interface PreviewProps {
  readonly preview: ImportView;
  readonly chosen: ReadonlySet<string>;
  readonly onTurn: (profiles: readonly string[], on: boolean) => void;
  readonly onIdentity: (identityId: string) => void;
}

function Preview({ preview, chosen, onTurn, onIdentity }: PreviewProps) {
  const { imports: words } = useTexts();
  const { path, identities, identityId, profiles } = preview;
  const roles = rolesIn(preview);
  const single = roles.filter(({ sso }) => sso === undefined);
  const ofSso = roles.filter(({ sso }) => sso === true);
  const present = profiles.filter((one) => one.kind === 'present');
  const skipped = profiles.filter((one) => one.kind === 'skipped');
  const nothing = profiles.length === 0 ? words.empty : words.nothing;
  return (
    <>
      <p className="help-hint import-about">{words.about(path)}</p>
      {identityId === undefined ? (
        <Remark level="warn" title={words.noIdentity} />
      ) : (
        identities.length > 1 && (
          <ChoiceRow
            label={words.identity}
            value={identityId}
            options={identities.map(({ id, issuer }) => ({ value: id, label: `${id} · ${issuer}` }))}
            locked={false}
            onChoose={onIdentity}
          />
        )
      )}
      {identityId !== undefined && roles.length + present.length === 0 && (
        <Remark level="skipped" title={nothing} />
      )}
      {single.length > 0 && (
        <SettingsSection title={words.heading.add}>
          <ImportRoles roles={single} chosen={chosen} onTurn={onTurn} />
        </SettingsSection>
      )}
      {ofSso.length > 0 && <ImportGuesses roles={ofSso} chosen={chosen} onTurn={onTurn} />}
      {present.length > 0 && (
        <SettingsSection title={words.heading.present}>
          <ul className="settings-list">
            {present.map(({ profile, role }) => (
              <Other key={profile} name={profile} about={words.presentAs(role)} />
            ))}
          </ul>
        </SettingsSection>
      )}
      {skipped.length > 0 && (
        <SettingsSection title={words.heading.skipped}>
          <ul className="settings-list">
            {skipped.map(({ profile, reason }) => (
              <Other key={profile} name={profile} about={reason} />
            ))}
          </ul>
        </SettingsSection>
      )}
    </>
  );
}

function Other({ name, about }: { readonly name: string; readonly about: string }) {
  return (
    <li className="settings-entry">
      <div className="settings-entry-text">
        <p className="settings-entry-name">
          <bdi>{name}</bdi>
        </p>
        <p className="settings-entry-about">
          <Marked>{about}</Marked>
        </p>
      </div>
    </li>
  );
}

function rolesIn(preview: ImportView | undefined): readonly RoleProfile[] {
  return preview?.profiles.filter((one) => one.kind === 'role') ?? [];
}
