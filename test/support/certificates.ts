import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './process.ts';

/** A server's key and certificate, as `node:https` takes them. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority that nobody trusts yet. */
export interface Authority {
  /** Path of its certificate, for NODE_EXTRA_CA_CERTS. */
  readonly path: string;
  /** @param name such as `IP:127.0.0.1` or `DNS:example.com` @param days how long it is good; negative: it has expired */
  issue(name: string, days?: number): Promise<ServerCertificate>;
  remove(): Promise<void>;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes an authority with openssl. */
export async function createAuthority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-ca-'));
  const file = (name: string): string => join(folder, name);
  const openssl = async (...words: readonly string[]): Promise<void> => {
    const { code, stderr } = await run('openssl', words, { cwd: folder });
    if (code !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`);
  };
  const subject = ['-subj', '/CN=Authority of a test'];
  await openssl('req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', ...subject);
  let issued = 0;
  return {
    path: file('ca.pem'),
    issue: async (name, days = 2) => {
      const base = `server-${++issued}`;
      await writeFile(file(`${base}.ext`), `subjectAltName=${name}\n`);
      await openssl('req', ...KEY, '-keyout', `${base}.key`, '-out', `${base}.csr`, '-subj', '/CN=A server');
      await openssl(
        ...['x509', '-req', '-in', `${base}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
        ...['-days', String(days), '-extfile', `${base}.ext`, '-out', `${base}.pem`],
      );
      const [key, cert] = await Promise.all(
        ['key', 'pem'].map((ending) => readFile(file(`${base}.${ending}`), 'utf8')),
      );
      return { key: key ?? '', cert: cert ?? '' };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
