import { useTexts } from '../texts-context.ts';
import type { IssuerCheck } from '../use-issuer-check.ts';
import { ErrorNotice } from './error-notice.tsx';
import { Loading } from './loading.tsx';
import { Remark } from './remark.tsx';

/** What a look at a GitLab's address brought. */
export function IssuerChecked({ check }: { readonly check: Exclude<IssuerCheck, { status: 'none' }> }) {
  const { setup } = useTexts();
  switch (check.status) {
    case 'checking':
      return <Loading>{setup.checking}</Loading>;
    case 'failed':
      return <ErrorNotice error={check.error} />;
    case 'done':
      return check.findings.length === 0 ? (
        <Remark level="ok" title={setup.issuerFine} />
      ) : (
        check.findings.map(({ level, title, advice }) => (
          <Remark key={title} level={level} title={title} advice={advice} />
        ))
      );
  }
}
