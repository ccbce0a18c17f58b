import type { AddressRefusal } from './console-address.ts';

/** A command that was said wrongly, as data: the words for it are in the error guide, in each language. */
export type UsageFault =
  | { readonly fault: 'command-unknown'; readonly name: string }
  /** An option stands where the command should. */
  | { readonly fault: 'command-first'; readonly option: string }
  /** One of these commands must be said. */
  | { readonly fault: 'command-choice'; readonly commands: readonly string[] }
  | { readonly fault: 'word-unexpected'; readonly word: string }
  /** `name` is what the usage calls it, such as ROLE or `--role-arn`. */
  | { readonly fault: 'word-missing'; readonly name: string }
  | { readonly fault: 'option-unknown'; readonly option: string }
  | { readonly fault: 'option-without-value'; readonly option: string }
  | { readonly fault: 'option-with-value'; readonly option: string }
  /** Whatever else Node complains of; `text` is its sentence. */
  | { readonly fault: 'option-wrong'; readonly text: string }
  /** `option` is a kind of thing that has names, each of them a contract. */
  | {
      readonly fault: 'choice-unknown';
      readonly option: 'format' | 'environment-format' | 'mode' | 'use' | 'provider';
      readonly name: string;
      readonly known: readonly string[];
    }
  | { readonly fault: 'no-region'; readonly text: string }
  | { readonly fault: 'no-page'; readonly text: string }
  /** `near` are the ids that look most like it. */
  | { readonly fault: 'service-unknown'; readonly name: string; readonly near: readonly string[] }
  /** An address that no console opens at. */
  | { readonly fault: 'page-refused'; readonly refusal: AddressRefusal }
  /** A page of `found`, and a role in another partition. */
  | { readonly fault: 'page-of-partition'; readonly found: string; readonly partition: string }
  /** The same with accounts; `page` is the page without its account. */
  | {
      readonly fault: 'page-of-account';
      readonly found: string;
      readonly accountId: string;
      readonly page: string;
    }
  | { readonly fault: 'page-without-role'; readonly partition: string; readonly accountId?: string }
  /** Ids of the roles that could open the page; `more` are not named. */
  | { readonly fault: 'page-of-roles'; readonly roles: readonly string[]; readonly more: number }
  /** AWS does not offer it in the role's partition. */
  | { readonly fault: 'service-elsewhere'; readonly name: string; readonly partition: string }
  /** A service and an address: the console opens at one page. */
  | { readonly fault: 'two-pages' }
  /** Both kinds of access at once. */
  | { readonly fault: 'access-twice' }
  | { readonly fault: 'no-role-arn'; readonly text: string }
  /** Of a chain's roles: `option` belongs to the role before it, which has none yet. */
  | { readonly fault: 'link-option-misplaced'; readonly option: string }
  /** AWS takes no such value. It may be a secret of somebody's: it is not repeated. */
  | { readonly fault: 'link-option-refused'; readonly option: string }
  /** `partition` is the one of the role that the chain begins with. */
  | { readonly fault: 'link-of-partition'; readonly roleArn: string; readonly partition: string }
  | { readonly fault: 'chain-too-long'; readonly most: number }
  /** `shortest` and `longest` are durations as one writes them, such as 15m. */
  | {
      readonly fault: 'no-duration';
      readonly text: string;
      readonly shortest: string;
      readonly longest: string;
    }
  | { readonly fault: 'no-profile-name'; readonly name: string }
  | { readonly fault: 'identity-and-all' }
  /** There is no `--` between the role and the program. */
  | { readonly fault: 'program-not-apart' }
  /** The same for a job, which names its role by an option. */
  | { readonly fault: 'job-program-not-apart' }
  | { readonly fault: 'program-missing' }
  /** A console's address is a secret that somebody has to choose a place for. */
  | { readonly fault: 'address-without-place' }
  | { readonly fault: 'address-in-two-places' }
  /** What stands there may be the value, which is a secret: it is not repeated. */
  | { readonly fault: 'no-variable-name'; readonly option: string }
  /** An environment variable that has to be an address over TLS. */
  | { readonly fault: 'variable-no-endpoint'; readonly variable: string }
  | { readonly fault: 'variable-no-proxy'; readonly variable: string }
  /** An environment variable that has Node tell what it sends and hears. */
  | { readonly fault: 'variable-talkative'; readonly variable: string }
  /** A program asked the owner for something that it does not understand. */
  | { readonly fault: 'request-malformed' }
  | { readonly fault: 'request-unknown'; readonly call: string }
  /** Sentences of whoever has words of its own, in the language of whoever reads them. */
  | { readonly fault?: undefined; readonly message: string };
