type Environment = Readonly<Record<string, string | undefined>>;

/** Names of variables whose values are nobody's business. */
const secretName =
  /KEY(?!BOARD|MAP)|TOKEN|SECRET|PASS|PWD$|CRED|AUTH(?!OR(?!I))|COOKIE|SESSION|PRIVATE|SIGNATURE|BEARER|(^|_)(PIN|PW|SALT|SEED|DSN)($|_)/i;
/** What sessions of desktops and terminals are called, and where one is: these are no secrets. */
const plainName =
  /^(XDG_|DBUS_SESSION|(DESKTOP|GDM)_?SESSION$|KDE_|SESSION_?(MANAGER|NAME)$|SSH_AUTH_SOCK$|GNOME_|XAUTHORITY$|(OLD)?PWD$|AWS_(SHARED_CREDENTIALS|WEB_IDENTITY_TOKEN|CONTAINER_AUTHORIZATION_TOKEN)_FILE$)/i;
/** Names that say that the value is a place. */
const placeName =
  /(FILE|PATH|DIR|FOLDER|HOME|SOCK|SOCKET|ASKPASS|HELPER|PROGRAM|COMMAND)S?$|^GOOGLE_APPLICATION_CREDENTIALS$/i;
const isPath = /^(~?\/|\.{1,2}\/|[a-z]:[\\/]|\\\\)/i;
const isAddress = /^[a-z][a-z\d+.-]*:\/\//i;
/** A secret may look like any other. */
const isUsualAddress =
  /^(https?|wss?|ldaps?|amqps?|redis|mysql|mongodb(\+srv)?|postgres(ql)?|smtps?|s?ftp|socks\w*):\/\//i;

/** Secrets are known by what stands in front of them, wherever that is. */
const inFront: readonly RegExp[] = [
  /(?:pass(?:word|wd|phrase)?|pwd|secret|token|signature|sig|api_?key|access_?key|credentials?|auth)\w*(?:["']\s*:|\s*=)\s*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s&;,]+)/gi,
  /(?:authorization|cookie|[\w-]+-(?:token|key))\s*:\s*(?:[a-z]+\s+)?(\S+)/gi,
];
/** So long a part of a secret says something by itself. */
const telling = 16;

/** What in an environment may be secret: values of variables whose names say so, and the logins within any value. */
export function secretsIn(environment: Environment): readonly string[] {
  const found = Object.entries(environment).flatMap(([name, value = '']) => [
    ...loginsIn(value),
    ...inFront.flatMap((pattern) => [...value.matchAll(pattern)].map(([, text = '']) => unquoted(text))),
    ...(secretName.test(name) && !plainName.test(name) ? whole(name, value) : []),
  ]);
  return [...new Set(found.flatMap((one) => [one, decoded(one)]))];
}

function whole(name: string, value: string): readonly string[] {
  // A key may begin with a slash, a place of its own name may not be one.
  if (placeName.test(name) && isPath.test(value)) return [];
  // Of an address the host is told, if nothing else.
  if (isUsualAddress.test(value)) return opaqueParts(value);
  const text = value.trim();
  return [value, text, ...text.split(/\r?\n|\\n/).filter((line) => line.length >= telling), ...textsIn(text)];
}

/** An address may be the secret itself, as those of web hooks are. */
function opaqueParts(address: string): readonly string[] {
  const [, ...parts] = address.replace(isAddress, '').split(/[/?#&=]/);
  return parts.filter((part) => part.length >= telling || /\d/.test(part));
}

/** Some keep a whole JSON document in a variable. */
function textsIn(value: string): readonly string[] {
  if (!/^[[{]/.test(value)) return [];
  return [...value.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap(([text]) => {
    const plain = unquoted(text);
    return plain.length >= telling ? [plain] : [];
  });
}

function unquoted(text: string): string {
  if (!/^["']/.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replace(/^["']|["']$/g, '');
  }
}

/**
 * Of `https://ada:secret@proxy`, or without the scheme as proxies are named: who writes a password as it is may have
 * any sign in it, so that the last `@` counts.
 */
function loginsIn(value: string): readonly string[] {
  return [...new Set([...value.split(/\s+/), value.trim()])].flatMap((word) => {
    const begin = isAddress.exec(word)?.[0] ?? '';
    const rest = word.slice(begin.length);
    const end = rest.lastIndexOf('@');
    const login = rest.slice(0, Math.max(end, 0));
    const host = /^[^/?#]*@/.test(rest) ? rest.slice(0, rest.search(/[/?#]|$/)) : '';
    const own = host.slice(0, Math.max(host.lastIndexOf('@'), 0));
    // Without a scheme, and without a password, it may be anybody's address of mail.
    if (begin === '' && !/^[^\s@:/]+:/.test(login)) return [];
    // A path may hold an `@` as well.
    const isLong = login !== own && /^[^/:]*:/.test(login);
    // What looks like a scheme may be a user, whose password begins with slashes.
    const rival =
      begin === '' || isUsualAddress.test(word) ? '' : word.slice(0, Math.max(word.lastIndexOf('@'), 0));
    return [...partsOf(own), ...(isLong ? partsOf(login) : []), ...partsOf(rival)];
  });
}

function partsOf(login: string): readonly string[] {
  if (login === '') return [];
  const [user = '', ...rest] = login.split(':');
  const password = rest.join(':');
  // Some services take a token for the user, with a word that is no password.
  const isToken = user.length >= telling || password === '' || /^x-/i.test(password);
  return [login, password, ...(isToken ? [user] : [])].filter((part) => part !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
