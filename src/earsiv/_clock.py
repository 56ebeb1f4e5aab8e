# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Time and the ids that carry it: the only home of the clock and of randomness.

Law counts civil days in Turkey; machines count UTC. A ``Clock`` is handed in everywhere, so a judgement can be
replayed at a past date and tests never depend on the day they run. Ids are UUIDv7 (RFC 9562): they sort by time.
"""

from __future__ import annotations

import datetime as dt
import os
import time
import uuid
from typing import Protocol
from zoneinfo import ZoneInfo

ISTANBUL = ZoneInfo("Europe/Istanbul")


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> dt.datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> dt.datetime:
        """Return the present moment, aware, in UTC."""
        return dt.datetime.now(dt.UTC)


def civil_date(an: dt.datetime) -> dt.date:
    """Return the calendar day in Turkey at moment ``an``; a value without zone counts as already civil."""
    return an.date() if an.tzinfo is None else an.astimezone(ISTANBUL).date()


def today(clock: Clock) -> dt.date:
    """Return the civil day in Turkey now."""
    return civil_date(clock.now())


def iso(an: dt.datetime) -> str:
    """Return ``an`` as ISO 8601 in UTC with microseconds and ``Z``: one fixed width, so text order is time order."""
    return an.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def uuid7(clock: Clock) -> str:
    """Return a new time-ordered UUID (RFC 9562 version 7) as 36 lower-case characters."""
    milisaniye = int(clock.now().timestamp() * 1000) & ((1 << 48) - 1)
    rastgele = int.from_bytes(os.urandom(10), "big")
    yuksek, dusuk = (rastgele >> 62) & 0xFFF, rastgele & ((1 << 62) - 1)
    return str(uuid.UUID(int=(milisaniye << 80) | (7 << 76) | (yuksek << 64) | (2 << 62) | dusuk))


def entropy(n: int) -> bytes:
    """Return ``n`` unpredictable bytes, for keys and initialisation vectors."""
    return os.urandom(n)


def stopwatch() -> float:
    """Return a monotonic reading in seconds, for durations that are shown and never judged."""
    return time.monotonic()
