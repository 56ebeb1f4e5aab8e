# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv.toml``: the settings of one archive, readable by an auditor; no environment layers, no global state."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv.errors import DepoHatasi

BICIM: Final = 1
"""Number of the store format this library writes."""
OZELLIKLER: Final = frozenset({"ocfl-1.1", "denetim-jsonl"})
"""Mandatory features this library knows; a store that names another one is refused."""
DOSYA_ADI: Final = "earsiv.toml"


@attrs.frozen
class AktorAyari:
    """What ``earsiv.toml`` says of one actor; ``birimler`` of ``*`` means every unit."""

    kimlik: str
    derece: str = "YOK"
    birimler: tuple[str, ...] = ()
    islemler: tuple[str, ...] = ("gor",)


@attrs.frozen
class Ayarlar:
    """Settings: the institution, its plan, where ledger and index live, who may do what."""

    kurum: str = ""
    detsis: str = ""
    plan: str = "belediye"
    veritabani: str = ""
    arka_uc: str = "tantivy"
    bicim: int = BICIM
    ozellikler: tuple[str, ...] = tuple(sorted(OZELLIKLER))
    aktorler: tuple[AktorAyari, ...] = ()

    def dump(self) -> bytes:
        """Return the TOML text of these settings."""
        satirlar = [
            "# earsiv arşivi: ayarlar. Elle düzenlenebilir; [depo] bölümüne dokunmayın.",
            "[kurum]",
            *_lines(ad=self.kurum, detsis=self.detsis, plan=self.plan),
            "",
            "[depo]",
            *_lines(bicim=self.bicim, ozellikler=list(self.ozellikler), veritabani=self.veritabani),
            "",
            "[arama]",
            *_lines(arka_uc=self.arka_uc),
        ]
        for aktor in self.aktorler:
            satirlar += ["", "[[aktor]]"]
            satirlar += _lines(kimlik=aktor.kimlik, derece=aktor.derece, birimler=list(aktor.birimler), islemler=list(aktor.islemler))
        return ("\n".join(satirlar) + "\n").encode()

    @classmethod
    def load(cls, kok: Path) -> Ayarlar:
        """Read the settings of the archive in ``kok``.

        Raises:
            DepoHatasi: DEP-001 no archive here, DEP-002 settings not readable, DEP-003 a newer store.
        """
        yol = kok / DOSYA_ADI
        try:
            veri = tomllib.loads(yol.read_text("utf-8"))
            ayarlar = cls._of(veri)
        except FileNotFoundError:
            raise DepoHatasi("DEP-001", str(kok)) from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as hata:
            raise DepoHatasi("DEP-002", str(yol), ayrinti=str(hata)[:120]) from None
        bilinmeyen = set(ayarlar.ozellikler) - OZELLIKLER
        if ayarlar.bicim > BICIM or bilinmeyen:
            raise DepoHatasi("DEP-003", str(kok), surum=", ".join(sorted(bilinmeyen)) or ayarlar.bicim)
        return ayarlar

    @classmethod
    def _of(cls, veri: dict[str, Any]) -> Ayarlar:
        kurum, depo, arama = veri["kurum"], veri["depo"], veri.get("arama", {})
        return cls(
            kurum=str(kurum.get("ad", "")),
            detsis=str(kurum.get("detsis", "")),
            plan=str(kurum.get("plan", "belediye")),
            veritabani=str(depo.get("veritabani", "")),
            arka_uc=str(arama.get("arka_uc", "tantivy")),
            bicim=int(depo["bicim"]),
            ozellikler=tuple(depo.get("ozellikler", ())),
            aktorler=tuple(
                AktorAyari(str(a["kimlik"]), str(a.get("derece", "YOK")), tuple(a.get("birimler", ())), tuple(a.get("islemler", ("gor",))))
                for a in veri.get("aktor", ())
            ),
        )


def _lines(**alanlar: Any) -> list[str]:
    """Return ``key = value`` lines; JSON strings, numbers and lists are TOML as they stand."""
    return [f"{ad} = {json.dumps(deger, ensure_ascii=False)}".replace("\x7f", "\\u007f") for ad, deger in alanlar.items()]
