# shellcheck shell=bash disable=SC2154  # root, logs: set by tests/run
# Chooses the steps, runs one after the other, adds up. Sourced by tests/run.

steps=(fmt clippy deny build sqlite postgres s3 webhooks api clients e2e)
# Not everybody's checkout has these.
if [ -e tests/real/run ]; then steps+=(real); fi
if [ -e tests/load/run ]; then steps+=(load); fi

# Run only when they are named.
named=(mutations)

passed=0 failed=0 summary=() broken=() running='' step='' last=''

main() {
  case ${1:-} in
    --help | -h) usage && exit ;;
    --list) printf '%s\n' "${steps[@]}" && exit ;;
  esac
  choose "$@"
  provide "${chosen[@]}"

  trap stop EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  for step in "${chosen[@]}"; do
    run_step
    if [ "$step" = build ] && [ "$last" != ok ]; then break; fi # the rest would only repeat its errors
  done
  report
}

# choose STEP…: sets `chosen`, in the order of `steps`, whatever the order they are named in.
choose() {
  local name
  chosen=()
  for name in "$@"; do
    if [[ " ${steps[*]} ${named[*]} " != *" $name "* ]]; then
      echo "tests/run: there is no step '$name' here. Steps: ${steps[*]} ${named[*]}" >&2
      exit 2
    fi
  done
  for name in "${steps[@]}"; do
    if [ $# = 0 ] || [[ " $* " == *" $name "* ]]; then chosen+=("$name"); fi
  done
  for name in "${named[@]}"; do
    if [[ " $* " == *" $name "* ]]; then chosen+=("$name"); fi
  done
}

# Runs $step as a process group of its own, so that nothing it starts outlives it.
run_step() {
  local status=0 started=$SECONDS log=$logs/$step.log show before
  read -ra before < <(processors)
  printf '\n==== %s\n' "$step"
  rm -f "$logs/$step.count" "$logs/$step.remark"
  : >"$log"

  set -m
  (set -e && "step_$step") </dev/null >>"$log" 2>&1 &
  running=$!
  set +m
  tail -s 0.2 -n +1 -f --pid="$running" "$log" &
  show=$!
  wait "$running" || status=$?
  end_group
  wait "$show" || true

  add_up "$status" $((SECONDS - started)) "$(busy "${before[@]}")"
}

# Prints how long this machine's processors were busy, and how long they were there, in hundredths of seconds.
processors() {
  local user nice system idle iowait irq softirq _
  read -r _ user nice system idle iowait irq softirq _ 2>/dev/null </proc/stat || true
  local work=$((user + nice + system + irq + softirq))
  echo "$work" $((work + idle + iowait))
}

# busy WORK TIME: what share of the processors' time was used since they printed these.
busy() {
  local work time
  read -r work time < <(processors)
  if [ "$time" -gt "$2" ]; then echo "$(((work - $1) * 100 / (time - $2))) %"; fi
}

# add_up STATUS SECONDS BUSY: the step's tests, and its line of the summary.
add_up() {
  local good=0 bad=0 note=''
  last=ok
  if [ -f "$logs/$step.count" ]; then read -r good bad <"$logs/$step.count"; fi
  case $step in
    sqlite | postgres | s3 | api | e2e) if [ $((good + bad)) = 0 ]; then note='no test ran; ' && set -- 1 "$2" "$3"; fi ;;
  esac
  if [ "$1" != 0 ]; then
    last=FAILED note="${note}see $log"
    broken+=("$step")
    # A step that failed without a failed test must not look like "0 failed".
    if [ "$bad" = 0 ]; then bad=1; fi
  elif [ $((good + bad)) != 0 ]; then
    note="$good passed"
  fi
  passed=$((passed + good)) failed=$((failed + bad))
  if [ -f "$logs/$step.remark" ]; then note="${note:+$note; }$(<"$logs/$step.remark")"; fi
  summary+=("$(printf '%-9s %-7s %4d s %5s  %s' "$step" "$last" "$2" "$3" "$note")")
}

# Ends what is left of the running step's process group.
end_group() {
  if [ -n "$running" ]; then kill -TERM -- "-$running" 2>/dev/null || true; fi
  running=''
}

# However tests/run ends, the step that runs ends too, and has cleaned up before we leave.
stop() {
  local step_pid=$running
  end_group
  if [ -n "$step_pid" ]; then wait "$step_pid" || true; fi
}

report() {
  local name
  # Where only the end of the output is kept, it says what went wrong.
  for name in "${broken[@]}"; do
    printf '\n==== %s failed; its log ends\n' "$name"
    tail -n 40 "$logs/$name.log"
  done
  printf '\n==== summary: seconds, how busy the processors were\n'
  printf '%s\n' "${summary[@]}"
  printf '%-9s %-7s %4d s\n' total '' "$SECONDS"
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" = 0 ]
}
