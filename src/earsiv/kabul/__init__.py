# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Intake: what is given is found, read, judged and kept; one item is one transaction, a bad item never stops the batch.

A package or file that can be opened is taken in byte for byte with its verdict, valid or not; what cannot be opened at all is refused
with its reason. Taking the same bytes into the same file twice is once, so an interrupted batch is simply run again.
"""

from earsiv.kabul.al import Alici
from earsiv.kabul.bul import KabulBilgisi, Kalem, expand
from earsiv.kabul.oku import Okunan, read
from earsiv.kabul.rapor import KabulKalemi, KabulRaporu
from earsiv.kabul.yer import YENI_CILT, require_custody

__all__ = ["YENI_CILT", "Alici", "KabulBilgisi", "KabulKalemi", "KabulRaporu", "Kalem", "Okunan", "expand", "read", "require_custody"]
