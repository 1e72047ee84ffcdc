#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Same bits with every compiler, level of optimisation and width of vector? Builds golden_bits with
# g++ and clang++-16 at -O0 and -O3, with the widest vectors of this processor and without those of
# x86-64-v4, and compares each with golden_bits.txt. `run.sh --update` writes the file anew (from
# the first build): every result changes with it, so say so in CHANGELOG.md.
set -eu
cd "$(dirname "$0")/../.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
expected=tests/golden/golden_bits.txt
kernel=models/hazard/inundation/kernel
sources="tests/golden/golden_bits.cpp tests/golden/floods.cpp sim/core/hash.cpp sim/core/random.cpp
  sim/core/math.cpp sim/core/incomplete_beta.cpp sim/core/distribution.cpp sim/core/error.cpp
  $(ls $kernel/*.cpp | grep -v "^$kernel/widest.cpp$")"
flags="-std=c++20 -march=x86-64-v3 -mprefer-vector-width=512 -ffp-contract=off -fopenmp-simd
  -fno-math-errno -fno-trapping-math -Wno-pass-failed -I."
status=0
for compiler in g++ clang++-16; do
  for level in -O0 -O3; do
    for width in $kernel/widest.cpp tests/golden/narrow.cpp; do
      [ $level$width != -O0tests/golden/narrow.cpp ] || continue  # nothing is vectorised there
      # shellcheck disable=SC2086
      $compiler $flags $level $sources $width -o "$build/golden" -lsleef -lxxhash -lfmt
      "$build/golden" > "$build/found.txt"
      if [ "${1:-}" = --update ]; then
        cp "$build/found.txt" "$expected"
        set --
      fi
      if diff "$expected" "$build/found.txt"; then
        echo "golden bits: $compiler $level $width: $(wc -l < "$expected") digests agree"
      else
        echo "golden bits: $compiler $level $width: other bits (< expected, > found)"
        status=1
      fi
    done
  done
done
exit $status
