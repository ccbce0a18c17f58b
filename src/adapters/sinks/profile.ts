import type {
  AwsFiles,
  CredentialSink,
  Delivery,
  ManagedProfile,
  ProfileRemover,
  Standing,
  Withdrawal,
} from '../../core/delivery-ports.ts';
import { asAppError, type AppError } from '../../core/errors.ts';
import type { Access, AwsCredentials, Role } from '../../core/model.ts';
import type { Log, Memory } from '../../core/ports.ts';
import { roleInUse } from '../../core/role-chain.ts';
import { stampOf } from './aws-files/file-stamp.ts';
import type { ProfileEditor, StaticRequest } from './aws-files/profile-editor.ts';
import { createTurns } from './aws-files/turns.ts';

/** Profiles in AWS's files: the two sinks that write them, and how they go again. */
export interface ProfileSinks extends ProfileRemover, Withdrawal {
  readonly sinks: readonly CredentialSink[];
}

interface Options {
  readonly editor: ProfileEditor;
  /** The files that are meant where nobody says which. */
  readonly files: AwsFiles;
  /** The words by which other programs can run `tobira`. */
  readonly command: () => readonly string[];
  /** Knows the files that were meant in earlier runs. */
  readonly memory: Pick<Memory, 'awsFiles' | 'setAwsFiles'>;
  readonly log: Log;
}

interface Place {
  readonly files: AwsFiles;
  readonly profile: string;
  /** Of what is written there; absent where it goes by the configuration. */
  readonly access?: Access;
}

/** A profile with keys as the user wanted it last. Its identity counts: each time the user wants it anew it is another. */
interface Wanted {
  readonly files: AwsFiles;
  readonly role: string;
}

export function createProfileSinks({ editor, files: usual, command, memory, log }: Options): ProfileSinks {
  /** Profiles with keys that are kept. What the user takes away or replaces is not written again by who stood for it. */
  const wanted = new Map<string, Wanted>();
  const takeTurn = createTurns();

  const placeOf = ({ role, target, access }: Delivery): Place => ({
    files: target?.files ?? usual,
    profile: target?.profile ?? role.profile,
    ...(access !== undefined && { access }),
  });

  /** One after the other: what is taken back waits for what is being written, and finds it. */
  function inTurn<Result>({ credentials, config }: AwsFiles, work: () => Promise<Result>): Promise<Result> {
    return takeTurn(`${credentials}\n${config}`, work);
  }

  /** The usual files, and all others in which a profile of ours may be. */
  function allFiles(): readonly AwsFiles[] {
    return [usual, ...memory.awsFiles().filter((files) => !isSame(files, usual))];
  }

  function remember(files: AwsFiles): void {
    if (allFiles().some((known) => isSame(known, files))) return;
    memory.setAwsFiles([...memory.awsFiles(), files]);
  }

  /** @param isNew whether what stood there before was not ours */
  function stand(place: Place, role: Role, own: Wanted, isNew: boolean): Standing {
    const { id } = role;
    const { access } = place;
    const { files, profile } = place;
    const key = keyOf(place);
    /** Of this role, which may be another one in the configuration by now. */
    const arns = new Set([roleInUse(role).text]);
    let wasAdded = isNew;
    let seen: string | undefined;
    wanted.set(key, own);

    function write(credentials: AwsCredentials, now: Role, change: Partial<StaticRequest> = {}) {
      return inTurn(files, async () => {
        if (wanted.get(key) !== own) return false;
        // Before the file is read, so that nothing is missed. Our own write costs one look more.
        seen = await stampOf(files.credentials);
        arns.add(roleInUse(now).text);
        wasAdded = false;
        return editor.writeStatic({
          ...requestFor(place, now, credentials),
          onlyIfOurs: (found) => found?.role === id && found.arn !== undefined && arns.has(found.arn),
          onAdded: () => (wasAdded = true),
          ...change,
        });
      });
    }

    return {
      profile: { ...managed(place, id), ...(access !== undefined && { access }) },
      files,
      renew: (credentials, now) => write(credentials, now),
      restore: (credentials, now) =>
        // An older copy of the file lacks the section only where we had just added it; else somebody has removed it.
        wasAdded
          ? write(credentials, now, { onlyIfOurs: (found) => found === undefined || found.role === id })
          : write(credentials, now),
      hasChanged: async () => (await stampOf(files.credentials)) !== seen,
      takeBack: () =>
        inTurn(files, async () => {
          if (wanted.get(key) !== own) return;
          wanted.delete(key);
          await editor.removeKeys(files, (found) => found.profile === profile && found.role === id);
        }),
    };
  }

  /** A file that cannot be used keeps nothing from being done with the others. @returns why some could not be */
  async function everyFile(work: (files: AwsFiles) => Promise<void>): Promise<readonly AppError[]> {
    const failures = await Promise.all(
      allFiles().map(async (files) => {
        try {
          await work(files);
          return [];
        } catch (error) {
          const failure = asAppError(error);
          log.warn('profile.file-failed', { code: failure.code });
          return failure;
        }
      }),
    );
    return failures.flat();
  }

  return {
    sinks: [
      {
        id: 'profile',
        async deliver(delivery) {
          const place = placeOf(delivery);
          const { role, overwrite, isRecalled } = delivery;
          const credentials = await delivery.credentials();
          remember(place.files);
          const standing = await inTurn(place.files, async () => {
            let isNew = false;
            await editor.writeStatic({
              ...requestFor(place, role, credentials),
              ...{ overwrite, isRecalled, onAdded: () => (isNew = true) },
              sparesOthers: isNamedByOthers(delivery),
            });
            // Whoever has looked there meanwhile found none of ours, and may have forgotten the files.
            remember(place.files);
            return stand(place, role, { files: place.files, role: role.id }, isNew);
          });
          return { kind: 'standing', ...standing };
        },
        async standing(roles) {
          const found: Standing[] = [];
          // In turn: what is being written right now is the user's latest word on whose it is.
          const failures = await everyFile((files) =>
            inTurn(files, async () => {
              for (const { profile, role: id, arn, access } of await editor.listKeys(files)) {
                const role = roles.find((one) => one.id === id);
                if (role === undefined) continue;
                if (arn !== roleInUse(role).text) {
                  log.warn('profile.of-another-role', { role: id, profile });
                  continue;
                }
                const place = { files, profile, ...(access !== undefined && { access }) };
                const known = wanted.get(keyOf(place));
                found.push(stand(place, role, known?.role === id ? known : { files, role: id }, false));
              }
            }),
          );
          return { found, complete: failures.length === 0 };
        },
      },
      {
        id: 'profile-process',
        async deliver(delivery) {
          const place = placeOf(delivery);
          const { files, profile, access } = place;
          const { role, overwrite, target } = delivery;
          const { id, region } = role;
          const words = [
            ...(target?.command ?? command()),
            ...['credentials', id, '--format', 'process'],
            ...(access === undefined ? [] : [accessOptions[access]]),
          ];
          const sparesOthers = isNamedByOthers(delivery);
          await inTurn(files, async () => {
            await editor.writeProcess({
              ...place,
              role: id,
              region,
              command: words,
              overwrite,
              sparesOthers,
            });
            wanted.delete(keyOf(place));
          });
          return {
            kind: 'kept',
            profile: { profile, role: id, mode: 'process', path: files.config },
            replaces: managed(place, id),
          };
        },
      },
    ],

    remove: (profile, files) =>
      inTurn(files, async () => {
        const removed = await editor.remove({ files, profile });
        wanted.delete(keyOf({ files, profile }));
        return removed.map(({ role, mode, path }) => ({ profile, role, mode, path }));
      }),

    place: 'aws-files',

    /** A profile that asks Tobira each time holds no keys: it stays. */
    withdraw: (isMeant) =>
      everyFile((files) =>
        inTurn(files, async () => {
          for (const [key, one] of wanted)
            if (isSame(one.files, files) && isMeant(one.role)) wanted.delete(key);
          const left = await editor.removeKeys(files, ({ role }) => isMeant(role));
          if (left.length > 0) return;
          memory.setAwsFiles(memory.awsFiles().filter((known) => !isSame(known, files)));
        }),
      ),
  };
}

const accessOptions: Readonly<Record<Access, string>> = {
  full: '--full-access',
  'read-only': '--read-only',
};

/** What a catalogue calls a profile was not said by whoever writes it: it may be what another role's is called. */
function isNamedByOthers({ role, target }: Delivery): boolean {
  return role.catalogue !== undefined && target?.profile === undefined;
}

function requestFor(place: Place, role: Role, credentials: AwsCredentials): StaticRequest {
  const { id, region } = role;
  return { ...place, role: id, arn: roleInUse(role).text, region, credentials };
}

function managed({ files, profile }: Place, role: string): ManagedProfile {
  return { profile, role, mode: 'static', path: files.credentials };
}

function isSame(one: AwsFiles, other: AwsFiles): boolean {
  return one.credentials === other.credentials && one.config === other.config;
}

function keyOf({ files, profile }: Place): string {
  return JSON.stringify([files.credentials, files.config, profile]);
}
