import type { ReactNode } from 'react';
import type { DeviceCodeView, IdentityView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { useBriefly } from '../use-briefly.ts';
import { Button } from './button.tsx';
import { SpinnerIcon } from './icons.tsx';
import { IdentityLine } from './identity-line.tsx';

const copiedMs = 2500;

interface SigningInProps {
  readonly identity: IdentityView;
  /** What the user types in on another device, where the sign-in is of that kind. */
  readonly code: DeviceCodeView | undefined;
  readonly intentions: Intentions;
}

/** The browser has the word. Where none opened, or the wrong one did, the address can be carried by hand. */
export function SigningIn({ identity: { id, label }, code, intentions }: SigningInProps) {
  const texts = useTexts();
  const title = code === undefined ? texts.finishInBrowser : texts.finishOnAnyDevice;
  return (
    <>
      <IdentityLine id={id} avatar={<SpinnerIcon />} title={title} meta={label}>
        <Button onPress={() => intentions.cancelSignIn(id)} label={texts.cancelSignIn(label)}>
          {texts.cancel}
        </Button>
      </IdentityLine>
      <div className="identity-more">
        {code !== undefined && (
          <>
            <p className="device-page">{texts.codeFor(code.page)}</p>
            <p className="device-code">{code.userCode}</p>
          </>
        )}
        <Way question={code === undefined ? texts.lostThePage : texts.pageHere}>
          <Button kind="quiet" onPress={() => intentions.reopenLogin(id)}>
            {code === undefined ? texts.openPageAgain : texts.openPage}
          </Button>
        </Way>
        <Way question={code === undefined ? texts.otherBrowser : texts.pageElsewhere}>
          <CopyAddress id={id} intentions={intentions} />
        </Way>
        {code === undefined && (
          <Way question={texts.otherDevice}>
            <Button kind="quiet" onPress={() => intentions.signInByCode(id)}>
              {texts.signInWithCode}
            </Button>
          </Way>
        )}
      </div>
    </>
  );
}

function Way({ question, children }: { readonly question: string; readonly children: ReactNode }) {
  return (
    <p>
      {question} {children}
    </p>
  );
}

function CopyAddress({ id, intentions }: { readonly id: string; readonly intentions: Intentions }) {
  const texts = useTexts();
  const [copied, showCopied] = useBriefly(copiedMs);
  return (
    <>
      <Button kind="quiet" onPress={() => intentions.copyLogin(id, showCopied)}>
        {texts.copyAddress}
      </Button>{' '}
      <span className="identity-copied" role="status">
        {copied ? texts.copied : ''}
      </span>
    </>
  );
}
