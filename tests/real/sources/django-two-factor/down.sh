#!/usr/bin/env bash
# Ends what up.sh started, and nothing else.
set -euo pipefail
# shellcheck source=tests/real/sources/django-two-factor/place.sh
source "$(dirname "${BASH_SOURCE[0]}")/place.sh"

if is_up; then
  kill "$pid"
  for _ in {1..50}; do
    if ! is_up; then break; fi
    sleep 0.1
  done
  if is_up; then kill -KILL "$pid"; fi
fi
rm -rf "$place/pid" "$place/state"
