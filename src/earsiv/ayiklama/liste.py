# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Freeze candidates into an ``ImhaListesi``, say whether a list still is what its digest names, and judge a line again on its last day."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final

import attrs

from earsiv import _canon, _text
from earsiv.ayiklama.aday import DosyaOzeti
from earsiv.errors import Bulgu, ImhaHatasi, bulgu
from earsiv.model import ArsivYeri, Belge, Dosya, ImhaListesi, ImhaSatiri, Uzatma
from earsiv.saklama import SaklamaHesabi, Sonuc

MUHUR_ONEKI: Final = "İmha listesi "
"""How the decision of an extension begins that protects a sealed list or its minutes."""
_DUSUNCE: Final = {
    Sonuc.IMHA: "{yer} imha edilir",
    Sonuc.KOMISYON: "Ayıklama ve imha komisyonunca değerlendirilir",
    Sonuc.ORNEK: "Örnekleri ayrıldı; kalanı {yer} imha edilir",
}
_YER: Final = {ArsivYeri.BIRIM: "Birim Arşivinde", ArsivYeri.KURUM: "Kurum Arşivinde", ArsivYeri.DEVLET: "Kurum Arşivinde"}
_BELIRSIZ: Final = frozenset({"muhtelif", "cesitli", "diger", "karisik"})
_KOD_SONUCU: Final = {"D": Sonuc.IMHA, "C": Sonuc.KOMISYON, "A1": Sonuc.ORNEK, "A2": Sonuc.ORNEK, "A3": Sonuc.ORNEK}


@attrs.frozen
class ListeKapsami:
    """What beside the plain candidates may stand on a list.

    ``degerlendirme`` lets files on it that the commission appraises (C); ``ornek`` maps files of a sampling decision's remainder to its
    number; ``belgeler`` gives the records of files that are put before the commission record by record.
    """

    degerlendirme: bool = False
    ornek: Mapping[str, str] = attrs.field(factory=dict)
    belgeler: Mapping[str, Sequence[Belge]] = attrs.field(factory=dict)

    def allows(self, dosya: Dosya, sonuc: Sonuc) -> bool:
        """Tell whether a file of this outcome may stand on the list."""
        if sonuc is Sonuc.ORNEK:
            return dosya.kimlik in self.ornek
        return sonuc is Sonuc.IMHA or (self.degerlendirme and sonuc is Sonuc.KOMISYON)


YALIN: Final = ListeKapsami()


def freeze(
    no: str,
    adaylar: Sequence[tuple[DosyaOzeti, SaklamaHesabi]],
    *,
    kurum: str,
    an: dt.date,
    duzenleyen: str,
    duzenlenme: str,
    kapsam: ListeKapsami = YALIN,
) -> ImhaListesi:
    """Make the list of these candidates, in the order given, with its digest.

    Args:
        no: number of the list (``2037/1``).
        an: the day on which the candidates were judged.
        duzenlenme: UTC moment of making, ISO 8601.

    Raises:
        ImhaHatasi: IMH-021 nothing to list; IMH-002 a code that its plan does not have; IMH-003 a file that is not due; IMH-004 one that
            is barred; IMH-005 one whose outcome is not destruction; IMH-008 one that holds a sealed list; IMH-022 one that stands on a
            list already.
    """
    if not adaylar:
        raise ImhaHatasi("IMH-021", an.isoformat())
    satirlar: list[ImhaSatiri] = []
    gorulen: set[str] = set()
    for ozet, hesap in adaylar:
        for kusur in check_candidate(ozet, hesap, an, kapsam):
            raise ImhaHatasi.of(kusur)
        if ozet.dosya.kimlik in gorulen:
            raise ImhaHatasi("IMH-022", f"{ozet.dosya.kod} · {ozet.dosya.kimlik}", liste=no)
        gorulen.add(ozet.dosya.kimlik)
        satirlar.extend(_lines(len(satirlar), ozet, hesap, kapsam))
    if not satirlar:  # files without a record, put before the commission record by record
        raise ImhaHatasi("IMH-021", an.isoformat())
    liste = ImhaListesi(no=no, kurum=kurum, an=an, duzenleyen=duzenleyen, duzenlenme=duzenlenme, satirlar=tuple(satirlar))
    return attrs.evolve(liste, ozet=digest(liste))


def canonical(liste: ImhaListesi) -> bytes:
    """Return the canonical form of a list's content: what its digest is taken of, and what is signed."""
    return _canon.encode(liste.content())


def digest(liste: ImhaListesi) -> str:
    """Return the SHA-256 (hex) of the canonical form of a list's content."""
    return hashlib.sha256(canonical(liste)).hexdigest()


def holds(liste: ImhaListesi) -> bool:
    """Tell whether the list is still what its digest names."""
    return hmac.compare_digest(digest(liste), liste.ozet)


def check_candidate(ozet: DosyaOzeti, hesap: SaklamaHesabi, an: dt.date, kapsam: ListeKapsami = YALIN) -> tuple[Bulgu, ...]:
    """Return why a file may not stand on a list of a day; empty when it may."""
    yer = f"{ozet.dosya.kod} · {ozet.dosya.kimlik}"
    if muhur := sealed(ozet.dosya, an):
        return (bulgu("IMH-008", yer, karar=muhur.karar, bitis=f"{muhur.bitis:%d.%m.%Y}"),)
    if ozet.liste:
        return (bulgu("IMH-022", yer, liste=ozet.liste),)
    if hesap.sonuc is Sonuc.BELIRSIZ and hesap.bulgular and hesap.bulgular[0].kod == "SAK-001":
        return (bulgu("IMH-002", yer, kod=ozet.dosya.kod),)
    if not kapsam.allows(ozet.dosya, hesap.sonuc):
        return (bulgu("IMH-005", yer, sonuc=hesap.sonuc),)
    if not hesap.suresi_doldu or hesap.listelenebilir_yil is None or hesap.ilk_gun is None or an < hesap.ilk_gun:
        return (bulgu("IMH-003", yer, yil=hesap.listelenebilir_yil),)
    return tuple(bulgu("IMH-004", yer, engel=engel.aciklama) for engel in hesap.engeller)


def sealed(dosya: Dosya, an: dt.date) -> Uzatma | None:
    """Return the extension that protects a sealed list or its minutes in a file on a day."""
    return next((u for u in dosya.uzatmalar if u.karar.startswith(MUHUR_ONEKI) and u.bitis is not None and u.bitis >= an), None)


def _lines(onceki: int, ozet: DosyaOzeti, hesap: SaklamaHesabi, kapsam: ListeKapsami) -> Iterator[ImhaSatiri]:
    """Yield the line of a file, or one for each of its records where it is appraised record by record."""
    dosya = ozet.dosya
    bas, bit = ozet.yillar
    sayilar = [s for s in ozet.sayilar if s]
    satir = ImhaSatiri(
        sira_no=onceki + 1,
        dosya=dosya.kimlik,
        ureten_birim=dosya.birim,
        dosya_kodu=dosya.kod,
        plan=hesap.plan,
        plan_surumu=hesap.surum,
        konu=dosya.ad,
        yil_bas=bas,
        yil_bit=bit,
        belge_sayi_araligi=" – ".join(dict.fromkeys((sayilar[0], sayilar[-1]))) if sayilar else "",
        klasor_no=dosya.klasor_no,
        adet=ozet.adet,
        saklama_suresi=hesap.saklama_suresi,
        saklama_kodu=_deciding_code(hesap),
        imha_yili=hesap.listelenebilir_yil or 0,
        dusunce=_DUSUNCE[hesap.sonuc].format(yer=_YER[dosya.yer]),
        malzeme=dosya.malzeme,
        gizlilik=ozet.gizlilik.name,
        fiziki=dosya.uzunluk_mm > 0,
        dayanak=kapsam.ornek.get(dosya.kimlik, "") if hesap.sonuc is Sonuc.ORNEK else "",
    )
    belgeler = kapsam.belgeler.get(dosya.kimlik)
    if belgeler is None:
        yield satir
        return
    for sira, belge in enumerate(belgeler, start=onceki + 1):
        yil = belge.tarih.year if belge.tarih else bas
        yield attrs.evolve(
            satir,
            sira_no=sira,
            belge=belge.kimlik,
            konu=belge.konu or dosya.ad,
            yil_bas=yil,
            yil_bit=yil,
            belge_sayi_araligi=belge.sayi,
            adet=1,
            gizlilik=belge.gizlilik.name,
        )


def _deciding_code(hesap: SaklamaHesabi) -> str:
    """Return the disposal code behind the outcome: of several codes of a file the one that protects most."""
    return next((k.tasfiye for k in hesap.kalemler if k.sonuc is hesap.sonuc), hesap.tasfiye_kodu)


def list_findings(liste: ImhaListesi, birimde: int = 0) -> tuple[Bulgu, ...]:
    """Return what a commission ought to know of a list before it meets (IMH-012, IMH-046); none of it stops the list.

    Args:
        birimde: how many of its files are still in their unit.
    """
    belirsiz = [s for s in liste.satirlar if _BELIRSIZ & set(re.findall(r"\w+", _text.search_fold(s.konu))) or not s.konu.strip()]
    bulgular = [bulgu("IMH-012", liste.no, sayi=len(belirsiz), konu=belirsiz[0].konu)] if belirsiz else []
    return (*bulgular, *((bulgu("IMH-046", liste.no, sayi=birimde),) if birimde else ()))


def judge_line(
    satir: ImhaSatiri, dosya: Dosya | None, hesap: SaklamaHesabi | None, belgeler: Container[str], adet: int, *, kalan: bool = True
) -> tuple[Bulgu, ...]:
    """Return why a line that was decided, consented to and approved may not go on the day itself; empty when it may.

    Everything is asked again: the file is there and as it was listed, its period is over, its outcome still allows it, nothing bars it.

    Args:
        dosya: the file today, ``None`` when it is not there.
        hesap: its retention judged today.
        belgeler: the records that lie in it, of which there are ``adet``.
        kalan: whether the sampling decision that the line names still leaves this file in the remainder.
    """
    yer = f"satır {satir.sira_no} · {satir.dosya}"
    if dosya is None or hesap is None:
        return (bulgu("IMH-047", yer, neden="dosya artık arşivde yok"),)
    degisen = (
        (dosya.kod != satir.dosya_kodu, f"dosya kodu {satir.dosya_kodu} idi, şimdi {dosya.kod}"),
        (dosya.birim != satir.ureten_birim, f"birimi {satir.ureten_birim} idi, şimdi {dosya.birim}"),
        (bool(satir.belge) and satir.belge not in belgeler, "belge artık bu dosyada değil"),
        (not satir.belge and adet > satir.adet, f"listede {satir.adet} belge vardı, şimdi {adet}"),
        (not satir.fiziki and dosya.uzunluk_mm > 0, "rafta malzemesi olduğu sonradan yazıldı"),
        (
            hesap.sonuc is not _KOD_SONUCU.get(satir.saklama_kodu),
            f"tasfiyesi {satir.saklama_kodu} idi, şimdi {hesap.tasfiye_kodu or hesap.sonuc}",
        ),
        (bool(satir.dayanak) and not kalan, f"{satir.dayanak} sayılı seçimde kalan dosya değil"),
    )
    kusurlar = [bulgu("IMH-047", yer, neden=neden) for degisti, neden in degisen if degisti]
    if not hesap.suresi_doldu:
        kusurlar.append(bulgu("IMH-003", yer, yil=hesap.listelenebilir_yil))
    kusurlar += [bulgu("IMH-004", yer, engel=engel.aciklama) for engel in hesap.engeller]
    if muhur := sealed(dosya, hesap.bugun):
        kusurlar.append(bulgu("IMH-008", yer, karar=muhur.karar, bitis=f"{muhur.bitis:%d.%m.%Y}"))
    return tuple(kusurlar)
