# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``BagIt``: a transfer package as a bag (RFC 8493, BagIt 1.0), in a folder, a zip or a tar. The same list gives the same bytes.

Threat: something is lost, changed or hidden on the way. Rule: every original is digested while it is copied and held against what came
in; manifests in SHA-512 and SHA-256 name every file, tag manifests name the manifests, and the digest of the SHA-512 tag manifest
stands for the whole. Names inside are ours, ASCII and short; the real ones stand in a map. Residual risk: the bag is not encrypted.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv import _canon, _text
from earsiv.devir.kap import KAPLAR, Girdi, Kap, epoch
from earsiv.devir.liste import as_form_rows
from earsiv.devir.paket import BelgeKaynagi, DevirKalemi, DevirKalemleri
from earsiv.devir.tablo import BELGE_SUTUNLARI, ENVANTER_SUTUNLARI, Tablo, table
from earsiv.errors import DepoHatasi, GirdiHatasi
from earsiv.model import PaketOzeti

_OZETLER: Final = ("sha512", "sha256")
_SADE: Final = re.compile(r"[^A-Za-z0-9]+")
_EN_UZUN: Final = 48
_BAGIT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_OKU: Final = """Bu paket bir devir teslim listesinin dosyalarını taşır (BagIt 1.0).

liste.json      devir listesi; özeti bag-info.txt içinde (RFC 8785 biçiminin SHA-256'sı)
envanter.csv    devir-teslim ve envanter formu, dosya başına bir satır
ustveri.csv     bütün belgelerin üst verisi; ustveri.json aynısının tamamı
adlar.csv       paketteki adların asıl adları
ekler/          pakete konan başka kâğıtlar (form gibi)
dosyalar/       dosya başına bir klasör: belgeler/ asıllar, imza/ imza denetimleri, ustveri.csv ve ustveri.json
CSV'de =, +, - ve @ ile başlayan hücrelerin önünde kesme işareti vardır; asıl değer JSON'dadır.
"""


@attrs.frozen
class BagIt:
    """The format that comes with the library; ``kap`` is ``klasor``, ``zip`` or ``tar``."""

    kap: str = attrs.field(default="klasor")

    @kap.validator
    def _known(self, alan: Any, deger: str) -> None:
        del alan
        if deger not in KAPLAR:
            raise GirdiHatasi("DEV-009", deger, neden=f"paketin kabı bunlardan biri olur: {', '.join(KAPLAR)}")

    @property
    def ad(self) -> str:
        """The name of the format, as it is recorded."""
        return f"BagIt 1.0 ({self.kap})"

    def write(self, kalemler: DevirKalemleri, hedef: Path) -> PaketOzeti:
        """Write the bag whole or not at all.

        Raises:
            GirdiHatasi: KAB-013 the target exists; KAB-019 it cannot be written.
            DepoHatasi: DEP-012, DEP-014 an original is gone or is no longer what came in.
        """
        ad = kalemler.liste.no.replace("/", "-")
        zaman = epoch(kalemler.liste.duzenlenme)
        with KAPLAR[self.kap](hedef, ad, zaman) as kap, tempfile.TemporaryDirectory(prefix="earsiv-") as gecici:
            torba = _Torba(kap, Path(gecici))
            ozet = torba.fill(kalemler)
        dosya = hedef.is_file()
        return attrs.evolve(ozet, bicim=self.ad, ad=ad, kap_ozeti=_canon.file_digest(hedef) if dosya else "")


class _Torba:
    """One bag on its way: what went in so far, and the three tables of the whole."""

    def __init__(self, kap: Kap, gecici: Path) -> None:
        self._kap = kap
        self._govde: list[Girdi] = []
        self._belgeler = Tablo(gecici / "ustveri.csv", BELGE_SUTUNLARI)
        self._adlar = Tablo(gecici / "adlar.csv", ("yol", "asil_ad", "belge", "dosya"))
        self._json = gecici / "ustveri.json"
        self._sayi = 0

    def fill(self, kalemler: DevirKalemleri) -> PaketOzeti:
        """Write everything and return what it came to."""
        dosya_sayisi = 0
        with self._belgeler, self._adlar, self._json.open("w", encoding="utf-8", newline="\n") as hepsi:
            for dosya_sayisi, kalem in enumerate(kalemler, start=1):
                hepsi.write("[\n" if dosya_sayisi == 1 else ",\n")
                hepsi.write(_json(self._file(kalem)).decode().rstrip("\n"))
            hepsi.write("\n]\n" if dosya_sayisi else "[]\n")
        self._whole(kalemler)
        ozet = self._close(kalemler)
        return PaketOzeti(bicim="", ad="", ozet=ozet, dosya=dosya_sayisi, belge=self._sayi, bayt=sum(g.boyut for g in self._govde))

    def _put(self, ad: str, veri: bytes | Path) -> Girdi:
        girdi = self._kap.add(f"data/{ad}", veri)
        self._govde.append(girdi)
        return girdi

    def _file(self, kalem: DevirKalemi) -> dict[str, Any]:
        """Write one file with its records and return its üstveri."""
        klasor = f"dosyalar/{kalem.satir.sira_no:06d}"
        belgeler = [self._record(klasor, sira, kaynak) for sira, kaynak in enumerate(kalem.belgeler, start=1)]
        veri = {"satir": kalem.satir.as_dict(), "dosya": kalem.dosya.as_dict(), "belgeler": belgeler}
        self._put(f"{klasor}/ustveri.json", _json(veri))
        self._put(f"{klasor}/ustveri.csv", table(BELGE_SUTUNLARI, belgeler))
        self._belgeler.write(belgeler)
        return veri

    def _record(self, klasor: str, sira: int, kaynak: BelgeKaynagi) -> dict[str, Any]:
        belge = kaynak.belge
        yol = f"{klasor}/belgeler/{sira:04d}_{_plain(belge.kaynak_adi)}.{belge.tur}"
        if self._put(yol, kaynak.asil).sha512 != belge.sha512:
            raise DepoHatasi("DEP-014", belge.kimlik)
        self._put(f"{klasor}/imza/{sira:04d}.json", kaynak.imza)
        self._adlar.write([{"yol": f"data/{yol}", "asil_ad": belge.kaynak_adi, "belge": belge.kimlik, "dosya": belge.dosya or ""}])
        self._sayi += 1
        return {**belge.as_dict(), "yol": f"data/{yol}"}

    def _whole(self, kalemler: DevirKalemleri) -> None:
        """Write what is about all files."""
        liste = kalemler.liste
        self._put("liste.json", _json({"icerik": liste.content(), "ozet": liste.ozet}))
        self._put("envanter.csv", table(ENVANTER_SUTUNLARI, as_form_rows(liste)))
        self._put("OKUBENI.txt", _OKU.encode())
        for sira, (ad, veri) in enumerate(sorted(kalemler.ekler.items()), start=1):
            self._put(f"ekler/{sira:02d}_{_plain(ad)}{_suffix(ad)}", veri)
        for yol in (self._belgeler.yol, self._json, self._adlar.yol):
            self._put(yol.name, yol)

    def _close(self, kalemler: DevirKalemleri) -> str:
        """Write the tag files and return the digest that stands for the whole."""
        liste = kalemler.liste
        govde = sorted(self._govde, key=lambda g: g.ad)
        bilgi = {
            "Source-Organization": liste.kurum,
            "Organization-Identifier": kalemler.detsis,
            "External-Identifier": liste.no,
            "External-Description": f"Devir teslim listesi {liste.no}, {len(liste.satirlar)} dosya",
            "Internal-Sender-Identifier": liste.ozet,
            "Bagging-Date": liste.an.isoformat(),
            "Bag-Software-Agent": "earsiv",
            "Payload-Oxum": f"{sum(g.boyut for g in govde)}.{len(govde)}",
        }
        etiketler = [self._kap.add("bagit.txt", _BAGIT), self._kap.add("bag-info.txt", _info(bilgi))]
        etiketler += [self._kap.add(f"manifest-{ad}.txt", _manifest(govde, ad)) for ad in _OZETLER]
        etiketler.sort(key=lambda g: g.ad)
        ozetler = [self._kap.add(f"tagmanifest-{ad}.txt", _manifest(etiketler, ad)) for ad in _OZETLER]
        return ozetler[0].sha512


def _manifest(girdiler: list[Girdi], ad: str) -> bytes:
    return "".join(f"{getattr(g, ad)}  {g.ad}\n" for g in girdiler).encode()


def _info(bilgi: Mapping[str, str]) -> bytes:
    """Return the metadata file; a value never breaks its line."""
    return "".join(f"{ad}: {' '.join(deger.split()) or '-'}\n" for ad, deger in bilgi.items()).encode()


def _json(deger: Any) -> bytes:
    return (json.dumps(deger, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def _plain(ad: str) -> str:
    """Return the stem of a name as short ASCII that every system takes; a number stands before it, so no name is reserved."""
    return _SADE.sub("-", _text.ascii_fold(Path(ad).stem)).strip("-")[:_EN_UZUN] or "ad"


def _suffix(ad: str) -> str:
    return "." + _SADE.sub("", _text.ascii_fold(Path(ad).suffix))[:8] if Path(ad).suffix else ""
