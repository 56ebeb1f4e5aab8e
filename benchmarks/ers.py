# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Evidence records, measured: a night of 1,000,000 objects, one record, one verdict, beside the Merkle tree of ``pymerkle``.

pymerkle's tree (RFC 6962, in memory) is another form without time-stamps; it stands here for what a general library costs at the same
number of leaves: build and root, one inclusion proof, its verification. Each side runs in a process of its own, for its peak memory;
one record and one verdict are the median of many. The token is made once and its authority is not judged. ``--kisa`` takes 100,000.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import time

SAYI, KISA, TUR = 1_000_000, 100_000, 200


def digests(sayi: int) -> dict[str, bytes]:
    """Return as many digests by name, the same each time."""
    return {f"belge/{i:07}": hashlib.sha256(i.to_bytes(8, "big")).digest() for i in range(sayi)}


def median(islev, tur: int = TUR) -> float:
    """Return the median of the seconds of many calls, each with its own number."""
    sureler = []
    for i in range(tur):
        basla = time.perf_counter()
        islev(i)
        sureler.append(time.perf_counter() - basla)
    return statistics.median(sureler)


def ours(sayi: int) -> dict[str, float]:
    """Measure this library."""
    from earsiv.imza import ers
    from earsiv.imza.ers import kayit
    from earsiv.imza.sonuc import DamgaSonucu, DamgaTuru
    from earsiv.testing.dunya import dunya

    an = dt.datetime(2026, 11, 21, 2, 0, tzinfo=dt.UTC)

    class Damgaci:
        def stamp(self, ozet, algoritma):
            return dunya().damga(ozet, algoritma, an)

    damgaci = Damgaci()
    damgaci.stamp(hashlib.sha256(b"").digest(), "sha256")
    ozetler = digests(sayi)
    adlar = list(ozetler)
    basla = time.perf_counter()
    gece = ers.build(ozetler, damgaci)
    sure = {"kur": time.perf_counter() - basla, "bellek": peak()}
    sec = [adlar[i * 7919 % sayi] for i in range(TUR)]
    sure["kayit"] = median(lambda i: gece.record(sec[i]))
    kayitlar = [gece.record(ad) for ad in sec]

    def trust(*_):
        return DamgaSonucu(DamgaTuru.KAYIT, an, None)

    def verify(i):
        assert ers.verify(kayitlar[i], lambda _: ozetler[sec[i]], trust).alt_durum is None

    sure["dogrula"] = median(verify)
    sure["boy"] = len(kayitlar[0]) - len(kayit.read(kayitlar[0], "k").damgalar[0].token)
    basla = time.perf_counter()
    dosya = gece.to_bytes()
    sure["yaz"] = time.perf_counter() - basla
    basla = time.perf_counter()
    assert ers.Gece.from_bytes(dosya).kok == gece.kok
    return sure | {"oku": time.perf_counter() - basla, "dosya": len(dosya)}


def theirs(sayi: int) -> dict[str, float]:
    """Measure pymerkle."""
    import pymerkle

    ozetler = list(digests(sayi).values())
    basla = time.perf_counter()
    agac = pymerkle.InmemoryTree(algorithm="sha256")
    for ozet in ozetler:
        agac.append_entry(ozet)
    kok = agac.get_state()
    sure = {"kur": time.perf_counter() - basla, "bellek": peak()}
    sira = [1 + i * 7919 % sayi for i in range(TUR)]
    sure["kayit"] = median(lambda i: agac.prove_inclusion(sira[i]))
    kanitlar = [agac.prove_inclusion(no) for no in sira]
    yapraklar = [agac.get_leaf(no) for no in sira]
    sure["dogrula"] = median(lambda i: pymerkle.verify_inclusion(yapraklar[i], kok, kanitlar[i]))
    return sure


def peak() -> float:
    """Return the peak memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(taraf: str, sayi: int) -> dict[str, float]:
    """Run a side in a process of its own."""
    komut = [sys.executable, __file__, "--isci", taraf, str(sayi)]
    return json.loads(subprocess.run(komut, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--isci"]:
        print(json.dumps({"earsiv": ours, "pymerkle": theirs}[sys.argv[2]](int(sys.argv[3]))))
        return
    sayi = KISA if "--kisa" in sys.argv else SAYI
    biz, onlar = measure("earsiv", sayi), measure("pymerkle", sayi)
    print(f"{sayi:,} nesne".replace(",", "."))
    print(f"{'iş':34} {'earsiv':>12} {'pymerkle':>12}")
    for baslik, anahtar, carpan, birim in (
        ("ağacı kur, kökü al", "kur", 1, "s"),
        ("bir kayıt / bir kanıt", "kayit", 1e3, "ms"),
        ("bir kayıt / kanıt doğrula", "dogrula", 1e3, "ms"),
        ("en çok bellek (kurunca)", "bellek", 1, "MB"),
        ("gece dosyasını yaz", "yaz", 1, "s"),
        ("gece dosyasını oku, ağacı kur", "oku", 1, "s"),
        ("gece dosyası", "dosya", 1e-6, "MB"),
        ("kaydın damga dışındaki boyu", "boy", 1, "bayt"),
    ):
        hucreler = (f"{t[anahtar] * carpan:,.2f} {birim}".rstrip() if anahtar in t else "—" for t in (biz, onlar))
        print(f"{baslik:34} " + " ".join(f"{h:>12}" for h in hucreler))


if __name__ == "__main__":
    main()
