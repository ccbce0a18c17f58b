import type { PlaceView } from '../shared/lock-view.ts';
import type { CopyFormatView, DeliveryId } from '../shared/view.ts';

/** The words of one way to hand something of a role's over. */
export interface DeliveryTexts {
  /** What the menu calls it, below the name of its group. */
  readonly item: string;
  /** Said once it is done. @param seconds after which it is taken back; what stays does not say them */
  readonly done: (seconds: number) => string;
}

/** All words around handing over. */
export interface DeliveriesTexts {
  readonly delivery: Readonly<Record<DeliveryId, DeliveryTexts>>;
  /** What one click does, by the format that it copies. */
  readonly copyCredentials: Readonly<Record<CopyFormatView, (role: string) => string>>;
  /** The way to everything else that can be done with a role. */
  readonly moreDeliveries: (role: string) => string;
  readonly deliveryGroup: {
    readonly credentials: string;
    readonly links: string;
    /** @param name of the profile */
    readonly profile: (name: string) => string;
  };
  /** @param names of profiles in AWS's files */
  readonly keptFresh: (names: readonly string[]) => string;

  /** The second step before something of somebody else's is replaced. */
  readonly replaceQuestion: string;
  readonly replaceIt: string;
  readonly keepIt: string;

  readonly endpoint: {
    readonly name: string;
    readonly state: Readonly<Record<'on' | 'off', string>>;
    readonly what: string;
    readonly safety: string;
    readonly how: string;
    readonly turn: Readonly<Record<'on' | 'off', string>>;
    readonly close: string;
  };

  /** Said above them where somebody has signed out. */
  readonly stayedBehind: string;
  /** What locking or signing out could not take back, by where it may still be. */
  readonly notWithdrawn: Readonly<Record<PlaceView, string>>;
}
