# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What a transfer package is made of, and the plug-in point for the format of Devlet Arşivleri.

A format gets the files one after the other, never all at once, and answers with the digest by which the receipt will name the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import attrs

from earsiv.model import Belge, DevirSatiri, DevirTeslimListesi, Dosya, PaketOzeti


@attrs.frozen
class BelgeKaynagi:
    """A record that goes: what is known of it, where its original bytes lie, and its verdict file."""

    belge: Belge
    asil: Path
    imza: bytes


@attrs.frozen
class DevirKalemi:
    """A file that goes: its line, the file itself, its records in order."""

    satir: DevirSatiri
    dosya: Dosya
    belgeler: tuple[BelgeKaynagi, ...]


@attrs.frozen
class DevirKalemleri:
    """All that goes: the list, the institution's DETSİS number, further papers (name -> bytes), and the files as a stream, once."""

    liste: DevirTeslimListesi
    detsis: str
    akis: Iterable[DevirKalemi]
    ekler: Mapping[str, bytes] = attrs.field(factory=dict)

    def __iter__(self) -> Iterator[DevirKalemi]:
        return iter(self.akis)


class DevirBicimi(Protocol):
    """A package format; ``earsiv.devir.BagIt`` is the one that comes with the library."""

    @property
    def ad(self) -> str:
        """The name of the format, as it is recorded."""
        ...

    def write(self, kalemler: DevirKalemleri, hedef: Path) -> PaketOzeti:
        """Write the package whole or not at all, and never over something that exists.

        Raises:
            GirdiHatasi: KAB-013 the target exists; KAB-019 it cannot be written.
            DepoHatasi: DEP-012, DEP-014 an original is gone or is no longer what came in.
        """
        ...
