import { useMemo, useRef, useState } from 'react';
import type { TobiraBridge } from '../shared/ipc.ts';
import type { AppView, ConfigView, ErrorView } from '../shared/view.ts';
import { assertNever } from './assert-never.ts';
import { ActivityPage } from './components/activity-page.tsx';
import { AlarmBanner } from './components/alarm-banner.tsx';
import { AppFooter } from './components/app-footer.tsx';
import { CatalogueEditor } from './components/catalogue-editor.tsx';
import { CataloguedBrowser } from './components/catalogued-browser.tsx';
import { ConfirmDialog } from './components/confirm-dialog.tsx';
import { DoctorPage } from './components/doctor-page.tsx';
import { ErrorNotice } from './components/error-notice.tsx';
import { ExplainPage } from './components/explain-page.tsx';
import { IdentityEditor } from './components/identity-editor.tsx';
import { ImportPage } from './components/import-page.tsx';
import { LockNotice } from './components/lock-notice.tsx';
import { ConfigFailedPage, NoAnswerPage, UnusableIdentityPage } from './components/pages.tsx';
import { RoleEditor } from './components/role-editor.tsx';
import { SettingsPage } from './components/settings-page.tsx';
import { SetupPage } from './components/setup-page.tsx';
import { Skeleton } from './components/skeleton.tsx';
import { StrayNotice } from './components/stray-notice.tsx';
import { TrayHostNotice } from './components/tray-host-notice.tsx';
import { UpdateLine } from './components/update-line.tsx';
import { isWelcomeDue, Welcome } from './components/welcome.tsx';
import { type Intentions, intentionsOf } from './intentions.ts';
import { LeaveContext } from './leave-context.ts';
import { leaveGuard } from './leave-guard.ts';
import type { Place } from './place.ts';
import { type Ask, asker } from './questions.ts';
import { TextsContext, useTexts } from './texts-context.ts';
import { useFirstFocus } from './use-first-focus.ts';
import { useLanguage } from './use-language.ts';
import { useTheme } from './use-theme.ts';
import { type ViewState, useView } from './use-view.ts';
import { useWantedPlace } from './use-wanted-place.ts';

interface AppProps {
  readonly bridge: TobiraBridge;
}

/** The window: one view in, intentions out. */
export function App({ bridge }: AppProps) {
  const state = useView(bridge);
  const view = state.status === 'ready' ? state.view : undefined;
  const texts = useLanguage(view?.language);
  const [failure, setFailure] = useState<ErrorView>();
  const [place, setPlace] = useState<Place>({ at: 'roles' });
  const [guard] = useState(leaveGuard);
  const [later, setLater] = useState(false);
  if (place.at === 'roles' && place.later === true && !later) setLater(true);
  const intentions = useMemo(
    () => intentionsOf(bridge, texts, setFailure, (next) => guard.leave(() => setPlace(next))),
    [bridge, texts, guard],
  );
  const ask = useMemo(() => asker(bridge, texts), [bridge, texts]);
  const root = useRef<HTMLDivElement>(null);
  useFirstFocus(
    root,
    useMemo(() => ({ state, place }), [state, place]),
  );
  useTheme(view?.theme);
  useWantedPlace(view?.wanted, intentions.go);

  return (
    <TextsContext value={texts}>
      <LeaveContext value={guard}>
        <div className="app" ref={root}>
          {failure && <ErrorNotice error={failure} onDismiss={() => setFailure(undefined)} />}
          <Body state={state} place={place} later={later} ask={ask} intentions={intentions} />
          <p className="visually-hidden" role="status">
            {state.status === 'ready' ? state.said : ''}
          </p>
        </div>
      </LeaveContext>
    </TextsContext>
  );
}

interface BodyProps {
  readonly state: ViewState;
  readonly place: Place;
  readonly later: boolean;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

function Body({ state, place, later, ask, intentions }: BodyProps) {
  switch (state.status) {
    case 'loading':
      return (
        <>
          <Skeleton />
          <div className="app-footer" aria-hidden="true" />
        </>
      );
    case 'failed':
      return <NoAnswerPage />;
    case 'ready':
      return (
        <>
          <Notices view={state.view} intentions={intentions} />
          <PlaceInWindow view={state.view} place={place} later={later} ask={ask} intentions={intentions} />
          {state.view.update && place.at === 'roles' && (
            <UpdateLine update={state.view.update} running={state.view.version} intentions={intentions} />
          )}
          <AppFooter view={state.view} list={place.at === 'roles'} intentions={intentions} />
          <Question view={state.view} intentions={intentions} />
        </>
      );
    default:
      return assertNever(state);
  }
}

/** What stands above every page: it concerns none of its rows. */
function Notices({ view: { alarms, lock, strays, trayHost }, intentions }: PageProps) {
  const texts = useTexts();
  const lockNotice = lock && <LockNotice lock={lock} intentions={intentions} />;
  const isCalm = alarms.length + strays.length === 0 && trayHost === undefined;
  const isEmpty = isCalm && (lock === undefined || lock.status === 'asking');
  if (isEmpty) return lockNotice;
  return (
    <aside className="alarms" aria-label={texts.notices}>
      {lockNotice}
      {alarms.map((alarm) => (
        <AlarmBanner key={alarm.id} alarm={alarm} intentions={intentions} />
      ))}
      {strays.map((stray) => (
        <StrayNotice key={stray.id} stray={stray} intentions={intentions} />
      ))}
      {trayHost && <TrayHostNotice intentions={intentions} />}
    </aside>
  );
}

/** One question after the other, and none while everything is being locked: that takes them away. */
function Question({ view: { confirmations, lock, roles }, intentions }: PageProps) {
  const [first] = confirmations;
  if (first === undefined || lock?.status === 'asking' || lock?.status === 'locking') return null;
  const role = roles.find(({ id }) => id === first.roleId);
  return <ConfirmDialog key={first.roleId} confirmation={first} role={role} intentions={intentions} />;
}

interface PlaceProps extends PageProps {
  readonly place: Place;
  /** The welcome has been put off. */
  readonly later: boolean;
  readonly ask: Ask;
}

/** The list of roles, or a page of advice in its place. */
function PlaceInWindow({ view, place, later, ask, intentions }: PlaceProps) {
  switch (place.at) {
    case 'roles':
      return (
        <Page
          key={place.services?.click}
          place={place}
          later={later}
          view={view}
          ask={ask}
          intentions={intentions}
        />
      );
    case 'explain': {
      const { roleId } = place;
      const role = view.roles.find(({ id }) => id === roleId);
      return <ExplainPage key={roleId} role={role} roleId={roleId} ask={ask} intentions={intentions} />;
    }
    case 'doctor':
      return <DoctorPage doctor={view.doctor} ask={ask} intentions={intentions} />;
    case 'activity':
      return <ActivityPage edition={view.activityEdition} ask={ask} intentions={intentions} />;
    case 'edit-role': {
      const { roleId, copyOf, from = 'settings' } = place;
      const key = `${roleId ?? ''} ${copyOf ?? ''}`;
      return <RoleEditor key={key} {...{ view, roleId, copyOf, from, ask, intentions }} />;
    }
    case 'edit-identity': {
      const { identityId } = place;
      return <IdentityEditor key={identityId ?? ''} {...{ view, identityId, ask, intentions }} />;
    }
    case 'settings':
      return <SettingsPage {...{ view, ask, intentions }} {...(place.entry && { entry: place.entry })} />;
    case 'add-catalogue':
      return <CatalogueEditor {...{ view, ask, intentions }} />;
    case 'import':
      return <ImportPage ask={ask} intentions={intentions} />;
    case 'setup':
      return <SetupPage ask={ask} intentions={intentions} />;
    default:
      return assertNever(place);
  }
}

interface PageProps {
  readonly view: AppView;
  readonly intentions: Intentions;
}

function Page({ view, place, later, ask, intentions }: PlaceProps) {
  const { config, identities, roles } = view;
  const texts = useTexts();
  if (isWelcomeDue(view, later)) return <Welcome view={view} ask={ask} intentions={intentions} />;
  const list = (inUse: Exclude<ConfigView, { status: 'loading' }>) => (
    <main className="page">
      <h1 className="visually-hidden">{texts.appName}</h1>
      <CataloguedBrowser
        view={view}
        config={inUse}
        servicesOf={place.at === 'roles' ? place.services?.roleId : undefined}
        ask={ask}
        intentions={intentions}
      />
    </main>
  );
  switch (config.status) {
    case 'loading':
      return <Skeleton />;
    case 'failed':
      return identities.length === 0 && roles.length === 0 ? (
        <ConfigFailedPage path={config.path} error={config.error} intentions={intentions} />
      ) : (
        list(config)
      );
    case 'ready':
      return identities.length === 0 ? (
        <UnusableIdentityPage config={config} intentions={intentions} />
      ) : (
        list(config)
      );
    default:
      return assertNever(config);
  }
}
