import type { ConfirmationView } from '../../src/shared/view.ts';
import { appView, identity, role, signedIn } from './renderer-fixtures.ts';

export function confirmation(more: Partial<ConfirmationView> = {}): ConfirmationView {
  return { roleId: 'prod', roleName: 'Production / Admin', by: 'program', forSeconds: 900, ...more };
}

const base = appView({
  identities: [identity(signedIn)],
  roles: [
    role('prod', 'Production / Admin', { color: 'red', roleName: 'Admin' }),
    role('staging', 'Staging / Deploy', { color: 'yellow', roleName: 'Deploy' }),
    role('long', `Data platform ${'with a very long name that goes on '.repeat(4)}`, { color: 'blue' }),
  ],
});

/** The window while a role asks for a yes. */
export const confirmationViews = {
  'confirm-program': { ...base, confirmations: [confirmation()] },
  'confirm-long-hold': { ...base, confirmations: [confirmation({ forSeconds: 3_600 })] },
  'confirm-app': { ...base, confirmations: [confirmation({ by: 'app', forSeconds: 3_600 })] },
  'confirm-full': { ...base, confirmations: [confirmation({ by: 'app', fullAccess: true })] },
  'confirm-several': {
    ...base,
    confirmations: [confirmation(), confirmation({ roleId: 'staging', roleName: 'Staging / Deploy' })],
  },
  'confirm-long': {
    ...base,
    confirmations: [confirmation({ roleId: 'long', roleName: base.roles[2]?.name ?? '' })],
  },
  'confirm-unknown-role': {
    ...base,
    confirmations: [confirmation({ roleId: 'gone', roleName: 'gone' })],
  },
  'confirm-while-locking': { ...base, confirmations: [confirmation()], lock: { status: 'asking' } },
} as const;
