import { app, session } from 'electron';
import { serveCalls } from '../../support/electron-host-loop.ts';

/** Electron as it is where nobody says otherwise: what the app must not be, for tests that look for its traces. */
void app
  .whenReady()
  .then(() =>
    serveCalls({
      async send({ method, url, headers, body }) {
        const response = await session.defaultSession.fetch(url, {
          method,
          credentials: 'include',
          headers: { ...headers },
          ...(body !== undefined && { body }),
        });
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: await response.text(),
        };
      },
    }),
  )
  .then(() => app.quit());
