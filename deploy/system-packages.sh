#!/bin/sh
# Finds or installs what the tests need beside Python and Node: a Chromium, a Redis server and nginx.
set -eu

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

from_debian() {
	command -v apt-get >/dev/null || return 1
	echo "installing $1 ..."
	{ as_root apt-get update && as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y --no-install-recommends "$1"; } >/dev/null 2>&1
}

have_chromium() {
	[ -x "${CHROMIUM:-}" ] && return 0
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		command -v "$name" >/dev/null && return 0
	done
	ls "${HOME:-/}"/.cache/ms-playwright/chromium-*/*/chrome >/dev/null 2>&1
}

have_chromium || from_debian chromium || .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
have_chromium || {
	echo "The browser tests need Chromium, and it could not be installed from here." >&2
	echo "Install Chromium or Google Chrome, or say CHROMIUM=/path/to/chromium, and run make test again." >&2
	exit 1
}
command -v redis-server >/dev/null || from_debian redis-server || {
	echo "No redis-server was found: the tests of the shared store are skipped. Install redis-server to run them." >&2
}
command -v nginx >/dev/null || from_debian nginx-light || {
	echo "No nginx was found: the tests of two instances behind it are skipped. Install nginx to run them." >&2
}
