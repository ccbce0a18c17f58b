import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { viewSchema } from '../../../src/main/view-schema.ts';
import { views } from '../../support/renderer-views.ts';

const samples = Object.entries(views);

it.each(samples)('takes the view "%s" as it is', (_name, view) => {
  expect(viewSchema.complaint(view)).toBeUndefined();
});

it.each(samples)('takes nothing more and nothing else in "%s", at any depth', (_name, view) => {
  const spoilt = [...spoil(view)];
  expect(spoilt.length).toBeGreaterThan(3);
  const missed = spoilt.filter((value) => viewSchema.complaint(value) === undefined);
  expect(missed).toEqual([]);
});

describe('is tied to the shared types:', () => {
  it.each([
    ['nothing is changed', '', '', 0],
    [
      'a field is added',
      'readonly roleName: string;',
      'readonly roleName: string; readonly token: string;',
      1,
    ],
    [
      'an optional field is added',
      'readonly roleName: string;',
      'readonly roleName: string; readonly token?: string;',
      1,
    ],
    ['a field is taken away', 'readonly roleName: string;', '', 1],
    ['a field gets another type', 'readonly roleName: string;', 'readonly roleName: number;', 1],
    ['a field becomes optional', 'readonly roleName: string;', 'readonly roleName?: string;', 1],
    ['a word is added', "'opening'", "'opening' | 'closing'", 1],
    [
      'a status is added',
      "{ readonly status: 'idle' }",
      "{ readonly status: 'idle' } | { readonly status: 'odd' }",
      1,
    ],
    [
      'a status gets a field',
      "{ readonly status: 'idle' }",
      "{ readonly status: 'idle'; readonly token?: string }",
      1,
    ],
  ])('where %s, the schema compiles or not accordingly', (_what, from, to, errors) => {
    expect(compile((source) => source.replace(from, to)) > 0).toBe(errors > 0);
  });
});

/** Every value that differs from a given one in one place: a field more, or another type. */
function* spoil(value: unknown): Generator {
  if (Array.isArray(value)) {
    yield Object.fromEntries(value.entries());
    for (const [index, item] of value.entries()) for (const bad of spoil(item)) yield value.with(index, bad);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, token: 'secret' };
    for (const [key, item] of Object.entries(value)) {
      for (const bad of spoil(item)) yield { ...value, [key]: bad };
    }
  } else {
    yield { toString: () => String(value) };
    yield [value];
    yield undefined;
  }
}

/** @returns how many errors the compiler finds in the schemas where the shared types are changed */
function compile(change: (source: string) => string): number {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const schema = resolve(root, 'src/main/view-schema.ts');
  const types = resolve(root, 'src/shared/view.ts');
  const options: ts.CompilerOptions = {
    ...ts.convertCompilerOptionsFromJson(
      (
        ts.readConfigFile(resolve(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config as {
          compilerOptions: object;
        }
      ).compilerOptions,
      root,
    ).options,
    types: [],
    lib: ['lib.es2023.d.ts'],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...more) => {
    if (resolve(path) !== types) return read(path, ...more);
    return ts.createSourceFile(path, change(ts.sys.readFile(path) ?? ''), ts.ScriptTarget.ES2023);
  };
  const program = ts.createProgram([schema], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(schema)).length;
}
