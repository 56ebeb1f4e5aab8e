# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The fixed names of the package format: relationship types, namespaces, algorithms, kinds. Data, and how names are compared."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from earsiv._text import nfc
from earsiv.opc.bekci import ascii_lower

ILISKI: Final = "http://eyazisma.dpt/iliskiler/"
CORE_ILISKI: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
UZAY: Final = "urn:dpt:eyazisma:schema:xsd:"
CORE_UZAY: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XSD: Final = "http://www.w3.org/2001/XMLSchema"
DAHILI: Final = "http://eyazisma.dpt/bilesen#dahili"
HARICI: Final = "http://eyazisma.dpt/bilesen#harici"


class Tur(StrEnum):
    """Kind of package, decided by the core part's category."""

    EYP = "eyp"
    EYPS = "eyps"
    EYPG = "eypg"


KATEGORI: Final = {"RESMIYAZISMA": Tur.EYP, "RESMIYAZISMA/SIFRELI": Tur.EYPS, "RESMIYAZISMA/GUNCELLEME": Tur.EYPG}

# digest algorithm URI (lower case) -> hashlib name, per generation
ALGORITMA: Final = {
    1: {
        "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
        "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
        "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
        "http://www.w3.org/2001/04/xmlenc#ripemd160": "ripemd160",
    },
    2: {
        "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
        "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
        "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
    },
}
ZAYIF: Final = frozenset({"sha1", "ripemd160"})
OZET_URI: Final = {ad: uri for tablo in ALGORITMA.values() for uri, ad in tablo.items()}

# signature files: relationship type, part names to try when the relationship is missing, the part each one signs
IMZA_YERLERI: Final = {
    "imza": ("imzacades", ("/Imzalar/ImzaCades.imz",), "paketozeti"),
    "muhur": ("muhurcades", ("/Muhur/MuhurCades.imz", "/Muhurler/MuhurCades.imz"), "nihaiozet"),
    "paraf": ("parafimzacades", ("/Paraflar/ParafImzaCades.imz",), "parafozeti"),
}

# digest parts: relationship type -> name of the root
OZET_ADLARI: Final = {"paketozeti": "PaketOzeti", "parafozeti": "ParafOzeti", "nihaiozet": "NihaiOzet"}

# the fixed places of the format: relationship type -> part name or folder, per generation
YERLER: Final[dict[str, tuple[str, ...]]] = {
    "ustveri": ("/Ustveri/Ustveri.xml",),
    "nihaiustveri": ("/NihaiUstveri/NihaiUstveri.xml",),
    "belgehedef": ("/BelgeHedef/BelgeHedef.xml",),
    "belgeimza": ("/Imzalar/BelgeImza.xml",),
    "paketozeti": ("/PaketOzeti/PaketOzeti.xml",),
    "parafozeti": ("/ParafOzeti/ParafOzeti.xml",),
    "nihaiozet": ("/NihaiOzet/NihaiOzet.xml",),
    "imzacades": ("/Imzalar/ImzaCades.imz",),
    "parafimzacades": ("/Paraflar/ParafImzaCades.imz",),
    "muhurcades": ("/Muhur/MuhurCades.imz", "/Muhurler/MuhurCades.imz"),
    "sifreliicerikbilgisi": ("/SifreliIcerikBilgisi/SifreliIcerikBilgisi.xml",),
    "guncellemebilgisi": ("/GuncellemeBilgisi/GuncellemeBilgisi.xml",),
    "orijinalpaket": ("/OrijinalPaket/OrijinalPaket.eyp", "/OrijinalPaket/OrijinalPaket.eypg"),
}
KLASORLER: Final = {"ustyazi": "/UstYazi/", "ek": "/Ekler/", "imzasizEk": "/ImzasizEkler/", "sifreliicerik": "/SifreliIcerik/"}
ILISKI_ADLARI: Final = frozenset({*YERLER, *KLASORLER, "arsivozellikleri"})

_HARFLER: Final = str.maketrans("şŞöÖçÇİığĞüÜ", "sSoOcCIigGuU")


def encode_name(ad: str) -> str:
    """Return the part name that the official writer makes of a file name: Turkish letters mapped, the rest of non-ASCII and blanks gone."""
    return "".join(h for h in ad.translate(_HARFLER) if " " < h <= "~")


def folded(ad: str) -> str:
    """Return a part name as readers compare it: unescaped, composed, ASCII letters lowered."""
    return ascii_lower(nfc(unquote(ad)))


def same_name(ad: str) -> str:
    """Return the form under which a file name and the part name made of it meet, whatever program made it."""
    return encode_name(folded(ad).rpartition("/")[2]).lower()  # ASCII by now


# per kind and generation: relationship type -> (least, most) on open
_IMZA_SAYIMI: Final = {"imzacades": (0, 1), "muhurcades": (0, 1)}
SAYIM: Final[dict[tuple[Tur, int], dict[str, tuple[int, int]]]] = {
    (Tur.EYP, 1): {
        "ustveri": (1, 1),
        "belgehedef": (1, 1),
        "ustyazi": (1, 1),
        "paketozeti": (1, 1),
        "belgeimza": (0, 1),
        "nihaiozet": (0, 1),
        **_IMZA_SAYIMI,
    },
    (Tur.EYP, 2): {
        "ustveri": (1, 1),
        "ustyazi": (1, 1),
        "nihaiustveri": (1, 1),
        "paketozeti": (1, 1),
        "nihaiozet": (1, 1),
        "parafozeti": (0, 1),
        "parafimzacades": (0, 1),
        **_IMZA_SAYIMI,
    },
    (Tur.EYPS, 1): {"belgehedef": (1, 1), "paketozeti": (1, 1), "sifreliicerikbilgisi": (1, 1), "sifreliicerik": (1, 1)},
    (Tur.EYPS, 2): {"belgehedef": (0, 1), "nihaiozet": (1, 1), "sifreliicerikbilgisi": (1, 1), "sifreliicerik": (1, 1)},
    (Tur.EYPG, 2): {"nihaiozet": (1, 1), "orijinalpaket": (1, 1), "guncellemebilgisi": (1, 1), "muhurcades": (0, 1)},
}

_EKLER: Final = frozenset({"core", "ek", "imzasizEk", "arsivozellikleri"})
# the parts that a kind and generation has; others are told and not interpreted
BEKLENEN: Final = {(tur, nesil): frozenset(sayim) | (_EKLER if tur is Tur.EYP else {"core"}) for (tur, nesil), sayim in SAYIM.items()}

# what each digest part must reference: (own relationship type, generation) -> {referenced type: (code absent, code unreferenced)}
ZORUNLU: Final[dict[tuple[str, int], dict[str, tuple[int, int]]]] = {
    ("paketozeti", 1): {"ustveri": (2, 3), "belgehedef": (4, 5), "ustyazi": (6, 7)},
    ("nihaiozet", 1): {
        "ustveri": (2, 19),
        "belgehedef": (4, 20),
        "ustyazi": (6, 21),
        "belgeimza": (16, 22),
        "paketozeti": (25, 0),
        "imzacades": (17, 23),
        "core": (18, 24),
    },
    ("paketozeti", 2): {"ustveri": (2, 3), "ustyazi": (6, 7)},
    ("parafozeti", 2): {"ustveri": (2, 27), "ustyazi": (6, 26)},
    ("nihaiozet", 2): {"ustveri": (2, 19), "ustyazi": (6, 21), "paketozeti": (25, 0), "imzacades": (17, 23), "core": (18, 24)},
    ("guncelleme", 2): {"guncellemebilgisi": (33, 34), "orijinalpaket": (35, 36), "core": (18, 24)},
}
