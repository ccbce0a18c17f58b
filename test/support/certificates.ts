import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
  /**
   * @param name such as `IP:127.0.0.1` or `DNS:example.com`
   * @param days until when it is good, counted from now; negative: it has expired
   * @param inDays from when it is good, counted from now; three days ago where unset
   */
  issue(name: string, days?: number, inDays?: number): Promise<ServerCertificate>;
  /** A certificate that nobody has signed but its own key. */
  selfSigned(name: string): Promise<ServerCertificate>;
  remove(): Promise<void>;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** What `openssl ca` wants to know: unlike `openssl x509`, it lets both dates of a certificate be chosen. */
const SETTINGS = `[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
serial = serial
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
`;

/** Makes an authority with openssl. */
export async function createAuthority(): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-ca-'));
  const file = (name: string): string => join(folder, name);
  const openssl = (...words: readonly string[]): Promise<void> => succeed('openssl', words, folder);
  const request = (...words: readonly string[]): Promise<void> => openssl('req', ...KEY, ...words);
  await writeFile(file('ca.cnf'), SETTINGS);
  await writeFile(file('index.txt'), '');
  const subject = ['-subj', '/CN=Authority of a test'];
  await request('-x509', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', ...subject);

  let issued = 0;
  // One after another: openssl keeps a register of what it has signed.
  let last = Promise.resolve();
  const pair = async (base: string): Promise<ServerCertificate> => ({
    key: await readFile(file(`${base}.key`), 'utf8'),
    cert: await readFile(file(`${base}.pem`), 'utf8'),
  });
  return {
    path: file('ca.pem'),
    issue: async (name, days = 2, inDays = -3) => {
      const base = `server-${++issued}`;
      await writeFile(file(`${base}.ext`), `subjectAltName=${name}\n`);
      await request('-keyout', `${base}.key`, '-out', `${base}.csr`, '-subj', '/CN=A server');
      const dates = ['-startdate', asn1Time(inDays), '-enddate', asn1Time(days)];
      const files = ['-in', `${base}.csr`, '-extfile', `${base}.ext`, '-out', `${base}.pem`];
      last = last.then(() =>
        openssl('ca', '-batch', '-notext', '-config', 'ca.cnf', '-rand_serial', ...dates, ...files),
      );
      await last;
      return pair(base);
    },
    selfSigned: async (name) => {
      const base = `server-${++issued}`;
      const words = ['-subj', '/CN=A server', '-addext', `subjectAltName=${name}`, '-days', '2'];
      await request('-x509', '-keyout', `${base}.key`, '-out', `${base}.pem`, ...words);
      return pair(base);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Puts an authority where Chromium looks on Linux: the NSS database of the user whose home it is. */
export async function trustInHome(home: string, authority: Authority): Promise<void> {
  const database = join(home, '.pki', 'nssdb');
  await mkdir(database, { recursive: true });
  const certutil = (...words: readonly string[]): Promise<void> =>
    succeed('certutil', ['-d', `sql:${database}`, ...words], home);
  await certutil('-N', '--empty-password');
  await certutil('-A', '-n', 'Authority of a test', '-t', 'C,,', '-i', authority.path);
}

/** Puts a certificate of the user's own, with its key, beside the authorities of that home. */
export async function ownInHome(home: string, { key, cert }: ServerCertificate): Promise<void> {
  await writeFile(join(home, 'own.pem'), key + cert);
  const nobody = 'pass:';
  await succeed(
    'openssl',
    ['pkcs12', '-export', '-in', 'own.pem', '-out', 'own.p12', '-passout', nobody],
    home,
  );
  const database = `sql:${join(home, '.pki', 'nssdb')}`;
  await succeed('pk12util', ['-i', 'own.p12', '-d', database, '-K', '', '-W', ''], home);
}

async function succeed(command: string, words: readonly string[], cwd: string): Promise<void> {
  const { code, stderr } = await run(command, words, { cwd });
  if (code !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
}

/** @returns the moment so many days from now, as openssl writes it: YYYYMMDDHHMMSSZ */
function asn1Time(days: number): string {
  const moment = new Date(Date.now() + days * 86_400_000).toISOString();
  return `${moment.slice(0, 19).replace(/[-:T]/g, '')}Z`;
}
