# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``python -m earsiv.cli``."""

from earsiv.cli import main

main()
