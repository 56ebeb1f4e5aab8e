# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Path from a certificate to a given root at one moment: certvalidator builds and checks it (RFC 5280), without network.

Revocation and algorithms are judged elsewhere, by date; here they are switched off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import attrs

from earsiv._limits import VARSAYILAN
from earsiv.errors import GirdiHatasi
from earsiv.imza import koruma, oid, sertifika
from earsiv.imza.kos import finish
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import AltGosterge

_EN_COK_ADAY: Final = 32


@attrs.frozen
class Yol:
    """A path, leaf first and root last; or why there is none."""

    halkalar: tuple[Sertifika, ...] = ()
    alt: AltGosterge | None = None
    ayrinti: str = ""

    @property
    def ara(self) -> tuple[Sertifika, ...]:
        """The certificates whose revocation counts: all but the root."""
        return self.halkalar[:-1]

    def issuer(self, aday: Sertifika) -> Sertifika | None:
        """Return the next certificate towards the root."""
        sira = self.halkalar.index(aday) if aday in self.halkalar else -1
        return self.halkalar[sira + 1] if 0 <= sira < len(self.halkalar) - 1 else None


def build(aday: Sertifika, havuz: Iterable[Sertifika], kokler: Sequence[Sertifika], an: dt.datetime) -> Yol:
    """Return the path of a certificate to one of the roots at a moment.

    Args:
        havuz: certificates that may stand between; only those whose names lead upwards are looked at.
        an: the moment for which validity is asked, aware.
    """
    ara = _upwards(aday, havuz, {k.sha256 for k in kokler})
    if ara is None:
        return Yol(alt=AltGosterge.CERTIFICATE_CHAIN_GENERAL_FAILURE, ayrinti="çok fazla aday sertifika")
    if not kokler:
        return Yol(alt=AltGosterge.NO_CERTIFICATE_CHAIN_FOUND, ayrinti="bu tarihte kullanılabilir kök yok")
    hepsi = (aday, *ara)
    gecerli = all(s.baslangic <= an <= s.bitis for s in hepsi)
    # the moment counts for validity alone: where all are valid, one moment stands for every other
    return _validate(aday, tuple(ara), tuple(kokler), max(s.baslangic for s in hepsi) if gecerli else an)


def _upwards(aday: Sertifika, havuz: Iterable[Sertifika], kokler: set[str]) -> list[Sertifika] | None:
    """Return the certificates reachable upwards by issuer names; ``None`` when there are absurdly many."""
    adlar: dict[Any, list[Sertifika]] = {}
    for s in havuz:
        adlar.setdefault(sertifika.name_key(s.konu), []).append(s)
    sira, bulunan = [aday], {}
    while sira:
        for ust in adlar.get(sertifika.name_key(sira.pop().veren), ()):
            if ust.sha256 not in bulunan and ust.sha256 not in kokler and ust != aday:
                bulunan[ust.sha256] = ust
                sira.append(ust)
        if len(bulunan) > _EN_COK_ADAY:
            return None
    return list(bulunan.values())


@lru_cache(maxsize=512)
def _parsed(ham: bytes) -> Any:
    """Return a certificate as certvalidator reads it."""
    from asn1crypto import x509

    oid.name_qc_statements()
    koruma.inspect(ham, "sertifika", VARSAYILAN)
    for _, deger in sertifika.read(ham).uzantilar.values():
        if deger[:1] == b"\x30":  # the parser is quadratic on long OIDs, also on those inside extensions
            koruma.inspect(deger, "sertifika", VARSAYILAN)
    return x509.Certificate.load(ham)


@lru_cache(maxsize=256)
def _validate(aday: Sertifika, ara: tuple[Sertifika, ...], kokler: tuple[Sertifika, ...], an: dt.datetime) -> Yol:
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator import errors as e
    from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms, CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

    kural = RevocationCheckingRule.NO_CHECK
    try:
        kendisi, ustler = _parsed(aday.ham), [_parsed(s.ham) for s in ara]
        baglam = ValidationContext(
            trust_roots=[_parsed(k.ham) for k in kokler],
            other_certs=ustler,
            moment=an,
            best_signature_time=an,
            allow_fetching=False,
            revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy(kural, kural)),
            algorithm_usage_policy=AcceptAllAlgorithms(),
        )
        denetci = CertificateValidator(kendisi, intermediate_certs=ustler, validation_context=baglam)
        yol = finish(denetci.async_validate_path())
        kok = yol.trust_anchor.certificate.dump()
        halkalar = [sertifika.read(s.dump()) for s in yol if s.dump() != kok]
        return Yol((*reversed(halkalar), sertifika.read(kok)))
    except (e.ExpiredError, e.NotYetValidError) as hata:
        return Yol(alt=AltGosterge.OUT_OF_BOUNDS_NO_POE, ayrinti=type(hata).__name__)
    except e.PathBuildingError:
        return Yol(alt=AltGosterge.NO_CERTIFICATE_CHAIN_FOUND)
    except e.PathError as hata:
        return Yol(alt=AltGosterge.CERTIFICATE_CHAIN_GENERAL_FAILURE, ayrinti=type(hata).__name__)
    except GirdiHatasi as hata:
        return Yol(alt=AltGosterge.CHAIN_CONSTRAINTS_FAILURE, ayrinti=hata.bulgu.mesaj)
    except (e.ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, RuntimeError) as hata:
        return Yol(alt=AltGosterge.CHAIN_CONSTRAINTS_FAILURE, ayrinti=type(hata).__name__)
