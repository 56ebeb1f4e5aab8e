# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guard before ASN.1: what would cost seconds is refused at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv._limits import Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import koruma
from earsiv.testing import test_pki

SINIR = Sinirlar()


def der(etiket, govde):
    n = len(govde)
    boy = bytes([n]) if n < 128 else bytes([0x80 | (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([etiket]) + boy + govde


def derin(n):
    ham = b"\x05\x00"
    for _ in range(n):
        ham = der(0x30, ham)
    return ham


@pytest.mark.fault("S23")
@pytest.mark.parametrize(
    ("veri", "kod"),
    [
        pytest.param(der(0x30, der(0x06, b"\x81" * 200_000)), "IMZ-002", id="200kB-oid"),
        pytest.param(derin(5_000), "IMZ-002", id="derin"),
        pytest.param(b"\x30\x80" * 200_000, "IMZ-002", id="200k-belirsiz"),
        pytest.param(b"\x30\x84\xff\xff\xff\xff", "IMZ-003", id="4GiB-uzunluk"),
        pytest.param(b"\x30\x89" + b"\xff" * 9, "IMZ-003", id="9-baytlik-uzunluk"),
        pytest.param(der(0x30, b"\x05\x00" * 250_000), "IMZ-002", id="cok-dugum"),
        pytest.param(der(0x30, b"")[:-1] + b"\x05", "IMZ-003", id="yarim"),
        pytest.param(der(0x30, b"\x05\x00") + b"x", "IMZ-004", id="fazladan-bayt"),
        pytest.param(b"\x30\x05\x02\x09\x01\x01\x01", "IMZ-003", id="disari-tasan"),
        pytest.param(b"\x02\x01\x05", "IMZ-001", id="sequence-degil"),
    ],
)
def test_hostile_structure_is_refused_with_its_code(veri, kod):
    """OID length, depth, node count, lengths that lie, trailing bytes."""
    with pytest.raises(GirdiHatasi) as hata:
        koruma.inspect(veri, "x", SINIR)
    assert hata.value.kod == kod


@pytest.mark.fault("S09")
def test_ber_is_let_through_and_flagged():
    """Indefinite lengths occur in Turkish tools."""
    yapi = koruma.inspect(b"\x30\x80\x24\x80\x04\x01a\x04\x01b\x00\x00\x00\x00", "x", SINIR)
    assert yapi.ber and yapi.derinlik == 2
    assert not koruma.inspect(test_pki().imzala(b"x"), "x", SINIR).ber


@given(st.binary(max_size=200))
def test_any_bytes_are_judged_or_refused_by_us(veri):
    """No other exception."""
    try:
        koruma.inspect(b"\x30" + veri, "x", SINIR)
    except GirdiHatasi as hata:
        assert hata.kod.startswith("IMZ-")
