import { useState } from 'react';
import type { EntryEdit, SettingChange, SettingsView } from '../../shared/settings-view.ts';
import type { AppView, CatalogueView } from '../../shared/view.ts';
import { placeOfCatalogue, standOfCatalogue, stillInUse } from '../catalogue-words.ts';
import { errorText } from '../error-text.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { useNow } from '../use-now.ts';
import { Button } from './button.tsx';
import { MoreIcon } from './icons.tsx';
import { MenuButton } from './menu-button.tsx';
import { MenuGroup, MenuItem } from './menu.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { Remark } from './remark.tsx';
import { SettingsSection, SwitchRow } from './settings-row.tsx';

interface SettingsCataloguesProps {
  readonly settings: SettingsView;
  readonly view: AppView;
  readonly locked: boolean;
  readonly edit: (edit: EntryEdit) => Promise<boolean>;
  readonly change: (change: SettingChange) => void;
  /** What is wrong with the setting about groups. */
  readonly complaint: string | undefined;
  readonly intentions: Intentions;
}

/** Lists of roles that others keep. */
export function SettingsCatalogues(props: SettingsCataloguesProps) {
  const { settings, view, locked, edit, change, complaint, intentions } = props;
  const texts = useTexts();
  const { catalogues: words, settings: common } = texts;
  const [asked, setAsked] = useState<CatalogueView>();
  const { catalogues = [] } = view;
  const unread = settings.catalogues.filter(({ complaints }) => complaints.length > 0);
  return (
    <SettingsSection title={words.title}>
      {settings.catalogues.length + catalogues.length === 0 && <p className="help-hint">{words.lead}</p>}
      <ul className="settings-list">
        {catalogues.map((catalogue) => (
          <CatalogueEntry
            key={catalogue.id}
            catalogue={catalogue}
            onRemove={locked ? undefined : () => setAsked(catalogue)}
            intentions={intentions}
          />
        ))}
        {unread.map(({ id, fields, complaints }, index) => (
          <li className="settings-entry" key={id ?? index}>
            <div className="settings-entry-text">
              <p className="settings-entry-name">
                {/* The query of an address may hold a key. */}
                <bdi>
                  {fields.name ??
                    id ??
                    fields.project ??
                    fields.url?.split('?', 1)[0] ??
                    fields.file ??
                    words.title}
                </bdi>
              </p>
              <Remark
                level="warn"
                title={`${common.needsWork} ${complaints
                  .map(({ field, kind }) =>
                    field === '' ? common.complaint[kind] : `${field}: ${common.complaint[kind]}`,
                  )
                  .join(', ')}`}
              />
            </div>
          </li>
        ))}
      </ul>
      {catalogues.length > 0 && (
        <SwitchRow
          label={common.name.showAllGroups}
          hint={common.hint.showAllGroups}
          on={settings.settings.showAllGroups.value}
          complaint={complaint}
          locked={locked}
          onTurn={(value) => change({ id: 'showAllGroups', value })}
        />
      )}
      <div className="settings-buttons">
        {!locked && <Button onPress={() => intentions.go({ at: 'add-catalogue' })}>{words.add}</Button>}
      </div>
      {asked && (
        <QuestionDialog
          title={words.removeTitle(asked.name)}
          no={common.keep}
          onNo={() => setAsked(undefined)}
          yes={words.remove.replace('…', '')}
          danger
          onYes={() => {
            setAsked(undefined);
            void edit({ kind: 'catalogue-remove', id: asked.id });
          }}
        >
          <ul className="dialog-points">
            <li>{words.removeGoes(asked.roles)}</li>
            <li>{common.keptCopy}</li>
          </ul>
        </QuestionDialog>
      )}
    </SettingsSection>
  );
}

interface CatalogueEntryProps {
  readonly catalogue: CatalogueView;
  /** Absent where it cannot be removed here. */
  readonly onRemove: (() => void) | undefined;
  readonly intentions: Intentions;
}

function CatalogueEntry({ catalogue, onRemove, intentions }: CatalogueEntryProps) {
  const texts = useTexts();
  const { catalogues: words, settings: common } = texts;
  const { id, name, status, error, problems, signedIn, foreign } = catalogue;
  const now = useNow();
  const wantsSignIn = status === 'sign-in-needed' || signedIn === false;
  return (
    <li className="settings-entry">
      <div className="settings-entry-text">
        <p className="settings-entry-name">
          <bdi>{name}</bdi>
        </p>
        <p className="settings-entry-about">
          <bdi>{placeOfCatalogue(catalogue)}</bdi>
        </p>
        <p className="settings-entry-about">{standOfCatalogue(catalogue, now, texts)}</p>
        {error && status !== 'sign-in-needed' && (
          <Remark
            level="warn"
            title={error.title}
            hint={errorText(error)}
            advice={stillInUse(catalogue, now, texts)}
          />
        )}
        {problems.length > 0 && (
          <Remark
            level="warn"
            title={words.problems(problems.length)}
            hint={problems
              .slice(0, mostShown)
              .map(({ line, column, message }) =>
                line === undefined ? message : `${texts.line(line, column)} ${message}`,
              )
              .join('\n')}
          />
        )}
        {foreign.map(({ issuer, clientId }) => (
          <Remark
            key={`${issuer} ${clientId}`}
            level="warn"
            title={words.foreign(name, issuer)}
            hint={words.foreignClient(clientId)}
            advice={words.foreignWarning}
            button={
              <Button
                onPress={() => intentions.trustIssuer(id, { issuer, clientId })}
                label={texts.actionFor(words.trust, issuer)}
              >
                {words.trust}
              </Button>
            }
          />
        ))}
        {wantsSignIn && (
          <div className="settings-buttons">
            <Button
              onPress={() => intentions.signInToCatalogue(id)}
              label={texts.actionFor(words.signIn, name)}
            >
              {words.signIn}
            </Button>
          </div>
        )}
      </div>
      <MenuButton icon={<MoreIcon />} label={common.actionsFor(name)} title={name}>
        <MenuGroup>
          <MenuItem onChoose={() => intentions.readCatalogue(id)}>{words.readAgain}</MenuItem>
          {signedIn === true && (
            <MenuItem onChoose={() => intentions.signOutOfCatalogue(id)}>{words.signOut}</MenuItem>
          )}
          {wantsSignIn && (
            <MenuItem onChoose={() => intentions.signInToCatalogue(id)}>{words.signIn}</MenuItem>
          )}
          {wantsSignIn && (
            <MenuItem onChoose={() => intentions.cancelCatalogueSignIn(id)}>{words.cancelSignIn}</MenuItem>
          )}
        </MenuGroup>
        {onRemove && (
          <MenuGroup>
            <MenuItem onChoose={onRemove}>{words.remove}</MenuItem>
          </MenuGroup>
        )}
      </MenuButton>
    </li>
  );
}

/** All of them stand in the file; here a few tell what is the matter. */
const mostShown = 5;
