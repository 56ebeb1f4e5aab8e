# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Hand-over from unit to institution archive and to Devlet Arşivleri: list, package, receipt. It deletes nothing itself.

No act is offered here yet; files whose outcome is DEVIR are reported and stay.
"""
