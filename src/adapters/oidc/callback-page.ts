const words = {
  'signed-in': {
    mark: '✓',
    title: 'You are signed in',
    text: 'You can close this tab and go back to Tobira.',
  },
  failed: {
    mark: '!',
    title: 'The login did not work',
    text: 'You can close this tab. Tobira says what went wrong and what to do.',
  },
  unexpected: { mark: '·', title: 'Nothing to see here', text: 'You can close this tab.' },
} as const;

/** The page that the browser shows when it comes back. It holds nothing of the request. */
export function callbackPage(outcome: keyof typeof words): string {
  const { mark, title, text } = words[outcome];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Tobira: ${title}</title>
<style>
  :root { color-scheme: light dark; --page: #f6f7f9; --ink: #1c2430; --soft: #5a6675; --mark: #2f6f5e; }
  @media (prefers-color-scheme: dark) { :root { --page: #15191f; --ink: #e8ecf1; --soft: #9aa7b5; --mark: #7fd0b6; } }
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center;
    background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  .mark { margin: 0 auto 16px; width: 48px; height: 48px; line-height: 46px; border-radius: 50%; font-size: 24px;
    border: 1px solid var(--mark); color: var(--mark); }
  h1 { margin: 0 0 4px; font-size: 22px; font-weight: 600; }
  p { margin: 0; color: var(--soft); }
</style>
<main>
  <div class="mark" aria-hidden="true">${mark}</div>
  <h1>${title}</h1>
  <p>${text}</p>
</main>
</html>
`;
}
