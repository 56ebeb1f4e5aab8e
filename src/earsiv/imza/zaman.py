# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Time-stamp tokens (RFC 3161) and what each kind is laid over: content, signature, references, the whole signature.

The imprint is always computed over the bytes as stored. Where implementations differ in how they join them, every join that covers all
of it is tried; none of them covers less.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.imza import agac, der, kripto, matematik, oid
from earsiv.imza.agac import Imzaci, Imzali, Oznitelik
from earsiv.imza.matematik import ImzaciOlgusu, Kusur, fault
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge, DamgaTuru

_EN_COK_DAMGA: Final = 32
Ozetci = Callable[[str], bytes]


@attrs.frozen(eq=False)
class Jeton:
    """A time-stamp token: what it says (``an``: genTime, ``ozet``: imprint) and the SignedData it is."""

    ham: bytes = attrs.field(repr=False)
    imzali: Imzali
    algoritma: str
    ozet: bytes
    an: dt.datetime
    yer: str

    @property
    def imzaci(self) -> Imzaci:
        """Its one signer."""
        return self.imzali.imzacilar[0]

    def facts(self, adaylar: Iterable[Sertifika]) -> ImzaciOlgusu:
        """Hold its signature against its own rules."""
        icerik = self.imzali.icerik or b""
        return matematik.check(self.imzaci, oid.TST_INFO, lambda ad: kripto.digest(ad, icerik), [*self.imzali.sertifikalar, *adaylar])

    def lies_over(self, *olasi: Ozetci) -> bool:
        """Tell whether its imprint is one of the digests."""
        return kripto.computable(self.algoritma) and any(hmac.compare_digest(o(self.algoritma), self.ozet) for o in olasi)


def read(ham: bytes, yer: str) -> Jeton:
    """Read a token.

    Raises:
        DerHatasi: it is none.
    """
    try:
        imzali = agac.load(ham, yer, 1)
        if imzali.icerik_turu != oid.TST_INFO or imzali.icerik is None:
            raise der.DerHatasi("zaman damgası değil")
        ogeler = der.oku(imzali.icerik).tur(der.SEQUENCE).cocuklar()
        alg, ozet = ogeler[2].cocuklar()
        return Jeton(ham, imzali, kripto.digest_name(alg), ozet.tur(der.OCTET).sekizli(), ogeler[4].zaman(), yer)
    except (GirdiHatasi, IndexError, ValueError) as hata:
        raise der.DerHatasi(str(hata)) from None


@attrs.frozen(eq=False)
class Damga:
    """One time-stamp in its place: the token (``None`` where it cannot be read), what it is for, and whether it lies over that."""

    tur: DamgaTuru
    yer: str
    jeton: Jeton | None
    kapsar: bool
    surum: str = ""
    kaynak: Oznitelik | None = None
    ham: bytes = attrs.field(default=b"", repr=False)

    @property
    def an(self) -> dt.datetime | None:
        """The genTime."""
        return self.jeton.an if self.jeton else None

    @cached_property
    def kusur(self) -> Kusur | None:
        """What is wrong with its form or its imprint."""
        if self.jeton is None:
            return fault(AltGosterge.FORMAT_FAILURE, "IMZ-055", self.yer)
        return None if self.kapsar else fault(AltGosterge.HASH_FAILURE, "IMZ-056", self.yer, tur=_ADLAR[self.tur])


_ADLAR = {
    DamgaTuru.ICERIK: "içeriğe",
    DamgaTuru.IMZA: "imza değerine",
    DamgaTuru.REFERANS: "referanslara",
    DamgaTuru.ARSIV: "imzanın tamamına",
    DamgaTuru.BELGE: "belgeye",
    DamgaTuru.KAYIT: "kanıt kaydına",
}


def stamps(imzaci: Imzaci, imzali: Imzali, icerik: Ozetci, ham_icerik: bytes | None) -> Iterator[Damga]:
    """Yield every time-stamp of a signer, archive stamps last and oldest first.

    Args:
        icerik: digest of the signed content.
        ham_icerik: the signed content where it is at hand (an old archive stamp hashes it in place).
    """
    if len(imzaci.values(oid.CONTENT_TS)) > _EN_COK_DAMGA:
        raise der.DerHatasi("damga sayısı")
    for sira, deger in enumerate(imzaci.values(oid.CONTENT_TS), start=1):
        yield _stamp(DamgaTuru.ICERIK, f"{imzaci.yer} · içerik damgası {sira}", deger, lambda _: (icerik,))
    for tur, kimlik, parcalar in (
        (DamgaTuru.IMZA, oid.SIGNATURE_TS, (imzaci.imza,)),
        (DamgaTuru.REFERANS, oid.ESC_TS, (imzaci.imza, *_values(imzaci, oid.SIGNATURE_TS, oid.CERT_REFS, oid.REV_REFS))),
        (DamgaTuru.REFERANS, oid.CERT_CRL_TS, _values(imzaci, oid.CERT_REFS, oid.REV_REFS)),
    ):
        ozetle = digester(*parcalar)
        if sum(len(o.degerler) for o in imzaci.unsigned(kimlik)) > _EN_COK_DAMGA:
            raise der.DerHatasi("damga sayısı")
        for oznitelik in imzaci.unsigned(kimlik):
            for sira, deger in enumerate(oznitelik.degerler, start=1):
                yer = f"{imzaci.yer} · {'imza' if tur is DamgaTuru.IMZA else 'referans'} damgası {sira}"
                yield attrs.evolve(_stamp(tur, yer, deger, lambda _, o=ozetle: (o,)), kaynak=oznitelik)  # type: ignore[misc]
    yield from _archive(imzaci, imzali, icerik, ham_icerik)


def _values(imzaci: Imzaci, *kimlikler: str) -> tuple[bytes, ...]:
    """Return type and values of unsigned attributes as stored, in the order of the types."""
    return tuple(parca for k in kimlikler for o in imzaci.unsigned(k) for parca in (o.tur.ham, o.kume.ham))


def digester(*parcalar: bytes) -> Ozetci:
    """Return a function that digests byte strings one after the other."""
    return lambda ad: kripto.digest(ad, *parcalar)


def _stamp(tur: DamgaTuru, yer: str, deger: der.Dugum, olasi: Callable[[Jeton], Sequence[Ozetci]]) -> Damga:
    try:
        jeton = read(deger.ham, yer)
        return Damga(tur, yer, jeton, jeton.lies_over(*olasi(jeton)), ham=deger.ham)
    except (ValueError, IndexError):
        return Damga(tur, yer, None, kapsar=False, ham=deger.ham)


def _archive(imzaci: Imzaci, imzali: Imzali, icerik: Ozetci, ham_icerik: bytes | None) -> Iterator[Damga]:
    """Yield the archive time-stamps, oldest first; one that cannot be read comes last."""
    oznitelikler = imzaci.unsigned(*oid.ARSIV_DAMGALARI)
    if sum(len(o.degerler) for o in oznitelikler) > _EN_COK_DAMGA:
        raise der.DerHatasi("damga sayısı")
    damgalar = []
    anlar = {id(o): _gen_time(o) for o in oznitelikler}
    for sira, o in enumerate(oznitelikler, start=1):
        surum, yer = oid.ARSIV_DAMGALARI[o.oid], f"{imzaci.yer} · arşiv damgası {sira}"
        an = anlar[id(o)]
        onceki = [a for a in imzaci.imzasiz if a is not o and not (id(a) in anlar and (an is None or (anlar[id(a)] or an) >= an))]
        for deger in o.degerler:

            def olasi(jeton: Jeton, surum: str = surum, onceki: Sequence[Oznitelik] = onceki) -> Sequence[Ozetci]:
                if surum == "v3":
                    return _imprint_v3(imzaci, imzali, icerik, jeton)
                return (_imprint_v1 if surum == "v1" else _imprint_v2)(imzaci, imzali, onceki, ham_icerik)

            damgalar.append(attrs.evolve(_stamp(DamgaTuru.ARSIV, yer, deger, olasi), surum=surum, kaynak=o))
    yield from sorted(damgalar, key=lambda d: d.an or dt.datetime.max.replace(tzinfo=dt.UTC))


def _gen_time(oznitelik: Oznitelik) -> dt.datetime | None:
    try:
        return read(oznitelik.degerler[0].ham, "").an
    except (ValueError, IndexError):
        return None


def _imprint_v2(imzaci: Imzaci, imzali: Imzali, onceki: Sequence[Oznitelik], ham_icerik: bytes | None) -> Sequence[Ozetci]:
    """Archive-time-stamp v2 (RFC 5126 6.4.1, TS 101 733): every field as stored, the unsigned attributes that were there."""
    alanlar = [imzali.ic_alani.ham]
    if imzali.icerik is None:
        alanlar.append(ham_icerik or b"")
    alanlar += [a.ham for a in (imzali.sertifika_alani, imzali.sil_alani) if a]
    alanlar += [a.ham for a in _signer_fields(imzaci)]
    oznitelikler = b"".join(o.dugum.ham for o in onceki)
    govde = der.wrap(0xA1, oznitelikler) if onceki else b""
    return digester(*alanlar, govde), digester(*alanlar, oznitelikler)


def _signer_fields(imzaci: Imzaci) -> list[der.Dugum]:
    alanlar = (imzaci.surum, imzaci.sid, imzaci.ozet_alani, imzaci.imzali_alani, imzaci.imza_alg_alani, imzaci.imza_alani)
    return [a for a in alanlar if a is not None]


def _imprint_v1(imzaci: Imzaci, imzali: Imzali, onceki: Sequence[Oznitelik], ham_icerik: bytes | None) -> Sequence[Ozetci]:
    """Archive-time-stamp v1 (RFC 3126): the values without type and length; some laid it over the same bytes as v2."""
    icerik = imzali.icerik if imzali.icerik is not None else ham_icerik or b""
    imzalilar = imzaci.imzali_alani.icerik if imzaci.imzali_alani else b""
    sirali = (oid.SIGNATURE_TS, oid.CERT_REFS, oid.REV_REFS, oid.CERT_VALUES, oid.REV_VALUES, oid.ESC_TS, oid.CERT_CRL_TS, oid.ATS_V1)
    degerler = [o for k in sirali for o in onceki if o.oid == k]
    ortak = (icerik, imzalilar, imzaci.imza)
    return (
        digester(*ortak, *(d.icerik for o in degerler for d in o.degerler)),
        digester(*ortak, *(o.kume.icerik for o in degerler)),
        *_imprint_v2(imzaci, imzali, onceki, ham_icerik),
    )


def _imprint_v3(imzaci: Imzaci, imzali: Imzali, icerik: Ozetci, jeton: Jeton) -> Sequence[Ozetci]:
    """Archive-time-stamp v3 (EN 319 122-1 5.5.3): content type, digest of the content, the signer's fields, the hash index."""
    dizin = hash_index(jeton)
    if dizin is None or not index_holds(imzaci, imzali, dizin):
        return ()
    tur = imzali.ic_alani.cocuklar()[0].ham
    alanlar = [a.ham for a in _signer_fields(imzaci)]
    return (lambda ad: kripto.digest(ad, tur, icerik(ad), *alanlar, dizin.ham),)


def hash_index(jeton: Jeton) -> der.Dugum | None:
    """Return the ats-hash-index (any version) of a token, if there is exactly one."""
    bulunan = [d for o in jeton.imzaci.unsigned(oid.HASH_INDEX_V1, oid.HASH_INDEX_V2, oid.HASH_INDEX_V3) for d in o.degerler]
    return bulunan[0] if len(bulunan) == 1 else None


def index_entries(dizin: der.Dugum) -> tuple[str, set[bytes], set[bytes], set[bytes]]:
    """Return (digest, certificates, revocation data, unsigned attributes) of a hash index."""
    ogeler = dizin.cocuklar()
    ozet = "sha256"
    if len(ogeler) == 4:
        ozet = kripto.digest_name(ogeler.pop(0))
    kumeler = [{d.tur(der.OCTET).sekizli() for d in oge.cocuklar()} for oge in ogeler]
    return ozet, kumeler[0], kumeler[1], kumeler[2]


def attribute_digests(ozet: str, oznitelik: Oznitelik, deger: bytes | None = None) -> tuple[bytes, ...]:
    """Return the digests under which a hash index may list an attribute: as a whole (v1), or type and one value (v3).

    Args:
        deger: only this one of its values; all when not given.
    """
    degerler = [d.ham for d in oznitelik.degerler] if deger is None else [deger]
    return (kripto.digest(ozet, oznitelik.dugum.ham), *(kripto.digest(ozet, oznitelik.tur.ham, d) for d in degerler))


def index_holds(imzaci: Imzaci, imzali: Imzali, dizin: der.Dugum) -> bool:
    """Tell whether everything that a hash index lists is there, unchanged."""
    ozet, sertifikalar, siller, oznitelikler = index_entries(dizin)
    for liste, alan in ((sertifikalar, imzali.sertifika_alani), (siller, imzali.sil_alani)):
        if not liste <= {kripto.digest(ozet, o.ham) for o in (alan.cocuklar() if alan else ())}:
            return False
    return oznitelikler <= {d for o in imzaci.imzasiz for d in attribute_digests(ozet, o)}
