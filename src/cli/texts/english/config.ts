/** `tobira config`. `path` is a file's. */
export const config = {
  fine: (path: string, identities: number, roles: number) =>
    `Nothing is wrong with ${path}: identities ${identities}, roles ${roles}.`,
  partly: ({ leftOut, changed }: { readonly leftOut: number; readonly changed: number }) =>
    [
      `Complaints: ${leftOut + changed}.`,
      ...(leftOut > 0 ? [`What ${leftOut} of them are about is left out.`] : []),
      ...(changed > 0 ? [`For ${changed} of them, something else is used, as said.`] : []),
      'The rest is in use.',
    ].join(' '),
  broken:
    'Nothing of it can be used until this is mended. A Tobira that runs goes on with what it read last.',
  again: 'To go on, run `tobira config edit` again.',
  opened: (path: string) =>
    `${path} is opened in another program. When you have saved it, run \`tobira config check\`. To edit it here, set EDITOR.`,
  noEditor:
    'There is no screen here for an editor. Name one that runs in the terminal: EDITOR=nano tobira config edit',
  editorFailed: (editor: string) =>
    `The editor (${editor}) could not be used, or ended with an error. Name another one with VISUAL or EDITOR.`,
  schemaWritten: (path: string, comment: string) =>
    `The schema is in ${path}. Editors use it where the configuration's first line is: ${comment}`,
};
