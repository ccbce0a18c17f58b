import type { exec as English } from '../english/exec.ts';

export const exec: typeof English = {
  until: (time) => `${time} まで`,
  missingInterpreter: (name) =>
    `${name} の実行に必要なプログラムがありません。1 行目の「#!」の後を確認してください。`,
  notFoundWords: (name) =>
    `プログラム ${name} がありません。単語ごとに分けて書くか、シェルを指定してください: -- sh -c '...'`,
  notFound: (name) => `プログラム ${name} がありません。つづりと PATH を確認してください。`,
  folder: (name) => `${name} はフォルダーです。その中のプログラムを指定してください。`,
  notAllowed: (name) => `${name} に実行権限がありません。chmod +x FILE で許可してください。`,
  tooManyWords: (name) => `${name} に渡す引数が、システムの上限を超えています。`,
  batchFile: (name) =>
    `${name} はバッチファイルです。引数の中の改行はコマンドとして解釈されるため、取り除いてください。`,
  notRunnable: (name, code) => `${name} を実行できません（${code}）。`,
};
