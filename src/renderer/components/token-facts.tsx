import type { ExplanationText, ExplanationView } from '../../shared/help-view.ts';
import { useTexts } from '../texts-context.ts';
import { CopyIconButton } from './copy-button.tsx';

type Fact = Exclude<ExplanationText, 'required' | 'corrected'>;

const facts = ['roleArn', 'issuer', 'audience', 'subject', 'keyId'] as const satisfies readonly Fact[];

interface TokenFactsProps {
  readonly explanation: ExplanationView;
  readonly onCopy: (text: Fact) => (copied: () => void) => void;
}

/** What stands in the token, each to be copied; never the token. */
export function TokenFacts({ explanation: { roleArn, token }, onCopy }: TokenFactsProps) {
  const texts = useTexts();
  const { explain, refusal } = texts;
  const time = new Intl.DateTimeFormat(texts.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const clock = token.skewSeconds === undefined ? undefined : clockText(token.skewSeconds, explain);
  return (
    <section aria-labelledby="shown">
      <h2 className="help-heading" id="shown">
        {explain.shown}
      </h2>
      <dl className="token-facts">
        {facts.map((fact) => {
          const value = fact === 'roleArn' ? roleArn : token[fact];
          if (value === undefined) return null;
          return (
            <div className="token-fact" key={fact}>
              <dt>{explain.facts[fact]}</dt>
              <dd className="token-value">
                <bdi>{value}</bdi>
              </dd>
              <dd className="refusal-copy">
                <CopyIconButton label={refusal.copy(explain.facts[fact])} onCopy={onCopy(fact)} />
              </dd>
            </div>
          );
        })}
        {token.issuedAt !== undefined && <Plain name={explain.issued} value={time.format(token.issuedAt)} />}
        <Plain name={explain.expires} value={time.format(token.expiresAt)} />
        {clock !== undefined && <Plain name={explain.clock} value={clock} />}
      </dl>
    </section>
  );
}

function Plain({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="token-fact">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface ClockTexts {
  readonly clockRight: string;
  readonly clockAhead: (seconds: number) => string;
  readonly clockBehind: (seconds: number) => string;
}

/** @param skew how far this computer's clock is ahead, in seconds */
function clockText(skew: number, { clockRight, clockAhead, clockBehind }: ClockTexts): string {
  const seconds = Math.round(skew);
  if (Math.abs(seconds) < 2) return clockRight;
  return seconds > 0 ? clockAhead(seconds) : clockBehind(-seconds);
}
