# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Where the archive lies: an OCFL 1.1 storage root (the truth), a ledger (SQLAlchemy Core) and the audit segments.

Order of every act: content → fsync → ledger row and audit row in one transaction → index. What a crash leaves behind is finished
or dropped when the archive is next opened. This room keeps and finds; it decides nothing. ``_destroy`` alone removes content.
"""

from earsiv.store.cikar import copy_out
from earsiv.store.depo import Depo, Nesne, ocfl_id
from earsiv.store.ocfl import Icerik, OcflKoku

__all__ = ["Depo", "Icerik", "Nesne", "OcflKoku", "copy_out", "ocfl_id"]
