# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The test world of e-imza: a PKI after Turkish practice (NES, seals, OCSP, time-stamping) in RSA, RSA-PSS and P-384, each with its faults.

Certificates come from certomancer over ``dunya_veri/dunya.yml`` and the keys beside it; revocation data and time-stamps are made for
the moment asked. Everything is a function of its arguments: two processes get the same bytes. certomancer is a test dependency.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv.imza.oid import name_qc_statements
from earsiv.testing import der
from earsiv.testing.dunya_imza import sign
from earsiv.testing.dunya_kanit import Makam, make_crl, make_ocsp, make_token

_VERI: Final = Path(__file__).parent / "dunya_veri"
_YANITLAYAN: Final = {"alt": "ocsp", "alt-pss": "ocsp-pss", "alt-ec": "ocsp-ec"}


def _extension_config(uzanti: dict[str, Any]) -> dict[str, Any]:
    """Turn the two short forms of the YAML (``qc``, ``sil``) into what certomancer reads."""
    if (beyanlar := uzanti.pop("qc", None)) is not None:
        deger = der.seq(*(der.seq(der.oid(kimlik), der.utf8(metin) if metin else b"") for kimlik, metin in beyanlar.items()))
    elif (adres := uzanti.pop("sil", None)) is not None:
        deger = der.seq(der.seq(der.explicit(0, der.explicit(0, der.tlv(0x86, adres.encode())))))
    else:
        return uzanti
    return {**uzanti, "smart-value": {"schema": "der-bytes", "params": deger.hex()}}


def _architecture() -> tuple[Any, dict[str, Any]]:
    """Return certomancer's view of the world and the certificate part of the YAML."""
    from certomancer.registry import ArchLabel, CertomancerConfig

    yaml: Any = import_module("yaml")  # comes with certomancer
    ayar = yaml.safe_load((_VERI / "dunya.yml").read_text(encoding="utf-8"))
    sertifikalar = ayar["pki-architectures"]["dunya"]["certs"]
    for tanim in sertifikalar.values():
        tanim["extensions"] = [_extension_config(u) for u in tanim.get("extensions", [])]
    kurulu = CertomancerConfig(ayar, key_search_dir=str(_VERI), lazy_load_keys=True)
    return kurulu.get_pki_arch(ArchLabel("dunya")), sertifikalar


def _issue(mimari: Any, etiket: str) -> bytes:
    """Let certomancer issue a certificate, with signatures that are the same each time."""
    from certomancer import crypto_utils
    from certomancer.registry import CertLabel

    class Arka(crypto_utils.PycaCryptographyBackend):
        def generic_sign(self, private_key: Any, tbs_bytes: bytes, sd_algo: Any) -> bytes:
            return sign(private_key.dump(), tbs_bytes, sd_algo.hash_algo, pss=sd_algo.signature_algo == "rsassa_pss")

        def optimal_pss_params(self, key: Any, digest_algo: str) -> Any:
            sonuc = super().optimal_pss_params(key, digest_algo)
            sonuc["salt_length"] = {"sha256": 32, "sha384": 48, "sha512": 64}[digest_algo]
            return sonuc

    eski, crypto_utils.CRYPTO_BACKEND = crypto_utils.CRYPTO_BACKEND, Arka()
    try:
        return bytes(mimari.get_cert(CertLabel(etiket)).dump())
    finally:
        crypto_utils.CRYPTO_BACKEND = eski


@attrs.frozen
class Dunya:
    """The test world; labels are those of ``dunya_veri/dunya.yml`` (``kok``, ``alt``, ``kisi``, ``ocsp``, ``zd`` …)."""

    _mimari: Any = attrs.field(repr=False)
    _tanimlar: Mapping[str, Any] = attrs.field(repr=False)
    _hazir: dict[str, bytes] = attrs.field(factory=dict, repr=False)

    @property
    def etiketler(self) -> tuple[str, ...]:
        """Every certificate there is."""
        return tuple(self._tanimlar)

    def _spec(self, etiket: str) -> Any:
        from certomancer.registry import CertLabel

        return self._mimari.get_cert_spec(CertLabel(etiket))

    def sertifika(self, etiket: str) -> bytes:
        """Return a certificate (DER)."""
        if etiket not in self._hazir:
            self._hazir[etiket] = _issue(self._mimari, etiket)
        return self._hazir[etiket]

    def anahtar(self, etiket: str) -> bytes:
        """Return the private key of a certificate (PKCS#8 DER)."""
        return bytes(self._mimari.key_set.get_private_key(self._spec(etiket).subject_key).dump())

    def seri(self, etiket: str) -> int:
        """Return the serial number of a certificate."""
        return int(self._spec(etiket).serial)

    def veren(self, etiket: str) -> str:
        """Return the label of the certificate that issued this one; a root names itself."""
        return str(self._spec(etiket).issuer_cert.value)

    def kokler(self) -> tuple[bytes, ...]:
        """Return the trusted roots."""
        return tuple(self.sertifika(e) for e in ("kok", "kok-pss", "kok-ec"))

    def zincir(self, etiket: str) -> tuple[bytes, ...]:
        """Return the path from a certificate to its root, both included."""
        return tuple(self.sertifika(e) for e in self.zincir_etiketleri(etiket))

    def zincir_etiketleri(self, etiket: str) -> tuple[str, ...]:
        """Return the same path as labels."""
        yol = [etiket]
        while (ust := self.veren(yol[-1])) != yol[-1]:
            yol.append(ust)
        return tuple(yol)

    def makam(self, etiket: str) -> Makam:
        """Return who signs under this label: P-384 keys with SHA-384, the authorities and servers of the PSS world with RSA-PSS."""
        ec = etiket.endswith("-ec")
        return Makam(self.sertifika(etiket), self.anahtar(etiket), "sha384" if ec else "sha256", pss=etiket.endswith("-pss"))

    def damga(self, ozet: bytes, algoritma: str, an: dt.datetime, *, tsa: str = "zd", **kusur: Any) -> bytes:
        """Return a TimeStampToken over a hash; the faults are the options of ``dunya_kanit.make_token``.

        A unit under ``alt`` sends its own certificate alone, any other the authorities above it too.
        """
        if self.veren(tsa) != "alt":
            kusur.setdefault("ek_sertifikalar", self.zincir(tsa)[1:-1])
        return make_token(ozet, algoritma, an, self.makam(tsa), **kusur)

    def sil(
        self,
        veren: str,
        an: dt.datetime,
        *,
        sonraki: dt.datetime | None,
        iptal: Mapping[str, tuple[dt.datetime, str | None]] | None = None,
        imzalayan: str | None = None,
        **kusur: Any,
    ) -> bytes:
        """Return a CRL of an authority; ``iptal`` maps labels to (moment, reason), the faults are those of ``dunya_kanit.make_crl``."""
        satirlar = {self.seri(e): olay for e, olay in (iptal or {}).items()}
        kim = self.makam(imzalayan) if imzalayan else None
        return make_crl(self.makam(veren), an, sonraki, satirlar, imzalayan=kim, **kusur)

    def ocsp(
        self,
        etiket: str,
        an: dt.datetime,
        *,
        durum: str = "good",
        iptal_ani: dt.datetime | None = None,
        neden: str | None = None,
        sonraki: dt.datetime | None = None,
        yanitlayan: str = "",
        seri: int | None = None,
        veren: str = "",
        **kusur: Any,
    ) -> bytes:
        """Return an OCSPResponse about a certificate, by the responder of its authority unless told otherwise.

        ``seri`` and ``veren`` put another serial number or authority into it; the faults are those of ``dunya_kanit.make_ocsp``.
        """
        makam = veren or self.veren(etiket)
        kim = yanitlayan or _YANITLAYAN.get(makam, makam)
        no = self.seri(etiket) if seri is None else seri
        olay: dict[str, Any] = {"durum": durum, "iptal_ani": iptal_ani, "neden": neden, "sonraki": sonraki}
        return make_ocsp(no, self.makam(makam), self.makam(kim), an, **olay, **kusur)

    def imzaci(self, etiket: str) -> Any:
        """Return a pyHanko signer for a label, with its path at hand."""
        from asn1crypto import keys, x509
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore

        name_qc_statements()
        depo = SimpleCertificateStore()
        depo.register_multiple([x509.Certificate.load(s) for s in self.zincir(etiket)])
        sertifika, anahtar = x509.Certificate.load(self.sertifika(etiket)), keys.PrivateKeyInfo.load(self.anahtar(etiket))
        return SimpleSigner(signing_cert=sertifika, signing_key=anahtar, cert_registry=depo, prefer_pss=etiket.endswith("-pss"))

    def p12(self, etiket: str, parola: bytes) -> bytes:
        """Return a PKCS#12 file with key and path (its bytes differ each time: salt)."""
        from cryptography import x509
        from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_der_private_key, pkcs12

        anahtar: Any = load_der_private_key(self.anahtar(etiket), None)
        yaprak, *ust = (x509.load_der_x509_certificate(s) for s in self.zincir(etiket))
        return pkcs12.serialize_key_and_certificates(etiket.encode(), anahtar, yaprak, ust, BestAvailableEncryption(parola))


@cache
def dunya() -> Dunya:
    """Return the test world, built once a process."""
    return Dunya(*_architecture())
