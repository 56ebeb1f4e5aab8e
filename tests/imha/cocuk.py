# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A process that destroys in children of its own and lets each of them kill itself at the n-th step.

Reads ``<n> <folder>`` from standard input, a line at a time; answers ``oldu`` or ``bitti <steps>``. A step is any durable write or removal:
before it is made the child sends itself SIGKILL, so nothing is unwound, flushed or released by Python. (Syncing a folder is none: what a
killed process wrote is there with or without it.)
"""

import os
import signal
import sys
from pathlib import Path

from earsiv._canon import decode
from earsiv.imha import Dayanak, Yurutucu
from earsiv.model import ImhaListesi
from earsiv.store import Depo, _destroy
from earsiv.store.disk import Disk
from earsiv.testing import SahteSaat


def steps(n):
    """Count every durable step of this process, and die before the n-th; n = 0 never does."""
    sayac = [0]

    def wrapped(asil):
        def yap(*a):
            sayac[0] += 1
            if sayac[0] == n:
                os.kill(os.getpid(), signal.SIGKILL)
            return asil(*a)

        return yap

    for ad in ("mkdir", "write", "append", "copy", "rename"):
        setattr(Disk, ad, wrapped(getattr(Disk, ad)))
    for ad in ("_remove_file", "_remove_folder"):
        setattr(_destroy, ad, wrapped(getattr(_destroy, ad)))
    return sayac


def execute(kok, no="2037/1"):
    """Carry the list of an archive out, with nothing in the way."""
    with Depo.open(Path(kok), SahteSaat()) as depo:
        oid = f"urn:earsiv:liste:{no}"
        liste = ImhaListesi.from_content(decode(depo.ocfl.read(oid, "icerik.json")), decode(depo.ocfl.read(oid, "liste.json"))["ozet"])
        dayanak = Dayanak(liste.ozet, "2037/4", "ab" * 32, "E-77", "E-99")
        yurutucu = Yurutucu(depo, "çocuk", yargi=lambda _b, _s: (), dizinden_cikar=lambda _: None)
        return yurutucu.run(liste, liste.satirlar, dayanak)


def main():
    for emir in sys.stdin:
        n, kok = emir.rstrip("\n").split(" ", 1)
        oku, yaz = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(oku)
            sayac = steps(int(n))
            execute(kok)
            os.write(yaz, str(sayac[0]).encode())
            os._exit(0)
        os.close(yaz)
        with os.fdopen(oku, "rb") as boru:
            adim = boru.read().decode()
        _, durum = os.waitpid(pid, 0)
        oldu = os.WIFSIGNALED(durum) and os.WTERMSIG(durum) == signal.SIGKILL
        sys.stdout.write(("oldu" if oldu else f"bitti {adim}" if durum == 0 else "hata") + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
