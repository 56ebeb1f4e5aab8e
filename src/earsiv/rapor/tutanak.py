# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The minutes of a destruction as a report: the decisions they rest on, what went how, what stayed why, what still lies in a backup."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from earsiv import _text
from earsiv._clock import ISTANBUL
from earsiv.model import FizikiImha, ImhaListesi, ImhaTutanagi, ImhaYontemi
from earsiv.rapor import sozler
from earsiv.rapor.deger import Bolum, ImzaYeri, Rapor, highest
from earsiv.rapor.form import Sutun, form
from earsiv.rapor.liste import line_fields
from earsiv.rapor.metin import ranges, shown
from earsiv.rapor.tahmin import byte_text, count_text

_FIZIKI: Final = (
    Sutun("satirlar", "Satırlar", 11),
    Sutun("zaman", "Gün ve Saat", 11, "orta"),
    Sutun("yontem", "Yöntem", 10),
    Sutun("yer", "Yer", 14),
    Sutun("miktar", "Miktar", 13),
    Sutun("teslim_alan", "Teslim Alan", 15),
    Sutun("fis", "İrsaliye / Kantar Fişi", 11),
    Sutun("kiyma", "Kıyma Beyanı", 15),
)
_KALAN: Final = (Sutun("satirlar", "Satırlar", 28), Sutun("neden", "Nedeni", 72))
_YEDEK: Final = (
    Sutun("yedek", "Yedek", 16),
    Sutun("yer", "Yeri", 30),
    Sutun("alindi", "Alındığı Gün", 14, "orta"),
    Sutun("biter", "Silineceği Gün", 14, "orta"),
    Sutun("aciklama", "Açıklama", 26),
)
_HEPSI: Final = "Onaylanan satırların hepsi imha edilmiştir."
_YEDEK_SOZU: Final = "Aşağıdaki yedekler, silinecekleri güne kadar imha edilen içeriğin kopyasını taşır; içerik onlardan geri yüklenmez."


def minutes_report(
    tutanak: ImhaTutanagi,
    liste: ImhaListesi,
    *,
    yontemler: Mapping[int, ImhaYontemi] | None = None,
    birimler: Mapping[str, str] | None = None,
    zaman: dt.datetime | None = None,
) -> Rapor:
    """Return the minutes of a destruction.

    Args:
        yontemler: how a line was destroyed, by its number; else as the physical acts tell, and electronically for the rest.
        birimler: names of units by DETSİS number, printed beside the number where known.
        zaman: the moment that goes into the file; the day of the minutes where none is given.
    """
    giden = set(tutanak.imha_edilen)
    return Rapor(
        form=form("imha-tutanagi"),
        kurum=liste.kurum,
        kunye=tutanak.no,
        bilgiler=tuple(_facts(tutanak)),
        once=(Bolum("Fiziki imha", sutunlar=_FIZIKI, satirlar=tuple(_physical(tutanak)), bos="Fiziki malzeme yoktur."),),
        tablo_baslik="İmha edilen satırlar",
        satirlar=_Satirlar(tutanak, liste, birimler or {}, yontemler or {}),
        sonra=(
            Bolum(
                "İmha edilmeyen satırlar",
                sutunlar=_KALAN,
                satirlar=tuple(_left(tutanak)),
                bos=_HEPSI,
            ),
            _backups(tutanak),
            Bolum("Ekler", metinler=(f"{liste.no} sayılı imha listesi (özeti yukarıdadır).",)),
        ),
        imzalar=tuple(ImzaYeri("Hazır bulunan", h.ad, h.unvan) for h in tutanak.hazir),
        zaman=zaman or dt.datetime.combine(tutanak.tarih, dt.time(), ISTANBUL),
        ozet=tutanak.ozet,
        gizlilik=highest(s.gizlilik for s in liste.satirlar if s.sira_no in giden),
    )


@attrs.frozen
class _Satirlar:
    tutanak: ImhaTutanagi
    liste: ImhaListesi
    birimler: Mapping[str, str]
    yontemler: Mapping[int, ImhaYontemi]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        giden = set(self.tutanak.imha_edilen)
        fiziki: defaultdict[int, set[ImhaYontemi]] = defaultdict(set)
        for isi in self.tutanak.fiziki:
            for sira in isi.satirlar:
                fiziki[sira].add(isi.yontem)
        for satir in self.liste.satirlar:
            if satir.sira_no in giden:
                yollar = self._methods(satir.sira_no, fiziki.get(satir.sira_no, set()), elektronik=bool(satir.adet))
                yield {**line_fields(satir, self.birimler), "yontem": _sentence(yollar)}

    def _methods(self, sira: int, fiziki: set[ImhaYontemi], *, elektronik: bool) -> Iterator[str]:
        if sira in self.yontemler:
            yield sozler.YONTEMLER[self.yontemler[sira]]
            return
        if elektronik or not fiziki:
            yield sozler.YONTEMLER[ImhaYontemi.ELEKTRONIK_SILME]
        for yontem, ad in sozler.YONTEMLER.items():
            if yontem in fiziki and not (yontem is ImhaYontemi.ELEKTRONIK_SILME and elektronik):
                yield ad


def _sentence(adlar: Iterator[str]) -> str:
    ilk, *diger = adlar
    return ", ".join((ilk, *map(_text.lower, diger)))


def _facts(tutanak: ImhaTutanagi) -> Iterator[tuple[str, str]]:
    yield "Tutanak No", tutanak.no
    yield "Gün ve Saat", f"{sozler.day(tutanak.tarih)} {tutanak.saat}".strip()
    yield "Yer", tutanak.yer
    yield "Liste No", tutanak.liste
    yield "Komisyon Kararı", tutanak.karar
    yield "Uygun Görüş", tutanak.uygun_gorus
    yield "Olur", tutanak.olur
    yield "Miktar", f"{count_text(tutanak.dosya)} dosya, {count_text(tutanak.belge)} belge, {byte_text(tutanak.bayt)}"
    if tutanak.fiziki:
        yield "Fiziki Miktar", _amount(*(sum(s) for s in zip(*((f.agirlik_gram, f.klasor, f.adet) for f in tutanak.fiziki), strict=True)))
    yield "İmha Edilen", f"{len(tutanak.imha_edilen)} satır"
    yield "İmha Edilmeyen", f"{len(tutanak.kalan)} satır"
    yield "Liste Özeti", tutanak.liste_ozeti
    yield "Karar Özeti", tutanak.karar_ozeti
    yield "Kanıt Özeti", tutanak.kanit


def _amount(gram: int, klasor: int, adet: int) -> str:
    parcalar = ((sozler.kilo_text(gram), gram), (f"{count_text(klasor)} klasör", klasor), (f"{count_text(adet)} adet", adet))
    return ", ".join(metin for metin, sayi in parcalar if sayi) or sozler.YOK


def _physical(tutanak: ImhaTutanagi) -> Iterator[tuple[str | int, ...]]:
    for isi in tutanak.fiziki:
        satirlar, *devami = list(ranges(isi.satirlar)) or [sozler.YOK]
        yield (satirlar, *_act(isi))
        for aralik in devami:
            yield (aralik, *[""] * (len(_FIZIKI) - 1))


def _act(isi: FizikiImha) -> tuple[str, ...]:
    return (
        f"{sozler.day(isi.tarih)} {isi.saat}".strip(),
        sozler.YONTEMLER[isi.yontem],
        isi.yer,
        _amount(isi.agirlik_gram, isi.klasor, isi.adet),
        isi.teslim_alan,
        isi.fis,
        isi.kiyma_beyani or sozler.YOK,
    )


def _left(tutanak: ImhaTutanagi) -> Iterator[tuple[str, str]]:
    nedenler: defaultdict[str, list[int]] = defaultdict(list)
    for satir, neden in tutanak.kalan:
        nedenler[neden].append(satir)
    for neden, satirlar in nedenler.items():
        for aralik in ranges(satirlar):
            yield aralik, neden


def _backups(tutanak: ImhaTutanagi) -> Bolum:
    """Return the backups that still hold copies; what the register says beyond the known is told as it stands there."""
    satirlar = []
    for yedek in tutanak.yedekler:
        alanlar = {ad: str(_day_or(deger)) for ad, deger in yedek.items()}
        ad = alanlar.pop("kimlik", "") or alanlar.pop("no", "")
        bilinen = [alanlar.pop(alan, "") for alan in ("yer", "alindi", "biter")]
        aciklama = [alanlar.pop("aciklama", ""), *(f"{ad}: {deger}" for ad, deger in alanlar.items())]
        satirlar.append((ad or sozler.YOK, *bilinen, "; ".join(a for a in aciklama if a)))
    bos = "İmha edilen içeriği taşıyan kayıtlı bir yedek yoktur."
    return Bolum("İçeriğin kopyasını taşıyan yedekler", (_YEDEK_SOZU,) if satirlar else (), _YEDEK, tuple(satirlar), bos)


def _day_or(deger: Any) -> str | int:
    """Return a day or a moment written as ISO 8601 the way it is read here; anything else as it stands."""
    if not isinstance(deger, str):
        return shown(deger)
    try:
        an = dt.datetime.fromisoformat(deger)
    except ValueError:
        return deger
    return sozler.day(an) if an.tzinfo is None else sozler.moment(an)
