import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { filesBelow } from './files.ts';

/** Everything that was ever secret in this sandbox, by name: what the stand-ins gave out and what came back to them. */
export function secretsOf({ gitlab, aws }: Sandbox): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  const note = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') secrets.set(`${name} ${secrets.size + 1}`, value);
  };
  for (const { kind, token } of gitlab.issuedTokens()) note(kind, token);
  for (const { form } of gitlab.requests) {
    note('code', form['code']);
    note('code verifier', form['code_verifier']);
    note('device code', form['device_code']);
  }
  for (const { parameters } of aws.requests.all) {
    note('ID token', parameters['WebIdentityToken']);
    note('sign-in token', parameters['SigninToken']);
  }
  for (const { secretAccessKey, sessionToken } of aws.issuedCredentials) {
    note('secret key', secretAccessKey);
    note('session token', sessionToken);
  }
  return secrets;
}

/** The names of the secrets that a text holds: plain, base64 or URL-encoded. */
export function secretsIn(text: string, secrets: ReadonlyMap<string, string>): readonly string[] {
  return [...secrets]
    .filter(([, secret]) => {
      return [secret, encodeURIComponent(secret), ...base64Of(secret)].some((form) => text.includes(form));
    })
    .map(([name]) => name);
}

/**
 * How a secret looks in base64 when it stands somewhere in a longer text, which moves its letters by one or two bytes:
 * what is left of the three forms without the letters that its neighbours have a part in.
 */
function base64Of(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
    const first = Math.ceil((shift * 8) / 6);
    const letters = padded.toString('base64').slice(first, Math.floor((padded.length * 8) / 6));
    return [letters, letters.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** All files below a folder that hold a secret, as `path: name of the secret`. Folders in `except` are passed over. */
export async function secretsUnder(
  folder: string,
  secrets: ReadonlyMap<string, string>,
  except: readonly string[],
): Promise<{ readonly files: number; readonly found: readonly string[] }> {
  const paths = await filesBelow(folder, except);
  const found: string[] = [];
  for (const path of paths) {
    // A file may go while the list is read. latin1 keeps every byte.
    const text = await readFile(join(folder, path), 'latin1').catch(() => '');
    // LevelDB and the like may keep text in UTF-16, which has a zero byte between letters.
    const texts = [text, text.replaceAll('\0', '')];
    const names = new Set(texts.flatMap((one) => secretsIn(one, secrets)));
    found.push(...[...names].map((name) => `${path}: ${name}`));
  }
  return { files: paths.length, found };
}
