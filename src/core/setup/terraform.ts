import { descriptionOf, headOf, setupTag } from './captions.ts';
import type { PlannedRole, RolePlan } from './role-plan.ts';

/** Stands in the policy for the provider, whether it is made or there already. */
const providerArn = 'local.tobira_provider_arn';

/** A Terraform module for the AWS provider, from 5.81.0 on: that one no longer asks for thumbprints. */
export function terraformModule(plan: RolePlan): string {
  const { issuer, audience, accountId, roles } = plan;
  return `${headOf(plan)}

terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.81.0"
    }
  }
}

variable "create_oidc_provider" {
  description = "An account has one OIDC provider for each issuer. Set to false where there is one already, and add the client id to it where it is managed."
  type        = bool
  default     = true
}

data "aws_caller_identity" "tobira" {}

resource "aws_iam_openid_connect_provider" "tobira" {
  count = var.create_oidc_provider ? 1 : 0

  url            = ${hcl(issuer)}
  client_id_list = [${hcl(audience)}]
}

data "aws_iam_openid_connect_provider" "tobira" {
  count = var.create_oidc_provider ? 0 : 1

  url = ${hcl(issuer)}

  lifecycle {
    postcondition {
      condition     = contains(self.client_id_list, ${hcl(audience)})
      error_message = "The OIDC provider that is there lacks a client id: ${hcl(audience).slice(1, -1)}"
    }
  }
}

locals {
  tobira_provider_arn = one(concat(
    aws_iam_openid_connect_provider.tobira[*].arn,
    data.aws_iam_openid_connect_provider.tobira[*].arn,
  ))
}

${roles.map((role, index) => roleBlocks(plan, role, accountId, index)).join('\n')}
output "role_arns" {
  value = [
${roles.map((_role, index) => `    aws_iam_role.${labelOf(index)}.arn,`).join('\n')}
  ]
}
`;
}

function roleBlocks(plan: RolePlan, { name, policy }: PlannedRole, accountId: string, index: number): string {
  const label = labelOf(index);
  return `resource "aws_iam_role" "${label}" {
  name                 = ${hcl(name)}
  description          = ${hcl(descriptionOf(plan))}
  max_session_duration = ${plan.maxSessionSeconds}

  assume_role_policy = jsonencode(${expression(policy.document, plan.provider.arn, 1)})

  tags = {
    ${setupTag} = "terraform"
  }

  lifecycle {
    precondition {
      condition     = data.aws_caller_identity.tobira.account_id == ${hcl(accountId)}
      error_message = "This is meant for another account: ${accountId}"
    }
  }
}

resource "aws_iam_role_policy_attachment" "${label}" {
  for_each = toset([
${plan.permissions.map((permission) => `    ${hcl(permission)},`).join('\n')}
  ])

  role       = aws_iam_role.${label}.name
  policy_arn = each.value
}
`;
}

/** Labels are for Terraform alone: a role's name need not be an identifier. */
function labelOf(index: number): string {
  return index === 0 ? 'tobira' : `tobira_${index + 1}`;
}

/** A string of HCL's native syntax: JSON's escapes, and neither interpolation nor directives. */
function hcl(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** A document as an expression in which the provider's ARN is the resource's own. */
function expression(value: unknown, provider: string, depth: number): string {
  const indent = '  '.repeat(depth);
  if (typeof value === 'string') return value === provider ? providerArn : hcl(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => `${indent}  ${expression(item, provider, depth + 1)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return `{\n${entries.map((_entry, index) => entryText(entries, index)).join('')}${indent}}`;

  function entryText(all: readonly (readonly [string, unknown])[], index: number): string {
    const [key = '', item] = all[index] ?? [];
    return `${indent}  ${keyText(key).padEnd(widthAround(all, index))} = ${expression(item, provider, depth + 1)}\n`;
  }
}

/** Terraform's own format has the signs of neighbouring lines stand below each other. */
function widthAround(all: readonly (readonly [string, unknown])[], index: number): number {
  const isLine = (at: number) => typeof all[at]?.[1] === 'string';
  if (!isLine(index)) return 0;
  let first = index;
  let last = index;
  while (isLine(first - 1)) first -= 1;
  while (isLine(last + 1)) last += 1;
  return Math.max(...all.slice(first, last + 1).map(([key]) => keyText(key).length));
}

function keyText(key: string): string {
  return /^\w+$/.test(key) ? key : hcl(key);
}
