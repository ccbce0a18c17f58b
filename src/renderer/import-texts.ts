/** The words of importing and exporting roles. */
export interface ImportTexts {
  /** The section of the settings. */
  readonly section: string;
  readonly sectionHint: string;
  readonly open: string;
  readonly title: string;
  /** @param path of AWS's file */
  readonly about: (path: string) => string;
  readonly reading: string;
  readonly identity: string;
  readonly noIdentity: string;
  readonly empty: string;
  readonly heading: Readonly<Record<'add' | 'present' | 'skipped', string>>;
  /** The group of guesses from IAM Identity Center; `all` stands beside the box that takes all of them. */
  readonly sso: {
    readonly heading: string;
    readonly about: string;
    readonly all: (count: number) => string;
  };
  readonly nothing: string;
  /** @param arn of the role that it is assumed from */
  readonly from: (arn: string) => string;
  /** @param role the id of the one that there is */
  readonly presentAs: (role: string) => string;
  readonly add: (count: number) => string;
  readonly added: (count: number) => string;
  readonly keptCopy: string;
  readonly export: string;
  readonly exportTitle: string;
  readonly exportHint: string;
  readonly format: string;
  readonly formats: Readonly<Record<'catalogue' | 'config', string>>;
  readonly withIdentities: string;
  readonly save: string;
  readonly cancel: string;
  readonly saved: (file: string) => string;
}
