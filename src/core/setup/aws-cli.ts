import { descriptionOf, headOf, setupTag } from './captions.ts';
import { longestRoleName } from './role-answers.ts';
import type { RolePlan } from './role-plan.ts';
import { quoted } from './shell-text.ts';

/**
 * A POSIX shell script that makes provider and roles with the AWS CLI, and may be run again. It stops before it changes
 * anything where a role of the name is not its own, or where its own trusts somebody else and `--update` is not given.
 */
export function awsCliScript(plan: RolePlan): string {
  const { issuer, audience, accountId, provider, roles, permissions, maxSessionSeconds } = plan;
  const arn = provider.arn;
  const create = { Url: issuer, ClientIDList: [audience] };
  const add = { OpenIDConnectProviderArn: arn, ClientID: audience };
  const first = roles[0]?.name ?? '';
  return `#!/bin/sh
${headOf(plan)}
set -eu
export AWS_PAGER=''

account=${quoted(accountId)}
provider=${quoted(arn)}
update=no

say() { printf '%s\\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
squeezed() { printf '%s' "$1" | tr -d ' \\t\\r\\n'; }

case "\${1-}" in
  '') ;;
  --update) update=yes ;;
  *) say "Usage: sh $0 [--update]"; exit 2 ;;
esac

found=$(aws sts get-caller-identity --query Account --output text)
[ "$found" = "$account" ] || fail "These keys are for account $found. This script is for account $account. Nothing was changed."

# Whose a role is: 'none' where there is none of the name, 'ours', or 'other'.
owner_of() {
  if shown=$(aws iam get-role --role-name "$1" --query "Role.Tags[?Key=='${setupTag}'].Value | [0]" --output text 2>&1); then
    if [ "$shown" = aws-cli ]; then echo ours; else echo other; fi
  else
    case "$shown" in
      *NoSuchEntity*) echo none ;;
      *) say "$shown"; return 1 ;;
    esac
  fi
}

permissions=${quoted(` ${permissions.join(' ')} `)}

# Roles that may do more than the list, each between spaces.
with_more=' '

# What a role may do beyond the list: whoever is let in can do that, too. Names of policies have neither spaces nor
# anything that a shell would fill in.
say_beyond() { # name
  attached=$(aws iam list-attached-role-policies --role-name "$1" --query 'AttachedPolicies[].PolicyArn' --output text)
  inline=$(aws iam list-role-policies --role-name "$1" --query 'PolicyNames[]' --output text)
  beyond=no
  for one in $attached; do
    case "$permissions" in *" $one "*) continue ;; esac
    [ "$beyond" = yes ] || say "The role $1 may do MORE than this script says. What takes that away:"
    beyond=yes
    say "  aws iam detach-role-policy --role-name $1 --policy-arn $one"
  done
  for one in $inline; do
    [ "$one" != None ] || continue
    [ "$beyond" = yes ] || say "The role $1 may do MORE than this script says. What takes that away:"
    beyond=yes
    say "  aws iam delete-role-policy --role-name $1 --policy-name $one"
  done
  if [ "$beyond" = yes ]; then with_more="$with_more$1 "; fi
}

# Tells what is to be known before anything is changed, and stops where a role is not to be touched.
check_role() { # name, trust policy
  owner=$(owner_of "$1")
  [ "$owner" != none ] || return 0
  say_beyond "$1"
  [ "$owner" != other ] || fail "There is a role $1 already that this script did not make. Nothing was changed.
Choose another name. Or, if the role may be taken over with all that it may do, run this, and then the script again:
  aws iam tag-role --role-name $1 --tags Key=${setupTag},Value=aws-cli"
  old=$(aws iam get-role --role-name "$1" --query Role.AssumeRolePolicyDocument --output json)
  if [ "$(squeezed "$old")" = "$(squeezed "$2")" ]; then return 0; fi
  say "The role $1 trusts somebody else so far:" "$old"
  [ "$update" = yes ] || fail "Nothing was changed. To replace this by what the script says: sh $0 --update"
}

make_role() { # name, trust policy
  if [ "$(owner_of "$1")" = ours ]; then
    aws iam update-assume-role-policy --role-name "$1" --policy-document "$2" >/dev/null
    aws iam update-role --role-name "$1" --max-session-duration ${maxSessionSeconds} >/dev/null
    was_there=yes
  else
    aws iam create-role --role-name "$1" --assume-role-policy-document "$2" \\
      --description ${quoted(descriptionOf(plan))} --max-session-duration ${maxSessionSeconds} \\
      --tags Key=${setupTag},Value=aws-cli >/dev/null
    was_there=no
    say "Made the role $1."
  fi
  for permission in \\
${permissions.map((permission) => `    ${quoted(permission)}`).join(' \\\n')}
  do
    aws iam attach-role-policy --role-name "$1" --policy-arn "$permission" >/dev/null
  done
  [ "$was_there" = yes ] || return 0
  case "$with_more" in
    *" $1 "*) say "The role $1 was there, and trusts whom this script says." ;;
    *) say "The role $1 was there, and is up to date." ;;
  esac
}

${roles.map(({ policy }, index) => `policy_${index + 1}=${quoted(policy.text)}`).join('\n')}

${roles.map(({ name }, index) => `check_role ${quoted(name)} "$policy_${index + 1}"`).join('\n')}

# An account has one provider for each issuer. Input is JSON, as older AWS CLIs would fetch an address given as a word.
if shown=$(aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$provider" --query Url --output text 2>&1); then
  aws iam add-client-id-to-open-id-connect-provider --cli-input-json ${quoted(JSON.stringify(add))} >/dev/null
  say 'The OIDC provider was there, and knows the audience.'
else
  case "$shown" in *NoSuchEntity*) ;; *) fail "$shown" ;; esac
  if ! shown=$(aws iam create-open-id-connect-provider --cli-input-json ${quoted(JSON.stringify(create))} 2>&1); then
    case "$shown" in
      # AWS CLIs from before November 2024 insist on one. AWS does not look at it where a public authority signed the
      # issuer's certificate, and this one fits no certificate.
      *'Missing required parameter'*ThumbprintList*)
        aws iam create-open-id-connect-provider --cli-input-json ${quoted(JSON.stringify({ ...create, ThumbprintList: ['f'.repeat(40)] }))} >/dev/null ;;
      *) fail "$shown" ;;
    esac
  fi
  say 'Made the OIDC provider.'
fi

${roles.map(({ name }, index) => `make_role ${quoted(name)} "$policy_${index + 1}"`).join('\n')}

# A list that has become shorter may leave roles behind. AWS takes names of ${longestRoleName} characters.
number=${roles.length + 1}
while
  left=${quoted(first)}-$number
  [ "\${#left}" -le ${longestRoleName} ] && [ "$(owner_of "$left")" = ours ]
do
  say "A role is left from before, and those it trusts can still use it. Delete it if they should not: $left"
  number=$((number + 1))
done

${roles.map(({ arn: role }) => `printf '%s\\n' ${quoted(role)}`).join('\n')}
`;
}
