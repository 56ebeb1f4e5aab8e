# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-Yazışma packages: read both generations into one model, judge by rule code.

``read`` opens lazily and never alters a byte; ``check`` collects every finding it can; ``verify`` joins the signatures.
"""

from earsiv.eyazisma.cikar import extract
from earsiv.eyazisma.denetle import PaketRaporu, check, judge, verify
from earsiv.eyazisma.devam import resume
from earsiv.eyazisma.doldur import fill, require_final
from earsiv.eyazisma.goster import describe, innermost
from earsiv.eyazisma.html import write_html
from earsiv.eyazisma.imzalar import PaketImzasi, Yargi
from earsiv.eyazisma.model import (
    Dagitim,
    Ek,
    EkOzeti,
    GercekSahis,
    Guncelleme,
    Heysk,
    IletisimBilgisi,
    Ilgi,
    ImzaBilgisi,
    Kisi,
    KurumKurulus,
    Metin,
    NihaiUstveri,
    Sdp,
    SifreliIcerikBilgisi,
    TanimliKimlik,
    Taraf,
    TuzelSahis,
    Ustveri,
)
from earsiv.eyazisma.nusha import copy_for
from earsiv.eyazisma.paket import Paket, read
from earsiv.eyazisma.sifre import decrypt, encrypt, load_certificate, load_key
from earsiv.eyazisma.sozler import plain_lines
from earsiv.eyazisma.tanim import Tanim, load_changes, load_description, load_final
from earsiv.eyazisma.yaz import IcerikAdimi, ImzaAdimi, MuhurAdimi, NihaiAdimi, ParafAdimi, UstveriAdimi, create, create_update
from earsiv.eyazisma.zarf import Sarma, SifrelemeAnahtari

__all__ = [
    "Dagitim",
    "Ek",
    "EkOzeti",
    "GercekSahis",
    "Guncelleme",
    "Heysk",
    "IcerikAdimi",
    "IletisimBilgisi",
    "Ilgi",
    "ImzaAdimi",
    "ImzaBilgisi",
    "Kisi",
    "KurumKurulus",
    "Metin",
    "MuhurAdimi",
    "NihaiAdimi",
    "NihaiUstveri",
    "Paket",
    "PaketImzasi",
    "PaketRaporu",
    "ParafAdimi",
    "Sarma",
    "Sdp",
    "SifrelemeAnahtari",
    "SifreliIcerikBilgisi",
    "Tanim",
    "TanimliKimlik",
    "Taraf",
    "TuzelSahis",
    "Ustveri",
    "UstveriAdimi",
    "Yargi",
    "check",
    "copy_for",
    "create",
    "create_update",
    "decrypt",
    "describe",
    "encrypt",
    "extract",
    "fill",
    "innermost",
    "judge",
    "load_certificate",
    "load_changes",
    "load_description",
    "load_final",
    "load_key",
    "plain_lines",
    "read",
    "require_final",
    "resume",
    "verify",
    "write_html",
]
