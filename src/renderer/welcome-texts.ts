/** The steps of the welcome, in their order. */
export const welcomeSteps = ['address', 'application', 'sign-in', 'role'] as const;

export type WelcomeStep = (typeof welcomeSteps)[number];

/** The words of the welcome: from a GitLab address to the first role. */
export interface WelcomeTexts {
  readonly progress: (step: number, of: number) => string;
  readonly title: Readonly<Record<WelcomeStep, string>>;
  readonly lead: Readonly<Record<WelcomeStep, string>>;
  readonly next: string;
  readonly back: string;
  readonly later: string;
  /** Where something speaks against the address. */
  readonly anyway: string;
  readonly haveFile: string;
  readonly browserOpens: (host: string) => string;
  readonly gitlabError: string;
  readonly wrongRedirect: (redirectUri: string) => string;
  readonly wrongId: string;
  readonly confidential: string;
  readonly changeApplication: string;
  readonly tryRole: string;
  readonly trying: string;
  readonly assumable: string;
  readonly refusedHint: string;
  readonly keepAndExplain: string;
  readonly noRole: string;
  readonly makeRole: string;
  readonly finish: string;
}
