# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The XML factory against hostile documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv import _xml
from earsiv._limits import Sinirlar
from earsiv.errors import GirdiHatasi

MILYAR = (
    b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)


@pytest.mark.parametrize(
    ("veri", "kod"),
    [
        pytest.param(b"", "XML-001", id="bos"),
        pytest.param(b"  \n\xef\xbb\xbf", "XML-001", id="yalniz-bosluk"),
        pytest.param(b"<a><b></a>", "XML-004", id="bozuk"),
        pytest.param(b"<a>", "XML-004", id="yarim"),
        pytest.param(b"not xml", "XML-004", id="xml-degil"),
        pytest.param(b"<!DOCTYPE x><x/>", "XML-003", id="doctype", marks=pytest.mark.fault("X02")),
        pytest.param(b"<!-- <x> --><?pi <y>?><!DOCTYPE x><x/>", "XML-003", id="yorum-ardinda-doctype", marks=pytest.mark.fault("X02")),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "XML-003", id="xxe-dosya", marks=pytest.mark.fault("X01")
        ),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "http://ornek.invalid/">]><x>&e;</x>', "XML-003", id="xxe-ag", marks=pytest.mark.fault("X01")
        ),
        pytest.param(
            b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://ornek.invalid/"> %p;]><x/>',
            "XML-003",
            id="xxe-parametre",
            marks=pytest.mark.fault("X01"),
        ),
        pytest.param(MILYAR, "XML-003", id="milyar-kahkaha", marks=pytest.mark.fault("X03")),
        pytest.param(b"<a>" * 10_000 + b"</a>" * 10_000, "XML-00", id="derin", marks=pytest.mark.fault("X04")),
        pytest.param(b"<a>" * 80 + b"</a>" * 80, "XML-005", id="sinirdan-derin", marks=pytest.mark.fault("X04")),
        pytest.param("<a>ğ</a>".encode("cp1254"), "XML-007", id="cp1254", marks=pytest.mark.fault("X08")),
        pytest.param(
            '<?xml version="1.0" encoding="windows-1254"?><a>x</a>'.encode(),
            "XML-007",
            id="bildirilen-1254",
            marks=pytest.mark.fault("X08"),
        ),
        pytest.param(b"<a>\xff\xfe</a>", "XML-007", id="bozuk-utf8", marks=pytest.mark.fault("X08")),
    ],
)
def test_hostile_document_is_refused_with_its_code(veri, kod):
    """Each fault has its own code, a place and an advice."""
    with pytest.raises(GirdiHatasi) as hata:
        _xml.parse(veri, "parca.xml")
    assert hata.value.kod.startswith(kod)
    assert "parca.xml" in hata.value.yer
    assert hata.value.oneri


@pytest.mark.fault("X05", "X07")
def test_limits_hold_and_name_themselves():
    """Size and node limits are values of the caller."""
    dar = Sinirlar(xml_bayt=100, xml_dugum=5)
    with pytest.raises(GirdiHatasi, match="100 bayt"):
        _xml.parse(b"<a>" + b"x" * 200 + b"</a>", "p", dar)
    with pytest.raises(GirdiHatasi, match="sınır 5"):
        _xml.parse(b"<a b='1' c='2' d='3'><e/><f/></a>", "p", dar)


@pytest.mark.fault("X11")
@pytest.mark.parametrize("ara", [b"<!-- x -->", b"<?pi y?>"])
def test_comment_inside_a_value_does_not_cut_it(ara):
    """The full text is read, never the first half."""
    assert _xml.parse(b"<a>E-1" + ara + b"2</a>", "p").text == "E-12"


@pytest.mark.fault("X06")
def test_xinclude_and_schema_location_are_only_text():
    """Nothing is included and nothing is fetched."""
    kok = _xml.parse(
        b'<a xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        b' xsi:schemaLocation="x http://ornek.invalid/x.xsd"><xi:include href="file:///etc/passwd"/></a>',
        "p",
    )
    assert len(kok) == 1 and not kok[0].text


@pytest.mark.parametrize("veri", ["\ufeff<a>ğ</a>".encode(), "<a>ğ</a>".encode("utf-16"), b'<?xml version="1.0" standalone="yes"?><a/>'])
def test_marks_and_declarations_that_occur_are_accepted(veri):
    """UTF-8 with or without mark, UTF-16 with mark, standalone attribute."""
    assert _xml.parse(veri, "p").tag == "a"


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_an_element_or_our_error(veri):
    """No exception of lxml crosses the border."""
    try:
        _xml.parse(veri, "p")
    except GirdiHatasi as hata:
        assert hata.kod.startswith("XML-")
