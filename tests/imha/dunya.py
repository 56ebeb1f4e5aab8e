# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A small archive to destroy in: closed files with records, a list over them, and an executor that lets everything go."""

import datetime as dt
import hashlib
from pathlib import Path

import attrs

from earsiv import _canon
from earsiv._clock import iso, uuid7
from earsiv.config import Ayarlar
from earsiv.imha import Dayanak, Yurutucu
from earsiv.model import Belge, BelgeTuru, Dosya, GizlilikDerecesi, ImhaListesi, ImhaSatiri, MetinDurumu
from earsiv.store import Depo, defter, kalintilar, listeler
from earsiv.store.denetle import check
from earsiv.store.depo import ATIF_ONEKI

NO = "2037/1"


def kur(kok: Path, saat, disk=None) -> Depo:
    return Depo.create(kok, Ayarlar(kurum="Örnekova Belediyesi", detsis="99900001"), saat, aktor="deneme", disk=disk)


def dosya_ac(depo, ad="Tutanaklar", **ek) -> Dosya:
    d = Dosya(uuid7(depo.saat), "165.05", "belediye", "2018", ad, "99900001", dt.date(2013, 1, 1), dt.date(2013, 12, 31), **ek)
    depo.save("dosya", d.kimlik, d.as_dict(), aktor="deneme", eylem="dosya_ac", ayrinti={"kod": d.kod})
    return d


def belge_koy(depo, dosya, metin="tutanak", **ek) -> Belge:
    veri = metin.encode()
    belge = Belge(
        **{
            "kimlik": uuid7(depo.saat),
            "dosya": dosya.kimlik,
            "tur": BelgeTuru.PDF,
            "sayi": "E-1",
            "tarih": dt.date(2013, 5, 1),
            "konu": f"konu {metin}",
            "birim": "99900001",
            "gizlilik": GizlilikDerecesi.YOK,
            "kaynak_adi": "kaynak.pdf",
            "boyut": len(veri),
            "sha512": hashlib.sha512(veri).hexdigest(),
            "sha256": hashlib.sha256(veri).hexdigest(),
            "sayfa_sayisi": 1,
            "metin_durumu": MetinDurumu.VAR,
            "imza_durumu": None,
            "alindi": iso(depo.saat.now()),
            **ek,
        }
    )
    icerik = {f"asil/{belge.kimlik}.pdf": veri, "metin.jsonl": b'{"metin": "' + veri + b'"}\n'}
    depo.save(
        "belge", belge.kimlik, belge.as_dict(), icerik, aktor="deneme", eylem="kabul", ayrinti={"dosya": dosya.kimlik}, borclar=("dizin",)
    )
    return belge


def atif(depo, belge, *dosyalar):
    deger = {"belge": belge.kimlik, "dosyalar": sorted(d.kimlik for d in dosyalar)}
    depo.save("atif", f"{ATIF_ONEKI}{belge.kimlik}", deger, aktor="deneme", eylem="atif_ekle", ayrinti={"belge": belge.kimlik})


def satir(sira, dosya, belge="", **ek) -> ImhaSatiri:
    return ImhaSatiri(
        sira_no=sira,
        dosya=dosya.kimlik,
        ureten_birim=dosya.birim,
        dosya_kodu=dosya.kod,
        plan=dosya.plan,
        plan_surumu=dosya.plan_surumu,
        konu=dosya.ad,
        yil_bas=2013,
        yil_bit=2013,
        belge_sayi_araligi="E-1 – E-2",
        klasor_no="",
        adet=2,
        saklama_suresi="10",
        saklama_kodu="D",
        imha_yili=2024,
        dusunce="Kurum Arşivinde imha edilir",
        belge=belge and belge.kimlik,
        **ek,
    )


def listele(depo, *satirlar, no=NO) -> ImhaListesi:
    """A list of these lines with its digest, kept in the archive and holding its files."""
    liste = ImhaListesi(no, "Örnekova Belediyesi", dt.date(2037, 3, 1), "deneme", iso(depo.saat.now()), tuple(satirlar))
    liste = attrs.evolve(liste, ozet=_canon.digest(liste.content()))
    dosyalar = list(dict.fromkeys(s.dosya for s in satirlar))
    deger = {"no": no, "ozet": liste.ozet, "durum": "yurutme", "dosyalar": dosyalar, "adim": {}}
    icerik = {"icerik.json": _canon.encode(liste.content())}
    depo.save("liste", no, deger, icerik, aktor="deneme", eylem="liste_olustur", ayrinti={"liste_ozeti": liste.ozet})
    return liste


def dayanak(liste, **ek) -> Dayanak:
    return Dayanak(**{"liste_ozeti": liste.ozet, "karar": "2037/4", "karar_ozeti": "ab" * 32, "uygun_gorus": "E-77", "olur": "E-99", **ek})


class Dizinden:
    """Remembers what it was told to take out of the index."""

    def __init__(self):
        self.cagrilar = []

    def __call__(self, kimlikler):
        self.cagrilar.append(list(kimlikler))

    @property
    def hepsi(self):
        return sorted({k for c in self.cagrilar for k in c})


def serbest(_baglanti, _satir):
    """Nothing stands in the way."""
    return ()


def yurutucu(depo, yargi=serbest, dizinden=None, aktor="yürüten", disk=None) -> Yurutucu:
    return Yurutucu(depo, aktor, yargi=yargi, dizinden_cikar=dizinden or Dizinden(), disk=disk)


def yurut(depo, liste, satirlar=None, **ek):
    return yurutucu(depo, **ek).run(liste, liste.satirlar if satirlar is None else satirlar, dayanak(liste))


# -- looking ----------------------------------------------------------------------------------------------------------


def bulgular(depo):
    return [f"{b.kod} {b.yer} {b.mesaj}" for b in check(depo)]


def durumlar(depo, no=NO):
    with depo.reader() as b:
        return {satir: d for satir, (d, *_) in listeler.items(b, no).items()}


def izler(depo, *eylemler):
    with depo.reader() as b:
        return [s for s in defter.audit_rows(b) if s.eylem in eylemler]


def kalinti(depo, kimlik):
    with depo.reader() as b:
        return kalintilar.stub(b, kimlik)


def yasiyor(depo, *kayitlar):
    """Whether row and object of each of these are there."""
    with depo.reader() as b:
        return [
            defter.find(b, "belge" if isinstance(k, Belge) else "dosya", k.kimlik) is not None and depo.ocfl.exists(f"urn:uuid:{k.kimlik}")
            for k in kayitlar
        ]


def resim(kok: Path):
    """Every file of the archive with its digest; locks and the ledger's journal are not state."""
    atla = {".kilit", "defter.db-shm", "defter.db-wal"}
    return {
        str(d.relative_to(kok)): hashlib.sha256(d.read_bytes()).hexdigest()
        for d in sorted(kok.rglob("*"))
        if d.is_file() and d.name not in atla and d.suffix != ".kilit"
    }
