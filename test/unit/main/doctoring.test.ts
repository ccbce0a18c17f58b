import { describe, expect, it, vi } from 'vitest';
import { createDoctoring } from '../../../src/main/doctoring.ts';
import { createOutcomes } from '../../../src/main/outcome.ts';
import type { FileSaver } from '../../../src/main/save-file.ts';

function surgery(saveFile: FileSaver = () => Promise.resolve('report.json')) {
  let found: (finding: string) => void = () => undefined;
  let finish: () => void = () => undefined;
  const changed = vi.fn();
  const examine = vi.fn(
    (tell: (finding: string) => void) =>
      new Promise<void>((resolve) => {
        found = tell;
        finish = resolve;
      }),
  );
  const doctoring = createDoctoring<string>({
    examine,
    present: (findings) => ({
      groups: findings.map((title) => ({ id: 'roles', title, findings: [{ level: 'ok', title }] })),
    }),
    bundle: (findings) => Promise.resolve(findings.join('\n')),
    saveFile,
    changed,
    now: () => Date.parse('2026-03-04T14:52:00Z'),
    outcomes: createOutcomes(() => 'en'),
  });
  return { doctoring, examine, changed, found: (one: string) => found(one), finish: () => finish() };
}

describe('a check-up', () => {
  it('shows nothing before there was one', () => {
    expect(surgery().doctoring.view()).toBeUndefined();
  });

  it('shows each finding as it comes, and then that it is over', async () => {
    const { doctoring, changed, found, finish } = surgery();
    const answer = doctoring.handlers['doctor:run'](undefined);
    expect(doctoring.view()).toMatchObject({ status: 'running', groups: [] });
    found('one');
    expect(doctoring.view()?.groups.map(({ title }) => title)).toEqual(['one']);
    found('two');
    expect(doctoring.view()?.groups.map(({ title }) => title)).toEqual(['one', 'two']);
    finish();
    expect(await answer).toEqual({ ok: true });
    expect(doctoring.view()).toMatchObject({ status: 'done' });
    expect(changed).toHaveBeenCalledTimes(4);
  });

  it('is made once however often it is asked for, and anew after that', async () => {
    const { doctoring, examine, found, finish } = surgery();
    const run = doctoring.handlers['doctor:run'];
    const answers = [run(undefined), run(undefined)];
    found('one');
    finish();
    await Promise.all(answers);
    expect(examine).toHaveBeenCalledOnce();
    void run(undefined);
    expect(examine).toHaveBeenCalledTimes(2);
    expect(doctoring.view()?.groups).toEqual([]);
  });

  it('is saved under a name with its day, and says where', async () => {
    const saveFile = vi.fn(() => Promise.resolve('mine.json'));
    const { doctoring, found, finish } = surgery(saveFile);
    const answer = doctoring.handlers['doctor:run'](undefined);
    found('one');
    finish();
    await answer;
    expect(await doctoring.handlers['doctor:save'](undefined)).toEqual({ ok: true, fileName: 'mine.json' });
    expect(saveFile).toHaveBeenCalledWith({ fileName: 'tobira-report-2026-03-04.json', text: 'one' });
  });

  it('says nothing of a file where the user thought better of it', async () => {
    const { doctoring, finish } = surgery(() => Promise.resolve(undefined));
    const answer = doctoring.handlers['doctor:run'](undefined);
    finish();
    await answer;
    expect(await doctoring.handlers['doctor:save'](undefined)).toEqual({ ok: true });
  });

  it('cannot be saved before there was one', async () => {
    const saved = await surgery().doctoring.handlers['doctor:save'](undefined);
    expect(saved).toMatchObject({ ok: false, error: { code: 'internal' } });
  });
});
