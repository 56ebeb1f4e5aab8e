# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The verdict on one signer, step by step; every step looks, none stops the others, the worst finding decides.

(1) mathematics and attribute rules (2) signature policy (3) evidence inside (4) time-stamps, their order, the best time (5) signing
time (6) algorithms (7) nature of the certificate (8) path and revocation at the best time (9) references and values (10) level
(11) counter-signatures (12) bytes nothing covers. No I/O, no clock: the same facts, policy, roots and moment give the same verdict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import attrs

from earsiv._clock import ISTANBUL
from earsiv.errors import Bulgu, Seviye, bulgu
from earsiv.imza import damga_yargi, kripto, nes, oid, olgu, profil, referans, sertifika, yol_yargi, zaman
from earsiv.imza.damga_yargi import DamgaYargisi
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.iptal_yargi import Hal
from earsiv.imza.korunmayan import unprotected
from earsiv.imza.matematik import Kusur, fault
from earsiv.imza.nes import Nitelik
from earsiv.imza.olgu import ImzaOlgulari
from earsiv.imza.politika import SEVIYELER
from earsiv.imza.sonuc import AltGosterge, DamgaTuru, Gosterge, HukukiKarar, ImzaSonucu, Olgunluk
from earsiv.imza.yol_yargi import Ortam, YolSonucu
from earsiv.imza.zaman import Damga

_SEVIYE_PUANI: Final = {ad: sira for sira, ad in enumerate(SEVIYELER)}


@attrs.define
class _Tutanak:
    """What is gathered on the way."""

    kusurlar: list[Kusur] = attrs.field(factory=list)
    bulgular: list[Bulgu] = attrs.field(factory=list)

    def add(self, *kusurlar: Kusur | None) -> None:
        self.kusurlar += [k for k in kusurlar if k is not None]

    def note(self, kod: str, yer: str, /, **degerler: object) -> None:
        self.bulgular.append(bulgu(kod, yer, **degerler))


def judge(olgular: ImzaOlgulari, ortam: Ortam, havuz: Havuz, *, en_gec: dt.datetime | None = None) -> ImzaSonucu:
    """Return the verdict on one signer under a policy, at a moment, with the evidence at hand.

    Args:
        havuz: evidence that is not in the signer itself; it is not changed.
        en_gec: when the signature existed at the latest, proven by what lies over the one it confirms.
    """
    return _Yargic(olgular, ortam, havuz.copy(), en_gec).verdict()


class _Yargic:
    """The steps, with what they share."""

    def __init__(self, olgular: ImzaOlgulari, ortam: Ortam, havuz: Havuz, en_gec: dt.datetime | None) -> None:
        self.en_gec = en_gec
        self.o, self.ortam, self.havuz, self.politika = olgular, ortam, havuz, ortam.politika
        self.t = _Tutanak()
        self.yer = olgular.imzaci.yer
        self.ilke = profil.Ilke()
        self.damgalar: list[DamgaYargisi] = []
        self.yol = YolSonucu()
        self.kanitli: dt.datetime | None = None
        self.nitelik: Nitelik | None = None
        self.olgunluk = Olgunluk.UYGULANMAZ
        self.karsi: tuple[ImzaSonucu, ...] = ()

    def verdict(self) -> ImzaSonucu:
        """Walk the steps."""
        self.t.add(self.o.olgu.kusur)
        if self.o.olgu.matematik:
            self._policy()
            self._evidence()
            self._stamps()
            self._signing_time()
            self._algorithms()
            self._nature()
            self._path()
            self._references()
            self._level()
        odunc = self.havuz.lent()
        self.karsi = tuple(judge(k, self.ortam, odunc, en_gec=self._latest(k)) for k in self.o.karsi)
        for k in self.karsi:
            if k.durum is not Gosterge.TOTAL_PASSED and k.alt_durum:
                self.t.add(fault(_counter_word(k.alt_durum), "IMZ-032", k.yer, kanitli=k.karar is HukukiKarar.GECERSIZ, durum=k.durum))
        return self._result()

    def _policy(self) -> None:
        if not self.o.ust and self.o.imzaci.values(oid.CONTENT_TYPE):
            self.t.note("IMZ-089", self.yer)
        try:
            self.ilke = profil.policy(self.o.imzaci)
        except (ValueError, IndexError):
            self.t.add(fault(AltGosterge.POLICY_PROCESSING_ERROR, "IMZ-053", self.yer))
            return
        self.t.add(self.ilke.kusur)
        if self.ilke.profil and self.ilke.eksik_adres:
            self.t.note("IMZ-054", self.yer)
        istenen = self.politika.profil_zorunlu
        ad = self.ilke.profil.ad if self.ilke.profil else "P1" if self.ilke.gosterilen is None else "?"
        if istenen and ad not in istenen and self.o.ust:
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-057", self.yer, profil=ad, istenen=", ".join(istenen)))
        if self.ilke.profil and not self.o.imzaci.values(oid.SIGNING_CERT_V2):
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-058", self.yer, profil=ad))
        elif not self.o.imzaci.values(oid.SIGNING_CERT_V2):
            self.t.note("IMZ-059", self.yer)

    def _evidence(self) -> None:
        """Put what signature and stamps carry into the pool."""
        havuz, imzali, uzun = self.havuz, self.o.imzali, self.o.uzun
        havuz.add_certificates(imzali.sertifikalar, Kaynak.CMS)
        if uzun is None:
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-062", self.yer))
        else:
            havuz.add_certificates(uzun.sertifika_degeri or (), Kaynak.IMZA)
            bozuk = havuz.add_crls(uzun.siller, Kaynak.IMZA) + havuz.add_ocsps(uzun.ocspler, Kaynak.IMZA)
            if bozuk:
                self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-062", self.yer))
        siller, ocspler = imzali.iptal_verisi
        havuz.add_crls(siller, Kaynak.CMS)
        havuz.add_ocsps(ocspler, Kaynak.CMS)
        for damga in (*self.o.damgalar, *self.o.belge_damgalari):
            self.t.add(*damga_yargi.token_evidence(damga, havuz, Kaynak.DAMGA))

    def _stamps(self) -> None:
        """Judge every stamp; the earliest sound one over the signature proves when it existed at the latest."""
        self.damgalar = damga_yargi.judge_all((*self.o.damgalar, *self.o.belge_damgalari), self.ortam, self.havuz)
        for y in self.damgalar:
            self.t.add(*y.kusurlar)
            self.t.bulgular += y.bulgular
        self.t.add(*damga_yargi.order_faults(self.damgalar, self.yer))
        imza_ustu = [y for y in self.damgalar if y.damga.tur is not DamgaTuru.ICERIK and y.damga.tur is not DamgaTuru.REFERANS]
        anlar = [y.damga.an for y in imza_ustu if y.saglam and y.damga.an]
        self.kanitli = min([*anlar, *([self.en_gec] if self.en_gec else [])], default=None)
        if self.ilke.profil and not any(y.damga.tur in {DamgaTuru.IMZA, DamgaTuru.BELGE} for y in self.damgalar):
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-063", self.yer, profil=self.ilke.profil.ad))

    def _latest(self, karsi: ImzaOlgulari) -> dt.datetime | None:
        """Return when a counter-signature existed at the latest: the earliest sound archive stamp that lies over it."""
        ustteki = [y.damga for y in self.damgalar if y.saglam and y.damga.tur in {DamgaTuru.ARSIV, DamgaTuru.BELGE}]
        anlar = [d.an for d in ustteki if d.an and self._lies_over(d, karsi)]
        return min([*anlar, *([self.en_gec] if self.en_gec else [])], default=None)

    def _lies_over(self, damga: Damga, karsi: ImzaOlgulari) -> bool:
        dizin = zaman.hash_index(damga.jeton) if damga.jeton and damga.surum == "v3" else None
        if damga.surum != "v3" or dizin is None:
            return damga.surum != "v3"
        ozet, _, _, listelenen = zaman.index_entries(dizin)
        ham = karsi.imzaci.dugum.ham
        return any(set(zaman.attribute_digests(ozet, o, ham)) & listelenen for o in self.o.imzaci.unsigned(oid.COUNTER_SIGNATURE))

    @property
    def an(self) -> dt.datetime:
        """The best time: proven, or the moment of judgement."""
        return self.kanitli or self.ortam.an

    def _signing_time(self) -> None:
        iddia, p, pay = self.o.imza_zamani, self.ilke.profil, self.politika.tolerans
        if p and iddia is None:
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-064", self.yer, profil=p.ad))
        if iddia is None:
            self.t.note("IMZ-088", self.yer)
            return
        if iddia > self.an + pay:
            alt = AltGosterge.TIMESTAMP_ORDER_FAILURE if self.kanitli else AltGosterge.SIG_CONSTRAINTS_FAILURE
            self.t.add(fault(alt, "IMZ-065", self.yer, iddia=_shown(iddia), an=_shown(self.an), kanitli=self.kanitli is not None))
        turler = {DamgaTuru.IMZA, DamgaTuru.BELGE}
        damga = min((y.damga.an for y in self.damgalar if y.damga.tur in turler and y.damga.kapsar and y.damga.an), default=None)
        if p and damga and damga - iddia > dt.timedelta(hours=p.damga_gecikmesi_saat) + pay:
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-066", self.yer, saat=p.damga_gecikmesi_saat))

    def _algorithms(self) -> None:
        aday, alg = self.o.olgu.sertifika, self.o.imzaci.algoritma
        if aday is None:
            return
        gucu = kripto.key_strength(aday.spki)
        ozetler = {self.o.imzaci.ozet, alg.ozet if alg else None, *(e[0] for e in self.o.imzaci.ess if e[3])}
        for ozet in sorted(o for o in ozetler if o):
            zayif = self.politika.takvim.weak_at(self.an, ozet, gucu, kime="imzaci", tarihsel=self.politika.sha1_tarihsel)
            if zayif:
                kesin = self.kanitli is not None or not zayif[1]
                alt = AltGosterge.CRYPTO_CONSTRAINTS_FAILURE if kesin else AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE
                self.t.add(fault(alt, "IMZ-013", self.yer, kanitli=kesin, algoritma=zayif[0]))
                return
        if self.ortam.an.date() > self.politika.takvim.gozden:
            self.t.note("IMZ-067", self.yer, gun=f"{self.politika.takvim.gozden:%d.%m.%Y}")

    def _nature(self) -> None:
        aday = self.o.olgu.sertifika
        if aday is None:
            return
        zincir_kusuru = AltGosterge.CHAIN_CONSTRAINTS_FAILURE
        try:
            self.nitelik = nes.nature(aday)
            kullanim = aday.kullanim
        except (ValueError, IndexError):
            self.t.add(fault(zincir_kusuru, "IMZ-019", self.yer, ayrinti="sertifika uzantıları okunamadı"))
            return
        if kullanim is None or 1 not in kullanim:
            muhur = self.nitelik in nes.MUHURLER and kullanim is not None and 0 in kullanim
            self.t.add(None if muhur else fault(zincir_kusuru, "IMZ-018", self.yer))
        if self.politika.nes_zorunlu and self.nitelik not in {Nitelik.NES, *nes.MUHURLER}:
            self.t.add(fault(zincir_kusuru, "IMZ-068", self.yer, nitelik=nes.AD[self.nitelik]))
        istenen = {"imza": {Nitelik.NES}, "muhur": set(nes.MUHURLER)}.get(self.politika.kullanim)
        if istenen and self.nitelik in {Nitelik.NES, *nes.MUHURLER} and self.nitelik not in istenen:
            self.t.add(fault(zincir_kusuru, "IMZ-069", self.yer, nitelik=nes.AD[self.nitelik]))

    def _path(self) -> None:
        aday, p = self.o.olgu.sertifika, self.ilke.profil
        if aday is None or self.nitelik is None:  # its extensions cannot be read: told already
            return
        kullanim, soru = yol_yargi.signer_question(aday, p, self.an, self.politika, kanitli=self.kanitli is not None)
        soru = attrs.evolve(soru, bayat_olmaz=self._own_sources())
        self.yol = yol_yargi.judge(aday, kullanim, soru, self.ortam, self.havuz, self.yer)
        self.t.add(*(self._created_after(k) for k in self.yol.kusurlar))
        self.t.bulgular += self.yol.bulgular
        if p and p.kesinlesme_saat and self.kanitli and self.yol.cevaplar:
            hal = self.yol.cevaplar[0].hal
            self.olgunluk = {Hal.IYI: Olgunluk.KESIN, Hal.ERKEN: Olgunluk.ON_DOGRULAMA}.get(hal, Olgunluk.UYGULANMAZ)
        elif p and self.yol.cevaplar and self.yol.cevaplar[0].hal is Hal.IYI:
            self.olgunluk = Olgunluk.KESIN

    def _own_sources(self) -> frozenset[Kaynak]:
        """Where evidence was put for this signature: in it, and in the DSS of a PDF that nobody else signed."""
        return frozenset({Kaynak.IMZA, Kaynak.PDF} if self.o.tek_imza else {Kaynak.IMZA})

    def _created_after(self, kusur: Kusur) -> Kusur:
        """A content time-stamp proves that the signature is younger than it: then revoked or expired is a failure, not doubt."""
        aday = self.o.olgu.sertifika
        icerik = max((y.damga.an for y in self.damgalar if y.damga.tur is DamgaTuru.ICERIK and y.saglam and y.damga.an), default=None)
        if icerik is None or aday is None:
            return kusur
        if kusur.alt is AltGosterge.OUT_OF_BOUNDS_NO_POE and icerik > aday.bitis:
            return attrs.evolve(kusur, alt=AltGosterge.EXPIRED, kanitli=True)
        iptal = next((c.delil for c in self.yol.cevaplar[:1] if c.hal is Hal.IPTAL), None)
        if kusur.alt is AltGosterge.REVOKED_NO_POE and iptal and iptal.iptal_ani and icerik >= iptal.iptal_ani:
            return attrs.evolve(kusur, alt=AltGosterge.REVOKED, kanitli=True)
        return kusur

    def _references(self) -> None:
        uzun = self.o.uzun
        if uzun is None:
            return
        try:
            eldeki = self.havuz.certificates_any()
            kullanilan = self.yol.used({Kaynak.IMZA, Kaynak.CMS, Kaynak.DAMGA})
            bulgular = list(referans.compare(uzun, self.yol.halkalar, kullanilan, eldeki, self._known(eldeki), self.yer))
        except (ValueError, IndexError):
            bulgular = [bulgu("IMZ-062", self.yer)]
        bulgular += self._unmatched(uzun) + self._archived_without_values(uzun)
        for b in bulgular:
            eksik = b.kod == "IMZ-061"
            self.t.add(Kusur(AltGosterge.TRY_LATER if eksik else AltGosterge.SIG_CONSTRAINTS_FAILURE, b, kanitli=not eksik))

    def _unmatched(self, uzun: referans.UzunDonem) -> list[Bulgu]:
        """Return the revocation references without values (C, X) for which nothing at hand stands."""
        if uzun.iptal_degeri_var:
            return []
        siller, ocspler = [s for s, _ in self.havuz.siller.values()], [o for o, _ in self.havuz.ocspler.values()]
        eksik = [f"{no}. SİL" for no, r in enumerate(uzun.sil_ref, start=1) if not any(r.names(s) for s in siller)]
        eksik += [f"{no}. ÇİSDuP" for no, r in enumerate(uzun.ocsp_ref, start=1) if not any(r.of(o) for o in ocspler)]
        return [bulgu("IMZ-061", self.yer, ne=f"{ad} referansının değeri yok") for ad in eksik]

    def _archived_without_values(self, uzun: referans.UzunDonem) -> list[Bulgu]:
        """An archive stamp of the older kinds lies over the values; without them it keeps nothing alive."""
        turler = {d.surum for d in self.o.damgalar if d.surum}
        degerli = uzun.sertifika_degeri is not None and bool(uzun.siller or uzun.ocspler)
        nedenler = []
        if turler and not (degerli or (turler == {"v3"} and self.o.imzali.sil_alani)):
            nedenler.append("arşiv damgası var, kapsaması gereken değerler yok")
        if any(not self._lists_all(d) for d in self.o.damgalar if d.surum == "v3" and d.kapsar):
            nedenler.append("arşiv damgasının dizini imzacının sertifikasını ya da damgasını saymıyor")
        if uzun.iptal_degeri_var and not (uzun.siller or uzun.ocspler):
            nedenler.append("iptal değerleri boş")
        if any(d.tur is DamgaTuru.REFERANS for d in self.o.damgalar) and (uzun.sertifika_ref is None or not uzun.iptal_ref_var):
            nedenler.append("referans damgası var, referans yok")
        return [bulgu("IMZ-060", self.yer, ne=neden) for neden in nedenler]

    def _lists_all(self, damga: Damga) -> bool:
        """Tell whether a hash index lists the signer's certificate and a stamp over the signature, where there is an older one."""
        dizin, aday = zaman.hash_index(damga.jeton) if damga.jeton else None, self.o.olgu.sertifika
        if dizin is None or aday is None:
            return False
        ozet, sertifikalar, _, oznitelikler = zaman.index_entries(dizin)
        if aday in self.o.imzali.sertifikalar and kripto.digest(ozet, aday.ham) not in sertifikalar:
            return False
        eskiler = [d for d in self.o.damgalar if d.tur is DamgaTuru.IMZA and d.kaynak and d.an and damga.an and d.an <= damga.an]
        return not eskiler or any(set(zaman.attribute_digests(ozet, d.kaynak, d.ham)) & oznitelikler for d in eskiler if d.kaynak)

    def _known(self, eldeki: Sequence[sertifika.Sertifika]) -> list[sertifika.Sertifika]:
        """Return certificates that belong to stamps and to responders, so that nobody need have referenced them."""
        damga = [s for y in self.damgalar for s in (*y.yol.halkalar, *([y.makam] if y.makam else []))]
        return [*damga, *(s for s in eldeki if any(o.by(s) for o, _ in self.havuz.ocspler.values()))]

    def _level(self) -> None:
        puan, istenen = _SEVIYE_PUANI[self.o.seviye], self.politika.asgari_seviye
        if istenen and puan < _SEVIYE_PUANI[istenen] and self.o.ust:
            self.t.add(fault(AltGosterge.SIG_CONSTRAINTS_FAILURE, "IMZ-086", self.yer, duzey=self.o.seviye, istenen=istenen))
        p = self.ilke.profil
        if p and puan < _SEVIYE_PUANI[p.asgari_seviye] and not self.o.belge_damgalari and not self.o.pdf:
            self.t.note("IMZ-087", self.yer, duzey=self.o.seviye, profil=p.ad, istenen=p.asgari_seviye)

    def _result(self) -> ImzaSonucu:
        o, aday = self.o, self.o.olgu.sertifika
        kusur = _worst(self.t.kusurlar)
        eksik = [*self.yol.eksik, *(e for y in self.damgalar for e in y.eksik)]
        kanit = [*self.yol.evidence(), *(k for y in self.damgalar for k in y.kanit)]
        damgalar = o.damgalar
        return ImzaSonucu(
            durum=kusur.alt.gosterge if kusur else Gosterge.TOTAL_PASSED,
            alt_durum=kusur.alt if kusur else None,
            karar=_reading(self.t.kusurlar),
            yer=self.yer,
            seviye=o.seviye,
            profil=self.ilke.profil.ad if self.ilke.profil else None,
            ad=aday.ad if aday else "",
            kimlik=sertifika.mask(aday.field("SERIALNUMBER")) if aday else "",
            nitelik=str(self.nitelik) if self.nitelik else None,
            imza_zamani=o.imza_zamani.isoformat() if o.imza_zamani else None,
            kanitli_zaman=self.kanitli.isoformat() if self.kanitli else None,
            olgunluk=self.olgunluk,
            matematik=o.olgu.matematik,
            sertifika_sha256=aday.sha256 if aday else "",
            sertifika_bitis=aday.bitis if aday else None,
            algoritmalar=olgu.algorithm_names(o),
            politika=self.ilke.gosterilen,
            imzali_oznitelikler=tuple((oid.ADLAR.get(a.oid, a.oid), olgu.attribute_text(a.degerler)) for a in o.imzaci.imzali),
            zincir=yol_yargi.summary(self.yol.halkalar),
            zaman_damgalari=tuple(y.result() for y in self.damgalar),
            kullanilan_kanit=tuple({(k.tur, k.sha256): k for k in kanit}.values()),
            eksik_kanit=tuple({(e.tur, e.seri, e.veren): e for e in eksik}.values()),
            karsi_imzalar=self.karsi,
            korunmayan=unprotected(o.imzaci, o.imzali, damgalar) if o.ust and not o.pdf else (),
            bulgular=_unique([*(k.bulgu for k in self.t.kusurlar), *self.t.bulgular]),
        )


def _worst(kusurlar: Sequence[Kusur]) -> Kusur | None:
    """Return the fault that decides: a failure, then proven badness, then doubt; the first found of equals."""
    return min(kusurlar, key=lambda k: (k.alt.gosterge is not Gosterge.TOTAL_FAILED, not k.kanitli), default=None)


def _reading(kusurlar: Sequence[Kusur]) -> HukukiKarar:
    """Valid without faults; invalid when badness itself is proven; open when only proof is missing."""
    if not kusurlar:
        return HukukiKarar.GECERLI
    kotu = any(k.kanitli or k.alt.gosterge is Gosterge.TOTAL_FAILED for k in kusurlar)
    return HukukiKarar.GECERSIZ if kotu else HukukiKarar.BELIRSIZ


def _counter_word(alt: AltGosterge) -> AltGosterge:
    """What a counter-signature that failed makes of the signature it confirms: its own maths hold, a demand on it does not."""
    return AltGosterge.SIG_CONSTRAINTS_FAILURE if alt.gosterge is Gosterge.TOTAL_FAILED else alt


def _unique(bulgular: Sequence[Bulgu]) -> tuple[Bulgu, ...]:
    """Return findings once each, what decides first."""
    sira = {Seviye.HATA: 0, Seviye.UYARI: 1, Seviye.BILGI: 2}
    return tuple(sorted(dict.fromkeys(bulgular), key=lambda b: sira[b.seviye]))


def _shown(an: dt.datetime) -> str:
    return f"{an.astimezone(ISTANBUL):%d.%m.%Y %H:%M:%S}"
