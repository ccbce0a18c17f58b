import type { DeliveryId, DeliveryView } from './view.ts';

/** Deliveries that belong together, wherever they are listed. */
export interface DeliveryGroup {
  readonly id: DeliveryGroupId;
  readonly deliveries: readonly DeliveryId[];
}

/** `credentials` are copied, one format each; `links` lead there and are copied too; `profile` is written to AWS's files. */
export type DeliveryGroupId = 'credentials' | 'links' | 'profile' | 'terminal';

const groupOf: Readonly<Record<DeliveryId, DeliveryGroupId>> = {
  'copy-env': 'credentials',
  'copy-fish': 'credentials',
  'copy-powershell': 'credentials',
  'copy-cmd': 'credentials',
  'copy-json': 'credentials',
  'copy-dotenv': 'credentials',
  'copy-ini': 'credentials',
  'copy-console': 'links',
  'copy-endpoint': 'links',
  profile: 'profile',
  'profile-process': 'profile',
  terminal: 'terminal',
};

const order: readonly DeliveryGroupId[] = ['credentials', 'links', 'profile', 'terminal'];

/** What can be done now, in groups; within each in the order given. No group is empty. */
export function deliveryGroups(deliveries: readonly DeliveryView[]): readonly DeliveryGroup[] {
  const ids = deliveries.map(({ id }) => id);
  return order
    .map((id) => ({ id, deliveries: ids.filter((delivery) => groupOf[delivery] === id) }))
    .filter((group) => group.deliveries.length > 0);
}
