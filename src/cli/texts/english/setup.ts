/** `tobira setup` */
export const setup = {
  askIssuer: "GitLab's address (https://...):",
  askApplication: "The application's id at GitLab:",
  askRepository: 'The repository at GitHub (owner/name):',
  askAccount: 'The AWS account, twelve digits:',
  onlyYou: (subject: string) =>
    `The role is for you alone, GitLab user ${subject}. Name others with \`--user\`, by their numbers.`,
  account: 'AWS account',
  provider: 'OIDC provider',
  audience: 'Audience',
  role: 'Role',
  trusts: '  trusts',
  permissions: 'Permissions',
  longest: 'Longest session',
  severalPolicies: (count: number) =>
    `${count} roles are needed, each with a trust policy of its own. \`--json\` has them, as "trustPolicy" in each of its "roles"; \`--format aws-cli\`, \`terraform\` and \`cloudformation\` make all the roles. Fewer users, branches or tags at a time, with another \`--role-name\` for the rest, give single policies.`,
  andMore: (count: number) => `and ${count} more`,
  choose: 'Nothing has been made yet. Run this again with one of these, and apply what it writes:',
  applicationPages: 'Make an application at GitLab, on one of these pages:',
  ownPage: 'your own, for a try',
  groupPage: "a group's",
  instancePage: "all of GitLab's",
  applicationSettings: 'Fill it in like this:',
  unticked: 'not ticked',
  applicationNext: (issuer: string) =>
    `Then run \`tobira setup aws --issuer ${issuer} --application-id ID\`, with the "Application ID" that GitLab shows. Nobody needs its secret.`,
};
