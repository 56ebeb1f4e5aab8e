# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A sample letter with everything in it, and sound packages of every kind written from it; plainly invented."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import attrs

from earsiv import eyazisma
from earsiv.eyazisma import (
    Dagitim,
    Ek,
    GercekSahis,
    Guncelleme,
    Heysk,
    IletisimBilgisi,
    Ilgi,
    ImzaBilgisi,
    Kisi,
    KurumKurulus,
    NihaiUstveri,
    Sdp,
    TanimliKimlik,
    TuzelSahis,
    Ustveri,
)
from earsiv.testing.pki import SahtePki, test_pki
from earsiv.testing.saat import SahteSaat

_ON: Final = "0A5E1C7D-3B2F-4E60-9A11-0000000000"
KURUM: Final = KurumKurulus("99900001", "Örnekova Belediye Başkanlığı", iletisim=IletisimBilgisi(telefon="0 312 000 00 00", il="Örnekova"))
ALICI: Final = KurumKurulus("99900002", "Örnek Kurumu")
KISI: Final = GercekSahis(Kisi("Deneme", "Örnek", unvan="Müdür"), "12345678901", "Bilgi İşlem Müdürü")
PDF: Final = b"%PDF-1.4\n% <rdf:Description><pdfaid:part>1</pdfaid:part></rdf:Description>\n%%EOF\n"


def letter(nesil: int = 2) -> Ustveri:
    """Return the üstveri of the sample letter."""
    u = Ustveri(
        belge_id=f"{_ON}A1",
        konu="Bakım Raporu",
        guvenlik_kodu="YOK" if nesil == 2 else "TSD",
        dosya_adi="üst yazı.pdf",
        mime_turu="application/pdf",
        oz_id=TanimliKimlik(f"{_ON}B1", "GUID"),
        olusturan=KURUM,
        dagitimlar=(
            Dagitim(ALICI, konulmamis_ekler=(f"{_ON}E2",)),
            Dagitim(TuzelSahis("0000000000000001", "MERSIS", "Örnek Anonim Ortaklığı"), "GNL", "BLG", "P3D"),
            Dagitim(KISI, "NRM", "BLG"),
        ),
        ilgiler=(
            Ilgi(f"{_ON}C1", "a", "E-99900002-807.04-3", "2026-01-05T00:00:00+03:00", "İlgi yazı", f"{_ON}E1"),
            Ilgi(f"{_ON}C2", "b", "E-99900002-807.04-4", "2026-01-06T00:00:00+03:00"),
        ),
        ilgililer=(KISI,),
    )
    if nesil == 1:
        return u
    return attrs.evolve(
        u,
        sdp=(Sdp("807.04", "Bakım"), Sdp("010.06.01", "Genelge", ana=False)),
        heysk=(Heysk(111111, "Örnek hizmet", "Tanımı"),),
        dogrulama_adresi="https://ornek.invalid/dogrula",
    )


def final() -> NihaiUstveri:
    """Return number, date and signer of the sample letter."""
    imza = ImzaBilgisi(KISI, "Bilgi İşlem Müdürlüğü", "Onay", tarih="2022-11-20T12:00:00.1234567+03:00", vekalet_veren=KISI)
    return NihaiUstveri("E-99900001-807.04-118", "2022-11-20T12:00:00.1234567+03:00", (imza,))


def attachments() -> tuple[tuple[Ek, bytes | None], ...]:
    """Return the attachments of the sample letter with their bytes: two signed files, an unsigned one, a reference, a thing."""
    return (
        (Ek(f"{_ON}E1", "DED", 1, "ek ğ 1.txt", "text/plain", "Birinci ek"), b"birinci ek\n"),
        (Ek(f"{_ON}E2", "DED", 2, "ek2.txt", "text/plain", "İkinci ek"), b"ikinci ek\n"),
        (Ek(f"{_ON}E3", "DED", 3, "serbest.txt", "text/plain", "Serbest", imzali=False), b"serbest\n"),
        (Ek(f"{_ON}E4", "HRF", 4, ad="Rapor", referans="https://ornek.invalid/rapor", imzali=False), None),
        (Ek(f"{_ON}E5", "FZK", 5, ad="Bir adet CD", imzali=False), None),
    )


def write_letter(hedef: Path, surum: str = "2.0", *, paraf: bool = False, ustyazi: bytes = PDF, pki: SahtePki | None = None) -> Path:
    """Write the sample letter as a sound package."""
    pki, nesil = pki or test_pki(), int(surum[0])
    with eyazisma.create(hedef, surum=surum, saat=SahteSaat()) as icerik:
        icerik.cover(ustyazi, "üst yazı.pdf")
        for ek, veri in attachments():
            icerik.attach(ek, veri)
        adim = icerik.metadata(letter(nesil), final() if nesil == 1 else None)
        if paraf:
            adim = adim.initials().sign(pki.imzala)
        muhurlenecek = adim.digest().sign(pki.imzala).finalize(None if nesil == 1 else final())
        return muhurlenecek.sign(lambda veri: pki.imzala(veri, kim="muhur"))


def change() -> Guncelleme:
    """Return a sample change of the degree of secrecy."""
    return Guncelleme("GuvenlikKodu", "YOK", "2026-11-20T00:00:00+03:00", "Gizlilik süresi doldu", "E-99900001-170.01-5", f"{_ON}D1")


def write_update(hedef: Path, orijinal: Path, *, pki: SahtePki | None = None) -> Path:
    """Write a sound update package around a package."""
    pki = pki or test_pki()
    adim = eyazisma.create_update(
        hedef, orijinal, [change()], belge_id=f"{_ON}A9", olusturan=KURUM, konu="Gizlilik derecesi değişikliği", saat=SahteSaat()
    )
    return adim.sign(lambda veri: pki.imzala(veri, kim="muhur"))


def sample(tur: str = "2.0", *, paraf: bool = False) -> bytes:
    """Return the bytes of a sound package: ``1.3``, ``2.0`` or ``eypg``."""
    with tempfile.TemporaryDirectory() as klasor:
        yol = write_letter(Path(klasor) / "o.eyp", "2.0" if tur == "eypg" else tur, paraf=paraf)
        if tur == "eypg":
            yol = write_update(Path(klasor) / "g.eypg", yol)
        return yol.read_bytes()
