import type { AddressRefusal } from '../../console-address.ts';
import type { UsageFault } from '../../usage-fault.ts';

/** What is wrong with a command, in one sentence, and what to say instead. A fault without words does not compile. */
export function usageFault(usage: UsageFault): string {
  switch (usage.fault) {
    case 'command-unknown':
      return `There is no command "${usage.name}".`;
    case 'command-first':
      return `Say a command first, then options such as ${usage.option}.`;
    case 'command-choice':
      return `Say ${oneOf(usage.commands.map((command) => `\`tobira ${command}\``))}.`;
    case 'word-unexpected':
      return `Unexpected word "${usage.word}".`;
    case 'word-missing':
      return `${usage.name} is missing.`;
    case 'option-unknown':
      return `There is no option "${usage.option}".`;
    case 'option-without-value':
      return `The option "${usage.option}" needs a value.`;
    case 'option-with-value':
      return `The option "${usage.option}" takes no value.`;
    case 'option-wrong':
      return `The options are wrong: ${usage.text.replace(/\.$/, '')}.`;
    case 'choice-unknown':
      return `There is no ${choices[usage.option](usage.name)}. Choose from ${usage.known.join(', ')}.`;
    case 'no-region':
      return `"${usage.text}" is no AWS region: it must look like eu-central-1.`;
    case 'no-page':
      return `"${usage.text}" is no https address of a console page.`;
    case 'service-unknown':
      return `There is no service "${usage.name}". Near it are ${usage.near.join(', ')}.`;
    case 'page-refused':
      return refusals[usage.refusal];
    case 'page-of-partition':
      return `The page is of the partition ${usage.found}, and the role is in ${usage.partition}: a console opens no page of another partition.`;
    case 'page-of-account':
      return `The address is of account ${usage.found}, and the role is in account ${usage.accountId}. To open the same page there, give the address without the account: ${usage.page}`;
    case 'page-without-role':
      return usage.accountId === undefined
        ? `No role of the configuration is in the partition ${usage.partition}, which the page is of.`
        : `No role of the configuration is in account ${usage.accountId}, which the address is of.`;
    case 'page-of-roles':
      return `Several roles can open the page. Put one of them behind "tobira console":\n${usage.roles.map((role) => `  ${role}`).join('\n')}${usage.more > 0 ? `\n  and ${String(usage.more)} more` : ''}`;
    case 'service-elsewhere':
      return `AWS does not offer ${usage.name} in ${usage.partition}. If it does by now, give its address: --destination URL.`;
    case 'two-pages':
      return 'Say --service or --destination, not both.';
    case 'no-role-arn':
      return `"${usage.text}" is no role ARN: it must look like arn:aws:iam::123456789012:role/Admin.`;
    case 'link-option-misplaced':
      return `${usage.option} belongs to one further role: say it once, behind the --chain-role-arn that it is for.`;
    case 'link-option-refused':
      return `AWS does not take what stands behind ${usage.option}.`;
    case 'link-of-partition':
      return `${usage.roleArn} is in another partition than ${usage.partition}, where the chain begins: AWS does not lead from one into another.`;
    case 'chain-too-long':
      return `A chain has ${String(usage.most)} further roles at most.`;
    case 'no-duration':
      return `"${usage.text}" is no duration from ${usage.shortest} to ${usage.longest}.`;
    case 'no-profile-name':
      return `${JSON.stringify(usage.name)} is no name for a profile: it may have 128 letters, digits or any of "_.@+/-".`;
    case 'identity-and-all':
      return 'Name one identity or say --all, not both.';
    case 'program-not-apart':
      return 'Put "--" between the role and the program: tobira exec ROLE -- PROGRAM WORDS...';
    case 'job-program-not-apart':
      return 'Put "--" before the program: tobira ci exec --role-arn ARN -- PROGRAM WORDS...';
    case 'program-missing':
      return 'The program after "--" is missing.';
    case 'address-without-place':
      return 'Whoever opens the console address is signed in, so say where it goes: --print or --out FILE.';
    case 'access-twice':
      return 'Both --read-only and --full-access were given: say one of them.';
    case 'address-in-two-places':
      return 'Both --print and --out were given: the console address goes to one place, so say one of them.';
    case 'no-variable-name':
      return `${usage.option} takes the name of the variable, not its value: for instance ${usage.option} MY_ID_TOKEN, without "$".`;
    case 'variable-no-endpoint':
      return `${usage.variable} must be an https address (http only on loopback).`;
    case 'variable-no-proxy':
      return `${usage.variable} must be the address of a proxy, such as http://proxy.example.com:3128.`;
    case 'variable-talkative':
      return `${usage.variable} must not be set: it has Node write to stderr what Tobira sends and hears, tokens and keys included. Unset it. For a program that "exec" runs, set it behind the "--": env ${usage.variable}=... PROGRAM.`;
    case 'request-malformed':
      return 'The request to Tobira is malformed.';
    case 'request-unknown':
      return `Tobira was asked for "${usage.call}", which it does not know.`;
    case undefined:
      return usage.message;
  }
}

/** Why an address is none that a console opens at. */
const refusals: Readonly<Record<AddressRefusal, string>> = {
  'no-address': 'That is no address of a page.',
  unruly: 'The address has characters that cannot be seen. Copy it once more.',
  'too-long': 'The address is too long.',
  'not-https': 'The address of a console begins with https.',
  password: 'The address has a user name before its host ("@"): no console has one.',
  port: 'The address names a port: no console of AWS has one.',
  isolated:
    'The address is of an isolated partition of AWS. Tobira does not support those: how to sign in to them is not documented in the open.',
  'own-sign-in':
    'The address is of a service with a sign-in of its own (QuickSight): open it from the console.',
  alias:
    'The address names its account by an alias, which does not tell the account. Use its 12 digits instead, or an address of the page.',
  'other-host': 'The address is not of a console of AWS, such as https://console.aws.amazon.com/.',
  'other-page': 'The address is of AWS, but leads to no page of a console.',
};

const choices = {
  format: (name: string) => `format "${name}"`,
  'environment-format': (name: string) => `format "${name}" for an environment`,
  mode: (name: string) => `mode "${name}"`,
  use: (name: string) => `use "${name}" of a role`,
  provider: (name: string) => `CI provider "${name}"`,
} as const;

function oneOf(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' or ');
}
