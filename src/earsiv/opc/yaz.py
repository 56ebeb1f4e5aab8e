# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write a zip whose bytes depend on its content alone: fixed order, time, attributes and compression."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Final

_ZAMAN: Final = (1980, 1, 1, 0, 0, 0)


def write_zip(parcalar: Iterable[tuple[str, bytes]], *, sakla: frozenset[str] = frozenset()) -> bytes:
    """Return a zip of ``(name, bytes)`` in the order given.

    No directory entries, no data descriptors, host 0, every time 1980-01-01; deflate, but for the names in ``sakla``,
    which are stored.
    """
    cikti = io.BytesIO()
    with zipfile.ZipFile(cikti, "w") as arsiv:
        for ad, veri in parcalar:
            bilgi = zipfile.ZipInfo(ad, _ZAMAN)
            bilgi.create_system = 0
            bilgi.external_attr = 0
            bilgi.compress_type = zipfile.ZIP_STORED if ad in sakla else zipfile.ZIP_DEFLATED
            arsiv.writestr(bilgi, veri, compresslevel=6)
    return cikti.getvalue()
