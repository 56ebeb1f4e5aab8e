# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Invented files, records and sides for tests of transfers."""

import datetime as dt
import hashlib

from earsiv import devir
from earsiv.model import Belge, BelgeTuru, DevirTarafi, DevirTuru, DevirYolu, GizlilikDerecesi, MetinDurumu
from earsiv.saklama import compute
from earsiv.sdp import effective
from earsiv.testing.saklama import make_file

AN = dt.date(2037, 3, 1)
PLAN = effective("belediye")


def belge(no, dosya="D-1", gizlilik=GizlilikDerecesi.YOK, **alanlar):
    ozet = hashlib.sha512(no.encode())
    hazir = {
        "kimlik": no,
        "dosya": dosya,
        "tur": BelgeTuru.PDF,
        "sayi": f"E-99900001-165.05-{no}",
        "tarih": dt.date(2013, 5, 1),
        "konu": "Uydurma konu",
        "birim": "99990001",
        "gizlilik": gizlilik,
        "kaynak_adi": f"{no}.pdf",
        "boyut": 3,
        "sha512": ozet.hexdigest(),
        "sha256": hashlib.sha256(no.encode()).hexdigest(),
        "sayfa_sayisi": 1,
        "metin_durumu": MetinDurumu.VAR,
        "imza_durumu": None,
        "alindi": "2026-01-01T00:00:00.000000Z",
    }
    return Belge(**{**hazir, **alanlar})


def dosya(no=1, **alanlar):
    hazir = {"kimlik": f"D-{no}", "barkod": f"B{no}", "klasor_no": str(no), "uzunluk_mm": 40}
    return make_file("165.05", "2013-12-31", **{**hazir, **alanlar})


def hesap(d, gun=AN):
    return compute(d, PLAN, None, (), gun)


def liste(tur=DevirTuru.BIRIM_KURUM, adet=2, **bas):
    satirlar = [devir.line(d, [belge(f"b{i}", d.kimlik)], hesap(d)) for i in range(1, adet + 1) for d in [dosya(i)]]
    hazir = {"no": "DV-2037/1", "tur": tur, "kurum": "Örnekova Belediyesi", "veren": "99990001", "alan": "Kurum Arşivi"}
    hazir |= {"an": AN, "duzenleyen": "ayse", "duzenlenme": "2037-03-01T09:00:00.000000Z"}
    return devir.freeze(satirlar, **{**hazir, **bas})


def yol(tur=DevirTuru.BIRIM_KURUM, adet=2, **bas):
    yeni = liste(tur, adet, **bas)
    return DevirYolu(yeni, tutulan=yeni.dosyalar)


def taraf(kisi="ayse", gun=AN):
    return DevirTarafi(kisi, f"{kisi} Örnek", "Memur", gun)
