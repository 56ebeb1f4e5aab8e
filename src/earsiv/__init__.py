# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""earsiv: the archive behind a Turkish EBYS. A library first: no server, no network unless a fetcher is passed in.

Names below are loaded when first used, so that ``import earsiv`` stays cheap. What is not in ``__all__`` or in a documented
room may change any day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

__version__ = "0.1.0"

if TYPE_CHECKING:
    from earsiv._acilis import create, migrate, open  # noqa: A004 - earsiv.open is the front door
    from earsiv.archive import Arsiv
    from earsiv.errors import (
        AracHatasi,
        Bulgu,
        DepoHatasi,
        EarsivError,
        GirdiHatasi,
        ImhaHatasi,
        KuralHatasi,
        YetkiHatasi,
        ZincirHatasi,
    )
    from earsiv.model import Belge, BelgeSayisi, Dosya, DosyaKodu, GizlilikDerecesi, ImhaListesi, Yetki
    from earsiv.saklama import SaklamaHesabi, Sonuc

_EVLER: Final = {
    "Arsiv": "earsiv.archive",
    "create": "earsiv._acilis",
    "migrate": "earsiv._acilis",
    "open": "earsiv._acilis",
    "AracHatasi": "earsiv.errors",
    "Bulgu": "earsiv.errors",
    "DepoHatasi": "earsiv.errors",
    "EarsivError": "earsiv.errors",
    "GirdiHatasi": "earsiv.errors",
    "ImhaHatasi": "earsiv.errors",
    "KuralHatasi": "earsiv.errors",
    "YetkiHatasi": "earsiv.errors",
    "ZincirHatasi": "earsiv.errors",
    "Belge": "earsiv.model",
    "BelgeSayisi": "earsiv.model",
    "Dosya": "earsiv.model",
    "DosyaKodu": "earsiv.model",
    "GizlilikDerecesi": "earsiv.model",
    "ImhaListesi": "earsiv.model",
    "Yetki": "earsiv.model",
    "SaklamaHesabi": "earsiv.saklama",
    "Sonuc": "earsiv.saklama",
}

__all__ = [
    "AracHatasi",
    "Arsiv",
    "Belge",
    "BelgeSayisi",
    "Bulgu",
    "DepoHatasi",
    "Dosya",
    "DosyaKodu",
    "EarsivError",
    "GirdiHatasi",
    "GizlilikDerecesi",
    "ImhaHatasi",
    "ImhaListesi",
    "KuralHatasi",
    "SaklamaHesabi",
    "Sonuc",
    "Yetki",
    "YetkiHatasi",
    "ZincirHatasi",
    "create",
    "migrate",
    "open",
]


_ODALAR: Final = frozenset(
    {"arama", "ayiklama", "denetim", "errors", "eyazisma", "imza", "model", "opc", "rapor", "saklama", "sdp", "tarama"}
)


def __getattr__(ad: str) -> Any:
    """Load a public name from its room, or a room itself, on first use (PEP 562)."""
    from importlib import import_module

    if ad in _EVLER:
        return getattr(import_module(_EVLER[ad]), ad)
    if ad in _ODALAR:
        return import_module(f"earsiv.{ad}")
    mesaj = f"module 'earsiv' has no attribute {ad!r}"
    raise AttributeError(mesaj)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
