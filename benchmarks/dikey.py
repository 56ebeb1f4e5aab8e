# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The vertical slice, measured: each line beside a peer or a floor, in one run, as a ratio. No test reads these numbers.

Rounds of the two sides alternate and the median counts, because machines are shared.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

import earsiv
from earsiv import arama, ayiklama, eyazisma, imza
from earsiv.arama.dizin import Dizin, layers
from earsiv.arama.uc import SayfaKaydi
from earsiv.model import Dosya, GizlilikDerecesi, Yetki
from earsiv.sdp import effective
from earsiv.testing import PaketKurucu, render, test_pki

TUR = 7


def median(is_: Callable[[], object], diger: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of two calls whose rounds alternate."""
    sureler: tuple[list[float], list[float]] = ([], [])
    for _ in range(TUR):
        for liste, cagri in zip(sureler, (is_, diger), strict=True):
            basla = time.perf_counter()
            cagri()
            liste.append(time.perf_counter() - basla)
    return statistics.median(sureler[0]), statistics.median(sureler[1])


def main() -> None:
    """Print the table."""
    print(f"{'iş':46} {'earsiv':>12} {'eş / taban':>12} {'oran':>7}  eş")
    with tempfile.TemporaryDirectory() as klasor:
        for olcum in (paket, imza_cades, supurme, cozumleme, arama_motorlari, kabul, ice_aktarma):
            for ad, bizim, onlar, es in olcum(Path(klasor)):
                print(f"{ad:46} {bizim * 1000:9.2f} ms {onlar * 1000:9.2f} ms {bizim / onlar:7.2f}  {es}")


def paket(klasor: Path):
    """Open, read, check every digest; the floor inflates and hashes the same bytes."""
    for ad, boy in (("100 KB", 100_000), ("10 MB", 10_000_000)):
        yol = klasor / f"p{boy}.eyp"
        yol.write_bytes(PaketKurucu(ustyazi=random.Random(1).randbytes(boy), pki=None).build())

        def bizim(yol: Path = yol) -> None:
            with eyazisma.read(yol) as p:
                eyazisma.check(p)

        def taban(yol: Path = yol) -> None:
            with zipfile.ZipFile(io.BytesIO(yol.read_bytes())) as z:
                for parca in z.namelist():
                    veri = z.read(parca)
                    hashlib.sha384(veri).digest(), hashlib.sha512(veri).digest()

        yield (f"e-Yazışma paketi: aç + denetle, {ad}", *median(bizim, taban), "zipfile + hashlib (yalnız özet)")


def imza_cades(klasor: Path):
    """Verify one CAdES-BES; openssl starts a process for it, which is its cost."""
    pki = test_pki()
    (klasor / "a.p7s").write_bytes(pki.imzala(b"metin"))
    (klasor / "kok.pem").write_bytes(x509.load_der_x509_certificate(pki.kok.sertifika).public_bytes(Encoding.PEM))
    guven = imza.GuvenDeposu.of(pki.kok.sertifika)
    veri = (klasor / "a.p7s").read_bytes()

    def openssl() -> None:
        komut = "openssl cms -verify -cades -in a.p7s -inform DER -CAfile kok.pem -purpose any -out /dev/null"
        subprocess.run(komut.split(), check=True, capture_output=True, cwd=klasor)

    imza.verify_cms(veri, "x", guven=guven)
    yield ("CAdES-BES doğrula", *median(lambda: imza.verify_cms(veri, "x", guven=guven), openssl), "openssl cms -verify (süreç başına)")


def supurme(_klasor: Path):
    """Judge files; the floor only adds the years."""
    plan = effective("belediye")
    ozetler = [
        ayiklama.DosyaOzeti(Dosya(str(i), "165.05", "belediye", "2018", "x", "1", dt.date(2013, 1, 1), dt.date(2013, 12, 31)))
        for i in range(20_000)
    ]

    def taban() -> int:
        return sum(1 for o in ozetler if o.dosya.kapanis and o.dosya.kapanis.year + 11 <= 2037)

    yield ("20.000 dosya süpür", *median(lambda: ayiklama.sweep(ozetler, lambda _: plan, dt.date(2037, 3, 1)), taban), "yalnız yıl toplamı")


METIN = "Örnekova Belediyesi'nin Bilgi İşlem Müdürlüğü tarafından 06.03.2015 tarihli E-99900014-807.04-118 sayılı yazı ile kâğıt "


def cozumleme(_klasor: Path):
    """Analyse a page of 300 words; the floor lower-cases and splits it."""
    sayfa = METIN * 20
    yield ("Sayfa çözümle (300 kelime, üç katman)", *median(lambda: layers(sayfa), lambda: sayfa.lower().split()), "str.lower().split()")


def arama_motorlari(klasor: Path):
    """Index 400 pages and search them with each engine."""
    kayitlar = [
        SayfaKaydi(str(i), 1, "1", GizlilikDerecesi.YOK, ("105",), 20150101, {}, layers(f"{METIN * 5} kelime{i}")) for i in range(400)
    ]
    dizinler = {ad: Dizin(klasor / ad, ad) for ad in ("tantivy", "whoosh")}
    yield (
        "400 sayfa dizinle",
        *median(lambda: dizinler["tantivy"].rebuild(kayitlar), lambda: dizinler["whoosh"].rebuild(kayitlar)),
        "Whoosh",
    )
    sorgu, tam = arama.parse("müdürlüğü"), Yetki.full("x")
    yield ("Kelime ara", *median(lambda: dizinler["tantivy"].search(sorgu, tam), lambda: dizinler["whoosh"].search(sorgu, tam)), "Whoosh")


def kabul(klasor: Path):
    """Take a package in, durably; the floor copies its bytes and syncs them."""
    import os

    pdf = render([METIN * 3], "metinli-pdf")
    arsiv = earsiv.create(klasor / "arsiv")
    sayac = iter(range(10_000))

    def bizim() -> None:
        yol = klasor / f"k{next(sayac)}.eyp"
        yol.write_bytes(PaketKurucu(ustyazi=pdf, konu=yol.stem, pki=None).build())
        assert arsiv.add(yol, kod="622.01").durum == "alindi"

    def taban() -> None:
        with (klasor / f"t{next(sayac)}").open("wb") as dosya:
            dosya.write(pdf)
            os.fsync(dosya.fileno())

    yield ("Bir paket kabul et (metin, denetim, dizin)", *median(bizim, taban), "yaz + fsync")
    arsiv.close()


def ice_aktarma(_klasor: Path):
    """Import in a fresh process; the floor is Python itself."""

    def calistir(kod: str) -> None:
        subprocess.run([sys.executable, "-c", kod], check=True)

    yield ("import earsiv (yeni süreç)", *median(lambda: calistir("import earsiv"), lambda: calistir("pass")), "boş Python")


if __name__ == "__main__":
    main()
