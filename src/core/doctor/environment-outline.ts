/** Variables that have to do with what Tobira and AWS's tools do. */
const relevant =
  /^(AWS_|TOBIRA_|NODE_|XDG_|LC_|GITLAB_CI$|CI$|LANG$|TERM$|BROWSER$|DISPLAY$|WAYLAND_DISPLAY$|DBUS_SESSION_BUS_ADDRESS$|SSL_CERT|ELECTRON_|SSH_(CONNECTION|TTY)$)|_proxy$/i;

/** A region of AWS's; what may become part of a host's name is more than that. */
export function isUsualRegion(value: string): boolean {
  return /^(af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(-(gov|iso[a-z]?|de))?-(central|(north|south)?(east|west)?)-\d{1,2}$/.test(
    value,
  );
}

const matching = (shape: RegExp) => (value: string) => shape.test(value);
const yesOrNo = matching(/^(true|false|0|1)$/i);
const locale = matching(
  /^(C|POSIX|[a-z]{2,3}(_[A-Z]{2})?)(\.(utf-?8|iso-?8859-?\d{1,2}|euc-?(jp|kr|tw)|sjis|gbk?(\d{4,5})?|big5|koi8-?[ru]|cp\d{3,4}))?(@(euro|latin|cyrillic))?$/i,
);
const terminal = matching(
  /^(alacritty|ansi|cygwin|dumb|eterm|foot|ghostty|gnome|konsole|linux|rxvt|screen|st|tmux|vt\d{3}|vte|wezterm|xterm|(xterm|rxvt)-(kitty|ghostty|unicode))(-(16|88|256)?color|-direct|-extra|-basic|-mono|-it|-s|-w|\.xterm(-256color)?)*$/i,
);
const desktops = new Set(
  'budgie,cinnamon,cosmic,deepin,enlightenment,gnome,gnome-classic,gnome-flashback,hyprland,i3,kde,lxde,lxqt,mate,pantheon,plasma,pop,sway,ubuntu,unity,wlroots,x-cinnamon,xfce'.split(
    ',',
  ),
);

/** Of these the value says something, and nothing of anybody: as long as it is one that the variable is there for. */
const harmless: readonly (readonly [name: RegExp, isUsual: (value: string) => boolean])[] = [
  [/^(LANG|LC_[A-Z]+)$/, locale],
  [/^TERM$/, terminal],
  [/^(CI|GITLAB_CI|NODE_TLS_REJECT_UNAUTHORIZED)$/, yesOrNo],
  [/^XDG_SESSION_TYPE$/, matching(/^(x11|wayland|tty|mir|unspecified)$/)],
  [
    /^XDG_CURRENT_DESKTOP$/,
    (value) => value.split(':').every((desktop) => desktops.has(desktop.toLowerCase())),
  ],
  [/^AWS_(DEFAULT_)?REGION$/, isUsualRegion],
];

/** The names of the variables that matter, with a value where that is harmless. */
export function variables(environment: Readonly<Record<string, string | undefined>>): object {
  const set = Object.keys(environment)
    .filter((name) => relevant.test(name))
    .sort();
  return Object.fromEntries(set.map((name) => [name, outlineOfValue(name, environment[name] ?? '')]));
}

function outlineOfValue(name: string, value: string): string {
  if (value === '') return '';
  return harmless.some(([of, isUsual]) => of.test(name) && isUsual(value)) ? value : '***';
}
