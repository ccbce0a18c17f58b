import { useEffect, useRef, useState } from 'react';
import type { RefusalFact, RoleRefusalView, RoleView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { RefusalTexts } from '../texts.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { CopyIconButton } from './copy-button.tsx';
import { ChevronIcon } from './icons.tsx';
import { refusalId } from './ids.ts';

interface RoleRefusalProps {
  readonly role: RoleView;
  readonly refusal: RoleRefusalView;
  readonly intentions: Intentions;
}

/** Why AWS refused a role: folded away at first, for it is for whoever mends the trust policy. */
export function RoleRefusal({ role, refusal, intentions }: RoleRefusalProps) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const id = refusalId(role.id);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const words = texts.refusal;
  const where = placesOf(refusal, words);
  const names: Readonly<Record<RefusalFact, string>> = {
    roleArn: words.role,
    issuer: 'iss',
    audience: 'aud',
    subject: 'sub',
  };
  return (
    <>
      <div className="notice-actions">
        <button
          type="button"
          className="button disclosing"
          aria-expanded={open}
          aria-controls={id}
          aria-label={texts.actionFor(texts.action.explain, role.name)}
          onClick={() => setOpen(!open)}
        >
          {texts.action.explain} <ChevronIcon />
        </button>
      </div>
      <div className="refusal" id={id} ref={panel} hidden={!open}>
        <p>{words.lead[refusal.compareWith]}</p>
        <dl className="refusal-facts">
          {facts.map((fact) => (
            <div className="refusal-fact" key={fact}>
              <dt>{names[fact]}</dt>
              <dd>
                <bdi className="refusal-value">{refusal[fact]}</bdi>
                {where[fact] !== undefined && <span className="refusal-where">{where[fact]}</span>}
              </dd>
              <dd className="refusal-copy">
                <CopyIconButton
                  label={texts.actionFor(words.copy(names[fact]), role.name)}
                  onCopy={(copied) => intentions.copyFact(role.id, fact, copied)}
                />
              </dd>
            </div>
          ))}
        </dl>
        <div className="notice-actions">
          <Button
            onPress={() => intentions.go({ at: 'explain', roleId: role.id })}
            label={texts.actionFor(texts.explain.open, role.name)}
          >
            {texts.explain.open}
          </Button>
        </div>
      </div>
    </>
  );
}

const facts = ['roleArn', 'issuer', 'audience', 'subject'] as const satisfies readonly RefusalFact[];

/** Where each value has to stand; nothing where it is only told. */
function placesOf(
  { compareWith, accountId, provider, providerArn }: RoleRefusalView,
  words: RefusalTexts,
): Readonly<Partial<Record<RefusalFact, string>>> {
  switch (compareWith) {
    case 'trust-policy':
      return {
        roleArn: words.roleIn(accountId),
        issuer: words.principal(providerArn),
        audience: words.condition(`${provider}:aud`),
        subject: `${words.condition(`${provider}:sub`)}\n${words.person}`,
      };
    case 'identity-provider':
      return { issuer: words.providerUrl, audience: words.providerAudience };
    case 'clocks':
      return {};
  }
}
