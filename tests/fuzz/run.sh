#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tests/fuzz/run.sh [SECONDS [TARGET...]]: builds the fuzz targets and runs each for so long (20 s),
# as many at a time as there are cores. Begins with tests/fuzz/seeds; what it learns stays in
# build/fuzz/corpus. Bytes that break a parser are kept in build/fuzz/broken: add them to a test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-20}
shift || true
targets=("$@")
if ((${#targets[@]} == 0)); then
  for source in tests/fuzz/*.cpp; do
    targets+=("$(basename "$source" .cpp)")
  done
fi
tools/build.sh fuzz fuzz
TMPDIR=$(mktemp -d)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

run() { # SECONDS TARGET
  local corpus=build/fuzz/corpus/$2 log=build/fuzz/$2.log runs
  mkdir -p "$corpus" build/fuzz/broken
  if build/fuzz/bin/fuzz_"$2" -max_total_time="$1" -timeout=10 -rss_limit_mb=3000 -max_len=4096 \
    -print_final_stats=1 -artifact_prefix="build/fuzz/broken/$2-" "$corpus" "tests/fuzz/seeds/$2" \
    > "$log" 2>&1; then
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "fuzz $2: $runs inputs, none broke it"
  else
    echo "fuzz $2: BROKEN; the bytes are in build/fuzz/broken, the whole log is $log"
    grep -m 3 -E 'ERROR|SUMMARY|terminate called|what\(\)' "$log" || tail -n 5 "$log"
    return 1
  fi
}
export -f run
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run "$@"' _ "$seconds" {}
