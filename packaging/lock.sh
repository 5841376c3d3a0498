#!/bin/sh
# Resolves the dependencies anew and writes packaging/requirements.txt: exact versions with hashes, for Linux, Windows and
# macOS, without the address of any package index. Needs uv.
set -eu
cd "$(dirname "$0")/.."
trap 'rm -f uv.lock' EXIT
uv lock --quiet
uv export --quiet --frozen --all-groups --no-emit-project --no-header --format requirements.txt -o packaging/requirements.txt
