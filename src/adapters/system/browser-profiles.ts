/** A profile of a browser: what the browser calls it to people, and what its command line calls it. */
export interface BrowserProfile {
  readonly name: string;
  /** Chrome and its kin: the profile's folder. Firefox: the name itself. */
  readonly argument: string;
}

/**
 * Chrome and its kin keep the names of their profiles in `Local State`, by folder.
 * @returns undefined where the text is no such file
 */
export function readLocalState(text: string): readonly BrowserProfile[] | undefined {
  const state = recordIn(parse(text));
  const cache = recordIn(recordIn(state?.['profile'])?.['info_cache']);
  if (cache === undefined) return undefined;
  return Object.entries(cache).flatMap(([folder, facts]): BrowserProfile[] => {
    const name = recordIn(facts)?.['name'];
    return [{ name: typeof name === 'string' && name !== '' ? name : folder, argument: folder }];
  });
}

/** Firefox keeps them in `profiles.ini`, each in a section of its own. @returns undefined where the text is no such file */
export function readProfilesIni(text: string): readonly BrowserProfile[] | undefined {
  const sections = text.split(/^\s*\[/m).slice(1);
  if (sections.length === 0) return undefined;
  return sections
    .filter((section) => /^Profile\d+\]/.test(section))
    .flatMap((section): BrowserProfile[] => {
      const name = /^Name=(.+?)\r?$/m.exec(section)?.[1];
      return name === undefined ? [] : [{ name, argument: name }];
    });
}

/**
 * The profile that is meant: by the name that people see, else by its folder.
 * @returns undefined where there is none
 */
export function findProfile(profiles: readonly BrowserProfile[], wanted: string): BrowserProfile | undefined {
  return (
    profiles.find(({ name }) => name === wanted) ??
    profiles.find(({ argument }) => argument === wanted) ??
    profiles.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}
