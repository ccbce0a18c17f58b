import { englishRegions } from './english-regions.ts';
import type { ListTexts } from '../list-texts.ts';

export const englishList: ListTexts = {
  list: {
    found: 'Roles found',
    pinned: 'Pinned',
    recent: 'Recent',
    others: 'Other roles',
    untagged: 'Without a tag',
    production: 'Production',
    readOnly: 'Read-only',
    pin: (role) => `Pin ${role}`,
    unpin: (role) => `Unpin ${role}`,
    withAccess: (words, access) => `${words} (${access === 'full' ? 'full access' : 'read-only'})`,
    minutesLeft: (minutes) => `${minutes} min left`,
  },
  roleMenu: {
    readOnly: 'Open read-only',
    fullAccess: 'Open with full access…',
    service: 'Open in a service…',
    pin: 'Pin',
    unpin: 'Unpin',
  },
  services: {
    title: 'Open in a service',
    search: 'Search services',
    recent: 'Recent',
    all: 'All services',
    noMatch: (query) => `Nothing matches “${query}”`,
    matches: (count) => `${count} ${count === 1 ? 'service' : 'services'}`,
    region: 'Region',
    regionNames: englishRegions,
    absent: (name, partition) => `AWS does not offer ${name} in ${partition}`,
  },
  pasted: {
    open: (name, region) =>
      `Open ${name === '' ? 'the console' : name}${region === undefined ? '' : ` in ${region}`} as`,
    noRole: (accountId, partition) =>
      accountId === undefined ? `No role in ${partition}` : `No role in account ${accountId}`,
    noRoleHint: 'The address you pasted is of there, and none of your roles is.',
    notOpened: 'This address cannot be opened',
  },
  keys: { choose: 'choose', console: 'console', readOnly: 'read-only', copy: 'copy' },
};
