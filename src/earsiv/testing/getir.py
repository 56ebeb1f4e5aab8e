# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A fetcher that answers from a table, for tests of whatever would ask the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from earsiv.errors import AracHatasi
from earsiv.imza.ag import Istek, check_address, shown

Cevap = bytes | Exception | Callable[[Istek], bytes]


class SahteFetcher:
    """Answers by address: bytes, an error to raise, or a function of the question; ``istekler`` keeps what was asked.

    Addresses and sizes are judged as the real one does; an address that is not in the table cannot be reached.
    """

    def __init__(self, cevaplar: Mapping[str, Cevap] | None = None) -> None:
        """Take the table of answers."""
        self.cevaplar: dict[str, Cevap] = dict(cevaplar or {})
        self.istekler: list[Istek] = []

    def fetch(self, istek: Istek) -> bytes:
        """Return the answer of the table.

        Raises:
            AracHatasi: IMZ-201 address, IMZ-203 size, IMZ-204 not in the table.
        """
        self.istekler.append(istek)
        check_address(istek.adres)
        cevap = self.cevaplar.get(istek.adres)
        if cevap is None:
            raise AracHatasi("IMZ-204", shown(istek.adres), ayrinti="sunucu yok")
        if isinstance(cevap, Exception):
            raise cevap
        veri = cevap if isinstance(cevap, bytes) else cevap(istek)
        if len(veri) > istek.en_fazla:
            raise AracHatasi("IMZ-203", shown(istek.adres), sinir=istek.en_fazla)
        return veri
