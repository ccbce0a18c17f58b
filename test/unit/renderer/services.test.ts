import { describe, expect, it } from 'vitest';
import { serviceLists } from '../../../src/renderer/services.ts';

const service = (id: string, name: string, ...aliases: readonly string[]) => ({ id, name, aliases });
const services = [
  service('cloudformation', 'CloudFormation', 'cfn', 'stacks'),
  service('ecs', 'Elastic Container Service', 'containers'),
  service('iam', 'IAM'),
  service('s3', 'S3', 'buckets'),
  service('logs', 'CloudWatch Logs'),
];
const idsOf = (query: string, recent: readonly string[] = []) =>
  serviceLists(services, recent, query).map((list) => [list.kind, list.services.map(({ id }) => id)]);

describe('the choice of services', () => {
  it('has those opened last first, each once, and leaves out what is not known', () => {
    expect(idsOf('', ['s3', 'gone', 'iam'])).toEqual([
      ['recent', ['s3', 'iam']],
      ['all', ['cloudformation', 'ecs', 'logs']],
    ]);
  });

  it('has one list where none has been opened yet', () => {
    expect(idsOf(' ').map(([kind]) => kind)).toEqual(['all']);
  });

  it.each([
    ['its id', 'ecs', 'ecs'],
    ['its name', 'container', 'ecs'],
    ['another name', 'cfn', 'cloudformation'],
    ['two words', 'cloud logs', 'logs'],
    ['letters of its name', 'clfo', 'cloudformation'],
  ])('finds a service by %s', (_, query, id) => {
    expect(idsOf(query)[0]?.[1]?.[0]).toBe(id);
  });

  it('finds nothing where a word stands nowhere', () => {
    expect(idsOf('cloud moon')).toEqual([['found', []]]);
  });
});
