# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A clock that stands still until it is told to move."""

from __future__ import annotations

import datetime as dt


class SahteSaat:
    """A fixed clock; ``move`` lets time pass, also backwards."""

    def __init__(self, an: dt.datetime = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)) -> None:
        """Stand at a moment (aware)."""
        self._an = an

    def now(self) -> dt.datetime:
        """Return the moment at which the clock stands."""
        return self._an

    def move(self, **sure: float) -> None:
        """Let time pass; keywords are those of ``timedelta``."""
        self._an += dt.timedelta(**sure)
