# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that keeps what an institution has decided: profile, overlay, plans of its own, mappings of dead codes.

Each decision is an object of its own with its versions, written with actor and day; entries are only ever added, so that an answer
given for a past day can be given again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import attrs

from earsiv._arsiv_dosya import DosyaIsleri
from earsiv._bilinen import KURUM_EKI, PROFIL
from earsiv.errors import Bulgu, GirdiHatasi, KuralHatasi, Seviye, bulgu
from earsiv.model import Dosya, DosyaKodu, GizlilikDerecesi, Islem
from earsiv.saklama import KurumProfili, ProfilDegeri, SaklamaKurali
from earsiv.saklama.profil import Deger
from earsiv.sdp import EkSatiri, EtkinPlan, KurumEki, Plan, dump_plan
from earsiv.sdp.esle import KodEslemesi, validate_mapping
from earsiv.store import defter, kayitlar

_AD_BOYU = 32


@attrs.frozen
class EslemeSonucu:
    """What became of a mapping: its number, the files that were filed anew, those that were not and why, what to know of it."""

    no: str
    tasinan: tuple[Dosya, ...]
    kalan: tuple[tuple[str, Bulgu], ...]
    bulgular: tuple[Bulgu, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "no": self.no,
            "tasinan": [{"dosya": d.kimlik, "kod": d.kod, "plan": d.plan, "surum": d.plan_surumu} for d in self.tasinan],
            "kalan": [{"dosya": kimlik, "bulgu": b.as_dict()} for kimlik, b in self.kalan],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


class PlanIsleri(DosyaIsleri):
    """Profile, overlay, plans, mappings."""

    # -- profile ----------------------------------------------------------------------------------------------------

    def profile(self, itibariyla: dt.date | None = None) -> KurumProfili:
        """Return the institution's parameters and rules, now or as known at the end of a past day.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        return self._known(itibariyla).profil

    def set_parameter(
        self, ad: str, deger: Deger, gerekce: str, *, baslangic: dt.date | None = None, dayanak: str = "", deneme: bool = False
    ) -> KurumProfili:
        """Set a parameter from a day on, with a reason; earlier values stay for replay.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-022 no reason, SAK-025 no such parameter, SAK-026 a value it cannot take.
        """
        bugun = self._today()
        yeni = ProfilDegeri(ad, deger, baslangic or bugun, gerekce.strip(), bugun, dayanak.strip(), self.yetki.aktor)
        return self._change_profile(lambda p: p.with_value(yeni), "parametre_belirle", yeni.as_dict(), deneme=deneme)

    def add_rule(
        self,
        ad: str,
        sure: str,
        gerekce: str,
        dayanak: str,
        *,
        kod: str = "",
        birim: str = "",
        baslangic: dt.date | None = None,
        bitis: dt.date | None = None,
        deneme: bool = False,
    ) -> KurumProfili:
        """Add a period that another law or the institution demands; it only ever lengthens.

        Args:
            kod: for this code and below it; empty for every code.
            birim: for this unit; empty for every unit.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-022 no reason or ground, SAK-027 no period; SDP-001 not a code, SDP-003 a section's code: nothing is filed
                under it or below it, so the rule would bind nothing.
        """
        bugun = self._today()
        sade = DosyaKodu.parse(kod).metin if kod else ""
        if sade and any(plan.heading(sade) for plan in self.plan.katmanlar):
            raise GirdiHatasi("SDP-003", sade)
        kural = SaklamaKurali(
            ad=ad,
            kod=sade,
            sure=sure,
            gerekce=gerekce.strip(),
            dayanak=dayanak.strip(),
            baslangic=baslangic or bugun,
            kayit=bugun,
            birim=birim,
            bitis=bitis,
            aktor=self.yetki.aktor,
        )
        return self._change_profile(lambda p: p.with_rule(kural), "kural_ekle", kural.as_dict(), deneme=deneme)

    def _change_profile(
        self, degistir: Callable[[KurumProfili], KurumProfili], eylem: str, ayrinti: dict[str, Any], *, deneme: bool
    ) -> KurumProfili:
        self._require(Islem.PLAN)
        with self.depo.reader() as baglanti:
            eski = kayitlar.setting(baglanti, PROFIL)
        yeni = degistir(KurumProfili.from_dict(eski) if eski else KurumProfili())
        if not deneme:
            self._write_setting("profil", PROFIL, yeni.as_dict(), eski, eylem, {"giris": ayrinti})
        return yeni

    # -- plans ------------------------------------------------------------------------------------------------------

    def effective_plan(self, an: dt.date | None = None, *, itibariyla: dt.date | None = None) -> EtkinPlan:
        """Return the institution's plan of a day with its overlay, now or as known at the end of a past day.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        return self._known(itibariyla).plan(an or itibariyla or self._today())

    def plan_versions(self, itibariyla: dt.date | None = None) -> tuple[tuple[str, str], ...]:
        """Return every plan version that can be read here, shipped or taken in, as (plan, version).

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        return self._known(itibariyla).kitaplik.available()

    def overlay(self, itibariyla: dt.date | None = None) -> KurumEki:
        """Return the institution's overlay, every entry ever written down.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SAK-030.
        """
        self._require(Islem.GOR)
        return self._known(itibariyla).ek

    def amend_plan(self, *satirlar: EkSatiri, deneme: bool = False) -> KurumEki:
        """Add entries to the overlay, all or none; actor and day of writing are those of this act, whatever the entries say.

        A code that is in use is never removed: it is closed, and stays readable for the files under it.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SDP-… an entry does not fit (see ``KurumEki.with_row``).
        """
        self._require(Islem.PLAN)
        with self.depo.reader() as baglanti:
            eski = kayitlar.setting(baglanti, KURUM_EKI)
        bilinen = self._known()
        kitaplik = attrs.evolve(bilinen.kitaplik, ek=KurumEki.from_dict(eski) if eski else KurumEki())
        for satir in satirlar:
            damgali = attrs.evolve(satir, kayit=self._today(), aktor=self.yetki.aktor)
            kitaplik = kitaplik.amend(self.depo.ayarlar.plan, damgali)
        if not deneme and satirlar:
            ayrinti = {"satirlar": [f"{s.islem} {s.kod}" for s in satirlar]}
            self._write_setting("ek", KURUM_EKI, kitaplik.ek.as_dict(), eski, "plan_eki", ayrinti)
        return kitaplik.ek

    def add_plan(self, plan: Plan, *, deneme: bool = False) -> tuple[Bulgu, ...]:
        """Take a plan version in and return which codes in use it does not know: their files stay under their own version.

        A version never changes its content, and none is ever taken out.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SDP-012, SDP-013 it cannot be written; SDP-024 the version exists already; SAK-041 a name too long.
        """
        self._require(Islem.PLAN)
        if max(len(plan.ad), len(plan.surum)) > _AD_BOYU:
            raise GirdiHatasi("SAK-041", f"{plan.ad}/{plan.surum}", en_cok=_AD_BOYU)
        damgali = attrs.evolve(plan, kayit=self._today())
        self._known().kitaplik.with_plan(damgali)
        icerik = dump_plan(damgali)
        if not deneme:
            kimlik = f"plan/{plan.ad}/{plan.surum}"
            deger = {"ad": plan.ad, "surum": plan.surum, "kayit": self._today().isoformat(), "satir": len(plan.satirlar)}
            self._write_setting("plan", kimlik, deger, None, "plan_al", deger, icerik)
        with self.depo.reader() as baglanti:
            kullanilan = defter.codes_in_use(baglanti, plan.ad)
        return tuple(
            bulgu("SAK-040", kod, plan=f"{plan.ad} {plan.surum}", sayi=sayi) for kod, sayi in kullanilan if kod not in plan.satirlar
        )

    # -- mapping of dead codes --------------------------------------------------------------------------------------

    def map_codes(self, *eslemeler: KodEslemesi, deneme: bool = False) -> EslemeSonucu:
        """Record the decisions on dead codes, then file every file under them anew; each file is a transaction of its own.

        Doing it again goes on where it stopped: what has been moved is no longer under the old code. The earlier period goes on
        binding every file that is moved, so nothing is due earlier for it.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: SDP-… the first decision that does not hold against today's plan; SAK-042 nothing is given.
        """
        self._require(Islem.PLAN)
        self._require(Islem.DOSYA)
        if not eslemeler:
            raise GirdiHatasi("SAK-042", "eşleme")
        kararlar = [attrs.evolve(e, aktor=self.yetki.aktor, tarih=self._today()) for e in eslemeler]
        bulgular = self._mapping_findings(kararlar)
        no = self._next_mapping_no()
        if not deneme:
            icerik = [e.as_dict() for e in kararlar]
            no = self._write_numbered(
                "esleme",
                self._next_mapping_no,
                lambda no: {"kimlik": no, "icerik": {"no": no, "eslemeler": icerik}},
                eylem="kod_esle",
                ayrinti={"sayi": len(kararlar)},
            )
        tasinan: list[Dosya] = []
        kalan: list[tuple[str, Bulgu]] = []
        for esleme in (e for e in kararlar if e.yeni_kod):
            for dosya in self._files_under(esleme):
                try:
                    tasinan.append(self._refile(dosya, esleme.yeni_kod, esleme.gerekce, "", {"esleme": no}, deneme=deneme))
                except KuralHatasi as hata:
                    kalan.append((dosya.kimlik, hata.bulgu))
        return EslemeSonucu(no, tuple(tasinan), tuple(kalan), bulgular)

    def _mapping_findings(self, kararlar: list[KodEslemesi]) -> tuple[Bulgu, ...]:
        """Return what a person should know of the decisions; what speaks against them is raised."""
        bilinen = self._known()
        bulgular: list[Bulgu] = []
        for anahtar in dict.fromkeys(k.eski_anahtar for k in kararlar):
            kendi = [k for k in kararlar if k.eski_anahtar == anahtar]
            bulgular += validate_mapping(kendi, bilinen.kitaplik.load(*anahtar), bilinen.plan(self._today()))
        for kusur in bulgular:
            if kusur.seviye is Seviye.HATA:
                raise GirdiHatasi.of(kusur)
        return tuple(bulgular)

    def mappings(self) -> list[dict[str, Any]]:
        """Return every recorded mapping, oldest first.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.GOR)
        with self.depo.reader() as baglanti:
            return list(kayitlar.settings(baglanti, "esleme").values())

    def _files_under(self, esleme: KodEslemesi) -> Iterable[Dosya]:
        with self.depo.reader() as baglanti:
            dosyalar = defter.files_under(baglanti, esleme.eski_kod, *esleme.eski_anahtar)
        return [d for d in dosyalar if self.yetki.may_see(GizlilikDerecesi.YOK, d.birim)]

    # -- helpers ----------------------------------------------------------------------------------------------------

    def _next_mapping_no(self) -> str:
        with self.depo.reader() as baglanti:
            return kayitlar.next_mapping_no(baglanti, self._today().year)
