#!/bin/sh
# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
# Build the wheel, install it into a fresh environment without the sources, and run the command and the core from there.
set -eu
cd "$(dirname "$0")/.."
rm -rf dist && .venv/bin/python -m build -q --no-isolation --wheel >/dev/null
kok=$(pwd)
gecici=$(mktemp -d)
trap 'rm -rf "$gecici"' EXIT
.venv/bin/python -m venv --without-pip "$gecici/v"
# the dependencies of the lock, but not the editable checkout
site=$("$gecici/v/bin/python" -c 'import site; print(site.getsitepackages()[0])')
kaynak=$(.venv/bin/python -c 'import site; print(site.getsitepackages()[0])')
for yol in "$kaynak"/*; do
  case "$(basename "$yol")" in *earsiv*|__pycache__) ;; *) ln -s "$yol" "$site/" ;; esac
done
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --target "$site" dist/*.whl
cd "$gecici"
"$gecici/v/bin/python" "$kok/tools/wheel_check.py"
