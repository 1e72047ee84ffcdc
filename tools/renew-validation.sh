#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the tests that reproduce facts and writes their table into docs/validation.md (./check
# compares it with what the same tests told). Needs build/release/bin/test_validation.
set -euo pipefail
cd "$(dirname "$0")/.."
facts=$(mktemp)
trap 'rm -f "$facts"' EXIT
SANDTABLE_FACTS=$facts build/release/bin/test_validation "[fact]" >/dev/null
python3 tools/validation-table.py "$facts" docs/validation.md
