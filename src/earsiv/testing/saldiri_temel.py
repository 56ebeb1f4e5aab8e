# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What an entry of the attack list is, and the sound signatures and evidence the attacks start from.

Time line: signed on 2 March 2026 at 09:00 UTC, stamped a minute later, raised to XL the same day (P4) or after the caution period
(P2, P3), archived on 6 March, renewed on 1 May, judged on 1 June.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import attrs

from earsiv.imza.sonuc import AltGosterge, Gosterge, HukukiKarar
from earsiv.testing.cades import Imza, sign
from earsiv.testing.cades_uzat import ATS_V2, DAMGA_ANI, SIGNATURE_STAMP, Kanit, archive_stamp_v2, embed_stamp_evidence, signature_stamp
from earsiv.testing.dunya import dunya

SAAT: Final = dt.timedelta(hours=1)
GUN: Final = dt.timedelta(days=1)
DAKIKA: Final = dt.timedelta(minutes=1)
YARGI_ANI: Final = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
KESINLESME: Final = DAMGA_ANI + 25 * SAAT
ARSIV_ANI: Final = dt.datetime(2026, 3, 6, 9, 0, tzinfo=dt.UTC)
YENILEME_ANI: Final = dt.datetime(2026, 5, 1, 9, 0, tzinfo=dt.UTC)

_KESIN_KOTU: Final = {
    AltGosterge.SIG_CONSTRAINTS_FAILURE,
    AltGosterge.CHAIN_CONSTRAINTS_FAILURE,
    AltGosterge.CRYPTO_CONSTRAINTS_FAILURE,
    AltGosterge.TIMESTAMP_ORDER_FAILURE,
    AltGosterge.POLICY_PROCESSING_ERROR,
    AltGosterge.NO_SIGNING_CERTIFICATE_FOUND,
}


def default_karar(alt: AltGosterge | None) -> HukukiKarar:
    """Return the legal reading of a word where nothing else is said: proof of badness is GECERSIZ, missing evidence BELIRSIZ."""
    if alt is None:
        return HukukiKarar.GECERLI
    return HukukiKarar.GECERSIZ if alt.gosterge is Gosterge.TOTAL_FAILED or alt in _KESIN_KOTU else HukukiKarar.BELIRSIZ


@attrs.frozen
class Girdi:
    """What the verifier is given: the CMS bytes and, beside them, the content (``None`` where it is inside)."""

    cms: bytes
    icerik: bytes | None


@attrs.frozen
class Saldiri:
    """An attack, or a sound control.

    Attributes:
        kur: makes the file.
        alt: the words any of which is right; ``None`` among them means TOTAL_PASSED.
        kararlar: the legal readings any of which is right.
        an: the moment of judgement.
        kanit_kur: makes the evidence brought in from outside (certificates, CRLs, OCSP answers in DER).
        politika: what the policy says differently from its defaults.
        yardimci_icerik: content handed over beside the file, for attacks on that very choice.
    """

    kur: Callable[[], Imza | bytes]
    alt: frozenset[AltGosterge | None]
    kararlar: frozenset[HukukiKarar]
    an: dt.datetime = YARGI_ANI
    kanit_kur: Callable[[], tuple[bytes, ...]] = tuple
    politika: Mapping[str, Any] = attrs.field(factory=dict)
    yardimci_icerik: bytes | None = None

    def girdi(self) -> Girdi:
        """Return the file."""
        sonuc = self.kur()
        if isinstance(sonuc, bytes):
            return Girdi(sonuc, self.yardimci_icerik)
        return Girdi(sonuc.dump(), self.yardimci_icerik if self.yardimci_icerik is not None else sonuc.disarida)

    @property
    def kanit(self) -> tuple[bytes, ...]:
        """The evidence brought in."""
        return self.kanit_kur()

    @property
    def durumlar(self) -> frozenset[Gosterge]:
        """The indications any of which is right."""
        return frozenset(a.gosterge if a else Gosterge.TOTAL_PASSED for a in self.alt)

    @property
    def karar(self) -> HukukiKarar | None:
        """The legal reading, where only one is right."""
        return next(iter(self.kararlar)) if len(self.kararlar) == 1 else None

    @property
    def saglam(self) -> bool:
        """Whether it is a control that must pass."""
        return self.alt == frozenset({None})

    @property
    def sadece_kisi(self) -> bool:
        """Whether only a person may have signed."""
        return self.politika.get("kullanim") == "imza"


@cache
def simdi() -> tuple[bytes, ...]:
    """CRLs of every authority, issued the day before the judgement: nothing is revoked."""
    return crls(YARGI_ANI - GUN)


def crls(an: dt.datetime, *, iptal: Mapping[str, tuple[dt.datetime, str | None]] | None = None) -> tuple[bytes, ...]:
    """Return a CRL of every authority at a moment; ``iptal`` stands on the list of who issued the certificate."""
    d = dunya()
    sonuc = []
    for makam in ("alt", "kok", "alt-ec", "kok-ec", "alt-pss", "kok-pss"):
        satirlar = {e: olay for e, olay in (iptal or {}).items() if d.veren(e) == makam}
        sonuc.append(d.sil(makam, an, sonraki=an + 7 * GUN, iptal=satirlar))
    return tuple(sonuc)


@cache
def zd_iyi() -> tuple[bytes, ...]:
    """Evidence about the first time-stamping unit alone: an OCSP answer, and the root's CRL for the authority above it."""
    d = dunya()
    an = YARGI_ANI - SAAT
    return d.ocsp("zd", an, sonraki=an + GUN), d.sil("kok", YARGI_ANI - GUN, sonraki=YARGI_ANI + GUN)


@cache
def zd2_iyi() -> tuple[bytes, ...]:
    """Evidence about the second time-stamping unit alone: the CRLs of the EC world."""
    return simdi()[2:4]


def hicbir() -> tuple[bytes, ...]:
    """No evidence at all."""
    return ()


def expect(
    kur: Callable[[], Imza | bytes],
    *sozcukler: str,
    karar: str = "",
    an: dt.datetime = YARGI_ANI,
    kanit: Callable[[], tuple[bytes, ...]] = simdi,
    disarida: bytes | None = None,
    **politika: Any,
) -> Saldiri:
    """Return an entry: words separated by arguments (``GECTI`` for passed), decisions separated by blanks, else those of the words."""
    alt = frozenset(None if s == "GECTI" else AltGosterge[s] for s in sozcukler)
    kararlar = frozenset(HukukiKarar[k] for k in karar.split()) or frozenset(map(default_karar, alt))
    return Saldiri(kur, alt, kararlar, an, kanit, politika, disarida)


def damgali(profil: str = "", *, damga_ani: dt.datetime = DAMGA_ANI, damga: Mapping[str, Any] | None = None, **ayar: Any) -> Imza:
    """Return a signature at level T."""
    imza = sign(profil=profil, **ayar)
    return imza.add(signature_stamp(imza, damga_ani, **(damga or {})))


def ust_sertifikalar(etiket: str) -> tuple[bytes, ...]:
    """Return the path above a certificate."""
    return dunya().zincir(etiket)[1:]


def p4_kanit(kim: str = "kisi", **ocsp: Any) -> Kanit:
    """Return evidence after P4: an OCSP answer right after the stamp, the root's CRL for the authority."""
    d = dunya()
    _, makam, kok = d.zincir_etiketleri(kim)
    del makam
    an = ocsp.pop("an", DAMGA_ANI + DAKIKA)
    return Kanit(ust_sertifikalar(kim), (d.ocsp(kim, an, **ocsp), d.sil(kok, DAMGA_ANI + 29 * DAKIKA, sonraki=DAMGA_ANI + 90 * GUN)))


def p3_kanit(kim: str = "kisi", *, an: dt.datetime = KESINLESME, sonraki: dt.datetime | None = KESINLESME + GUN, **sil: Any) -> Kanit:
    """Return evidence after P2 and P3: CRLs issued when the caution period was over."""
    d = dunya()
    _, makam, kok = d.zincir_etiketleri(kim)
    return Kanit(ust_sertifikalar(kim), (d.sil(makam, an, sonraki=sonraki, **sil), d.sil(kok, KESINLESME, sonraki=KESINLESME + 90 * GUN)))


def zd_kanit(tsa: str = "zd", an: dt.datetime = KESINLESME, **sil: Any) -> Kanit:
    """Return path and revocation data of a time-stamping unit."""
    d = dunya()
    _, makam, kok = d.zincir_etiketleri(tsa)
    return Kanit(ust_sertifikalar(tsa), (d.sil(makam, an, sonraki=an + GUN, **sil), d.sil(kok, an, sonraki=an + 90 * GUN)))


def raised(imza: Imza, kanit: Kanit) -> Imza:
    """Raise a stamped signature to XL."""
    return imza.add(*kanit.refs(), *kanit.values())


def xl(profil: str = "P4", *, kanit: Kanit | None = None, **ayar: Any) -> Imza:
    """Return a sound signature at level XL, or one with other evidence."""
    kim = ayar.get("kim", "kisi")
    if kanit is None:
        kanit = p4_kanit(kim) if profil == "P4" else p3_kanit(kim)
    return raised(damgali(profil, **ayar), kanit)


def arsiv(imza: Imza | None = None, *, an: dt.datetime = ARSIV_ANI, ilk_tsa: str = "zd", **damga: Any) -> Imza:
    """Return a signature at level A: evidence of the first stamp's authority inside it, then an archive stamp."""
    temel = xl() if imza is None else imza
    dolu = embed_stamp_evidence(temel, SIGNATURE_STAMP, zd_kanit(ilk_tsa))
    return dolu.add(archive_stamp_v2(dolu, an, **damga))


def yenilenmis(imza: Imza | None = None, *, an: dt.datetime = YENILEME_ANI, tsa: str = "zd2", kanitsiz: bool = False, **damga: Any) -> Imza:
    """Return an archived signature renewed by a second unit; ``kanitsiz`` forgets the evidence of the first archive stamp."""
    temel = arsiv() if imza is None else imza
    dolu = temel if kanitsiz else embed_stamp_evidence(temel, ATS_V2, zd_kanit("zd", YENILEME_ANI - GUN))
    return dolu.add(archive_stamp_v2(dolu, an, tsa=tsa, **damga))


def revoked(
    kim: str, ne_zaman: dt.datetime, neden: str | None = "key_compromise", *, an: dt.datetime = YARGI_ANI - GUN
) -> Callable[[], tuple[bytes, ...]]:
    """Return a maker of CRLs on which one certificate stands."""
    return lambda: crls(an, iptal={kim: (ne_zaman, neden)})
