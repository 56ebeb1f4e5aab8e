# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Freeze files into a ``DevirTeslimListesi``, and say whether list and files still are what was frozen. Reads and writes nothing."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from earsiv import _canon
from earsiv.errors import Bulgu, GirdiHatasi, bulgu
from earsiv.model import Belge, DevirSatiri, DevirTeslimListesi, DevirTuru, DevirYolu, Dosya, GizlilikDerecesi
from earsiv.saklama import SaklamaHesabi
from earsiv.saklama.takvim import add_years

_SIRA: Final = ("ureten_birim", "dosya_kodu", "bas", "klasor_no", "dosya")


def facts(dosya: Dosya, belgeler: Sequence[Belge]) -> dict[str, Any]:
    """Return what a line says of a file itself: everything that must not change while it is on its way."""
    tarihler = [b.tarih for b in belgeler if b.tarih]
    son = max([*tarihler, dosya.kapanis or dosya.acilis])
    return {
        "dosya": dosya.kimlik,
        "ureten_birim": dosya.birim,
        "dosya_kodu": dosya.kod,
        "plan": dosya.plan,
        "plan_surumu": dosya.plan_surumu,
        "konu": dosya.ad,
        "bas": min([*tarihler, dosya.acilis]),
        "bit": son,
        "klasor_no": dosya.klasor_no,
        "barkod": dosya.barkod,
        "adet": len(belgeler),
        "sayfa": sum(b.sayfa_sayisi for b in belgeler),
        "malzeme": dosya.malzeme,
        "fiziki": on_shelf(dosya),
        "gizlilik": max((b.gizlilik for b in belgeler), default=GizlilikDerecesi.YOK).name,
        "icerik_ozeti": _canon.digest(sorted([b.kimlik, b.sha512] for b in belgeler)),
        "gizlilik_ozeti": _canon.digest(sorted([b.kimlik, b.gizlilik.name] for b in belgeler)),
    }


def on_shelf(dosya: Dosya) -> bool:
    """Tell whether there is something of a file on a shelf."""
    return bool(dosya.uzunluk_mm or dosya.klasor_no or dosya.barkod)


def line(dosya: Dosya, belgeler: Sequence[Belge], hesap: SaklamaHesabi, dayanak: str = "") -> DevirSatiri:
    """Return the line of a file; its number is given when the list is frozen."""
    return DevirSatiri(
        sira_no=0,
        **facts(dosya, belgeler),
        saklama_suresi=hesap.saklama_suresi,
        saklama_kodu=hesap.tasfiye_kodu,
        imha_yili=hesap.listelenebilir_yil,
        arsiv_yeri=dosya.arsiv_yeri,
        dayanak=dayanak,
    )


def freeze(satirlar: Iterable[DevirSatiri], bulgular: Iterable[Bulgu] = (), **bas: Any) -> DevirTeslimListesi:
    """Make the list of these lines, ordered as they stand on the shelf, with its digest.

    Args:
        bas: the head: ``no``, ``tur``, ``kurum``, ``veren``, ``alan``, ``an``, ``duzenleyen``, ``duzenlenme``.

    Raises:
        GirdiHatasi: DEV-009 nothing to hand over, or a file or barcode twice.
    """
    sirali = sorted(satirlar, key=lambda s: tuple(str(getattr(s, ad)) for ad in _SIRA))
    if not sirali:
        raise GirdiHatasi("DEV-009", bas.get("veren", ""), neden="devredilecek dosya yok")
    for ad in ("dosya", "barkod"):
        degerler = [d for s in sirali if (d := getattr(s, ad))]
        if cift := next((d for d in degerler if degerler.count(d) > 1), "") if len(set(degerler)) < len(degerler) else "":
            raise GirdiHatasi("DEV-009", cift, neden=f"aynı {ad} iki kez verilmiş")
    numarali = tuple(attrs.evolve(satir, sira_no=sira) for sira, satir in enumerate(sirali, start=1))
    liste = DevirTeslimListesi(satirlar=numarali, bulgular=tuple(bulgular), **bas)
    return attrs.evolve(liste, ozet=digest(liste))


def digest(liste: DevirTeslimListesi) -> str:
    """Return the SHA-256 (hex) of the canonical form of a list's content."""
    return _canon.digest(liste.content())


def holds(liste: DevirTeslimListesi) -> bool:
    """Tell whether the list is still what its digest names."""
    return hmac.compare_digest(digest(liste), liste.ozet)


def differences(satir: DevirSatiri, dosya: Dosya, belgeler: Sequence[Belge]) -> Iterator[Bulgu]:
    """Yield where a file is no longer what its line says: confidentiality first."""
    simdi = facts(dosya, belgeler)
    if simdi["gizlilik_ozeti"] != satir.gizlilik_ozeti and simdi["icerik_ozeti"] == satir.icerik_ozeti:
        yield bulgu("DEV-002", satir.dosya)
    degisen = [_ADLAR[ad] for ad in _ADLAR if simdi[ad] != getattr(satir, ad)]
    if degisen:
        yield bulgu("DEV-019", satir.dosya, alan=", ".join(degisen))


_ADLAR: Final = {
    "ureten_birim": "birim",
    "dosya_kodu": "dosya kodu",
    "plan_surumu": "plan sürümü",
    "konu": "ad",
    "klasor_no": "klasör no",
    "barkod": "barkod",
    "malzeme": "malzeme türü",
    "icerik_ozeti": "içindekiler",
    "bas": "başlangıç",
    "bit": "bitiş",
}


_BILINMEYEN: Final = "—"


def as_form_rows(liste: DevirTeslimListesi) -> Iterator[dict[str, Any]]:
    """Yield the lines in the fields of the devir-teslim ve envanter form, the one to Devlet Arşivleri included; empty is ``""``."""
    for satir in liste.satirlar:
        degerler = satir.as_dict()
        yield {
            **degerler,
            "dosya_adi": satir.konu,
            "baslangic_tarihi": f"{satir.bas:%d.%m.%Y}",
            "bitis_tarihi": f"{satir.bit:%d.%m.%Y}",
            "tarih": f"{satir.bas:%d.%m.%Y} – {satir.bit:%d.%m.%Y}",
            "ilk_belge_tarihi": f"{satir.bas:%d.%m.%Y}",
            "son_belge_tarihi": f"{satir.bit:%d.%m.%Y}",
            "dosya_sira": satir.sira_no,
            "sayfa_adedi": satir.sayfa or "",
            "yil": _years(satir),
            "dosya_no": satir.dosya_kodu,
            "dab_kurum_kodu": liste.veren if liste.tur is DevirTuru.KURUM_DEVLET else "",
            "kutu_no": satir.klasor_no,
            "ortam": " ve ".join(ad for ad, var in (("elektronik", satir.adet), ("fiziki", satir.fiziki)) if var) or _BILINMEYEN,
            "imha_yili": satir.imha_yili or "",
            "arsiv_yer_no": satir.arsiv_yeri,
            "aciklama": satir.dayanak,
        }


def _years(satir: DevirSatiri) -> str:
    bas, bit = satir.bas.year, satir.bit.year
    return str(bas) if bas == bit else f"{bas}-{bit}"


def form_sides(yol: DevirYolu) -> tuple[tuple[str, str, str], ...]:
    """Return who signs the form as (as what, name, title and day); a side that has not signed has an empty place."""
    veren = [("Teslim Eden", yol.veren)] if yol.veren or not yol.taniklar else [("Tanık", t) for t in yol.taniklar]
    alan = ("", "")
    if yol.alan:
        alan = (yol.alan.ad, f"{yol.alan.unvan}, {yol.alan.tarih:%d.%m.%Y}")
    elif yol.alindi:
        alan = (yol.alindi.ad, f"{yol.alindi.unvan or 'alındı belgesi'}, {yol.alindi.tarih:%d.%m.%Y}")
    return (*((sifat, t.ad, f"{t.unvan}, {t.tarih:%d.%m.%Y}") if t else (sifat, "", "") for sifat, t in veren), ("Teslim Alan", *alan))


def form_facts(liste: DevirTeslimListesi, yol: DevirYolu | None = None) -> tuple[tuple[str, str], ...]:
    """Return the header facts of the form as (name, value); of a transfer on its way also what its steps recorded."""
    veren, alan = _UCLAR[liste.tur]
    sonra: list[tuple[str, str]] = []
    if yol and yol.tutanak:
        sonra.append(("Tutanak", yol.tutanak))
    if yol and yol.sayim:
        sonra.append(("Kapıda Okunan Barkod", f"{yol.sayim.okunan} / {yol.sayim.beklenen}"))
    if yol and yol.paket:
        sonra.append(("Paket Özeti (SHA-512)", yol.paket.ozet))
    if yol and yol.alindi:
        sonra.append(("Alındı Belgesi", f"{yol.alindi.no}, {yol.alindi.tarih:%d.%m.%Y}"))
    return (
        ("Kurum", liste.kurum),
        ("Devir No", liste.no),
        (veren, liste.veren),
        (alan, liste.alan),
        ("Düzenlenme", f"{liste.an:%d.%m.%Y}"),
        ("Dosya Sayısı", str(len(liste.satirlar))),
        ("Belge Sayısı", str(sum(s.adet for s in liste.satirlar))),
        ("Liste Özeti", liste.ozet),
        *sonra,
    )


_UCLAR: Final[Mapping[DevirTuru, tuple[str, str]]] = {
    DevirTuru.BIRIM_KURUM: ("Devreden Birim", "Devralan"),
    DevirTuru.KURUM_DEVLET: ("Devreden Kurum", "Devralan"),
    DevirTuru.KISI_KISI: ("Devreden", "Devralan"),
}


def unit_stage_end(hesap: SaklamaHesabi, yil: int | None) -> dt.date | None:
    """Return the last day of a file in its unit, where the institution has set how many years it stays there."""
    if yil is None or hesap.baslangic is None:
        return None
    return add_years(hesap.baslangic, yil) - dt.timedelta(days=1)
