# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Run hostile parsing in a child process with limits: memory, CPU time, wall time.

Threat: a PDF, an image or a signature inside them that crashes, hangs or eats the machine. Rule: it happens in a child that the
parent can kill with all its descendants; the parent only reads JSON. Residual risk: the child can read what its user can
read; it is no sandbox against code execution inside a parser.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from earsiv._limits import Sinirlar
from earsiv.errors import AracHatasi

_ORTAM: Final = ("PATH", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "TESSDATA_PREFIX", "SYSTEMROOT")


# a few lines of Python that take the limits and then become the program: safe with threads, unlike a fork hook
_SINIRLI: Final = (
    "import os,resource as r,sys;m,c=int(sys.argv[1]),int(sys.argv[2]);"
    "r.setrlimit(r.RLIMIT_AS,(m,m));r.setrlimit(r.RLIMIT_CPU,(c,c+5));r.setrlimit(r.RLIMIT_CORE,(0,0));"
    "os.execvp(sys.argv[3],sys.argv[3:])"
)


def run_limited(komut: Sequence[str], *, sure: int, bellek: int, yer: str, ortam: Mapping[str, str] | None = None) -> bytes:
    """Run an outside program as :func:`run_program` does, with a memory limit (bytes) of its own where there is one.

    Raises:
        AracHatasi: as :func:`run_program`.
    """
    yol = shutil.which(komut[0])
    if yol is None:
        raise AracHatasi("ARC-001", yer, arac=komut[0])
    if sys.platform == "win32":
        return run_program([yol, *komut[1:]], sure=sure, yer=yer, ortam=ortam)
    sinirli = [sys.executable, "-I", "-S", "-c", _SINIRLI, str(bellek), str(sure), yol, *komut[1:]]
    return run_program(sinirli, sure=sure, yer=yer, ortam=ortam, ad=komut[0])


def run_program(
    komut: Sequence[str], *, sure: int, yer: str, girdi: bytes = b"", ortam: Mapping[str, str] | None = None, ad: str = ""
) -> bytes:
    """Run a program to its end and return its standard output; it and its children die at the time limit.

    Args:
        komut: program and arguments.
        sure: wall time limit in seconds.
        yer: what is being worked on, used in errors.
        girdi: bytes for its standard input.
        ortam: extra environment variables.
        ad: the program's name in errors, when it is not the first word.

    Raises:
        AracHatasi: ARC-001 not found, ARC-002 out of time, ARC-003 died of a signal or failed.
    """
    cevre = {ad: os.environ[ad] for ad in _ORTAM if ad in os.environ} | dict(ortam or {})
    with tempfile.TemporaryDirectory(prefix="earsiv-") as klasor:
        try:
            surec = subprocess.Popen(  # noqa: S603 - fixed programs, arguments never pass a shell
                list(komut),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
                cwd=klasor,
                env=cevre,
            )
        except OSError:
            raise AracHatasi("ARC-001", yer, arac=komut[0]) from None
        with surec:
            try:
                cikti, hata = surec.communicate(girdi, timeout=sure)
            except subprocess.TimeoutExpired:
                raise AracHatasi("ARC-002", yer, arac=ad or Path(komut[0]).name, sure=sure) from None
            finally:
                _kill_group(surec)
        if surec.returncode:
            raise AracHatasi("ARC-003", yer, arac=ad or Path(komut[0]).name, kod=surec.returncode, ayrinti=_last_line(hata))
        return cikti


def run_module(modul: str, istek: Mapping[str, Any], sinirlar: Sinirlar, yer: str) -> dict[str, Any]:
    """Run ``python -m modul`` with a JSON request and return its JSON answer.

    Raises:
        AracHatasi: as :func:`run_program`; ARC-004 when the answer is not JSON.
    """
    govde = json.dumps({**istek, "bellek": sinirlar.cocuk_bellek, "sure": sinirlar.cocuk_sure}).encode()
    cikti = run_program([sys.executable, "-P", "-m", modul], sure=sinirlar.cocuk_sure, yer=yer, girdi=govde)
    try:
        cevap = json.loads(cikti)
    except ValueError:
        raise AracHatasi("ARC-004", yer, arac=modul) from None
    if not isinstance(cevap, dict):
        raise AracHatasi("ARC-004", yer, arac=modul)
    return cevap


def serve(isle: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Be the child: take the limits, answer one request on standard output, never write anything else there."""
    istek = json.load(sys.stdin)
    _limit_self(istek.pop("bellek"), istek.pop("sure"))
    gercek = os.dup(1)
    os.dup2(2, 1)  # whatever a parser prints goes to stderr
    cevap = isle(istek)
    with os.fdopen(gercek, "wb") as cikti:
        cikti.write(json.dumps(cevap, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _limit_self(bellek: int, sure: int) -> None:
    """Set this process's own limits where the platform has them (Windows has not; the wall clock still holds)."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (bellek, bellek))
        resource.setrlimit(resource.RLIMIT_CPU, (sure, sure + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _kill_group(surec: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the child's process group, so that nothing is orphaned."""
    with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(surec.pid, signal.SIGKILL)
    if surec.poll() is None:
        surec.kill()


def _last_line(hata: bytes) -> str:
    satirlar = [s for s in hata.decode("utf-8", "replace").splitlines() if s.strip()]
    return satirlar[-1].strip()[:160] if satirlar else ""
