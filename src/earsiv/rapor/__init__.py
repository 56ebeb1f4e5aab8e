# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Official forms: columns and titles as data, values in, bytes out. The same list gives the same bytes, always.

Text from records is data to every writer: it never becomes a typst command, a formula or a link.
"""

from earsiv.rapor.form import Form, Sutun, form
from earsiv.rapor.tahmin import write_forecast
from earsiv.rapor.yaz import write_list

__all__ = ["Form", "Sutun", "form", "write_forecast", "write_list"]
