# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""When a file may be put on a list, why, and what stands in the way. Pure: values in, a ``SaklamaHesabi`` out.

The answer is never "destroy", only "may be listed from this year". Anything missing or odd makes the answer
``BELIRSIZ`` and never due; a permanent period never ends, so B+D is not destroyable.
"""

from earsiv.saklama.engel import ImhaEngeli
from earsiv.saklama.hesap import SaklamaHesabi, Sonuc, compute, explain

__all__ = ["ImhaEngeli", "SaklamaHesabi", "Sonuc", "compute", "explain"]
