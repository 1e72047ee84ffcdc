#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes docs/models/ and docs/scenario.schema.json anew from what the built program knows of its
# models. With --check it only says what differs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
program=build/release/bin/sandtable
if [[ ${1:-} != --check ]]; then
  tools/build.sh release sandtable
  exec "$program" models --reference docs
fi
fresh=$(mktemp -d)
trap 'rm -r "$fresh"' EXIT
"$program" models --reference "$fresh"
if ! diff -ru docs/models "$fresh/models" || ! diff -u docs/scenario.schema.json "$fresh/scenario.schema.json"; then
  echo "docs/models or docs/scenario.schema.json are stale: tools/renew-reference.sh writes them anew"
  exit 1
fi
