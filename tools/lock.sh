#!/bin/sh
# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
# Write requirements.lock anew from the ranges in pyproject.toml (exact versions with digests). Needs `pip install uv`.
set -eu
cd "$(dirname "$0")/.."
exec uv pip compile pyproject.toml --all-extras --group test --group lint --group docs --group build \
  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --exclude-newer "$(date -u -d '7 days ago' +%F)" -o requirements.lock
