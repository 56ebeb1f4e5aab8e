# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Which files of a series the rules A1, A2 and A3 single out, each with its ground. No chance in it: the same files, the same answer.

The plan says only "sample years", "chosen samples", "those with special features". What that is taken to mean stands here, as
proposals; the archivist changes them and the commission decides. Years are those in which files were opened, because a stray old
letter moves the first date of a file but not the year it belongs to.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from earsiv.ayiklama.aday import DosyaOzeti
from earsiv.errors import Bulgu, bulgu
from earsiv.model import Dosya, OlayTuru, OrnekDosyasi, OrnekGerekcesi, OrnekNedeni, OrnekOlcutu, OrnekSecimi
from earsiv.saklama import Engel, ImhaEngeli, SaklamaHesabi, Sonuc

Aday: TypeAlias = tuple[DosyaOzeti, SaklamaHesabi]
"""A file with its retention account."""
DiziAdi: TypeAlias = tuple[str, str, str]
"""What makes a series: unit, code, text of the special suffix."""
_AYKIRI: Final = 3.5  # modified z-score from which a number of records stands out
_AYKIRI_GRUP: Final = 8  # fewer files say nothing about what is usual
_OLAGAN_GRUP: Final = 4


@attrs.frozen
class OrnekBaglami:
    """What is known of the series besides the files that are due.

    ``digerleri`` are other files of the same code, not due or of other units; ``onceki`` the choices made before; ``dondurmalar`` the
    holds that lie or ever lay on a file, by its id.
    """

    digerleri: tuple[Dosya, ...] = ()
    onceki: tuple[OrnekSecimi, ...] = ()
    dondurmalar: Mapping[str, Sequence[Engel]] = attrs.field(factory=dict)


def series_of(dosya: Dosya) -> DiziAdi:
    """Return the series a file belongs to."""
    return dosya.birim, dosya.kod, dosya.ozel


def sample_codes(hesap: SaklamaHesabi) -> tuple[str, ...]:
    """Return the disposal codes of an account that ask for samples: A1, A2, A3."""
    return tuple(sorted({k.tasfiye for k in hesap.kalemler if k.sonuc is Sonuc.ORNEK}))


@attrs.frozen
class Dizi:
    """The due files of one series in the order of time, with what else is known of it."""

    ad: DiziAdi
    adaylar: tuple[Aday, ...]
    olcut: OrnekOlcutu
    baglam: OrnekBaglami

    @classmethod
    def of(cls, ad: DiziAdi, adaylar: Iterable[Aday], olcut: OrnekOlcutu, baglam: OrnekBaglami) -> Dizi:
        """Put the files in order."""
        return cls(ad, tuple(sorted(adaylar, key=lambda a: _order(a[0].dosya))), olcut, baglam)

    def under(self, kural: str) -> tuple[Aday, ...]:
        """Return the files of which a rule asks for samples."""
        return tuple(a for a in self.adaylar if kural in sample_codes(a[1]))

    def others(self) -> list[Dosya]:
        """Return the files of the series that are not due."""
        return [d for d in self.baglam.digerleri if series_of(d) == self.ad]

    def earlier(self) -> list[OrnekDosyasi]:
        """Return the files of the series that stand in earlier choices."""
        return [d for s in self.baglam.onceki if (s.birim, s.kod, s.ozel) == self.ad for d in s.dosyalar]

    def years(self) -> tuple[int, int]:
        """Return the first and last year of the whole series."""
        yillar = [a[0].dosya.acilis.year for a in self.adaylar]
        yillar += [d.acilis.year for d in self.others()] + [d.yil for d in self.earlier()]
        return min(yillar), max(yillar)


def _order(dosya: Dosya) -> tuple[object, ...]:
    return dosya.acilis, dosya.kimlik


Gerekceler: TypeAlias = dict[str, list[OrnekGerekcesi]]


def grounds(dizi: Dizi) -> tuple[Gerekceler, list[Bulgu]]:
    """Return, by file, every ground on which the rules single it out, and what a person should know about the series."""
    bulunan: Gerekceler = {}
    bulgular: list[Bulgu] = []
    degisimler = changes(dizi)
    for kural, adaylar in ((k, dizi.under(k)) for k in _KURALLAR):
        for kimlik, neden, aciklama in _KURALLAR[kural](dizi, adaylar, degisimler, bulgular) if adaylar else ():
            bulunan.setdefault(kimlik, []).append(OrnekGerekcesi(kural, neden, aciklama))
    _keep_volumes_together(dizi, bulunan)
    return bulunan, bulgular


def _keep_volumes_together(dizi: Dizi, bulunan: Gerekceler) -> None:
    """Choose the other volumes of a chosen file: they are one file."""
    secilen: dict[str, OrnekGerekcesi] = {}
    for ozet, _ in dizi.adaylar:
        if ozet.dosya.kimlik in bulunan:
            secilen.setdefault(_root(ozet.dosya), bulunan[ozet.dosya.kimlik][0])
    for ozet, _ in dizi.adaylar:
        ilk = secilen.get(_root(ozet.dosya))
        if ilk is not None and ozet.dosya.kimlik not in bulunan:
            bulunan[ozet.dosya.kimlik] = [attrs.evolve(ilk, aciklama="Aynı dosyanın öteki cildi seçildi.")]


def _root(dosya: Dosya) -> str:
    return dosya.ust or dosya.kimlik


# -- practice -------------------------------------------------------------------------------------------------------


def changes(dizi: Dizi) -> dict[int, list[str]]:
    """Return the years of the due files in which the practice changed, with what changed.

    Another plan version, period or disposal code than in the year before it; files re-filed from another code; the unit took the series
    over from another.
    """
    yillar = {a[0].dosya.acilis.year for a in dizi.adaylar}
    bulunan: dict[int, list[str]] = {}
    for yil, aciklama in (*_row_changes(dizi), *_refilings(dizi), *_takeover(dizi)):
        if yil in yillar and aciklama not in bulunan.setdefault(yil, []):
            bulunan[yil].append(aciklama)
    return {yil: nedenler for yil, nedenler in sorted(bulunan.items()) if nedenler}


_YONLER: Final = ("dosya planı", "saklama süresi", "saklama kodu")


def _row_changes(dizi: Dizi) -> Iterator[tuple[int, str]]:
    zaman: dict[int, tuple[set[str], ...]] = {}
    for ozet, hesap in dizi.adaylar:
        yonler = f"{hesap.plan} {hesap.surum}", hesap.saklama_suresi, ", ".join(sample_codes(hesap))
        _note(zaman, ozet.dosya.acilis.year, yonler)
    for eski in dizi.earlier():
        _note(zaman, eski.yil, (f"{eski.plan} {eski.plan_surumu}", eski.saklama_suresi, ", ".join(eski.kurallar)))
    sirali = sorted(zaman)
    for once, sonra in itertools.pairwise(sirali):
        for yon, eskiler, yeniler in zip(_YONLER, zaman[once], zaman[sonra], strict=True):
            if yeniler - eskiler:
                yield sonra, f"{yon} değişti: {', '.join(sorted(eskiler))} → {', '.join(sorted(yeniler))}"


def _note(zaman: dict[int, tuple[set[str], ...]], yil: int, yonler: tuple[str, ...]) -> None:
    for kume, deger in zip(zaman.setdefault(yil, tuple(set() for _ in yonler)), yonler, strict=True):
        kume.add(deger)


def _refilings(dizi: Dizi) -> Iterator[tuple[int, str]]:
    for ozet, _ in dizi.adaylar:
        for eski in ozet.dosya.onceki:
            yield eski.tarih.year, f"dosya kodu değişti: {eski.kod} → {ozet.dosya.kod} ({eski.tarih:%d.%m.%Y})"


def _takeover(dizi: Dizi) -> Iterator[tuple[int, str]]:
    """Yield the first year of a series that another unit had ended when it began."""
    birim, kod, ozel = dizi.ad
    ilk = dizi.years()[0]
    baska: dict[str, set[int]] = {}
    for d in dizi.baglam.digerleri:
        if d.birim != birim and (d.kod, d.ozel) == (kod, ozel):
            baska.setdefault(d.birim, set()).add(d.acilis.year)
    for secim in dizi.baglam.onceki:
        if secim.birim != birim and (secim.kod, secim.ozel) == (kod, ozel):
            baska.setdefault(secim.birim, set()).update(d.yil for d in secim.dosyalar)
    for eski, yillar in sorted(baska.items()):
        if yillar and min(yillar) < ilk and max(yillar) <= ilk:
            yield ilk, f"birim değişti: {eski} → {birim}"


# -- the rules ------------------------------------------------------------------------------------------------------

Bulunan: TypeAlias = Iterator[tuple[str, OrnekNedeni, str]]


def _years(dizi: Dizi, adaylar: tuple[Aday, ...], degisimler: Mapping[int, Sequence[str]], bulgular: list[Bulgu]) -> Bulunan:
    """A1, whole years: the first and last of the series, those in which the practice changed, and every n-th by the calendar.

    By the calendar (…, 2010, 2015, …), not counted from the first file: what is due next year then goes on in the same step.
    """
    del bulgular
    ilk, son = dizi.years()
    adim = dizi.olcut.yil_araligi
    for ozet, _ in adaylar:
        kimlik, yil = ozet.dosya.kimlik, ozet.dosya.acilis.year
        if yil == ilk:
            yield kimlik, OrnekNedeni.ILK_YIL, f"{yil}, dizinin ilk yılı."
        if yil == son:
            yield kimlik, OrnekNedeni.SON_YIL, f"{yil}, dizinin son yılı."
        for neden in degisimler.get(yil, ()):
            yield kimlik, OrnekNedeni.DEGISIM, f"{yil} yılında {neden}."
        if yil % adim == 0:
            yield kimlik, OrnekNedeni.ARALIK, f"{yil}, her {adim} yılda bir seçilen yıl."


def _share(dizi: Dizi, adaylar: tuple[Aday, ...], degisimler: Mapping[int, Sequence[str]], bulgular: list[Bulgu]) -> Bulunan:
    """A2, a share of the files: from equal stretches of time the middle one, and the first file after each change of practice."""
    del bulgular
    sayi, yuzde = len(adaylar), dizi.olcut.yuzde
    pay = min(sayi, max(dizi.olcut.asgari, -(-sayi * yuzde // 100)))
    for kacinci in range(pay):
        yer = (2 * kacinci + 1) * sayi // (2 * pay)
        yield adaylar[yer][0].dosya.kimlik, OrnekNedeni.PAY, f"Zaman sırasında {sayi} dosyanın {yer + 1}. sırasındaki (pay %{yuzde})."
    kalan = dict(degisimler)
    for ozet, _ in adaylar:
        for neden in kalan.pop(ozet.dosya.acilis.year, ()):
            yield ozet.dosya.kimlik, OrnekNedeni.DEGISIM, f"{ozet.dosya.acilis.year} yılında {neden}; sonraki ilk dosya."


def _special(dizi: Dizi, adaylar: tuple[Aday, ...], degisimler: Mapping[int, Sequence[str]], bulgular: list[Bulgu]) -> Bulunan:
    """A3, files with special features; a feature that more than half of the series has is no special one, and that is told."""
    del degisimler
    olagan = set()
    for neden, (ad, var) in _OLAGAN_OLABILEN.items():
        sayi = sum(bool(var(ozet.dosya)) for ozet, _ in adaylar)
        if len(adaylar) >= _OLAGAN_GRUP and 2 * sayi > len(adaylar):
            olagan.add(neden)
            bulgular.append(bulgu("IMH-079", " · ".join(filter(None, dizi.ad)), ozellik=ad, sayi=sayi, toplam=len(adaylar)))
    aykiri = _outliers(adaylar)
    for aday in adaylar:
        kimlik = aday[0].dosya.kimlik
        yield from ((kimlik, neden, metin) for neden, metin in (*_history(aday, dizi), *_named(aday)) if neden not in olagan)
        if kimlik in aykiri:
            yield kimlik, OrnekNedeni.HACIM, f"{aday[0].adet} belge; grubun ortancası {aykiri[kimlik]:g}."
    yield from _ends(dizi, adaylar)


def _history(aday: Aday, dizi: Dizi) -> Iterator[tuple[OrnekNedeni, str]]:
    """Yield what happened to a file."""
    dosya = aday[0].dosya
    for olay in dosya.olaylar:
        if olay.tur is OlayTuru.DAVA_KESIN:
            yield OrnekNedeni.DAVA, f"Dava {olay.tarih:%d.%m.%Y} tarihinde kesinleşti."
    donduranlar = [e for e in aday[1].engeller if e.kaynak.startswith("dondurma ")]
    for engel in dict.fromkeys((*donduranlar, *dizi.baglam.dondurmalar.get(dosya.kimlik, ()))):
        neden = OrnekNedeni.DAVA if engel.tur is ImhaEngeli.DAVA else OrnekNedeni.DONDURMA
        yield neden, f"{engel.neden} ({engel.kaynak})."
    for uzatma in dosya.uzatmalar:
        yield OrnekNedeni.UZATMA, f"Saklama süresi uzatıldı ({uzatma.tarih:%d.%m.%Y}): {uzatma.gerekce}"
    for atif in aday[0].atiflar:
        if _root(atif) != _root(dosya):
            yield OrnekNedeni.ATIF, f"Başka bir dosya atıf yapıyor ({atif.kimlik})."


def _named(aday: Aday) -> Iterator[tuple[OrnekNedeni, str]]:
    """Yield what a file names; persons are counted, not repeated."""
    dosya = aday[0].dosya
    if dosya.diger_kodlar:
        yield OrnekNedeni.DIGER_KOD, f"Başka kodlarda da duruyor: {', '.join(dosya.diger_kodlar)}."
    if dosya.ilgililer:
        yield OrnekNedeni.KISI, f"Dosyada {len(dosya.ilgililer)} ilgili kişi yazılı."
    if dosya.esaslar:
        yield OrnekNedeni.ESAS, f"Dosyada esas numarası yazılı: {', '.join(dosya.esaslar)}."


def _ends(dizi: Dizi, adaylar: tuple[Aday, ...]) -> Bulunan:
    """Yield the first and last file of the series, where they are among those that are due."""
    ilk, son = adaylar[0][0].dosya, adaylar[-1][0].dosya
    digerleri, yillar = dizi.others(), [d.yil for d in dizi.earlier()]
    if all(_order(d) > _order(ilk) for d in digerleri) and all(yil > ilk.acilis.year for yil in yillar):
        yield ilk.kimlik, OrnekNedeni.ILK_DOSYA, "Dizinin ilk dosyası."
    if all(_order(d) < _order(son) for d in digerleri) and all(yil < son.acilis.year for yil in yillar):
        yield son.kimlik, OrnekNedeni.SON_DOSYA, "Dizinin son dosyası."


def _outliers(adaylar: tuple[Aday, ...]) -> dict[str, float]:
    """Return the files with far more records than is usual among these, with the median: by the median's own spread, not the mean's."""
    if len(adaylar) < _AYKIRI_GRUP:
        return {}
    adetler = [ozet.adet for ozet, _ in adaylar]
    ortanca = statistics.median(adetler)
    sapmalar = [abs(adet - ortanca) for adet in adetler]
    # where more than half are alike the median of the deviations is 0, and their mean serves
    olcu = statistics.median(sapmalar) / 0.6745 or statistics.fmean(sapmalar) * 1.2533
    return {ozet.dosya.kimlik: ortanca for ozet, _ in adaylar if olcu and (ozet.adet - ortanca) / olcu > _AYKIRI}


_OLAGAN_OLABILEN: Final[Mapping[OrnekNedeni, tuple[str, Callable[[Dosya], object]]]] = {
    OrnekNedeni.KISI: ("ilgili kişi yazılı olması", lambda d: d.ilgililer),
    OrnekNedeni.ESAS: ("esas numarası yazılı olması", lambda d: d.esaslar),
    OrnekNedeni.DIGER_KOD: ("başka kodlarda da durması", lambda d: d.diger_kodlar),
}
"""Features that may be the very nature of a series."""
_KURALLAR: Final[Mapping[str, Callable[[Dizi, tuple[Aday, ...], Mapping[int, Sequence[str]], list[Bulgu]], Bulunan]]] = {
    "A1": _years,
    "A2": _share,
    "A3": _special,
}
