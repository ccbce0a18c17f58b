/**
 * For each message that is put together, what to put in; for each group of messages, the same again. A message that
 * is forgotten here does not compile.
 */
export type Samples<Messages> = {
  readonly [Key in keyof Messages as Messages[Key] extends string ? never : Key]: Messages[Key] extends (
    ...given: infer Given
  ) => string
    ? readonly Given[]
    : Samples<Messages[Key]>;
};

/** The same sample for messages of one kind. */
export function sampleFor<Key extends string, Sample>(
  keys: readonly Key[],
  sample: Sample,
): Readonly<Record<Key, Sample>> {
  return Object.fromEntries(keys.map((key) => [key, sample])) as Record<Key, Sample>;
}

/** Every message of a language as it is said, by its name. */
export function said<Messages extends object>(
  messages: Messages,
  samples: Samples<Messages>,
): ReadonlyMap<string, string> {
  return new Map(walk(messages, samples, ''));
}

function walk(messages: unknown, samples: unknown, path: string): (readonly [string, string])[] {
  if (typeof messages === 'string') return [[path, messages]];
  if (typeof messages === 'function') {
    if (!Array.isArray(samples) || samples.length === 0) throw new Error(`${path} has no sample`);
    return samples.map((given: unknown[], index): readonly [string, string] => [
      `${path}(${index})`,
      String(Reflect.apply(messages, undefined, given)),
    ]);
  }
  const within: Readonly<Record<string, unknown>> = { ...(samples as object) };
  return Object.entries(messages as object).flatMap(([key, message]) =>
    walk(message, within[key], path === '' ? key : `${path}.${key}`),
  );
}

/** Names stay as they are in every language; so does what a message was given, which holds no letters here. */
const names =
  /\b(Tobira|GitLab|AWS|IAM Identity Center|IAM|ARN|CI|ID|URL|INI|JSON|bash|zsh|fish|PowerShell|cmd|env|CloudShell|Preferences|Applications|AppIndicator and KStatusNotifierItem Support|GNOME|Authorized applications|Revoke sessions|Revoke active sessions)\b/g;

/** What is left of another language in a Japanese text, or of a gap that was forgotten between two scripts. */
export function strangeInJapanese(text: string): readonly string[] {
  const words = text.replace(names, ' ').match(/[A-Za-z]{2,}/g) ?? [];
  const seams = text.match(/[A-Za-z0-9][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶ一-龠][A-Za-z0-9]/g) ?? [];
  return [...words, ...seams];
}
