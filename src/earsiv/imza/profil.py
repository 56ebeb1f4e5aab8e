# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The Turkish profiles P1–P4 (BTK guide 1.0) as data, and the signature policy a signer names held against them."""

from __future__ import annotations

import base64
import tomllib
from functools import cache
from typing import Any, Final

import attrs

from earsiv._veri import read_data
from earsiv.errors import bulgu
from earsiv.imza import der, kripto, oid
from earsiv.imza.agac import Imzaci
from earsiv.imza.matematik import Kusur, fault
from earsiv.imza.sonuc import AltGosterge, ImzaPolitikasi, KanitTuru

_TURLER: Final = {
    "sil": frozenset({KanitTuru.SIL}),
    "ocsp": frozenset({KanitTuru.OCSP}),
    "hepsi": frozenset({KanitTuru.SIL, KanitTuru.OCSP}),
}


@attrs.frozen
class ProfilKurali:
    """One profile: its policy and what it demands. Times in hours; ``imzaci_iptal`` the evidence that counts for the signer.

    ``ozet`` and ``adres`` are what a new signature names; ``ozetler`` are all digests by which the policy is recognised.
    """

    ad: str
    oid: str
    ozet_algoritmasi: str
    ozet: bytes
    adres: str
    ozetler: frozenset[bytes]
    kesinlesme_saat: int
    damga_gecikmesi_saat: int
    imzaci_iptal: frozenset[KanitTuru]
    asgari_seviye: str


@cache
def profiles() -> dict[str, ProfilKurali]:
    """Return the profiles that name a policy, by its OID."""
    veri: dict[str, dict[str, Any]] = tomllib.loads(read_data("profil.toml").decode("utf-8"))
    return {
        p["oid"]: ProfilKurali(
            ad=ad,
            oid=p["oid"],
            ozet_algoritmasi=p["ozet_algoritmasi"],
            ozet=bytes.fromhex(p["ozet"]),
            adres=p["adres"],
            ozetler=frozenset({bytes.fromhex(p["ozet"]), *map(base64.b64decode, p["taninan_ozetler"])}),
            kesinlesme_saat=p["kesinlesme_saat"],
            damga_gecikmesi_saat=p["damga_gecikmesi_saat"],
            imzaci_iptal=_TURLER[p["imzaci_iptal"]],
            asgari_seviye=p["asgari_seviye"],
        )
        for ad, p in veri.items()
        if p["oid"]
    }


def named(deger: der.Dugum | None) -> ProfilKurali | None:
    """Return the profile that a signature-policy-identifier names, ``None`` for none or an unknown one.

    Raises:
        DerHatasi: the value is not a policy identifier.
    """
    if deger is None or deger.etiket != der.SEQUENCE:
        return None
    return profiles().get(deger.cocuklar()[0].oid())


@attrs.frozen
class Ilke:
    """What a signer's policy identifier says: shown to the user, the profile it is, and what is wrong with it."""

    gosterilen: ImzaPolitikasi | None = None
    profil: ProfilKurali | None = None
    kusur: Kusur | None = None
    eksik_adres: bool = False


def policy(imzaci: Imzaci) -> Ilke:
    """Return the signature policy of a signer.

    Raises:
        DerHatasi: the attribute is not a policy identifier.
    """
    degerler = imzaci.values(oid.SIG_POLICY)
    if not degerler or degerler[0].ham == b"\x05\x00":  # none, or the implied policy
        return Ilke()
    ogeler = degerler[0].tur(der.SEQUENCE).cocuklar()
    kimlik = ogeler[0].oid()
    alg, ozet = ogeler[1].cocuklar() if len(ogeler) > 1 else (None, None)
    deger = ozet.tur(der.OCTET).sekizli() if ozet else b""
    adresler = [n.cocuklar()[1].metin() for n in (ogeler[2].cocuklar() if len(ogeler) > 2 else ()) if n.cocuklar()[0].oid() == oid.SPURI]
    profil = profiles().get(kimlik)
    ozet_adi = kripto.digest_name(alg) if alg else ""
    gosterilen = ImzaPolitikasi(kimlik, ozet_adi, deger.hex(), adresler[0] if adresler else "", profil.ad if profil else None)
    kusur = None
    if profil is None:
        kusur = Kusur(AltGosterge.SIGNATURE_POLICY_NOT_AVAILABLE, bulgu("IMZ-051", imzaci.yer, oid=kimlik), kanitli=False)
    elif ozet_adi != "sha256" or deger not in profil.ozetler:
        kusur = fault(AltGosterge.POLICY_PROCESSING_ERROR, "IMZ-052", imzaci.yer, oid=kimlik)
    return Ilke(gosterilen, profil, kusur, not adresler)
