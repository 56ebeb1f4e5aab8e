# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that fills in forms: which values a form is made of, in which layout, and who may have it.

The moment that goes into a file is that of what it tells, never that of the asking, so the same state gives the same bytes. A form whose
content is confidential is given only to who may see that degree, carries it on every page, and is logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from earsiv import _clock, devir, rapor
from earsiv._arsiv_basvuru import BasvuruIsleri
from earsiv._arsiv_devir import DevirIsleri
from earsiv._arsiv_imha import ImhaIsleri
from earsiv.ayiklama import Eylem
from earsiv.errors import GirdiHatasi, ImhaHatasi, YetkiHatasi
from earsiv.model import DevirYolu, GizlilikDerecesi, Islem, Kalinti, OrnekDurumu
from earsiv.rapor import FormDuzeni, Rapor
from earsiv.store import defter, kalintilar, kayitlar

_TASLAK: Final = "TASLAK: mühürlenmemiştir, imhayı kanıtlamaz."


class RaporIsleri(ImhaIsleri, DevirIsleri, BasvuruIsleri):
    """Forms."""

    def report(self, form: str, no: str, bicim: str) -> bytes:
        """Return a form as ``pdf``, ``xlsx``, ``docx`` or ``csv``, in the institution's layout where it has one.

        Args:
            form: ``imha-listesi``, ``komisyon-karari``, ``imha-tutanagi`` (number of a list), ``devir-teslim``, ``dab-devir``,
                ``envanter`` (number of a transfer), ``icerik-listesi`` (id of a file), ``saklama-plani`` (name of a plan), ``faaliyet``
                (a year).

        Raises:
            YetkiHatasi: YET-002 its content is not to be seen; YET-003.
            GirdiHatasi: RAP-001 no such form; RAP-002 no such format; IMH-013, DEV-… no such number; RAP-019 no year.
            ImhaHatasi: IMH-030 there is no decision, or no approval, yet.
        """
        rapor.form(form)
        icerik = self._forms()[form](no)
        if icerik.gizlilik > self.yetki.derece:
            raise YetkiHatasi("YET-002", no)
        veri = rapor.write(icerik, bicim, self.form_layout(form))
        if icerik.gizlilik > GizlilikDerecesi.YOK:
            with self.depo.transaction(self.yetki.aktor) as kayit:
                kayit.audit("rapor", "arsiv", {"form": form, "no": no, "bicim": bicim, "gizlilik": icerik.gizlilik.name})
        return veri

    def _forms(self) -> Mapping[str, Callable[[str], Rapor]]:
        return {
            "imha-listesi": self._list_form,
            "komisyon-karari": self._decision_form,
            "imha-tutanagi": self._minutes_form,
            "devir-teslim": lambda no: self._transfer_form("devir-teslim", no),
            "dab-devir": lambda no: self._transfer_form("dab-devir", no),
            "envanter": lambda no: self._transfer_form("envanter", no),
            "icerik-listesi": self._content_form,
            "saklama-plani": self._plan_form,
            "faaliyet": self._activity_form,
        }

    def _list_form(self, no: str) -> Rapor:
        yol = self.list_path(no)
        return rapor.list_report(yol.liste, yol.karar, yol.gorus, yol.olur, yol.results() if yol.karar else None)

    def _decision_form(self, no: str) -> Rapor:
        yol = self.list_path(no)
        if yol.karar is None:
            raise ImhaHatasi("IMH-030", no, durum=yol.durum, eylem="komisyon kararını yazma", olan=Eylem.KARAR.ad)
        return rapor.decision_report(yol.liste, yol.karar)

    def _minutes_form(self, no: str) -> Rapor:
        yol = self.list_path(no)
        icerik = rapor.minutes_report(self.minutes(no), yol.liste)
        if yol.tutanak is not None:
            return icerik
        return attrs.evolve(icerik, form=attrs.evolve(icerik.form, aciklama=_TASLAK), kunye=f"{icerik.kunye} (taslak)")

    def _transfer_form(self, form: str, no: str) -> Rapor:
        yol = self.transfer(no)
        liste = yol.liste
        return rapor.transfer_report(
            form,
            tuple(devir.as_form_rows(liste)),
            kurum=liste.kurum,
            zaman=_noon(liste.an),
            bilgiler=devir.form_facts(liste, yol),
            taraflar=[rapor.ImzaYeri(*taraf) for taraf in devir.form_sides(yol)],
            no=liste.no,
            ozet=liste.ozet,
        )

    def _content_form(self, no: str) -> Rapor:
        dosya = self.dosya(no)
        belgeler = self.belgeler(no)
        with self.depo.reader() as baglanti:
            son = max([*(iz.zaman for iz in defter.acts_on(baglanti, no)), *(b.alindi for b in belgeler)])
        return rapor.content_report(dosya, belgeler, kurum=self.depo.ayarlar.kurum, zaman=dt.datetime.fromisoformat(son))

    def _plan_form(self, no: str) -> Rapor:
        bugun = self._today()
        plan = self._known().plan(bugun) if no == self.depo.ayarlar.plan else None
        if plan is None:
            raise GirdiHatasi("SDP-011", no, bilinenler=self.depo.ayarlar.plan)
        return rapor.plan_report(plan, kurum=self.depo.ayarlar.kurum, zaman=_noon(bugun))

    def _activity_form(self, no: str) -> Rapor:
        if not (no.isascii() and no.isdigit() and len(no) == 4):
            raise GirdiHatasi("RAP-019", no)
        yil, bugun = int(no), self._today()
        gun = min(bugun, dt.date(yil, 12, 31))
        return rapor.activity_report(yil, self.depo.ayarlar.kurum, self.activity(yil), zaman=_noon(gun))

    # -- samples that were sent -------------------------------------------------------------------------------------

    def record_receipt(self, no: str, alindi_no: str, paket_ozeti: str, **alindi: Any) -> DevirYolu:
        """As :meth:`DevirIsleri.record_receipt`; a choice of samples that the transfer rests on is noted as sent.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: DEV-004, DEV-026, DEV-035.
            KuralHatasi: DEV-006, DEV-007; DEV-024 the receipt is for another package.
        """
        yol = super().record_receipt(no, alindi_no, paket_ozeti, **alindi)
        secimler = {s.dayanak for s in yol.liste.satirlar if s.dayanak.startswith(kayitlar.ON_EKLER["ornek"])}
        for secim in sorted(secimler) if not alindi.get("deneme") else ():
            if self.sample(secim).durum is OrnekDurumu.KARAR:
                self.send_samples(secim, no)
        return yol

    # -- layouts ----------------------------------------------------------------------------------------------------

    def form_layout(self, form: str) -> FormDuzeni | None:
        """Return the institution's own layout of a form; ``None`` where it has none."""
        with self.depo.reader() as baglanti:
            deger = kayitlar.setting(baglanti, f"{kayitlar.ON_EKLER['form']}{form}")
        return FormDuzeni.from_dict(deger["duzen"]) if deger and deger["duzen"] else None

    def set_form_layout(self, duzen: FormDuzeni | None, form: str = "", *, deneme: bool = False) -> FormDuzeni | None:
        """Give a form the institution's own columns, titles and signature places; ``None`` brings the form back as it was.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: RAP-001 no such form; RAP-003, RAP-005…RAP-008 the layout does not fit it.
        """
        self._require(Islem.PLAN)
        ad = duzen.form if duzen else form
        bicim = rapor.form(ad)
        if duzen:
            rapor.apply(bicim, duzen)
        if deneme:
            return duzen
        kimlik = f"{kayitlar.ON_EKLER['form']}{ad}"
        deger = {"kimlik": kimlik, "icerik": {"duzen": duzen.as_dict() if duzen else None}}
        self.depo.save("form", kimlik, deger, aktor=self.yetki.aktor, eylem="form_duzeni", ayrinti={"form": ad})
        return duzen

    # -- the yearly report ------------------------------------------------------------------------------------------

    def activity(self, yil: int) -> dict[str, dict[str, Any]]:
        """Return what the archive did in a year, as group -> indicator -> number; acts from the audit trail, the rest from the registers.

        Raises:
            YetkiHatasi: YET-003.
        """
        self._require(Islem.DENETIM)
        bas, son = (_clock.iso(dt.datetime(y, 1, 1, tzinfo=_clock.ISTANBUL)) for y in (yil, yil + 1))
        with self.depo.reader() as baglanti:
            isler = defter.acts_between(baglanti, bas, son)
            kalinti = [k for k in kalintilar.stubs(baglanti) if bas <= k.zaman < son]
            fiziki = [iz.ayrinti.get("agirlik_gram", 0) for iz in defter.acts_named(baglanti, "fiziki_imha", bas, son)]
            sayilar = defter.counts(baglanti)
        return {
            "Belgeler ve dosyalar": {ad: isler.get(eylem, 0) for ad, eylem in _ISLER} | {"Arşivdeki belge (bugün)": sayilar["belge"]},
            "Ayıklama ve imha": {ad: isler.get(eylem, 0) for ad, eylem in _IMHA}
            | _gone(kalinti, "imha")
            | {"Fiziki imha (kg)": sum(fiziki) // 1000},
            "Devir": {ad: isler.get(eylem, 0) for ad, eylem in _DEVIR} | _gone(kalinti, "devir"),
            "Tasfiyeyi durdurma": {"Konulan": isler.get("dondur", 0), "Kaldırılan": isler.get("dondurma_kaldir", 0)},
            "Başvurular": self._request_counts(yil),
        }

    def _request_counts(self, yil: int) -> dict[str, Any]:
        turler = self.basvuru_report(yil)["turler"]
        return {f"{tur}: {ad}": sayi for tur, degerler in turler.items() for ad, sayi in degerler.items() if isinstance(sayi, int)}


_ISLER: Final = (
    ("Alınan belge", "kabul"),
    ("Açılan dosya", "dosya_ac"),
    ("Kapatılan dosya", "dosya_kapat"),
    ("Kodu değişen dosya", "siniflama_degistir"),
)
_IMHA: Final = (
    ("Düzenlenen imha listesi", "liste_olustur"),
    ("Komisyon toplantısı", "oturum"),
    ("Komisyon kararı", "karar"),
    ("Uygun görüş", "uygun_gorus"),
    ("Olur", "olur"),
    ("İmha tutanağı", "tutanak"),
)
_DEVIR: Final = (("Düzenlenen devir listesi", "devir"), ("Teslim alınan devir", "devir_al"))


def _gone(kalintilar_: list[Kalinti], tasfiye: str) -> dict[str, int]:
    giden = [k for k in kalintilar_ if k.tasfiye == tasfiye]
    ad = "İmha edilen" if tasfiye == "imha" else "Yerelden kaldırılan"
    return {f"{ad} dosya": sum(k.tur == "dosya" for k in giden), f"{ad} belge": sum(k.tur == "belge" for k in giden)}


def _noon(gun: dt.date) -> dt.datetime:
    return dt.datetime.combine(gun, dt.time(12), _clock.ISTANBUL)
