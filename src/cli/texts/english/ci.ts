/** `tobira ci` */
export const ci = {
  wrote: (path: string) => `Wrote the console address to ${path}. It is good for 15 minutes.`,
  publicLog: 'Anyone who reads this job log within 15 minutes can use the address: keep the log private.',
  durationShortened: (asked: string) =>
    `AWS does not allow the role to last for ${asked}: it lasts for 1h. Choose a shorter \`--duration\`.`,
};
