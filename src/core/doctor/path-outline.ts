/** Names of files and folders that are the same on everybody's computer. */
const common = new Set(
  [
    '~,.,..,.aws,.config,.local,.cache,credentials,config,tobira,config.yaml,config.yml,agent.log,owner.sock',
    'bin,dev,etc,home,lib,lib64,local,opt,pki,private,run,sbin,share,snap,ssl,sys,tls,tmp,user,users,usr,var,volumes,zero,null',
    'certs,ca-trust,extracted,pem,ca-certificates,ca-certificates.crt,ca-bundle.crt,ca-bundle.pem,cert.pem,tls-ca-bundle.pem,source,anchors',
    'library,application support,applications,contents,macos,preferences,logs,appdata,roaming,program files,program files (x86),windows,system32,programdata',
    'brave,brave-browser,chrome,chromium,chromium-browser,cmd,explorer.exe,false,firefox,firefox-esr,google-chrome,google-chrome-stable,links,lynx,microsoft-edge,open,opera,rundll32,rundll32.exe,safari,sensible-browser,true,vivaldi,w3m,wslview,www-browser,x-www-browser,xdg-open',
  ].flatMap((line) => line.split(',')),
);

const begins = /^(~|[a-z]:|\\\\|\.{1,2})?[/\\]/i;
/**
 * In a sentence: from the beginning of a word to its end, or to that of the last word that a slash follows within a few,
 * as names of folders have gaps. A slash within an address or an ARN begins no path.
 */
const within =
  /(?<![^\s"'(=])(?:~|[a-z]:|\\|\.{1,2})?[/\\](?:[^\s"'),;]| (?=(?:[^\s"'),;:/\\]+ ){0,3}[^\s"'),;:/\\]+[/\\]))*/gi;

export function isPath(text: string): boolean {
  return begins.test(text);
}

/** Where something is, without what somebody has named: of `/data/users/ada/config` no more than the slashes, `users` and `config`. */
export function outlineOfPath(path: string, home: string): string {
  return atHome(path, home)
    .split(/([/\\])/)
    .map((part, index) => {
      const isPlain = part === '' || index % 2 === 1 || common.has(part.toLowerCase());
      return isPlain || (index === 0 && /^[a-z]:$/i.test(part)) ? part : '***';
    })
    .join('');
}

/** The same for each path within a sentence. */
export function outlineOfPaths(text: string, home: string): string {
  return atHome(text, home).replace(within, (path) => outlineOfPath(path, home));
}

function atHome(text: string, home: string): string {
  return home.length > 1 ? text.replaceAll(home, '~') : text;
}
