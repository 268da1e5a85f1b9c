# shellcheck shell=bash
# Where the application lives, and whether it runs. Sourced by up.sh and down.sh.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
place=${CARGO_TARGET_DIR:-$root/target}/real/django-two-factor
mkdir -p "$place"

# began PID: when a process began, or nothing; with it, a process that only has the same number is not ours.
began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

remember() { echo "$1 $(began "$1")" >"$place/pid"; }

# Sets `pid` when the application runs.
is_up() {
  local when
  read -r pid when 2>/dev/null <"$place/pid" && [ "$(began "$pid")" = "$when" ]
}
