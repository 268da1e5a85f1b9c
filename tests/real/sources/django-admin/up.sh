#!/usr/bin/env bash
# Starts the application and prints one line of JSON about it.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/real/sources/site.sh
source "$here/../site.sh"
bring_up
