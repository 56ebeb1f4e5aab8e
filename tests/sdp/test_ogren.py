# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What filed records teach is plain counts: order, re-filing and storing change nothing in them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.sdp.ogren import Ogrenilen

BELEDIYE, ORTAK = ("belediye", "2018"), ("ortak", "2024")
KELIMELER = st.lists(st.sampled_from(["asfalt", "çukurun", "meclis kararı", "Belediye'nin izni", "su", "ILIK", "6306 sayılı"]), max_size=4)
KAYITLAR = st.lists(
    st.tuples(
        st.sampled_from(["105.04", "160.03", "115.02.11.01"]),
        st.sampled_from([BELEDIYE, ORTAK]),
        KELIMELER.map(" ".join),
        KELIMELER.map(" ".join),
        st.sampled_from(["", "99910001", "99910002"]),
    ),
    max_size=8,
)


def learn(kayitlar):
    ogrenilen = Ogrenilen()
    for kayit in kayitlar:
        ogrenilen.add(*kayit)
    return ogrenilen


def known(ogrenilen):
    """Everything that can be asked of the counts."""
    kokler = {kok for s in ogrenilen.kelime.values() for kok in s}
    return (
        ogrenilen.toplam,
        ogrenilen.as_dict(),
        {kok: (ogrenilen.spread(kok), ogrenilen.places(kok)) for kok in kokler},
        {birim: ogrenilen.of_unit(birim) for birim in ogrenilen.birim},
    )


@settings(deadline=None)
@given(KAYITLAR, st.randoms(use_true_random=False))
def test_the_order_of_learning_does_not_matter(kayitlar, rastgele):
    """The same records in another order give the same counts."""
    karisik = list(kayitlar)
    rastgele.shuffle(karisik)
    assert known(learn(kayitlar)) == known(learn(karisik))


@settings(deadline=None)
@given(KAYITLAR, KAYITLAR)
def test_a_refiled_record_leaves_no_trace(kalan, giden):
    """Records that were added and removed again are as if they had never been."""
    ogrenilen = learn([*kalan, *giden])
    for kayit in giden:
        ogrenilen.remove(*kayit)
    assert known(ogrenilen) == known(learn(kalan))


@settings(deadline=None)
@given(KAYITLAR, KAYITLAR)
def test_merging_is_learning_both(bir, iki):
    """Two archives together know what one that saw all records knows, and neither is changed."""
    a, b = learn(bir), learn(iki)
    once = known(a), known(b)
    assert known(a.merge(b)) == known(b.merge(a)) == known(learn([*bir, *iki]))
    assert (known(a), known(b)) == once


@settings(deadline=None)
@given(KAYITLAR)
def test_what_was_learned_survives_json(kayitlar):
    """as_dict is plain JSON, and from_dict gives the same knowledge."""
    ogrenilen = learn(kayitlar)
    veri = json.loads(json.dumps(ogrenilen.as_dict()))
    assert known(Ogrenilen.from_dict(veri)) == known(ogrenilen)


def test_no_text_and_no_number_is_kept():
    """Identity numbers, dates and sentences are not in the stored knowledge."""
    ogrenilen = learn([("160.03", BELEDIYE, "Çukur onarımı", "12345678901 numaralı başvuru, 12.03.2026, 05321234567", "")])
    metin = json.dumps(ogrenilen.as_dict(), ensure_ascii=False)
    assert not any(parca in metin for parca in ("12345678901", "2026", "0532", "Çukur onarımı"))


def test_what_was_never_learned_cannot_be_removed():
    """SDP-070, and the counts stay."""
    ogrenilen = learn([("160.03", BELEDIYE, "Çukur", "asfalt", "99910001")])
    once = known(ogrenilen)
    for kayit in (
        ("160.03", ORTAK, "Çukur", "asfalt", "99910001"),
        ("160.02", BELEDIYE, "Çukur", "asfalt", "99910001"),
        ("160.03", BELEDIYE, "Çukur", "kaldırım", "99910001"),
        ("160.03", BELEDIYE, "Çukur", "asfalt", "99910002"),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            ogrenilen.remove(*kayit)
        assert hata.value.kod == "SDP-070"
    assert known(ogrenilen) == once


def test_a_code_teaches_the_codes_above_it_and_no_other_plan():
    """A record counts for its branch, under its own plan and version."""
    ogrenilen = learn([("115.02.11.01", BELEDIYE, "Kaçak kat", "", "")])
    assert ogrenilen.records("belediye/2018/115") == ogrenilen.records("belediye/2018/115.02.11") == 1
    assert ogrenilen.records("ortak/2024/115") == ogrenilen.records("belediye/2018/115.02.12") == 0


@pytest.mark.parametrize(
    "veri",
    [
        None,
        [],
        {},
        {"bicim": 2, "belge": {}, "kelime": {}, "birim": {}},
        {"bicim": 1, "belge": {"a": -1}, "kelime": {}, "birim": {}},
        {"bicim": 1, "belge": {"a": True}, "kelime": {}, "birim": {}},
        {"bicim": 1, "belge": {}, "kelime": {"a": []}, "birim": {}},
        {"bicim": 1, "belge": {}, "kelime": {}},
    ],
)
def test_a_value_of_another_form_is_refused(veri):
    """SDP-071, never a foreign exception."""
    with pytest.raises(GirdiHatasi) as hata:
        Ogrenilen.from_dict(veri)
    assert hata.value.kod == "SDP-071"


def test_a_bad_code_is_refused():
    """SDP-001: nothing is learned for what is no code."""
    with pytest.raises(GirdiHatasi):
        Ogrenilen().add("10.1", BELEDIYE, "x", "y")
