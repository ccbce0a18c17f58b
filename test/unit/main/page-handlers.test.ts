import { describe, expect, test } from 'vitest';
import type { RoleArn } from '../../../src/core/model.ts';
import { parseRoleArn } from '../../../src/core/role-arn.ts';
import { createState, type State } from '../../../src/core/state.ts';
import { createOutcomes } from '../../../src/main/outcome.ts';
import { createPageHandlers } from '../../../src/main/page-handlers.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';

function arn(text: string): RoleArn {
  const parsed = parseRoleArn(text);
  if (parsed === undefined) throw new Error('no role ARN');
  return parsed;
}

const china = { ...roleWith({ id: 'china' }), arn: arn('arn:aws-cn:iam::123456789012:role/Admin') };

function handlers() {
  const state: State = {
    ...createState().get(),
    config: {
      status: 'ready',
      config: configWith({ roles: [roleWith(), roleWith({ id: 'second' }), china] }),
    },
    favourites: { pinned: [], used: [{ role: roleWith({ id: 'second' }).id, at: 1 }], services: [] },
  };
  return createPageHandlers({ state: () => state, outcomes: createOutcomes(() => 'en') });
}

const read = (text: string) => handlers()['page:read']({ text });

describe('a pasted address', () => {
  test('is named, and lists the roles that can open it, those used last first', async () => {
    expect(await read('https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/x')).toEqual({
      ok: true,
      page: {
        name: 'Elastic Container Service',
        partition: 'aws',
        region: 'eu-west-1',
        roleIds: ['second', 'prod'],
      },
    });
  });

  test.for([
    ['https://console.aws.amazon.com/', ''],
    ['https://console.aws.amazon.com/console/home?region=eu-west-1', ''],
    ['https://console.aws.amazon.com/cloudwatch/home#logsV2:log-groups/log-group/x', 'CloudWatch Logs'],
    ['https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards:', 'CloudWatch'],
    ['https://console.aws.amazon.com/ec2/v2/home#Instances:', 'EC2'],
    ['https://console.aws.amazon.com/iam/home#/roles/Admin', 'IAM roles'],
    ['https://console.aws.amazon.com/new-thing/home', 'new-thing'],
  ] as const)('%s is called %j', async ([address, name]) => {
    expect(await read(address)).toMatchObject({ ok: true, page: { name } });
  });

  test('of an account that no role is in lists none', async () => {
    expect(await read('https://333333333333-abc.eu-west-1.console.aws.amazon.com/ecs/home')).toMatchObject({
      page: { accountId: '333333333333', roleIds: [] },
    });
  });

  test('that is none says why', async () => {
    expect(await read('https://console.aws.amazon.com.evil.example/')).toMatchObject({
      ok: false,
      error: { code: 'usage', title: expect.stringContaining('not of a console of AWS') as unknown },
    });
  });
});

describe('the services of a role', () => {
  const list = async (roleId: string) => {
    const answer = await handlers()['services:list']({ roleId });
    if (!answer.ok) throw new Error('no services');
    return answer;
  };
  const ids = (services: readonly { readonly id: string }[]) => services.map(({ id }) => id);

  test('are those of its partition; the others are known', async () => {
    const all = await list('prod');
    const some = await list('china');
    expect([all.partition, some.partition]).toEqual(['aws', 'aws-cn']);
    expect(all.absent).toEqual([]);
    expect(ids(some.absent)).toContain('macie');
    expect(ids(some.services)).not.toContain('macie');
    expect(some.services.length + some.absent.length).toBe(all.services.length);
  });
});
