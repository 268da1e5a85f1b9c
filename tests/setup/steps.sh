# shellcheck shell=bash disable=SC2154  # root, logs: set by tests/run
# Chooses the steps, runs them, adds up. Sourced by tests/run.

steps=(fmt deny build sqlite postgres s3 e2e webhooks api clients)
# Not everybody's checkout has these.
if [ -e tests/real/run ]; then steps+=(real); fi
if [ -e tests/load/run ]; then steps+=(load); fi

# Mostly wait, for processes of others and for the clock: they run at the same time, so that both processors have work.
waiting=(s3 webhooks api clients real load)

# Run only when they are named.
named=(mutations)

passed=0 failed=0 summary=() broken=() running=() step='' last=''

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
  local together=()
  for step in "${chosen[@]}"; do
    if [[ " ${waiting[*]} " == *" $step "* ]]; then together+=("$step") && continue; fi
    run_step
    if [ "$step" = build ] && [ "$last" != ok ]; then report && return; fi # the rest would only repeat its errors
  done
  run_together "${together[@]}"
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

# Starts $step as a process group of its own, so that nothing it starts outlives it; its id is the last of `running`.
start_step() {
  local log=$logs/$step.log
  rm -f "$logs/$step".{count,remark,seconds}
  : >"$log"
  set -m
  (
    set +e
    SECONDS=0
    (set -e && "step_$step")
    status=$?
    echo "$SECONDS" >"$logs/$step.seconds"
    exit "$status"
  ) </dev/null >>"$log" 2>&1 &
  running+=("$!")
  set +m
}

# Runs $step, and shows its log as it grows.
run_step() {
  local status=0 show before
  read -ra before < <(processors)
  printf '\n==== %s\n' "$step"
  start_step
  tail -s 0.2 -n +1 -f --pid="${running[0]}" "$logs/$step.log" &
  show=$!
  wait "${running[0]}" || status=$?
  end_groups
  wait "$show" || true
  add_up "$status" "$(busy "${before[@]}")"
}

# run_together STEP…: runs these at the same time, and shows the log of each when it has ended.
run_together() {
  local names=("$@") statuses=() status process before share index
  read -ra before < <(processors)
  for step in "${names[@]}"; do start_step; done
  for process in "${running[@]}"; do
    status=0
    wait "$process" || status=$?
    statuses+=("$status")
    step=${names[${#statuses[@]} - 1]}
    printf '\n==== %s\n' "$step"
    cat "$logs/$step.log"
  done
  end_groups
  share=$(busy "${before[@]}")
  for index in "${!names[@]}"; do
    step=${names[$index]}
    add_up "${statuses[$index]}" "$share"
  done
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

# add_up STATUS BUSY: the step's tests, and its line of the summary.
add_up() {
  local good=0 bad=0 note='' seconds
  last=ok
  seconds=$(cat "$logs/$step.seconds" 2>/dev/null || echo 0)
  if [ -f "$logs/$step.count" ]; then read -r good bad <"$logs/$step.count"; fi
  case $step in
    sqlite | postgres | s3 | api | e2e) if [ $((good + bad)) = 0 ]; then note='no test ran; ' && set -- 1 "$2"; fi ;;
  esac
  if [ "$1" != 0 ]; then
    last=FAILED note="${note}see $logs/$step.log"
    broken+=("$step")
    # A step that failed without a failed test must not look like "0 failed".
    if [ "$bad" = 0 ]; then bad=1; fi
  elif [ $((good + bad)) != 0 ]; then
    note="$good passed"
  fi
  passed=$((passed + good)) failed=$((failed + bad))
  if [ -f "$logs/$step.remark" ]; then note="${note:+$note; }$(<"$logs/$step.remark")"; fi
  summary+=("$(printf '%-9s %-7s %4d s %5s  %s' "$step" "$last" "$seconds" "$2" "$note")")
}

# Ends what is left of the process groups of the steps that ran.
end_groups() {
  local group
  for group in "${running[@]}"; do kill -TERM -- "-$group" 2>/dev/null || true; done
  running=()
}

# However tests/run ends, the steps that run end too, and have cleaned up before we leave.
stop() {
  local groups=("${running[@]}") group
  end_groups
  for group in "${groups[@]}"; do wait "$group" || true; done
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
