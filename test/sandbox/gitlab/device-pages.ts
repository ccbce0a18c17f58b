import type { KoaContextWithOIDC } from 'oidc-provider';
import { alert, escapeHtml, messagePage, page } from './pages.ts';

/**
 * The pages behind `/oauth/device`. oidc-provider hands over a form with its forgery token and an id; the fields
 * and buttons shown here join that form by the id.
 */
export const devicePages = {
  userCodeInputSource: (
    context: KoaContextWithOIDC,
    _form: string,
    out?: { error?: string },
    error?: { name?: string },
  ): void => {
    const problem = problemOf(out, error);
    html(
      context,
      page(
        'Connect a device',
        `${alert(problem)}<form method="post" action="/oauth/device">
<input type="hidden" name="xsrf" value="${escapeHtml(secretOf(context))}">
<label for="user_code">Code shown on the device</label>
<input id="user_code" name="user_code" autocomplete="off" autofocus required>
<div class="actions"><button type="submit">Continue</button></div>
</form>`,
      ),
    );
  },

  userCodeConfirmSource: (
    context: KoaContextWithOIDC,
    form: string,
    client: { readonly clientName?: string | undefined; readonly clientId: string },
    _deviceInfo: unknown,
    userCode: string,
  ): void => {
    html(
      context,
      page(
        'Connect a device',
        `<p><strong>${escapeHtml(client.clientName ?? client.clientId)}</strong> shows the code <code>${escapeHtml(userCode)}</code>?</p>
${form}
<div class="actions">
<button class="quiet" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">Deny</button>
<button type="submit" form="op.deviceConfirmForm">Continue</button>
</div>`,
      ),
    );
  },

  successSource: (context: KoaContextWithOIDC): void => {
    html(context, messagePage('Device connected', 'You can close this page and go back to the device.'));
  },
};

function problemOf(out?: { error?: string }, error?: { name?: string }): string | undefined {
  switch (error?.name) {
    case undefined:
      return out?.error;
    case 'AbortedError':
      return 'You have denied the request.';
    default:
      return 'This code is unknown, used or expired.';
  }
}

function secretOf(context: KoaContextWithOIDC): string {
  const secret = context.oidc.session?.state?.['secret'];
  return typeof secret === 'string' ? secret : '';
}

function html(context: KoaContextWithOIDC, body: string): void {
  context.type = 'html';
  context.body = body;
}
