# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The rules of a package, by what they look at; ``KURALLAR`` is their order in the report."""

from typing import Final

from earsiv.eyazisma.kural import Kural, rules_of
from earsiv.eyazisma.kurallar import core, ekler, govde, icerik, iliskiler, ozetler, sargi, yazim

KURALLAR: Final[tuple[Kural, ...]] = tuple(
    k for modul in (iliskiler, yazim, govde, ekler, ozetler, icerik, core, sargi) for k in rules_of(modul)
)
