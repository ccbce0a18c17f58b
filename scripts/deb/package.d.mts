/** Makes a Debian package out of the unpacked app, in `folder`. @returns its path */
export function makeDeb(options: {
  unpacked: string;
  folder: string;
  compression?: 'xz' | 'zstd' | 'none';
}): Promise<string>;
