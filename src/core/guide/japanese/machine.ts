import type { Vocabulary } from '../guidance.ts';
import { answer } from './phrases.ts';
import { because } from './reasons.ts';

/** This computer: keychain, browser, clipboard, files, and the process that holds the session. */
export const machineWords = {
  keychain_missing: ({ reason }) => ({
    title: 'キーチェーンがありません。',
    happened: `システムのシークレットサービスが応答しません（${because(reason)}）。`,
    advice:
      'GNOME Keyring や KWallet などを起動してから、Tobira を起動し直してください。このままサインインすることもできますが、セッションは Tobira の実行中だけ維持されます。',
  }),
  keychain_locked: () => ({
    title: 'キーチェーンがロックされています。',
    happened: '保存されている内容は変わっていません。',
    advice: 'ロックを解除してから、もう一度お試しください。',
  }),
  keychain_dismissed: () => ({
    title: 'キーチェーンはロックされたままです。',
    happened: 'パスワードを入力するウィンドウが閉じられました。保存されている内容は変わっていません。',
    advice: 'もう一度操作し、今度はパスワードを入力してください。',
  }),
  keychain_gone: () => ({
    title: 'キーチェーンが終了しました。',
    happened: '先ほどまで使用できましたが、応答しなくなりました。保存された内容はそのまま残っています。',
    advice:
      'キーチェーンを起動し直してから（コンピューターからサインアウトして、もう一度サインインしても起動します）、もう一度お試しください。解決しない場合は、Tobira を終了して起動し直してください。',
  }),
  keychain_unreadable: () => ({
    title: '保存されたセッションを読み取れません。',
    happened: 'キーチェーンの項目が不完全か、変更されています。項目はそのまま残されます。',
    advice: 'もう一度サインインしてください。新しいセッションに置き換わります。',
  }),
  keychain_failed: ({ reason }) => ({
    title: 'キーチェーンを使用できません。',
    happened: answer('キーチェーン', reason),
    advice:
      'もう一度お試しください。解決しない場合は、キーチェーンまたはコンピューターを再起動してください。',
  }),

  browser_failed: ({ command }) => ({
    title: 'ブラウザーを開けませんでした。',
    happened: `「${command}」の実行に失敗しました。`,
    advice: 'Web アドレスを受け取れるプログラムを BROWSER に設定してから、Tobira を起動し直してください。',
  }),
  browser_missing: ({ app, installed }) => ({
    title: '選択されたブラウザーが、このコンピューターにありません。',
    happened: `設定では「${app}」が指定されていますが、見つかりませんでした。${installed.length === 0 ? '名前で選択できるほかのブラウザーも見つかりませんでした。' : `見つかったブラウザー: ${installed.join('、')}。`}`,
    advice:
      'インストールするか、config.yaml で別のブラウザーを選択してください。「default」はシステムのブラウザーです。',
  }),
  browser_profile_unknown: ({ app, profile, known }) => ({
    title: 'ブラウザーにそのプロファイルがありません。',
    happened: `設定では「${profile}」が指定されています。「${app}」のプロファイル: ${known.length === 0 ? 'なし' : known.join('、')}。`,
    advice: 'ブラウザーでプロファイルを追加するか、config.yaml で別のプロファイルを選択してください。',
  }),
  console_link_visited_twice: () => ({
    title: 'コンソールのリンクが 2 回開かれました。',
    happened: '入れたのは最初の 1 回だけです。',
    advice:
      'お使いのブラウザーにコンソールが表示されていれば、それが最初の 1 回です。エラーが表示されている場合は、別のプログラムがあなたとしてコンソールに入っているおそれがあります。AWS と Tobira からサインアウトし、AWS でロールのセッションを取り消してもらってください。',
  }),
  clipboard_failed: ({ reason }) => ({
    title: '認証情報をクリップボードにコピーできませんでした。',
    happened: answer('クリップボード', reason),
    advice: 'もう一度お試しください。',
  }),
  clipboard_not_cleared: ({ reason }) => ({
    title: 'クリップボードを消去できませんでした。',
    happened: `認証情報がクリップボードに残っている可能性があります。${answer('クリップボード', reason)}`,
    advice: '別の内容をコピーして上書きしてください。',
  }),
  file_failed: ({ path, reason }) => ({
    title: 'ファイルを使用できませんでした。',
    happened: `${path} でエラーが発生しました（${because(reason)}）。`,
    advice: '原因を取り除いてから、もう一度お試しください。',
  }),

  owner_unreachable: ({ path, reason }) => ({
    title: 'Tobira が応答しません。',
    happened: `ソケット ${path} に接続できません（${because(reason)}）。`,
    advice: 'Tobira を終了してから、起動し直してください。',
  }),
  owner_gone: ({ path, begun }) => ({
    title: 'Tobira が応答する前に終了しました。',
    happened: begun
      ? `${path} との接続が切れました。依頼した処理は済んでいるかもしれません。`
      : `${path} との接続が切れました。処理は始まっていません。`,
    advice: begun
      ? '「tobira status」で状態を確かめてから、もう一度お試しください。'
      : 'もう一度お試しください。',
  }),
  owner_silent: ({ path, pid }) => ({
    title:
      pid === 0
        ? 'Tobira が反応しなくなっています。'
        : `Tobira が反応しなくなっています（プロセス ${pid}）。`,
    happened: `${path} で待ち受けていますが、応答がありません。`,
    advice:
      pid === 0
        ? 'プロセスを終了してから、もう一度お試しください。'
        : `\`kill -9 ${pid}\` などでプロセスを終了してから、もう一度お試しください。`,
  }),
  owner_version: ({ ours, theirs }) => ({
    title: '別のバージョンの Tobira が実行中です。',
    happened: `実行中の Tobira のプロトコルは ${theirs}、このコマンドのプロトコルは ${ours} です。`,
    advice: '`tobira agent stop` またはトレイメニューの「終了」で終了してから、もう一度お試しください。',
  }),
  owner_busy: () => ({
    title: '別の Tobira が起動または終了している途中です。',
    happened: '同時に実行できるのは 1 つだけです。',
    advice: '少し待ってから、もう一度お試しください。',
  }),
} satisfies Partial<Vocabulary>;
