import type { UpdateTexts } from '../update-texts.ts';

export const englishUpdates: UpdateTexts = {
  title: 'Updates',
  news: (version) => `Tobira ${version} is there.`,
  advice: {
    debian: (running) => `You use ${running}: update it with your package manager.`,
    other: (running) => `You use ${running}. Get the new one where you got Tobira from.`,
  },
  page: 'Release page',
  dismiss: 'Do not mention this version again',
  look: 'Look now',
  looking: 'Looking…',
  hint: (feed) => `At ${feed}. Tobira downloads and installs nothing by itself.`,
  noFeed: 'The configuration names no place to look: `updates.feed`.',
  notLooked: 'Not looked yet.',
  newest: (time, running) => `Last looked ${time}: ${running} is the newest.`,
  newer: (time, version, date) => `Last looked ${time}: ${version} is there, of ${date}.`,
  older: (time, version, running) =>
    `Last looked ${time}: what is published, ${version}, is older than ${running}. It was ignored.`,
  prerelease: (time, version) =>
    `Last looked ${time}: what is published, ${version}, is a prerelease. It was ignored.`,
  failed: (time, fault) => `Looked in vain ${time}: ${fault}`,
  fault: {
    unreachable: 'the server could not be reached.',
    timeout: 'the server did not answer in time.',
    untrusted: 'the server’s certificate cannot be trusted.',
    proxy: 'the proxy did not let Tobira through.',
    redirected: 'the server leads elsewhere, and Tobira does not follow.',
    'too-large': 'the answer is far too large.',
    refused: 'the server has no such file, or does not give it.',
    unreadable: 'the answer is not what electron-builder publishes.',
    version: 'what it names is no version.',
    date: 'what it names has no date that can be read.',
  },
};
