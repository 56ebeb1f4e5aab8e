# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The periodic run over personal data: which files it may propose, and why every other one stays.

The law on personal data leaves other laws' retention as it is, so archive retention comes first: a run only proposes what could stand on
an imha list today. It removes nothing and knows no way to; neither does a request to delete.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, KuralHatasi, bulgu
from earsiv.model import DosyaKodu
from earsiv.model.basvuru import Cevap, CevapTuru, RetNedeni
from earsiv.model.kayit import Dosya
from earsiv.model.olay import TarihliKayit, civil_day
from earsiv.saklama.engel import Engel
from earsiv.saklama.sonuc import Durum, Sonuc
from earsiv.saklama.supurme import DOLMUS, Yargi
from earsiv.saklama.takvim import add_months

EN_UZUN_AY: Final = 6
"""Months between two runs at most, whatever a profile says."""


class Kalis(StrEnum):
    """Why a file with personal data stays where it is; ``ONERILIR``: it does not have to."""

    ONERILIR = "onerilir"
    ACIK = "acik"
    BEKLEYEN = "bekleyen"
    DOLMADI = "dolmadi"
    SUREKLI = "surekli"
    BASKA_SONUC = "baska_sonuc"
    ENGELLI = "engelli"
    LISTEDE = "listede"
    BELIRSIZ = "belirsiz"


_DURUMDAN: Final = {
    Durum.ADAY: Kalis.ONERILIR,
    Durum.ACIK: Kalis.ACIK,
    Durum.BEKLEYEN: Kalis.BEKLEYEN,
    Durum.DOLMAYAN: Kalis.DOLMADI,
    Durum.SUREKLI: Kalis.SUREKLI,
    Durum.DIGER: Kalis.BASKA_SONUC,
    Durum.ENGELLI: Kalis.ENGELLI,
    Durum.HATALI: Kalis.BELIRSIZ,
}
_CUMLE: Final = {
    Kalis.ONERILIR: "Saklama süresi doldu, önünde engel yok: imha listesine önerilir.",
    Kalis.ACIK: "Dosya açık; saklama süresi kapanınca başlar.",
    Kalis.BEKLEYEN: "Süresini başlatacak olay bekleniyor.",
    Kalis.DOLMADI: "Saklama süresi dolmadı.",
    Kalis.SUREKLI: "Süresiz saklanır.",
    Kalis.BASKA_SONUC: "Süresi doldu, ama imha edilecekler arasında değil.",
    Kalis.ENGELLI: "Süresi doldu, ama önünde engel var.",
    Kalis.LISTEDE: "Zaten bir imha listesinde.",
    Kalis.BELIRSIZ: "Saklama süresi hesaplanamıyor; birinin bakması gerekir.",
}
_SONUC: Final = {
    Sonuc.DEVIR: "Devlet Arşivlerine devredilir.",
    Sonuc.KOMISYON: "Önce komisyon değerlendirir.",
    Sonuc.ORNEK: "Önce örnek alınır.",
    Sonuc.SUREKLI: "Kurumda sürekli saklanır.",
}


@attrs.define(on_setattr=attrs.setters.frozen)
class KvkkSatiri:
    """One file of a run: whether it is proposed, else why it stays and from which day on it might be listed."""

    dosya: str
    kod: str
    kalis: Kalis
    aciklama: str
    ilk_gun: dt.date | None = None

    @property
    def onerilir(self) -> bool:
        """Whether the file may be put on an imha list."""
        return self.kalis is Kalis.ONERILIR

    @property
    def gidebilir(self) -> bool:
        """Whether retention lets the file go: it may be put on an imha list, or stands on one."""
        return self.kalis in {Kalis.ONERILIR, Kalis.LISTEDE}

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        gun = self.ilk_gun.isoformat() if self.ilk_gun else None
        return {"dosya": self.dosya, "kod": self.kod, "kalis": str(self.kalis), "aciklama": self.aciklama, "ilk_gun": gun}


KODLAR_KAYDI: Final = "P-kodlar"
"""The register entry that says under which codes every file counts as holding personal data."""


def is_personal(dosya: Dosya, kodlar: Collection[str] = ()) -> bool:
    """Tell whether a file holds personal data: it is about a person, or lies under a code the institution listed."""
    if dosya.ilgililer or not kodlar:
        return bool(dosya.ilgililer)
    kendi = (dosya.kod, *dosya.diger_kodlar, *(eski.kod for eski in dosya.onceki))
    return any(ata in kodlar for kod in kendi for ata in DosyaKodu(kod.partition("[")[0].strip()).atalar)


def judge_file(dosya: Dosya, yargi: Yargi, liste: str | None = None) -> KvkkSatiri:
    """Say what a run does with a file of which retention is known.

    Args:
        liste: the open list the file stands on already.
    """
    kalis = Kalis.LISTEDE if liste and yargi.durum in DOLMUS and not yargi.engeller else _DURUMDAN[yargi.durum]
    if yargi.sonuc is not Sonuc.IMHA and kalis is Kalis.ONERILIR:
        kalis = Kalis.BASKA_SONUC
    return KvkkSatiri(dosya.kimlik, dosya.kod, kalis, " ".join((_CUMLE[kalis], *_details(kalis, yargi, liste))), yargi.ilk_gun)


def _details(kalis: Kalis, yargi: Yargi, liste: str | None) -> Iterable[str]:
    match kalis:
        case Kalis.LISTEDE:
            return (f"Liste: {liste}.",)
        case Kalis.DOLMADI if yargi.ilk_gun:
            return (f"En erken {yargi.ilk_gun:%d.%m.%Y} günü listeye girebilir.",)
        case Kalis.BASKA_SONUC if yargi.sonuc in _SONUC:
            return (_SONUC[yargi.sonuc],)
        case Kalis.ENGELLI:
            return _bars(yargi.engeller)
        case Kalis.BELIRSIZ:
            return tuple(b.mesaj for b in yargi.bulgular[:1])
        case _:
            return ()


def _bars(engeller: Iterable[Engel]) -> tuple[str, ...]:
    """Return the bars as text: kind and source, not the ground, for that is written in free words and may name a person."""
    return tuple(dict.fromkeys(f"{e.tur} {e.tur.aciklama}" + (f" ({e.kaynak})" if e.kaynak else "") for e in engeller))


def _ids(dosyalar: Iterable[str]) -> tuple[str, ...]:
    return tuple(dosyalar)


@attrs.frozen
class PeriyodikImha(TarihliKayit):
    """One run: number, day, who ran it, the day it judged for, the counts, what it proposed, the day the next one is due.

    ``kalan`` counts the files that stay by reason; ``gec`` tells that this run itself came after it was due.
    """

    no: str
    gun: dt.date = attrs.field(converter=civil_day)
    an: dt.date = attrs.field(converter=civil_day)
    aktor: str
    incelenen: int
    onerilen: tuple[str, ...] = attrs.field(converter=_ids)
    kalan: Mapping[str, int]
    sonraki: dt.date = attrs.field(converter=civil_day)
    gec: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {**super().as_dict(), "kalan": dict(self.kalan), "onerilen_sayisi": len(self.onerilen)}

    @classmethod
    def from_dict(cls, veri: Mapping[str, Any]) -> PeriyodikImha:
        """Return the value of :meth:`as_dict` again."""
        return cls(**{alan.name: veri[alan.name] for alan in attrs.fields(cls)})


def conclude(
    satirlar: Iterable[KvkkSatiri], *, no: str, gun: dt.date, an: dt.date, aktor: str, ay: int, onceki: PeriyodikImha | None
) -> PeriyodikImha:
    """Sum a run up.

    Args:
        ay: months until the next run, by the profile.
    """
    onerilen: list[str] = []
    kalan: Counter[str] = Counter()
    for satir in satirlar:
        if satir.onerilir:
            onerilen.append(satir.dosya)
        else:
            kalan[str(satir.kalis)] += 1
    return PeriyodikImha(
        no=no,
        gun=gun,
        an=an,
        aktor=aktor,
        incelenen=len(onerilen) + kalan.total(),
        onerilen=tuple(onerilen),
        kalan=dict(sorted(kalan.items())),
        sonraki=add_months(gun, _months(ay)),
        gec=onceki is not None and _due(onceki, ay) < gun,
    )


@attrs.frozen
class KvkkSonucu:
    """A run with every file it looked at."""

    kosu: PeriyodikImha
    satirlar: tuple[KvkkSatiri, ...]

    @property
    def onerilen(self) -> tuple[str, ...]:
        """The ids to be proposed for an imha list."""
        return self.kosu.onerilen

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {**self.kosu.as_dict(), "satirlar": [satir.as_dict() for satir in self.satirlar]}


@attrs.frozen
class KvkkDurumu:
    """Where the institution stands with its runs: the last one, the day the next is due, what a person must look at."""

    bugun: dt.date
    ay: int
    son: PeriyodikImha | None
    sonraki: dt.date | None
    bulgular: tuple[Bulgu, ...]

    @property
    def gecikti(self) -> bool:
        """Whether a run is overdue, or there never was one."""
        return bool(self.bulgular)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "bugun": self.bugun.isoformat(),
            "ay": self.ay,
            "son": self.son.as_dict() if self.son else None,
            "sonraki": self.sonraki.isoformat() if self.sonraki else None,
            "gecikti": self.gecikti,
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


def standing(son: PeriyodikImha | None, ay: int, bugun: dt.date) -> KvkkDurumu:
    """Say where the institution stands: a period made shorter since the last run counts at once."""
    if son is None:
        return KvkkDurumu(bugun, _months(ay), None, None, (bulgu("KVK-001", "kvkk", ay=_months(ay)),))
    sonraki = _due(son, ay)
    gec = (bulgu("KVK-002", son.no, gun=f"{son.gun:%d.%m.%Y}", sonraki=f"{sonraki:%d.%m.%Y}"),) if bugun > sonraki else ()
    return KvkkDurumu(bugun, _months(ay), son, sonraki, gec)


def _due(son: PeriyodikImha, ay: int) -> dt.date:
    return min(son.sonraki, add_months(son.gun, _months(ay)))


def _months(ay: int) -> int:
    return max(1, min(ay, EN_UZUN_AY))


# -- requests to delete -------------------------------------------------------------------------------------------------


def allowed_answer(satirlar: Collection[KvkkSatiri]) -> CevapTuru:
    """Say how a request to delete may be answered: what must stay is refused, the rest goes the way of every imha list."""
    giden = sum(satir.gidebilir for satir in satirlar)
    if satirlar and giden == len(satirlar):
        return CevapTuru.KABUL
    return CevapTuru.KISMEN if giden else CevapTuru.RET


def deletion_answer(
    no: str, satirlar: Collection[KvkkSatiri], tarih: dt.date, teblig: dt.date, tur: CevapTuru | None, gerekce: str = "", sayi: str = ""
) -> Cevap:
    """Return the answer to a request to delete, with the ground of what must stay; more than may go is never granted.

    Args:
        tur: the answer wanted, ``None`` for all that may be granted.

    Raises:
        KuralHatasi: KVK-003 the answer would grant more than may be.
    """
    olabilir = allowed_answer(satirlar)
    verilen = tur or olabilir
    if _COMERTLIK.index(verilen) > _COMERTLIK.index(olabilir):
        raise KuralHatasi("KVK-003", no, kalan=sum(not satir.gidebilir for satir in satirlar), sayi=len(satirlar))
    if verilen is CevapTuru.KABUL:
        return Cevap(tarih, verilen, teblig, gerekce, None, sayi)
    return Cevap(tarih, verilen, teblig, gerekce or " ".join(_grounds(no, satirlar)), _ground_kind(satirlar), sayi)


_COMERTLIK: Final = (CevapTuru.RET, CevapTuru.KISMEN, CevapTuru.KABUL)


def _ground_kind(satirlar: Collection[KvkkSatiri]) -> RetNedeni:
    if not satirlar:
        return RetNedeni.BELGE_YOK
    saklanan = any(not satir.gidebilir and satir.kalis is not Kalis.ENGELLI for satir in satirlar)
    return RetNedeni.ARSIV_SAKLAMA if saklanan else RetNedeni.DIGER


def _grounds(no: str, satirlar: Collection[KvkkSatiri]) -> Iterable[str]:
    """Yield the sentences that tell why files stay: retention, then what else stands in the way; none where nothing has to stay."""
    if not satirlar:
        yield bulgu("KVK-005", no).mesaj
    engelli = sum(satir.kalis is Kalis.ENGELLI for satir in satirlar)
    saklanan = [satir for satir in satirlar if not satir.gidebilir and satir.kalis is not Kalis.ENGELLI]
    if saklanan:
        yield bulgu("KVK-004", no, kalan=len(saklanan), sayi=len(satirlar)).mesaj
    tarihler = [satir.ilk_gun for satir in saklanan if satir.kalis is Kalis.DOLMADI and satir.ilk_gun]
    if tarihler:
        yield f"Süresi en geç dolan dosya {max(tarihler):%d.%m.%Y} günü listeye girebilir."
    if engelli:
        yield bulgu("KVK-008", no, kalan=engelli, sayi=len(satirlar)).mesaj
