import { useTexts } from '../texts-context.ts';

const rows = [0, 1, 2, 3, 4];

/** Holds the places of search, identity and roles, so that nothing jumps when they arrive. */
export function Skeleton() {
  const texts = useTexts();
  return (
    <main className="page" aria-busy="true" aria-label={texts.loading}>
      <h1 className="visually-hidden">{texts.appName}</h1>
      <p className="visually-hidden" role="status">
        {texts.loading}
      </p>
      <div className="skeleton" aria-hidden="true">
        <div className="search-bar">
          <div className="search search-empty" />
        </div>
        <div className="scroller">
          {' '}
          <div className="identity-header">
            <span className="avatar" />
            <span className="identity-names">
              <span className="bone bone-name" />
              <span className="bone bone-meta" />
            </span>
          </div>
          {rows.map((row) => (
            <div className="role" key={row}>
              <span className="role-text">
                <span className="role-bar" />
                <span className="bone bone-name" />
                <span className="bone bone-meta" />
              </span>
            </div>
          ))}
        </div>{' '}
      </div>
    </main>
  );
}
