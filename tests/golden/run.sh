#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Same bits with every compiler, level of optimisation and width of vector? Builds golden_bits with
# g++ and clang++-16 at -O0 and -O3, there also without the vectors of x86-64-v4 (narrow.cpp), and
# compares each with golden_bits.txt. `run.sh --update` writes the file anew (from the first build):
# every result changes with it, so say so in CHANGELOG.md.
set -eu
cd "$(dirname "$0")/../.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
expected=tests/golden/golden_bits.txt
kernel=models/hazard/inundation/kernel
sources="tests/golden/golden_bits.cpp tests/golden/floods.cpp tests/golden/narrow.cpp
  sim/core/hash.cpp sim/core/random.cpp sim/core/math.cpp sim/core/incomplete_beta.cpp
  sim/core/distribution.cpp sim/core/error.cpp $(ls $kernel/*.cpp)"
flags="-std=c++20 -march=x86-64-v3 -mprefer-vector-width=512 -ffp-contract=off -fopenmp-simd
  -fno-math-errno -fno-trapping-math -Wno-pass-failed -I."
status=0
for compiler in g++ clang++-16; do
  for level in -O0 -O3; do
    rm -f "$build"/*.o
    # shellcheck disable=SC2086
    printf '%s\n' $sources | xargs -P "$(nproc)" -I{} sh -c \
      "$compiler $(echo $flags) $level -c {} -o $build/\$(basename {} .cpp).o"
    for width in widest narrow; do
      [ $level$width != -O0narrow ] || continue # nothing is vectorised there
      other=$([ $width = widest ] && echo narrow || echo widest)
      mv "$build/$other.o" "$build/left-out"
      $compiler "$build"/*.o -o "$build/golden" -lsleef -lxxhash -lfmt
      mv "$build/left-out" "$build/$other.o"
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
