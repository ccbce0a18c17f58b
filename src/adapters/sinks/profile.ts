import type {
  AwsFiles,
  CredentialSink,
  Delivery,
  ManagedProfile,
  ProfileRemover,
  Standing,
  Withdrawal,
} from '../../core/delivery-ports.ts';
import { asAppError } from '../../core/errors.ts';
import type { Log, Memory } from '../../core/ports.ts';
import type { ProfileEditor } from './aws-files/profile-editor.ts';

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
}

export function createProfileSinks({ editor, files: usual, command, memory, log }: Options): ProfileSinks {
  /** Profiles with keys that are kept: what is taken back goes from here first, and is not written again. */
  const kept = new Set<string>();

  const placeOf = ({ role, target }: Delivery): Place => ({
    files: target?.files ?? usual,
    profile: target?.profile ?? role.profile,
  });

  /** The usual files, and all others in which a profile of ours may be. */
  function allFiles(): readonly AwsFiles[] {
    return [usual, ...memory.awsFiles().filter((files) => !isSame(files, usual))];
  }

  function remember(files: AwsFiles): void {
    if (allFiles().some((known) => isSame(known, files))) return;
    memory.setAwsFiles([...memory.awsFiles(), files]);
  }

  function stand(place: Place, role: string): Standing {
    const key = keyOf(place);
    kept.add(key);
    return {
      profile: managed(place, role),
      async renew(credentials, region) {
        if (!kept.has(key)) return false;
        return editor.writeStatic({ ...place, role, region, credentials, onlyIfOurs: true });
      },
      async restore(credentials, region) {
        if (kept.has(key)) await editor.writeStatic({ ...place, role, region, credentials });
      },
    };
  }

  async function listed(files: AwsFiles): Promise<readonly ManagedProfile[]> {
    return (await editor.list(files)).filter(({ mode }) => mode === 'static');
  }

  /** A file that cannot be used keeps nothing from being done with the others. @returns false where there is one */
  async function everyFile(work: (files: AwsFiles) => Promise<void>): Promise<boolean> {
    let all = true;
    for (const files of allFiles()) {
      try {
        await work(files);
      } catch (error) {
        log.warn('profile.file-failed', { code: asAppError(error).code });
        all = false;
      }
    }
    return all;
  }

  return {
    sinks: [
      {
        id: 'profile',
        async deliver(delivery) {
          const place = placeOf(delivery);
          const { role, overwrite } = delivery;
          const { id, region } = role;
          const credentials = await delivery.credentials();
          remember(place.files);
          await editor.writeStatic({ ...place, role: id, region, credentials, overwrite });
          return { kind: 'standing', ...stand(place, id) };
        },
        async standing(roles) {
          const found: Standing[] = [];
          const complete = await everyFile(async (files) => {
            for (const { profile, role } of await listed(files)) {
              if (roles.some(({ id }) => id === role)) found.push(stand({ files, profile }, role));
            }
          });
          return { found, complete };
        },
      },
      {
        id: 'profile-process',
        async deliver(delivery) {
          const place = placeOf(delivery);
          const { role, overwrite, target } = delivery;
          const { id, region } = role;
          const words = [...(target?.command ?? command()), 'credentials', id, '--format', 'process'];
          await editor.writeProcess({ ...place, role: id, region, command: words, overwrite });
          kept.delete(keyOf(place));
          const { profile, files } = place;
          return {
            kind: 'kept',
            profile: { profile, role: id, mode: 'process', path: files.config },
            replaces: managed(place, id),
          };
        },
      },
    ],

    async remove(profile, files) {
      const removed = await editor.remove({ files, profile });
      kept.delete(keyOf({ files, profile }));
      return removed;
    },

    place: 'aws-files',

    /** A profile that asks Tobira each time holds no keys: it stays. */
    withdraw: (isMeant) =>
      everyFile(async (files) => {
        const here = await listed(files);
        const meant = here.filter(({ role }) => isMeant(role));
        for (const { profile } of meant) kept.delete(keyOf({ files, profile }));
        for (const { profile } of meant) await editor.remove({ files, profile });
        if (meant.length < here.length) return;
        memory.setAwsFiles(memory.awsFiles().filter((known) => !isSame(known, files)));
      }),
  };
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
