# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Official forms: columns and titles as data, values in, bytes out. The same list gives the same bytes, always.

Text from records is data to every writer: it never becomes a typst command, a formula, a field or a link. One function a form makes
a :class:`Rapor` of model values; :func:`write` writes it as PDF/A-2b, XLSX, DOCX or CSV, in the institution's layout where it has one.
"""

from earsiv.rapor.deger import Bolum, ImzaYeri, Rapor
from earsiv.rapor.dokum import activity_report, content_report, plan_report, transfer_report
from earsiv.rapor.duzen import DuzenSutunu, FormDuzeni, apply
from earsiv.rapor.form import Form, Sutun, form, form_names
from earsiv.rapor.karar import decision_report
from earsiv.rapor.liste import list_report
from earsiv.rapor.tahmin import write_forecast
from earsiv.rapor.tutanak import minutes_report
from earsiv.rapor.yaz import BICIMLER, write, write_list, write_stream

__all__ = [
    "BICIMLER",
    "Bolum",
    "DuzenSutunu",
    "Form",
    "FormDuzeni",
    "ImzaYeri",
    "Rapor",
    "Sutun",
    "activity_report",
    "apply",
    "content_report",
    "decision_report",
    "form",
    "form_names",
    "list_report",
    "minutes_report",
    "plan_report",
    "transfer_report",
    "write",
    "write_forecast",
    "write_list",
    "write_stream",
]
