import { useEffect, useRef, useState } from 'react';
import type { SettingsView } from '../../shared/settings-view.ts';
import type { ErrorView, IdentityView } from '../../shared/view.ts';
import { nameIn, roleDraft, roleFields, type RoleDraft } from '../entry-draft.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { regionsFor } from '../regions.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryForm } from '../use-entry-form.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Loading } from './loading.tsx';
import { Remark } from './remark.tsx';
import { RoleText } from './role-editor-fields.tsx';
import { WelcomeFrame } from './welcome-frame.tsx';

interface WelcomeRoleProps {
  readonly identity: IdentityView;
  readonly settings: SettingsView | undefined;
  readonly onBack: () => void;
  readonly onLater: () => void;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

type Trial =
  | { readonly status: 'none' }
  | { readonly status: 'trying' | 'done'; readonly of: string }
  | { readonly status: 'failed'; readonly of: string; readonly error: ErrorView };

/** The first role, and whether AWS lets the user in with it. */
export function WelcomeRole({ identity, settings, onBack, onLater, ask, intentions }: WelcomeRoleProps) {
  const texts = useTexts();
  const { welcome: words } = texts;
  const [draft, setDraft] = useState<RoleDraft>(() => roleDraft({ identity: identity.id }));
  const [trial, setTrial] = useState<Trial>({ status: 'none' });
  const taken = (settings?.roles ?? []).map(({ id, fields }) => id ?? fields.id);
  const fields = roleFields(draft, taken);
  const edit = { kind: 'role-add', fields } as const;
  const form = useEntryForm(edit, ask);
  const change = (more: Partial<RoleDraft>): void => setDraft((old) => ({ ...old, ...more }));

  const { roleArn, region } = fields;
  const asked = `${roleArn} ${region ?? ''}`;
  const result: Trial = trial.status !== 'none' && trial.of === asked ? trial : { status: 'none' };
  const tryIt = async (): Promise<void> => {
    form.touch('roleArn');
    form.touch('region');
    if (form.complaints.length > 0 || roleArn === '') return;
    setTrial({ status: 'trying', of: asked });
    const reply = await ask('setup:try-role', {
      identityId: identity.id,
      roleArn,
      ...(region !== undefined && { region }),
    });
    setTrial(reply.ok ? { status: 'done', of: asked } : { status: 'failed', of: asked, error: reply.error });
  };
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result.status === 'failed' || result.status === 'done')
      answer.current?.scrollIntoView({ block: 'nearest' });
  }, [result.status]);
  const finish = (explain = false): void => {
    form.touch('roleArn');
    void form.save(edit).then((done) => {
      if (done) intentions.go(explain ? { at: 'explain', roleId: fields.id } : { at: 'roles' });
    });
  };
  const makeOne = (): void => intentions.go({ at: 'setup' });
  const part = { draft, onChange: change, form };

  return (
    <WelcomeFrame
      step="role"
      onBack={onBack}
      onNext={() => finish()}
      next={words.finish}
      busy={form.saving}
      beside={
        <Button kind="quiet" onPress={onLater}>
          {words.later}
        </Button>
      }
    >
      {identity.session.status === 'signed-in' && (
        <Remark level="ok" title={texts.signedInAs(identity.session.user.name)} />
      )}
      {form.failure && <ErrorNotice error={form.failure} onDismiss={form.dismiss} />}
      {form.whole !== undefined && <Remark level="fail" title={form.whole} />}
      <div className="welcome-fields">
        <RoleText {...part} name="roleArn" example="arn:aws:iam::123456789012:role/Admin" />
        <RoleText {...part} name="name" example={nameIn(draft.roleArn)} />
        <RoleText {...part} name="region" suggestions={regionsFor(draft.roleArn)} />
      </div>
      <div className="welcome-trial">
        <Button onPress={() => void tryIt()} busy={result.status === 'trying'}>
          {words.tryRole}
        </Button>
        <div role="status" ref={answer}>
          {result.status === 'trying' && <Loading>{words.trying}</Loading>}
          {result.status === 'done' && <Remark level="ok" title={words.assumable} />}
          {result.status === 'failed' && (
            <ErrorNotice
              error={result.error}
              {...(result.error.refusal && {
                note: words.refusedHint,
                button: (
                  <>
                    <Button onPress={() => finish(true)}>{words.keepAndExplain}</Button>
                    <Button onPress={makeOne}>{words.makeRole}</Button>
                  </>
                ),
              })}
            />
          )}
        </div>
      </div>
      {!(result.status === 'failed' && result.error.refusal) && (
        <p className="welcome-other">
          {words.noRole}{' '}
          <Button kind="quiet" onPress={makeOne} label={`${words.noRole} ${words.makeRole}`}>
            {words.makeRole}
          </Button>
        </p>
      )}
    </WelcomeFrame>
  );
}
