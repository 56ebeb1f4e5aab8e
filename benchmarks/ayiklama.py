# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A list of 50,000 lines through the whole path: proposed, voted on by five, decided, consented to, approved, reported as XLSX and PDF.

The archive is real: every file and record has its OCFL object, written without fsync to save time before the clock starts. The path itself
is the public one, durable writes included. The peer writes the same list with the same libraries as they come (a workbook held in memory,
one typst document); it knows neither digest nor votes. Each side runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GUN = dt.datetime(2037, 3, 10, 9, tzinfo=dt.UTC)
BIRIM, DETSIS = "99900011", "99900001"
UYELER = ("sicil:101", "sicil:102", "sicil:103", "sicil:201", "sicil:202")


def fill(kok, adet):
    """Make an archive with that many due files of one unit, one record each, as objects and rows."""
    import hashlib

    import earsiv
    from earsiv.model import Dosya
    from earsiv.store import defter, ocfl_id
    from earsiv.store.disk import Disk
    from earsiv.testing import SahteSaat

    class Eszamansiz(Disk):
        """Writes that are not synced."""

        def write(self, yol, veri):
            yol.write_bytes(veri)

        def sync_folder(self, yol):
            pass

    with earsiv.create(kok, kurum="Örnekova Belediyesi", detsis=DETSIS, clock=SahteSaat(GUN)) as arsiv:
        ocfl = type(arsiv.depo.ocfl)(kok / "ocfl", Eszamansiz())
        klasor = kok / "is" / "dolum"

        def koy(baglanti, tur, deger, ek):
            oid = ocfl_id(tur, deger["kimlik"])
            dosyalar = {f"{tur}.json": json.dumps(deger, ensure_ascii=False).encode(), **ek}
            klasor.mkdir(parents=True, exist_ok=True)
            yazim = ocfl.stage(oid, dosyalar, klasor, mesaj="olcum", aktor="olcum", zaman="2013-01-05T09:00:00.000000Z")
            ocfl.publish(oid, klasor, 1)
            defter.upsert(baglanti, tur, deger)
            defter.set_version(baglanti, deger["kimlik"], tur, 1, yazim.envanter)

        with arsiv.depo.transaction("olcum") as islem:
            for n in range(adet):
                acilis = dt.date(2005 + n % 10, 1, 5)
                ad = f"Meclis görüşmelerine ilişkin yazışmalar, {n}. klasör, İmar ve Şehircilik"
                dosya = Dosya(
                    f"00000000-0000-7000-8000-{n:012d}", "165.05", "belediye", "2018", ad, BIRIM, acilis, acilis.replace(month=12, day=31)
                )
                koy(islem.baglanti, "dosya", dosya.as_dict(), {})
                sha = hashlib.sha512(str(n).encode()).hexdigest()
                belge = {
                    "kimlik": f"00000000-0000-7000-9000-{n:012d}",
                    "dosya": dosya.kimlik,
                    "tur": "pdf",
                    "sayi": f"E-{BIRIM}-165.05-{n + 1}",
                    "tarih": acilis.isoformat(),
                    "konu": "Meclis kararı",
                    "birim": BIRIM,
                    "gizlilik": "YOK",
                    "kaynak_adi": "b.pdf",
                    "boyut": 1000,
                    "sha512": sha,
                    "sha256": sha[:64],
                    "sayfa_sayisi": 1,
                    "metin_durumu": "var",
                    "imza_durumu": None,
                    "alindi": "2013-01-05T09:00:00.000000Z",
                }
                koy(islem.baglanti, "belge", belge, {"metin.jsonl": b"", "imza.json": b"{}"})
            islem.audit("olcum", "arsiv", {"dosya": adet})


def whole_path(kok, cikti):
    """Take the list through everything and return the seconds of each step."""
    import earsiv
    from earsiv.model import Koltuk, Yetki
    from earsiv.testing import SahteSaat

    sureler = {}

    def olc(ad, islev):
        basla = time.perf_counter()
        sonuc = islev()
        sureler[ad] = round(time.perf_counter() - basla, 2)
        return sonuc

    with earsiv.open(kok, Yetki.full("sicil:4711"), clock=SahteSaat(GUN)) as a:
        bas, gun = dt.date(2037, 1, 2), a.today()
        turler = ("BASKAN", "ARSIV", "ARSIV", "BIRIM", "BIRIM")
        birimler = (DETSIS, DETSIS, DETSIS, BIRIM, BIRIM)
        koltuklar = [
            Koltuk(kod, tur, kisi, f"Üye {kod}", "Memur", birim, bas)
            for kod, tur, kisi, birim in zip(("B", "A1", "A2", "U1", "U2"), turler, UYELER, birimler, strict=True)
        ]
        komisyon = a.appoint(koltuklar, "E-1", bas, arsiv_birimi=DETSIS).no
        liste = olc("liste", a.propose_imha)
        no = liste.no
        olc("toplantı", lambda: a.open_session(no, komisyon, gun, "oda", UYELER))
        olc("oy (5 × her satır)", lambda: [a.vote(no, "IMHA", uye=uye) for uye in UYELER])
        olc("oy değişikliği (%10)", lambda: a.vote(no, "SAKLA", range(1, len(liste.satirlar) + 1, 10), "Değerli", uye=UYELER[0]))
        olc("karar", lambda: a.decide(no))
        olc("uygun görüş, olur", lambda: approve(a, no, gun, liste.ozet))
        olc("liste XLSX", lambda: (cikti / "liste.xlsx").write_bytes(a.report("imha-listesi", no, "xlsx")))
        olc("liste PDF", lambda: (cikti / "liste.pdf").write_bytes(a.report("imha-listesi", no, "pdf")))
        satir = len(liste.satirlar)
    return sureler, satir


def approve(a, no, gun, ozet):
    """Record consent and olur."""
    a.consent(no, "E-2", gun, ozet)
    a.approve(no, "E-3", gun, ozet, kisi="sicil:1", ad="Bahar Örnekşen")


def as_it_comes(kok, cikti):
    """Write the same list as the libraries come: a workbook in memory, one typst document."""
    import typst
    from openpyxl import Workbook

    import earsiv
    from earsiv.model import Yetki
    from earsiv.testing import SahteSaat

    sureler = {}
    with earsiv.open(kok, Yetki.full("sicil:4711"), clock=SahteSaat(GUN)) as a:
        satirlar = [[str(d) for d in s.as_dict().values()] for s in a.liste(a.listeler()[0]["no"]).satirlar]
    basla = time.perf_counter()
    kitap = Workbook()
    for satir in satirlar:
        kitap.active.append(satir)
    kitap.save(cikti / "eş.xlsx")
    sureler["liste XLSX"] = round(time.perf_counter() - basla, 2)
    basla = time.perf_counter()
    kaynak = '#set page(paper: "a4", flipped: true)\n#set text(size: 8pt)\n#table(columns: 17, ..json(bytes(sys.inputs.veri)).flatten())'
    (cikti / "eş.pdf").write_bytes(typst.compile(kaynak.encode(), sys_inputs={"veri": json.dumps(satirlar, ensure_ascii=False)}))
    sureler["liste PDF"] = round(time.perf_counter() - basla, 2)
    return sureler, len(satirlar)


def child(islev, kok, cikti):
    """Run one side in a process of its own and return (seconds by step, lines, MiB)."""
    komut = [sys.executable, __file__, "--taraf", islev, "--kok", str(kok), "--cikti", str(cikti)]
    return json.loads(subprocess.run(komut, check=True, capture_output=True, text=True).stdout)


def main():
    ayristirici = argparse.ArgumentParser()
    ayristirici.add_argument("--adet", type=int, default=50_000)
    ayristirici.add_argument("--taraf", choices=["biz", "es"])
    ayristirici.add_argument("--kok", type=Path)
    ayristirici.add_argument("--cikti", type=Path)
    secim = ayristirici.parse_args()
    if secim.taraf:
        sureler, satir = {"biz": whole_path, "es": as_it_comes}[secim.taraf](secim.kok, secim.cikti)
        bellek = max(resource.getrusage(kim).ru_maxrss for kim in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
        print(json.dumps([sureler, satir, bellek]))
        return
    with tempfile.TemporaryDirectory() as klasor:
        kok, cikti = Path(klasor) / "arsiv", Path(klasor)
        basla = time.perf_counter()
        fill(kok, secim.adet)
        print(f"arşiv hazır: {secim.adet} dosya, {time.perf_counter() - basla:.0f} s")
        biz, satir, bellek = child("biz", kok, cikti)
        es, _, es_bellek = child("es", kok, cikti)
        print(f"\n{'adım':24} {'earsiv (s)':>12} {'kitaplıklar olduğu gibi (s)':>30}")
        for ad, sure in biz.items():
            print(f"{ad:24} {sure:12.2f} {es.get(ad, ''):>30}")
        print(f"{'toplam':24} {sum(biz.values()):12.2f} {sum(es.values()):30.2f}")
        print(f"{'en çok bellek (MiB)':24} {bellek:12} {es_bellek:30}")
        print(f"\n{satir} satır; hedef: 60 s, 500 MB")


if __name__ == "__main__":
    main()
