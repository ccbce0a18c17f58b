import * as z from 'zod';
import { must } from './config-rules.ts';
import { browserApps, type BrowserChoice, type BrowserPurposes } from './model.ts';

/** What `config.yaml` may say about browsers. */

// It becomes a word of a command line: nothing that could be read as another option, or end the word.
const profile = z.string().regex(/^(?!-)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}"%\\/]{1,100}$/u, must('browser-profile'));

const keys = z.strictObject({
  app: z.enum(browserApps),
  profile: profile.exactOptional(),
  private: z.boolean({ error: must('yes-or-no') }).exactOptional(),
});

export const browserKeys: readonly string[] = Object.keys(keys.shape);

const choice = keys
  .refine(
    ({ app, profile: named, private: isPrivate }) =>
      app !== 'default' || (named === undefined && isPrivate !== true),
    must('browser-named'),
  )
  .transform(({ app, profile: named, private: isPrivate }): BrowserChoice => ({
    app,
    ...(named !== undefined && { profile: named }),
    ...(isPrivate === true && { private: true as const }),
  }));

/** A role's own browser. */
export const browserSchema = choice;

const purposes = z.strictObject({ login: choice.exactOptional(), console: choice.exactOptional() });

/** Where pages open. A mistake here is no reason to refuse the file. */
export const browsersSchema = z.object({ browsers: purposes.prefault({}) });

/** The same, without what is wrong: that opens in the system's browser. */
export function readBrowsers(data: unknown): BrowserPurposes {
  const one = choice.optional().catch(undefined);
  const { browsers } = z
    .object({ browsers: z.object({ login: one, console: one }).catch({}) })
    .parse({ browsers: {}, ...(data as object) });
  const { login, console } = browsers;
  return { ...(login && { login }), ...(console && { console }) };
}
