import { awsAddresses } from '../adapters/aws/partitions.ts';
import { nowhere } from '../adapters/owner/client.ts';
import { createMachine } from '../adapters/system/machine.ts';
import { createNodeHttp } from '../adapters/system/node-http.ts';
import { proxyRoute } from '../adapters/system/proxy-route.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { narrow } from '../core/doctor/check-up.ts';
import {
  failure,
  finding,
  skipped,
  type Finding,
  type OnFinding,
  type Place,
} from '../core/doctor/finding.ts';
import { checkFixedPort, checkLoopback } from '../core/doctor/loopback-check.ts';
import type { Machine } from '../core/doctor/machine.ts';
import { checkNetwork, targetsOf } from '../core/doctor/network-check.ts';
import { compareWithTerminal, lookAtTerminal } from '../core/doctor/terminal-check.ts';
import { within } from '../core/doctor/time-limit.ts';
import { asAppError, hasCode } from '../core/errors.ts';
import type { Config } from '../core/ports.ts';
import { version } from '../core/version.ts';
import { askSilently } from './owner.ts';

/** More than all limits of the owner's own checks together; milliseconds. */
const patience = 8 * 60_000;

const place: Place = { check: 'owner' };

type OwnerKind = 'app' | 'agent';

/** @returns who holds the session and can be asked, if anybody. Starts an agent where there is nobody. */
export async function checkOwner(
  config: string | undefined,
  onFinding: OnFinding,
): Promise<OwnerKind | undefined> {
  try {
    const owner = await askSilently(config, 'agent', {});
    const { kind, pid, version: theirs } = owner;
    onFinding(finding(place, 'ok', 'owner_answers', { kind, pid, version: theirs }));
    if (theirs !== version) {
      onFinding(finding(place, 'warn', 'owner_other_version', { kind, version: theirs, ours: version }));
    }
    return kind;
  } catch (error) {
    // Without one, no agent is started; the configuration's own line says so.
    const lacksConfig = hasCode(error, 'config_missing');
    onFinding(lacksConfig ? skipped(place, 'config') : failure(place, asAppError(error)));
    return undefined;
  }
}

/** Has the owner look at what it alone can see. */
export async function askOwnerToLook(
  configOption: string | undefined,
  kind: OwnerKind,
  roles: readonly string[],
  config: Config | undefined,
  onFinding: OnFinding,
): Promise<void> {
  const compare = await comparison(kind, roles, config, onFinding);
  const find: OnFinding = (found) => {
    compare.note(found);
    // It reads the same file: what is wrong with that has been told.
    if (found.check !== 'config' || config !== undefined) onFinding(found);
  };
  try {
    const asking = askSilently(configOption, 'doctor', { roles }, { ...nowhere, find });
    const answer = await within(systemClock, patience, asking);
    if (answer.kind === 'late')
      onFinding(finding(place, 'fail', 'check_silent', { seconds: patience / 1000 }));
    else compare.end();
  } catch (error) {
    onFinding(failure(place, asAppError(error)));
    if (hasCode(error, 'config_other')) await lookWithoutOwner(roles, config, onFinding);
  }
}

/** What can be seen without the one who holds the session: the ways to the issuers and to AWS. */
export async function lookWithoutOwner(
  roles: readonly string[],
  config: Config | undefined,
  onFinding: OnFinding,
): Promise<void> {
  const machine = machineHere(!('electron' in process.versions));
  // One program alone opens the keychain: on some systems each further one would make it ask.
  onFinding(skipped({ check: 'keychain' }, 'owner'));
  onFinding(await checkLoopback(machine));
  if (config === undefined) return;
  const scope = narrow(config, roles, onFinding);
  for (const identity of scope.identities) {
    const port = await checkFixedPort(identity, machine, false);
    if (port !== undefined) onFinding(port);
  }
  try {
    const http = createNodeHttp(process.env);
    await checkNetwork(scope, { http, machine, awsAddresses }, systemClock, onFinding);
  } catch (error) {
    onFinding(failure({ check: 'proxy' }, asAppError(error)));
  }
  for (const { id } of scope.identities) onFinding(skipped({ check: 'session', about: id }, 'owner'));
  for (const { id } of scope.roles) onFinding(skipped({ check: 'role', about: id }, 'owner'));
}

/** As the variables of this terminal would have it. */
function machineHere(readsExtraAuthorities: boolean): Machine {
  return createMachine({
    environment: process.env,
    platform: process.platform,
    proxyFor: (url) => Promise.resolve(url).then((address) => proxyRoute(process.env, address)),
    readsExtraAuthorities,
  });
}

/** Tells how the owner's way to the network is another than this terminal's, as soon as all of that way is known. */
async function comparison(
  kind: OwnerKind,
  roles: readonly string[],
  config: Config | undefined,
  onFinding: OnFinding,
): Promise<{ readonly note: OnFinding; readonly end: () => void }> {
  const silent: OnFinding = () => undefined;
  const { issuers, aws } =
    config === undefined
      ? { issuers: [], aws: [] }
      : targetsOf(narrow(config, roles, silent), awsAddresses, silent);
  const terminal = await lookAtTerminal([...issuers, ...aws], machineHere(true));
  const theirs: Finding[] = [];
  let isTold = false;
  const end = () => {
    // Without a configuration it has not been to the network.
    if (isTold || theirs.some(({ check, level }) => check === 'config' && level === 'fail')) return;
    isTold = true;
    compareWithTerminal(terminal, kind, theirs).forEach(onFinding);
  };
  return {
    note: (found) => {
      if (found.check === 'session') end();
      theirs.push(found);
    },
    end,
  };
}
