import type { ActivityTexts } from '../activity-texts.ts';

export const englishActivity: ActivityTexts = {
  activity: {
    title: 'Activity',
    loading: 'Loading the list…',
    hint: 'Kept on this computer only, for 90 days at most. It holds no secret.',
    notListed: 'The configuration says activityLog: false. What you do now is not listed.',
    empty: 'Nothing yet',
    emptyHint: 'What is opened, copied or written with your roles will be listed here.',
    filter: 'Role',
    allRoles: 'All roles',
    clear: 'Clear…',
    clearQuestion: 'Clear the list?',
    clearHint: 'It is deleted from this computer. Credentials and sessions stay as they are.',
    deed(deed) {
      switch (deed.kind) {
        case 'console':
          return deed.service === undefined ? 'Console' : `Console: ${deed.service}`;
        case 'credentials':
          return 'Credentials';
        case 'profile-remove':
          return `Profile ${deed.profile} taken away`;
        case 'sign-in':
          return 'Sign-in';
        case 'sign-out':
          return 'Sign-out';
        case 'lock':
          return 'Lock everything';
      }
    },
    delivered: {
      'copy-env': 'Copy for bash and zsh',
      'copy-fish': 'Copy for fish',
      'copy-powershell': 'Copy for PowerShell',
      'copy-cmd': 'Copy for cmd',
      'copy-json': 'Copy as JSON',
      'copy-dotenv': 'Copy as .env',
      'copy-ini': 'Copy for ~/.aws/credentials',
      'copy-console': 'Copy of the console link',
      'copy-endpoint': 'Copy of the local endpoint',
      profile: 'Profile with keys',
      'profile-process': 'Profile without keys',
      terminal: 'Terminal',
    },
    profile: (profile) => `profile ${profile}`,
    readOnly: 'read-only',
    as: (user) => `as ${user}`,
    by: ({ command, program, serves }) => {
      const line = `tobira ${command}`;
      if (program !== undefined) return `by ${line}, for ${program}`;
      return serves === true ? `by ${line}, while it runs` : `by ${line}`;
    },
    until: (time) => `until ${time}`,
    failed: (code) => `Failed (${code})`,
  },
};
