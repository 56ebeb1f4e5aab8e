# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-Yazışma packages: read both generations into one model, verify digests, judge by rule code.

``read`` opens lazily and never alters a byte; ``check`` collects every finding it can. What this room does not judge yet
(content of ``.eyps``) it says in a finding.
"""

from earsiv.eyazisma.denetle import PaketRaporu, check
from earsiv.eyazisma.model import Dagitim, Ek, Ilgi, ImzaBilgisi, Sdp, Taraf, Ustveri
from earsiv.eyazisma.paket import Paket, read

__all__ = ["Dagitim", "Ek", "Ilgi", "ImzaBilgisi", "Paket", "PaketRaporu", "Sdp", "Taraf", "Ustveri", "check", "read"]
