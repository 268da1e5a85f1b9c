#!/usr/bin/env bash
# Starts the application on a free port and prints one line of JSON about it; when it is up already, only makes its
# users anew. Everything it needs and writes is in a folder under the build's target folder.
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/real/sources/django-two-factor/place.sh
source "$here/place.sh"

exec 3>&1 1>&2 # standard output is for the line of JSON

if ! cmp -s "$here/requirements.txt" "$place/venv/installed.txt"; then
  python3 -m venv --clear "$place/venv"
  "$place/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
  cp "$here/requirements.txt" "$place/venv/installed.txt"
fi

if is_up; then
  "$place/venv/bin/python" "$here/application.py" users "$place/state"
else
  rm -rf "$place/state"
  mkdir -p "$place/state"
  setsid "$place/venv/bin/python" "$here/application.py" serve "$place/state" </dev/null >"$place/server.log" 2>&1 3>&- &
  remember $!
  for _ in {1..300}; do
    if [ -e "$place/state/ready.json" ] || ! is_up; then break; fi
    sleep 0.1
  done
fi
cat "$place/state/ready.json" >&3 || { tail -20 "$place/server.log" && exit 1; }
