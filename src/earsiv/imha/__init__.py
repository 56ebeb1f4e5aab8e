# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Destruction: proof, execution, journal. The only room that may call the shredder (``store._destroy``).

Threat: loss without proof, or of the wrong thing. Rule: the list digest named by decision, consent and approval; due date, bars and
holds asked again inside the executing transaction; proof durable before the first byte goes; the stub stays for ever. Residual
risks: backups, worn SSD cells, paper, which people prove and not software.

What may go is not decided here: the caller says which lines, and answers for each of them inside the transaction that begins its removal.
"""

from earsiv.imha.deger import Dayanak, Yuruyus
from earsiv.imha.yedek import Yedek, backups_holding
from earsiv.imha.yurut import Yurutucu

__all__ = ["Dayanak", "Yedek", "Yurutucu", "Yuruyus", "backups_holding"]
