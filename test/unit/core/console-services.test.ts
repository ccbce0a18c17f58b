import { describe, expect, test } from 'vitest';
import { absentServices } from '../../../src/core/console-service-absences.ts';
import { consoleHosts } from '../../../src/core/console-hosts.ts';
import {
  commonServices,
  consoleServices,
  findService,
  isOffered,
  nearestServices,
  requiredService,
  serviceById,
  servicePage,
} from '../../../src/core/console-services.ts';
import { AppError } from '../../../src/core/errors.ts';
import { readConsoleAddress } from '../../../src/core/console-address.ts';
import { isSafePage } from '../../../src/core/safe-url.ts';

const home = 'https://console.aws.amazon.com/';

const page = (id: string, region = 'eu-west-1', console = home) =>
  servicePage(requiredService(id), region, console);

test('there are as many as people look for', () => {
  expect(consoleServices.length).toBeGreaterThanOrEqual(120);
});

test('no id and no other name means two of them', () => {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const owners = new Map<string, Set<string>>();
  for (const { id, name, aliases } of consoleServices) {
    for (const text of [id, name, ...aliases].map(plain)) {
      owners.set(text, (owners.get(text) ?? new Set()).add(id));
    }
  }
  expect([...owners].filter(([, ids]) => ids.size > 1)).toEqual([]);
  expect(new Set(consoleServices.map(({ id }) => id)).size).toBe(consoleServices.length);
});

test('no other name says the same as the id or the name', () => {
  const wrong = consoleServices.filter(
    ({ id, aliases }) => aliases.includes(id) || new Set(aliases).size < aliases.length,
  );
  expect(wrong).toEqual([]);
});

test('each has an id that can be typed, and a page that a console may open', () => {
  for (const service of consoleServices) {
    expect(service.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(service.path).toMatch(/^[a-z0-9-]+\/[\w./-]*\w(?:#[\w/:-]+)?$/i);
    expect(isSafePage(servicePage(service, 'eu-west-1', home))).toBe(true);
  }
});

test('no two open the same page', () => {
  const pages = consoleServices.map(({ path }) => path);
  expect(pages.filter((path, index) => pages.indexOf(path) !== index)).toEqual([]);
});

/** The whole table as it stands: a change of an address is seen in a review. */
test('the addresses are these', () => {
  const lines = consoleServices.map((one) => `${one.id} ${one.name}: ${servicePage(one, 'eu-west-1', home)}`);
  expect(lines).toMatchSnapshot();
});

test('each has a page in a partition, or is known not to be there', () => {
  const regions = { aws: 'eu-west-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
  for (const { partition, console } of consoleHosts) {
    const region = { ...regions, 'aws-eusc': 'eusc-de-east-1' }[partition] ?? '';
    for (const service of consoleServices.filter((one) => isOffered(one, partition))) {
      const address = readConsoleAddress(servicePage(service, region, `https://${console}/`));
      expect(address).toMatchObject({ partition, ...(!service.isGlobal && { region }) });
    }
  }
});

test('a partition lacks services of the table alone, each named once', () => {
  for (const absent of Object.values(absentServices)) {
    expect(absent.filter((id) => serviceById(id) === undefined)).toEqual([]);
    expect(new Set(absent).size).toBe(absent.length);
  }
});

test.for([
  ['lightsail', ['aws']],
  ['quicksight', ['aws', 'aws-cn', 'aws-us-gov']],
  ['s3', ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc']],
] as const)('%s is offered in %s alone', ([id, partitions]) => {
  const offered = consoleHosts
    .map(({ partition }) => partition)
    .filter((partition) => isOffered({ id }, partition));
  expect(offered).toEqual(partitions);
});

describe('the address of a page', () => {
  test('names the region, before the place on the page', () => {
    expect(page('ec2')).toBe('https://console.aws.amazon.com/ec2/home?region=eu-west-1');
    expect(page('logs')).toBe(
      'https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups',
    );
  });

  test('names none where there is one page for all regions', () => {
    expect(page('iam')).toBe('https://console.aws.amazon.com/iam/home');
    expect(page('cost-explorer')).toBe('https://console.aws.amazon.com/costmanagement/home#/cost-explorer');
  });

  test.for([
    ['https://console.amazonaws.cn/', 'https://console.amazonaws.cn/s3/home?region=cn-north-1'],
    [
      'https://console.amazonaws-us-gov.com/',
      'https://console.amazonaws-us-gov.com/s3/home?region=cn-north-1',
    ],
    ['http://127.0.0.1:8080/console', 'http://127.0.0.1:8080/s3/home?region=cn-north-1'],
    ['https://proxy.example.com/aws/?x=1#y', 'https://proxy.example.com/s3/home?region=cn-north-1'],
  ] as const)('is below the console’s own host, such as that of %s', ([console, expected]) => {
    expect(page('s3', 'cn-north-1', console)).toBe(expected);
  });
});

describe('a service', () => {
  test.for([
    ['ec2', 'ec2'],
    ['EC2', 'ec2'],
    ['Amazon EC2', 'ec2'],
    ['Step Functions', 'stepfunctions'],
    ['step-functions', 'stepfunctions'],
    ['sfn', 'stepfunctions'],
    ['AWS Lambda', 'lambda'],
    ['r53', 'route53'],
    ['Route 53', 'route53'],
    ['k8s', 'eks'],
    ['iam roles', 'roles'],
    ['cloudform', 'cloudformation'],
    ['guard', 'guardduty'],
    ['dynamo', 'dynamodb'],
    ['DynamoDB', 'dynamodb'],
    ['sg', 'security-groups'],
    ['asg', 'autoscaling'],
    ['cfn', 'cloudformation'],
    ['ssm', 'ssm'],
    ['ecs', 'ecs'],
    ['logs', 'logs'],
    ['cw-logs', 'logs'],
    ['cw logs', 'logs'],
    ['s3', 's3'],
    ['Amazon Lightsail', 'lightsail'],
    ['Amazon QuickSight', 'quicksight'],
    ['Quick Sight', 'quicksight'],
  ] as const)('is meant by “%s”', ([text, id]) => {
    expect(findService(text)?.id).toBe(id);
  });

  test.for(['', ' ', 'cloud', 'code', 'no such thing', 'x'.repeat(10_000)])(
    'is not meant by “%s”',
    (text) => {
      expect(findService(text)).toBeUndefined();
    },
  );

  test.for([
    ['clodformation', 'cloudformation'],
    ['lamdba', 'lambda'],
    ['dynmodb', 'dynamodb'],
    ['cloudwach', 'cloudwatch'],
    ['secret', 'secretsmanager'],
    ['dyanmo', 'dynamodb'],
    ['cfm', 'cloudformation'],
    ['ecss', 'ecs'],
    ['lgos', 'logs'],
    ['s33', 's3'],
    ['ligthsail', 'lightsail'],
  ] as const)('is near to “%s”', ([text, id]) => {
    expect(nearestServices(text, 4).map((one) => one.id)).toContain(id);
  });

  test('is named, with those near it, where none is meant for sure', () => {
    const near = nearestServices('cloudfor mashion', 4).map(({ id }) => id);
    expect(near).toContain('cloudformation');
    const error = new AppError('usage', { fault: 'service-unknown', name: 'cloudfor mashion', near });
    expect(() => requiredService('cloudfor mashion')).toThrow(error);
  });
});

test('a service that its partition lacks is named instead of opened', () => {
  const error = new AppError('usage', {
    ...{ fault: 'service-elsewhere', name: 'Lightsail', partition: 'aws-cn' },
  });
  expect(() => requiredService('lightsail', 'aws-cn')).toThrow(error);
});

test('those that are offered first are there', () => {
  expect(commonServices.map((id) => serviceById(id)?.id)).toEqual([...commonServices]);
});
