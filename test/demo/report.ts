import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `demo-output/report.json` holds. */
export interface DemoReport {
  readonly ok: boolean;
  /** Id of the role that was clicked. */
  readonly role: string;
  /** As the console page showed it; empty where it was not reached. */
  readonly assumedRoleArn: string;
  /** Version of the Electron that ran the app. */
  readonly electron: string;
  readonly steps: readonly DemoStep[];
  /** File names beside the report. */
  readonly screenshots: readonly string[];
}

interface DemoStep {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
}

/** Runs the demo's steps one after the other, says how each went and keeps it for the report. */
export interface Rehearsal {
  step<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Where the next picture goes. */
  picture(name: string): string;
  /** Writes the report. */
  finish(outcome: Pick<DemoReport, 'ok' | 'role' | 'assumedRoleArn' | 'electron'>): Promise<void>;
}

export async function startRehearsal(folder: string): Promise<Rehearsal> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const steps: DemoStep[] = [];
  const screenshots: string[] = [];
  return {
    async step(name, work) {
      const started = performance.now();
      const note = (ok: boolean) => {
        const ms = Math.round(performance.now() - started);
        steps.push({ name, ok, ms });
        console.log(`${ok ? '✓' : '✗'} ${name} (${ms} ms)`);
      };
      try {
        const value = await work();
        note(true);
        return value;
      } catch (error) {
        note(false);
        throw error;
      }
    },
    picture(name) {
      const file = `${String(screenshots.length + 1).padStart(2, '0')}-${name}.png`;
      screenshots.push(file);
      return join(folder, file);
    },
    async finish(outcome) {
      const report: DemoReport = { ...outcome, steps, screenshots };
      await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    },
  };
}
