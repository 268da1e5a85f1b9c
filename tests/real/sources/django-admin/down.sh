#!/usr/bin/env bash
# Ends what up.sh started.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/real/sources/site.sh
source "$here/../site.sh"
take_down
