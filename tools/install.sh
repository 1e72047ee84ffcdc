#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what packages.txt names and this machine lacks (Debian 12, apt). Needs root or sudo for
# that; does nothing when all is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v dpkg-query > /dev/null; then
  echo "install: this is no Debian: install the counterparts of packages.txt by hand" >&2
  exit 0
fi

installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' | awk '$2 == "installed" {print $1}')
missing=$(sed 's/#.*//' packages.txt | tr -d ' \t' | grep -v '^$' | sort -u |
  comm -23 - <(sort -u <<< "$installed"))
if [[ -z $missing ]]; then
  exit 0
fi

root=()
if [[ $(id -u) != 0 ]]; then
  command -v sudo > /dev/null || {
    echo "install: missing packages, and neither root nor sudo to install them:" $missing >&2
    exit 1
  }
  root=(sudo)
fi
echo "install:" $missing
"${root[@]}" apt-get update -qq
# shellcheck disable=SC2086  # one word a package
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  $missing > /dev/null
