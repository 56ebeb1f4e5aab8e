# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A verdict told: to an archivist on a terminal or on a page, to other verifiers as an ETSI TS 119 102-2 report.

Only what the verdict says is told; nothing is judged here, nothing is read or written, and no clock is asked: the same verdict gives
the same bytes. Everything that came out of a signature is hostile text. A holder's number is shown masked, and certificates are named by
their digests, because a certificate carries the number in full.
"""

from earsiv.imza.rapor.etsi import etsi_xml
from earsiv.imza.rapor.kimlik import ImzaKimligi, identities
from earsiv.imza.rapor.metin import text
from earsiv.imza.rapor.sayfa import html

__all__ = ["ImzaKimligi", "etsi_xml", "html", "identities", "text"]
