# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The commission's decision as a report: who sat, how each seat voted on each line, what it came to, and who dissented why."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from earsiv._clock import ISTANBUL
from earsiv.model import ImhaListesi, KomisyonKarari, Oy, SatirKarari, SatirSonucu
from earsiv.rapor import sozler
from earsiv.rapor.deger import Bolum, Rapor, highest
from earsiv.rapor.form import Sutun, form
from earsiv.rapor.liste import line_fields, member_places
from earsiv.rapor.metin import ranges

_UYE_SUTUNLARI: Final = (
    Sutun("koltuk", "Koltuk", 7, "orta"),
    Sutun("sifat", "Sıfatı", 14),
    Sutun("ad", "Adı Soyadı", 22),
    Sutun("unvan", "Unvanı", 20),
    Sutun("birim", "Birimi", 26),
    Sutun("vekalet", "Vekâlet Belgesi", 16),
)
_NEDEN_SUTUNLARI: Final = (
    Sutun("satirlar", "Satırlar", 28),
    Sutun("koltuk", "Koltuk", 10, "orta"),
    Sutun("oy", "Oy", 10, "orta"),
    Sutun("gerekce", "Gerekçe", 52),
)


def decision_report(
    liste: ImhaListesi, karar: KomisyonKarari, *, birimler: Mapping[str, str] | None = None, zaman: dt.datetime | None = None
) -> Rapor:
    """Return the decision of a commission on a list.

    Args:
        birimler: names of units by DETSİS number, printed beside the number where known.
        zaman: the moment that goes into the file; the day of the decision where none is given.
    """
    adlar = birimler or {}
    koltuklar = tuple(u.koltuk for u in karar.oturum.uyeler)
    return Rapor(
        form=form("komisyon-karari"),
        kurum=liste.kurum,
        kunye=karar.no,
        bilgiler=tuple(_facts(liste, karar, adlar)),
        once=(_members(karar, adlar),),
        satirlar=_Satirlar(liste, karar, adlar),
        tablo_baslik="Satırların oyları ve kararları",
        cogul={"oylar": koltuklar},
        sonra=tuple(_reason_sections(karar, koltuklar)),
        imzalar=member_places(karar, adlar),
        zaman=zaman or dt.datetime.combine(karar.tarih, dt.time(), ISTANBUL),
        ozet=karar.ozet,
        gizlilik=highest(s.gizlilik for s in liste.satirlar),
    )


@attrs.frozen
class _Satirlar:
    liste: ImhaListesi
    karar: KomisyonKarari
    birimler: Mapping[str, str]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        satirlar = {s.sira_no: s for s in self.liste.satirlar}
        koltuk_sayisi = len(self.karar.oturum.uyeler)
        for verilen in self.karar.satirlar:
            oylar = [sozler.OYLAR[o] for o in verilen.oylar]
            yield {
                **line_fields(satirlar[verilen.satir], self.birimler),
                "oylar": (*oylar, *[sozler.YOK] * (koltuk_sayisi - len(oylar)))[:koltuk_sayisi],
                "sonuc": sozler.SONUCLAR[verilen.sonuc],
                "karsi_oy": ", ".join(verilen.karsi),
                "gerekce": "; ".join(dict.fromkeys(neden for _, neden in verilen.gerekceler)),
            }


def _facts(liste: ImhaListesi, karar: KomisyonKarari, birimler: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Karar No", karar.no
    yield "Karar Tarihi", sozler.day(karar.tarih)
    yield "Toplantı Yeri", karar.oturum.yer
    yield "Toplantı Tarihi", sozler.day(karar.oturum.tarih)
    yield "Komisyon", karar.oturum.komisyon
    yield "Komisyon Oluru", karar.oturum.komisyon_oluru
    yield "İncelenen Birim", ", ".join(sozler.unit_text(b, birimler) for b in liste.birimler)
    yield "Karar Kuralı", sozler.NISAPLAR.get(karar.nisap, karar.nisap)
    yield "Liste No", karar.liste
    yield "Satır Sayısı", str(len(karar.satirlar))
    yield "Kararlar", _counts((s.sonuc for s in karar.satirlar), sozler.SONUCLAR)
    yield "Oy Dağılımı", _counts((oy for s in karar.satirlar for oy in s.oylar), sozler.OYLAR)
    karsi = sum(bool(s.karsi) for s in karar.satirlar)
    oylanan = sum(s.sonuc is not SatirSonucu.ERTELENDI for s in karar.satirlar)
    yield "Oy Birliğiyle", f"{oylanan - karsi} satır"
    yield "Karşı Oy Olan", f"{karsi} satır"
    yield "Liste Özeti", karar.liste_ozeti


def _counts(degerler: Iterable[Any], adlar: Mapping[Any, str]) -> str:
    sayilar = Counter(degerler)
    return ", ".join(f"{ad} {sayilar[deger]}" for deger, ad in adlar.items() if sayilar[deger]) or sozler.YOK


def _members(karar: KomisyonKarari, birimler: Mapping[str, str]) -> Bolum:
    satirlar = tuple(
        (u.koltuk, sozler.KOLTUKLAR[u.tur], u.ad, u.unvan, sozler.unit_text(u.birim, birimler), u.vekalet or sozler.YOK)
        for u in karar.oturum.uyeler
    )
    return Bolum("Toplantıya katılanlar", sutunlar=_UYE_SUTUNLARI, satirlar=satirlar)


def _reason_sections(karar: KomisyonKarari, koltuklar: tuple[str, ...]) -> Iterator[Bolum]:
    """Yield the dissents with their reasons, then all other reasons; lines with the same words stand together."""
    karsi: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    diger: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for satir in karar.satirlar:
        oylar = dict(zip(koltuklar, satir.oylar, strict=False))
        nedenler = dict(satir.gerekceler)
        for koltuk in satir.karsi:
            karsi[koltuk, _vote(oylar, koltuk), nedenler.get(koltuk, "")].append(satir.satir)
        for koltuk, neden in nedenler.items():
            if neden and koltuk not in satir.karsi and satir.sonuc is not SatirSonucu.ERTELENDI:
                diger[koltuk, _vote(oylar, koltuk), neden].append(satir.satir)
    yield Bolum("Karşı oylar ve gerekçeleri", sutunlar=_NEDEN_SUTUNLARI, satirlar=_grouped(karsi), bos="Karşı oy yoktur.")
    if ertelenen := [s for s in karar.satirlar if s.sonuc is SatirSonucu.ERTELENDI]:
        yield Bolum("Ertelenen satırlar", sutunlar=_NEDEN_SUTUNLARI[::3], satirlar=tuple(_postponed(ertelenen)))
    if diger:
        yield Bolum("Diğer gerekçeler", sutunlar=_NEDEN_SUTUNLARI, satirlar=_grouped(diger))


def _vote(oylar: Mapping[str, Oy], koltuk: str) -> str:
    oy = oylar.get(koltuk)
    return sozler.OYLAR[oy] if oy else sozler.YOK


def _grouped(nedenler: Mapping[tuple[str, str, str], list[int]]) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(
        (aralik, koltuk, oy, neden or "Gerekçe yazılmamıştır.")
        for (koltuk, oy, neden), satirlar in nedenler.items()
        for aralik in ranges(satirlar)
    )


def _postponed(ertelenen: Iterable[SatirKarari]) -> Iterator[tuple[str, str]]:
    nedenler: defaultdict[str, list[int]] = defaultdict(list)
    for satir in ertelenen:
        nedenler["; ".join(dict.fromkeys(neden for _, neden in satir.gerekceler))].append(satir.satir)
    for neden, satirlar in nedenler.items():
        for aralik in ranges(satirlar):
            yield aralik, neden or "Gerekçe yazılmamıştır."
