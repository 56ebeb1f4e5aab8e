# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From bytes to a verdict: guard, parse, each signer in turn; a broken signature is an answer, not an exception."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from earsiv import _cocuk
from earsiv._clock import Clock, SystemClock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import AracHatasi, Bulgu, GirdiHatasi, bulgu, os_reason, require_regular
from earsiv.imza import koruma
from earsiv.imza.guven import GuvenDeposu
from earsiv.imza.sonuc import AltGosterge, DogrulamaSonucu, Gosterge, ImzaSonucu

if TYPE_CHECKING:
    from earsiv.imza.cms import Imzaci


def verify_cms(
    veri: bytes,
    yer: str,
    *,
    icerik: bytes | None = None,
    guven: GuvenDeposu | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> DogrulamaSonucu:
    """Judge a CAdES signature, enveloping or detached.

    Args:
        veri: the CMS bytes (DER or BER).
        yer: name of the file or part, used in findings.
        icerik: the signed bytes of a detached signature; for an enveloping one they must equal what it holds.
        guven: trusted roots; without them trust is reported as open and the verdict cannot pass.
        an: the moment of judgement (aware); now when not given.
    """
    from earsiv.imza import cms

    try:
        yapi = koruma.inspect(veri, yer, sinirlar)
        imzali, sertifikalar = cms.load(veri, yer)
    except GirdiHatasi as hata:
        return DogrulamaSonucu.unreadable("cades", [hata.bulgu])
    bulgular = [*(guven.bulgular if guven else ()), *([bulgu("IMZ-033", yer)] if yapi.ber else [])]
    try:
        sayi = len(imzali["signer_infos"])
        ic = imzali["encap_content_info"]["content"]
        gomulu = None if cms.is_absent(ic) else bytes(ic)
        imzacilar = tuple(cms.signers(imzali, sertifikalar, yer))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return DogrulamaSonucu.unreadable("cades", [bulgu("IMZ-005", yer)])
    if not 1 <= sayi <= sinirlar.imzaci_sayisi:
        return DogrulamaSonucu.unreadable("cades", [bulgu("IMZ-006", yer, sayi=sayi)])
    kusur = _content_fault(gomulu, icerik, yer)
    if kusur is not None:
        eksik = kusur[0] is AltGosterge.SIGNED_DATA_NOT_FOUND  # the caller gave nothing to compare with: nothing is disproved
        durum = Gosterge.INDETERMINATE if eksik else Gosterge.TOTAL_FAILED
        return DogrulamaSonucu("cades", (ImzaSonucu(durum, kusur[0], bulgular=(kusur[1],)),), tuple(bulgular))
    govde = gomulu if gomulu is not None else icerik or b""
    moment = an or (saat or SystemClock()).now()
    sonuclar = tuple(_judge(i, govde, guven, moment) for i in imzacilar)
    return DogrulamaSonucu("cades", sonuclar, tuple(bulgular))


def _content_fault(gomulu: bytes | None, icerik: bytes | None, yer: str) -> tuple[AltGosterge, Bulgu] | None:
    if gomulu is None and icerik is None:
        return AltGosterge.SIGNED_DATA_NOT_FOUND, bulgu("IMZ-034", yer)
    if gomulu is not None and icerik is not None and gomulu != icerik:
        return AltGosterge.HASH_FAILURE, bulgu("IMZ-035", yer)
    return None


def _judge(imzaci: Imzaci, govde: bytes, guven: GuvenDeposu | None, an: dt.datetime) -> ImzaSonucu:
    """Judge one signer; the parser below is lazy, so what it cannot read shows up only here."""
    try:
        return _verdict(imzaci, govde, guven, an)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError):
        return DogrulamaSonucu.unreadable("cades", [bulgu("IMZ-005", imzaci.yer)]).imzalar[0]


def _verdict(imzaci: Imzaci, govde: bytes, guven: GuvenDeposu | None, an: dt.datetime) -> ImzaSonucu:
    from earsiv.imza import cms, zincir

    karar = cms.judge(imzaci, govde) or zincir.judge_path(imzaci, guven, an)
    durum, alt, kusur = karar
    bulgular = [kusur]
    if durum is not Gosterge.TOTAL_FAILED:
        bulgular += cms.pending(imzaci)
    zaman = next((d.native for d in imzaci.values("1.2.840.113549.1.9.5")), None)
    sertifika = imzaci.sertifika
    return ImzaSonucu(
        durum=durum,
        alt_durum=alt,
        seviye=imzaci.seviye,
        profil=imzaci.profil,
        ad=_subject(imzaci, "common_name"),
        kimlik=_mask(_subject(imzaci, "serial_number")),
        imza_zamani=zaman.isoformat() if isinstance(zaman, dt.datetime) else None,
        sertifika_sha256=hashlib.sha256(sertifika.dump()).hexdigest() if sertifika is not None else "",
        bulgular=tuple(bulgular),
    )


def _subject(imzaci: Imzaci, alan: str) -> str:
    if imzaci.sertifika is None:
        return ""
    deger = imzaci.sertifika.subject.native.get(alan, "")
    return deger if isinstance(deger, str) else ", ".join(map(str, deger))


def _mask(no: str) -> str:
    """Hide the middle of a holder's number: a T.C. kimlik no is personal data."""
    return f"{no[:3]}{'*' * max(len(no) - 5, 0)}{no[-2:]}" if len(no) > 5 else "*" * len(no)


def verify_pdf(
    yol: Path,
    *,
    guven: GuvenDeposu | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> DogrulamaSonucu:
    """Judge every signature of a PDF: byte range, later changes, and the same rules as for CAdES.

    The PDF is opened in a child process; what comes back are the CMS values, the digests of the bytes they cover, and
    pyHanko's reading of later revisions.
    """
    istek = {"yol": str(yol.resolve()), "en_fazla": sinirlar.imzaci_sayisi}
    try:
        cevap = _cocuk.run_module("earsiv.imza._pades_isci", istek, sinirlar, yol.name)
    except AracHatasi as hata:
        return DogrulamaSonucu.unreadable("pades", [hata.bulgu])
    if cevap.get("hata"):
        return DogrulamaSonucu.unreadable("pades", [bulgu("IMZ-040", yol.name, ayrinti=cevap["hata"])])
    moment = an or (saat or SystemClock()).now()
    sonuclar = tuple(_judge_pdf(veri, yol, guven, moment, sinirlar) for veri in cevap["imzalar"])
    if not sonuclar:
        return DogrulamaSonucu("pades", (), (bulgu("IMZ-041", yol.name),))
    return DogrulamaSonucu("pades", sonuclar, guven.bulgular if guven else ())


def _judge_pdf(veri: dict[str, object], yol: Path, guven: GuvenDeposu | None, an: dt.datetime, sinirlar: Sinirlar) -> ImzaSonucu:
    """Judge one PDF signature: first the document around it, then its CMS over the covered bytes."""
    yer = f"{yol.name} · {veri['alan']}"
    if veri.get("degisik"):
        return ImzaSonucu(Gosterge.TOTAL_FAILED, AltGosterge.HASH_FAILURE, bulgular=(bulgu("IMZ-042", yer, ayrinti=veri["degisik"]),))
    if veri["tur"] != "imza":
        return ImzaSonucu(
            Gosterge.INDETERMINATE, AltGosterge.TRY_LATER, seviye="ZD", bulgular=(bulgu("IMZ-031", yer, duzey="zaman damgası"),)
        )
    try:
        govde = _covered(yol, veri["araliklar"])
    except OSError:
        return DogrulamaSonucu.unreadable("pades", [bulgu("IMZ-040", yer, ayrinti="dosya okunamadı")]).imzalar[0]
    sonuc = verify_cms(bytes.fromhex(str(veri["cms"])), yer, icerik=govde, guven=guven, an=an, sinirlar=sinirlar)
    imza = sonuc.imzalar[0]
    ekler = [] if veri["tum_dosya"] else [bulgu("IMZ-043", yer)]
    zaman = imza.imza_zamani or (str(veri["zaman"]) if veri.get("zaman") else None)
    return attrs.evolve(imza, imza_zamani=zaman, bulgular=(*imza.bulgular, *ekler))


def _covered(yol: Path, araliklar: object) -> bytes:
    """Return the bytes a signature covers, by its ByteRange."""
    parcalar = []
    with yol.open("rb") as dosya:
        for bas, uzunluk in araliklar:  # type: ignore[attr-defined]  # checked in the child
            dosya.seek(bas)
            parcalar.append(dosya.read(uzunluk))
    return b"".join(parcalar)


def verify_file(
    yol: Path,
    *,
    icerik: Path | None = None,
    guven: GuvenDeposu | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> DogrulamaSonucu:
    """Judge a signature file by its content: PDF or CMS.

    Raises:
        GirdiHatasi: KAB-001 when a file cannot be read at all.
    """
    try:
        require_regular(yol)
        with yol.open("rb") as dosya:
            bas = dosya.read(1024)
            veri = b"" if b"%PDF-" in bas else bas + dosya.read(sinirlar.imza_bayt + 1)
        govde = icerik.read_bytes() if icerik else None
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(icerik if icerik and hata.filename == str(icerik) else yol), ayrinti=os_reason(hata)) from None
    if b"%PDF-" in bas:
        return verify_pdf(yol, guven=guven, an=an, saat=saat, sinirlar=sinirlar)
    return verify_cms(veri, yol.name, icerik=govde, guven=guven, an=an, saat=saat, sinirlar=sinirlar)
