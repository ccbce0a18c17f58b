import { expect, test } from 'vitest';
import { deliveryGroups } from '../../../src/shared/delivery-groups.ts';

test('what can be done is listed in groups, in the order given, with none that is empty', () => {
  expect(
    deliveryGroups([{ id: 'terminal' }, { id: 'copy-json' }, { id: 'copy-console' }, { id: 'copy-env' }]),
  ).toEqual([
    { id: 'credentials', deliveries: ['copy-json', 'copy-env'] },
    { id: 'links', deliveries: ['copy-console'] },
    { id: 'terminal', deliveries: ['terminal'] },
  ]);
  expect(deliveryGroups([])).toEqual([]);
});
