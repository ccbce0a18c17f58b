import { copyFormats } from '../core/model.ts';

/** The first one is the default. */
const formats = `${[...copyFormats].join(', ').replace(',', ' (default),')} or process`;

export const usage = `Tobira: from a GitLab account to an AWS console.

Usage: tobira COMMAND [options]

  login [IDENTITY]          sign in to GitLab in the browser
      --device              on another device, with a code: for remote shells
  logout [IDENTITY]         end the session, here and at GitLab
      --all                 lock everything: every session, and all credentials held
  status                    who is signed in
  roles                     the roles you can use
      --all                 those of catalogues that are for other groups as well
  console ROLE              open the role's AWS console in the browser
      --print               print the address instead: whoever opens it is signed in
      --read-only           a session that may only read; also for credentials, profile write and exec
      --full-access         all that a role may do that is readOnly by itself; for the same
      --region R            another region than the role's
      --service S           a page by its name, such as ec2 or logs
      --destination URL     any page of the console, as copied; ROLE may be left out where one can open it
  credentials ROLE          print temporary credentials
      --format F            ${formats}
  profile write ROLE        the role as a profile in ~/.aws
      --profile NAME        another name than the configuration's
      --mode M              static (default): keys, kept fresh; process: AWS's tools ask Tobira for them
      --overwrite           replace what somebody else wrote under that name
  profile remove NAME       remove a profile that Tobira wrote
  exec ROLE -- CMD...       run a program as the role: its keys are in the program's environment alone
      --endpoint            give it an address that renews the keys instead, for what runs long
      --region R            another region than the role's
      --announce            say first which role it is, on stderr and in the terminal's title
  serve ROLE...             give the roles' credentials to AWS's tools on this computer, always fresh
      --format F            how to print where: env (default), fish, powershell, cmd, dotenv or json
  catalogue [list]          the lists of roles that others keep, and whether each is current
  catalogue check FILE      what is wrong with a draft of one; exit code 3 where anything is
  catalogue refresh [ID]    read one anew, or all
  catalogue login|logout [ID]   sign in at, or out of, the application that may read it
  catalogue trust ID ISSUER   say yes to an issuer that only the catalogue names
  agent status|stop         the background process that holds your session
  explain ROLE              what AWS is shown for the role, and what its trust policy must say
      --trust-policy FILE   judge this policy as IAM does, and correct it; - reads it from stdin
  doctor [ROLE...]          look at everything Tobira needs, and say what to do; changes nothing
      --bundle FILE         write a support bundle without secrets as well
  config check [FILE]       what is wrong with the configuration, or with this file; exit code 3 where anything is
  config path|edit          where it is; edit it in VISUAL or EDITOR, and check it
  config schema             its JSON Schema, for editors
      --write               put it beside the configuration
  import [FILE]             the profiles of AWS's config file as roles: shows what would be added
      --write               add them to the configuration, after a yes
      --yes                 without asking; also for export
      --only NAME           only these profiles, guesses too; several times, or with commas
      --sso                 also all of IAM Identity Center's profiles, which are guesses
      --identity ID         whose roles they are, where there are several identities
  export [ROLE...]          the roles, or these, to hand on: nothing personal, no settings, no secrets
      --format F            catalogue (default) or config
      --without-identities  also without the address and the application of your GitLab
      --out FILE            into a file
  ci console                a CI job's ID token into a console address
      --role-arn ARN        the role to assume
      --id-token-env NAME   the variable that holds the token (default MY_ID_TOKEN)
      --print | --out FILE  where the address goes
      --duration D          length of the console session, 15m to 12h
      --destination URL     a page of the console
  ci credentials            a CI job's ID token into credentials
      --role-arn ARN, --id-token-env NAME, --duration D
      --format F            ${formats}
  ci exec -- CMD...         run a program with a CI job's ID token: its keys are in its environment alone
      --role-arn ARN, --id-token-env NAME, --duration D
      --session-name S, --region R, --audience A   for all three
      --chain-role-arn ARN  a further role, assumed with the one before it; more than once (for all three)
      --external-id ID, --source-identity S        of the further role before them
  setup gitlab|aws|ci       what GitLab and AWS must be told first, ready to paste or apply
      --issuer URL, --identity ID, --offline   for all
      --application-id ID, --user ID           who may use the role (aws)
      --provider P, --repository R             whose jobs: gitlab (default), or github and its repository (ci)
      --project P, --branch B, --tag T, --any-ref, --sub S, --whole-group, --audience A, --use U,
      --protected-ref, --protected-environment, --tier T   which jobs may use it (ci)
      --environment E       the job's environment; which jobs may use it at GitHub alone (ci)
      --account ID, --partition P, --role-name NAME, --permission P, --max-session D   the role
      --format F            summary (default), policy, aws-cli, terraform, cloudformation, config, gitlab-ci,
                            github-workflow or json

Options everywhere: --config PATH, --json, --help, --version
Exit codes: 0 done, 1 bug, 2 usage, 3 configuration, 4 a login or a yes is needed, 5 refused, 6 network, 7 keychain,
            8 a file or a program could not be used, or a sign-out left keys behind
`;
