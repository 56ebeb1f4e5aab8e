# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``ListeYolu``: a list and everything that was decided about it, as one value that only its own acts can move on.

Threat: a step left out, done twice, or done for another list. Rule: every act is looked up in the table of transitions, and everything
that is decided names the list's digest. What no act allows cannot be made: the value of a later state comes from the value before it.
Whether a file may still go on the day itself is asked again elsewhere; storing is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from earsiv import _canon, _text
from earsiv.ayiklama import liste as listeleme
from earsiv.ayiklama import oylama
from earsiv.ayiklama.gecis import BITEN, DURUM_ADLARI, GECISLER, Eylem, acts
from earsiv.errors import Bulgu, ImhaHatasi, bulgu
from earsiv.model import (
    FizikiImha,
    Hazirun,
    ImhaListesi,
    ImhaSatiri,
    ImhaTutanagi,
    KomisyonKarari,
    ListeDurumu,
    ListeImzasi,
    Oturum,
    SatirSonucu,
    UstYoneticiOnayi,
    UygunGorus,
)
from earsiv.saklama import KurumProfili

S = SatirSonucu
_YURUYEN: Final = frozenset({ListeDurumu.OLUR, ListeDurumu.YURUTME, ListeDurumu.KISMEN})
_KARARLI: Final = frozenset({ListeDurumu.GORUS, *_YURUYEN, ListeDurumu.TAMAM})
_ONAYLI: Final = frozenset({*_YURUYEN, ListeDurumu.TAMAM, ListeDurumu.TUTANAK})


@attrs.frozen
class Adim:
    """One step of the path as it happened: the act, when (UTC), by whom, and the reason where one is needed."""

    eylem: Eylem = attrs.field(converter=Eylem)
    zaman: str
    aktor: str
    gerekce: str = ""


@attrs.frozen
class ListeYolu:
    """A list on its way; :meth:`of` begins one, the acts return the next value.

    ``ertelenen`` maps lines put off to the reason, ``edilen`` are the lines whose content is gone, ``engellenen`` maps lines that the
    last run had to leave to the reason, ``birakilan`` those that were given up; ``bolunen`` names the lists it was split into.
    """

    liste: ImhaListesi
    durum: ListeDurumu = ListeDurumu.ONERI
    oturum: Oturum | None = None
    ertelenen: Mapping[int, str] = attrs.field(factory=dict)
    karar: KomisyonKarari | None = None
    gorus: UygunGorus | None = None
    olur: UstYoneticiOnayi | None = None
    imzalar: tuple[ListeImzasi, ...] = ()
    fiziki: tuple[FizikiImha, ...] = ()
    edilen: frozenset[int] = frozenset()
    engellenen: Mapping[int, str] = attrs.field(factory=dict)
    birakilan: Mapping[int, str] = attrs.field(factory=dict)
    tutanak: ImhaTutanagi | None = None
    tutanak_belgesi: str = ""
    bolunen: tuple[str, ...] = ()
    gecmis: tuple[Adim, ...] = ()

    @classmethod
    def of(cls, liste: ImhaListesi) -> ListeYolu:
        """Begin the way of a frozen list.

        Raises:
            ImhaHatasi: IMH-007 the list is not what its digest names.
        """
        if not listeleme.holds(liste):
            raise ImhaHatasi("IMH-007", liste.no, belge="liste", beklenen=liste.ozet[:16], bulunan=listeleme.digest(liste)[:16])
        return cls(attrs.evolve(liste, durum=ListeDurumu.ONERI))

    # -- where it stands --------------------------------------------------------------------------------------------

    def require(self, eylem: Eylem) -> None:
        """Refuse an act that this state does not have, and every act over a broken chain.

        Raises:
            ImhaHatasi: IMH-030; IMH-007.
        """
        if (self.durum, eylem) not in GECISLER:
            olan = ", ".join(e.ad for e in acts(self.durum) if not e.ic) or "hiçbiri"
            raise ImhaHatasi("IMH-030", self.liste.no, durum=DURUM_ADLARI[self.durum], eylem=eylem.ad, olan=olan)
        for kusur in self.chain():
            raise ImhaHatasi.of(kusur)

    def results(self) -> dict[int, SatirSonucu]:
        """Return what became of each line so far."""
        sonuc = dict.fromkeys((s.sira_no for s in self.liste.satirlar), S.BEKLIYOR)
        sonuc |= dict.fromkeys(self.ertelenen, S.ERTELENDI)
        if self.karar:
            sonuc |= {k.satir: k.sonuc for k in self.karar.satirlar}
        for ret, nasil in ((self.gorus.ret if self.gorus else (), S.GORUS_RET), (self.olur.ret if self.olur else (), S.OLUR_RET)):
            sonuc |= {satir: nasil for satir, _ in ret}
        return sonuc | dict.fromkeys(self.birakilan, S.BIRAKILDI) | dict.fromkeys(self.edilen, S.IMHA_EDILDI)

    def lines(self, *sonuclar: SatirSonucu) -> tuple[ImhaSatiri, ...]:
        """Return the lines that came to one of these."""
        bulunan = self.results()
        return tuple(s for s in self.liste.satirlar if bulunan[s.sira_no] in sonuclar)

    def executable(self) -> tuple[ImhaSatiri, ...]:
        """Return the lines that decision, consent and approval allow to go and that have not gone."""
        return self.lines(S.IMHA) if self.durum in _YURUYEN else ()

    def ready(self) -> tuple[ImhaSatiri, ...]:
        """Return the executable lines that a run may take: where something lies on a shelf, the physical act must be recorded first."""
        kayitli = {satir for kayit in self.fiziki for satir in kayit.satirlar}
        return tuple(s for s in self.executable() if not s.fiziki or s.sira_no in kayitli)

    def held_files(self) -> tuple[str, ...]:
        """Return the files that the list holds: all of them until it is consented to, then those that may still go; none at an end."""
        if self.durum in BITEN:
            return ()
        kalan = self.lines(S.IMHA, S.IMHA_EDILDI) if self.durum in _KARARLI else self.liste.satirlar
        return tuple(dict.fromkeys(s.dosya for s in kalan))

    def chain(self) -> tuple[Bulgu, ...]:
        """Return every place where decision, consent, approval and minutes do not name this list, or are missing by now (IMH-007)."""
        ozet = self.liste.ozet
        halkalar = (
            ("komisyon kararı", self.karar, _ONAYLI | {ListeDurumu.KARAR, ListeDurumu.GORUS}),
            ("uygun görüş", self.gorus, _ONAYLI | {ListeDurumu.GORUS}),
            ("olur", self.olur, _ONAYLI),
            ("tutanak", self.tutanak, {ListeDurumu.TUTANAK}),
        )
        bulunan = [(ad, deger.liste_ozeti if deger else "") for ad, deger, gereken in halkalar if deger or self.durum in gereken]
        kirik = [(ad, b) for ad, b in bulunan if b != ozet]
        return tuple(bulgu("IMH-007", self.liste.no, belge=ad, beklenen=ozet[:16], bulunan=b[:16] or "yok") for ad, b in kirik)

    def _step(self, eylem: Eylem, adim: Adim, **degisen: Any) -> ListeYolu:
        self.require(eylem)
        gecmis = (*self.gecmis, attrs.evolve(adim, eylem=eylem))
        return attrs.evolve(self, durum=GECISLER[self.durum, eylem], gecmis=gecmis, **degisen)

    # -- before the commission --------------------------------------------------------------------------------------

    def open_session(self, oturum: Oturum, adim: Adim) -> ListeYolu:
        """Put the list before a commission, or before another one; what was put off is open again.

        Raises:
            ImhaHatasi: IMH-030.
        """
        return self._step(Eylem.OTURUM, adim, oturum=oturum, ertelenen={})

    def postpone(self, satirlar: Iterable[int], gerekce: str, adim: Adim) -> ListeYolu:
        """Put lines off: they are not voted on in this session and stay kept.

        Raises:
            ImhaHatasi: IMH-030; IMH-027 no such line; IMH-029 no reason.
        """
        self.require(Eylem.ERTELE)
        secilen = oylama.SatirSuzgeci(tuple(satirlar)).apply(self.liste)
        if not gerekce.strip():
            raise ImhaHatasi("IMH-029", self.liste.no, oy="ERTELE")
        return self._step(Eylem.ERTELE, adim, ertelenen={**self.ertelenen, **dict.fromkeys(secilen, gerekce.strip())})

    def decide(self, karar: KomisyonKarari, adim: Adim) -> ListeYolu:
        """Take the decision over.

        Raises:
            ImhaHatasi: IMH-030; IMH-007 it is about another list, of another session, not what its votes come to, or not what its
                digest names; IMH-028 a line or a vote is missing; IMH-006 it is older than the session.
        """
        self.require(Eylem.KARAR)
        if self.oturum is None:
            raise RuntimeError
        if karar.tarih < self.oturum.tarih:
            neden = f"karar {karar.tarih:%d.%m.%Y} tarihli, toplantı {self.oturum.tarih:%d.%m.%Y} günü yapıldı"
            raise ImhaHatasi("IMH-006", self.liste.no, neden=neden)
        sayilan = oylama.recount(karar, self.liste, self.oturum, self.ertelenen)
        if not oylama.decision_holds(karar) or (sayilan != karar and oylama.digest_of(sayilan) != karar.ozet):
            beklenen, bulunan = oylama.digest_of(sayilan)[:16], karar.ozet[:16] or "yok"
            raise ImhaHatasi("IMH-007", self.liste.no, belge="komisyon kararı", beklenen=beklenen, bulunan=bulunan)
        for kusur in attrs.evolve(self, karar=karar).chain():
            raise ImhaHatasi.of(kusur)
        return self._step(Eylem.KARAR, adim, karar=karar)

    def reassess(self, adim: Adim) -> ListeYolu:
        """Take the decision back to be voted on again.

        Raises:
            ImhaHatasi: IMH-030; IMH-029 no reason.
        """
        self._require_reason(Eylem.YENIDEN, adim)
        return self._step(Eylem.YENIDEN, adim, karar=None)

    # -- consent and approval ---------------------------------------------------------------------------------------

    def consent(self, gorus: UygunGorus, adim: Adim, *, bugun: dt.date, profil: KurumProfili) -> ListeYolu:
        """Record the consent of Devlet Arşivleri, for the list or less the lines it refused, or the exemption.

        Raises:
            ImhaHatasi: IMH-030; IMH-006 number, date or order of dates; IMH-007 another list; IMH-027 a line it cannot refuse;
                IMH-029 a refusal without a reason; IMH-033 an exemption that the institution has not recorded, or for lines that it does
                not cover.
        """
        self.require(Eylem.GORUS)
        if self.karar is None:
            raise RuntimeError
        self._require_letter("uygun görüş", gorus.sayi, gorus.tarih, gorus.liste_ozeti, self.karar.tarih, bugun)
        self._require_refusals(gorus.ret)
        if gorus.muafiyet:
            self._require_exempt(gorus, profil, bugun)
        return self._step(Eylem.GORUS, adim, gorus=gorus)

    def _require_exempt(self, gorus: UygunGorus, profil: KurumProfili, bugun: dt.date) -> None:
        if {profil.get("uygun_gorus", gun) for gun in (gorus.tarih, bugun)} != {"MUAF_SSDP"}:  # one that has ended exempts nothing
            raise ImhaHatasi("IMH-033", self.liste.no, neden="kurum profilinde o gün için muafiyet kaydı yok")
        kapsam_disi = [s.sira_no for s in self.lines(S.IMHA) if s.saklama_kodu != "D"]
        if kapsam_disi:
            raise ImhaHatasi("IMH-033", self.liste.no, neden=f"{kapsam_disi[0]}. satır D kodlu değil, muafiyet onu kapsamaz")

    def approve(self, olur: UstYoneticiOnayi, adim: Adim, *, bugun: dt.date) -> ListeYolu:
        """Record the olur: from here the list is final.

        Raises:
            ImhaHatasi: IMH-030; IMH-006, IMH-007, IMH-027, IMH-029 as :meth:`consent`; IMH-032 who made or voted on the list approves it.
        """
        self.require(Eylem.OLUR)
        if self.gorus is None or self.karar is None:
            raise RuntimeError
        self._require_letter("olur", olur.sayi, olur.tarih, olur.liste_ozeti, self.gorus.tarih, bugun)
        self._require_refusals(olur.ret)
        yasakli = {_text.identity(kisi) for kisi in (self.liste.duzenleyen, *(u.kisi for u in self.karar.oturum.uyeler))}
        if not _text.identity(olur.kisi) or not olur.ad or _text.identity(olur.kisi) in yasakli:
            raise ImhaHatasi("IMH-032", self.liste.no, kisi=olur.kisi or "—")
        return self._step(Eylem.OLUR, adim, olur=olur)

    def _require_letter(self, ad: str, sayi: str, tarih: dt.date, ozet: str, onceki: dt.date, bugun: dt.date) -> None:
        if not sayi:
            raise ImhaHatasi("IMH-006", self.liste.no, neden=f"{ad} yazısının sayısı yok")
        if tarih < onceki:
            raise ImhaHatasi("IMH-006", self.liste.no, neden=f"{ad} {tarih:%d.%m.%Y} tarihli, dayandığı işlem {onceki:%d.%m.%Y} tarihli")
        if tarih > bugun:
            raise ImhaHatasi("IMH-006", self.liste.no, neden=f"{ad} {tarih:%d.%m.%Y} tarihli, o gün gelmedi")
        if ozet != self.liste.ozet:
            raise ImhaHatasi("IMH-007", self.liste.no, belge=ad, beklenen=self.liste.ozet[:16], bulunan=ozet[:16] or "yok")

    def _require_refusals(self, ret: Iterable[tuple[int, str]]) -> None:
        adaylar = {s.sira_no for s in self.lines(S.IMHA)}
        for satir, neden in ret:
            if satir not in adaylar:
                raise ImhaHatasi("IMH-027", self.liste.no, satir=satir)
            if not neden.strip():
                raise ImhaHatasi("IMH-029", f"{self.liste.no} · satır {satir}", oy="RET")

    def sign(self, imza: ListeImzasi, adim: Adim) -> ListeYolu:
        """Keep an electronic signature over the canonical list; a second one of the same person replaces nothing.

        Raises:
            ImhaHatasi: IMH-030; IMH-037 the person has signed already.
        """
        self.require(Eylem.IMZA)
        if any(i.kisi == imza.kisi and i.sifat == imza.sifat for i in self.imzalar):
            raise ImhaHatasi("IMH-037", self.liste.no, kisi=imza.kisi)
        return self._step(Eylem.IMZA, adim, imzalar=(*self.imzalar, imza))

    # -- execution --------------------------------------------------------------------------------------------------

    def record_physical(self, kayit: FizikiImha, adim: Adim, *, bugun: dt.date) -> ListeYolu:
        """Record the physical act for lines that may go and have something on a shelf.

        Raises:
            ImhaHatasi: IMH-030; IMH-027 a line that may not go; IMH-006 a day before the olur or one that has not come; IMH-040 something
                that must be proved is missing.
        """
        self.require(Eylem.FIZIKI)
        if self.olur is None:
            raise RuntimeError
        if not self.olur.tarih <= kayit.tarih <= bugun:
            raise ImhaHatasi(
                "IMH-006", self.liste.no, neden=f"fiziki imha {kayit.tarih:%d.%m.%Y} tarihli, olur {self.olur.tarih:%d.%m.%Y} tarihli"
            )
        kayitli = {satir for k in self.fiziki for satir in k.satirlar}
        giden = {s.sira_no: s for s in self.executable() if s.fiziki and s.sira_no not in kayitli}
        for satir in kayit.satirlar:
            if satir not in giden:
                raise ImhaHatasi("IMH-027", self.liste.no, satir=satir)
        if eksik := _missing(kayit, [giden[s] for s in kayit.satirlar]):
            raise ImhaHatasi("IMH-040", self.liste.no, eksik=", ".join(eksik))
        return self._step(Eylem.FIZIKI, adim, fiziki=(*self.fiziki, kayit))

    def begin(self, adim: Adim) -> ListeYolu:
        """Begin the execution, or go on with it.

        Raises:
            ImhaHatasi: IMH-030; IMH-007 the chain of digests is broken, list or decision were edited; IMH-039 no line may be taken now.
        """
        self.require(Eylem.BASLA)
        if not listeleme.holds(self.liste):
            bulunan = listeleme.digest(self.liste)[:16]
            raise ImhaHatasi("IMH-007", self.liste.no, belge="liste", beklenen=self.liste.ozet[:16], bulunan=bulunan)
        if self.karar is not None and not oylama.decision_holds(self.karar):
            beklenen, bulunan = self.karar.ozet[:16], oylama.digest_of(self.karar)[:16]
            raise ImhaHatasi("IMH-007", self.liste.no, belge="komisyon kararı", beklenen=beklenen, bulunan=bulunan)
        if not self.ready() and self.durum is not ListeDurumu.YURUTME:
            raise ImhaHatasi("IMH-039", self.liste.no, sayi=len(self.executable()))
        return self._step(Eylem.BASLA, adim)

    def ended(self, edilen: Iterable[int], engellenen: Mapping[int, str], adim: Adim) -> ListeYolu:
        """Record what a run came to; the state says whether anything is left.

        Raises:
            ImhaHatasi: IMH-030; IMH-027 a line that no run was allowed to take.
        """
        self.require(Eylem.BITIR)
        yeni = frozenset(edilen) - self.edilen
        if yabanci := sorted(yeni - {s.sira_no for s in self.ready()}):
            raise ImhaHatasi("IMH-027", self.liste.no, satir=yabanci[0])
        sonra = attrs.evolve(self, edilen=self.edilen | yeni)
        eylem = Eylem.KISMEN if sonra.executable() else Eylem.BITIR
        return self._step(eylem, adim, edilen=sonra.edilen, engellenen=dict(engellenen))

    def give_up(self, adim: Adim) -> ListeYolu:
        """Give up what is left of a list that was executed in part; the files are free again.

        Raises:
            ImhaHatasi: IMH-030; IMH-029 no reason.
        """
        self._require_reason(Eylem.BIRAK, adim)
        kalan = {s.sira_no: self.engellenen.get(s.sira_no, adim.gerekce) for s in self.executable()}
        return self._step(Eylem.BIRAK, adim, birakilan=kalan)

    def seal(self, tutanak: ImhaTutanagi, belge: str, adim: Adim) -> ListeYolu:
        """Close the list with its minutes; ``belge`` is the record they are kept as.

        Raises:
            ImhaHatasi: IMH-030; IMH-007 the minutes are about another list or decision, name other lines than went, or are not what
                their digest names; IMH-006 they are older than the olur or a physical act.
        """
        self.require(Eylem.TUTANAK)
        onceki = max([f.tarih for f in self.fiziki] + ([self.olur.tarih] if self.olur else []))
        if tutanak.tarih < onceki:
            raise ImhaHatasi("IMH-006", self.liste.no, neden=f"tutanak {tutanak.tarih:%d.%m.%Y}, işlem {onceki:%d.%m.%Y} tarihli")
        ozet = minutes_digest(tutanak)
        karar = self.karar.ozet if self.karar else ""
        if tutanak.ozet != ozet or tutanak.karar_ozeti != karar or frozenset(tutanak.imha_edilen) != self.edilen:
            raise ImhaHatasi("IMH-007", self.liste.no, belge="tutanak", beklenen=ozet[:16], bulunan=tutanak.ozet[:16] or "yok")
        for kusur in attrs.evolve(self, tutanak=tutanak).chain():
            raise ImhaHatasi.of(kusur)
        return self._step(Eylem.TUTANAK, adim, tutanak=tutanak, tutanak_belgesi=belge)

    # -- other ends -------------------------------------------------------------------------------------------------

    def abort(self, adim: Adim) -> ListeYolu:
        """Give the list up before anything was executed, on the shelf or in the system; its files are free again.

        Raises:
            ImhaHatasi: IMH-030, also where a physical act is on record; IMH-029 no reason.
        """
        self._require_reason(Eylem.IPTAL, adim)
        if self.fiziki:
            olan = f"{Eylem.FIZIKI.ad}, {Eylem.BASLA.ad}"
            raise ImhaHatasi(
                "IMH-030", self.liste.no, durum=f"{DURUM_ADLARI[self.durum]}; fiziki imha kaydı var", eylem=Eylem.IPTAL.ad, olan=olan
            )
        return self._step(Eylem.IPTAL, adim)

    def split(self, bolunen: Iterable[str], adim: Adim) -> ListeYolu:
        """End a list that others take the place of."""
        return self._step(Eylem.BOL, adim, bolunen=tuple(bolunen))

    def close(self, adim: Adim) -> ListeYolu:
        """End a list of which no line may go.

        Raises:
            ImhaHatasi: IMH-030; IMH-038 lines are left that may go.
        """
        self.require(Eylem.KAPAT)
        if kalan := self.lines(S.IMHA):
            raise ImhaHatasi("IMH-038", self.liste.no, sayi=len(kalan))
        return self._step(Eylem.KAPAT, adim)

    def _require_reason(self, eylem: Eylem, adim: Adim) -> None:
        self.require(eylem)
        if not _text.identity(adim.gerekce):
            raise ImhaHatasi("IMH-029", self.liste.no, oy=eylem.ad)


def minutes_digest(tutanak: ImhaTutanagi) -> str:
    """Return the SHA-256 (hex) of the canonical form of the minutes' content."""
    return _canon.digest(tutanak.content())


def witnesses(hazir: Iterable[Hazirun]) -> int:
    """Return how many different persons, named and with an id, were present."""
    return len({_text.identity(h.kisi) for h in hazir if h.ad} - {""})


def _missing(kayit: FizikiImha, satirlar: Iterable[ImhaSatiri]) -> list[str]:
    """Return what a physical act must say and does not."""
    gizli = any(s.gizlilik != "YOK" for s in satirlar)
    tanik = witnesses(kayit.hazir)
    kosullar = (
        ("satır", bool(kayit.satirlar)),
        ("ağırlık", isinstance(kayit.agirlik_gram, int) and kayit.agirlik_gram > 0),
        ("yer", bool(kayit.yer)),
        ("fiziki bir yöntem", kayit.yontem != "ELEKTRONIK_SILME"),
        ("en az iki hazır bulunan", tanik >= 2),
        ("teslim alan kuruluş", bool(kayit.teslim_alan) or kayit.yontem != "KAGIT_HAMURU"),
        ("gizli belgeler için kıyma beyanı", bool(kayit.kiyma_beyani.strip()) or not gizli),
    )
    return [ad for ad, var in kosullar if not var]


def unsigned(yol: ListeYolu) -> tuple[str, ...]:
    """Return who of the session and the approver has not signed the canonical list with a signature that passed."""
    if yol.karar is None or yol.olur is None:
        return ()
    gecerli = {i.kisi for i in yol.imzalar if i.durum == "TOTAL_PASSED"}
    gereken = {u.kisi: u.ad for u in yol.karar.oturum.uyeler} | {yol.olur.kisi: yol.olur.ad}
    return tuple(ad for kisi, ad in gereken.items() if kisi not in gecerli)
