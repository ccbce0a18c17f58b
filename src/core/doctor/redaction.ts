/** Takes secrets out of a text. */
export type Scrub = (text: string) => string;

const masked = '***';
/** A shorter value is a word that may stand anywhere. */
const shortest = 6;
/** Names of variables whose values are nobody's business. */
const secretName = /KEY|TOKEN|SECRET|PASS|CRED|AUTH|COOKIE|SESSION|PRIVATE|SIGNATURE/i;
const plainName =
  /^(XDG_SESSION|DBUS_SESSION|DESKTOP_SESSION|SESSION_MANAGER|SSH_AUTH_SOCK|GNOME_|XAUTHORITY)/i;

/** What in an environment may be secret: values of variables whose names say so, and the logins within addresses. */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment).flatMap(([name, value = '']) => {
    const login = /^[a-z][a-z\d+.-]*:\/\/([^/]*)@/i.exec(value)?.[1];
    if (login !== undefined) return [login, ...login.split(':').slice(1)];
    // A path or an address says where something is, and a short word which of several.
    const isPlain = /^[/~]|^[a-z]:\\|:\/\/|^[a-z.-]{1,20}$/i.test(value);
    return secretName.test(name) && !plainName.test(name) && !isPlain ? [value] : [];
  });
}

/** @param secrets values that are known to be secret */
export function createScrubber(secrets: readonly string[]): Scrub {
  const known = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .sort((one, other) => other.length - one.length);
  return (text) =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, masked), text)
      // A login within an address.
      .replace(/:\/\/[^\s/?#"'@]*@/g, `://${masked}@`)
      // AWS's key ids, JSON Web Tokens and GitLab's tokens.
      .replace(/\bA(?:KI|SI|ID|RO|GP|NP|NV|CC)A[A-Z0-9]{12,}\b/g, masked)
      .replace(/\beyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g, masked)
      .replace(/\bgl[a-z]{2,10}-[\w.-]{10,}/g, masked);
}

/** The same for what leaves the computer: what may tell of people goes too. @param home the user's folder */
export function createDiscreetScrubber(secrets: readonly string[], home: string): Scrub {
  const scrub = createScrubber(secrets);
  return (text) => {
    const known = home.length > 1 ? scrub(text).replaceAll(home, '~') : scrub(text);
    return (
      known
        .replace(/(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, `${masked}@${masked}`)
        // Ids of applications, and whatever else is opaque.
        .replace(/[A-Za-z0-9+_=-]{32,}/g, (word) => (/\d/.test(word) ? masked : word))
        .replace(/([/\\](?:home|Users)[/\\])[^/\\\s"']+/g, `$1${masked}`)
    );
  };
}

/** Applies it to every text of plain data. */
export function scrubbed<Value>(value: Value, scrub: Scrub): Value {
  // The shape stays: texts become texts.
  return mapped(value, scrub) as Value;
}

function mapped(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, scrub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, scrub)]));
}
