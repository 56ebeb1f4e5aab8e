# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Samples of a series: proposed by rule, changed with a reason, decided, and what that leaves to the imha listesi.

Nothing here frees a file. What a decided choice leaves may be put before the commission, which appraises it on its own.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Iterable
from typing import Final

import attrs

from earsiv import _canon
from earsiv.ayiklama.ornek_kural import Aday, Dizi, DiziAdi, OrnekBaglami, grounds, sample_codes, series_of
from earsiv.errors import Bulgu, GirdiHatasi, ImhaHatasi, bulgu
from earsiv.model import (
    OrnekDosyasi,
    OrnekDurumu,
    OrnekGerekcesi,
    OrnekKarari,
    OrnekNedeni,
    OrnekOlcutu,
    OrnekSecimi,
    OrnekSonucu,
)
from earsiv.saklama import Sonuc

_SINIRLAR: Final = {"yil_araligi": (1, 100), "yuzde": (1, 100), "asgari": (1, 1_000)}
_GECISLER: Final = {
    ("degistir", OrnekDurumu.ONERI): OrnekDurumu.ONERI,
    ("karar", OrnekDurumu.ONERI): OrnekDurumu.KARAR,
    ("devir", OrnekDurumu.KARAR): OrnekDurumu.DEVREDILDI,
    ("iptal", OrnekDurumu.ONERI): OrnekDurumu.IPTAL,
    ("iptal", OrnekDurumu.KARAR): OrnekDurumu.IPTAL,
}
"""Which act leads from which state to which; everything else is refused."""
_BIRAKAN: Final = frozenset({OrnekDurumu.KARAR, OrnekDurumu.DEVREDILDI})
_EN_AZ_BIR: Final = frozenset({"A1", "A2"})


@attrs.frozen
class OrnekGrubu:
    """The due files of one series with what is proposed for each, and what a person should know about it."""

    birim: str
    kod: str
    ozel: str
    dosyalar: tuple[OrnekDosyasi, ...]
    bulgular: tuple[Bulgu, ...] = ()


@attrs.frozen
class OrnekOnerisi:
    """What the rules propose, series by series, and the numbers they went by."""

    gruplar: tuple[OrnekGrubu, ...]
    olcut: OrnekOlcutu


def propose_samples(adaylar: Iterable[Aday], *, olcut: OrnekOlcutu | None = None, baglam: OrnekBaglami | None = None) -> OrnekOnerisi:
    """Propose samples of every series among these files; the same files give the same answer in whatever order they come.

    Args:
        adaylar: files with their accounts; only those that are due and whose plan wants samples are taken, barred ones too.
        olcut: the numbers to go by.
        baglam: what else is known of the series.

    Raises:
        GirdiHatasi: IMH-078 a number out of range.
    """
    olcut, baglam = olcut or OrnekOlcutu(), baglam or OrnekBaglami()
    _check_measure(olcut)
    diziler: dict[DiziAdi, list[Aday]] = {}
    for ozet, hesap in adaylar:
        if hesap.sonuc is Sonuc.ORNEK and hesap.suresi_doldu:
            diziler.setdefault(series_of(ozet.dosya), []).append((ozet, hesap))
    gruplar = []
    for ad in sorted(diziler):
        dizi = Dizi.of(ad, diziler[ad], olcut, baglam)
        nedenler, soylenen = grounds(dizi)
        dosyalar = tuple(_file(aday, nedenler.get(aday[0].dosya.kimlik, [])) for aday in dizi.adaylar)
        gruplar.append(OrnekGrubu(*ad, dosyalar, tuple(soylenen)))
    return OrnekOnerisi(tuple(gruplar), olcut)


def _check_measure(olcut: OrnekOlcutu) -> None:
    for alan, (en_az, en_cok) in _SINIRLAR.items():
        if not en_az <= getattr(olcut, alan) <= en_cok:
            raise GirdiHatasi("IMH-078", alan, ayrinti=f"{getattr(olcut, alan)}, {en_az} ile {en_cok} arasında olmalı")


def _file(aday: Aday, gerekceler: list[OrnekGerekcesi]) -> OrnekDosyasi:
    ozet, hesap = aday
    return OrnekDosyasi(
        dosya=ozet.dosya.kimlik,
        ad=ozet.dosya.ad,
        yil=ozet.dosya.acilis.year,
        adet=ozet.adet,
        plan=hesap.plan,
        plan_surumu=hesap.surum,
        saklama_suresi=hesap.saklama_suresi,
        kurallar=sample_codes(hesap),
        sonuc=OrnekSonucu.SECILDI if gerekceler else OrnekSonucu.KALAN,
        gerekceler=tuple(gerekceler),
    )


# -- the choice -----------------------------------------------------------------------------------------------------


def freeze_samples(
    no: str, grup: OrnekGrubu, olcut: OrnekOlcutu, *, kurum: str, an: dt.date, duzenleyen: str, duzenlenme: str
) -> OrnekSecimi:
    """Make a numbered choice of a proposal, with its digest.

    Args:
        an: the day on which the files were judged.
        duzenlenme: UTC moment of making, ISO 8601.
    """
    secim = OrnekSecimi(
        no=no,
        kurum=kurum,
        an=an,
        birim=grup.birim,
        kod=grup.kod,
        ozel=grup.ozel,
        olcut=olcut,
        duzenleyen=duzenleyen,
        duzenlenme=duzenlenme,
        dosyalar=grup.dosyalar,
        notlar=tuple(b.mesaj for b in grup.bulgular),
    )
    return _sealed(secim)


def _sealed(secim: OrnekSecimi) -> OrnekSecimi:
    return attrs.evolve(secim, ozet=_canon.digest(secim.content()))


def samples_hold(secim: OrnekSecimi) -> bool:
    """Tell whether a choice is still what its digest names, and its decision the decision on that."""
    ozet = _canon.digest(secim.content())
    return hmac.compare_digest(ozet, secim.ozet) and (secim.karar is None or hmac.compare_digest(ozet, secim.karar.ozet))


def change_samples(secim: OrnekSecimi, ekle: Iterable[str], cikar: Iterable[str], gerekce: str, *, kim: str, gun: dt.date) -> OrnekSecimi:
    """Put files among the samples or take them out, with a reason that stays beside each; the digest becomes another.

    Raises:
        ImhaHatasi: IMH-072 the choice is decided or given up; IMH-076 a file that is not in it.
        GirdiHatasi: IMH-078 no reason, no file, or the same file put in and taken out.
    """
    _next(secim, "degistir")
    _require_text(secim.no, gerekce, "gerekçe verilmedi")
    eklenen, cikan = frozenset(ekle), frozenset(cikar)
    if not eklenen | cikan:
        raise GirdiHatasi("IMH-078", secim.no, ayrinti="eklenecek ya da çıkarılacak dosya verilmedi")
    if eklenen & cikan:
        raise GirdiHatasi("IMH-078", secim.no, ayrinti=f"{min(eklenen & cikan)} hem eklenmek hem çıkarılmak istendi")
    for kimlik in sorted(eklenen | cikan):
        if secim.find(kimlik) is None:
            raise ImhaHatasi("IMH-076", kimlik, secim=secim.no)
    yeni = {
        **dict.fromkeys(eklenen, (OrnekSonucu.SECILDI, OrnekNedeni.EKLENDI)),
        **dict.fromkeys(cikan, (OrnekSonucu.KALAN, OrnekNedeni.CIKARILDI)),
    }
    dosyalar = []
    for dosya in secim.dosyalar:
        if dosya.dosya in yeni:
            sonuc, neden = yeni[dosya.dosya]
            ek = OrnekGerekcesi("", neden, gerekce, kim, gun)
            dosyalar.append(attrs.evolve(dosya, sonuc=sonuc, gerekceler=(*dosya.gerekceler, ek)))
        else:
            dosyalar.append(dosya)
    return _sealed(attrs.evolve(secim, dosyalar=tuple(dosyalar)))


def decide_samples(secim: OrnekSecimi, karar: str, tarih: dt.date, *, kaydeden: str, bugun: dt.date) -> OrnekSecimi:
    """Record the commission's decision on a choice as it stands.

    Raises:
        ImhaHatasi: IMH-072 it is decided or given up already.
        GirdiHatasi: IMH-078 no number; a day that has not come or lies before the day of judgement; every sample that A1 or A2
            asked for was taken out.
    """
    durum = _next(secim, "karar")
    _require_text(secim.no, karar, "karar numarası verilmedi")
    if not secim.an <= tarih <= bugun:
        araligi = f"{secim.an:%d.%m.%Y} ile {bugun:%d.%m.%Y} arasında olmalı"
        raise GirdiHatasi("IMH-078", secim.no, ayrinti=f"karar tarihi {tarih:%d.%m.%Y}, {araligi}")
    onerilen = {gerekce.kural for d in secim.dosyalar for gerekce in d.gerekceler}
    if not secim.secilenler and onerilen & _EN_AZ_BIR:
        raise GirdiHatasi("IMH-078", secim.no, ayrinti="A1 ve A2 için önerilen örneklerin hiçbiri seçili değil; en az biri seçilmeli")
    return attrs.evolve(secim, durum=durum, karar=OrnekKarari(karar, tarih, secim.ozet, kaydeden))


def give_up_samples(secim: OrnekSecimi, gerekce: str) -> OrnekSecimi:
    """Give a choice up; its files are free to be chosen from again.

    Raises:
        ImhaHatasi: IMH-072 the samples are transferred, or it is given up already.
        GirdiHatasi: IMH-078 no reason.
    """
    durum = _next(secim, "iptal")
    _require_text(secim.no, gerekce, "gerekçe verilmedi")
    return attrs.evolve(secim, durum=durum, iptal_gerekcesi=gerekce.strip())


def send_samples(secim: OrnekSecimi, devir: str) -> OrnekSecimi:
    """Note the transfer that brought the samples to Devlet Arşivleri.

    Raises:
        ImhaHatasi: IMH-072 the choice is not decided, or its samples are gone already.
        GirdiHatasi: IMH-078 no transfer is named.
    """
    durum = _next(secim, "devir")
    _require_text(secim.no, devir, "devir numarası verilmedi")
    return attrs.evolve(secim, durum=durum, devir=devir.strip())


def _next(secim: OrnekSecimi, islem: str) -> OrnekDurumu:
    durum = _GECISLER.get((islem, secim.durum))
    if durum is None:
        raise ImhaHatasi("IMH-072", secim.no, durum=secim.durum, islem=islem)
    return durum


def _require_text(yer: str, metin: str, kusur: str) -> None:
    if not metin.strip():
        raise GirdiHatasi("IMH-078", yer, ayrinti=kusur)


# -- what it leaves -------------------------------------------------------------------------------------------------


def remainder(secim: OrnekSecimi) -> frozenset[str]:
    """Return the files a decided choice leaves to be appraised on their own; none while it is not decided, or given up."""
    if secim.durum not in _BIRAKAN:
        return frozenset()
    return frozenset(d.dosya for d in secim.dosyalar if d.sonuc is OrnekSonucu.KALAN)


def require_decided(secim: OrnekSecimi) -> None:
    """Refuse to build on a choice that leaves nothing yet, or no longer.

    Raises:
        ImhaHatasi: IMH-072 it is not decided, or given up.
    """
    if secim.durum not in _BIRAKAN:
        raise ImhaHatasi("IMH-072", secim.no, durum=secim.durum, islem="imha")


def allowed(secim: OrnekSecimi, dosya: str) -> Bulgu | None:
    """Return why a file may not be put on an imha listesi on the ground of a choice, ``None`` where it may.

    Asked when a line is made and again when it is executed: the choice may have been given up meanwhile.
    """
    if secim.durum not in _BIRAKAN:
        return bulgu("IMH-072", secim.no, durum=secim.durum, islem="imha")
    bulunan = secim.find(dosya)
    if bulunan is None:
        return bulgu("IMH-076", dosya, secim=secim.no)
    if bulunan.sonuc is OrnekSonucu.SECILDI:
        return bulgu("IMH-077", dosya, secim=secim.no)
    return None


def complete(secim: OrnekSecimi, grup: Iterable[str]) -> Bulgu | None:
    """Return how a choice differs from the due files of its series as they are now, ``None`` where it is all of them, each once."""
    simdi, secimde = frozenset(grup), [d.dosya for d in secim.dosyalar]
    eksik, fazla = simdi.difference(secimde), frozenset(secimde) - simdi
    if not eksik and not fazla and len(secimde) == len(simdi):
        return None
    return bulgu("IMH-075", secim.no, eksik=len(eksik), fazla=len(fazla), ornek=min(eksik | fazla, default=secim.no))
