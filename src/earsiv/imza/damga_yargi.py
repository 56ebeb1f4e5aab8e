# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The time-stamps of one signer judged as a row: each token at its genTime, each kept alive by a later one, the newest by today.

An authority is judged at genTime: revoked later does no harm, revoked earlier does. What proves that must be at hand as soon as an
archive stamp was laid over it. Only the state of the newest stamp's authority can be a matter of policy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import attrs

from earsiv._clock import civil_date
from earsiv.errors import Bulgu, Seviye, bulgu
from earsiv.imza import der, kripto, oid, referans, zaman
from earsiv.imza.agac import Oznitelik
from earsiv.imza.guven import Kullanim
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.iptal_yargi import Soru
from earsiv.imza.matematik import Kusur, fault
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge, DamgaSonucu, DamgaTuru, EksikKanit, KanitRef
from earsiv.imza.yol_yargi import Ortam, YolSonucu, judge, summary
from earsiv.imza.zaman import Damga

_UST = {
    DamgaTuru.ICERIK: 0,
    DamgaTuru.IMZA: 1,
    DamgaTuru.REFERANS: 2,
    DamgaTuru.ARSIV: 3,
    DamgaTuru.BELGE: 3,
    DamgaTuru.KAYIT: 4,
}


@attrs.define
class DamgaYargisi:
    """One stamp judged: its faults, what its path rests on, what is missing."""

    damga: Damga
    makam: Sertifika | None = None
    kusurlar: list[Kusur] = attrs.field(factory=list)
    bulgular: list[Bulgu] = attrs.field(factory=list)
    yol: YolSonucu = attrs.field(factory=YolSonucu)

    @property
    def saglam(self) -> bool:
        """Whether token, imprint and authority hold, apart from evidence that is only missing."""
        return self.damga.jeton is not None and not any(k.alt is not AltGosterge.TRY_LATER for k in self.kusurlar)

    @property
    def eksik(self) -> tuple[EksikKanit, ...]:
        """The evidence that is missing about its authority."""
        return tuple(self.yol.eksik)

    @property
    def kanit(self) -> tuple[KanitRef, ...]:
        """The evidence its authority's path rests on."""
        return self.yol.evidence()

    def result(self) -> DamgaSonucu:
        """Return the verdict on it."""
        jeton = self.damga.jeton
        alg = jeton.imzaci.algoritma if jeton else None
        return DamgaSonucu(
            tur=self.damga.tur,
            an=self.damga.an,
            alt_durum=self.kusurlar[0].alt if self.kusurlar else None,
            makam=self.makam.ad if self.makam else "",
            algoritma=alg.ad if alg else "",
            surum=self.damga.surum,
            sha256=kripto.digest("sha256", self.damga.ham).hex(),
            bitis=self.makam.bitis if self.makam else None,
            zincir=summary(self.yol.halkalar),
            bulgular=(*(k.bulgu for k in self.kusurlar), *self.bulgular),
        )


def judge_all(damgalar: Sequence[Damga], ortam: Ortam, havuz: Havuz) -> list[DamgaYargisi]:
    """Judge the stamps of a signer; ``damgalar`` as ``zaman.stamps`` and the document gave them."""
    en_yeni = max((d.an for d in damgalar if d.an), default=None)
    arsivli = any(d.tur in {DamgaTuru.ARSIV, DamgaTuru.BELGE} for d in damgalar)
    return [judge_one(d, _next(d, damgalar), ortam, havuz, son=not arsivli or d.an == en_yeni) for d in damgalar]


def _next(damga: Damga, damgalar: Sequence[Damga]) -> Damga | None:
    """Return the earliest later stamp that covers one."""
    ustler = [u for u in damgalar if u.an is not None and u is not damga and covers(u, damga)]
    return min(ustler, key=lambda u: u.an or dt.datetime.max.replace(tzinfo=dt.UTC), default=None)


def covers(ust: Damga, alt: Damga) -> bool:
    """Tell whether a stamp lies over another one."""
    if ust.jeton is None or not ust.kapsar or alt.an is None or ust.an is None or ust.an < alt.an:
        return False
    if ust.tur is DamgaTuru.REFERANS:  # only the kind that begins with the signature value lies over its stamps
        return alt.tur in {DamgaTuru.ICERIK, DamgaTuru.IMZA} and ust.kaynak is not None and ust.kaynak.oid == oid.ESC_TS
    if ust.tur not in {DamgaTuru.ARSIV, DamgaTuru.BELGE} or (ust.an == alt.an and _UST[alt.tur] >= _UST[DamgaTuru.ARSIV]):
        return False
    return ust.surum != "v3" or alt.kaynak is None or _indexed(ust.jeton, alt, alt.kaynak)


def _indexed(jeton: zaman.Jeton, alt: Damga, kaynak: Oznitelik) -> bool:
    """Tell whether the hash index of a token lists a stamp."""
    dizin = zaman.hash_index(jeton)
    if dizin is None:
        return False
    ozet, _, _, oznitelikler = zaman.index_entries(dizin)
    return bool(set(zaman.attribute_digests(ozet, kaynak, alt.ham)) & oznitelikler)


def judge_one(damga: Damga, ust: Damga | None, ortam: Ortam, havuz: Havuz, *, son: bool = True) -> DamgaYargisi:
    """Judge one stamp.

    Args:
        ust: the stamp that covers it next; ``None``: no other covers it and it is judged as of today.
        son: it is the newest, or there is no archive stamp at all: the policy may be lenient about its authority's state.
    """
    yargi = DamgaYargisi(damga)
    if damga.kusur is not None:
        yargi.kusurlar.append(damga.kusur)
    jeton = damga.jeton
    if jeton is None:
        return yargi
    try:
        return _judged(yargi, jeton, ust, ortam, havuz, son=son)
    except (ValueError, IndexError, OverflowError):
        yargi.kusurlar.append(fault(AltGosterge.FORMAT_FAILURE, "IMZ-055", damga.yer))
        return yargi


def _judged(yargi: DamgaYargisi, jeton: zaman.Jeton, ust: Damga | None, ortam: Ortam, havuz: Havuz, *, son: bool) -> DamgaYargisi:
    damga = yargi.damga
    olgu = jeton.facts(havuz.certificates_any())
    yargi.makam = olgu.sertifika
    if olgu.kusur is not None:
        yargi.kusurlar.append(attrs.evolve(olgu.kusur, bulgu=attrs.evolve(olgu.kusur.bulgu, yer=damga.yer)))
    if olgu.sertifika is None or yargi.kusurlar:
        return yargi
    yargi.kusurlar += _authority(olgu.sertifika, damga)
    if jeton.an > ortam.an + ortam.politika.tolerans:
        yargi.kusurlar.append(fault(AltGosterge.TIMESTAMP_ORDER_FAILURE, "IMZ-080", damga.yer, an=_shown(jeton.an)))
    sonrasi = ust.an if ust is not None and ust.an is not None else ortam.an
    yargi.kusurlar += _weak(jeton, olgu.sertifika, sonrasi, ortam, damga.yer, kanitli=ust is not None)
    yargi.yol = judge(olgu.sertifika, Kullanim.ZD, Soru(jeton.an, kanitli=True, politika=ortam.politika), ortam, havuz, damga.yer)
    _weigh(yargi, ust, sonrasi, ortam, son=son)
    return yargi


def _authority(makam: Sertifika, damga: Damga) -> list[Kusur]:
    """RFC 3161 2.3: the extended key usage is critical and names time-stamping alone."""
    uzanti = makam.uzantilar.get(oid.EXT_KEY_USAGE)
    if makam.amaclar == (oid.EKU_TIMESTAMP,) and uzanti and uzanti[0]:
        return []
    return [fault(AltGosterge.CHAIN_CONSTRAINTS_FAILURE, "IMZ-081", damga.yer, ad=makam.ad)]


def _weak(jeton: zaman.Jeton, makam: Sertifika, an: dt.datetime, ortam: Ortam, yer: str, *, kanitli: bool) -> list[Kusur]:
    politika, gucu = ortam.politika, kripto.key_strength(makam.spki)
    dizin = zaman.hash_index(jeton)
    dizin_ozeti = {zaman.index_entries(dizin)[0]} if dizin else set()
    for ozet in sorted({jeton.algoritma, jeton.imzaci.ozet, *dizin_ozeti}):
        zayif = politika.takvim.weak_at(an, ozet, gucu, kime="imzaci", tarihsel=politika.sha1_tarihsel)
        if zayif:
            alt = AltGosterge.CRYPTO_CONSTRAINTS_FAILURE if kanitli else AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE
            return [fault(alt, "IMZ-013", yer, kanitli=kanitli, algoritma=zayif[0])]
    return []


_KAYIP: Final = frozenset({"keyCompromise", "cACompromise", "aACompromise"})
_BILINMEYEN: Final = frozenset({AltGosterge.TRY_LATER, AltGosterge.REVOCATION_OUT_OF_BOUNDS_NO_POE})


def _weigh(yargi: DamgaYargisi, ust: Damga | None, sonrasi: dt.datetime, ortam: Ortam, *, son: bool) -> None:
    """Read what the path says: the newest stamp's unknown state is a matter of policy, everything else counts."""
    arsivli = ust is not None and ust.tur in {DamgaTuru.ARSIV, DamgaTuru.BELGE}
    hosgoru = son and not arsivli and ortam.politika.son_zd_iptal == "uyari"
    yer, makam = yargi.damga.yer, yargi.makam
    yargi.bulgular += yargi.yol.bulgular
    for kusur in yargi.yol.kusurlar:
        if kusur.alt in _BILINMEYEN and hosgoru:
            yargi.bulgular.append(attrs.evolve(kusur.bulgu, seviye=Seviye.UYARI))
        else:
            yargi.kusurlar.append(kusur)
    if makam is not None and makam.bitis < sonrasi:
        degerler = {"ad": makam.ad, "gun": f"{civil_date(makam.bitis):%d.%m.%Y}"}
        if hosgoru and ust is None:
            yargi.bulgular.append(bulgu("IMZ-082", yer, **degerler))
        else:
            yargi.kusurlar.append(fault(AltGosterge.OUT_OF_BOUNDS_NO_POE, "IMZ-083", yer, kanitli=False, **degerler))
    yargi.kusurlar += _key_lost(yargi, sonrasi, ortam)


def _key_lost(yargi: DamgaYargisi, sonrasi: dt.datetime, ortam: Ortam) -> list[Kusur]:
    """A stamp whose authority's key was lost later counts only when a later stamp came before that: the thief could have made it.

    Under ``etsi`` a revocation without reason counts as such a loss.
    """
    kayiplar = _KAYIP | ({"unspecified"} if ortam.politika.tsa_anahtar_guveni == "etsi" else set())
    for cevap in yargi.yol.cevaplar:
        delil = cevap.sonradan
        if delil is not None and delil.neden in kayiplar and delil.iptal_ani is not None and delil.iptal_ani <= sonrasi:
            return [fault(AltGosterge.NO_POE, "IMZ-084", yargi.damga.yer, kanitli=False, ad=cevap.aday.ad)]
    return []


def order_faults(yargilar: Sequence[DamgaYargisi], yer: str) -> list[Kusur]:
    """Return a fault where a stamp is older than one it lies over, or two archive stamps do not follow each other."""
    sirali = [(y.damga.an, _UST[y.damga.tur]) for y in yargilar if y.damga.an is not None]
    ters = any(ust[0] < alt[0] for ust in sirali for alt in sirali if ust[1] > alt[1] and ust[1] != 4)
    return [fault(AltGosterge.TIMESTAMP_ORDER_FAILURE, "IMZ-085", yer)] if ters else []


def token_evidence(damga: Damga, havuz: Havuz, yeri: Kaynak) -> list[Kusur]:
    """Put into the pool what a token carries, in its fields and its unsigned attributes; return what is wrong with that."""
    jeton, alt = damga.jeton, AltGosterge.SIG_CONSTRAINTS_FAILURE
    if jeton is None:
        return []
    havuz.add_certificates(jeton.imzali.sertifikalar, yeri)
    siller, ocspler = jeton.imzali.iptal_verisi
    bozuk = havuz.add_crls(siller, Kaynak.CMS) + havuz.add_ocsps(ocspler, Kaynak.CMS)
    try:
        uzun = referans.read(jeton.imzaci)
        havuz.add_certificates(uzun.sertifika_degeri or (), yeri)
        bozuk += havuz.add_crls(uzun.siller, yeri) + havuz.add_ocsps(uzun.ocspler, yeri)
        tutmayan = list(referans.values_of_references(uzun, jeton.imzali.sertifikalar, damga.yer)) if not bozuk else []
    except der.DerHatasi:
        return [fault(alt, "IMZ-062", damga.yer)]
    return [*([fault(alt, "IMZ-062", damga.yer)] if bozuk else []), *(Kusur(alt, b) for b in tutmayan)]


def _shown(an: dt.datetime) -> str:
    from earsiv._clock import ISTANBUL

    return f"{an.astimezone(ISTANBUL):%d.%m.%Y %H:%M}"
