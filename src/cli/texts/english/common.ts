/** What several commands say. */
export const common = {
  /** Sentences, one behind the other. */
  join: (sentences: readonly string[]) => sentences.join(' '),
  durationShortened: (role: string, asked: string) =>
    `AWS does not allow "${role}" to last for ${asked}: it lasts for 1h. Choose a shorter \`duration\` in the configuration.`,
  /** `asked` is what was asked for, such as 12h. */
  consoleShortened: (role: string, asked: string) =>
    `AWS does not open a console session of ${asked} for "${role}": it is shorter, and lasts as long as the role's keys, mostly 1h. Choose a shorter \`consoleDuration\` in the configuration, or leave it out.`,
  /** Somebody of whom nothing but the id is known. */
  unnamedUser: (subject: string) => `user ${subject}`,
  /** The end of a line: the answer is typed behind it. The answer itself is `y` or `yes` in every language. */
  confirm: (role: string, minutes: number) =>
    `"${role}" asks for confirmation. Use it for ${span(minutes)}? [y/N] `,
};

function span(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
