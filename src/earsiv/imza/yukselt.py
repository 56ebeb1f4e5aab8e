# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Raise a CAdES signature: T by a time-stamp, XL by its evidence, A by an archive time-stamp, and renew that before it weakens.

Everything is put in beside what is there, byte for byte. Evidence for the newest stamp goes in before the next stamp is laid over it:
without it the first stamp could never be proven again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any, Final, Literal

from earsiv.errors import GirdiHatasi
from earsiv.imza import der, oid
from earsiv.imza import oznitelik as oz
from earsiv.imza._damga import ARSIV, ORTEN, Damgaci, checked_token, imprint_v2, imprint_v3, new_stamp, newest, require_later
from earsiv.imza._xl import Duzen, XlKaniti, arrange, match
from earsiv.imza._zarf import Damga, Imzaci, Oznitelik, Yol, Zarf, edit, read_token, readable, with_unsigned
from earsiv.imza.profil import named
from earsiv.imza.sonuc import KanitTuru

Surum = Literal["v2", "v3"]
_YER: Final = "imza"
_CRL_SURUMU: Final = 5  # RFC 5652 5.1: SignedData with other revocation information


def add_timestamp(cms: bytes, damgaci: Damgaci, imzaci_no: int | Sequence[int] | None = None, *, ozet: str = "sha256") -> bytes:
    """Raise to T: stamp the signature value of one signer, or of every signer that has no stamp yet, counter-signers included.

    Args:
        cms: the CMS.
        damgaci: who stamps.
        imzaci_no: number of the signer, from 0, or the path of a counter-signer; ``None`` for all.
        ozet: digest that is stamped.

    Raises:
        GirdiHatasi: IMZ-105 the token is not over that digest, IMZ-106 nobody is left to be stamped, IMZ-109, IMZ-110.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        hedefler = zarf.paths() if imzaci_no is None else [_path(zarf, imzaci_no)]
        hedefler = [yol for yol in hedefler if not zarf.signer_at(yol).has(oid.SIGNATURE_TS)]
        if not hedefler:
            raise GirdiHatasi("IMZ-106", _YER)
        for yol in hedefler:
            _require_uncovered(zarf, yol, "imza zaman damgası")
            token = new_stamp(damgaci, ozet, zarf.signer_at(yol).imza.sekizli())
            zarf = _add(zarf, yol, [oz.attribute(oid.SIGNATURE_TS, token)])
    return zarf.sealed()


def raise_to_xl(cms: bytes, kanitlar: Sequence[XlKaniti], *, damga_kanitlari: Sequence[XlKaniti] = (), denetle: bool = True) -> bytes:
    """Raise every signer from T to XL: references to its evidence and the evidence itself.

    Counter-signers that have a time-stamp are raised too; one without stays as it is.

    Args:
        cms: the CMS.
        kanitlar: evidence of the signers, in any order; it is found by the certificate its chain begins with.
        damga_kanitlari: evidence of the authorities of their signature stamps, put into the stamps (optional: ``archive`` does it too).
        denetle: look at the signatures on lists and answers, and hold them against the signer's profile: their kind, and that they were
            issued after the caution period.

    Raises:
        GirdiHatasi: IMZ-107 evidence is missing or foreign, IMZ-108 issued too early, IMZ-114 of a kind the profile does not take,
            IMZ-115 a signer has no time-stamp or is XL already, IMZ-109 an archive stamp covers it.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        for yol in zarf.paths():
            imzaci, yer = zarf.signer_at(yol), _place(yol)
            if len(yol) > 1 and not imzaci.has(oid.SIGNATURE_TS):
                continue
            _require_uncovered(zarf, yol, "XL öznitelikleri")
            if not imzaci.has(oid.SIGNATURE_TS) or imzaci.has(oid.CERT_REFS, oid.REV_REFS, oid.CERT_VALUES, oid.REV_VALUES):
                raise GirdiHatasi("IMZ-115", yer, ayrinti="zaman damgası yok veya kanıtlar zaten içinde")
            if (kanit := match(kanitlar, imzaci)) is None:
                raise GirdiHatasi("IMZ-107", yer, ayrinti="imzacının kanıtı verilmedi")
            duzen = arrange(kanit, yer, denetle=denetle)
            if denetle:
                _require_profile(imzaci, duzen, yer)
            if damga_kanitlari:
                zarf = _embed(zarf, yol, damga_kanitlari, "v2")
            with readable(yer, "IMZ-107"):
                ekler = xl_attributes(duzen)
            zarf = _add(zarf, yol, ekler)
    return zarf.sealed()


def xl_attributes(duzen: Duzen) -> list[bytes]:
    """Return the four attributes of level XL."""
    ustler = [s.ham for s in duzen.zincir[1:]]
    return [
        oz.certificate_refs(ustler),
        oz.revocation_refs(duzen.sira),
        oz.certificate_values([*ustler, *duzen.ekler]),
        oz.revocation_values([s.ham for s in duzen.siller], [o.ham for o in duzen.ocspler]),
    ]


def archive(
    cms: bytes,
    damgaci: Damgaci,
    *,
    onceki: Sequence[XlKaniti] | None,
    surum: Surum = "v2",
    icerik: bytes | None = None,
    imzaci_no: int | None = None,
    ozet: str = "sha256",
) -> bytes:
    """Raise to A: lay an archive time-stamp over every signer.

    Args:
        cms: the CMS, at least XL.
        damgaci: who stamps.
        onceki: evidence of the authorities of the newest stamps, put in before; ``None`` puts nothing in, for those who keep it elsewhere.
        surum: archive-time-stamp ``v2`` or ``v3``.
        icerik: the content of a detached CMS.
        imzaci_no: number of the signer, from 0; ``None`` for all.
        ozet: digest that is stamped.

    Raises:
        GirdiHatasi: IMZ-107 evidence is missing or foreign, IMZ-111 the content is missing or another, IMZ-115 the signature is below XL,
            IMZ-105, IMZ-110.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        veri = _content(zarf, icerik)
        hedefler = _top(zarf, imzaci_no)
        for ust in hedefler:
            _require_long(zarf, ust)
            for yol in _open_below(zarf, ust) if onceki is not None else ():
                zarf = _embed(zarf, yol, onceki or (), surum)
        for yol in hedefler:
            zarf = _lay(zarf, yol, damgaci, surum, veri, ozet)
    return zarf.sealed()


def renew(cms: bytes, damgaci: Damgaci, *, onceki: Sequence[XlKaniti] | None, **ayar: Any) -> bytes:
    """Lay one more archive time-stamp over a signature that has one, the evidence of the previous authority put in first.

    Keywords are those of ``archive``.

    Raises:
        GirdiHatasi: IMZ-115 there is no archive time-stamp yet; those of ``archive``.
    """
    zarf = Zarf.load(cms, _YER)
    with readable(_YER):
        for yol in _top(zarf, ayar.get("imzaci_no")):
            if not zarf.signer_at(yol).has(*ARSIV):
                raise GirdiHatasi("IMZ-115", _place(yol), ayrinti="yenilenecek arşiv zaman damgası yok")
    return archive(cms, damgaci, onceki=onceki, **ayar)


def _open_below(zarf: Zarf, ust: Yol) -> list[Yol]:
    """Return a signer and those beneath it that no stamp covers: what a stamp covers must not change any more."""

    def acik(yol: Yol) -> bool:
        return not any(zarf.signer_at(yol[:n]).has(*ORTEN) for n in range(1, len(yol)))

    return [yol for yol in zarf.paths() if yol[:1] == ust and acik(yol)]


def _lay(zarf: Zarf, yol: Yol, damgaci: Damgaci, surum: Surum, veri: bytes, ozet: str) -> Zarf:
    """Lay an archive stamp over a signer."""
    imzaci = zarf.signer_at(yol)
    if surum == "v2":
        token = new_stamp(damgaci, ozet, *imprint_v2(zarf, imzaci, veri))
        require_later(token, imzaci)
        return _add(zarf, yol, [oz.attribute(oid.ATS_V2, token)])
    dizin = oz.hash_index(zarf, imzaci, ozet)
    kok = der.oku(new_stamp(damgaci, ozet, *imprint_v3(zarf, imzaci, veri, dizin, ozet)))
    require_later(kok.ham, imzaci)
    ek = oz.attribute(oid.HASH_INDEX_V3, dizin)
    token = edit(kok, read_token(kok, "").imzaci.yol, lambda d: with_unsigned(d, [ek]))
    return _add(zarf, yol, [oz.attribute(oid.ATS_V3, token)])


def _embed(zarf: Zarf, yol: Yol, kanitlar: Sequence[XlKaniti], surum: Surum) -> Zarf:
    """Put the evidence of the newest stamps' authorities in: into the stamp, or for v3 into the CMS where nothing covers that."""
    from earsiv.imza.paralel import covers_all

    imzaci = zarf.signer_at(yol)
    for oge, sira in newest(imzaci):
        damga = read_token(oge.degerler[sira], _YER)
        if damga.imzaci.has(oid.CERT_VALUES, oid.REV_VALUES):
            continue
        if (kanit := match(kanitlar, damga.imzaci)) is None:
            raise GirdiHatasi("IMZ-107", _place(yol), ayrinti="son zaman damgasının makamına ait kanıt verilmedi")
        duzen = arrange(kanit, f"{_place(yol)} · zaman damgası")
        if surum == "v3" and not covers_all(zarf):
            sertifikalar = [*(s.ham for s in duzen.zincir), *duzen.ekler]
            ocspler = [oz.ocsp_in_crls(o.ham) for o in duzen.ocspler]
            ekler: dict[int, Sequence[bytes]] = {0xA0: sertifikalar, 0xA1: [*(s.ham for s in duzen.siller), *ocspler]}
            zarf = Zarf.again(zarf.with_fields(ekler, _CRL_SURUMU if ocspler else None), _YER)
        else:
            zarf = _into_token(zarf, imzaci, oge, sira, duzen, damga)
    return zarf


def _into_token(zarf: Zarf, imzaci: Imzaci, oge: Oznitelik, sira: int, duzen: Duzen, damga: Damga) -> Zarf:
    """Put evidence into a token, as unsigned attributes of it; its own certificate is left out where the token holds it."""
    ic = {c.ham for c in damga.zarf.sertifikalar.cocuklar()} if damga.zarf.sertifikalar else set()
    sertifikalar = [s.ham for i, s in enumerate(duzen.zincir) if i or s.ham not in ic]
    degerler = oz.revocation_values([s.ham for s in duzen.siller], [o.ham for o in duzen.ocspler])
    ekler = [oz.certificate_values([*sertifikalar, *duzen.ekler]), degerler]
    yol = (*imzaci.yol, *oge.value_path(sira), *damga.imzaci.yol)
    return Zarf.again(zarf.edited(yol, lambda d: with_unsigned(d, ekler)), zarf.yer)


def _path(zarf: Zarf, imzaci_no: int | Sequence[int]) -> Yol:
    yol = (imzaci_no,) if isinstance(imzaci_no, int) else tuple(imzaci_no)
    zarf.signer_at(yol)
    return yol


def _top(zarf: Zarf, imzaci_no: int | None) -> list[Yol]:
    return [(no,) for no in range(len(zarf.signers()))] if imzaci_no is None else [_path(zarf, imzaci_no)]


def _place(yol: Yol) -> str:
    return f"{_YER} · imzacı {'.'.join(str(no + 1) for no in yol)}"


def _add(zarf: Zarf, yol: Yol, oznitelikler: Sequence[bytes]) -> Zarf:
    return Zarf.again(zarf.edited(zarf.signer_at(yol).yol, lambda d: with_unsigned(d, oznitelikler)), zarf.yer)


def _content(zarf: Zarf, icerik: bytes | None) -> bytes:
    """Return the signed content, embedded or handed in, once a signer's digest says it is the right one.

    Raises:
        GirdiHatasi: IMZ-111.
    """
    gomulu = zarf.gomulu
    veri = gomulu if gomulu is not None else icerik
    if veri is None or (icerik is not None and icerik != veri):
        raise GirdiHatasi("IMZ-111", zarf.yer)
    imzaci = zarf.signers()[0]
    deger = imzaci.signed_value(oid.MESSAGE_DIGEST)
    ozet = oid.OZETLER.get(imzaci.ozet_alg.cocuklar()[0].oid(), "")
    if deger is not None and ozet in hashlib.algorithms_available and hashlib.new(ozet, veri).digest() != deger.sekizli():
        raise GirdiHatasi("IMZ-111", zarf.yer)
    return veri


def _require_uncovered(zarf: Zarf, yol: Yol, ne: str) -> None:
    """Refuse to add to a signer that a stamp of its own, or of one above it, covers."""
    if any(zarf.signer_at(yol[:n]).has(*ORTEN) for n in range(1, len(yol) + 1)):
        raise GirdiHatasi("IMZ-109", _place(yol), ne=ne)


def _require_long(zarf: Zarf, yol: Yol) -> None:
    imzaci = zarf.signer_at(yol)
    uzun = imzaci.has(oid.CERT_VALUES) and imzaci.has(oid.REV_VALUES)
    if not imzaci.has(oid.SIGNATURE_TS) or not (uzun or zarf.siller is not None):
        raise GirdiHatasi("IMZ-115", _place(yol), ayrinti="imza XL düzeyinde değil")


def _require_profile(imzaci: Imzaci, duzen: Duzen, yer: str) -> None:
    """Hold evidence against the profile that a signer names: the kind it takes, and the caution period after the stamp."""
    kural = named(imzaci.signed_value(oid.SIG_POLICY))
    if kural is None:
        return
    sil, ocsp = duzen.sira[0]
    if not (sil and KanitTuru.SIL in kural.imzaci_iptal) and not (ocsp and KanitTuru.OCSP in kural.imzaci_iptal):
        raise GirdiHatasi("IMZ-114", yer, ne="ÇİSDuP cevabı" if KanitTuru.OCSP in kural.imzaci_iptal else "SİL")
    damga = min(read_token(d, yer).an for o in imzaci.unsigned() if o.oid == oid.SIGNATURE_TS for d in o.degerler)
    sinir = damga + dt.timedelta(hours=kural.kesinlesme_saat)
    zamanlar = [s.bu for s in duzen.siller if s.ham in sil] + [o.uretim for o in duzen.ocspler if o.ham in ocsp]
    if kural.kesinlesme_saat and max(zamanlar) < sinir:
        raise GirdiHatasi("IMZ-108", yer, an=f"{sinir:%d.%m.%Y %H:%M} UTC")


__all__ = [
    "Damgaci",
    "XlKaniti",
    "add_timestamp",
    "archive",
    "checked_token",
    "raise_to_xl",
    "renew",
]
