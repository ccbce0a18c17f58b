import { Fragment } from 'react';

/** An ARN goes on in a new line after one of its signs, not within a word. */
export function Arn({ children }: { readonly children: string }) {
  return children.split(/(?<=[:/])/).map((part, index) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ));
}
