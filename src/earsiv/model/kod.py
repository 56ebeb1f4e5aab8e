# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``DosyaKodu``: the grammar of a Standart Dosya Planı code, without any plan behind it."""

from __future__ import annotations

import re

import attrs

from earsiv.errors import GirdiHatasi

_KOD = re.compile(r"[0-9]{3}(?:\.[0-9]{2}){0,3}")
_OZEL = re.compile(r"(?P<kod>[0-9.]+)\s*\[(?P<ozel>[^\[\]]*)\]")


@attrs.frozen(order=True)
class DosyaKodu:
    """A file code ``NNN`` with up to three two-digit levels; ``ozel`` is the text of a ``[…]`` suffix, if any.

    Codes are text: ``010`` is not ``10`` and ``105.10`` is not ``105.1``. The suffix belongs to the filing
    (vaka dosyası, özel kod) and never takes part in a plan look-up.
    """

    metin: str
    ozel: str = ""

    @classmethod
    def parse(cls, metin: str, yer: str = "") -> DosyaKodu:
        """Read a code, with or without its ``[…]`` suffix.

        Raises:
            GirdiHatasi: SDP-001 when the text is not of the grammar; nothing is repaired by guess.
        """
        sade = metin.strip()
        ozel = ""
        if eslesme := _OZEL.fullmatch(sade):
            sade, ozel = eslesme["kod"], eslesme["ozel"].strip()
        if not _KOD.fullmatch(sade):
            raise GirdiHatasi("SDP-001", yer or metin, kod=metin)
        return cls(sade, ozel)

    @property
    def duzey(self) -> int:
        """Depth of the code: 1 for ``105``, 4 for ``105.04.01.02``."""
        return self.metin.count(".") + 1

    @property
    def ust(self) -> str | None:
        """The code one level up by prefix; a three-digit code has none (sections are ranges, not prefixes)."""
        return self.metin.rpartition(".")[0] or None

    @property
    def atalar(self) -> tuple[str, ...]:
        """Every prefix from the main code down to the code itself."""
        parcalar = self.metin.split(".")
        return tuple(".".join(parcalar[: n + 1]) for n in range(len(parcalar)))

    @property
    def ana(self) -> int:
        """The main code as a number, for range tests only."""
        return int(self.metin[:3])

    def __str__(self) -> str:
        """Return the plan code without suffix."""
        return self.metin
