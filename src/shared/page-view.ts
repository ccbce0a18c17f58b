import type { ServiceView } from './view.ts';

/** The pages that a role's console has by name. */
export interface ServicesView {
  readonly services: readonly ServiceView[];
  /** What AWS is known not to offer there. */
  readonly absent: readonly ServiceView[];
  /** The part of AWS that the role is in, such as `aws` or `aws-cn`: it tells the regions. */
  readonly partition: string;
}

/** An address of a console that the user has pasted. */
export interface PastedPageView {
  /** AWS's name of what is there, or the beginning of its path; empty for the home page. */
  readonly name: string;
  readonly region?: string;
  /** The account that it names. */
  readonly accountId?: string;
  /** The part of AWS that it is in. */
  readonly partition: string;
  /** The roles that can open it, the likeliest first. */
  readonly roleIds: readonly string[];
}
