import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readIni } from '../../../src/adapters/sinks/aws-files/ini-file.ts';
import { createProfileEditor } from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import { AppError } from '../../../src/core/errors.ts';
import { credentialsFrom } from '../../support/fake-nouns.ts';
import { tidyIni, wildIni } from '../../unit/adapters/sinks/aws-files/ini-texts.ts';
import { PYTHON, readWithBotocore } from './python-readers.ts';

type Mode = 'static' | 'process';
type Both = Readonly<Record<'credentials' | 'config', string>>;
const modes = ['static', 'process'] as const;
const kindOf = { static: 'credentials', process: 'config' } as const;

let folder: string;
let count = 0;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'aws-bytes-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Real files with these bytes, one character for each, and what is done to them. */
function createWorld(before: Both) {
  const own = join(folder, String(count++));
  mkdirSync(own);
  const files = { credentials: join(own, 'credentials'), config: join(own, 'config') };
  const write = (kind: keyof Both, text: string): void => writeFileSync(files[kind], text, 'latin1');
  write('credentials', before.credentials);
  write('config', before.config);
  const editor = createProfileEditor({ settleMs: 0 });
  const role = { files, profile: 'ours', role: 'a', region: 'eu-west-1' };
  return {
    write,
    read: (): Both => ({
      credentials: readFileSync(files.credentials, 'latin1'),
      config: readFileSync(files.config, 'latin1'),
    }),
    async put(mode: Mode, overwrite = false, mark = 'a'): Promise<void> {
      if (mode === 'process')
        await editor.writeProcess({ ...role, command: ['/bin/tobira', mark], overwrite });
      else await editor.writeStatic({ ...role, credentials: credentialsFrom(0, 1, mark), overwrite });
    },
    remove: () => editor.remove(role),
    beside: () => readdirSync(own).filter((name) => name.includes('tobira')),
  };
}

const mode = fc.constantFrom(...modes);
const text = fc.oneof(tidyIni, wildIni).map((bytes) => bytes.toString('latin1'));
const isRead = (each: string): boolean => {
  try {
    readIni('file', Buffer.from(each, 'latin1'));
    return true;
  } catch {
    return false;
  }
};
/** Sections alone, so that nothing of it belongs to what stands before it. */
const more = tidyIni.map((bytes) => bytes.toString('latin1').replace(/^[^[]*/, '')).filter(isRead);

/** @returns whether it was done; where not, the refusal is one that the user is told of, and no byte has changed */
async function done(world: ReturnType<typeof createWorld>, work: Promise<unknown>): Promise<boolean> {
  const before = world.read();
  try {
    await work;
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(['aws_file_malformed', 'profile_taken', 'profile_shadowed']).toContain((error as AppError).code);
    expect(world.read()).toEqual(before);
    return false;
  } finally {
    expect(world.beside()).toEqual([]);
  }
}

/** Lines that stay where they are may end otherwise than those that are written anew. */
const section = {
  static: /^\r?\n?\[ours\]\r?\n# Managed [^\r\n]+\r?\n(region = eu-west-1\r?\n)?(aws_\w+ = \S+\r?\n){3}$/,
  process:
    /^\r?\n?\[profile ours\]\r?\n# Managed [^\r\n]+\r?\n(region = eu-west-1\r?\n)?credential_process = [^\r\n]+\r?\n$/,
};

type Pair = readonly [before: string, after: string];

/** What botocore finds in all sections but ours is what it found before. */
function expectSameToBotocore(pairs: readonly Pair[]): void {
  if (!existsSync(PYTHON)) return;
  const shown = pairs.slice(0, 150);
  const answers = readWithBotocore(shown.flat().map((each) => Buffer.from(each, 'latin1')));
  for (const [index, pair] of shown.entries()) {
    const [before, after] = [answers[2 * index], answers[2 * index + 1]].map((answer) => {
      if (answer === undefined || 'failure' in answer) return answer;
      return Object.entries(answer.sections).filter(([name]) => name !== 'ours' && name !== 'profile ours');
    });
    expect(after, JSON.stringify(pair)).toEqual(before);
    expect(after, JSON.stringify(pair)).toBeInstanceOf(Array);
  }
}

describe('whatever the files are', () => {
  it('ours comes after all that is there, goes from one file to the other and back, and leaves the very bytes of before', async () => {
    const steps = fc.array(mode, { minLength: 1, maxLength: 4 });
    const pairs: Pair[] = [];
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(text, text, steps, async (credentials, config, turns) => {
        const before = { credentials, config };
        const world = createWorld(before);
        for (const [index, turn] of turns.entries()) {
          if (!(await done(world, world.put(turn, false, `m${index}`)))) return;
          const now = world.read();
          const [kind, other] =
            turn === 'static' ? (['credentials', 'config'] as const) : (['config', 'credentials'] as const);
          expect(now[other]).toBe(before[other]);
          expect(now[kind].startsWith(before[kind])).toBe(true);
          expect(now[kind].slice(before[kind].length)).toMatch(section[turn]);
          pairs.push([before[kind], now[kind]]);
        }
        await world.remove();
        expect(world.read()).toEqual(before);
        whole++;
      }),
      { numRuns: 250 },
    );
    expect(whole).toBeGreaterThan(40);
    expectSameToBotocore(pairs);
  });

  it('refuses what botocore cannot read without a change', async () => {
    const broken = wildIni.map((bytes) => bytes.toString('latin1')).filter((each) => !isRead(each));
    await fc.assert(
      fc.asyncProperty(broken, text.filter(isRead), mode, async (bad, good, turn) => {
        for (const before of [
          { credentials: bad, config: good },
          { credentials: good, config: bad },
        ]) {
          const world = createWorld(before);
          expect(await done(world, world.put(turn, true))).toBe(false);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('ours at the start, in the middle and at the end of others is renewed in its place, and goes alone', async () => {
    const pairs: Pair[] = [];
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, fc.constant('')), more, mode, async (above, below, turn) => {
        const kind = kindOf[turn];
        const world = createWorld({ credentials: '', config: '', [kind]: above });
        if (!(await done(world, world.put(turn)))) return;
        const around = `${world.read()[kind]}${below}`;
        fc.pre(isRead(around) && isRead(`${above}\n${below}`));
        world.write(kind, around);
        if (!(await done(world, world.put(turn, false, 'b')))) return;
        const now = world.read()[kind];
        expect(now.startsWith(above)).toBe(true);
        expect(now.endsWith(below)).toBe(true);
        expect(now.slice(above.length, now.length - below.length)).toMatch(section[turn]);
        expect(now).toContain(turn === 'static' ? 'ASIA-b' : '/bin/tobira b');
        pairs.push([`${above}\n${below}`, now]);
        await world.remove();
        // Where a line had no ending, the section below needs one.
        const left = world.read()[kind];
        const gap =
          above === '' || above.endsWith('\n') || below === ''
            ? ''
            : left.slice(above.length, left.length - below.length);
        expect(['', '\n', '\r\n']).toContain(gap);
        expect(left).toBe(`${above}${gap}${below}`);
        whole++;
      }),
      { numRuns: 250 },
    );
    expect(whole).toBeGreaterThan(40);
    expectSameToBotocore(pairs);
  });

  it('takes another’s profile over where the user says so: every other section keeps its bytes, and every other setting its line', async () => {
    const key = fc.constantFrom(
      'output',
      's3_note',
      'aws_access_key_id',
      'aws_session_token',
      'role_arn',
      'cli_pager',
      'aws_security_token',
    );
    const settings = fc.uniqueArray(fc.tuple(key, fc.constantFrom(' = ', '=', ': ')), {
      minLength: 1,
      selector: ([word]) => word,
    });
    const named = { static: '[ours]', process: '[profile ours]' };
    const notes = fc.constantFrom('# a note', '# caf\xe9', '# \xc3\xa9');
    const isKept = (line: string): boolean => /^(output|s3_note|cli_pager|#)/.test(line);
    const pairs: Pair[] = [];
    let whole = 0;
    await fc.assert(
      fc.asyncProperty(
        text,
        more,
        fc.tuple(settings, notes),
        mode,
        async (above, below, [own, note], turn) => {
          const kind = kindOf[turn];
          fc.pre(above === '' || above.endsWith('\n'));
          const theirs = [named[turn], ...own.map(([word, sign]) => `${word}${sign}theirs`), note];
          const all = `${above}${theirs.join('\n')}\n${below}`;
          fc.pre(isRead(all));
          const world = createWorld({ credentials: '', config: '', [kind]: all });
          if (!(await done(world, world.put(turn, true)))) return;
          const now = world.read()[kind];
          expect(now.startsWith(above)).toBe(true);
          expect(now.endsWith(below)).toBe(true);
          const kept = now.slice(above.length, now.length - below.length).split(/\r?\n/);
          expect(kept.filter((line) => isKept(line) && !line.startsWith('# Managed'))).toEqual(
            theirs.filter(isKept),
          );
          pairs.push([all, now]);
          await world.remove();
          const left = world.read()[kind];
          // A section that goes as a whole takes the blank line above it along, as if it had been ours.
          const isGone = !left.includes(named[turn]);
          const head = isGone ? above.replace(/(?<=\n)\r?\n$/, '') : above;
          expect(left.startsWith(head) && left.endsWith(below)).toBe(true);
          const rest = left.slice(head.length, left.length - below.length).split(/\r?\n/);
          expect(rest.filter(isKept)).toEqual(theirs.filter(isKept));
          expect(rest.length).toBeLessThanOrEqual(theirs.length + 2);
          whole++;
        },
      ),
      { numRuns: 250 },
    );
    expect(whole).toBeGreaterThan(40);
    expectSameToBotocore(pairs);
  });
});
