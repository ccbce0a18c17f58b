import { formatNames } from '../../shared/format-names.ts';
import type { CopyFormatView } from '../../shared/view.ts';
import type { DeliveriesTexts, DeliveryTexts } from '../delivery-texts.ts';
import { inSeconds } from '../duration.ts';

const formats = formatNames.en;

const lent = (item: string, what: string): DeliveryTexts => ({
  item,
  done: (seconds) => `${what}: cleared in ${inSeconds(seconds, 'en')}`,
});
const kept = (item: string, done: string): DeliveryTexts => ({ item, done: () => done });
/** A shell reads it. */
const copyFor = (format: CopyFormatView) => lent(formats[format], `Copied for ${formats[format]}`);
/** A file holds it. */
const copyAs = (format: CopyFormatView) => lent(formats[format], `Copied as ${formats[format]}`);

export const englishDeliveries: DeliveriesTexts = {
  delivery: {
    'copy-env': copyFor('env'),
    'copy-fish': copyFor('fish'),
    'copy-powershell': copyFor('powershell'),
    'copy-cmd': copyFor('cmd'),
    'copy-json': copyAs('json'),
    'copy-dotenv': copyAs('dotenv'),
    'copy-ini': copyAs('ini'),
    'copy-console': lent('Console address', 'Console address copied'),
    'copy-endpoint': lent('Endpoint environment', 'Endpoint environment copied'),
    profile: kept('With keys, kept fresh', 'Profile written'),
    'profile-process': kept('Without keys: asks Tobira each time', 'Profile written: it asks Tobira'),
    terminal: kept('Open a terminal', 'Terminal opened'),
  },
  copyCredentials: {
    env: (role) => `Copy credentials of ${role} for ${formats.env}`,
    fish: (role) => `Copy credentials of ${role} for ${formats.fish}`,
    powershell: (role) => `Copy credentials of ${role} for ${formats.powershell}`,
    cmd: (role) => `Copy credentials of ${role} for ${formats.cmd}`,
    json: (role) => `Copy credentials of ${role} as ${formats.json}`,
    dotenv: (role) => `Copy credentials of ${role} as ${formats.dotenv}`,
    ini: (role) => `Copy credentials of ${role} as ${formats.ini}`,
  },
  moreDeliveries: (role) => `More: ${role}`,
  deliveryGroup: {
    credentials: 'Copy credentials as',
    links: 'Copy',
    profile: (name) => `Write profile “${name}”`,
  },
  keptFresh: (names) =>
    names.length === 1 ? `Profile ${String(names[0])} kept fresh` : `Profiles ${names.join(', ')} kept fresh`,

  replaceQuestion:
    'Its keys, or what else it gets credentials from, are lost: nothing can bring them back. Its other settings stay.',
  replaceIt: 'Replace it',
  keepIt: 'Keep it',

  endpoint: {
    name: 'Local endpoint',
    state: { on: 'Local endpoint: on', off: 'Local endpoint: off' },
    what: 'Programs on this computer that know a secret address get credentials from Tobira, always fresh.',
    safety: 'While it is off, nothing answers. When you turn it off, the addresses of before stay dead.',
    how: 'While it is on, the menu of each role copies the environment variables with its address.',
    turn: { on: 'Turn on', off: 'Turn off' },
    close: 'Close',
  },

  stayedBehind: 'Signed out, but not everything could be taken back.',
  notWithdrawn: {
    clipboard: 'The clipboard could not be cleared. Copy something else over the credentials.',
    'aws-files':
      'AWS’s files could not be changed: profiles of Tobira’s may still hold keys. They go on until they expire; remove them from ~/.aws/credentials to be rid of them now.',
  },
};
