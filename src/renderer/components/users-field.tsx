import { useRef, useState } from 'react';
import type { SetupProblemView } from '../../shared/help-view.ts';
import { useTexts } from '../texts-context.ts';
import { Button, IconButton } from './button.tsx';
import { Field, TextInput } from './field.tsx';
import { CloseIcon } from './icons.tsx';

interface UsersFieldProps {
  readonly users: readonly string[];
  /** Whose names are known: whoever is signed in. */
  readonly known: readonly { readonly id: string; readonly name: string }[];
  readonly problems: readonly SetupProblemView[];
  readonly onUsers: (users: readonly string[]) => void;
}

/** Who may use a role: numbers, one after the other, each with a button to take it away. */
export function UsersField({ users, known, problems, onUsers }: UsersFieldProps) {
  const texts = useTexts();
  const words = texts.setup;
  const [next, setNext] = useState('');
  const root = useRef<HTMLDivElement>(null);

  const add = (): void => {
    const given = next.split(/[\s,;]+/).filter((user) => user !== '');
    if (given.length > 0) onUsers([...new Set([...users, ...given])]);
    setNext('');
  };
  const remove = (user: string): void => {
    onUsers(users.filter((one) => one !== user));
    // The button that had the focus goes.
    root.current?.querySelector('input')?.focus();
  };
  return (
    <div ref={root}>
      <Field label={words.field.users} hint={words.hint.users} problems={problems}>
        {(ids) => (
          <>
            {users.length > 0 && (
              <ul className="users">
                {users.map((user) => {
                  const name = known.find(({ id }) => id === user)?.name;
                  return (
                    <li className="user" key={user}>
                      <bdi className="user-id">{user}</bdi>
                      {name !== undefined && <bdi className="user-name">{words.you(name)}</bdi>}
                      <IconButton
                        icon={<CloseIcon />}
                        label={words.removeUser(user)}
                        onPress={() => remove(user)}
                      />
                    </li>
                  );
                })}
              </ul>
            )}
            <div className="input-row">
              <TextInput
                ids={ids}
                value={next}
                example={words.users}
                digits
                onChange={setNext}
                onCommit={add}
              />
              <Button onPress={add}>{words.addUser}</Button>
            </div>
          </>
        )}
      </Field>
    </div>
  );
}
