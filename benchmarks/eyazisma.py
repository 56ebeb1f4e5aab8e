# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-Yazışma packages, measured: open + judge and write, at 100 KB, 10 MB and 1 GB, beside the floor, with the peak memory of each.

The floor inflates (or deflates) the same bytes with ``zipfile`` and takes the same digests with ``hashlib``, and does nothing else;
no other implementation runs on this platform. To check is every rule and every digest; the mathematics of the signatures is measured
in ``dikey.py``. Rounds of the two sides alternate and the median counts, because machines are shared.
Each side of a size runs in a process of its own, for its peak memory. ``--kisa`` leaves the 1 GB line out.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

BOYLAR = (("100 KB", 100_000, 60), ("10 MB", 10_000_000, 7), ("1 GB", 1_000_000_000, 1))
EK_ID = "0A5E1C7D-3B2F-4E60-9A11-0000000000E1"
_BLOK = 1 << 20


def content(yol: Path, boy: int) -> None:
    """Write bytes that do not compress, the same each time."""
    rasgele = random.Random(1)
    with yol.open("wb") as dosya:
        for _ in range(boy // _BLOK):
            dosya.write(rasgele.randbytes(_BLOK))
        dosya.write(rasgele.randbytes(boy % _BLOK))


def write(hedef: Path, icerik: Path) -> None:
    """Write a signed, sealed package of the second generation around one attachment."""
    from earsiv import eyazisma
    from earsiv.testing import SahteSaat
    from earsiv.testing.yazi import ALICI, KURUM, PDF, final

    ustveri = eyazisma.Ustveri(
        belge_id="0A5E1C7D-3B2F-4E60-9A11-0000000000A1",
        konu="Bakım Raporu",
        guvenlik_kodu="YOK",
        dosya_adi="u.pdf",
        mime_turu="application/pdf",
        olusturan=KURUM,
        dagitimlar=(eyazisma.Dagitim(ALICI),),
        dogrulama_adresi="https://ornek.invalid",
    )
    with eyazisma.create(hedef, saat=SahteSaat()) as adim:
        adim.cover(PDF, "u.pdf")
        adim.attach(eyazisma.Ek(EK_ID, "DED", 1, "ek.bin", "application/octet-stream", "Ek"), icerik)
        adim.metadata(ustveri).digest().sign(_imza("kisi")).finalize(final()).sign(_imza("muhur"))


def _imza(kim: str):
    from earsiv.testing import test_pki

    return lambda veri: test_pki().imzala(veri, kim=kim)


def judge(paket: Path) -> None:
    """Open, apply every rule, take every digest; signatures are measured by ``dikey.py``."""
    from earsiv import eyazisma

    with eyazisma.read(paket) as p:
        assert eyazisma.check(p).gecerli


def floor_judge(paket: Path) -> None:
    """Inflate and hash the same bytes."""
    with zipfile.ZipFile(paket) as z:
        for ad in z.namelist():
            ozetler = (hashlib.sha384(), hashlib.sha512())
            with z.open(ad) as akis:
                while blok := akis.read(_BLOK):
                    for ozet in ozetler:
                        ozet.update(blok)
            for ozet in ozetler:
                ozet.digest()


def floor_write(hedef: Path, icerik: Path) -> None:
    """Deflate and hash the same content."""
    ozetler = (hashlib.sha384(), hashlib.sha512())
    with (
        zipfile.ZipFile(hedef, "w", zipfile.ZIP_DEFLATED) as z,
        z.open("ek.bin", "w", force_zip64=True) as cikti,
        icerik.open("rb") as akis,
    ):
        while blok := akis.read(_BLOK):
            for ozet in ozetler:
                ozet.update(blok)
            cikti.write(blok)


def worker(is_: str, klasor: Path, tur: int) -> None:
    """Measure one side of one size in this process and print seconds and peak kilobytes."""
    islev = {"judge": judge, "floor_judge": floor_judge, "write": write, "floor_write": floor_write}[is_]
    sureler = []
    for n in range(tur + 1):
        hedef = klasor / f"{is_}-{n}.eyp"
        argumanlar = (klasor / "paket.eyp",) if "judge" in is_ else (hedef, klasor / "icerik")
        basla = time.perf_counter()
        islev(*argumanlar)
        sureler.append(time.perf_counter() - basla)
        hedef.unlink(missing_ok=True)
    print(json.dumps([statistics.median(sureler[1:]) if tur > 1 else min(sureler), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))


def measure(is_: str, klasor: Path, tur: int) -> tuple[float, float]:
    """Run a worker; return seconds and megabytes."""
    komut = [sys.executable, __file__, "--isci", is_, str(klasor), str(tur)]
    sure, kb = json.loads(subprocess.run(komut, check=True, capture_output=True, text=True).stdout)
    return sure, kb / 1024


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--isci"]:
        worker(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
        return
    boylar = BOYLAR[:2] if "--kisa" in sys.argv else BOYLAR
    print(f"{'iş':34} {'earsiv':>12} {'taban':>12} {'hız/taban':>10} {'paket/sn':>9} {'MB/sn':>7} {'bellek':>8} {'taban':>8}")
    for ad, boy, tur in boylar:
        with tempfile.TemporaryDirectory() as gecici:
            klasor = Path(gecici)
            content(klasor / "icerik", boy)
            write(klasor / "paket.eyp", klasor / "icerik")
            for baslik, bizim, taban in (("aç + denetle", "judge", "floor_judge"), ("yaz (imza ve mühürle)", "write", "floor_write")):
                olcumler = [(measure(bizim, klasor, tur), measure(taban, klasor, tur)) for _ in range(3 if boy < 10**8 else 1)]
                (sure, bellek), (taban_sure, taban_bellek) = (
                    (statistics.median(o[i][0] for o in olcumler), max(o[i][1] for o in olcumler)) for i in (0, 1)
                )
                print(
                    f"{baslik + ', ' + ad:34} {sure * 1000:9.1f} ms {taban_sure * 1000:9.1f} ms {taban_sure / sure:10.2f} {1 / sure:9.1f}"
                    f" {boy / sure / 1e6:7.1f} {bellek:5.0f} MB {taban_bellek:5.0f} MB"
                )


if __name__ == "__main__":
    main()
