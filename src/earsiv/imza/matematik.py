# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""One SignerInfo held against its own rules: attributes, signing certificate, digest, signature value. No date, no root, no policy.

A signature without signed attributes and one without a signing-certificate reference are forgeable, so they fail before any maths.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

import attrs

from earsiv.errors import Bulgu, bulgu
from earsiv.imza import der, kripto, oid
from earsiv.imza.agac import Imzaci
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge

_TEKIL: Final = {oid.CONTENT_TYPE: "content-type", oid.MESSAGE_DIGEST: "message-digest"}
_COGUL: Final = frozenset({oid.CONTENT_TS})


@attrs.frozen
class Kusur:
    """Why something is not passed: the standard's word, the finding, and whether badness itself is proven."""

    alt: AltGosterge
    bulgu: Bulgu
    kanitli: bool = True


def fault(alt: AltGosterge, kod: str, yer: str, /, *, kanitli: bool = True, **degerler: object) -> Kusur:
    """Return a fault with its finding."""
    return Kusur(alt, bulgu(kod, yer, **degerler), kanitli)


@attrs.frozen
class ImzaciOlgusu:
    """The facts of one signer: its certificate, the fault found (``None``: all holds), whether digest and value hold."""

    imzaci: Imzaci
    sertifika: Sertifika | None
    kusur: Kusur | None
    matematik: bool | None


def check(imzaci: Imzaci, icerik_turu: str | None, ozetle: Callable[[str], bytes], adaylar: Iterable[Sertifika]) -> ImzaciOlgusu:
    """Hold a signer against its rules; what cannot be read is a fault of its form.

    Args:
        icerik_turu: the content type it must name; ``None`` for a counter-signature, which names none.
        ozetle: gives the digest of the content by hashlib's name.
        adaylar: the certificates among which its own is looked for.
    """
    yer = imzaci.yer
    try:
        if (kusur := _attributes(imzaci, icerik_turu)) is not None:
            return ImzaciOlgusu(imzaci, None, kusur, matematik=False)
        aday, kusur = _certificate(imzaci, adaylar)
        if aday is None:
            return ImzaciOlgusu(imzaci, None, kusur, matematik=None)
        hesap_kusuru, dogru = _maths(imzaci, aday, ozetle)
        return ImzaciOlgusu(imzaci, aday, hesap_kusuru or kusur, matematik=dogru)
    except (ValueError, IndexError):
        return ImzaciOlgusu(imzaci, None, fault(AltGosterge.FORMAT_FAILURE, "IMZ-005", yer), matematik=False)


def _attributes(imzaci: Imzaci, icerik_turu: str | None) -> Kusur | None:
    yer, bicim = imzaci.yer, AltGosterge.FORMAT_FAILURE
    if not imzaci.imzali:
        return fault(bicim, "IMZ-007", yer)
    sayilar = Counter(o.oid for o in imzaci.imzali)
    for kimlik, ad in _TEKIL.items():
        if kimlik == oid.CONTENT_TYPE and icerik_turu is None:
            continue
        if sayilar[kimlik] != 1 or len(imzaci.values(kimlik)) != 1:
            return fault(bicim, "IMZ-008", yer, ad=ad)
    yinelenen = next((k for k, n in sayilar.items() if n > 1 and k not in _COGUL), None)
    if yinelenen:
        return fault(bicim, "IMZ-008", yer, ad=f"{oid.ADLAR.get(yinelenen, yinelenen)} iki kez")
    cok = next((o for o in imzaci.imzali if o.oid in oid.TEK_DEGERLI and len(o.degerler) != 1), None)
    if cok:
        return fault(bicim, "IMZ-008", yer, ad=f"{oid.ADLAR.get(cok.oid, cok.oid)} çok değerli")
    for zaman in imzaci.values(oid.SIGNING_TIME):
        zaman.zaman()
    if icerik_turu is not None and imzaci.values(oid.CONTENT_TYPE)[0].oid() != icerik_turu:
        return fault(bicim, "IMZ-008", yer, ad="content-type")
    return None


def _certificate(imzaci: Imzaci, adaylar: Iterable[Sertifika]) -> tuple[Sertifika | None, Kusur | None]:
    """Return the certificate that identifier and signed reference (ESS) both name."""
    alt = AltGosterge.NO_SIGNING_CERTIFICATE_FOUND
    adli = [a for a in adaylar if imzaci.names(a)]
    if not imzaci.ess:
        return adli[0] if adli else None, fault(alt, "IMZ-010", imzaci.yer)
    if not adli:
        return None, fault(alt, "IMZ-009", imzaci.yer, kanitli=False)
    aday = next((a for a in adli if imzaci.references(a)), None)
    return (aday, None) if aday else (adli[0], fault(alt, "IMZ-011", imzaci.yer))


def _maths(imzaci: Imzaci, aday: Sertifika, ozetle: Callable[[str], bytes]) -> tuple[Kusur | None, bool | None]:
    yer, alg = imzaci.yer, imzaci.algoritma
    if not kripto.computable(imzaci.ozet):
        return fault(AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, "IMZ-045", yer, kanitli=False, algoritma=imzaci.ozet), None
    if not hmac.compare_digest(ozetle(imzaci.ozet), imzaci.values(oid.MESSAGE_DIGEST)[0].tur(der.OCTET).sekizli()):
        return fault(AltGosterge.HASH_FAILURE, "IMZ-012", yer), False
    kripto_kusuru = AltGosterge.SIG_CRYPTO_FAILURE
    if alg is not None and alg.ozet != imzaci.ozet:
        return fault(kripto_kusuru, "IMZ-014", yer, ayrinti=f"{alg.ozet} / {imzaci.ozet}"), False
    if not _protected(imzaci):
        return fault(kripto_kusuru, "IMZ-014", yer, ayrinti="cms-algorithm-protection"), False
    return _value(imzaci, aday)


def _value(imzaci: Imzaci, aday: Sertifika) -> tuple[Kusur | None, bool | None]:
    alg = imzaci.algoritma
    cevaplar = [kripto.verify(aday.spki, alg, imzaci.ozet, veri, imzaci.imza) for veri in imzaci.signed_bytes()]
    if True in cevaplar:
        return None, True
    if None in cevaplar:
        ad = alg.ad if alg else imzaci.imza_alg_alani.cocuklar()[0].oid()
        return fault(AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, "IMZ-045", imzaci.yer, kanitli=False, algoritma=ad), None
    return fault(AltGosterge.SIG_CRYPTO_FAILURE, "IMZ-014", imzaci.yer, ayrinti="imza değeri"), False


def _protected(imzaci: Imzaci) -> bool:
    """Tell whether a cms-algorithm-protection attribute names the algorithms in use (RFC 6211)."""
    for deger in imzaci.values(oid.ALGORITHM_PROTECT):
        ogeler: list[Any] = deger.cocuklar()
        imza = der.explicit(ogeler, 0xA1)
        if ogeler[0].cocuklar()[0].oid() != imzaci.ozet_alani.cocuklar()[0].oid():
            return False
        if imza is None or imza.cocuklar()[0].oid() != imzaci.imza_alg_alani.cocuklar()[0].oid():
            return False
    return True
