import type { WelcomeTexts } from '../welcome-texts.ts';

export const englishWelcome: WelcomeTexts = {
  progress: (step, of) => `Step ${step} of ${of}`,
  title: {
    address: 'Welcome to Tobira',
    application: 'Tobira’s application in GitLab',
    'sign-in': 'Sign in',
    role: 'Your first role',
  },
  lead: {
    address: 'Tobira opens AWS with your GitLab account. First: where is your GitLab?',
    application:
      'GitLab lets people sign in to programs that it knows. Your team may have made this already.',
    'sign-in': 'Your browser opens GitLab. Sign in there, allow Tobira, and come back here.',
    role: 'Which role in AWS do you want to use? More can be added later.',
  },
  next: 'Next',
  back: 'Back',
  later: 'Skip for now',
  anyway: 'Use it anyway',
  haveFile: 'I have a configuration file already',
  browserOpens: (host) => `Sign in to ${host}`,
  gitlabError: 'Does GitLab show an error instead?',
  wrongRedirect: (redirectUri) =>
    `About the redirect URI: the application must name \`${redirectUri}\`, letter by letter.`,
  wrongId: 'About the client, or that it is unknown: the application id is not right, or of another GitLab.',
  confidential: 'About a missing secret: “Confidential” is ticked in the application, and must not be.',
  changeApplication: 'Change the application id',
  tryRole: 'Check the role',
  trying: 'Asking AWS…',
  assumable: 'AWS lets you in with this role.',
  refusedHint: 'You can keep the role and see why, or have a new one made.',
  keepAndExplain: 'Keep it and see why',
  noRole: 'No role yet?',
  makeRole: 'Make one…',
  finish: 'Finish',
};
