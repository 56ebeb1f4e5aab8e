# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Evidence records (RFC 4998): one time-stamp a night for a whole archive, renewed as a tree, proven object by object.

An archive time-stamp of a signature costs one token a file and a renewal of each; here a night, and later thousands of nights, share
one. Nothing in the archived files changes. The records prove existence at a time, not who signed: they stand beside the signatures.
"""

from earsiv.imza.ers.dogrula import ErsSonucu, verify
from earsiv.imza.ers.gece import Damgaci, Gece, Taslak, build, prepare
from earsiv.imza.ers.yenile import (
    prepare_record_rehash,
    prepare_record_renewal,
    prepare_rehash,
    prepare_renewal,
    rehash,
    renew,
)

__all__ = [
    "Damgaci",
    "ErsSonucu",
    "Gece",
    "Taslak",
    "build",
    "prepare",
    "prepare_record_rehash",
    "prepare_record_renewal",
    "prepare_rehash",
    "prepare_renewal",
    "rehash",
    "renew",
    "verify",
]
