# shellcheck shell=bash
# What up.sh and down.sh of the applications in Python have in common. Sourced by them; `here` is the application's folder:
# application.py, which serves it, and requirements.txt. Everything it needs and writes is below the build's target folder;
# those who run it at the same time name themselves in VESTIBULE_TEST_SITE, and share only its packages.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
packages=${CARGO_TARGET_DIR:-$root/target}/real/$(basename "$here")
venv=$packages/venv
place=$packages/${VESTIBULE_TEST_SITE:-site}
mkdir -p "$place"

# began PID: when a process began, or nothing; with it, a process that only has the same number is not ours.
began() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

remember() { echo "$1 $(began "$1")" >"$place/pid"; }

# Sets `pid` when the application runs.
is_up() {
  local when
  read -r pid when 2>/dev/null <"$place/pid" && [ "$(began "$pid")" = "$when" ]
}

# Starts the application on a free port and prints one line of JSON about it; when it is up already, only makes its users
# anew.
bring_up() {
  exec 3>&1 1>&2 # standard output is for the line of JSON
  (
    flock 4
    if ! cmp -s "$here/requirements.txt" "$venv/installed.txt"; then
      python3 -m venv --clear "$venv"
      "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
      cp "$here/requirements.txt" "$venv/installed.txt"
    fi
  ) 4>"$packages/lock"
  if is_up; then
    "$venv/bin/python" "$here/application.py" users "$place/state"
  else
    rm -rf "$place/state"
    mkdir -p "$place/state"
    setsid "$venv/bin/python" "$here/application.py" serve "$place/state" </dev/null >"$place/server.log" 2>&1 3>&- &
    remember $!
    for _ in {1..600}; do
      if [ -e "$place/state/ready.json" ] || ! is_up; then break; fi
      sleep 0.1
    done
  fi
  cat "$place/state/ready.json" >&3 || { tail -20 "$place/server.log" && exit 1; }
}

# Ends what `bring_up` started, and nothing else.
take_down() {
  if is_up; then
    kill "$pid"
    for _ in {1..50}; do
      if ! is_up; then break; fi
      sleep 0.1
    done
    if is_up; then kill -KILL "$pid"; fi
  fi
  rm -rf "$place/pid" "$place/state"
}
