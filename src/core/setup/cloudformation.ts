import { descriptionOf, headOf, setupTag } from './captions.ts';
import type { PlannedRole, RolePlan } from './role-plan.ts';
import { yamlText, type Plain } from './yaml-text.ts';

/** A CloudFormation template in YAML, without any short form: every parser reads it. */
export function cloudFormationTemplate(plan: RolePlan): string {
  const { issuer, audience, roles } = plan;
  const template: Plain = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: descriptionOf(plan),
    Parameters: {
      CreateOidcProvider: {
        Type: 'String',
        AllowedValues: ['true', 'false'],
        Default: 'true',
        Description:
          'An account has one OIDC provider for each issuer. Say false where there is one already, and add the client id to it where it is managed.',
      },
    },
    Conditions: { NewOidcProvider: { 'Fn::Equals': [{ Ref: 'CreateOidcProvider' }, 'true'] } },
    Resources: {
      OidcProvider: {
        Type: 'AWS::IAM::OIDCProvider',
        Condition: 'NewOidcProvider',
        Properties: { Url: issuer, ClientIdList: [audience] },
      },
      ...Object.fromEntries(roles.map((role, index) => [labelOf(index), resourceOf(plan, role)])),
    },
    Outputs: Object.fromEntries(
      roles.map((_role, index) => [
        `${labelOf(index)}Arn`,
        { Value: { 'Fn::GetAtt': [labelOf(index), 'Arn'] } },
      ]),
    ),
  };
  return `${headOf(plan)}
# Deploy: aws cloudformation deploy --stack-name tobira --template-file tobira.yaml --capabilities CAPABILITY_NAMED_IAM
${yamlText(template)}`;
}

function resourceOf(plan: RolePlan, { name, policy }: PlannedRole): Plain {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      Description: descriptionOf(plan),
      MaxSessionDuration: plan.maxSessionSeconds,
      ManagedPolicyArns: plan.permissions,
      Tags: [{ Key: setupTag, Value: 'cloudformation' }],
      AssumeRolePolicyDocument: withProvider(policy.document, plan.provider.arn),
    },
  };
}

/** The document, in which the provider is the stack's own where it has one: the role is then made after it. */
function withProvider(value: unknown, provider: string): Plain {
  if (value === provider) return { 'Fn::If': ['NewOidcProvider', { Ref: 'OidcProvider' }, provider] };
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((item) => withProvider(item, provider));
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, unknown>>).map(([key, item]) => [
      key,
      withProvider(item, provider),
    ]),
  );
}

function labelOf(index: number): string {
  return index === 0 ? 'Role' : `Role${index + 1}`;
}
