import { expect, test } from 'vitest';
import { markerFor, parseMarker, type Marker } from '../../../../../src/adapters/sinks/aws-files/marker.ts';

const arn = 'arn:aws:iam::123456789012:role/Admin';

test.each<[Omit<Marker, 'role'>, string]>([
  [{}, '# Managed by Tobira for the role "prod". What Tobira wrote here, it renews.'],
  [
    { arn, access: 'read-only', key: 'ASIA1' },
    `# Managed by Tobira for the role "prod", ${arn}, read-only, with the key ASIA1. What Tobira wrote here, it renews.`,
  ],
  [
    { arn, access: 'full', key: 'ASIA1' },
    `# Managed by Tobira for the role "prod", ${arn}, full access, with the key ASIA1. What Tobira wrote here, it renews.`,
  ],
  [
    { access: 'read-only', command: 'abc' },
    '# Managed by Tobira for the role "prod", read-only, with the command abc. What Tobira wrote here, it renews.',
  ],
])('a marker with %j is written and read back as it is', (facts, line) => {
  expect(markerFor('prod', facts)).toBe(line);
  expect(parseMarker(line)).toEqual({ role: 'prod', ...facts });
});

test.each(['Read-only', 'read only', 'everything', 'read-only, full access'])(
  'a marker that says %j is none of ours',
  (words) => {
    expect(
      parseMarker(
        `# Managed by Tobira for the role "prod", ${arn}, ${words}, with the key ASIA1. What Tobira wrote here, it renews.`,
      ),
    ).toBeUndefined();
  },
);
