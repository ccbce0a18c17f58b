import { type ReactNode, type RefObject, useId } from 'react';
import type { IdentityView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { RoleList, Section } from '../sections.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { headingId, metaId } from './ids.ts';
import { IdentityHeader } from './identity-header.tsx';
import { RoleListRows } from './role-list.tsx';

interface ListsProps {
  readonly section: Section;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly follow: RefObject<boolean>;
}

interface IdentitySectionProps extends ListsProps {
  readonly identity: IdentityView;
  readonly intentions: Intentions;
}

/** One GitLab: who is signed in there, and the roles that this opens. */
export function IdentitySection({ identity, intentions, ...lists }: IdentitySectionProps) {
  const texts = useTexts();
  const { section } = lists;
  return (
    <section className="identity" aria-labelledby={`${headingId(identity.id)} ${metaId(identity.id)}`}>
      <IdentityHeader identity={identity} intentions={intentions} />
      <Lists {...lists} />
      {section.total === 0 && (
        <div className="empty">
          <p className="empty-title">{texts.noRoles}</p>
          <p className="empty-hint">{texts.noRolesHint}</p>
          <Button kind="primary" onPress={() => intentions.go({ at: 'edit-role', from: 'roles' })} first>
            {texts.editor.addFirst}
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

/** Roles of several identities. */
export function Shelf(props: ListsProps) {
  return (
    <div className="shelf">
      <Lists {...props} />
    </div>
  );
}

function Lists({ section: { identity, lists }, scroller, follow }: ListsProps) {
  const { list: words, rolesOf } = useTexts();
  // Alone, it needs no name: its roles stand below their identity.
  const isAlone = lists.length === 1;
  return lists.map((list) => {
    const others = identity ? rolesOf(identity.label) : words.others;
    const label = list.kind === 'rest' ? others : words[list.kind];
    const heading = headingOf(list, isAlone);
    return (
      <ListPart key={list.id} heading={heading && words[heading]} level={identity ? 'h3' : 'h2'}>
        <RoleListRows list={list} label={label} scroller={scroller} follow={follow} />
      </ListPart>
    );
  });
}

/** Groups have headings of their own. */
function headingOf(list: RoleList, isAlone: boolean): 'pinned' | 'recent' | 'others' | undefined {
  if (list.kind === 'pinned' || list.kind === 'recent') return list.kind;
  return list.kind === 'found' || isAlone || list.rows[0]?.kind === 'group' ? undefined : 'others';
}

interface ListPartProps {
  readonly heading: string | undefined;
  /** Below the name of an identity, or beside it. */
  readonly level: 'h2' | 'h3';
  readonly children: ReactNode;
}

function ListPart({ heading, level: Heading, children }: ListPartProps) {
  const id = useId();
  if (heading === undefined) return children;
  return (
    <div className="list-part" role="group" aria-labelledby={id}>
      <Heading className="list-heading" id={id}>
        {heading}
      </Heading>
      {children}
    </div>
  );
}
