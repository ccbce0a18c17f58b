import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** The system's own program: one of the same name earlier on PATH may be something else. */
export const PYTHON = '/usr/bin/python3';

/**
 * Reads texts with botocore, all in one process. What is not UTF-8 is read by the same parser as Latin-1, as it is where the
 * locale says so.
 */
const script = `
import base64, json, sys, tempfile, configparser
import botocore.configloader as loader, botocore.exceptions as failures
def read(data):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            data.decode('utf-8')
        except UnicodeDecodeError:
            parser = configparser.RawConfigParser()
            try:
                parser.read([file.name], encoding='latin-1')
                loaded = {name: dict(parser.items(name)) for name in parser.sections()}
                for values in loaded.values():
                    for value in values.values():
                        if value.startswith('\\n'):
                            loader._parse_nested(value)
                return {'sections': loaded}
            except (configparser.Error, ValueError) as error:
                return {'failure': str(error)}
        try:
            sections = loader.raw_config_parse(file.name)
            return {'sections': sections, 'profiles': loader.build_profile_map(sections)['profiles']}
        except failures.ConfigParseError as error:
            return {'failure': str(error)}
for line in sys.stdin:
    print(json.dumps(read(base64.b64decode(line))))
`;

const answer = z.union([
  z.object({ failure: z.string() }),
  z.object({
    sections: z.record(z.string(), z.record(z.string(), z.unknown())),
    profiles: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  }),
]);
export type Answer = z.infer<typeof answer>;

/** What botocore makes of each text. */
export function readWithBotocore(texts: readonly Uint8Array[]): readonly Answer[] {
  const input = texts.map((text) => `${Buffer.from(text).toString('base64')}\n`).join('');
  const env = { PATH: '/usr/bin:/bin', PYTHONUTF8: '1' };
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', script], {
    input,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 50_000,
  });
  if (status !== 0) throw new Error(`python failed: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => answer.parse(JSON.parse(line)));
}
