#!/bin/sh
# Pins and hashes the dependencies for every Python from 3.11 on; the locks name no host.
set -eu
cd "$(dirname "$0")/.."
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
python3 -m venv "$tool" && "$tool/bin/pip" install -q uv
compile() {
	"$tool/bin/uv" pip compile --no-config --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -q "$@"
}
compile deploy/requirements.in -o requirements.txt
compile tests/requirements.in -c requirements.txt -o tests/requirements.txt
