#!/usr/bin/env bash
# PostgreSQL for the tests that need a real one; without it they are skipped. On Debian and Ubuntu, where we may install packages.
set -euo pipefail

if compgen -G "/usr/lib/postgresql/*/bin/initdb" > /dev/null; then exit 0; fi
if ! command -v apt-get > /dev/null; then echo "No apt-get here: tests that need PostgreSQL are skipped."; exit 0; fi
become=""
if [ "$(id -u)" -ne 0 ]; then become="sudo -n"; fi
# The tests start a cluster of their own; none is made for the machine.
export DEBIAN_FRONTEND=noninteractive
if $become apt-get update -qq && $become apt-get install -y -qq --no-install-recommends postgresql > /dev/null; then exit 0; fi
echo "PostgreSQL could not be installed: tests that need it are skipped."
