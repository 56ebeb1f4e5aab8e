# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A certificate judged at a moment: path to a root for a purpose, then the revocation state of every link but the root."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Final

import attrs

from earsiv._clock import civil_date
from earsiv.errors import Bulgu, bulgu
from earsiv.imza import kripto, nes, oid, sertifika, zincir
from earsiv.imza.guven import GuvenDeposu, Kullanim
from earsiv.imza.havuz import Havuz
from earsiv.imza.iptal import Ocsp, Sil
from earsiv.imza.iptal_yargi import Cevap, Hal, Soru, ask
from earsiv.imza.kanit_kumesi import KanitKaynagi
from earsiv.imza.matematik import Kusur, fault
from earsiv.imza.politika import DogrulamaPolitikasi
from earsiv.imza.profil import ProfilKurali
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge, EksikKanit, KanitRef, KanitTuru, SertifikaOzeti

_EN_UZUN_SAAT: Final = 1_000_000


@attrs.frozen
class Ortam:
    """What a judgement stands on: policy, roots, the archive's evidence, the moment."""

    politika: DogrulamaPolitikasi
    guven: GuvenDeposu | None
    kanit: KanitKaynagi | None
    an: dt.datetime

    def roots(self, kullanim: Kullanim, an: dt.datetime) -> tuple[Sertifika, ...]:
        """Return the roots usable for a purpose at a moment."""
        return tuple(sertifika.read(k.sertifika) for k in self.guven.roots(kullanim, an)) if self.guven else ()


@attrs.define
class YolSonucu:
    """The path found and all that was found about it."""

    halkalar: tuple[Sertifika, ...] = ()
    kusurlar: list[Kusur] = attrs.field(factory=list)
    bulgular: list[Bulgu] = attrs.field(factory=list)
    cevaplar: list[Cevap] = attrs.field(factory=list)
    eksik: list[EksikKanit] = attrs.field(factory=list)

    @property
    def acik(self) -> bool:
        """Whether nothing but missing revocation evidence stands against it."""
        return bool(self.kusurlar) and all(k.alt is AltGosterge.TRY_LATER for k in self.kusurlar)

    def evidence(self) -> tuple[KanitRef, ...]:
        """Return what it rests on: certificates, lists, answers."""
        yol = [KanitRef(KanitTuru.SERTIFIKA, s.sha256, "", s.ad, veri=s.ham) for s in self.halkalar]
        return (*yol, *(_ref(c) for c in self.cevaplar if c.delil and c.hal in {Hal.IYI, Hal.IPTAL, Hal.ERKEN}))

    def used(self, kaynaklar: Iterable[str]) -> list[Sil | Ocsp]:
        """Return the revocation evidence from some sources that it rests on."""
        return [c.delil.kanit for c in self.cevaplar if c.delil and c.hal is Hal.IYI and c.delil.kaynak in kaynaklar]


def _ref(cevap: Cevap) -> KanitRef:
    delil = cevap.delil
    assert delil is not None  # noqa: S101 - asked for only where there is one
    ham = delil.kanit.zarf or delil.kanit.ham if isinstance(delil.kanit, Ocsp) else delil.kanit.ham
    return KanitRef(delil.tur, delil.kanit.sha256, str(delil.kaynak), cevap.aday.ad, delil.bu, delil.sonraki, ham)


def summary(yol: tuple[Sertifika, ...]) -> tuple[SertifikaOzeti, ...]:
    """Return a path as shown to people."""
    return tuple(
        SertifikaOzeti(
            sha256=s.sha256,
            konu=sertifika.show_name(s.konu),
            veren=sertifika.show_name(s.veren),
            seri=f"{s.seri:x}",
            baslangic=s.baslangic,
            bitis=s.bitis,
            algoritma=s.algoritma.ad if s.algoritma else "?",
            kok=sira == len(yol) - 1,
        )
        for sira, s in enumerate(yol)
    )


def signer_question(
    aday: Sertifika, kural: ProfilKurali | None, an: dt.datetime, politika: DogrulamaPolitikasi, *, kanitli: bool
) -> tuple[Kullanim, Soru]:
    """Return what is asked about a signer's certificate: for which purpose, which kinds of evidence, issued from when on.

    Args:
        kural: the profile the signer names: P2 and P3 wait for the caution period, P4 wants an answer from after the stamp.
        an: the best time.
        kanitli: it is proven by a time-stamp.
    """
    soru = Soru(an, kanitli, politika)
    if kural is not None:
        saat = min(politika.kesinlesme_saat, _EN_UZUN_SAAT) if kural.kesinlesme_saat else 0
        kesin = an + dt.timedelta(hours=saat) if kural.kesinlesme_saat else an - politika.tolerans
        soru = attrs.evolve(soru, turler=kural.imzaci_iptal, kesin=kesin if kanitli else None)
    return Kullanim.MUHUR if nes.nature(aday) in nes.MUHURLER else Kullanim.NES, soru


def judge(aday: Sertifika, kullanim: Kullanim, soru: Soru, ortam: Ortam, havuz: Havuz, yer: str) -> YolSonucu:
    """Judge a certificate at the moment of ``soru``; the question about its own revocation is ``soru``, links above take either kind."""
    if ortam.guven is None:
        return YolSonucu(kusurlar=[fault(AltGosterge.NO_CERTIFICATE_CHAIN_FOUND, "IMZ-015", yer, kanitli=False)])
    kokler = ortam.roots(kullanim, soru.an)
    yol = zincir.build(aday, havuz.certificates(aday), kokler, soru.an)
    if yol.alt is not None:
        eksik = [_missing_issuer(aday, havuz)] if yol.alt is AltGosterge.NO_CERTIFICATE_CHAIN_FOUND else []
        return YolSonucu(kusurlar=[_no_path(aday, yol, soru, yer)], eksik=eksik)
    sonuc = YolSonucu(yol.halkalar)
    sonuc.kusurlar += _strength(yol.halkalar, soru, ortam.politika, yer)
    sonuc.bulgular += _issuer_warnings(yol.halkalar, ortam.politika, yer)
    ust_soru = attrs.evolve(soru, turler=frozenset(KanitTuru) - {KanitTuru.SERTIFIKA, KanitTuru.ZAMAN_DAMGASI}, kesin=None, kokler=kokler)
    for sira, halka in enumerate(yol.ara):
        cevap = ask(halka, yol.halkalar[sira + 1], attrs.evolve(soru, kokler=kokler) if sira == 0 else ust_soru, havuz)
        sonuc.cevaplar.append(cevap)
        sonuc.eksik += cevap.eksik
        kusur = _revocation_fault(cevap, soru, yer, makam=sira > 0)
        sonuc.kusurlar += [kusur] if kusur else []
        if cevap.sonradan and cevap.sonradan.iptal_ani:
            sonuc.bulgular.append(bulgu("IMZ-071", yer, ad=halka.ad, gun=f"{civil_date(cevap.sonradan.iptal_ani):%d.%m.%Y}"))
    return sonuc


def _missing_issuer(aday: Sertifika, havuz: Havuz) -> EksikKanit:
    """Return the certificate that is missing above the last one at hand; a root must be brought by hand."""
    adaylar, son, gorulen = havuz.certificates_any(), aday, {aday}
    while (ust := next((s for s in adaylar if s not in gorulen and sertifika.same_name(s.konu, son.veren)), None)) is not None:
        gorulen.add(ust)
        son = ust
    ad, adresler = sertifika.show_name(son.veren), son.addresses(oid.AIA_ISSUERS)
    return EksikKanit(KanitTuru.SERTIFIKA, ad, f"{son.seri:x}", adresler, sertifika=son.ham)


def _no_path(aday: Sertifika, yol: zincir.Yol, soru: Soru, yer: str) -> Kusur:
    """Return why there is no path; that it was too early or too late is proven where the moment is."""
    if soru.an < aday.baslangic and soru.kanitli:
        return fault(AltGosterge.NOT_YET_VALID, "IMZ-072", yer, baslangic=f"{civil_date(aday.baslangic):%d.%m.%Y}")
    if not aday.baslangic <= soru.an <= aday.bitis:
        gun = f"{civil_date(aday.bitis):%d.%m.%Y}"
        return fault(AltGosterge.OUT_OF_BOUNDS_NO_POE, "IMZ-017", yer, kanitli=soru.kanitli, bitis=gun)
    if yol.alt is AltGosterge.NO_CERTIFICATE_CHAIN_FOUND:
        return fault(yol.alt, "IMZ-016", yer, kanitli=False)
    alt = yol.alt or AltGosterge.CERTIFICATE_CHAIN_GENERAL_FAILURE
    return fault(alt, "IMZ-019", yer, kanitli=alt is AltGosterge.CHAIN_CONSTRAINTS_FAILURE, ayrinti=yol.ayrinti)


def _strength(yol: tuple[Sertifika, ...], soru: Soru, politika: DogrulamaPolitikasi, yer: str) -> list[Kusur]:
    """Return faults for certificates signed with what could not be used any more; a root's own signature is not looked at."""
    kusurlar = []
    for halka, ust in itertools.pairwise(yol):
        ozet = halka.algoritma.ozet if halka.algoritma else None
        zayif = politika.takvim.weak_at(soru.an, ozet, kripto.key_strength(ust.spki), kime="eshs", tarihsel=politika.sha1_tarihsel)
        if zayif:
            alt = AltGosterge.CRYPTO_CONSTRAINTS_FAILURE if soru.kanitli else AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE
            kusurlar.append(fault(alt, "IMZ-013", f"{yer} · {halka.ad}", kanitli=soru.kanitli, algoritma=zayif[0]))
    return kusurlar


def _issuer_warnings(yol: tuple[Sertifika, ...], politika: DogrulamaPolitikasi, yer: str) -> list[Bulgu]:
    """Tell end certificates that were issued against the newer demand on their issuer."""
    kural, halka = politika.takvim.eshs_yeni, yol[0]
    if len(yol) < 2 or civil_date(halka.baslangic) < kural["baslangic"]:
        return []
    gucu = tur, bit = kripto.key_strength(yol[1].spki)
    pss = halka.algoritma is not None and halka.algoritma.aile == "rsa-pss"
    uygun = (tur == "ec" and bit >= kural["ec_bit"]) or (tur == "rsa" and pss and bit >= kural["rsa_pss_bit"])
    return [] if uygun else [bulgu("IMZ-073", yer, algoritma=kripto.show_key(gucu))]


_HAL_KODU = {Hal.EKSIK: "IMZ-074", Hal.BAYAT: "IMZ-075", Hal.GEC: "IMZ-076", Hal.ERKEN: "IMZ-077", Hal.KUSURLU: "IMZ-078"}
_HAL_ALT = {
    Hal.GEC: AltGosterge.REVOCATION_OUT_OF_BOUNDS_NO_POE,
    Hal.KUSURLU: AltGosterge.CHAIN_CONSTRAINTS_FAILURE,
}


def _revocation_fault(cevap: Cevap, soru: Soru, yer: str, *, makam: bool) -> Kusur | None:
    ad = cevap.aday.ad
    if cevap.hal is Hal.IYI:
        return None
    if cevap.hal is Hal.IPTAL and cevap.delil:
        an = cevap.delil.iptal_ani
        gun = f"{civil_date(an):%d.%m.%Y}" if an else "?"
        if cevap.delil.neden == "certificateHold":  # it may be lifted: nothing is proven against the signature
            return fault(AltGosterge.TRY_LATER, "IMZ-079", yer, kanitli=False, ad=ad, gun=gun)
        alt = AltGosterge.REVOKED_CA_NO_POE if makam else AltGosterge.REVOKED_NO_POE
        return fault(alt, "IMZ-070", yer, kanitli=soru.kanitli, ad=ad, gun=gun, neden=cevap.delil.neden)
    alt = _HAL_ALT.get(cevap.hal, AltGosterge.TRY_LATER)
    degerler = {"ad": ad, "ayrinti": cevap.ayrinti or "kanıt yok"}
    if cevap.hal is Hal.ERKEN and soru.kesin:
        degerler["kesin"] = f"{soru.kesin.astimezone(civil_zone()):%d.%m.%Y %H:%M}"
    return fault(alt, _HAL_KODU[cevap.hal], yer, kanitli=cevap.hal is Hal.KUSURLU, **degerler)


def civil_zone() -> dt.tzinfo:
    """Return the time zone in which moments are shown."""
    from earsiv._clock import ISTANBUL

    return ISTANBUL
