# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The imha listesi as a report: as proposed, or with what the commission, Devlet Arşivleri and the üst yönetici said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from earsiv.model import ImhaListesi, ImhaSatiri, KomisyonKarari, SatirSonucu, UstYoneticiOnayi, UygunGorus
from earsiv.rapor import sozler
from earsiv.rapor.deger import ImzaYeri, Rapor, highest
from earsiv.rapor.form import form

_ALANLAR: Final = tuple(alan.name for alan in attrs.fields(ImhaSatiri))


def list_report(
    liste: ImhaListesi,
    karar: KomisyonKarari | None = None,
    gorus: UygunGorus | None = None,
    olur: UstYoneticiOnayi | None = None,
    durumlar: Mapping[int, SatirSonucu] | None = None,
    birimler: Mapping[str, str] | None = None,
) -> Rapor:
    """Return the imha listesi.

    Args:
        karar: the commission's decision; its members then sign, and each line shows what was decided.
        gorus: the consent; refused lines show the reason.
        olur: the approval; refused lines show the reason.
        durumlar: what became of a line by its number; it is newer than the decision.
        birimler: names of units by DETSİS number, printed beside the number where known.
    """
    zaman = dt.datetime.fromisoformat(liste.duzenlenme)
    sonuclar = {s.satir: s.sonuc for s in karar.satirlar} if karar else {}
    gorus_ret, olur_ret = dict(gorus.ret if gorus else ()), dict(olur.ret if olur else ())
    sonuclar |= dict.fromkeys(gorus_ret, SatirSonucu.GORUS_RET) | dict.fromkeys(olur_ret, SatirSonucu.OLUR_RET) | dict(durumlar or {})
    return Rapor(
        form=form("imha-listesi"),
        kurum=liste.kurum,
        kunye=liste.no,
        bilgiler=tuple(_facts(liste, zaman, karar, gorus, olur)),
        satirlar=_Satirlar(liste, birimler or {}, sonuclar, gorus_ret | olur_ret),
        zaman=zaman,
        imzalar=member_places(karar, birimler or {}),
        ozet=liste.ozet,
        gizlilik=highest(s.gizlilik for s in liste.satirlar),
    )


@attrs.frozen
class _Satirlar:
    """The lines as fields; made anew each time they are walked, so that a long list is never held twice."""

    liste: ImhaListesi
    birimler: Mapping[str, str]
    sonuclar: Mapping[int, SatirSonucu]
    nedenler: Mapping[int, str]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for satir in self.liste.satirlar:
            alanlar = line_fields(satir, self.birimler)
            sonuc = self.sonuclar.get(satir.sira_no)
            if sonuc is not None:
                alanlar["dusunce"] = alanlar["durum"] = sozler.SONUCLAR[sonuc]
            if neden := self.nedenler.get(satir.sira_no):
                alanlar["aciklama"] = f"{satir.aciklama} {neden}".strip()
            yield alanlar


def line_fields(satir: ImhaSatiri, birimler: Mapping[str, str]) -> dict[str, Any]:
    """Return every field of a line as it is printed."""
    return {
        **{ad: getattr(satir, ad) for ad in _ALANLAR},
        "yil": satir.yil,
        "tur": sozler.SATIR_TURLERI[satir.tur],
        "ureten_birim": sozler.unit_text(satir.ureten_birim, birimler),
        "malzeme": sozler.MALZEMELER[satir.malzeme],
        "gizlilik": sozler.degree_text(satir.gizlilik),
        "ortam": sozler.medium_text(satir),
        "durum": sozler.SONUCLAR[SatirSonucu.BEKLIYOR],
    }


def member_places(karar: KomisyonKarari | None, birimler: Mapping[str, str]) -> tuple[ImzaYeri, ...]:
    """Return the places where the members of a session sign, in the order of their seats."""
    if karar is None:
        return ()
    return tuple(
        ImzaYeri(sozler.KOLTUKLAR[uye.tur], uye.ad, uye.unvan, sozler.unit_text(uye.birim, birimler)) for uye in karar.oturum.uyeler
    )


def _facts(
    liste: ImhaListesi,
    zaman: dt.datetime,
    karar: KomisyonKarari | None,
    gorus: UygunGorus | None,
    olur: UstYoneticiOnayi | None,
) -> Iterator[tuple[str, str]]:
    yield "Liste No", liste.no
    yield "Yargı Günü", sozler.day(liste.an)
    yield "Düzenleyen", liste.duzenleyen
    yield "Düzenlenme", sozler.moment(zaman)
    yield "Satır Sayısı", str(len(liste.satirlar))
    yield "Belge Sayısı", str(sum(s.adet for s in liste.satirlar))
    if karar:
        yield "Komisyon Kararı", sozler.number_and_day(karar.no, karar.tarih)
    if gorus:
        yield "Uygun Görüş", consent_text(gorus)
    if olur:
        yield "Olur", sozler.number_and_day(olur.sayi, olur.tarih)
        yield "Onaylayan", ", ".join(p for p in (olur.ad, olur.unvan, olur.yetki_devri and f"yetki devri: {olur.yetki_devri}") if p)


def consent_text(gorus: UygunGorus) -> str:
    """Return the consent as it is cited, or the document by which it is not needed."""
    return f"Muafiyet: {gorus.muafiyet}" if gorus.muafiyet else sozler.number_and_day(gorus.sayi, gorus.tarih)
