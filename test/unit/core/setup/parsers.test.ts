import { loadAwsServiceSpec } from '@aws-cdk/aws-service-spec';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { interpretConfig } from '../../../../src/core/config.ts';
import { cases, crowd, nasty, planned, textOf } from './answers.ts';

type Data = Readonly<Record<string, unknown>>;

const names = Object.keys(cases) as (keyof typeof cases)[];
const version11 = { version: '1.1' } as const;

describe("Terraform by HashiCorp's parser", () => {
  it.each(names)('%s', async (name) => {
    const module = (await parseHcl('tobira.tf', textOf(cases[name], 'terraform'))) as Data;
    expect(Object.keys(module).sort()).toEqual([
      'data',
      'locals',
      'output',
      'resource',
      'terraform',
      'variable',
    ]);
    const resources = module['resource'] as Record<string, Record<string, readonly Data[]>>;
    const { roles } = planned(cases[name]).plan;
    for (const [type, known] of Object.entries(terraformArguments)) {
      const blocks = Object.values(resources[type] ?? {}).flat();
      expect(blocks).toHaveLength(type === 'aws_iam_openid_connect_provider' ? 1 : roles.length);
      for (const block of blocks) expect(known).toEqual(expect.arrayContaining(Object.keys(block)));
    }
    expect(Object.keys(resources).sort()).toEqual(Object.keys(terraformArguments).sort());
  });

  it('keeps every letter, and takes nothing for an interpolation', async () => {
    const text = textOf(nasty, 'terraform');
    const list = /client_id_list = (\[.*\])/.exec(text)?.[1] ?? '';
    const { locals } = (await parseHcl('x.tf', `locals {\n  found = ${list}\n}\n`)) as {
      locals: readonly [{ found: readonly string[] }];
    };
    // What is no plain text to the parser would come back as an expression, in `${}`.
    expect(locals[0].found.map((found) => found.replaceAll('%%{', '%{'))).toEqual([nasty.audience]);
  });
});

const spec = await loadAwsServiceSpec();

describe("CloudFormation by AWS's resource specification", () => {
  it.each(names)('%s', (name) => {
    const template = parseYaml(textOf(cases[name], 'cloudformation')) as Data;
    for (const resource of Object.values(template['Resources'] as Record<string, Data>)) {
      const type = String(resource['Type']);
      const [known] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
      expect(known, type).toBeDefined();
      const given = Object.keys(resource['Properties'] as Data);
      const properties = known?.properties ?? {};
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(given));
      const needed = Object.entries(properties).flatMap(([key, { required }]) => (required ? [key] : []));
      expect(given).toEqual(expect.arrayContaining(needed));
    }
  });

  it.each(names)('%s has the very policies of the plan, once its functions are worked out', (name) => {
    const template = parseYaml(textOf(cases[name], 'cloudformation')) as Data;
    const { roles } = planned(cases[name]).plan;
    const resources = Object.values(template['Resources'] as Record<string, Data>);
    const found = resources
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .map(({ Properties }) => withoutFunctions((Properties as Data)['AssumeRolePolicyDocument']));
    expect(found).toEqual(roles.map(({ policy }) => policy.document));
  });
});

describe('YAML, by the rules of 1.1 and of 1.2', () => {
  it.each(names)('%s', (name) => {
    const outputs = planned(cases[name]).outputs.filter(({ fileName }) => fileName.endsWith('ml'));
    expect(outputs).toHaveLength(2);
    for (const { text } of outputs) expect(parseYaml(text, version11)).toEqual(parseYaml(text));
  });

  it('is a job as GitLab wants it', () => {
    const file = parseYaml(textOf(cases['jobs-by-id'], 'gitlab-ci')) as Data;
    expect(file).toEqual({
      stages: ['aws'],
      'aws-exec': {
        stage: 'aws',
        image: 'tobira',
        id_tokens: { MY_ID_TOKEN: { aud: 'https://gitlab.example.com' } },
        rules: [
          { if: '$CI_COMMIT_BRANCH =~ /^release\\/.*$/ && $CI_COMMIT_REF_PROTECTED == "true"' },
          { if: '$CI_COMMIT_TAG =~ /^v.*$/ && $CI_COMMIT_REF_PROTECTED == "true"' },
        ],
        environment: { name: 'production', deployment_tier: 'production' },
        script: ["tobira ci exec --role-arn 'arn:aws:iam::123456789012:role/Deploy' -- ./deploy.sh"],
      },
    });
  });

  it('is a configuration without a complaint', () => {
    for (const answers of [cases.people, crowd]) {
      const read = interpretConfig(parseYaml(textOf(answers, 'config')), {
        scopes: () => ['openid'],
        region: () => 'us-east-1',
      });
      expect(read).toMatchObject({ usable: true, complaints: [] });
      const roles = read.usable ? read.roles.map(({ arn }) => arn.text) : [];
      expect(roles).toEqual(planned(answers).plan.roles.map(({ arn }) => arn));
    }
  });
});

describe('the policies, as JSON', () => {
  it.each(names)('%s', (name) => {
    const { roles } = planned(cases[name]).plan;
    const [first] = roles;
    const found: unknown = JSON.parse(textOf(cases[name], 'policy'));
    const byName = Object.fromEntries(roles.map((role) => [role.name, role.policy.document]));
    expect(found).toEqual(roles.length === 1 ? first?.policy.document : byName);
  });
});

/** From the AWS provider's documentation; blocks and meta-arguments of Terraform's own included. */
const terraformArguments: Readonly<Record<string, readonly string[]>> = {
  aws_iam_openid_connect_provider: ['count', 'url', 'client_id_list', 'thumbprint_list', 'tags'],
  aws_iam_role: [
    'name',
    'description',
    'max_session_duration',
    'assume_role_policy',
    'path',
    'permissions_boundary',
    'tags',
    'lifecycle',
  ],
  aws_iam_role_policy_attachment: ['for_each', 'role', 'policy_arn'],
};

/** `Fn::If` as where the provider is there already. */
function withoutFunctions(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutFunctions);
  if ('Fn::If' in value) return (value['Fn::If'] as readonly unknown[])[2];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutFunctions(item)]));
}
