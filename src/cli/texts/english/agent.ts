/** `tobira agent` */
export const agent = {
  notRunning: 'Tobira is not running.',
  asked: (kind: 'app' | 'agent', pid: number) => `Asked the ${kind} (process ${pid}) to end.`,
  running: (kind: 'app' | 'agent', pid: number, version: string) =>
    `The ${kind} is running: process ${pid}, version ${version}`,
};
