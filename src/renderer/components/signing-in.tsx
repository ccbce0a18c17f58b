import type { IdentityView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import { useTexts } from '../texts-context.ts';
import { useBriefly } from '../use-briefly.ts';
import { Button } from './button.tsx';
import { SpinnerIcon } from './icons.tsx';
import { IdentityLine } from './identity-line.tsx';

const copiedMs = 2500;

interface SigningInProps {
  readonly identity: IdentityView;
  readonly intentions: Intentions;
}

/** The browser has the word. Where none opened, or the wrong one did, the address can be carried by hand. */
export function SigningIn({ identity: { id, host }, intentions }: SigningInProps) {
  const texts = useTexts();
  const [copied, showCopied] = useBriefly(copiedMs);
  return (
    <>
      <IdentityLine id={id} avatar={<SpinnerIcon />} title={texts.finishInBrowser} meta={host}>
        <Button onPress={() => intentions.cancelSignIn(id)} label={texts.cancelSignIn(host)}>
          {texts.cancel}
        </Button>
      </IdentityLine>
      <div className="identity-more">
        <p>
          {texts.lostThePage}{' '}
          <Button kind="quiet" onPress={() => intentions.reopenLogin(id)}>
            {texts.openPageAgain}
          </Button>
        </p>
        <p>
          {texts.otherBrowser}{' '}
          <Button kind="quiet" onPress={() => intentions.copyLogin(id, showCopied)}>
            {texts.copyAddress}
          </Button>{' '}
          <span className="identity-copied" role="status">
            {copied ? texts.copied : ''}
          </span>
        </p>
      </div>
    </>
  );
}
