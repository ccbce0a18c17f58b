/** The settings of the application that people sign in with, as GitLab's form asks for them. Plain data. */
export interface GitLabApplication {
  readonly name: string;
  /** Without a port: GitLab takes any port of a loopback address (RFC 8252, section 7.3). */
  readonly redirectUri: string;
  /** Unticked: a desktop program can keep no secret. */
  readonly confidential: false;
  readonly scopes: readonly string[];
  readonly pages: {
    /** For a try: an application of one's own. */
    readonly own: string;
    /** `GROUP` stands for the group's path. */
    readonly group: string;
    /** For administrators. */
    readonly instance: string;
  };
}

/** @param issuer GitLab's address without a slash at its end */
export function gitLabApplication(issuer: string): GitLabApplication {
  return {
    name: 'Tobira',
    redirectUri: 'http://127.0.0.1/callback',
    confidential: false,
    scopes: ['openid', 'email', 'profile'],
    pages: {
      own: `${issuer}/-/user_settings/applications`,
      group: `${issuer}/groups/GROUP/-/settings/applications`,
      instance: `${issuer}/admin/applications`,
    },
  };
}
