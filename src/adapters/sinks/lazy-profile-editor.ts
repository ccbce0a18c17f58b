import type { ProfileEditor } from './aws-files/profile-editor.ts';

/** The editor of AWS's files is loaded when somebody first wants a profile. */
export function createLazyProfileEditor(): ProfileEditor {
  let loaded: Promise<ProfileEditor> | undefined;
  const editor = () =>
    (loaded ??= import('./aws-files/profile-editor.ts').then(({ createProfileEditor }) =>
      createProfileEditor(),
    ));
  return {
    writeStatic: async (request) => (await editor()).writeStatic(request),
    writeProcess: async (request) => (await editor()).writeProcess(request),
    remove: async (request) => (await editor()).remove(request),
    removeKeys: async (files, isMeant) => (await editor()).removeKeys(files, isMeant),
    list: async (files) => (await editor()).list(files),
    listKeys: async (files) => (await editor()).listKeys(files),
  };
}
