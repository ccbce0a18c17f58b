import type { ForeignIssuerView } from '../../shared/catalogue-view.ts';
import type { CatalogueView, ErrorView } from '../../shared/view.ts';
import { stillInUse } from '../catalogue-words.ts';
import { errorText, inOne } from '../error-text.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { useNow } from '../use-now.ts';
import { Button, IconButton } from './button.tsx';
import { Marked } from './error-text.tsx';
import { CloseIcon, DoorIcon, WarningIcon } from './icons.tsx';

interface CatalogueNoticesProps {
  readonly catalogues: readonly CatalogueView[];
  readonly intentions: Intentions;
}

/** What is asked about catalogues, and what went wrong with them: each can be put away until it is something else. */
export function CatalogueNotices({ catalogues, intentions }: CatalogueNoticesProps) {
  return catalogues.flatMap((catalogue) => {
    const { id, error, foreign, otherUser, status, putAway = [] } = catalogue;
    const notices = [
      ...foreign.map((issuer) => ({
        key: `foreign ${issuer.issuer} ${issuer.clientId}`,
        draw: (away: () => void) => <ForeignNotice {...{ catalogue, issuer, intentions }} onLater={away} />,
      })),
      ...(status === 'sign-in-needed'
        ? [
            {
              key: 'sign-in',
              draw: (away: () => void) => <SignInNotice {...{ catalogue, intentions }} onLater={away} />,
            },
          ]
        : error
          ? [
              {
                key: `error ${error.code} ${error.happened}`,
                draw: (away: () => void) => (
                  <FailedNotice {...{ catalogue, error, intentions }} onDismiss={away} />
                ),
              },
            ]
          : []),
      ...(otherUser
        ? [
            {
              key: 'other-user',
              draw: (away: () => void) => <OtherUserNotice {...{ catalogue, intentions }} onDismiss={away} />,
            },
          ]
        : []),
    ];
    return notices
      .filter(({ key }) => !putAway.includes(key))
      .map(({ key, draw }) => <div key={`${id} ${key}`}>{draw(() => intentions.putAway(id, key))}</div>);
  });
}

interface NoticeProps {
  readonly catalogue: CatalogueView;
  readonly intentions: Intentions;
}

interface ForeignNoticeProps extends NoticeProps {
  readonly issuer: ForeignIssuerView;
  readonly onLater: () => void;
}

/** A catalogue leads to a GitLab that nobody here has chosen: its roles wait for a yes. */
function ForeignNotice({ catalogue, issuer: asked, intentions, onLater }: ForeignNoticeProps) {
  const texts = useTexts();
  const { catalogues: words, actionFor } = texts;
  const { issuer, clientId, roles } = asked;
  const title = words.foreign(catalogue.name, issuer);
  return (
    <section className="notice notice-warning" aria-label={title}>
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">
          <bdi>{title}</bdi>
        </p>
        <p className="notice-hint">{inOne(words.foreignHint(roles), words.foreignWarning)}</p>
        <p className="notice-hint">
          <bdi>{words.foreignClient(clientId)}</bdi>
        </p>
        <div className="notice-actions">
          <Button onPress={onLater} label={actionFor(words.notNow, issuer)}>
            {words.notNow}
          </Button>
          <Button
            onPress={() => intentions.trustIssuer(catalogue.id, { issuer, clientId })}
            label={actionFor(words.trust, issuer)}
          >
            {words.trust}
          </Button>
        </div>
      </div>
    </section>
  );
}

interface SignInNoticeProps extends NoticeProps {
  readonly onLater: () => void;
}

/** Nothing is wrong: GitLab has to be asked once whether its repositories may be read. */
function SignInNotice({ catalogue, intentions, onLater }: SignInNoticeProps) {
  const texts = useTexts();
  const { catalogues: words, actionFor } = texts;
  const { id, name, fetchedAt } = catalogue;
  const now = useNow();
  const title = words.signInNeeded(name);
  return (
    <section className="notice notice-ask" aria-label={title}>
      <DoorIcon />
      <div className="notice-text">
        <p className="notice-title">
          <bdi>{title}</bdi>
        </p>
        <p className="notice-hint">
          {fetchedAt === undefined ? words.signInHint : stillInUse(catalogue, now, texts)}
        </p>
        <div className="notice-actions">
          <Button onPress={() => intentions.signInToCatalogue(id)} label={actionFor(words.signIn, name)}>
            {words.signIn}
          </Button>
        </div>
      </div>
      <IconButton icon={<CloseIcon />} label={actionFor(texts.dismiss, title)} onPress={onLater} />
    </section>
  );
}

interface FailedNoticeProps extends NoticeProps {
  readonly error: ErrorView;
  readonly onDismiss: () => void;
}

/** It could not be read: why, what is in use meanwhile, and what helps. */
function FailedNotice({ catalogue, error, intentions, onDismiss }: FailedNoticeProps) {
  const texts = useTexts();
  const { catalogues: words, actionFor, action } = texts;
  const now = useNow();
  const again = error.action !== 'open-config';
  return (
    <section className="notice notice-warning" aria-label={error.title}>
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">
          <bdi>{error.title}</bdi>
        </p>
        <p className="notice-hint">
          <Marked>{errorText(error)}</Marked>
        </p>
        <p className="notice-hint">{stillInUse(catalogue, now, texts)}</p>
        <div className="notice-actions">
          {again ? (
            <Button
              onPress={() => intentions.readCatalogue(catalogue.id)}
              label={actionFor(words.readAgain, catalogue.name)}
            >
              {words.readAgain}
            </Button>
          ) : (
            <Button onPress={intentions.openConfig} label={texts.openConfig}>
              {action['open-config']}
            </Button>
          )}
        </div>
      </div>
      <IconButton icon={<CloseIcon />} label={actionFor(texts.dismiss, error.title)} onPress={onDismiss} />
    </section>
  );
}

interface OtherUserNoticeProps extends NoticeProps {
  readonly onDismiss: () => void;
}

function OtherUserNotice({ catalogue: { id, name }, intentions, onDismiss }: OtherUserNoticeProps) {
  const texts = useTexts();
  const { catalogues: words, actionFor } = texts;
  const title = words.otherUser(name);
  return (
    <section className="notice notice-warning" aria-label={title}>
      <WarningIcon />
      <div className="notice-text">
        <p className="notice-title">
          <bdi>{title}</bdi>
        </p>
        <p className="notice-hint">{words.otherUserHint}</p>
        <div className="notice-actions">
          <Button onPress={() => intentions.signOutOfCatalogue(id)} label={actionFor(words.signOut, name)}>
            {words.signOut}
          </Button>
        </div>
      </div>
      <IconButton icon={<CloseIcon />} label={actionFor(texts.dismiss, title)} onPress={onDismiss} />
    </section>
  );
}
