import { formats } from '../adapters/sinks/formats.ts';
import { sectionNameFrom } from '../adapters/sinks/formats/ini.ts';
import { accessOptions, readAccess } from './access-options.ts';
import { readArguments, required } from './arguments.ts';
import { chooseFormat } from './format-option.ts';
import { sayNotice } from './notice.ts';
import { print } from './output.ts';
import { ask, askSilently } from './owner.ts';

/** `tobira credentials ROLE --format F` */
export async function credentials(words: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(words, { ...accessOptions, format: { type: 'string' } }, 1);
  const role = required(positionals[0], 'ROLE');
  const format = chooseFormat(values.format, values.json);
  // AWS's tools may pass their own terminal on to it.
  const askOwner = format === 'process' ? askSilently : ask;
  const { region, profile, notice, ...held } = await askOwner(values.config, 'credentials', {
    role,
    ...readAccess(values),
  });
  await sayNotice(role, notice);
  print(formats[format]({ credentials: held, region, profile: sectionNameFrom(profile) }));
}
