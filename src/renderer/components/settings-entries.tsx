import { type KeyboardEvent, useState } from 'react';
import type {
  ComplaintView,
  EntryEdit,
  EntryView,
  RoleFields,
  SettingsView,
} from '../../shared/settings-view.ts';
import type { AppView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { besideEntry, entryMark } from '../entry-places.ts';
import type { EntryPlace } from '../place.ts';
import { duplicateOf, moveOf } from '../settings-edits.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { MoreIcon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';
import { MenuGroup, MenuItem } from './menu.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { Remark } from './remark.tsx';
import { SettingsSection } from './settings-row.tsx';

interface EntriesProps {
  readonly settings: SettingsView;
  readonly view: AppView;
  readonly locked: boolean;
  /** Where the focus is to go. */
  readonly wanted: EntryPlace | undefined;
  /** One was deleted here. @param to what stands beside it */
  readonly onLeft: (to: EntryPlace) => void;
  readonly edit: (edit: EntryEdit) => Promise<boolean>;
  readonly intentions: Intentions;
}

/** Where people sign in. */
export function SettingsIdentities({ settings, locked, onLeft, edit, intentions }: EntriesProps) {
  const { settings: words } = useTexts();
  const [asked, setAsked] = useState<string>();
  const followers = settings.roles.filter(({ fields }) => fields.identity === asked).length;
  return (
    <SettingsSection title={words.section.identities}>
      <ul className="settings-list">
        {settings.identities.map(({ id, fields, complaints }, index) => (
          <Entry
            key={id ?? index}
            place={{ list: 'identities', ...(id !== undefined && { id }) }}
            name={id}
            about={fields.issuer ?? ''}
            complaints={complaints}
            locked={locked}
            onEdit={() => intentions.go({ at: 'edit-identity', identityId: id ?? '' })}
            onRemove={() => setAsked(id)}
          />
        ))}
      </ul>
      <div className="settings-buttons">
        {!locked && (
          <Button
            entry={entryMark({ list: 'identities' })}
            onPress={() => intentions.go({ at: 'edit-identity' })}
          >
            {words.add.identity}
          </Button>
        )}
      </div>
      {asked !== undefined && (
        <QuestionDialog
          title={words.removeIdentity(asked)}
          no={words.keep}
          onNo={() => setAsked(undefined)}
          yes={words.remove.replace('…', '')}
          danger
          onYes={() => {
            setAsked(undefined);
            const ids = settings.identities.map(({ id }) => id);
            void edit({ kind: 'identity-remove', id: asked }).then((done) => {
              if (done) onLeft(besideEntry('identities', ids, asked));
            });
          }}
        >
          <ul className="dialog-points">
            <li>{words.identityGoes}</li>
            {followers > 0 && <li>{words.rolesGo(followers)}</li>}
            <li>{words.keptCopy}</li>
          </ul>
        </QuestionDialog>
      )}
    </SettingsSection>
  );
}

/** So many at once are drawn quickly. */
const firstFew = 50;

/** What they use, in their order. */
export function SettingsRoles({ settings, view, locked, wanted, onLeft, edit, intentions }: EntriesProps) {
  const texts = useTexts();
  const words = texts.settings;
  const [asked, setAsked] = useState<string>();
  const [all, setAll] = useState(
    () => wanted?.list === 'roles' && settings.roles.findIndex(({ id }) => id === wanted.id) >= firstFew,
  );
  const [said, setSaid] = useState('');
  const { roles } = settings;
  const shown = all ? roles : roles.slice(0, firstFew);
  const standing = view.roles.find(({ id }) => id === asked)?.profiles ?? [];

  const move = async (id: string | undefined, by: -1 | 1): Promise<void> => {
    const ids = roles.map((role) => role.id);
    const moved = id === undefined ? undefined : moveOf(ids, id, by);
    if (id === undefined || moved === undefined || locked) return;
    if (await edit(moved)) setSaid(words.moved(nameOf(id, roles), ids.indexOf(id) + 1 + by, ids.length));
  };

  return (
    <SettingsSection title={words.section.roles}>
      <ul className="settings-list">
        {shown.map(({ id, fields, complaints }, index) => (
          <Entry
            key={id ?? index}
            place={{ list: 'roles', ...(id !== undefined && { id }) }}
            name={id === undefined ? undefined : (fields.name ?? id)}
            about={fields.roleArn ?? ''}
            complaints={complaints}
            locked={locked}
            onEdit={() => intentions.go({ at: 'edit-role', roleId: id ?? '' })}
            onRemove={() => setAsked(id)}
            onMove={(by) => void move(id, by)}
            onDuplicate={() => {
              const copy = duplicateOf(settings, id ?? '', words.copyOf);
              if (copy !== undefined) void edit(copy);
            }}
          />
        ))}
      </ul>
      <p className="help-hint">{roles.length > 1 && !locked ? words.reorderHint : ''}</p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <div className="settings-buttons">
        {shown.length < roles.length && (
          <Button onPress={() => setAll(true)}>{texts.showAll(roles.length)}</Button>
        )}
        {!locked && (
          <Button entry={entryMark({ list: 'roles' })} onPress={() => intentions.go({ at: 'edit-role' })}>
            {words.add.role}
          </Button>
        )}
      </div>
      {asked !== undefined && (
        <QuestionDialog
          title={words.removeRole(nameOf(asked, roles))}
          no={words.keep}
          onNo={() => setAsked(undefined)}
          yes={words.remove.replace('…', '')}
          danger
          onYes={() => {
            setAsked(undefined);
            const ids = roles.map(({ id }) => id);
            void edit({ kind: 'role-remove', id: asked }).then((done) => {
              if (done) onLeft(besideEntry('roles', ids, asked));
            });
          }}
        >
          <ul className="dialog-points">
            <li>{words.roleGoes}</li>
            {standing.length > 0 && <li>{words.profilesGo(standing.join(', '))}</li>}
            <li>{words.keptCopy}</li>
          </ul>
        </QuestionDialog>
      )}
    </SettingsSection>
  );
}

function nameOf(id: string, roles: readonly EntryView<RoleFields>[]): string {
  return roles.find((role) => role.id === id)?.fields.name ?? id;
}

interface EntryProps {
  readonly place: EntryPlace;
  /** Absent where it cannot be edited here. */
  readonly name: string | undefined;
  readonly about: string;
  readonly complaints: readonly ComplaintView[];
  readonly locked: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  readonly onMove?: (by: -1 | 1) => void;
  readonly onDuplicate?: () => void;
}

function Entry({
  place,
  name,
  about,
  complaints,
  locked,
  onEdit,
  onRemove,
  onMove,
  onDuplicate,
}: EntryProps) {
  const { settings: words, editor } = useTexts();
  const wrong = complaints.map(({ field, kind }) => {
    const label = Object.entries(editor.field).find(([key]) => key === field)?.[1] ?? field;
    return label === '' ? words.complaint[kind] : `${label}: ${words.complaint[kind]}`;
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || onMove === undefined) return;
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    event.stopPropagation();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li className="settings-entry" onKeyDownCapture={onKeyDown}>
      <div className="settings-entry-text">
        {name === undefined ? (
          <p className="settings-entry-name">{words.unnamed}</p>
        ) : (
          <button
            type="button"
            className="settings-entry-name settings-entry-button"
            data-entry={entryMark(place)}
            aria-label={words.editOf(name)}
            disabled={locked}
            onClick={onEdit}
          >
            <bdi>{name}</bdi>
          </button>
        )}
        <p className="settings-entry-about">
          <bdi>{about}</bdi>
        </p>
        {wrong.length > 0 && <Remark level="warn" title={`${words.needsWork} ${wrong.join(', ')}`} />}
      </div>
      {name !== undefined && !locked && (
        <MenuButton icon={<MoreIcon />} label={words.actionsFor(name)} title={name}>
          <MenuGroup>
            <MenuItem onChoose={onEdit}>{words.edit}</MenuItem>
            {onDuplicate && <MenuItem onChoose={onDuplicate}>{words.duplicate}</MenuItem>}
            {onMove && <MenuItem onChoose={() => onMove(-1)}>{words.moveUp}</MenuItem>}
            {onMove && <MenuItem onChoose={() => onMove(1)}>{words.moveDown}</MenuItem>}
          </MenuGroup>
          <MenuGroup>
            <MenuItem onChoose={onRemove}>{words.remove}</MenuItem>
          </MenuGroup>
        </MenuButton>
      )}
    </li>
  );
}
