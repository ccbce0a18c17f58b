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
import type { Role } from '../../core/model.ts';
import type { Log } from '../../core/ports.ts';
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
  readonly log: Log;
}

interface Place {
  readonly files: AwsFiles;
  readonly profile: string;
}

export function createProfileSinks({ editor, files: usual, command, log }: Options): ProfileSinks {
  /** Profiles with keys that were written in this run, wherever that was. */
  const written = new Map<string, Place & { readonly role: string }>();

  const placeOf = ({ role, target }: Delivery): Place => ({
    files: target?.files ?? usual,
    profile: target?.profile ?? role.profile,
  });

  function stand(place: Place, { id: role, region }: Role): Standing {
    const profile: ManagedProfile = {
      profile: place.profile,
      role,
      mode: 'static',
      path: place.files.credentials,
    };
    return {
      profile,
      async renew(credentials) {
        if (!(await stands(place, role))) return false;
        await editor.writeStatic({ ...place, role, region, credentials });
        return true;
      },
    };
  }

  async function stands(place: Place, role: string): Promise<boolean> {
    const there = await editor.list(place.files);
    return there.some((one) => one.mode === 'static' && one.profile === place.profile && one.role === role);
  }

  async function listed(files: AwsFiles): Promise<readonly ManagedProfile[]> {
    return (await editor.list(files)).filter(({ mode }) => mode === 'static');
  }

  async function attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      log.warn('profile.not-removed', { code: asAppError(error).code });
      return false;
    }
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
          await editor.writeStatic({ ...place, role: id, region, credentials, overwrite });
          written.set(keyOf(place), { ...place, role: id });
          return { kind: 'standing', ...stand(place, role) };
        },
        async standing(roles) {
          return (await listed(usual)).flatMap(({ profile, role: id }) => {
            const role = roles.find((one) => one.id === id);
            return role === undefined ? [] : [stand({ files: usual, profile }, role)];
          });
        },
      },
      {
        id: 'profile-process',
        async deliver(delivery) {
          const place = placeOf(delivery);
          const { role, overwrite, target } = delivery;
          const words = [...(target?.command ?? command()), 'credentials', role.id, '--format', 'process'];
          await editor.writeProcess({
            ...place,
            role: role.id,
            region: role.region,
            command: words,
            overwrite,
          });
          const { profile, files } = place;
          return { kind: 'kept', profile: { profile, role: role.id, mode: 'process', path: files.config } };
        },
      },
    ],

    remove: (profile, files) => editor.remove({ files, profile }),

    place: 'aws-files',

    /** A profile that asks Tobira each time holds no keys: it stays. */
    async withdraw(roles) {
      const wanted = (role: string) => roles === undefined || [...roles].some((one) => one === role);
      const places = new Map(written);
      let complete = await attempt(async () => {
        for (const { profile, role } of await listed(usual)) {
          const place = { files: usual, profile, role };
          places.set(keyOf(place), place);
        }
      });
      // One file that cannot be changed does not keep the keys in another.
      for (const [key, place] of places) {
        if (!wanted(place.role)) continue;
        const gone = await attempt(async () => {
          if (await stands(place, place.role)) await editor.remove(place);
          written.delete(key);
        });
        complete &&= gone;
      }
      return complete;
    },
  };
}

function keyOf({ files, profile }: Place): string {
  return JSON.stringify([files.credentials, files.config, profile]);
}
