# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Destruction: proof, execution, journal, minutes. The only room that may call the shredder (``store._destroy``).

Threat: loss without proof, or of the wrong thing. Rule: the list digest named by decision, consent and approval; due date, bars and
holds asked again inside the executing transaction; proof durable before the first byte goes; the stub stays for ever. Residual
risks: backups, worn SSD cells, paper, which people prove and not software.

No act is offered here yet: until the board's path exists, nothing in this library destroys anything.
"""
