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
  },
  keys: { choose: 'choose', console: 'console', readOnly: 'read-only', copy: 'copy' },
};
