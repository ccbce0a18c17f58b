import type { RoleReport } from '../adapters/owner/protocol.ts';
import { readArguments } from './arguments.ts';
import { catalogueNotes } from './catalogue-notes.ts';
import { printJson, say, show, table } from './output.ts';
import { ask } from './owner.ts';
import { quotedIn } from './quoted.ts';
import { loadTexts } from './texts.ts';

/** `tobira roles` */
export async function roles(words: readonly string[]): Promise<void> {
  const { values } = readArguments(words, { all: { type: 'boolean' } }, 0);
  const every = await ask(values.config, 'roles', {});
  const list = values.all === true ? every : every.filter(({ hidden }) => hidden !== true);
  if (values.json) {
    printJson(list);
    return;
  }
  const texts = await loadTexts();
  if (list.length === 0) say(texts.roles.none);
  else show(roleTable(list));
  // A role that is missing here may be missing for a reason.
  for (const note of catalogueNotes(quotedIn(await ask(values.config, 'status', {})), texts)) say(note);
}

/** Whose list a role is from stands last: two may be called the same, and one of them be somebody else's word. */
export function roleTable(
  list: readonly Pick<RoleReport, 'id' | 'name' | 'roleArn' | 'chain' | 'region' | 'catalogue'>[],
): string {
  return table(list.map((role) => [role.id, role.name, usedArn(role), role.region, role.catalogue ?? '']));
}

/** Whose keys one gets: the last role's of a chain. */
function usedArn({ roleArn, chain }: Pick<RoleReport, 'roleArn' | 'chain'>): string {
  return chain?.at(-1) ?? roleArn;
}
