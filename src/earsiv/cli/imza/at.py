# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv imza at``, ``hazirla``, ``tamamla``: sign here or in two steps, alone, beside or beneath others.

Passwords and PINs come from the environment (``EARSIV_PAROLA_IMZA`` or ``EARSIV_PAROLA``, ``EARSIV_PIN``), never from the command line.
The network is used only where an address is given (``--damgaci-url``).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from earsiv.cli._cikis import Cikis
from earsiv.cli._ortak import YOL, Komut, ortak
from earsiv.cli._yaz import emit
from earsiv.cli.eyp._imza import dry, password, target
from earsiv.errors import AracHatasi, GirdiHatasi, os_reason, require_regular

if TYPE_CHECKING:
    from earsiv.imza.anahtar import Anahtar
    from earsiv.imza.yukselt import Damgaci

F = TypeVar("F", bound=Callable[..., Any])
_PIN: Final = "EARSIV_PIN"
_PROFILLER: Final = ("P1", "P2", "P3", "P4")
_SEVIYELER: Final = ("B", "T", "LT", "LTA")


def options(*secenekler: Callable[[Any], Any]) -> Callable[[F], F]:
    """Add several options to a command, shown in this order."""

    def sar(islev: F) -> F:
        for secenek in reversed(secenekler):
            islev = secenek(islev)
        return islev

    return sar


CIKTI: Final = click.option("--cikti", type=YOL, required=True, help="Yazılacak dosya; var olan bir dosyanın üstüne yazılmaz.")
DAMGA: Final = click.option("--damgaci-url", metavar="ADRES", help="Zaman damgasını bu adresteki makamdan alır.")
KANIT: Final = click.option("--kanit", type=YOL, help="Sertifika, SİL ve ÇİSDuP cevaplarının klasörü (DER veya PEM).")
GUVEN: Final = click.option("--guven", type=YOL, help="Kök sertifikaların klasörü; verilmezse kökler de --kanit klasöründe aranır.")
_BICIM: Final = (
    click.option("--profil", type=click.Choice(_PROFILLER), help="İmza profili; P2-P4 imzaya ilkesini yazar."),
    click.option("--ayrik", is_flag=True, help="İçerik imzanın dışında kalır (yalnız CAdES)."),
    click.option("--pss", is_flag=True, help="RSA anahtarla RSA-PSS imzası."),
    click.option("--cades", is_flag=True, help="PDF'i de CAdES imzalar; verilmezse PDF'in içine PAdES imzası konur."),
)


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@options(
    CIKTI,
    click.option("--anahtar", type=YOL, help="PKCS#12 anahtarı; parolası EARSIV_PAROLA ortam değişkeninde."),
    click.option("--kart", type=YOL, metavar="MODÜL", help="Kartın PKCS#11 kitaplığı; PIN EARSIV_PIN ortam değişkeninde."),
    click.option("--jeton", help="Kartın (jetonun) adı; birden çok kart takılıysa."),
    click.option("--etiket", help="Karttaki sertifikanın adı; verilmezse imza sertifikası."),
    *_BICIM,
    click.option("--seviye", type=click.Choice(_SEVIYELER), help="PDF imzasının düzeyi; verilmezse B."),
    DAMGA,
    KANIT,
    GUVEN,
    click.option("--paralel", is_flag=True, help="DOSYA bir imzadır: yanına bir imzacı daha ekler."),
    click.option("--seri", metavar="SIRA", help="DOSYA bir imzadır: bu imzacının altına onay imzası atar (1, 1.2 …)."),
    click.option("--icerik", type=YOL, help="Ayrık imzanın imzaladığı dosya (--paralel ile)."),
)
@ortak(yazar=True)
def at(dosya: Path, cikti: Path, deneme: bool, **secim: Any) -> Cikis:
    """Dosyayı imzalar: PDF'in içine PAdES, başka dosyaya CAdES (.p7s, .imz). Ağa yalnız --damgaci-url ile çıkılır.

    Örnek: earsiv imza at karar.xml --anahtar kisi.p12 --profil P4 --cikti karar.imz
    """
    require_free(cikti)
    veri = read_file(dosya)
    ekle = bool(secim["paralel"] or secim["seri"])
    pdf = is_pdf(veri) and not secim["cades"] and not ekle
    _require_used(secim, pdf=pdf, ekle=ekle)
    anahtar, damgaci = _key(secim), stamper(secim["damgaci_url"])
    yukselt = _raiser(anahtar, secim, damgaci)
    if deneme:
        return _rehearse(anahtar, cikti)
    if ekle:
        imza = _join(veri, anahtar, secim)
    elif pdf:
        imza = yukselt(_sign_pdf(veri, anahtar, damgaci, secim))
    else:
        from earsiv.imza.imzala import sign

        imza = sign(veri, anahtar, profil=profile(secim), ayrik=secim["ayrik"], pss=secim["pss"], damgaci=damgaci)
    return publish(cikti, imza, deneme)


def _require_used(secim: dict[str, Any], *, pdf: bool, ekle: bool) -> None:
    """Refuse options that would do nothing here, and levels whose means are not given: a stamp may cost money.

    Raises:
        click.UsageError: one is.
    """
    seviye = secim["seviye"] or "B"
    uzun = seviye in {"LT", "LTA"}
    kusurlar = (
        (secim["paralel"] and secim["seri"], "--paralel ile --seri birlikte verilmez."),
        (secim["icerik"] and not secim["paralel"], "--icerik yalnız --paralel ile verilir."),
        (secim["seviye"] and not pdf, "--seviye yalnız PDF'in içine atılan imzada verilir."),
        (secim["ayrik"] and (pdf or ekle), "--ayrik PDF'in içine atılan imzada, --paralel ve --seri ile verilmez."),
        (uzun and not secim["kanit"], f"--seviye {seviye} için --kanit verin."),
        (seviye != "B" and not secim["damgaci_url"], f"--seviye {seviye} için --damgaci-url verin."),
        (pdf and seviye == "B" and secim["damgaci_url"], "PDF imzasında --damgaci-url, --seviye T, LT ya da LTA ile verilir."),
        ((secim["kanit"] or secim["guven"]) and not uzun, "--kanit ve --guven yalnız --seviye LT ya da LTA ile verilir."),
        ((secim["jeton"] or secim["etiket"]) and not secim["kart"], "--jeton ve --etiket yalnız --kart ile verilir."),
    )
    mesaj = next((ne for kusur, ne in kusurlar if kusur), None)
    if mesaj:
        raise click.UsageError(mesaj)


def _raiser(anahtar: Anahtar, secim: dict[str, Any], damgaci: Damgaci | None) -> Callable[[bytes], bytes]:
    """Return what raises the signed PDF as far as asked, once folders and the signer's chain are found in order."""
    if secim["seviye"] not in {"LT", "LTA"}:
        return lambda imza: imza
    from earsiv.cli.imza.yukselt import extend, heap
    from earsiv.imza.topla import Yigin, require_path

    yigin, guven = heap(secim["kanit"], secim["guven"])
    require_path(anahtar.sertifika, Yigin(tuple(anahtar.zincir)) + (yigin or Yigin()), guven)
    return lambda imza: extend(imza, secim["seviye"], damgaci, yigin, guven)


def _rehearse(anahtar: Anahtar, cikti: Path) -> Cikis:
    """Look whether key and target could be used; nothing is signed and no stamp is asked for."""
    from earsiv._clock import SystemClock
    from earsiv.imza.imzala import require_valid

    require_valid(anahtar.sertifika, SystemClock().now())
    return publish(cikti, b"", True)


def _sign_pdf(veri: bytes, anahtar: Anahtar, damgaci: Damgaci | None, secim: dict[str, Any]) -> bytes:
    """Sign a PDF, with a stamp where a level above B is asked for; evidence is chosen once both are there."""
    from earsiv.imza.pades_at import sign_pdf

    ilk = "T" if secim["seviye"] in {"T", "LT", "LTA"} else "B"
    return sign_pdf(veri, anahtar, seviye=ilk, damgaci=damgaci, profil=profile(secim), pss=secim["pss"])


def _join(veri: bytes, anahtar: Anahtar, secim: dict[str, Any]) -> bytes:
    """Put a parallel or a counter-signature into a CMS, stamped where a stamper is given."""
    from earsiv.imza.paralel import add_counter, add_parallel
    from earsiv.imza.yukselt import add_timestamp

    if secim["seri"]:
        imza = add_counter(veri, signer_path(secim["seri"]), anahtar, profil=profile(secim), pss=secim["pss"])
    else:
        icerik = read_file(secim["icerik"]) if secim["icerik"] else None
        imza = add_parallel(veri, icerik, anahtar, profil=profile(secim), pss=secim["pss"])
    damgaci = stamper(secim["damgaci_url"])
    return imza if damgaci is None else add_timestamp(imza, damgaci)


@click.command(cls=Komut)
@click.argument("dosya", type=YOL)
@options(
    click.option("--sertifika", type=YOL, required=True, help="İmzalayacak olanın sertifikası (DER veya PEM)."),
    click.option("--taslak", type=YOL, required=True, help="Hazırlığın yazılacağı dosya; imzalanacak baytlar yanına yazılır."),
    *_BICIM,
)
@ortak(yazar=True)
def hazirla(dosya: Path, taslak: Path, deneme: bool, **secim: Any) -> Cikis:
    """İmzası başka yerde (tarayıcı, mobil, kart) atılacak dosyayı hazırlar; imzalanacak baytları verir.

    Örnek: earsiv imza hazirla karar.xml --sertifika kisi.cer --profil P4 --taslak karar.taslak
    """
    from earsiv._clock import SystemClock
    from earsiv.imza.imzala import prepare, require_valid
    from earsiv.imza.pades_at import prepare_pdf

    veri, sertifika, an = read_file(dosya), certificate(secim["sertifika"]), SystemClock().now()
    pdf_imzasi = is_pdf(veri) and not secim["cades"]
    if pdf_imzasi and secim["ayrik"]:
        mesaj = "--ayrik PDF'in içine atılan imzada verilmez."
        raise click.UsageError(mesaj)
    require_valid(sertifika, an)
    ayar: dict[str, Any] = {"profil": profile(secim), "imza_zamani": an, "pss": secim["pss"]}
    if pdf_imzasi:
        pdf = prepare_pdf(veri, sertifika, **ayar)
        ham, ic = pdf.to_bytes(), pdf.hazirlik
    else:
        ic = prepare(veri, sertifika, ayrik=secim["ayrik"], **ayar)
        ham = ic.to_bytes()
    imzalanacak = taslak.with_name(f"{taslak.name}.imzalanacak")
    for hedef, icerik in ((imzalanacak, ic.imzalanacak), (taslak, ham)):
        _write(hedef, icerik, deneme)
    cevap = {
        "taslak": str(taslak),
        "imzalanacak": str(imzalanacak),
        "algoritma": ic.algoritma.ad,
        "ozet": ic.ozet.hex(),
        "deneme": deneme,
    }
    emit(cevap, lambda: [f"taslak: {taslak}", f"imzalanacak ({ic.algoritma.ad}): {imzalanacak}", f"özeti: {ic.ozet.hex()}"])
    return Cikis.TAMAM


@click.command(cls=Komut)
@click.argument("taslak", type=YOL)
@options(
    click.option("--imza", type=YOL, required=True, help="İmza değeri: “imzalanacak” baytların çıplak imzası."),
    CIKTI,
    DAMGA,
)
@ortak(yazar=True)
def tamamla(taslak: Path, imza: Path, cikti: Path, damgaci_url: str | None, deneme: bool) -> Cikis:
    """Hazırlanan imzaya dışarıda atılan imza değerini koyar; sertifikayla tutmayan değeri reddeder.

    Örnek: earsiv imza tamamla karar.taslak --imza karar.imza --cikti karar.imz
    """
    from earsiv.imza.imzala import Hazirlik, complete
    from earsiv.imza.pades_at import PdfHazirlik, complete_pdf, stamp_pdf
    from earsiv.imza.yukselt import add_timestamp

    require_free(cikti)
    ham, deger, damgaci = read_file(taslak), read_file(imza), stamper(None if deneme else damgaci_url)
    if b"earsiv-pdf-hazirlik" in ham[:64]:
        sonuc = complete_pdf(PdfHazirlik.from_bytes(ham), deger)
        sonuc = sonuc if damgaci is None else stamp_pdf(sonuc, damgaci)
    else:
        sonuc = complete(Hazirlik.from_bytes(ham), deger)
        sonuc = sonuc if damgaci is None else add_timestamp(sonuc, damgaci)
    return publish(cikti, sonuc, deneme)


def _key(secim: dict[str, Any]) -> Anahtar:
    """Return the key that is meant: a file or a card."""
    from earsiv.imza.anahtar import Pkcs11Anahtari, Pkcs12Anahtari

    if bool(secim["anahtar"]) is bool(secim["kart"]):
        mesaj = "--anahtar ya da --kart verin."
        raise click.UsageError(mesaj)
    if secim["anahtar"]:
        return Pkcs12Anahtari.load(secim["anahtar"], password("IMZA"))
    pin = os.environ.get(_PIN)
    if not pin:
        raise AracHatasi("IMZ-103", str(secim["kart"]), ayrinti=f"PIN verilmedi ({_PIN})")
    return Pkcs11Anahtari.open(secim["kart"], pin, jeton=secim["jeton"], etiket=secim["etiket"])


def stamper(adres: str | None) -> Damgaci | None:
    """Return who stamps; nobody where no address was given."""
    if not adres:
        return None
    from earsiv._clock import SystemClock
    from earsiv.imza.damgaci import HttpDamgaci
    from earsiv.imza.getir import HttpFetcher

    return HttpDamgaci(adres, HttpFetcher(), SystemClock())


def profile(secim: dict[str, Any]) -> Any:
    """Return the chosen profile."""
    from earsiv.imza.oznitelik import Profil

    return Profil(secim["profil"]) if secim["profil"] else None


def signer_path(sira: str) -> tuple[int, ...]:
    """Return the path that ``1.2`` means: the second counter-signer beneath the first signer."""
    parcalar = sira.split(".")
    if not all(p.isascii() and p.isdigit() and 0 < int(p) < 1000 for p in parcalar if len(p) < 4) or any(len(p) > 3 for p in parcalar):
        mesaj = f"“{sira}” bir imzacı sırası değil; örnek: 1 veya 1.2"
        raise click.UsageError(mesaj)
    return tuple(int(p) - 1 for p in parcalar)


def certificate(yol: Path) -> bytes:
    """Return the DER of a certificate file, DER or PEM.

    Raises:
        GirdiHatasi: IMZ-117.
    """
    from asn1crypto import pem

    ham = read_file(yol)
    try:
        return bytes(pem.unarmor(ham)[2]) if pem.detect(ham) else ham
    except ValueError:
        raise GirdiHatasi("IMZ-117", str(yol)) from None


def is_pdf(veri: bytes) -> bool:
    """Tell whether bytes begin as a PDF does."""
    return b"%PDF-" in veri[:1024]


def read_file(yol: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        GirdiHatasi: KAB-001 it cannot be read, KAB-018 it is no file.
    """
    try:
        require_regular(yol)
        return yol.read_bytes()
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None


def require_free(cikti: Path) -> None:
    """Look at the target before a key or a stamp is used: both may cost money.

    Raises:
        GirdiHatasi: KAB-013 it exists already.
    """
    if os.path.lexists(cikti):
        raise GirdiHatasi("KAB-013", str(cikti))


def publish(cikti: Path, veri: bytes, deneme: bool) -> Cikis:
    """Write the result, or say that it could be written."""
    _write(cikti, veri, deneme)
    if deneme:
        return dry(cikti)
    emit({"cikti": str(cikti), "boyut": len(veri)}, lambda: [f"{cikti}: yazıldı ({len(veri)} bayt)"])
    return Cikis.TAMAM


def _write(hedef: Path, veri: bytes, deneme: bool) -> None:
    from earsiv.opc import whole_file

    with target(hedef, deneme) as yol, whole_file(yol) as akis:
        akis.write(veri)
