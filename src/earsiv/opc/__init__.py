# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Safe reading and reproducible writing of zip and OPC containers; knows nothing of e-Yazışma.

The guard (:mod:`earsiv.opc.bekci`) reads the container's own tables before any part is opened, and refuses what two readers
could understand differently: duplicate names, names equal but for case, paths that climb, overlapping entries,
headers that disagree, bytes before or after. What it lets through is read with a counted, bounded stream.
"""

from earsiv.opc.bekci import Girdi, inspect
from earsiv.opc.kap import Iliski, Kap, Parca
from earsiv.opc.kap_yaz import KapYazici, relationships_xml
from earsiv.opc.yaz import ZipYazici, whole_file, write_zip, writing

__all__ = [
    "Girdi",
    "Iliski",
    "Kap",
    "KapYazici",
    "Parca",
    "ZipYazici",
    "inspect",
    "relationships_xml",
    "whole_file",
    "write_zip",
    "writing",
]
