import type { ReactNode } from 'react';
import type { ConfigView, ErrorView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { ConfigProblems } from './config-problems.tsx';
import { ErrorText } from './error-text.tsx';
import { FileIcon, WarningIcon } from './icons.tsx';

interface MessageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: ReactNode;
  readonly path?: string;
  readonly children?: ReactNode;
}

function Message({ icon, title, hint, path, children }: MessageProps) {
  const texts = useTexts();
  return (
    <div className="message">
      <div className="message-icon">{icon}</div>
      <h1 className="message-title">{title}</h1>
      <p className="message-hint">{hint}</p>
      {path !== undefined && (
        <p className="message-path">
          <span className="visually-hidden">{texts.configFile}: </span>
          <bdi>{path}</bdi>
        </p>
      )}
      {children}
    </div>
  );
}

interface ConfigFailedPageProps {
  readonly path: string;
  readonly error: ErrorView;
  readonly intentions: Intentions;
}

/** No usable configuration: what is wrong, where the file is, and the one button. */
export function ConfigFailedPage({ path, error, intentions }: ConfigFailedPageProps) {
  const texts = useTexts();
  const { action } = error;
  const press = action === 'open-config' ? intentions.openConfig : intentions.reloadConfig;
  return (
    <main className="page page-message">
      <Message icon={<FileIcon />} title={error.title} hint={<ErrorText error={error} />} path={path}>
        {action !== undefined && action !== 'sign-in' && (
          <Button kind="primary" onPress={press} first>
            {texts.action[action]}
          </Button>
        )}
      </Message>
    </main>
  );
}

interface UnusableIdentityPageProps {
  readonly config: Extract<ConfigView, { status: 'ready' }>;
  readonly intentions: Intentions;
}

/** The file names a GitLab, and it could not be used. */
export function UnusableIdentityPage({ config, intentions }: UnusableIdentityPageProps) {
  const texts = useTexts();
  const { path, problems } = config;
  return (
    <main className="page page-message">
      <ConfigProblems problems={problems} hint={texts.problemsLeftOut} intentions={intentions} />
      <Message
        icon={<WarningIcon />}
        title={texts.noUsableIdentity}
        hint={texts.noUsableIdentityHint}
        path={path}
      >
        <Button kind="primary" onPress={intentions.openConfig} label={texts.openConfig} first>
          {texts.action['open-config']}
        </Button>
        <p className="message-more">
          <Button kind="quiet" onPress={() => intentions.go({ at: 'setup' })}>
            {texts.setup.offer}
          </Button>
        </p>
      </Message>
    </main>
  );
}

/** The main process did not even give a first view. */
export function NoAnswerPage() {
  const texts = useTexts();
  return (
    <main className="page page-message">
      <Message icon={<WarningIcon />} title={texts.noAnswer} hint={texts.noAnswerHint} />
    </main>
  );
}
