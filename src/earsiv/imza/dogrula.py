# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From bytes to facts to a verdict; a broken signature is an answer, not an exception.

``read_cms`` and ``read_file`` give facts that depend on nothing else; ``evaluate`` judges them under a policy, with roots and evidence, at
a moment, as often as wanted. ``verify_cms``, ``verify_pdf`` and ``verify_file`` do both.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv._clock import Clock, SystemClock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason, require_regular
from earsiv.imza import agac, koruma, kripto, olgu, pades, yargi
from earsiv.imza.guven import GuvenDeposu
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.kanit_kumesi import KanitKaynagi
from earsiv.imza.olgu import ImzaOlgulari
from earsiv.imza.pades import PdfOlgulari
from earsiv.imza.politika import DogrulamaPolitikasi
from earsiv.imza.sonuc import AltGosterge, DamgaSonucu, DogrulamaSonucu, Gosterge, HukukiKarar, ImzaSonucu
from earsiv.imza.yol_yargi import Ortam

_SON_YARGI: Final = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)  # nobody asks about later, and sums of times stay in range


@attrs.frozen
class Olgular:
    """What a file says, judged by nobody: its signers' facts, or the verdict that no policy can change."""

    bicim: str
    imzalar: tuple[ImzaOlgulari, ...] = ()
    pdf: PdfOlgulari | None = None
    hazir: DogrulamaSonucu | None = None
    bulgular: tuple[Bulgu, ...] = ()


def read_cms(veri: bytes, yer: str, *, icerik: bytes | None = None, sinirlar: Sinirlar = VARSAYILAN) -> Olgular:
    """Return the facts of a CAdES signature, enveloping or detached.

    Args:
        veri: the CMS bytes (DER or BER).
        yer: name of the file or part, used in findings.
        icerik: the signed bytes of a detached signature; for an enveloping one they must equal what it holds.
    """
    try:
        yapi = koruma.inspect(veri, yer, sinirlar)
        imzali = agac.load(veri, yer, sinirlar.imzaci_sayisi)
        _limit_certificates(imzali, yer, sinirlar)
    except GirdiHatasi as hata:
        return Olgular("cades", hazir=DogrulamaSonucu.unreadable("cades", [hata.bulgu]))
    except ValueError:
        return Olgular("cades", hazir=DogrulamaSonucu.unreadable("cades", [bulgu("IMZ-005", yer)]))
    ekler = (bulgu("IMZ-033", yer),) if yapi.ber else ()
    if (kusur := _content_fault(imzali.icerik, icerik, yer)) is not None:
        return Olgular("cades", hazir=DogrulamaSonucu("cades", (kusur,), ekler))
    govde = imzali.icerik if imzali.icerik is not None else icerik or b""
    bilinen: dict[str, bytes] = {}

    def ozetle(ad: str) -> bytes:
        if ad not in bilinen:
            bilinen[ad] = kripto.digest(ad, govde)
        return bilinen[ad]

    return Olgular("cades", tuple(olgu.facts(i, imzali, ozetle, govde) for i in imzali.imzacilar), bulgular=ekler)


def _limit_certificates(imzali: agac.Imzali, yer: str, sinirlar: Sinirlar) -> None:
    if imzali.sertifika_alani and len(imzali.sertifika_alani.cocuklar()) > sinirlar.sertifika_sayisi:
        raise GirdiHatasi("IMZ-002", yer, ne="sertifika sayısı", sinir=sinirlar.sertifika_sayisi)


def _content_fault(gomulu: bytes | None, icerik: bytes | None, yer: str) -> ImzaSonucu | None:
    if gomulu is None and icerik is None:  # nothing to compare with: nothing is disproved
        alt, karar, kod = AltGosterge.SIGNED_DATA_NOT_FOUND, HukukiKarar.BELIRSIZ, "IMZ-034"
    elif gomulu is not None and icerik is not None and gomulu != icerik:
        alt, karar, kod = AltGosterge.HASH_FAILURE, HukukiKarar.GECERSIZ, "IMZ-035"
    else:
        return None
    return ImzaSonucu(alt.gosterge, alt, karar, yer=yer, bulgular=(bulgu(kod, yer),))


def evaluate(
    olgular: Olgular,
    *,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
) -> DogrulamaSonucu:
    """Judge facts. Pure but for ``saat`` (asked when ``an`` is not given) and ``kanit`` (asked for what the file does not carry).

    Args:
        guven: trusted roots; without them trust is reported as open and the verdict cannot pass.
        kanit: the archive's evidence.
        politika: what is demanded; the defaults of ``DogrulamaPolitikasi`` when not given.
        an: the moment of judgement (aware); now when not given.

    Raises:
        TypeError: ``an`` has no time zone.
    """
    moment = an or (saat or SystemClock()).now()
    if moment.tzinfo is None:
        msg = "an: dilimi belli olmayan zaman"
        raise TypeError(msg)
    ortam = Ortam(politika or DogrulamaPolitikasi(), guven, kanit, min(moment, _SON_YARGI))
    ortak: dict[str, Any] = {"an": ortam.an, "politika_sha256": ortam.politika.sha256}
    if olgular.hazir is not None:
        return attrs.evolve(olgular.hazir, **ortak)
    bulgular = (*olgular.bulgular, *(guven.bulgular if guven else ()))
    havuz = Havuz(kanit)
    if olgular.pdf is not None:
        return attrs.evolve(_pdf(olgular.pdf, ortam, havuz), bulgular=bulgular, **ortak)
    if len(olgular.imzalar) > 1:  # what one signer carries may show that another one's certificate was revoked
        for imza in olgular.imzalar:
            if imza.uzun:
                havuz.add_crls(imza.uzun.siller, Kaynak.DEPO)
                havuz.add_ocsps(imza.uzun.ocspler, Kaynak.DEPO)
    return DogrulamaSonucu("cades", tuple(_signer(i, ortam, havuz) for i in olgular.imzalar), bulgular, **ortak)


def _signer(olgular: ImzaOlgulari, ortam: Ortam, havuz: Havuz) -> ImzaSonucu:
    """Judge one signer; the views below are lazy, so what cannot be read may show up only here."""
    try:
        return yargi.judge(olgular, ortam, havuz)
    except (ValueError, IndexError, TypeError, KeyError, OverflowError, RecursionError):
        alt, yer = AltGosterge.FORMAT_FAILURE, olgular.imzaci.yer
        return ImzaSonucu(Gosterge.TOTAL_FAILED, alt, HukukiKarar.GECERSIZ, yer=yer, bulgular=(bulgu("IMZ-005", yer),))


def _pdf(pdf: PdfOlgulari, ortam: Ortam, havuz: Havuz) -> DogrulamaSonucu:
    from earsiv.imza import damga_yargi

    pdf.pool(havuz)
    sonuclar = []
    for imza in pdf.imzalar:
        if imza.olgular is None:
            sonuclar += [attrs.evolve(imza.sonuc, kapsam=imza.kapsam)] if imza.sonuc else []
            continue
        ozel = havuz.copy()
        siller, ocspler = pades.archival(imza.olgular.imzaci)
        ozel.add_crls(siller, Kaynak.PDF)
        ozel.add_ocsps(ocspler, Kaynak.PDF)
        sonuc = _signer(imza.olgular, ortam, ozel)
        bulgular = (*sonuc.bulgular, *imza.ek_bulgular)
        sonuclar.append(attrs.evolve(sonuc, seviye=imza.seviye, kapsam=imza.kapsam, korunmayan=imza.korunmayan, bulgular=bulgular))
    damgalar = tuple(y.result() for y in damga_yargi.judge_all(pdf.damgalar, ortam, havuz))
    if not sonuclar:  # a PDF with nothing but document time-stamps: the stamps are what is judged
        sonuclar = [_only_stamp(d) for d in damgalar]
    return DogrulamaSonucu("pades", tuple(sonuclar), damgalar=damgalar)


def _only_stamp(damga: DamgaSonucu) -> ImzaSonucu:
    kotu = HukukiKarar.GECERSIZ if damga.durum is Gosterge.TOTAL_FAILED else HukukiKarar.BELIRSIZ
    karar = kotu if damga.alt_durum else HukukiKarar.GECERLI
    return ImzaSonucu(damga.durum, damga.alt_durum, karar, seviye="ZD", ad=damga.makam, zaman_damgalari=(damga,), bulgular=damga.bulgular)


def verify_cms(
    veri: bytes,
    yer: str,
    *,
    icerik: bytes | None = None,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> DogrulamaSonucu:
    """Judge a CAdES signature: ``read_cms`` and ``evaluate`` in one."""
    olgular = read_cms(veri, yer, icerik=icerik, sinirlar=sinirlar)
    return evaluate(olgular, guven=guven, kanit=kanit, politika=politika, an=an, saat=saat)


def verify_pdf(
    yol: Path,
    *,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> DogrulamaSonucu:
    """Judge every signature and document time-stamp of a PDF: byte range, later changes, and the same rules as for CAdES."""
    return evaluate(_pdf_facts(yol, sinirlar), guven=guven, kanit=kanit, politika=politika, an=an, saat=saat)


def _pdf_facts(yol: Path, sinirlar: Sinirlar) -> Olgular:
    okunan = pades.read(yol, sinirlar)
    return Olgular("pades", hazir=okunan) if isinstance(okunan, DogrulamaSonucu) else Olgular("pades", pdf=okunan)


def read_file(yol: Path, *, icerik: Path | None = None, sinirlar: Sinirlar = VARSAYILAN) -> Olgular:
    """Return the facts of a signature file, told by its content: PDF or CMS.

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
    return _pdf_facts(yol, sinirlar) if b"%PDF-" in bas else read_cms(veri, yol.name, icerik=govde, sinirlar=sinirlar)


def verify_file(
    yol: Path,
    *,
    icerik: Path | None = None,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> DogrulamaSonucu:
    """Judge a signature file by its content.

    Raises:
        GirdiHatasi: KAB-001 when a file cannot be read at all.
    """
    olgular = read_file(yol, icerik=icerik, sinirlar=sinirlar)
    return evaluate(olgular, guven=guven, kanit=kanit, politika=politika, an=an, saat=saat)
