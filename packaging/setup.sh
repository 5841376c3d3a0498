#!/bin/sh
# Makes .venv with the pinned packages and the program in it, and sees to Qt's system libraries. Quick when nothing changed.
set -eu
cd "$(dirname "$0")/.."
stamp=.venv/.set-up
wanted=$(cat packaging/requirements.txt packaging/setup.sh pyproject.toml | cksum)

libraries="libglib2.0-0 libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libwayland-cursor0 libwayland-egl1"

system_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=""
    for name in $libraries "$@"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then run=""; elif sudo -n true 2>/dev/null; then run="sudo"; else
        echo "Some system packages are missing. Run this once, then try again:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y$missing" >&2
        return 1
    fi
    $run apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

[ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && exec .venv/bin/python packaging/hatch_build.py

python=${PYTHON3:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed." >&2; exit 1; }
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    system_packages "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
else
    system_packages || true
fi
# Spelling is marked where these are; the program does without them.
[ "$(uname)" != Linux ] || system_packages libenchant-2-2 hunspell-en-us hunspell-es hunspell-fr || true
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
.venv/bin/python packaging/hatch_build.py
echo "$wanted" > "$stamp"
