# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``run``: finish a coroutine of pyHanko now, whether or not the caller stands in an event loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finish(is_: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns that never waits, without an event loop.

    Raises:
        RuntimeError: it did wait.
    """
    try:
        is_.send(None)
    except StopIteration as son:
        deger: T = son.value
        return deger
    is_.close()
    msg = "beklemeyen bir iş bekledi"
    raise RuntimeError(msg)


def run(is_: Coroutine[Any, Any, T]) -> T:
    """Return what a coroutine returns; nothing in it waits for anything."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(is_)
    with ThreadPoolExecutor(1) as havuz:
        return havuz.submit(asyncio.run, is_).result()
