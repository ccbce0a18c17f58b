/** Which system runs the job, as far as the words about it differ. */
export type CiSystem = 'gitlab' | 'github' | 'other';

/** What stands in the variable instead of an ID token. */
export type Mistaken =
  /** CI_JOB_TOKEN: it is for GitLab's own interfaces. */
  | 'job-token'
  /** Somebody's or something's access token at GitLab or GitHub. */
  | 'access-token'
  /** What GitHub's token request is made with. */
  | 'request-token'
  /** A key of AWS itself. */
  | 'access-key'
  /** The name of a variable that nobody has put a value in the place of. */
  | 'unexpanded'
  /** The path of a file that may hold the token. */
  | 'file';

/** Why AWS would not take a token that is one. */
export type UnusableToken =
  | 'encrypted'
  | 'too-long'
  | 'algorithm'
  /** The issuer is at no https address. */
  | 'issuer'
  /** There is a port in the issuer's address: IAM has no provider for such a one. */
  | 'issuer-port'
  /** AWS cannot come to the issuer's address. */
  | 'issuer-private'
  /** A time that is no whole number of seconds. */
  | 'fraction';
