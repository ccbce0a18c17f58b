import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { visit } from '../../support/endpoint-visit.ts';
import { inTerminal, type Typing } from './pseudo-terminal.ts';
import { openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();

const question = '"Production / Admin" asks for confirmation. Use it for 15 minutes? [y/N] ';
const yes: Typing = { after: question, type: 'y\n' };
const assumed = ({ sandbox }: World) => sandbox.aws.issuedCredentials.length;

/** Signed in, with a role that asks for a yes. */
async function signedIn(more = ''): Promise<World> {
  const world = await openWorld(installed(), {
    config: (text) => {
      const changed = text.replace('    name: Production / Admin\n', '$&    confirm: true\n');
      expect(changed).not.toBe(text);
      return changed + more;
    },
  });
  await world.ok('login');
  return world;
}

/** Types a command into a terminal of its own. */
function type({ terminal }: World, words: readonly string[], ...typing: readonly Typing[]) {
  const command = [process.execPath, installed().entry, ...words];
  return inTerminal(command, typing, { env: terminal.env, cwd: terminal.home });
}

/** Types a line for the shell, in which `tobira` is the command. */
function shell({ terminal }: World, line: string, ...typing: readonly Typing[]) {
  const start = `tobira() { "${process.execPath}" "${installed().entry}" "$@"; }; ${line}`;
  return inTerminal(['bash', '-c', start], typing, { env: terminal.env, cwd: terminal.home });
}

const credentialProcess = ['credentials', 'prod-admin', '--format', 'process'];

describe('a role that asks for a yes', () => {
  it('is refused to programs at once, with one line and exit code 4', async () => {
    const world = await signedIn();
    const { code, stdout, stderr } = await world.tobira(credentialProcess);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toMatch(/^tobira: "Production \/ Admin" asks for your confirmation first\. .+\n$/);
    expect(stderr.trimEnd()).not.toContain('\n');
    for (const words of [
      ['console', 'prod-admin', '--print'],
      ['exec', 'prod-admin', '--', 'true'],
      ['exec', 'prod-admin', '--endpoint', '--', 'true'],
      ['profile', 'write', 'prod-admin'],
    ]) {
      expect((await world.tobira(words)).code, words.join(' ')).toBe(4);
    }
    expect(assumed(world)).toBe(0);
  });

  it('tells a script in JSON', async () => {
    const world = await signedIn();
    const { code, stdout, stderr } = await world.tobira(['credentials', 'prod-admin', '--json']);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'confirmation_needed', exitCode: 4 } });
  });

  it('does not bar the others, nor a profile that only says whom to ask', async () => {
    const world = await signedIn();
    await world.ok('credentials', 'stage-dev', '--format', 'json');
    await world.ok('profile', 'write', 'prod-admin', '--mode', 'process');
    expect(assumed(world)).toBe(1);
  });
});

describe('on a terminal', () => {
  it('a yes lets the command through, and programs from then on', async () => {
    const world = await signedIn();
    const { shown, status } = await type(world, ['console', 'prod-admin', '--print'], yes);
    expect(status).toBe(0);
    expect(shown).toContain('Action=login');

    expect(JSON.parse((await world.ok(...credentialProcess)).stdout)).toMatchObject({ Version: 1 });
    const ran = await world.ok('exec', 'prod-admin', '--', 'sh', '-c', 'echo "$AWS_ACCESS_KEY_ID"');
    expect(ran.stdout).toMatch(/^ASIA/);
    // The next one on the terminal is not asked either.
    const again = await type(world, ['credentials', 'prod-admin', '--format', 'json']);
    expect(again.shown).not.toContain('[y/N]');
    expect(again.status).toBe(0);
  });

  it.each(['n\n', '\n', 'yep\n', '\u0004'])('%j is a no, and nothing is handed out', async (typed) => {
    const world = await signedIn();
    const words = ['credentials', 'prod-admin', '--format', 'json'];
    const { shown, status } = await type(world, words, { after: question, type: typed });
    expect(status).toBe(4);
    expect(shown).toContain('It was not confirmed.');
    expect(shown).not.toContain('ASIA');
    expect((await world.tobira(credentialProcess)).code).toBe(4);
    expect(assumed(world)).toBe(0);
    // Who has changed their mind is asked again at once.
    expect((await type(world, words, yes)).status).toBe(0);
  });

  it('Ctrl+C at the question ends the command as it does anywhere else', async () => {
    const world = await signedIn();
    const { status } = await type(world, ['credentials', 'prod-admin', '--format', 'json'], {
      after: question,
      type: '\u0003',
    });
    expect(status).toBe(-2);
    expect(assumed(world)).toBe(0);
  });

  it('what is typed after the answer belongs to the program', async () => {
    const world = await signedIn();
    const { shown, status } = await type(
      world,
      ['exec', 'prod-admin', '--', 'sh', '-c', 'read -r line; echo "heard <$line> as $AWS_ACCESS_KEY_ID"'],
      { after: question, type: 'yes\nhello\n' },
    );
    expect(shown).toMatch(/heard <hello> as ASIA/);
    expect(status).toBe(0);
  });

  it('the question keeps out of the data', async () => {
    const world = await signedIn();
    const { status } = await shell(world, 'tobira credentials prod-admin --json > out.json', yes);
    expect(status).toBe(0);
    const out: unknown = JSON.parse(await readFile(join(world.terminal.home, 'out.json'), 'utf8'));
    expect(out).toHaveProperty('AWS_ACCESS_KEY_ID');
  });

  it.each([
    ['its answer comes from a file', 'tobira credentials prod-admin --format json < /dev/null'],
    ['its words go to a file', 'tobira credentials prod-admin --format json 2> err.txt'],
    ['AWS’s tools run it', 'tobira credentials prod-admin --format process'],
    ['AWS’s tools run it, written in one word', 'tobira credentials prod-admin --format=process'],
  ])('nobody is asked where %s', async (_, line) => {
    const world = await signedIn();
    const { shown, status } = await shell(world, line);
    expect(status).toBe(4);
    expect(shown).not.toContain('[y/N]');
    expect(assumed(world)).toBe(0);
  });

  it('names the time that the configuration sets', async () => {
    const world = await signedIn('confirmFor: 1h\n');
    const { status } = await type(world, ['console', 'prod-admin', '--print'], {
      after: 'Use it for 1 hour? [y/N] ',
      type: 'y\n',
    });
    expect(status).toBe(0);
  });
});

describe('a yes ends early', () => {
  it('with the session', async () => {
    const world = await signedIn();
    expect((await type(world, ['console', 'prod-admin', '--print'], yes)).status).toBe(0);
    await world.ok('logout');
    await world.ok('login');
    expect((await world.tobira(credentialProcess)).code).toBe(4);
  });
});

describe('an endpoint for such a role', () => {
  it('answers while the yes holds, and refuses in words after it, without a word on the terminal', async () => {
    const world = await signedIn();
    expect((await type(world, ['console', 'prod-admin', '--print'], yes)).status).toBe(0);
    const serving = world.terminal.start(['serve', 'prod-admin', '--json']);
    await serving.output((_out, err) => err.includes('Serving'));
    const address = JSON.parse(serving.stdout()) as { url: string; token: string };
    expect((await visit(address)).status).toBe(200);

    // Another session: what was said in the one before does not hold.
    await world.ok('logout');
    await world.ok('login');
    const refused = await visit(address);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.body).toContain('asks for your confirmation');
    serving.kill('SIGTERM');
    expect((await serving.result).stderr).not.toContain('[y/N]');
  });
});
