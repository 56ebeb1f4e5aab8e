# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on the evidence inside a signature: references against values, OCSP answers and CRLs without authority, of others, or old."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs

from earsiv.testing.cades import IMZA_ANI, Imza
from earsiv.testing.cades_uzat import (
    CERT_VALUES,
    DAMGA_ANI,
    REV_REFS,
    REV_VALUES,
    Kanit,
    certificate_refs,
    revocation_refs,
    revocation_values,
)
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_kanit import make_crl
from earsiv.testing.saldiri_temel import (
    DAKIKA,
    GUN,
    KESINLESME,
    SAAT,
    Saldiri,
    crls,
    damgali,
    expect,
    hicbir,
    p3_kanit,
    p4_kanit,
    raised,
    xl,
    zd_iyi,
)


def _mixed(refler: Kanit, degerler: Kanit, profil: str = "P4") -> Imza:
    """References to one set of evidence, values of another."""
    return damgali(profil).add(*refler.refs(), *degerler.values())


def _more(kanit: Kanit, *, sertifika: str = "", iptal: bytes = b"") -> Kanit:
    """Return evidence with a certificate or revocation data more."""
    ek = (dunya().sertifika(sertifika),) if sertifika else ()
    return attrs.evolve(kanit, sertifikalar=kanit.sertifikalar + ek, iptaller=kanit.iptaller + ((iptal,) if iptal else ()))


def _less(kanit: Kanit, *, sertifika: int | None = None, iptal: int | None = None) -> Kanit:
    """Return evidence without one of its pieces."""
    sertifikalar = tuple(s for i, s in enumerate(kanit.sertifikalar) if i != sertifika)
    return attrs.evolve(kanit, sertifikalar=sertifikalar, iptaller=tuple(k for i, k in enumerate(kanit.iptaller) if i != iptal))


def _foreign_crl() -> bytes:
    return dunya().sil("alt-ec", KESINLESME, sonraki=KESINLESME + GUN)


def _bent_ref(oid: str) -> Imza:
    """A reference whose hash is of no value there is."""
    kanit = p4_kanit()
    sahte = Kanit((kanit.sertifikalar[0] + b"\x00", *kanit.sertifikalar[1:]), kanit.iptaller)
    yeni = (
        certificate_refs(*sahte.sertifikalar)
        if oid == CERT_VALUES
        else revocation_refs(p4_kanit(an=DAMGA_ANI + 2 * DAKIKA).iptaller[0], kanit.iptaller[1])
    )
    imza = damgali("P4")
    cert, rev = kanit.refs()
    return imza.add(*((yeni, rev) if oid == CERT_VALUES else (cert, yeni)), *kanit.values())


def _without(*oidler: str) -> Imza:
    return xl().edit_unsigned(lambda liste: [o for o in liste if o.oid not in oidler])


def _unordered() -> Imza:
    """Revocation references of signer and authority in each other's place."""
    kanit = p4_kanit()
    return damgali("P4").add(certificate_refs(*kanit.sertifikalar), revocation_refs(*reversed(kanit.iptaller)), *kanit.values())


def _doubled_values() -> Imza:
    """revocation-values twice: the sound ones and a second attribute with a CRL nobody refers to."""
    return xl().add(revocation_values(_foreign_crl()))


def _ocsp(**kusur: Any) -> Callable[[], Imza]:
    """An XL signature after P4 whose OCSP answer has a fault; references and values agree."""
    return lambda: raised(damgali("P4"), p4_kanit(**kusur))


def _crl(**kusur: Any) -> Callable[[], Imza]:
    """An XL signature after P3 whose CRL has a fault; references and values agree."""
    return lambda: raised(damgali("P3"), p3_kanit(**kusur))


def _replaced_crl(yap: Callable[[], bytes]) -> Callable[[], Imza]:
    """An XL signature after P3 with another CRL for the signer."""

    def kur() -> Imza:
        kanit = p3_kanit()
        return raised(damgali("P3"), attrs.evolve(kanit, iptaller=(yap(), kanit.iptaller[1])))

    return kur


def _renamed_crl() -> bytes:
    """A CRL in the authority's name by a key that is not its own."""
    d = dunya()
    return make_crl(d.makam("alt"), KESINLESME, KESINLESME + GUN, {}, imzalayan=d.makam("kok-sahte"))


def _responder_revoked() -> tuple[bytes, ...]:
    return (*crls(KESINLESME, iptal={"ocsp-nocheck-yok": (IMZA_ANI - 5 * GUN, "key_compromise")}), *zd_iyi())


_UYUM = "SIG_CONSTRAINTS_FAILURE"
_KANIT = (
    "TRY_LATER",
    "SIG_CONSTRAINTS_FAILURE",
    "CHAIN_CONSTRAINTS_FAILURE",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE",
    "NO_CERTIFICATE_CHAIN_FOUND",
)
_IKISI = "GECERSIZ BELIRSIZ"


def _unsound(kur: Callable[[], Imza], **ayar: Any) -> Saldiri:
    """Unsound evidence in the signature: it may not pass, even though the evidence brought in would do."""
    return expect(kur, *_KANIT, karar=_IKISI, **ayar)


KANIT: Final[dict[str, Saldiri]] = {
    # references and values
    "ref-sertifika-ozeti-yanlis": expect(lambda: _bent_ref(CERT_VALUES), _UYUM),
    "ref-iptal-ozeti-yanlis": expect(lambda: _bent_ref(REV_VALUES), _UYUM),
    "ref-iptal-degeri-yok": expect(lambda: _mixed(p4_kanit(), _less(p4_kanit(), iptal=0)), _UYUM),
    "ref-kok-silinin-degeri-yok": expect(lambda: _mixed(p4_kanit(), _less(p4_kanit(), iptal=1)), _UYUM),
    "ref-alt-kok-degeri-yok": expect(lambda: _mixed(p4_kanit(), _less(p4_kanit(), sertifika=0)), _UYUM),
    "ref-kok-degeri-yok": expect(lambda: _mixed(p4_kanit(), _less(p4_kanit(), sertifika=1)), _UYUM),
    "deger-iptal-refi-yok": expect(lambda: _mixed(_less(p4_kanit(), iptal=0), p4_kanit()), _UYUM),
    "deger-alt-kok-refi-yok": expect(lambda: _mixed(_less(p4_kanit(), sertifika=0), p4_kanit()), _UYUM),
    "deger-kok-refi-yok": expect(lambda: _mixed(_less(p4_kanit(), sertifika=1), p4_kanit()), _UYUM),
    "deger-yabanci-sil": expect(lambda: _mixed(p4_kanit(), _more(p4_kanit(), iptal=_foreign_crl())), _UYUM),
    "deger-yabanci-sertifika": expect(lambda: _mixed(p4_kanit(), _more(p4_kanit(), sertifika="kisi2")), _UYUM),
    "deger-iki-kez": expect(_doubled_values, _UYUM, "FORMAT_FAILURE"),
    "kanit-baskasinin": expect(lambda: raised(damgali("P4"), p4_kanit("kisi2")), _UYUM, "TRY_LATER", karar=_IKISI, kanit=zd_iyi),
    "kanit-baska-dunyanin": expect(lambda: raised(damgali("P4"), p4_kanit("kisi-ec")), *_KANIT, karar=_IKISI, kanit=zd_iyi),
    "duzey-c-degersiz-kanit-yok": expect(lambda: _without(CERT_VALUES, REV_VALUES), "TRY_LATER", _UYUM, karar=_IKISI, kanit=hicbir),
    "duzey-refsiz-deger": expect(lambda: _without(REV_REFS), _UYUM),
    "ref-sirasi-degismis": expect(_unordered, _UYUM, "GECTI"),
    # OCSP answers
    "ocsp-baska-seri": _unsound(_ocsp(seri=0x7777), kanit=zd_iyi),
    "ocsp-baska-veren": _unsound(_ocsp(veren="alt-ec"), kanit=zd_iyi),
    "ocsp-kisi-imzalamis": _unsound(_ocsp(yanitlayan="kisi2")),
    "ocsp-eku-yok": _unsound(_ocsp(yanitlayan="ocsp-eku-yok")),
    "ocsp-baska-makamin-yanitlayicisi": _unsound(_ocsp(yanitlayan="ocsp-ec")),
    "ocsp-yanitlayan-suresi-dolmus": _unsound(_ocsp(yanitlayan="ocsp-suresi-dolmus")),
    "ocsp-yanitlayanin-iptali-bilinmiyor": _unsound(_ocsp(yanitlayan="ocsp-nocheck-yok"), kanit=zd_iyi),
    "ocsp-yanitlayan-iptal-edilmis": expect(
        _ocsp(yanitlayan="ocsp-nocheck-yok"), *_KANIT, "REVOKED", karar=_IKISI, kanit=_responder_revoked
    ),
    "ocsp-imzasi-bozuk": _unsound(_ocsp(bozuk_imza=True)),
    "ocsp-sertifikasiz": _unsound(_ocsp(sertifikasiz=True), kanit=hicbir),
    "ocsp-bilinmiyor-diyor": _unsound(_ocsp(durum="unknown"), kanit=zd_iyi),
    "ocsp-eski": _unsound(_ocsp(an=IMZA_ANI - 30 * GUN, sonraki=IMZA_ANI - 29 * GUN), kanit=zd_iyi),
    "ocsp-eski-sonrakisiz": _unsound(_ocsp(an=IMZA_ANI - 30 * GUN), kanit=zd_iyi),
    "ocsp-p4-yerine-sil": expect(lambda: raised(damgali("P4"), p3_kanit()), _UYUM, "TRY_LATER", karar=_IKISI, kanit=hicbir),
    # CRLs
    "sil-bayat": _unsound(_crl(an=IMZA_ANI - 10 * GUN, sonraki=IMZA_ANI - 9 * GUN), kanit=zd_iyi),
    "sil-imzasi-bozuk": _unsound(_crl(bozuk_imza=True)),
    "sil-baska-anahtarla": _unsound(_replaced_crl(_renamed_crl)),
    "sil-baska-makamin": _unsound(_replaced_crl(_foreign_crl), kanit=zd_iyi),
    "sil-yalniz-delta": _unsound(_crl(delta=1), kanit=zd_iyi),
    "sil-dolayli": _unsound(_crl(dolayli=True), kanit=zd_iyi),
    "sil-bilinmeyen-kritik-uzanti": _unsound(_crl(bilinmeyen_kritik=True), kanit=zd_iyi),
    "sil-kesinlesmeden-once-p2": expect(
        lambda: damgali("P2"), "TRY_LATER", "GECTI", an=DAMGA_ANI + 3 * SAAT, kanit=lambda: crls(DAMGA_ANI + SAAT)
    ),
    "sil-p3-yerine-ocsp": expect(lambda: raised(damgali("P3"), p4_kanit()), _UYUM, "TRY_LATER", karar=_IKISI, kanit=zd_iyi),
}
