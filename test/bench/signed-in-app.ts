import { testBuild } from '../e2e/support/packed-apps.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import type { Desktop } from '../support/desktop.ts';
import type { Tray } from '../support/tray.ts';

/** Whose session it is, by GitLab's number. */
export const aiko = 42;

/** The packed app, in which somebody has signed in. */
export interface SignedInApp {
  readonly app: RunningApp;
  readonly tray: Tray;
}

/** Starts the packed app and signs in; what a browser would do is done by hand. */
export async function startSignedIn(
  desktop: Desktop,
  { gitlab }: Sandbox,
  config: string,
): Promise<SignedInApp> {
  const app = await launchApp({ desktop, executablePath: testBuild().program, config });
  const tray = await app.tray();
  await tray.waitForEntry('Sign in');
  await catchAddress(app);
  await tray.click('Sign in');
  const { url } = await caughtAddress(app);
  await fetch(await gitlab.authorize(url, { user: gitlab.users.get(aiko) }));
  await tray.waitForEntry('Aiko Tanaka');
  return { app, tray };
}

/** In the place of the browser: the address is there when the app hands it over. */
export async function catchAddress(app: RunningApp): Promise<void> {
  await app.electron.evaluate(({ shell }) => {
    Reflect.set(
      globalThis,
      'address',
      new Promise((resolve) => {
        shell.openExternal = (url: string) => {
          resolve({ url, at: performance.timeOrigin + performance.now() });
          return Promise.resolve();
        };
      }),
    );
  });
}

interface Address {
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function caughtAddress(app: RunningApp): Promise<Address> {
  return app.electron.evaluate(() => Reflect.get(globalThis, 'address') as Promise<Address>);
}
