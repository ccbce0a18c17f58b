import type { ReactNode } from 'react';
import { headingId, metaId } from './ids.ts';

interface IdentityLineProps {
  readonly id: string;
  readonly avatar: ReactNode;
  readonly title: string;
  readonly meta: string;
  readonly children?: ReactNode;
}

/** The first line of an identity, of the same height in every state: its sign, two lines of words, one button. */
export function IdentityLine({ id, avatar, title, meta, children }: IdentityLineProps) {
  return (
    <div className="identity-header">
      <span className="avatar" aria-hidden="true">
        {avatar}
      </span>
      <div className="identity-names">
        <h2 className="identity-title" id={headingId(id)} title={title}>
          <bdi>{title}</bdi>
        </h2>
        <p className="identity-meta" id={metaId(id)} title={meta}>
          <bdi>{meta}</bdi>
        </p>
      </div>
      {children}
    </div>
  );
}
