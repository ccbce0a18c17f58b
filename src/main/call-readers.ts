import { isRegion } from '../core/region.ts';
import type { RequestOf } from '../shared/ipc.ts';
import type { DeliveryId, RefusalFact } from '../shared/view.ts';
import { helpReaders } from './help-readers.ts';
import type { CallReaders } from './ipc.ts';
import { importReaders } from './import-readers.ts';
import { settingsReaders } from './settings-readers.ts';
import { isOneOf, readIds, readNothing, readRecord, readText, readTexts } from './request-shapes.ts';

/** Turns what the page sent into requests: whatever is not exactly one is refused. */
export const callReaders: CallReaders = {
  'view:get': readNothing,
  'identity:sign-in': readIdentity,
  'identity:sign-in-by-code': readIdentity,
  'identity:cancel-sign-in': readIdentity,
  'identity:reopen-login': readIdentity,
  'identity:copy-login': readIdentity,
  'identity:copy-user-id': readIdentity,
  'identity:sign-out': readIdentity,
  'role:console': readConsole,
  'role:pin': readPin,
  'services:list': (value) => readIds(value, 'roleId'),
  'page:read': (value) => readTexts(value, longestAddress, 'text'),
  'tray-host:dismiss': readNothing,
  'role:deliver': readDelivery,
  'role:retry': readRetry,
  'role:cancel': (value) => readIds(value, 'roleId'),
  'browsers:list': readNothing,
  'role:confirm': readYes,
  'role:decline': (value) => readIds(value, 'roleId'),
  'endpoint:turn': readTurn,
  'role:copy-fact': readFact,
  'alarm:dismiss': (value) => readIds(value, 'alarmId'),
  'role:details': (value) => readIds(value, 'roleId'),
  'catalogue:read': readCatalogue,
  'catalogue:sign-in': readCatalogue,
  'catalogue:cancel-sign-in': readCatalogue,
  'catalogue:sign-out': readCatalogue,
  'catalogue:dismiss-change': readCatalogue,
  'catalogue:put-away': (value) => readTexts(value, 8_000, 'catalogueId', 'notice'),
  'catalogue:trust': (value) => readTexts(value, 2_000, 'catalogueId', 'issuer', 'clientId'),
  'lock:ask': readNothing,
  'lock:everything': readNothing,
  'lock:dismiss': readNothing,
  'updates:look': readNothing,
  'updates:open-page': readNothing,
  'updates:dismiss': readNothing,
  'config:open': readNothing,
  'config:reload': readNothing,
  ...helpReaders,
  'activity:list': readNothing,
  'activity:clear': readNothing,
  ...settingsReaders,
  ...importReaders,
};

function readCatalogue(value: unknown): { readonly catalogueId: string } {
  return readIds(value, 'catalogueId');
}

function readIdentity(value: unknown): { readonly identityId: string } {
  return readIds(value, 'identityId');
}

/** What is longer is no address that anybody has pasted. */
const longestAddress = 20_000;

const deliveryIds: Readonly<Record<DeliveryId, true>> = {
  'copy-env': true,
  'copy-fish': true,
  'copy-powershell': true,
  'copy-cmd': true,
  'copy-json': true,
  'copy-dotenv': true,
  'copy-ini': true,
  'copy-console': true,
  'copy-endpoint': true,
  profile: true,
  'profile-process': true,
  terminal: true,
};

function readDelivery(value: unknown): RequestOf<'role:deliver'> {
  const { readOnly, ...ids } = readRecord(value);
  const { roleId, deliveryId } = readIds(ids, 'roleId', 'deliveryId');
  if (!isOneOf(deliveryIds, deliveryId)) throw new TypeError('deliveryId was expected');
  return { roleId, deliveryId, ...readAccess(readOnly) };
}

function readRetry(value: unknown): RequestOf<'role:retry'> {
  const { overwrite, ...ids } = readRecord(value);
  const request = readIds(ids, 'roleId', 'retry');
  if (overwrite === undefined) return request;
  if (overwrite !== true) throw new TypeError('overwrite was not expected');
  return { ...request, overwrite };
}

function readAccess(readOnly: unknown): { readonly readOnly?: boolean } {
  if (readOnly === undefined) return {};
  if (typeof readOnly !== 'boolean') throw new TypeError('readOnly was not expected');
  return { readOnly };
}

function readConsole(value: unknown): RequestOf<'role:console'> {
  const { service, region, page, readOnly, ...ids } = readRecord(value);
  if (service !== undefined && page !== undefined) throw new TypeError('one page was expected');
  return {
    ...readIds(ids, 'roleId'),
    ...(service !== undefined && { service: readText(service, 60, 'service') }),
    ...(region !== undefined && { region: readRegion(region) }),
    ...(page !== undefined && { page: readText(page, longestAddress, 'page') }),
    ...readAccess(readOnly),
  };
}

/** It becomes part of the address that carries the login. */
function readRegion(value: unknown): string {
  const region = readText(value, 60, 'region');
  if (!isRegion(region)) throw new TypeError('region was expected');
  return region;
}

function readYes(value: unknown): RequestOf<'role:confirm'> {
  const { fullAccess, ...ids } = readRecord(value);
  if (fullAccess !== undefined && fullAccess !== true) throw new TypeError('fullAccess was expected');
  return { ...readIds(ids, 'roleId'), ...(fullAccess && { fullAccess }) };
}

function readPin(value: unknown): RequestOf<'role:pin'> {
  const { pinned, ...ids } = readRecord(value);
  if (typeof pinned !== 'boolean') throw new TypeError('pinned was expected');
  return { ...readIds(ids, 'roleId'), pinned };
}

function readTurn(value: unknown): RequestOf<'endpoint:turn'> {
  const { on, ...more } = readRecord(value);
  if (typeof on !== 'boolean' || Object.keys(more).length > 0) throw new TypeError('on was expected');
  return { on };
}

const refusalFacts: Readonly<Record<RefusalFact, true>> = {
  roleArn: true,
  issuer: true,
  audience: true,
  subject: true,
};

function readFact(value: unknown): { readonly roleId: string; readonly fact: RefusalFact } {
  const { roleId, fact } = readIds(value, 'roleId', 'fact');
  if (!isOneOf(refusalFacts, fact)) throw new TypeError('fact was expected');
  return { roleId, fact };
}
