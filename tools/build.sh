#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/build.sh PRESET [TARGET...]: configures a preset if need be, and builds; prints little
# unless something fails or somebody watches.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1
shift
targets=()
if (($#)); then
  targets=(--target "$@")
fi
log=build/$preset/build.log
mkdir -p "build/$preset"

if [[ ! -f build/$preset/build.ninja ]] && ! cmake --preset "$preset" > "$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
if [[ -t 1 ]]; then
  exec cmake --build --preset "$preset" "${targets[@]}"
fi
if ! cmake --build --preset "$preset" "${targets[@]}" > "$log" 2>&1; then
  grep -v '^\[[0-9]*/[0-9]*\]' "$log" >&2 || cat "$log" >&2
  echo "build: preset $preset failed; the whole log is $log" >&2
  exit 1
fi
tail -n 1 "$log"
