import { finding, type Finding } from './finding.ts';

/** What a host's clock says. @param seconds from this computer's to it */
export interface HostClock {
  readonly host: string;
  readonly what: 'issuer' | 'aws';
  readonly seconds: number;
}

/** Seconds. Smaller ones make no difference to anybody. */
const noticed = 30;
/** Seconds. AWS takes no request that other tools sign with a clock that is off by more. */
const harmful = 300;
/** Seconds. GitLab's ID tokens live for 120: half of that is used up on the way. */
const nearLife = 60;
const life = 120;

/** This computer's clock beside those of the issuers and of AWS, and these beside each other. */
export function checkClocks(clocks: readonly HostClock[]): readonly Finding[] {
  const place = { check: 'clock' } as const;
  if (clocks.length === 0) return [finding(place, 'skipped', 'clock_unknown', {})];
  const off = clocks
    .filter(({ seconds }) => Math.abs(seconds) >= noticed)
    .map(({ host, seconds }) =>
      finding({ ...place, about: host }, Math.abs(seconds) >= harmful ? 'fail' : 'warn', 'clock_off', {
        host,
        seconds,
      }),
    );
  const apart = clocks
    .filter(({ what }) => what === 'issuer')
    .flatMap((issuer) =>
      clocks
        .filter(({ what, seconds }) => what === 'aws' && Math.abs(seconds - issuer.seconds) >= nearLife)
        .map(({ host, seconds }) => {
          const apartBy = seconds - issuer.seconds;
          return finding(
            { ...place, about: issuer.host },
            Math.abs(apartBy) >= life ? 'fail' : 'warn',
            'clocks_apart',
            { host: issuer.host, other: host, seconds: apartBy },
          );
        }),
    );
  if (off.length + apart.length > 0) return [...off, ...apart];
  const most = Math.max(...clocks.map(({ seconds }) => Math.abs(seconds)));
  return [finding(place, 'ok', 'clock_right', { seconds: most })];
}
