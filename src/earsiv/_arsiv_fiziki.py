# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` that writes down what is on the folder and the shelf, and who answers for a file.

A barcode stands on one file of the archive; what a transfer list names of a file does not change while it is on that list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import attrs
from sqlalchemy import Connection

from earsiv import kabul
from earsiv._arsiv_dosya import DosyaIsleri
from earsiv.errors import DepoHatasi, GirdiHatasi, KuralHatasi
from earsiv.model import Dosya, Islem, MalzemeTuru
from earsiv.store import barkodlar, defter

_BARKOD: Final = re.compile(r"[A-Za-z0-9./-]{1,40}")
_ALANLAR: Final = {"malzeme": "malzeme türü", "klasor_no": "klasör no", "barkod": "barkod", "arsiv_yeri": "arşiv yeri"}
_SERBEST: Final = frozenset({"arsiv_yeri"})
"""What may change while a file stands on a list: where it is put."""


class FizikiIsleri(DosyaIsleri):
    """Physical facts of files."""

    def set_physical(
        self,
        kimlik: str,
        *,
        malzeme: MalzemeTuru | str | None = None,
        klasor_no: str | None = None,
        barkod: str | None = None,
        arsiv_yeri: str | None = None,
        deneme: bool = False,
    ) -> Dosya:
        """Write down the kind of material, folder number, barcode and place on the shelf of a file; what is not given stays.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: DEV-033 no barcode; DEV-009 no such kind of material.
            KuralHatasi: DEV-020 the barcode is on another file; DEV-021, DEV-022 the file was handed over; DEV-031 it stands on a list.
        """
        self._require(Islem.DOSYA)
        verilen = {"malzeme": malzeme, "klasor_no": klasor_no, "barkod": barkod, "arsiv_yeri": arsiv_yeri}
        yeniler = {ad: deger.strip() for ad, deger in verilen.items() if deger is not None}
        if yeniler.get("barkod") and not _BARKOD.fullmatch(yeniler["barkod"]):
            raise GirdiHatasi("DEV-033", kimlik, barkod=yeniler["barkod"])
        degerler: dict[str, Any] = {**yeniler, **({"malzeme": _material(yeniler["malzeme"])} if "malzeme" in yeniler else {})}

        def kosul(baglanti: Connection, eski: Dosya) -> None:
            degisen = [ad for ad, deger in degerler.items() if deger != getattr(eski, ad)]
            sahip = barkodlar.file_with_barcode(baglanti, degerler["barkod"]) if degerler.get("barkod") else None
            if sahip not in {None, kimlik}:
                raise KuralHatasi("DEV-020", kimlik, dosya=sahip)
            bagli = [_ALANLAR[ad] for ad in degisen if ad not in _SERBEST]
            if bagli and (liste := defter.list_of_file(baglanti, kimlik)) is not None:
                raise KuralHatasi("DEV-031", kimlik, liste=liste, ne=", ".join(bagli))

        return self._write_file(
            kimlik, lambda d: attrs.evolve(d, **degerler), "fiziki_yaz", {"alanlar": sorted(degerler)}, kosul, deneme=deneme
        )

    def assign(self, kimlik: str, sorumlu: str, *, deneme: bool = False) -> Dosya:
        """Say who answers for a file, once; afterwards it changes hands by a transfer list.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: DEV-025 nobody named.
            KuralHatasi: DEV-021, DEV-022; DEV-034 somebody answers for it already.
        """
        self._require(Islem.DOSYA)
        kisi = sorumlu.strip()
        if not kisi:
            raise GirdiHatasi("DEV-025", kimlik, ne="sorumlunun kimliği")

        def kosul(baglanti: Connection, eski: Dosya) -> None:
            del baglanti
            if eski.sorumlu not in {"", kisi}:
                raise KuralHatasi("DEV-034", kimlik, kisi=eski.sorumlu)

        return self._write_file(kimlik, lambda d: attrs.evolve(d, sorumlu=kisi), "sorumlu_yaz", {"sorumlu": kisi}, kosul, deneme=deneme)

    def _write_file(
        self,
        kimlik: str,
        degistir: Callable[[Dosya], Dosya],
        eylem: str,
        ayrinti: dict[str, Any],
        kosul: Callable[[Connection, Dosya], None],
        *,
        deneme: bool = False,
    ) -> Dosya:
        """Write the next version of a file by something that does not bear on its retention.

        Raises:
            YetkiHatasi: YET-002.
            KuralHatasi: DEV-021, DEV-022; what ``kosul`` raises.
            DepoHatasi: DEP-016 another writer was faster.
        """
        eski = self.dosya(kimlik)
        kabul.require_custody(eski, self.yetki, kimlik)
        yeni = degistir(eski)

        def tam_kosul(baglanti: Connection) -> None:
            satir = defter.find(baglanti, "dosya", kimlik)
            if satir is None or defter.dosya_of(satir) != eski:
                raise DepoHatasi("DEP-016", kimlik)
            kosul(baglanti, eski)

        if deneme or yeni == eski:
            with self.depo.reader() as baglanti:
                tam_kosul(baglanti)
            return yeni
        self.depo.save("dosya", kimlik, yeni.as_dict(), aktor=self.yetki.aktor, eylem=eylem, ayrinti=ayrinti, kosul=tam_kosul)
        return yeni


def _material(deger: str) -> MalzemeTuru:
    try:
        return MalzemeTuru(deger)
    except ValueError:
        raise GirdiHatasi("DEV-009", deger, neden=f"malzeme türü bunlardan biri olur: {', '.join(MalzemeTuru)}") from None
