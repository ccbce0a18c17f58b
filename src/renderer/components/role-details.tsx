import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import type { ChainLinkFields, RoleDetailsView } from '../../shared/settings-view.ts';
import type { RoleView } from '../../shared/view.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useRoleDetails } from '../use-role-details.ts';
import { Arn } from './arn.tsx';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { RoleTitle } from './role-title.tsx';

interface RoleDetailsProps {
  readonly role: RoleView;
  /** The name of the catalogue that it comes from; absent for the user's own file. */
  readonly catalogue: string | undefined;
  readonly ask: Ask;
  readonly onClose: () => void;
}

/** All that is known of a role: where it is from, where it leads to, and what holds it. */
export function RoleDetails({ role, catalogue, ask, onClose }: RoleDetailsProps) {
  const { role: words } = useTexts().catalogues;
  const { details, failure } = useRoleDetails(role.id, ask);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const own = dialog.current;
    own?.showModal();
    // An open one that goes takes the focus with it; one that is closed first gives it back to where it was.
    return () => own?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      // The list below has keys of its own.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 className="dialog-title" id={titleId}>
        {words.title}
      </h2>
      <RoleTitle name={role.name} role={role} />
      {failure && <ErrorNotice error={failure} />}
      {details && <Facts details={details} role={role} catalogue={catalogue ?? words.ownFile} />}
      <div className="dialog-actions">
        <Button onPress={onClose}>{words.close}</Button>
      </div>
    </dialog>
  );
}

interface FactsProps {
  readonly details: RoleDetailsView;
  readonly role: RoleView;
  readonly catalogue: string;
}

function Facts({ details: { fields, groups = [] }, role, catalogue }: FactsProps) {
  const { role: words } = useTexts().catalogues;
  const { fact } = words;
  const { roleArn, chain = [], sessionPolicy, readOnly, duration, id } = fields;
  const { longest } = role;
  return (
    <dl className="role-facts-list">
      <Fact name={fact.arn}>
        <Arn>{roleArn}</Arn>
      </Fact>
      {chain.map((step, index) => (
        <Fact name={fact.chain} key={`${index} ${step.roleArn}`}>
          <Arn>{step.roleArn}</Arn>
          <StepMore step={step} />
        </Fact>
      ))}
      <Fact name={fact.catalogue}>{catalogue}</Fact>
      {groups.length > 0 && <Fact name={fact.groups}>{groups.join(', ')}</Fact>}
      {readOnly === true && <Fact name={fact.access}>{words.readOnly}</Fact>}
      {(duration !== undefined || longest) && (
        <Fact name={fact.duration}>
          {longest ? words.longest(longest.seconds, longest.refused) : duration}
        </Fact>
      )}
      <Fact name={fact.id}>{id}</Fact>
      {sessionPolicy !== undefined && (
        <div className="role-fact">
          <dt>{fact.policy}</dt>
          <dd>
            <pre tabIndex={0} role="region" aria-label={fact.policy}>
              {sessionPolicy}
            </pre>
          </dd>
        </div>
      )}
    </dl>
  );
}

function StepMore({ step: { externalId, sourceIdentity } }: { readonly step: ChainLinkFields }) {
  const { fact } = useTexts().catalogues.role;
  return (
    <>
      {externalId !== undefined && (
        <span className="role-fact-more">{`${fact.externalId}: ${externalId}`}</span>
      )}
      {sourceIdentity !== undefined && (
        <span className="role-fact-more">{`${fact.sourceIdentity}: ${sourceIdentity}`}</span>
      )}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="role-fact">
      <dt>{name}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}
