/** The pages a person sees. They look plain on purpose and say what they are: a stand-in, not GitLab. */
const style = `
  :root { color-scheme: light; font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; color: #1f1b2e; background: #f4f2f8; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
  main { width: min(26rem, calc(100vw - 3rem)); margin: 2rem 0; }
  .brand { display: flex; align-items: center; gap: .6rem; margin-bottom: 1rem; font-weight: 600; }
  .mark { width: 1.1rem; height: 1.1rem; border-radius: .3rem; transform: rotate(45deg); background: #6b4fbb; }
  .card { padding: 1.6rem 1.8rem; border: 1px solid #dcd6e8; border-radius: .7rem; background: #fff; }
  h1 { margin: 0 0 .4rem; font-size: 1.3rem; }
  p { margin: .4rem 0 1rem; } ul { margin: 0 0 1.2rem; padding-left: 1.2rem; }
  label { display: block; margin: .8rem 0 .25rem; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; padding: .5rem .6rem; font: inherit; border: 1px solid #8d86a0; border-radius: .4rem; }
  .actions { display: flex; gap: .6rem; margin-top: 1.3rem; }
  button { flex: 1; padding: .55rem .8rem; font: inherit; font-weight: 600; cursor: pointer; border-radius: .4rem;
    border: 1px solid #6b4fbb; background: #6b4fbb; color: #fff; }
  button.quiet { background: #fff; color: #1f1b2e; border-color: #8d86a0; }
  input:focus-visible, button:focus-visible { outline: 3px solid #b9a6ee; outline-offset: 1px; }
  .alert { padding: .5rem .7rem; border-radius: .4rem; background: #fdecea; color: #8a1f11; }
  .note { margin-top: 1rem; font-size: .85rem; color: #57516a; }
  code { font: .9em ui-monospace, "DejaVu Sans Mono", monospace; }`;

/** Text made safe for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The frame around every page; `content` is HTML. */
export function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · GitLab (sandbox)</title>
<link rel="icon" href="data:,">
<style>${style}
</style>
</head>
<body>
<main>
<div class="brand"><span class="mark" aria-hidden="true"></span>GitLab (sandbox)</div>
<section class="card">
<h1>${escapeHtml(title)}</h1>
${content}
</section>
<p class="note">A stand-in on this machine for demos and tests. It is not GitLab.</p>
</main>
</body>
</html>`;
}

/** The sign-in page; `problem` is shown after a failed attempt. */
export function signInPage(action: string, problem?: string): string {
  return page(
    'Sign in',
    `${alert(problem)}<form method="post" action="${escapeHtml(action)}">
<label for="username">Username</label>
<input id="username" name="username" autocomplete="username" autofocus required>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="actions"><button type="submit">Sign in</button></div>
</form>`,
  );
}

const scopeMeanings: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'Read your name and picture',
  email: 'Read your e-mail address',
  read_repository: 'Read your repositories',
  read_api: 'Read everything you can read',
  api: 'Do everything you can do',
};

/** The consent page. */
export function consentPage(
  action: string,
  application: string,
  user: string,
  scopes: readonly string[],
): string {
  const list = scopes.map(
    (scope) => `<li>${escapeHtml(scopeMeanings[scope] ?? scope)} <code>${escapeHtml(scope)}</code></li>`,
  );
  return page(
    `Authorize ${application}`,
    `<p>You are signed in as <strong>${escapeHtml(user)}</strong>. <strong>${escapeHtml(application)}</strong> asks to:</p>
<ul>${list.join('')}</ul>
<form method="post" action="${escapeHtml(action)}">
<div class="actions">
<button class="quiet" type="submit" name="decision" value="deny">Deny</button>
<button type="submit" name="decision" value="authorize">Authorize</button>
</div>
</form>`,
  );
}

/** GitLab's own error page, which an application never hears about. */
export function errorPage(error: string, description: string): string {
  return page(
    'An error has occurred',
    `<p>${escapeHtml(description)}</p><p><code>${escapeHtml(error)}</code></p>`,
  );
}

/** A page that says one thing. */
export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escapeHtml(message)}</p>`);
}

/** Some GitLab versions answer an authorization with a page that moves on by itself instead of a redirect. */
export function movingPage(location: string): string {
  const url = escapeHtml(location);
  return page(
    'Redirecting',
    `<meta http-equiv="refresh" content="0; url=${url}"><p><a href="${url}">Continue to the application</a></p>`,
  );
}

/** An alert line, or nothing. */
export function alert(problem: string | undefined): string {
  return problem === undefined ? '' : `<p class="alert" role="alert">${escapeHtml(problem)}</p>`;
}
