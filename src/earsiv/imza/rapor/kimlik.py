# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What identifies a signature in a report: digests of what was signed and of the signature, taken from the facts, by place."""

from __future__ import annotations

import attrs

from earsiv.imza import kripto, oid
from earsiv.imza.dogrula import Olgular
from earsiv.imza.olgu import ImzaOlgulari


@attrs.frozen
class ImzaKimligi:
    """One signer.

    ``ozet`` is the digest (``algoritma``: hashlib's name) of the signed attributes, ``deger`` the signature value, ``imzaci_sha256`` the
    digest of the whole SignerInfo, ``yalniz_referans`` the digests of time-stamps that lie over the references without the signature.
    """

    algoritma: str
    ozet: bytes
    deger: bytes = attrs.field(repr=False)
    imzaci_sha256: bytes
    yalniz_referans: frozenset[str] = frozenset()


def identities(olgular: Olgular) -> dict[str, ImzaKimligi]:
    """Return what identifies each signer of a file, counter-signers too, by its place (``ImzaSonucu.yer``)."""
    ilkler = [*olgular.imzalar, *(p.olgular for p in (olgular.pdf.imzalar if olgular.pdf else ()) if p.olgular)]
    kimlikler: dict[str, ImzaKimligi] = {}
    while ilkler:
        imza = ilkler.pop(0)
        ilkler += imza.karsi
        kimlik = _identity(imza)
        if kimlik:
            kimlikler.setdefault(imza.imzaci.yer, kimlik)
    return kimlikler


def _identity(imza: ImzaOlgulari) -> ImzaKimligi | None:
    imzaci = imza.imzaci
    try:
        imzalanan = imzaci.signed_bytes()
        if not imzalanan or not kripto.computable(imzaci.ozet):
            return None
        yalniz = [d for d in imza.damgalar if d.kaynak is not None and d.kaynak.oid == oid.CERT_CRL_TS]
        return ImzaKimligi(
            algoritma=imzaci.ozet,
            ozet=kripto.digest(imzaci.ozet, imzalanan[0]),
            deger=imzaci.imza,
            imzaci_sha256=kripto.digest("sha256", imzaci.dugum.ham),
            yalniz_referans=frozenset(kripto.digest("sha256", d.ham).hex() for d in yalniz),
        )
    except (ValueError, IndexError):
        return None
