import { expect, test } from 'vitest';
import { fromSerial, toSerial } from '../../../../src/adapters/owner/protocol.ts';
import type { SerialMemory } from '../../../../src/adapters/owner/protocol.ts';
import type { OwnerMemory } from '../../../../src/core/owner.ts';
import { ada, credentialsFrom, identityWith, roleWith } from '../../../support/fake-nouns.ts';

test("an owner's memory survives the way through JSON", () => {
  const { id, issuer, clientId } = identityWith();
  const memory: OwnerMemory = {
    sessions: {
      idTokens: new Map([
        [id, { jwt: 'a.b.c', issuer, audience: clientId, subject: '42', lifetimeMs: 90_000 }],
      ]),
      records: new Map([['work', { refreshToken: 'secret', user: ada }]]),
    },
    credentials: new Map([
      [
        roleWith().id,
        {
          ...{ identity: id, subject: '42', roleArn: roleWith().arn.text },
          credentials: credentialsFrom(0),
          leftMs: 1_800_000,
        },
      ],
    ]),
  };
  expect(fromSerial(JSON.parse(JSON.stringify(toSerial(memory))) as SerialMemory)).toEqual(memory);
});
