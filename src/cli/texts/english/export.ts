/** `tobira export` */
export const exports = {
  wrote: (count: number, path: string) => `Wrote ${count === 1 ? '1 role' : `${count} roles`} to ${path}.`,
  askOverwrite: (path: string) => `There is a file already: ${path}. Replace it? [y/N] `,
  declined: 'Nothing has been written.',
  needIdentities:
    'A configuration cannot do without identities: leave out --without-identities, or choose --format catalogue.',
};
