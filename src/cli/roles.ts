import { readArguments } from './arguments.ts';
import { printJson, say, show, table } from './output.ts';
import { ask } from './owner.ts';
import { loadTexts } from './texts.ts';

/** `tobira roles` */
export async function roles(words: readonly string[]): Promise<void> {
  const { values } = readArguments(words, {}, 0);
  const list = await ask(values.config, 'roles', {});
  if (values.json) {
    printJson(list);
    return;
  }
  if (list.length === 0) say((await loadTexts()).roles.none);
  else show(table(list.map(({ id, name, roleArn, region }) => [id, name, roleArn, region])));
}
