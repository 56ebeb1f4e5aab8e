#!/bin/sh
# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
# Make .venv with exactly what requirements.lock names, and the system packages for OCR; with "test" also those that only the tests
# use. A second run does nothing.
set -eu
cd "$(dirname "$0")/.."

may_install() { command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
apt_install() {
  echo "kurulum: sistem paketleri: $*" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 && return 0
  as_root apt-get update -q >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >/dev/null
}

PY=${PYTHON:-python3}
command -v "$PY" >/dev/null || { echo "kurulum: python3 yok. Kurun: sudo apt-get install python3 python3-venv" >&2; exit 1; }
"$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kurulum: Python 3.11 veya yenisi gerekir." >&2; exit 1; }
if ! "$PY" -c 'import ensurepip, venv' 2>/dev/null; then
  if may_install; then apt_install python3-venv; else echo "kurulum: python3-venv yok. Kurun: sudo apt-get install python3-venv" >&2; exit 1; fi
fi

if ! { command -v tesseract >/dev/null && tesseract --list-langs 2>/dev/null | grep -qx tur; }; then
  if may_install; then
    apt_install tesseract-ocr tesseract-ocr-tur || echo "kurulum: tesseract kurulamadı; taramaların metni “bekliyor” kalır." >&2
  else
    echo "kurulum: OCR aracı yok; taramaların metni “bekliyor” kalır. Kurun: sudo apt-get install tesseract-ocr tesseract-ocr-tur" >&2
  fi
fi

if [ "${1:-}" = servis ]; then # other judges: EU DSS needs Java and Maven, the token tests a software token
  command -v javac >/dev/null && command -v mvn >/dev/null || { may_install && apt_install default-jdk-headless maven; } || true
  command -v softhsm2-util >/dev/null || { may_install && apt_install softhsm2; } || true
  for arac in javac mvn softhsm2-util; do
    command -v "$arac" >/dev/null || echo "kurulum: $arac yok; onunla yapılan testler atlanır. Kurun: sudo apt-get install default-jdk-headless maven softhsm2" >&2
  done
fi

if [ "${1:-}" = test ] || [ "${1:-}" = servis ]; then # independent judges for the tests only: a CMS tool, a browser
  for arac in openssl chromium; do
    command -v "$arac" >/dev/null && continue
    if may_install; then apt_install "$arac" || true; fi
    command -v "$arac" >/dev/null || echo "kurulum: $arac yok; onunla yapılan testler atlanır. Kurun: sudo apt-get install $arac" >&2
  done
fi

stamp=.venv/.kurulu
want=$(cat requirements.lock pyproject.toml tools/setup.sh | cksum)
[ "$(cat "$stamp" 2>/dev/null || true)" = "$want" ] && exit 0
[ -x .venv/bin/python ] || "$PY" -m venv .venv
echo "kurulum: Python paketleri (.venv)" >&2
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "$want" >"$stamp"
