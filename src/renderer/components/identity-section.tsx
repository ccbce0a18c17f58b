import type { CopyFormatView, DeliveryView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { Section } from '../sections.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { gridId, headingId, metaId } from './ids.ts';
import { IdentityHeader } from './identity-header.tsx';
import { RoleRow } from './role-row.tsx';

interface IdentitySectionProps {
  readonly section: Section;
  readonly query: string;
  readonly activeId: string | undefined;
  readonly deliveries: readonly DeliveryView[];
  /** The format that one click copies. */
  readonly format: CopyFormatView;
  readonly onChoose: (roleId: string) => void;
  readonly intentions: Intentions;
}

/** One GitLab: who is signed in there, and the roles that this opens. */
export function IdentitySection({
  section,
  query,
  activeId,
  deliveries,
  format,
  onChoose,
  intentions,
}: IdentitySectionProps) {
  const texts = useTexts();
  const { identity, roles, total } = section;
  return (
    <section className="identity" aria-labelledby={`${headingId(identity.id)} ${metaId(identity.id)}`}>
      <IdentityHeader identity={identity} intentions={intentions} />
      {roles.length > 0 && (
        <div
          role="grid"
          className="roles"
          id={gridId(identity.id)}
          aria-label={texts.rolesOf(identity.label)}
        >
          {roles.map((role) => (
            <RoleRow
              key={role.id}
              role={role}
              query={query}
              active={role.id === activeId}
              deliveries={identity.session.status === 'signed-in' ? deliveries : []}
              format={format}
              onChoose={onChoose}
              intentions={intentions}
            />
          ))}
        </div>
      )}
      {total === 0 && (
        <div className="empty">
          <p className="empty-title">{texts.noRoles}</p>
          <p className="empty-hint">{texts.noRolesHint}</p>
          <Button onPress={intentions.openConfig} label={texts.openConfig} first>
            {texts.action['open-config']}
          </Button>
          <p className="message-more">
            <Button kind="quiet" onPress={() => intentions.go({ at: 'setup' })}>
              {texts.setup.offer}
            </Button>
          </p>
        </div>
      )}
    </section>
  );
}
