/** `tobira exec`. `name` is the program's, in quotes. */
export const exec = {
  until: (time: string) => `until ${time}`,
  missingInterpreter: (name: string) =>
    `${name} needs a program that is not there: see its first line, after "#!".`,
  notFoundWords: (name: string) =>
    `there is no program ${name}. Write each word by itself, or name a shell: -- sh -c '...'`,
  notFound: (name: string) => `there is no program ${name}. Check its spelling, and PATH.`,
  folder: (name: string) => `${name} is a folder. Name a program in it.`,
  notAllowed: (name: string) => `${name} may not be run. Allow it: chmod +x FILE.`,
  tooManyWords: (name: string) => `${name} was given more words than the system allows.`,
  batchFile: (name: string) =>
    `${name} is a batch file, and a line end in a word would be a command to it. Leave it out.`,
  notRunnable: (name: string, code: string) => `${name} cannot be run (${code}).`,
};
