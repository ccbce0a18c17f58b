import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../src/core/trust/json-text.ts';
import { isFault, parseTrustPolicy } from '../../../../src/core/trust/policy-reader.ts';
import { policy, statement } from '../../../support/trust-cases/trust-case.ts';

function faultOf(source: unknown) {
  const read = parseTrustPolicy(typeof source === 'string' ? source : JSON.stringify(source));
  return isFault(read) ? read : undefined;
}

describe('a text that is no JSON is refused by line and column', () => {
  it.each<readonly [string, string, number, number]>([
    ['', 'json-empty', 1, 1],
    ['\ufeff', 'json-empty', 1, 2],
    [' \n', 'json-empty', 2, 1],
    ['{', 'json-end', 1, 2],
    ['{\n  "Version": "2012-10-17"\n  "Statement": []\n}', 'json-unexpected', 3, 3],
    ['{ "Version": "2012-10-17", }', 'json-unexpected', 1, 28],
    ['{\r\n  Version: 1 }', 'json-unexpected', 2, 3],
    ['{ "Version": "2012\n" }', 'json-text', 1, 14],
    ['{ "Id": "\\x" }', 'json-text', 1, 9],
    ['{ "Statement": 0123 }', 'json-number', 1, 16],
    ['{} {}', 'json-more', 1, 4],
    ['['.repeat(40), 'json-deep', 1, 34],
    ['{ "Statement": [], "Statement": [] }', 'duplicate-key', 1, 20],
    ['{ "a": { "StringEquals": 1,\n  "StringEquals": 2 } }', 'duplicate-key', 2, 3],
  ])('%j: %s', (text, code, line, column) => {
    expect(faultOf(text)).toMatchObject({ code, line, column });
  });
});

describe('a document that is no trust policy is refused by the place in it', () => {
  const one = (fields: Readonly<Record<string, unknown>>) => policy(statement(fields));
  it.each<readonly [string, string, unknown]>([
    ['wanted-object', '', []],
    ['unknown-field', '', { ...policy(statement()), Description: 'x' }],
    ['missing-field', '', { Version: '2012-10-17' }],
    ['bad-version', 'Version', { ...policy(statement()), Version: '2012-10-18' }],
    ['empty', 'Statement', policy()],
    ['wanted-object', 'Statement[2]', policy(statement(), 'x' as never)],
    ['missing-field', 'Statement[1]', one({ Effect: undefined })],
    ['bad-effect', 'Statement[1].Effect', one({ Effect: 'allow' })],
    ['bad-sid', 'Statement[1].Sid', one({ Sid: 'my people' })],
    ['same-sid', 'Statement[2].Sid', policy(statement({ Sid: 'A' }), statement({ Sid: 'A' }))],
    ['field-of-other-policies', 'Statement[1]', one({ Resource: '*' })],
    ['not-principal', 'Statement[1]', one({ Principal: undefined, NotPrincipal: '*' })],
    ['bad-principal', 'Statement[1].Principal.Federated', one({ Principal: { Federated: 'gitlab.com' } })],
    ['bad-principal', 'Statement[1].Principal', one({ Principal: 'gitlab.com' })],
    ['empty', 'Statement[1].Principal', one({ Principal: {} })],
    ['bad-action', 'Statement[1].Action', one({ Action: 's3:*' })],
    ['two-actions', 'Statement[1]', one({ NotAction: 'sts:AssumeRole' })],
    ['wanted-text', 'Statement[1].Action', one({ Action: [1] })],
    ['bad-operator', 'Statement[1].Condition', one({ Condition: { StringIs: {} } })],
    ['empty', 'Statement[1].Condition.StringEquals', one({ Condition: { StringEquals: {} } })],
    [
      'wanted-object',
      'Statement.Condition.StringEquals',
      { ...policy(), Statement: statement({ Condition: { StringEquals: 'x' } }) },
    ],
    [
      'empty',
      'Statement[1].Condition.StringEquals.x:sub',
      one({ Condition: { StringEquals: { 'x:sub': [] } } }),
    ],
    [
      'wanted-value',
      'Statement[1].Condition.StringEquals.x:sub',
      one({ Condition: { StringEquals: { 'x:sub': null } } }),
    ],
    [
      'bad-date',
      'Statement[1].Condition.DateLessThan.aws:CurrentTime',
      one({ Condition: { DateLessThan: { 'aws:CurrentTime': '12/31/2026' } } }),
    ],
    ['bad-null', 'Statement[1].Condition.Null.x:sub', one({ Condition: { Null: { 'x:sub': 'yes' } } })],
  ])('%s at %j', (code, path, document) => {
    expect(faultOf(document)).toMatchObject({ code, path });
  });
});

it('every JSON text is read as it is meant, with any white space', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
    }),
  );
});

it('no text at all breaks the reader', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((text) => text.slice(1)),
        fc.string({
          unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '0', '1', 't', 'n', ' ', '\n'),
        }),
      ),
      (text) => {
        const read = readJson(text);
        let parsed = true;
        try {
          JSON.parse(text.replace(/^\ufeff/, ''));
        } catch {
          parsed = false;
        }
        // Stricter than JSON alone in two things, and looser in none.
        if (read.ok) expect(parsed).toBe(true);
        else if (parsed) expect(['duplicate-key', 'json-deep']).toContain(read.fault.code);
      },
    ),
    { numRuns: 500 },
  );
});
