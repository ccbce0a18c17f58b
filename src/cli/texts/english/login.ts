/** `tobira login` */
export const login = {
  signedIn: (name: string, subject: string) => `Signed in as ${name}, user id ${subject}.`,
  memoryOnly:
    'There is no usable keychain: this session ends with Tobira, or after 15 idle minutes of its agent.',
  opening: 'Opening your browser to sign in. If nothing happens, open this address on this computer:',
  noBrowser: 'No browser could be started here.',
  remote: 'Is your browser on another computer? End this with Ctrl+C, and use `tobira login --device`.',
  codePage: 'Open this address in a browser on any device:',
  code: 'and type in this code:',
  filledPage: 'Or open this one, which has the code filled in:',
  waiting: (minutes: number) => `Waiting. The code is good for ${minutes} min.`,
};
