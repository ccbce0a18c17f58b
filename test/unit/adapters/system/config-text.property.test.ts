import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { editText } from '../../../../src/adapters/system/config-text.ts';
import { applyEdit, asData } from '../../../../src/core/config-data.ts';
import type { ConfigEdit } from '../../../../src/core/config-edits.ts';

/** A line of a file, and what it is about: `ROLE`, `ROLE/KEY`, `ROLE/tags/TAG`, a setting's key, or nothing. */
interface Line {
  readonly text: string;
  readonly about: string;
}

interface Role {
  readonly id: string;
  readonly comments: readonly boolean[];
  readonly tags: readonly string[];
  readonly style: 'one line' | 'lines' | 'indented lines' | 'brackets on lines';
  readonly quote: '' | "'" | '"';
  readonly blank: boolean;
  readonly named: boolean;
  readonly comma: boolean;
}

const words = ['dev', 'eu', 'prod', 'a b', 'x: y', '#1', "it's", 'いろは', 'a, b', 'true'];
const tags = fc.uniqueArray(fc.constantFrom(...words), { maxLength: 6 });
const roleOf = (id: string): fc.Arbitrary<Role> =>
  fc.record({
    id: fc.constant(id),
    comments: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    tags,
    style: fc.constantFrom('one line', 'lines', 'indented lines', 'brackets on lines'),
    quote: fc.constantFrom('', "'", '"'),
    blank: fc.boolean(),
    named: fc.boolean(),
    comma: fc.boolean(),
  });
const ids = ['alpha', 'beta', 'gamma', 'delta'];
const files = fc.record({
  roles: fc
    .integer({ min: 1, max: ids.length })
    .chain((count) => fc.tuple(...ids.slice(0, count).map(roleOf))),
  eol: fc.constantFrom('\n', '\r\n'),
  ends: fc.boolean(),
  rolesLast: fc.boolean(),
});
type File = typeof files extends fc.Arbitrary<infer Value> ? Value : never;

/** JSON's quotes are YAML's. */
const quoted = (word: string) => JSON.stringify(word);

function linesOf({ roles, rolesLast }: File): readonly Line[] {
  let count = 0;
  const settings = [
    { text: 'theme: dark # it is late', about: 'theme' },
    { text: '# the clipboard', about: '' },
    { text: 'clipboard:', about: '' },
    { text: '  clearAfter: 30s # long enough', about: 'clearAfter' },
    { text: '  clearOnQuit: true', about: '' },
  ];
  const list = roles.flatMap((role): readonly Line[] => {
    const { id, quote } = role;
    let at = 0;
    /** A comment of its own each time, so that each can be told from all others. */
    const said = () => (role.comments[at++ % role.comments.length] === true ? ` # c${count++}.` : '');
    const own = (pad: string, about: string): readonly Line[] => {
      const words = said();
      return words === '' ? [] : [{ text: pad + words.trim(), about }];
    };
    const key = (name: string, value: string): Line => ({
      text: `    ${name}: ${quote}${value}${quote}${said()}`,
      about: `${id}/${name}`,
    });
    return [
      ...(role.blank && id !== ids[0] ? [{ text: '', about: id }] : []),
      ...own('  ', id),
      { text: `  - id: ${id}${said()}`, about: id },
      key('identity', 'work'),
      ...(role.named ? [key('name', `Role ${id}`)] : []),
      ...own('    ', id),
      ...tagLines(role, said, own),
      key('roleArn', 'arn:aws:iam::123456789012:role/Admin'),
      ...own('      ', id),
    ];
  });
  const roleLines = [{ text: `roles: # c${count++}.`, about: '' }, ...list];
  return [
    { text: '# mine', about: '' },
    { text: 'version: 1', about: '' },
    ...(rolesLast ? [...settings, ...roleLines] : [...roleLines, ...settings]),
  ];
}

function tagLines(
  { id, tags, style, comma }: Role,
  said: () => string,
  own: (pad: string, about: string) => readonly Line[],
): readonly Line[] {
  const about = `${id}/tags`;
  if (tags.length === 0 || style === 'one line')
    return [{ text: `    tags: [${tags.map(quoted).join(', ')}]${said()}`, about }];
  const inBrackets = style === 'brackets on lines';
  const pad = style === 'lines' ? '    ' : '      ';
  const items = tags.flatMap((tag, place) => {
    const behind = place < tags.length - 1 || comma ? ',' : '';
    const text = inBrackets ? `${pad}${quoted(tag)}${behind}${said()}` : `${pad}- ${quoted(tag)}${said()}`;
    // What stands above the first one may be about the whole list.
    return [...own(pad, place === 0 ? about : `${about}/${tag}`), { text, about: `${about}/${tag}` }];
  });
  const start = { text: `    tags:${inBrackets ? ' [' : ''}${inBrackets ? '' : said()}`, about };
  return [start, ...items, ...(inBrackets ? [{ text: '    ]', about }] : [])];
}

const id = fc.constantFrom(...ids);
const edits: fc.Arbitrary<ConfigEdit> = fc.oneof(
  tags.chain((value) =>
    id.map((one): ConfigEdit => ({ kind: 'edit', list: 'roles', id: one, set: { tags: value }, unset: [] })),
  ),
  id.map((one): ConfigEdit => ({
    kind: 'edit',
    list: 'roles',
    id: one,
    set: { name: 'N' },
    unset: ['tags'],
  })),
  id.map((one): ConfigEdit => ({
    kind: 'edit',
    list: 'roles',
    id: one,
    set: { id: 'new' },
    unset: ['name'],
  })),
  id.map((one): ConfigEdit => ({ kind: 'remove', list: 'roles', id: one })),
  fc.tuple(id, fc.option(id, { nil: undefined })).map(([one, before]): ConfigEdit => ({
    kind: 'move',
    list: 'roles',
    id: one,
    ...(before !== undefined && { before }),
  })),
  fc.option(id, { nil: undefined }).map((after): ConfigEdit => ({
    kind: 'add',
    list: 'roles',
    fields: { id: 'new', identity: 'work', tags: ['a'] },
    ...(after !== undefined && { after }),
  })),
  fc.constantFrom<ConfigEdit>(
    { kind: 'set', path: ['theme'], value: 'light' },
    { kind: 'set', path: ['language'], value: 'ja' },
    { kind: 'set', path: ['clipboard', 'clearAfter'], value: '1m' },
    { kind: 'set', path: ['notifications', 'beforeExpiry'], value: 'off' },
    { kind: 'set', path: ['browsers', 'login'], value: { app: 'firefox', private: true } },
    { kind: 'unset', path: ['theme'] },
    { kind: 'unset', path: ['clipboard', 'clearAfter'] },
  ),
);

/** What an edit may change, and what it takes out with all that is said about it. */
function meant(edit: ConfigEdit, { roles }: File): { readonly changed: Test; readonly gone: Test } {
  const none: Test = () => false;
  if (edit.kind === 'set') return { changed: (about) => about === edit.path.at(-1), gone: none };
  if (edit.kind === 'unset') return { changed: none, gone: (about) => about === edit.path.at(-1) };
  if (edit.kind === 'remove') {
    // The list stays, and says that it is empty.
    const isLast = roles.length === 1;
    return { changed: () => isLast, gone: (about) => about === edit.id || about.startsWith(`${edit.id}/`) };
  }
  if (edit.kind !== 'edit') return { changed: none, gone: none };
  const wanted = edit.set['tags'];
  const left: readonly unknown[] | undefined = Array.isArray(wanted) ? wanted : undefined;
  const tagsOf = `${edit.id}/tags`;
  return {
    changed: (about) =>
      (edit.set['id'] !== undefined && about === edit.id) ||
      (edit.set['name'] !== undefined && about === `${edit.id}/name`) ||
      (left !== undefined && about.startsWith(tagsOf)),
    gone: (about) =>
      edit.unset.some((key) => about === `${edit.id}/${key}` || about.startsWith(`${edit.id}/${key}/`)) ||
      (left !== undefined &&
        about.startsWith(`${tagsOf}/`) &&
        !left.includes(about.slice(tagsOf.length + 1))),
  };
}
type Test = (about: string) => boolean;

const commentIn = (text: string) => /# (c\d+\.|[a-z ]+)$/.exec(text)?.[0];
/** Whether all lines of one text stand in the other, in their order. */
function isWithin(lines: readonly string[], others: readonly string[]): boolean {
  let at = 0;
  for (const line of others) if (line === lines[at]) at += 1;
  return at === lines.length;
}

test('whatever is edited in whatever file: it says what was asked for, comments stay with what they are about, and no other byte moves', () => {
  fc.assert(
    fc.property(files, edits, (file, edit) => {
      const lines = linesOf(file);
      const text = lines.map((line) => line.text).join(file.eol) + (file.ends ? file.eol : '');
      const data = asData(parse(text));
      const wanted = applyEdit(data, edit);
      const isNamed = (one: string | undefined) =>
        one === undefined || file.roles.some((role) => role.id === one);
      fc.pre(
        edit.kind === 'set' || edit.kind === 'unset'
          ? true
          : edit.kind === 'add'
            ? isNamed(edit.after)
            : isNamed(edit.id) && (edit.kind !== 'move' || isNamed(edit.before)),
      );
      const after = editText(text, data, edit);
      expect(parse(after)).toEqual(wanted);
      expect(after.replaceAll('\r\n', '')).not.toMatch(file.eol === '\r\n' ? /\n/ : /\r/);
      expect(after.endsWith('\n')).toBe(file.ends);

      const { changed, gone } = meant(edit, file);
      const result = after.split(file.eol);
      for (const { text: line, about } of lines) {
        const comment = commentIn(line);
        if (comment === undefined || gone(about)) continue;
        const found = result.filter((one) => one.endsWith(comment));
        expect(found).toHaveLength(1);
        const tag = about.split('/tags/')[1];
        if (tag === undefined || line.trimStart().startsWith('#')) continue;
        expect(found[0]).toContain(quoted(tag));
      }
      const untouched = lines.filter(({ about }) => !changed(about) && !gone(about)).map((line) => line.text);
      if (edit.kind === 'move') expect([...result].sort()).toEqual(text.split(file.eol).sort());
      else expect([untouched, result]).toSatisfy(() => isWithin(untouched, result));
    }),
    { numRuns: 200 },
  );
});
