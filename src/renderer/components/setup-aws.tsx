import { problemsAt, type SetupStepProps } from '../setup-answers.ts';
import { useTexts } from '../texts-context.ts';
import { Field, TextInput } from './field.tsx';
import { UsersField } from './users-field.tsx';

/** The role: in which account, what it is called, who may use it and for what. */
export function SetupAws(props: SetupStepProps) {
  const { answers, candidates, problems, onChange, onTouch } = props;
  const { setup: words } = useTexts();
  return (
    <>
      <Field
        label={words.field.accountId}
        hint={words.hint.accountId}
        problems={problemsAt('accountId', props, words)}
      >
        {(ids) => (
          <TextInput
            ids={ids}
            value={answers.accountId}
            digits
            onChange={(accountId) => onChange({ accountId })}
            onCommit={() => onTouch('accountId')}
          />
        )}
      </Field>
      <Field
        label={words.field.roleName}
        hint={words.hint.roleName}
        problems={problemsAt('roleName', props, words)}
      >
        {(ids) => (
          <TextInput
            ids={ids}
            value={answers.roleName}
            onChange={(roleName) => onChange({ roleName })}
            onCommit={() => onTouch('roleName')}
          />
        )}
      </Field>
      <UsersField
        users={answers.users}
        known={candidates.flatMap(({ issuer, user }) => (user && issuer === answers.issuer ? [user] : []))}
        problems={problems.filter(({ field }) => field === 'users')}
        onUsers={(users) => onChange({ users })}
      />
      <Field
        label={words.field.permissions}
        hint={words.hint.permissions}
        problems={problemsAt('permissions', props, words)}
      >
        {(ids) => (
          <TextInput
            ids={ids}
            value={answers.permissions}
            example="ReadOnlyAccess"
            onChange={(permissions) => onChange({ permissions })}
            onCommit={() => onTouch('permissions')}
          />
        )}
      </Field>
    </>
  );
}
