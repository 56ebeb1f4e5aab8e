# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Canonical JSON: one meaning, one byte string."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv import _canon

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda alt: st.lists(alt, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), alt, max_size=4),
    max_leaves=12,
)


def test_rfc8785_example():
    """The example of the RFC: keys sorted by UTF-16, numbers in ECMAScript form, strings escaped as little as possible."""
    veri = {"numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 1e-27], "string": '€$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
    assert (
        _canon.encode(veri)
        == (
            '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        ).encode()
    )


@pytest.mark.fault("D08")
def test_key_order_and_normal_form_do_not_matter():
    """The same name typed on two machines gives one digest."""
    assert _canon.digest({"b": 1, "a": "ğ"}) == _canon.digest({"a": unicodedata.normalize("NFD", "ğ"), "b": 1})


@given(JSON)
def test_encoding_survives_a_round_trip(deger):
    """Decoding and encoding again gives the same bytes."""
    ham = _canon.encode(deger)
    assert _canon.encode(_canon.decode(ham)) == ham


@given(JSON)
def test_the_quick_way_gives_what_the_library_gives(deger):
    """Whatever the value, the bytes are those of the RFC's own implementation."""
    import rfc8785

    assert _canon.encode(deger) == rfc8785.dumps(_canon._nfc(deger))


def test_a_lone_surrogate_is_no_text():
    """Refused before anything is written."""
    with pytest.raises(UnicodeEncodeError):
        _canon.encode({"a": "\ud800"})


@pytest.mark.parametrize("deger", [float("nan"), float("inf"), {1, 2}, b"x", 2**60])
def test_what_is_not_json_is_a_programmers_mistake(deger):
    """NaN, sets, bytes and integers beyond 2^53 have no canonical form."""
    with pytest.raises(TypeError):
        _canon.encode(deger)
