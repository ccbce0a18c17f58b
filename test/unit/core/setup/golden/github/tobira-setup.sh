#!/bin/sh
# CI jobs of token.actions.githubusercontent.com in AWS account 123456789012: OIDC provider, roles and what they may do.
# Permissions: ReadOnlyAccess
set -eu
export AWS_PAGER=''

account='123456789012'
provider='arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com'
update=no

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
squeezed() { printf '%s' "$1" | tr -d ' \t\r\n'; }

case "${1-}" in
  '') ;;
  --update) update=yes ;;
  *) say "Usage: sh $0 [--update]"; exit 2 ;;
esac

found=$(aws sts get-caller-identity --query Account --output text)
[ "$found" = "$account" ] || fail "These keys are for account $found. This script is for account $account. Nothing was changed."

# Whose a role is: 'none' where there is none of the name, 'ours', or 'other'.
owner_of() {
  if shown=$(aws iam get-role --role-name "$1" --query "Role.Tags[?Key=='tobira-setup'].Value | [0]" --output text 2>&1); then
    if [ "$shown" = aws-cli ]; then echo ours; else echo other; fi
  else
    case "$shown" in
      *NoSuchEntity*) echo none ;;
      *) say "$shown"; return 1 ;;
    esac
  fi
}

permissions=' arn:aws:iam::aws:policy/ReadOnlyAccess '

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
  aws iam tag-role --role-name $1 --tags Key=tobira-setup,Value=aws-cli"
  old=$(aws iam get-role --role-name "$1" --query Role.AssumeRolePolicyDocument --output json)
  if [ "$(squeezed "$old")" = "$(squeezed "$2")" ]; then return 0; fi
  say "The role $1 trusts somebody else so far:" "$old"
  [ "$update" = yes ] || fail "Nothing was changed. To replace this by what the script says: sh $0 --update"
}

make_role() { # name, trust policy
  if [ "$(owner_of "$1")" = ours ]; then
    aws iam update-assume-role-policy --role-name "$1" --policy-document "$2" >/dev/null
    aws iam update-role --role-name "$1" --max-session-duration 3600 >/dev/null
    was_there=yes
  else
    aws iam create-role --role-name "$1" --assume-role-policy-document "$2" \
      --description 'CI jobs of token.actions.githubusercontent.com, by way of Tobira' --max-session-duration 3600 \
      --tags Key=tobira-setup,Value=aws-cli >/dev/null
    was_there=no
    say "Made the role $1."
  fi
  for permission in \
    'arn:aws:iam::aws:policy/ReadOnlyAccess'
  do
    aws iam attach-role-policy --role-name "$1" --policy-arn "$permission" >/dev/null
  done
  [ "$was_there" = yes ] || return 0
  case "$with_more" in
    *" $1 "*) say "The role $1 was there, and trusts whom this script says." ;;
    *) say "The role $1 was there, and is up to date." ;;
  esac
}

policy_1='{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ExactSubjects",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
      },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": [
            "repo:octocat/hello:ref:refs/heads/main",
            "repo:octocat/hello:ref:refs/heads/c++"
          ]
        }
      }
    },
    {
      "Sid": "SubjectPatterns",
      "Effect": "Allow",
      "Principal": {
        "Federated": "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
      },
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com"
        },
        "StringLike": {
          "token.actions.githubusercontent.com:sub": [
            "repo:octocat/hello:ref:refs/heads/release/*",
            "repo:octocat/hello:ref:refs/tags/v*"
          ]
        }
      }
    }
  ]
}'

check_role 'Deploy' "$policy_1"

# An account has one provider for each issuer. Input is JSON, as older AWS CLIs would fetch an address given as a word.
if shown=$(aws iam get-open-id-connect-provider --open-id-connect-provider-arn "$provider" --query Url --output text 2>&1); then
  aws iam add-client-id-to-open-id-connect-provider --cli-input-json '{"OpenIDConnectProviderArn":"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com","ClientID":"sts.amazonaws.com"}' >/dev/null
  say 'The OIDC provider was there, and knows the audience.'
else
  case "$shown" in *NoSuchEntity*) ;; *) fail "$shown" ;; esac
  if ! shown=$(aws iam create-open-id-connect-provider --cli-input-json '{"Url":"https://token.actions.githubusercontent.com","ClientIDList":["sts.amazonaws.com"]}' 2>&1); then
    case "$shown" in
      # AWS CLIs from before November 2024 insist on one. AWS does not look at it where a public authority signed the
      # issuer's certificate, and this one fits no certificate.
      *'Missing required parameter'*ThumbprintList*)
        aws iam create-open-id-connect-provider --cli-input-json '{"Url":"https://token.actions.githubusercontent.com","ClientIDList":["sts.amazonaws.com"],"ThumbprintList":["ffffffffffffffffffffffffffffffffffffffff"]}' >/dev/null ;;
      *) fail "$shown" ;;
    esac
  fi
  say 'Made the OIDC provider.'
fi

make_role 'Deploy' "$policy_1"

# A list that has become shorter may leave roles behind. AWS takes names of 64 characters.
number=2
while
  left='Deploy'-$number
  [ "${#left}" -le 64 ] && [ "$(owner_of "$left")" = ours ]
do
  say "A role is left from before, and those it trusts can still use it. Delete it if they should not: $left"
  number=$((number + 1))
done

printf '%s\n' 'arn:aws:iam::123456789012:role/Deploy'
