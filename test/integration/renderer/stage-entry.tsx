import { StrictMode } from 'react';
import { type Root, createRoot } from 'react-dom/client';
import { App } from '../../../src/renderer/app.tsx';
import { ErrorBoundary } from '../../../src/renderer/components/error-boundary.tsx';
import { english } from '../../../src/renderer/texts/english.ts';
import type { TobiraBridge } from '../../../src/shared/ipc.ts';
import type { ViewPush } from '../../../src/shared/view-push.ts';
import type { AppView } from '../../../src/shared/view.ts';
import { longerTexts, longerView, marked } from './longer-texts.ts';
import { type Seen, outline, troubles } from './outline.ts';

interface Stage {
  /** Draws a view as a window does that has just been opened: nothing of the last one is left. */
  draw(view: string, options: { readonly longer: boolean }): void;
  /** Resolves once nothing is due any more and what is seen stays as it is. */
  settled(): Promise<void>;
  outline(): Seen[];
  troubles(options: { readonly longer: boolean }): string[];
}

declare global {
  interface Window {
    stage: Stage;
  }
}

/**
 * Fonts that `scripts/setup.mjs` installs (fonts-dejavu-core, fonts-noto-cjk), so that no other font of the machine changes a
 * width. `stage.ts` sees to it that they are there.
 */
const fonts = {
  en: "'DejaVu Sans', 'Noto Sans CJK JP'",
  ja: "'Noto Sans CJK JP'",
  mono: "'DejaVu Sans Mono', 'Noto Sans CJK JP'",
};

/** A timer that is this long or longer is never over: a picture of what lasts for a moment does not depend on haste. */
const foreverMs = 1_500;
let due = 0;
const plainTimeout = window.setTimeout.bind(window);
const plainClear = window.clearTimeout.bind(window);
const pending = new Set<number>();
const forget = (id: number): void => {
  if (pending.delete(id)) due -= 1;
};
Object.assign(window, {
  setTimeout: (work: () => void, ms = 0): number => {
    if (ms >= foreverMs) return 0;
    const id = plainTimeout(() => {
      forget(id);
      work();
    }, ms);
    pending.add(id);
    due += 1;
    return id;
  },
  clearTimeout: (id: number): void => {
    forget(id);
    plainClear(id);
  },
  setInterval: () => 0,
});

const short = { ...english };
let root: Root | undefined;
let view: AppView | undefined;

/** A main process that remembers calls and obeys the scene. */
function newBridge(first: AppView, longer: boolean): TobiraBridge {
  const listeners = new Set<(next: ViewPush) => void>();
  let edition = 0;
  const calls: Window['recorder']['calls'] = [];
  const answers = new Map<string, unknown>([
    ['config:check', { ok: true, complaints: [] }],
    ['config:edit', { ok: true, complaints: [] }],
  ]);
  window.recorder = {
    calls,
    violations: [],
    push(next) {
      edition += 1;
      window.recorder.send({ kind: 'whole', edition, view: next });
    },
    send: (push) => listeners.forEach((listener) => listener(push)),
    answer: (name, answer) => void answers.set(name, longer ? longerView(answer) : answer),
  };
  const bridge = {
    call: (name: string, request: unknown): Promise<unknown> => {
      calls.push({ name, request } as (typeof calls)[number]);
      return Promise.resolve(
        name === 'view:get'
          ? { kind: 'whole', edition: 0, view: first }
          : (answers.get(name) ?? { ok: true }),
      );
    },
    onView: (listener: (next: ViewPush) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return bridge as TobiraBridge;
}

const nextFrame = (): Promise<unknown> =>
  new Promise((drawn) => requestAnimationFrame(() => plainTimeout(drawn)));

window.stage = {
  draw: (json, { longer }) => {
    root?.unmount();
    const element = document.querySelector('#root');
    if (element === null) throw new Error('index.html has no #root.');
    pending.forEach((id) => plainClear(id));
    pending.clear();
    due = 0;
    const given = JSON.parse(json) as AppView;
    view = longer ? longerView(given) : given;
    Object.assign(english, longer ? longerTexts(short) : short);
    const style = document.documentElement.style;
    style.setProperty('--font', fonts[view.language]);
    style.setProperty('--font-mono', fonts.mono);
    document.documentElement.lang = view.language;
    root = createRoot(element);
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <App bridge={newBridge(view, longer)} />
        </ErrorBoundary>
      </StrictMode>,
    );
  },
  settled: async () => {
    await document.fonts.ready;
    const seen = (): string => JSON.stringify(outline());
    for (let before = '', now = seen(); before !== now || due > 0;) {
      await nextFrame();
      await nextFrame();
      before = now;
      now = seen();
    }
  },
  outline,
  troubles: ({ longer }) => troubles(longer ? marked : undefined),
};
