# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The audit trail as pure values: rows, their hash chain, and what a broken chain looks like.

A row is canonical JSON (RFC 8785) and names the digest of the row before it, so a changed, removed, inserted or
reordered row is found by anyone who holds the rows. A cut tail is found only by someone who holds a later head; storage
and signing of heads are not here.
"""

from earsiv.denetim.zincir import ILK, Satir, append, verify

__all__ = ["ILK", "Satir", "append", "verify"]
