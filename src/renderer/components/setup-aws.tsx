import type { SetupPartition } from '../../shared/help-view.ts';
import { inHours } from '../duration.ts';
import { problemsAt, type SetupStepProps } from '../setup-answers.ts';
import { useTexts } from '../texts-context.ts';
import { Choice } from './choice.tsx';
import { Field, TextInput } from './field.tsx';
import { UsersField } from './users-field.tsx';

const partitions: readonly SetupPartition[] = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];
/** All whole hours that AWS takes. */
const sessions = Array.from({ length: 12 }, (_nothing, index) => index + 1);

/** The role: in which account, what it is called, who may use it and for what. */
export function SetupAws(props: SetupStepProps) {
  const { answers, candidates, problems, onChange, onTouch } = props;
  const { setup: words, language } = useTexts();
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
        label={words.field.partition}
        hint={words.hint.partition}
        problems={problemsAt('partition', props, words)}
      >
        {(ids) => (
          <Choice
            ids={ids}
            value={answers.partition}
            options={partitions.map((value) => ({ value, name: words.partition[value] }))}
            onChange={(partition) => onChange({ partition })}
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
      <Field
        label={words.field.maxSession}
        hint={words.hint.maxSession}
        problems={problemsAt('maxSession', props, words)}
      >
        {(ids) => (
          <Choice
            ids={ids}
            value={answers.maxSession}
            options={sessions.map((hours) => ({
              value: `${hours}h`,
              name: inHours(hours * 3600, language),
            }))}
            onChange={(maxSession) => onChange({ maxSession })}
          />
        )}
      </Field>
    </>
  );
}
