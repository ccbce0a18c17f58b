import * as z from 'zod';
import { must, type Rule } from './config-rules.ts';
import { parseDuration } from './duration.ts';
import { copyFormats, type Settings } from './model.ts';
import { isSafeUrl } from './safe-url.ts';
import { isShortcut } from './shortcut.ts';

/** How Tobira behaves, as `config.yaml` says it. */

const clearAfter = period(5, 600, 'clear-after').default(30_000);
const confirmFor = period(60, 43_200, 'confirm-for').default(900_000);
const yesOrNo = z.boolean({ error: must('yes-or-no') });
const clearOnQuit = yesOrNo.default(true);
const removeOnSignOut = yesOrNo.default(true);
const signOutFirst = yesOrNo.default(false);
const localEndpoint = yesOrNo.default(false);
const clipboardCleared = yesOrNo.default(true);
const newVersion = yesOrNo.default(true);
const newCatalogue = yesOrNo.default(true);
const loginNeeded = yesOrNo.default(true);
const check = yesOrNo.default(true);
const feed = z
  .string({ error: must('feed') })
  .refine((text) => isSafeUrl(text) && !/[?#]/.test(text), must('feed'));
const activityLog = yesOrNo.default(true);
const startAtLogin = yesOrNo.default(false);
const startHidden = yesOrNo.default(false);
const showAllGroups = yesOrNo.default(false);
const copyFormat = z.enum(['last', ...copyFormats]).default('last');
const beforeExpiry = z
  .union([z.literal('off'), period(60, 3600, 'before-expiry')], { error: must('before-expiry') })
  .default(600_000);
const shortcut = z
  .string({ error: must('shortcut') })
  .refine((text) => text === 'off' || isShortcut(text), must('shortcut'))
  .default('off');

const clipboard = z.strictObject({ clearAfter, clearOnQuit });
const profiles = z.strictObject({ removeOnSignOut });
const consoles = z.strictObject({ signOutFirst });
const notifications = z.strictObject({
  beforeExpiry,
  loginNeeded,
  clipboardCleared,
  newVersion,
  newCatalogue,
});
const updates = z.strictObject({ feed: feed.exactOptional(), check });

/** Those that stand below a key of their own. */
export const settingsBelow = { clipboard, profiles, console: consoles, notifications, updates };

/** A mistake here is no reason to refuse the file. */
export const settingsSchema = z.object({
  clipboard: clipboard.prefault({}),
  profiles: profiles.prefault({}),
  console: consoles.prefault({}),
  confirmFor,
  localEndpoint,
  copyFormat,
  notifications: notifications.prefault({}),
  updates: updates.prefault({}),
  activityLog,
  startAtLogin,
  startHidden,
  showAllGroups,
  shortcut,
});

/** The same, with what stands for a mistake: that is what happens where nothing is said. */
const settingsInUse = z.object({
  clipboard: forgiving({ clearAfter: clearAfter.catch(30_000), clearOnQuit: clearOnQuit.catch(true) }),
  profiles: forgiving({ removeOnSignOut: removeOnSignOut.catch(true) }),
  console: forgiving({ signOutFirst: signOutFirst.catch(false) }),
  confirmFor: confirmFor.catch(900_000),
  localEndpoint: localEndpoint.catch(false),
  copyFormat: copyFormat.catch('last'),
  notifications: forgiving({
    beforeExpiry: beforeExpiry.catch(600_000),
    loginNeeded: loginNeeded.catch(true),
    clipboardCleared: clipboardCleared.catch(true),
    newVersion: newVersion.catch(true),
    newCatalogue: newCatalogue.catch(true),
  }),
  updates: forgiving({ feed: feed.optional().catch(undefined), check: check.catch(true) }),
  activityLog: activityLog.catch(true),
  startAtLogin: startAtLogin.catch(false),
  startHidden: startHidden.catch(false),
  showAllGroups: showAllGroups.catch(false),
  shortcut: shortcut.catch('off'),
});

/** @param data what the file says; of the right outline, whatever the settings in it are */
export function readSettings(data: unknown): Settings {
  const {
    clipboard,
    profiles,
    console: consoles,
    confirmFor,
    copyFormat,
    notifications,
    updates,
    shortcut,
    ...others
  } = settingsInUse.parse(data);
  const { beforeExpiry, ...told } = notifications;
  return {
    clipboard: { clearAfterMs: clipboard.clearAfter, clearOnQuit: clipboard.clearOnQuit },
    profiles,
    ...(consoles.signOutFirst && { console: { signOutFirst: true } }),
    confirmForMs: confirmFor,
    ...(copyFormat !== 'last' && { copyFormat }),
    notifications: {
      ...told,
      ...(beforeExpiry !== 'off' && { beforeExpiryMs: beforeExpiry }),
    },
    updates: { check: updates.check, ...(updates.feed !== undefined && { feed: updates.feed }) },
    ...(shortcut !== 'off' && { shortcut }),
    ...others,
  };
}

/** A length of time within bounds in seconds. @returns milliseconds */
function period(least: number, most: number, rule: Rule) {
  return z
    .string({ error: must(rule) })
    .transform((text) => parseDuration(text) ?? Number.NaN)
    .refine((value) => value >= least && value <= most, must(rule))
    .transform((value) => value * 1000);
}

/** What is no mapping counts as one that says nothing. */
function forgiving<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess(
    (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}),
    z.object(shape),
  );
}
