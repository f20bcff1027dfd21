#!/usr/bin/env bash
# A browser for the tests that look at pages: Debian's chromium, with a font. Does nothing where there is one.
set -euo pipefail

command -v chromium >/dev/null && exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "No chromium, and none can be installed here: the tests that need one are skipped." >&2
  exit 0
fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
