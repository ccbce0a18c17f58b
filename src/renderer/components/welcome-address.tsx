import { useEffect, useRef, useState } from 'react';
import { complaintsAt } from '../complaint-words.ts';
import { addressIn } from '../entry-draft.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useIssuerCheck } from '../use-issuer-check.ts';
import { Button } from './button.tsx';
import { Field, TextInput } from './field.tsx';
import { IssuerChecked } from './issuer-checked.tsx';
import { WelcomeFrame } from './welcome-frame.tsx';

interface WelcomeAddressProps {
  readonly issuer: string;
  readonly onIssuer: (issuer: string) => void;
  readonly onNext: () => void;
  /** Where the file is, or would be. */
  readonly path: string;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** Where GitLab is: asked what AWS would ask it, before anything is made there. */
export function WelcomeAddress({ issuer, onIssuer, onNext, path, ask, intentions }: WelcomeAddressProps) {
  const texts = useTexts();
  const { welcome: words, setup } = texts;
  const [check, look] = useIssuerCheck(ask);
  /** The address that is to be gone on with as soon as nothing speaks against it. */
  const [meant, setMeant] = useState<string>();
  const [unfit, setUnfit] = useState<string>();
  const address = addressIn(issuer);
  const isOfThis = check.status !== 'none' && check.issuer === address;
  const isChecking = isOfThis && check.status === 'checking';
  const hasFault =
    isOfThis &&
    (check.status === 'failed' ||
      (check.status === 'done' && check.findings.some(({ level }) => level === 'fail')));
  const isFine = isOfThis && check.status === 'done' && !hasFault;

  const going = useRef(onNext);
  useEffect(() => {
    going.current = onNext;
  });
  useEffect(() => {
    if (meant === address && isFine) going.current();
  }, [meant, address, isFine]);

  const press = async (): Promise<void> => {
    const fields = { id: 'gitlab', issuer: address, clientId: 'x' };
    const reply = await ask('config:check', { kind: 'identity-add', fields });
    const problems = reply.ok ? complaintsAt('issuer', reply.complaints, texts.editor) : [];
    const missing = texts.editor.missing(texts.editor.field.issuer);
    const fault = address === '' ? missing : problems.at(0)?.title;
    setUnfit(fault);
    if (fault !== undefined) return;
    onIssuer(address);
    // Said once: whoever goes on then knows.
    if (hasFault || isFine) onNext();
    else {
      setMeant(address);
      look(address, true);
    }
  };

  return (
    <WelcomeFrame
      step="address"
      onNext={() => void press()}
      next={hasFault ? words.anyway : words.next}
      busy={isChecking}
    >
      <Field
        label={setup.field.issuer}
        hint={setup.hint.issuer}
        problems={unfit === undefined ? [] : [{ level: 'fail', title: unfit }]}
      >
        {(ids) => (
          <TextInput
            ids={ids}
            value={issuer}
            example="https://gitlab.example.com"
            onChange={(text) => {
              setUnfit(undefined);
              setMeant(undefined);
              onIssuer(text);
            }}
          />
        )}
      </Field>
      <div className="issuer-check" role="status">
        {isOfThis && <IssuerChecked check={check} />}
      </div>
      <p className="welcome-other">
        <Button kind="quiet" onPress={intentions.openConfig}>
          {words.haveFile}
        </Button>
      </p>
      <p className="welcome-path">
        <span className="visually-hidden">{texts.configFile}: </span>
        <bdi>{path}</bdi>
      </p>
    </WelcomeFrame>
  );
}
