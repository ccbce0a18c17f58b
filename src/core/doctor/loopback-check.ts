import type { Identity } from '../model.ts';
import { finding, skipped, type Finding } from './finding.ts';
import type { Machine } from './machine.ts';

/** Whether a login page could come back to this computer (RFC 8252, section 7.3). */
export async function checkLoopback(machine: Pick<Machine, 'listens'>): Promise<Finding> {
  const reason = await machine.listens(0);
  return reason === undefined
    ? finding({ check: 'loopback' }, 'ok', 'loopback_free', {})
    : finding({ check: 'loopback' }, 'fail', 'loopback_refused', { reason });
}

/** The same for a port that the configuration names. @param waits whether a login of this identity holds it just now */
export async function checkFixedPort(
  { id, redirectUri = '' }: Identity,
  machine: Pick<Machine, 'listens'>,
  waits: boolean,
): Promise<Finding | undefined> {
  const port = URL.canParse(redirectUri) ? Number(new URL(redirectUri).port) : 0;
  if (port === 0) return undefined;
  const place = { check: 'loopback', about: id } as const;
  if (waits) return skipped(place, 'signing-in');
  const reason = await machine.listens(port);
  return reason === undefined
    ? finding(place, 'ok', 'port_free', { port })
    : finding(place, 'fail', 'port_taken', { port, reason });
}
