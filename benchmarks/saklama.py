# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Retention of a whole archive: time, files a second and peak memory, at 100,000 and at 1,000,000 files.

``saf`` judges generated files in memory, nothing else. ``arşiv`` is ``Arsiv.screened`` over a ledger of that many files, three records
each, filled by direct inserts. Two peers answer the same question over the same ledger: one SQL statement that knows only
"closing year + years of the row", and a loop that asks the ledger for each file and its records by itself. Neither knows holds,
references, further codes, extensions or past days; they show what the question costs, not what the answer is worth.

Each measurement runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GUN = dt.date(2037, 3, 1)
BIRIMLER = [f"999{n:05}" for n in range(40)]


def generated(adet, tohum=4):
    """Yield that many plain files under usable codes of the municipal plan: four in five subject files of a whole year, one in ten open."""
    from earsiv.model import Dosya
    from earsiv.sdp import effective

    zar, plan = random.Random(tohum), effective("belediye")
    satirlar = [s for s in plan.rows() if plan.usable(s.kod)]
    for n in range(adet):
        satir, yil = zar.choice(satirlar), zar.randrange(1995, 2037)
        acilis = dt.date(yil, 1, 1) if zar.random() < 0.8 else dt.date(yil, zar.randrange(1, 13), zar.randrange(1, 29))
        kapanis = acilis.replace(month=12, day=31) if zar.random() < 0.9 else None
        kimlik = f"00000000-0000-7000-8000-{n:012d}"
        yield Dosya(kimlik, satir.kod, satir.plan, satir.surum, satir.ad, zar.choice(BIRIMLER), acilis, kapanis)


def fill(kok, adet):
    """Make an archive whose ledger holds that many files, three records each."""
    import earsiv
    from earsiv.store import tablolar as t

    with earsiv.create(kok, kurum="Ölçüm", detsis="99900001") as arsiv:
        dosyalar, belgeler = [], []

        def dok(baglanti):
            if dosyalar:
                baglanti.execute(t.DOSYA.insert(), dosyalar)
                baglanti.execute(t.BELGE.insert(), belgeler)
            dosyalar.clear()
            belgeler.clear()

        with arsiv.depo.transaction("ölçüm") as islem:
            for n, d in enumerate(generated(adet)):
                alanlar = ("kimlik", "kod", "plan", "plan_surumu", "ad", "birim", "acilis", "kapanis")
                dosyalar.append({**{ad: getattr(d, ad) for ad in alanlar}, "ust": None, "ek": None})
                belgeler.extend(record(d, n, sira) for sira in range(3))
                if len(dosyalar) >= 5_000:
                    dok(islem.baglanti)
            dok(islem.baglanti)
            islem.audit("olcum", "arsiv", {"dosya": adet})


def record(dosya, n, sira):
    """Return a row of a record."""
    return {
        "kimlik": f"00000000-0000-7000-9{sira:03d}-{n:012d}",
        "dosya": dosya.kimlik,
        "tur": "pdf",
        "sayi": "",
        "tarih": dosya.acilis,
        "konu": "Ölçüm",
        "birim": dosya.birim,
        "gizlilik": 0,
        "kaynak_adi": "b.pdf",
        "boyut": 1000 + sira,
        "sha512": f"{n:0127d}{sira}",
        "sha256": f"{n:063d}{sira}",
        "sayfa_sayisi": 1,
        "metin_durumu": "var",
        "imza_durumu": None,
        "alindi": "2026-11-21T09:00:00.000000Z",
    }


# -- what is measured; each returns (seconds, files, due) -----------------------------------------------------------------


def pure(adet, kok):
    """Judge generated files in memory; making them is taken off by a run that only makes them."""
    del kok
    from earsiv.saklama import Elek, Sayim
    from earsiv.sdp import effective

    basla = time.perf_counter()
    for _ in generated(adet):
        pass
    uretim = time.perf_counter() - basla
    plan, sayim, elek = effective("belediye"), Sayim(), Elek(GUN)
    basla = time.perf_counter()
    for dosya in generated(adet):
        sayim.add(elek.judge(dosya, plan).durum)
    return time.perf_counter() - basla - uretim, sayim.incelenen, sayim.dolan


def archive(adet, kok):
    """Judge the files of an archive as ``earsiv saklama tara --cikti`` does."""
    del adet
    import earsiv
    from earsiv.saklama import Sayim

    with earsiv.open(kok) as arsiv:
        sayim = Sayim()
        basla = time.perf_counter()
        for _, yargi in arsiv.screened(GUN):
            sayim.add(yargi.durum)
        return time.perf_counter() - basla, sayim.incelenen, sayim.dolan


def command(adet, kok):
    """Run the command itself, with its CSV, start of the process included."""
    del adet
    hedef = kok.parent / "tara.csv"
    hedef.unlink(missing_ok=True)
    basla = time.perf_counter()
    komut = [
        sys.executable,
        "-m",
        "earsiv.cli",
        "saklama",
        "tara",
        "--bugun",
        GUN.isoformat(),
        "--cikti",
        str(hedef),
        "--json",
        "--depo",
        str(kok),
    ]
    sonuc = subprocess.run(komut, capture_output=True, text=True, check=False)
    veri = json.loads(sonuc.stdout)
    return time.perf_counter() - basla, veri["incelenen"], veri["dolan"]


def one_statement(adet, kok):
    """Peer: a table of years and one SQL statement."""
    del adet
    import sqlite3

    from earsiv.sdp import effective

    sureler = [(s.plan, s.surum, s.kod, int(s.saklama_suresi)) for s in effective("belediye").rows() if s.saklama_suresi.isdigit()]
    with sqlite3.connect(kok / "defter.db") as b:
        basla = time.perf_counter()
        b.execute("create temp table sure (plan, surum, kod, yil, primary key (plan, surum, kod))")
        b.executemany("insert into sure values (?, ?, ?, ?)", sureler)
        sorgu = """select count(*), sum(cast(strftime('%Y', d.kapanis) as integer) + s.yil + 1 <= ?) from dosya d
            left join sure s on s.plan = d.plan and s.surum = d.plan_surumu and s.kod = d.kod"""
        incelenen, dolan = b.execute(sorgu, (GUN.year,)).fetchone()
    b.close()
    return time.perf_counter() - basla, incelenen, dolan


def naive_loop(adet, kok):
    """Peer: ask for each file and its records by themselves, then judge (over the first 20,000, scaled up)."""
    import earsiv
    from earsiv.saklama import Sayim, compute
    from earsiv.store import defter

    pay = min(adet, 20_000)
    with earsiv.open(kok) as arsiv, arsiv.depo.reader() as b:
        sayim, plan = Sayim(), arsiv.plan
        basla = time.perf_counter()
        for n in range(pay):
            dosya = defter.dosya_of(defter.find(b, "dosya", f"00000000-0000-7000-8000-{n:012d}"))
            list(defter.records(b, dosya.kimlik))
            defter.list_of_file(b, dosya.kimlik)
            sayim.add(compute(dosya, plan, None, (), GUN).durum)
        return (time.perf_counter() - basla) * adet / pay, adet, sayim.dolan * adet // pay


OLCUMLER = {
    "saf": pure,
    "arşiv": archive,
    "komut (CSV ile)": command,
    "akran: tek SQL": one_statement,
    "akran: dosya dosya *": naive_loop,
}


def measured(ad, adet, kok):
    """Measure in a process of its own: seconds, files, due, peak memory in MiB."""
    komut = [sys.executable, __file__, "--ic", ad, "--adet", str(adet), "--kok", str(kok)]
    cikti = subprocess.run(komut, capture_output=True, text=True, check=True).stdout
    return json.loads(cikti)


def main():
    """Print the table."""
    ayristir = argparse.ArgumentParser()
    ayristir.add_argument("--adet", type=int, action="append")
    ayristir.add_argument("--ic")
    ayristir.add_argument("--kok", type=Path)
    secim = ayristir.parse_args()
    if secim.ic == "doldur":
        fill(secim.kok, secim.adet[0])
        return
    if secim.ic:
        sonuc = OLCUMLER[secim.ic](secim.adet[0], secim.kok)
        kim = resource.RUSAGE_CHILDREN if secim.ic.startswith("komut") else resource.RUSAGE_SELF
        print(json.dumps([*sonuc, resource.getrusage(kim).ru_maxrss / 1024]))
        return
    print("* ilk 20.000 dosyada ölçülüp ölçeklendi")
    print(f"{'ölçüm':22}{'dosya':>10}{'saniye':>9}{'dosya/s':>10}{'dolan':>9}{'bellek MiB':>12}")
    with tempfile.TemporaryDirectory() as gecici:
        for adet in secim.adet or [100_000, 1_000_000]:
            kok = Path(gecici) / str(adet) / "arsiv"
            kok.parent.mkdir()
            subprocess.run([sys.executable, __file__, "--ic", "doldur", "--adet", str(adet), "--kok", str(kok)], check=True)
            for ad in OLCUMLER:
                sure, dosya, dolan, bellek = measured(ad, adet, kok)
                print(f"{ad:22}{dosya:>10}{sure:>9.2f}{dosya / sure:>10.0f}{dolan:>9}{bellek:>12.0f}", flush=True)


if __name__ == "__main__":
    main()
