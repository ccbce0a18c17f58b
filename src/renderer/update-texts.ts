import type { FeedFaultView, UpdateView } from '../shared/update-view.ts';

/** The words about newer versions. */
export interface UpdateTexts {
  readonly title: string;
  /** There is a newer version. */
  readonly news: (version: string) => string;
  /** What to do about it, by what installed the one that runs. @param running its version */
  readonly advice: Readonly<Record<Required<UpdateView>['by'] | 'other', (running: string) => string>>;
  readonly page: string;
  readonly dismiss: string;
  readonly look: string;
  readonly looking: string;
  /** @param feed where is looked */
  readonly hint: (feed: string) => string;
  readonly noFeed: string;
  readonly notLooked: string;
  readonly newest: (time: string, running: string) => string;
  /** @param date when it was made */
  readonly newer: (time: string, version: string, date: string) => string;
  /** What is published is no news. */
  readonly older: (time: string, version: string, running: string) => string;
  readonly prerelease: (time: string, version: string) => string;
  readonly failed: (time: string, fault: string) => string;
  readonly fault: Readonly<Record<FeedFaultView, string>>;
}
