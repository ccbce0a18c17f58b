import { useEffect, useId, useRef, useState } from 'react';
import type { ExplanationText, ExplanationView } from '../../shared/help-view.ts';
import type { ErrorView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { Loading } from './loading.tsx';
import { RoleTitle } from './role-title.tsx';
import { TextBox } from './text-box.tsx';
import { TokenFacts } from './token-facts.tsx';
import { Points, Verdict } from './verdict.tsx';

interface ExplainPageProps {
  readonly role: RoleView | undefined;
  readonly roleId: string;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

type State =
  | { readonly status: 'asking' }
  | { readonly status: 'failed'; readonly error: ErrorView }
  | { readonly status: 'there'; readonly explanation: ExplanationView };

/** As main takes it; whoever pastes more has pasted something else. */
const longestPolicy = 20_000;

/** Why AWS refuses a role: what it was shown, what a pasted trust policy says to that, and a policy that fits. */
export function ExplainPage({ role, roleId, ask, intentions }: ExplainPageProps) {
  const texts = useTexts();
  const { explain } = texts;
  const [state, setState] = useState<State>({ status: 'asking' });
  const [policy, setPolicy] = useState('');
  const [failure, setFailure] = useState<ErrorView>();
  const [checking, setChecking] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  const judged = useRef(false);

  useEffect(() => {
    let wanted = true;
    void ask('explain:role', { roleId }).then((reply) => {
      if (!wanted) return;
      setState(
        reply.ok
          ? { status: 'there', explanation: reply.explanation }
          : { status: 'failed', error: reply.error },
      );
    });
    return () => void (wanted = false);
  }, [ask, roleId]);

  const check = async (): Promise<void> => {
    if (policy.trim() === '' || checking) return;
    setChecking(true);
    setFailure(undefined);
    const reply = await ask('explain:role', { roleId, policy });
    setChecking(false);
    if (!reply.ok) setFailure(reply.error);
    else {
      setState({ status: 'there', explanation: reply.explanation });
      judged.current = true;
    }
  };
  // To the verdict, once it is there: the text above may be long.
  useEffect(() => {
    if (!judged.current) return;
    judged.current = false;
    answer.current?.scrollIntoView({ block: 'start' });
  }, [state]);
  const copy = (text: ExplanationText) => (copied: () => void) => {
    setFailure(undefined);
    void ask('explain:copy', { text }).then((reply) => {
      if (reply.ok) copied();
      else setFailure(reply.error);
    });
  };
  const back = (): void => intentions.go({ at: 'roles' });
  const explanation = state.status === 'there' ? state.explanation : undefined;
  const verdict = explanation?.verdict;

  return (
    <HelpPage title={explain.title} onBack={back}>
      {role && <RoleTitle name={role.name} role={role} />}
      {failure && <ErrorNotice error={failure} onDismiss={() => setFailure(undefined)} />}
      {state.status === 'asking' && <Loading>{explain.asking}</Loading>}
      {state.status === 'failed' && <ErrorNotice error={state.error} />}
      {explanation && (
        <>
          <TokenFacts explanation={explanation} onCopy={copy} />
          <PolicyField
            policy={policy}
            onPolicy={setPolicy}
            onCheck={() => void check()}
            checking={checking}
          />
          <div ref={answer} role="status" className="verdict-place">
            {verdict && <Verdict verdict={verdict} onCopyCorrected={copy('corrected')} />}
          </div>
          {(verdict === undefined || verdict.answer === 'unreadable') && (
            <Required explanation={explanation} onCopy={copy('required')} />
          )}
          {explanation.links && <Links links={explanation.links} />}
        </>
      )}
    </HelpPage>
  );
}

interface RequiredProps {
  readonly explanation: ExplanationView;
  readonly onCopy: (copied: () => void) => void;
}

/** What the role must trust, for whoever does not have its policy at hand. */
function Required({ explanation: { needed }, onCopy }: RequiredProps) {
  const texts = useTexts();
  const { explain } = texts;
  const { policy, providerArn, obstacles } = needed;
  return (
    <>
      {policy !== undefined && (
        <TextBox
          title={explain.required}
          text={policy}
          actions={<CopyButton label={texts.actionFor(texts.page.copy, explain.required)} onCopy={onCopy} />}
        />
      )}
      <Points points={[explain.provider(providerArn), explain.audience, ...obstacles]} />
    </>
  );
}

/** What the roles after the first one must trust: no token is shown to them. */
function Links({ links }: { readonly links: NonNullable<ExplanationView['links']> }) {
  const { explain } = useTexts();
  const id = useId();
  return (
    <section className="chain-needs" aria-labelledby={id}>
      <h2 className="help-heading" id={id}>
        {explain.links}
      </h2>
      <p className="help-hint">{explain.linksLead}</p>
      <Points points={links.map(explain.link)} />
    </section>
  );
}

interface PolicyFieldProps {
  readonly policy: string;
  readonly onPolicy: (policy: string) => void;
  readonly onCheck: () => void;
  readonly checking: boolean;
}

function PolicyField({ policy, onPolicy, onCheck, checking }: PolicyFieldProps) {
  const { explain } = useTexts();
  const id = useId();
  const about = useId();
  const tooLong = policy.length > longestPolicy;
  return (
    <div className="field">
      <label className="help-heading" htmlFor={id}>
        {explain.paste}
      </label>
      <p className="help-hint" id={about}>
        {tooLong ? explain.tooLong : explain.pasteHint}
      </p>
      <textarea
        id={id}
        className="input input-policy"
        aria-describedby={about}
        aria-invalid={tooLong || undefined}
        rows={6}
        spellCheck={false}
        autoComplete="off"
        placeholder={'{ "Version": "2012-10-17", "Statement": [ … ] }'}
        value={policy}
        onChange={(event) => onPolicy(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !tooLong) onCheck();
        }}
      />
      <div className="field-actions">
        <Button kind="primary" onPress={onCheck} busy={checking} deaf={tooLong || policy.trim() === ''}>
          {explain.check}
        </Button>
      </div>
    </div>
  );
}
