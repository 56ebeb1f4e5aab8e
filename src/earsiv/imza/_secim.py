# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Choose from a heap what is put into a signature: for each certificate the one list or answer that the judge itself would rest on.

What is embedded stays for ever. One answer too old for the proven moment, put in beside a good one, would keep the verdict open for good;
so the rules that judge are asked, and nothing but what they used goes in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from earsiv._clock import ISTANBUL
from earsiv.errors import GirdiHatasi
from earsiv.imza import oid, sertifika, yol_yargi
from earsiv.imza._xl import XlKaniti
from earsiv.imza.guven import GuvenDeposu, Kullanim
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.iptal import Ocsp, Sil
from earsiv.imza.iptal_yargi import Cevap, Hal, Soru, ask
from earsiv.imza.politika import DogrulamaPolitikasi
from earsiv.imza.profil import ProfilKurali
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge, KanitTuru

_ADLAR: Final = {KanitTuru.SIL: "SİL", KanitTuru.OCSP: "ÇİSDuP cevabı"}
_NEDENLER: Final = {
    Hal.BAYAT: "eldeki ondan eski",
    Hal.GEC: "eldeki, sertifikanın süresi dolduktan sonra üretilmiş",
    Hal.IPTAL: "sertifika askıda",
}
_KULLANILIR: Final = frozenset({Hal.IYI, Hal.ERKEN, Hal.IPTAL})


def pool(sertifikalar: Iterable[bytes], siller: Iterable[bytes], ocspler: Iterable[bytes]) -> Havuz:
    """Return a pool of what is at hand; where it was found does not count for choosing."""
    havuz = Havuz()
    havuz.add_certificates(map(sertifika.read, sertifikalar), Kaynak.DEPO)
    havuz.add_crls(siller, Kaynak.DEPO)
    havuz.add_ocsps(ocspler, Kaynak.DEPO)
    return havuz


def signer_question(aday: Sertifika, kural: ProfilKurali | None, an: dt.datetime | None) -> tuple[Kullanim, Soru]:
    """Return what the judge asks about a signer.

    Args:
        kural: the profile it names.
        an: when its first time-stamp was made; without one nothing is too old, and the newest evidence is chosen.
    """
    return yol_yargi.signer_question(aday, kural, an or aday.baslangic, DogrulamaPolitikasi(), kanitli=True)


def stamp_question(an: dt.datetime) -> tuple[Kullanim, Soru]:
    """Return what the judge asks about the authority of a time-stamp of this moment."""
    return Kullanim.ZD, Soru(an, kanitli=True, politika=DogrulamaPolitikasi())


def path(aday: Sertifika, sorulan: tuple[Kullanim, Soru], havuz: Havuz, guven: GuvenDeposu | None, yer: str) -> yol_yargi.YolSonucu:
    """Return the path of a certificate to a root, and what the judge says about each of its certificates.

    Args:
        guven: the roots; without them every sound self-issued certificate at hand may end the path. That is no verdict: who verifies
            brings roots.

    Raises:
        GirdiHatasi: IMZ-107 there is no path.
    """
    kullanim, soru = sorulan
    kokler = guven or GuvenDeposu.of(*(s.ham for s in havuz.certificates_any() if s.kendi_veren))
    yol = yol_yargi.judge(aday, kullanim, soru, yol_yargi.Ortam(soru.politika, kokler, None, soru.an), havuz, yer)
    if not yol.halkalar:
        raise GirdiHatasi("IMZ-107", yer, ayrinti=_no_path(yol))
    return yol


def choose(aday: Sertifika, sorulan: tuple[Kullanim, Soru], havuz: Havuz, guven: GuvenDeposu | None, yer: str) -> XlKaniti:
    """Return the path of a certificate to a root, and for each of its certificates the list or answer that the judge rests on.

    Raises:
        GirdiHatasi: IMZ-107 there is no path, or a certificate has no evidence fit for the moment; IMZ-114 none of the kind the profile
            takes.
    """
    soru, yol = sorulan[1], path(aday, sorulan, havuz, guven, yer)
    siller: dict[bytes, None] = {}
    ocspler: dict[bytes, None] = {}
    ekler: dict[bytes, None] = {}
    for sira, cevap in enumerate(yol.cevaplar):
        makam = yol.halkalar[sira + 1]
        delil = _fit(cevap, soru, yer, imzaci=sira == 0)
        if isinstance(delil, Sil):
            siller[delil.ham] = None
            ekler |= dict.fromkeys(s.ham for s in _crl_signer(delil, makam, havuz))
        else:
            ocspler[delil.ham] = None
            ekler |= dict.fromkeys(s.ham for s in _responder(delil, makam, soru, havuz, siller))
    zincir = [s.ham for s in yol.halkalar]
    return XlKaniti(zincir, siller, ocspler, [e for e in ekler if e not in zincir])


def _no_path(yol: yol_yargi.YolSonucu) -> str:
    """Return why there is no path, with the certificate whose issuer is missing."""
    if not yol.eksik or yol.kusurlar[0].alt is not AltGosterge.NO_CERTIFICATE_CHAIN_FOUND:
        return yol.kusurlar[0].bulgu.mesaj.rstrip(".")
    son = sertifika.read(yol.eksik[0].sertifika)
    if son.kendi_veren:
        return f"“{son.ad}” güvenilen kökler arasında yok"
    return f"“{son.ad}” sertifikasını veren makamın sertifikası yok ({sertifika.show_name(son.veren)})"


def _fit(cevap: Cevap, soru: Soru, yer: str, *, imzaci: bool) -> Sil | Ocsp:
    """Return the evidence that decides about a certificate.

    Raises:
        GirdiHatasi: IMZ-107, IMZ-114.
    """
    delil, ad = cevap.delil, cevap.aday.ad
    if delil is not None and cevap.hal in _KULLANILIR and not (cevap.hal is Hal.IPTAL and delil.neden == "certificateHold"):
        return delil.kanit
    if delil is None and imzaci and len(soru.turler) == 1:
        raise GirdiHatasi("IMZ-114", yer, ne=" veya ".join(_ADLAR[t] for t in soru.turler))
    if delil is None:
        raise GirdiHatasi("IMZ-107", yer, ayrinti=f"“{ad}” için SİL veya ÇİSDuP cevabı yok")
    an = f"{soru.an.astimezone(ISTANBUL):%d.%m.%Y %H:%M}"
    ayrinti = _NEDENLER.get(delil.hal) or cevap.ayrinti or "eldeki kullanılamıyor"
    raise GirdiHatasi("IMZ-107", yer, ayrinti=f"“{ad}” için {an} anına uygun SİL veya ÇİSDuP cevabı yok ({ayrinti})")


def _crl_signer(sil: Sil, makam: Sertifika, havuz: Havuz) -> list[Sertifika]:
    """Return the certificate that a list needs beside the path: that of another key of its issuer."""
    if havuz.signed(sil, makam):
        return []
    return [s for s in havuz.certificates_any() if s.makam and sertifika.same_name(s.konu, sil.veren) and havuz.signed(sil, s)][:1]


def _responder(ocsp: Ocsp, makam: Sertifika, soru: Soru, havuz: Havuz, siller: dict[bytes, None]) -> list[Sertifika]:
    """Return the certificate of a responder that is not in its answer; the list that speaks of it is put among ``siller``."""
    adaylar = (makam, *ocsp.sertifikalar, *havuz.certificates_any())
    kim = next((a for a in adaylar if ocsp.by(a) and havuz.signed(ocsp, a)), None)
    if kim is None or kim.spki == makam.spki:
        return []
    if oid.OCSP_NOCHECK not in kim.uzantilar:
        alt = attrs.evolve(soru, an=ocsp.uretim, turler=frozenset({KanitTuru.SIL}), kesin=None)
        durum = ask(kim, makam, alt, havuz)
        if durum.delil is not None and durum.hal is Hal.IYI:
            siller[durum.delil.kanit.ham] = None
    return [] if kim in ocsp.sertifikalar else [kim]
