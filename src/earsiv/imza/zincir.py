# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Path from the signer to a given root, at one moment, without network and without the system's trust list."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from earsiv.imza.guven import GuvenDeposu
from earsiv.imza.kos import run
from earsiv.imza.sonuc import AltGosterge, unclear

if TYPE_CHECKING:
    from earsiv.imza.cms import Imzaci, Karar


def judge_path(imzaci: Imzaci, guven: GuvenDeposu | None, an: dt.datetime) -> Karar:
    """Judge the path; the best answer without revocation evidence is ``TRY_LATER``, never a pass.

    Args:
        imzaci: a signer whose maths holds.
        guven: the trusted roots; ``None`` when the caller named none.
        an: the moment of judgement, aware.
    """
    if guven is None:
        return unclear(AltGosterge.NO_CERTIFICATE_CHAIN_FOUND, "IMZ-015", imzaci.yer)
    sertifika = imzaci.sertifika
    if sertifika is None:
        return unclear(AltGosterge.NO_CERTIFICATE_CHAIN_FOUND, "IMZ-016", imzaci.yer)
    if not sertifika.not_valid_before <= an <= sertifika.not_valid_after:
        return unclear(AltGosterge.OUT_OF_BOUNDS_NO_POE, "IMZ-017", imzaci.yer, bitis=f"{sertifika.not_valid_after:%d.%m.%Y}")
    kullanim = sertifika.key_usage_value
    if kullanim is None or "non_repudiation" not in kullanim.native:
        return unclear(AltGosterge.CHAIN_CONSTRAINTS_FAILURE, "IMZ-018", imzaci.yer)
    return _build(imzaci, guven, an)


def _build(imzaci: Imzaci, guven: GuvenDeposu, an: dt.datetime) -> Karar:
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError
    from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

    kural = RevocationCheckingRule.NO_CHECK
    baglam = ValidationContext(
        trust_roots=guven.certificates(),
        other_certs=list(imzaci.digerleri),
        moment=an,
        best_signature_time=an,
        allow_fetching=False,
        revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(kural, kural)),
    )
    denetci = CertificateValidator(imzaci.sertifika, intermediate_certs=list(imzaci.digerleri), validation_context=baglam)
    try:
        run(denetci.async_validate_path())
    except PathBuildingError:
        return unclear(AltGosterge.NO_CERTIFICATE_CHAIN_FOUND, "IMZ-016", imzaci.yer)
    except (PathValidationError, ValidationError, ValueError, TypeError) as hata:
        return unclear(AltGosterge.CHAIN_CONSTRAINTS_FAILURE, "IMZ-019", imzaci.yer, ayrinti=type(hata).__name__)
    return unclear(AltGosterge.TRY_LATER, "IMZ-030", imzaci.yer)
