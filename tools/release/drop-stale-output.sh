#!/usr/bin/env bash
# drop-stale-output.sh: removes from packages/*/dist what tsc made of sources that are no longer there. Neither tsc nor
# turbo's cache forgets them, and a tarball takes the whole folder.
set -euo pipefail
shopt -s globstar nullglob
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for script in packages/*/dist/**/*.js; do
  source=${script/\/dist\//\/src\/}
  if [ -e "${source%.js}.ts" ]; then continue; fi
  echo "kvmkit: removing $script, which has no source" >&2
  rm -f "${script%.js}".{js,js.map,d.ts,d.ts.map}
done
