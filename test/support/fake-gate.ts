/** Something a test holds back until it says go. */
export class Gate {
  private release: () => void = () => undefined;
  private readonly promise = new Promise<void>((resolve) => (this.release = resolve));

  passed(): Promise<void> {
    return this.promise;
  }

  open(): void {
    this.release();
  }
}
