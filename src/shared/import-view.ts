/** What an import from AWS's config file would do, as the window shows it. */
export interface ImportView {
  /** Of AWS's file. */
  readonly path: string;
  /** Whose the roles can become. */
  readonly identities: readonly { readonly id: string; readonly issuer: string }[];
  /** Whose they would become; absent where there is nobody. */
  readonly identityId?: string;
  /** One for each profile, in the order of the file. */
  readonly profiles: readonly ImportProfileView[];
}

export type ImportProfileView =
  | {
      readonly kind: 'role';
      readonly profile: string;
      readonly roleArn: string;
      /** The role that it is assumed from, where that is not GitLab's own. */
      readonly from?: string;
      /** What is to be known of it, in sentences. */
      readonly remarks: readonly string[];
      /** Whether it is added unless the user says otherwise. */
      readonly suggested: boolean;
      /** One of the many guesses from IAM Identity Center, which are explained and taken together. */
      readonly sso?: true;
    }
  /** There is a role for it; `role` is its id. */
  | { readonly kind: 'present'; readonly profile: string; readonly role: string }
  | { readonly kind: 'skipped'; readonly profile: string; readonly reason: string };

export type ExportFormatView = 'catalogue' | 'config';
