/** What the desktop shows. Nothing secret. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
  /** The words of a button for what a click does, where the desktop shows buttons. */
  readonly action?: string;
  /** It may go unseen. */
  readonly isMinor?: true;
}

/** The desktop's own way of showing notifications. */
export interface Notifier {
  show(notice: Notice): ShownNotice;
}

export interface ShownNotice {
  close(): void;
}
