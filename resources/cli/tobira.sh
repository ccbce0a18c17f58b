#!/bin/sh
# `tobira` on the command line. It lies in bin/ among the app's resources; links to it may be anywhere.
# It runs on Node where there is one that fits, for that starts fastest; else on the app's own program.

real=$(readlink -f -- "$0") || exit 8
resources=${real%/*/*}
app=${resources%/*}

# Node 20.19 or newer.
fits() {
  case $1 in
    *[!0-9A-Za-z.+-]*) return 1 ;;
    v[0-9]*.[0-9]*.*) ;;
    *) return 1 ;;
  esac
  major=${1#v}
  minor=${major#*.}
  major=${major%%.*}
  minor=${minor%%.*}
  case $major$minor in
    *[!0-9]*) return 1 ;;
  esac
  [ "$major" -gt 20 ] || { [ "$major" -eq 20 ] && [ "$minor" -ge 19 ]; }
}

# Node tells its version without starting JavaScript, in a few milliseconds. Whatever cannot do that is left alone.
{ version=$(node --version </dev/null); } 2>/dev/null
if fits "$version"; then
  exec node "$resources/app.asar.unpacked/dist/cli/index.js" "$@"
fi

# Chromium's sandbox does not work for root.
if [ "$(id -u)" -eq 0 ]; then
  echo 'tobira: as root it needs Node 20.19 or newer on PATH.' >&2
  exit 8
fi

# Chromium's sandbox is made of user namespaces, or of a helper where the kernel grants none.
if [ ! -u "$app/chrome-sandbox" ] && command -v unshare >/dev/null && ! unshare --user true 2>/dev/null; then
  echo 'tobira: this system grants no user namespaces. It needs Node 20.19 or newer on PATH.' >&2
  exit 8
fi

# Each word is marked as ours: Chromium reads the command line too, and takes none that begins with "=".
for word do
  set -- "$@" "=$word"
  shift
done
if [ -d "$app/MacOS" ]; then
  exec "$app/MacOS/tobira" --log-level=3 --cli "$@"
fi
exec "$app/tobira" --ozone-platform=headless --log-level=3 --cli "$@"
