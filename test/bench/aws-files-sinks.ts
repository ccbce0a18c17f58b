import { createProfileEditor } from '../../src/adapters/sinks/aws-files/profile-editor.ts';
import { createProfileSinks } from '../../src/adapters/sinks/profile.ts';
import type { AwsFiles } from '../../src/core/delivery-ports.ts';
import type { AwsCredentials, SinkId } from '../../src/core/model.ts';
import { FakeLog } from '../support/fake-log.ts';
import { FakeMemory } from '../support/fake-memory.ts';
import { roleWith, settingsWith } from '../support/fake-nouns.ts';

/** The sinks as Tobira has them, with one role. */
export interface BenchSinks {
  keys(sessionToken: string): Promise<void>;
  process(): Promise<void>;
  remove(): Promise<void>;
}

/** @param patienceMs how long others that change the same file are waited for; as usual if absent */
export function createBenchSinks(
  files: AwsFiles,
  profile: string,
  { patienceMs }: { readonly patienceMs?: number } = {},
): BenchSinks {
  const own = createProfileSinks({
    editor: createProfileEditor(patienceMs === undefined ? {} : { patienceMs }),
    files,
    command: () => ['/opt/tobira/bin/tobira'],
    memory: new FakeMemory(),
    log: new FakeLog(),
  });
  const role = roleWith({ id: 'bench', profile, region: 'eu-west-1' });
  const unwanted = () => Promise.reject(new Error('nobody asks for this'));
  async function deliver(id: SinkId, credentials: () => Promise<AwsCredentials>): Promise<void> {
    const sink = own.sinks.find((one) => one.id === id);
    if (sink === undefined) throw new Error(`There is no sink "${id}"`);
    const others = { consoleUrl: unwanted, endpointVariables: unwanted, isRecalled: () => false };
    await sink.deliver({ role, settings: settingsWith(), overwrite: false, credentials, ...others });
  }
  return {
    keys: (sessionToken) => deliver('profile', () => Promise.resolve(keysWith(sessionToken))),
    process: () => deliver('profile-process', unwanted),
    async remove() {
      await own.remove(profile, files);
    },
  };
}

function keysWith(sessionToken: string): AwsCredentials {
  const keys = { accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken };
  return { ...keys, issuedAt: 0, expiresAt: 0, assumedRoleArn: 'arn' };
}
