# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Verdicts as values: indication and sub-indication in the standard's words, the legal reading beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

import attrs

from earsiv.errors import Bulgu


class Gosterge(StrEnum):
    """Main indication of ETSI EN 319 102-1."""

    TOTAL_PASSED = "TOTAL_PASSED"
    INDETERMINATE = "INDETERMINATE"
    TOTAL_FAILED = "TOTAL_FAILED"


class AltGosterge(StrEnum):
    """Sub-indications of ETSI EN 319 102-1, unchanged; the first six belong to ``TOTAL_FAILED``, the rest to ``INDETERMINATE``."""

    FORMAT_FAILURE = "FORMAT_FAILURE"
    HASH_FAILURE = "HASH_FAILURE"
    SIG_CRYPTO_FAILURE = "SIG_CRYPTO_FAILURE"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"
    NOT_YET_VALID = "NOT_YET_VALID"

    SIG_CONSTRAINTS_FAILURE = "SIG_CONSTRAINTS_FAILURE"
    CHAIN_CONSTRAINTS_FAILURE = "CHAIN_CONSTRAINTS_FAILURE"
    CERTIFICATE_CHAIN_GENERAL_FAILURE = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    CRYPTO_CONSTRAINTS_FAILURE = "CRYPTO_CONSTRAINTS_FAILURE"
    POLICY_PROCESSING_ERROR = "POLICY_PROCESSING_ERROR"
    SIGNATURE_POLICY_NOT_AVAILABLE = "SIGNATURE_POLICY_NOT_AVAILABLE"
    TIMESTAMP_ORDER_FAILURE = "TIMESTAMP_ORDER_FAILURE"
    NO_SIGNING_CERTIFICATE_FOUND = "NO_SIGNING_CERTIFICATE_FOUND"
    NO_CERTIFICATE_CHAIN_FOUND = "NO_CERTIFICATE_CHAIN_FOUND"
    NO_CERTIFICATE_CHAIN_FOUND_NO_POE = "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"
    REVOKED_NO_POE = "REVOKED_NO_POE"
    REVOKED_CA_NO_POE = "REVOKED_CA_NO_POE"
    OUT_OF_BOUNDS_NOT_REVOKED = "OUT_OF_BOUNDS_NOT_REVOKED"
    OUT_OF_BOUNDS_NO_POE = "OUT_OF_BOUNDS_NO_POE"
    REVOCATION_OUT_OF_BOUNDS_NO_POE = "REVOCATION_OUT_OF_BOUNDS_NO_POE"
    CRYPTO_CONSTRAINTS_FAILURE_NO_POE = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    NO_POE = "NO_POE"
    TRY_LATER = "TRY_LATER"
    SIGNED_DATA_NOT_FOUND = "SIGNED_DATA_NOT_FOUND"

    @property
    def gosterge(self) -> Gosterge:
        """The main indication this word belongs to."""
        return Gosterge.TOTAL_FAILED if self in _BASARISIZ else Gosterge.INDETERMINATE


_BASARISIZ = frozenset(list(AltGosterge)[:6])


class HukukiKarar(StrEnum):
    """What an archivist may rely on."""

    GECERLI = "GECERLI"
    GECERSIZ = "GECERSIZ"
    BELIRSIZ = "BELIRSIZ"


class Olgunluk(StrEnum):
    """Whether the revocation evidence was issued after the caution period (kesinleşme süresi) of BTK P2/P3."""

    ON_DOGRULAMA = "ON_DOGRULAMA"
    KESIN = "KESIN"
    UYGULANMAZ = "UYGULANMAZ"


class DamgaTuru(StrEnum):
    """What a time-stamp was laid over."""

    ICERIK = "icerik"
    IMZA = "imza"
    REFERANS = "referans"
    ARSIV = "arsiv"
    BELGE = "belge"  # DocTimeStamp of a PDF
    KAYIT = "kayit"  # evidence record


class KanitTuru(StrEnum):
    """Kinds of evidence."""

    SERTIFIKA = "sertifika"
    SIL = "sil"
    OCSP = "ocsp"
    ZAMAN_DAMGASI = "zaman-damgasi"


@attrs.frozen
class KanitRef:
    """A piece of evidence the verdict rests on; ``kaynak`` is ``imza`` (in the signature), ``damga``, ``pdf`` or ``depo``."""

    tur: KanitTuru
    sha256: str
    kaynak: str
    konu: str = ""
    zaman: dt.datetime | None = None
    sonraki: dt.datetime | None = None
    veri: bytes = attrs.field(default=b"", repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"tur": str(self.tur), "sha256": self.sha256, "kaynak": self.kaynak, "konu": self.konu, "zaman": _iso(self.zaman)}


@attrs.frozen
class EksikKanit:
    """Evidence that must be brought: for which certificate, from where, issued in which window.

    ``seri`` is the serial number in hexadecimal, ``veren`` the issuer's name, ``bas``/``son`` the window in which the answer must
    have been issued (``None``: open). ``sertifika`` and ``makam`` are the certificate and its issuer (DER), for who fetches it.
    """

    tur: KanitTuru
    veren: str
    seri: str
    adresler: tuple[str, ...] = ()
    bas: dt.datetime | None = None
    son: dt.datetime | None = None
    sertifika: bytes = attrs.field(default=b"", repr=False)
    makam: bytes = attrs.field(default=b"", repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "tur": str(self.tur),
            "veren": self.veren,
            "seri": self.seri,
            "adresler": list(self.adresler),
            "bas": _iso(self.bas),
            "son": _iso(self.son),
        }


@attrs.frozen
class SertifikaOzeti:
    """A certificate of a path, as shown to people. ``kimlik`` is masked."""

    sha256: str
    konu: str
    veren: str
    seri: str
    baslangic: dt.datetime
    bitis: dt.datetime
    algoritma: str
    kok: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return attrs.asdict(self) | {"baslangic": _iso(self.baslangic), "bitis": _iso(self.bitis)}


@attrs.frozen
class DamgaSonucu:
    """The verdict on one time-stamp: ``an`` is its genTime, ``zincir`` the path of its authority (ZDHS)."""

    tur: DamgaTuru
    an: dt.datetime | None
    alt_durum: AltGosterge | None
    makam: str = ""
    algoritma: str = ""
    surum: str = ""
    sha256: str = ""
    bitis: dt.datetime | None = None
    zincir: tuple[SertifikaOzeti, ...] = ()
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def durum(self) -> Gosterge:
        """Its indication: passed where nothing was found against it."""
        return self.alt_durum.gosterge if self.alt_durum else Gosterge.TOTAL_PASSED

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "tur": str(self.tur),
            "an": _iso(self.an),
            "durum": str(self.durum),
            "alt_durum": str(self.alt_durum) if self.alt_durum else None,
            "makam": self.makam,
            "algoritma": self.algoritma,
            "surum": self.surum,
            "sha256": self.sha256,
            "bitis": _iso(self.bitis),
            "zincir": [s.as_dict() for s in self.zincir],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


@attrs.frozen
class ImzaPolitikasi:
    """The signature policy a signer named: its OID, the hash of the document and where it is read (guide 3.2: shown to the user)."""

    oid: str
    ozet_algoritmasi: str = ""
    ozet: str = ""
    adres: str = ""
    profil: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return attrs.asdict(self)


@attrs.frozen
class ImzaSonucu:
    """The verdict on one signer.

    ``seviye`` is the level the attributes present make it (BES … A; in PDFs the same words), ``profil`` the Turkish profile its
    policy names, ``kimlik`` the holder's number, masked; ``imza_zamani`` is claimed by the signer, ``kanitli_zaman`` proven by a
    time-stamp. ``karar`` is the legal reading (see ``yargi``). ``matematik`` tells whether digest and signature value hold (``None``:
    could not be computed). ``korunmayan`` lists byte ranges of the file that nothing signed covers.
    """

    durum: Gosterge
    alt_durum: AltGosterge | None
    karar: HukukiKarar
    yer: str = ""
    seviye: str = "BES"
    profil: str | None = None
    ad: str = ""
    kimlik: str = ""
    nitelik: str | None = None
    imza_zamani: str | None = None
    kanitli_zaman: str | None = None
    olgunluk: Olgunluk = Olgunluk.UYGULANMAZ
    matematik: bool | None = None
    sertifika_sha256: str = ""
    sertifika_bitis: dt.datetime | None = None
    algoritmalar: tuple[str, ...] = ()
    politika: ImzaPolitikasi | None = None
    imzali_oznitelikler: tuple[tuple[str, str], ...] = ()
    zincir: tuple[SertifikaOzeti, ...] = ()
    zaman_damgalari: tuple[DamgaSonucu, ...] = ()
    kullanilan_kanit: tuple[KanitRef, ...] = ()
    eksik_kanit: tuple[EksikKanit, ...] = ()
    karsi_imzalar: tuple[ImzaSonucu, ...] = ()
    korunmayan: tuple[tuple[int, int], ...] = ()
    kapsam: str = ""
    bulgular: tuple[Bulgu, ...] = ()

    def all(self) -> Iterator[ImzaSonucu]:
        """Yield this verdict and those on its counter-signatures, at every depth."""
        yield self
        for karsi in self.karsi_imzalar:
            yield from karsi.all()

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "durum": str(self.durum),
            "alt_durum": str(self.alt_durum) if self.alt_durum else None,
            "karar": str(self.karar),
            "yer": self.yer,
            "seviye": self.seviye,
            "profil": self.profil,
            "imzaci": {"ad": self.ad, "kimlik": self.kimlik},
            "nitelik": self.nitelik,
            "imza_zamani": self.imza_zamani,
            "kanitli_zaman": self.kanitli_zaman,
            "olgunluk": str(self.olgunluk),
            "matematik": self.matematik,
            "sertifika_sha256": self.sertifika_sha256,
            "sertifika_bitis": _iso(self.sertifika_bitis),
            "algoritmalar": list(self.algoritmalar),
            "politika": self.politika.as_dict() if self.politika else None,
            "imzali_oznitelikler": [{"ad": ad, "deger": deger} for ad, deger in self.imzali_oznitelikler],
            "zincir": [s.as_dict() for s in self.zincir],
            "zaman_damgalari": [d.as_dict() for d in self.zaman_damgalari],
            "kullanilan_kanit": [k.as_dict() for k in self.kullanilan_kanit],
            "eksik_kanit": [e.as_dict() for e in self.eksik_kanit],
            "karsi_imzalar": [k.as_dict() for k in self.karsi_imzalar],
            "korunmayan": [list(aralik) for aralik in self.korunmayan],
            "kapsam": self.kapsam,
            "bulgular": [b.as_dict() for b in self.bulgular],
        }


_AGIRLIK = {Gosterge.TOTAL_PASSED: 0, Gosterge.INDETERMINATE: 1, Gosterge.TOTAL_FAILED: 2}
_KARAR_AGIRLIGI = {HukukiKarar.GECERLI: 0, HukukiKarar.BELIRSIZ: 1, HukukiKarar.GECERSIZ: 2}


@attrs.frozen
class DogrulamaSonucu:
    """The verdict on one file: every signer, and the worst of them.

    ``an`` is the moment of judgement, ``politika_sha256`` the digest of the policy, so that the verdict can be repeated;
    ``damgalar`` are the document time-stamps of a PDF that belong to no single signer.
    """

    bicim: str
    imzalar: tuple[ImzaSonucu, ...]
    bulgular: tuple[Bulgu, ...] = ()
    an: dt.datetime | None = None
    politika_sha256: str = ""
    damgalar: tuple[DamgaSonucu, ...] = ()

    @property
    def en_kotu(self) -> ImzaSonucu | None:
        """The signer with the worst verdict, first of equals."""
        return max(self.imzalar, key=lambda i: (_AGIRLIK[i.durum], _KARAR_AGIRLIGI[i.karar]), default=None)

    @property
    def durum(self) -> Gosterge:
        """The indication of the file: its worst signer's, or failed when nothing could be read as a signature."""
        kotu = self.en_kotu
        return kotu.durum if kotu else Gosterge.TOTAL_FAILED

    @property
    def alt_durum(self) -> AltGosterge | None:
        """The sub-indication of the worst signer."""
        kotu = self.en_kotu
        return kotu.alt_durum if kotu else AltGosterge.FORMAT_FAILURE

    @property
    def karar(self) -> HukukiKarar:
        """The legal reading: valid only where every signer is; open where there was nobody to judge."""
        return max((i.karar for i in self.imzalar), key=_KARAR_AGIRLIGI.__getitem__, default=HukukiKarar.BELIRSIZ)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "bicim": self.bicim,
            "durum": str(self.durum),
            "alt_durum": str(self.alt_durum) if self.alt_durum else None,
            "karar": str(self.karar),
            "an": _iso(self.an),
            "politika_sha256": self.politika_sha256,
            "imzalar": [i.as_dict() for i in self.imzalar],
            "damgalar": [d.as_dict() for d in self.damgalar],
            "bulgular": [b.as_dict() for b in self.bulgular],
        }

    @classmethod
    def unreadable(cls, bicim: str, kusurlar: Sequence[Bulgu]) -> DogrulamaSonucu:
        """Return the verdict on something that is no readable signature: failed, with the reason."""
        alt, bulgular = AltGosterge.FORMAT_FAILURE, tuple(kusurlar)
        return cls(bicim, (ImzaSonucu(alt.gosterge, alt, HukukiKarar.GECERSIZ, matematik=False, bulgular=bulgular),))


def _iso(an: dt.datetime | None) -> str | None:
    return an.astimezone(dt.UTC).isoformat() if an else None
