# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The reader of stored ASN.1: what another library writes is read alike, what is none is refused by one error, nothing outside is touched."""

import datetime as dt

import pytest
from asn1crypto import core
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv.errors import GirdiHatasi
from earsiv.imza import der, koruma
from earsiv.imza.der import DerHatasi
from earsiv.testing import der as yaz
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_yapi import nested

ISTANBUL = dt.timezone(dt.timedelta(hours=3))
_OIDLER = st.tuples(st.integers(0, 2), st.integers(0, 39), st.lists(st.integers(0, 2**28), max_size=8)).map(
    lambda t: ".".join(map(str, (t[0], t[1], *t[2])))
)


@given(st.integers(-(2**200), 2**200))
def test_integers_are_read_as_written_elsewhere(sayi):
    """Any sign, any length."""
    assert der.oku(core.Integer(sayi).dump()).tamsayi() == sayi == der.oku(yaz.integer(sayi)).tamsayi()


@given(_OIDLER)
def test_object_identifiers_are_read_as_written_elsewhere(noktali):
    """Dotted form, of two to ten arcs."""
    assert der.oku(core.ObjectIdentifier(noktali).dump()).oid() == noktali == der.oku(yaz.oid(noktali)).oid()


@given(st.text(max_size=50), st.binary(max_size=300))
def test_texts_and_octets_are_read_as_written_elsewhere(metin, veri):
    """Every string type of the names in certificates."""
    metin = metin.replace("\ud800", "")
    try:
        assert der.oku(core.UTF8String(metin).dump()).metin() == metin
        assert der.oku(yaz.tlv(0x1C, metin.encode("utf-32-be"))).metin() == metin
    except UnicodeEncodeError:
        return
    assert der.oku(core.OctetString(veri).dump()).sekizli() == veri
    assert der.oku(yaz.bits(veri)).bitler() == veri
    dugum = der.oku(der.wrap(0x30, der.wrap(0x04, veri) * 2))
    assert [c.icerik for c in dugum.cocuklar()] == [veri, veri]


@given(st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2049, 12, 31)))
def test_times_are_read_as_written_elsewhere(an):
    """UTCTime between 1950 and 2049, GeneralizedTime with fractions, another zone."""
    tam = an.replace(microsecond=0, tzinfo=dt.UTC)
    assert der.oku(core.UTCTime(tam).dump()).zaman() == tam == der.oku(yaz.gtime(tam)).zaman()
    kesirli = an.replace(tzinfo=dt.UTC)
    ham = f"{kesirli:%Y%m%d%H%M%S}.{kesirli.microsecond:06}Z".encode()
    assert der.moment(0x18, ham) == kesirli
    yerel = tam.astimezone(ISTANBUL)
    assert der.moment(0x18, f"{yerel:%Y%m%d%H%M%S}+0300".encode()) == tam == der.moment(0x17, f"{yerel:%y%m%d%H%M%S}+0300".encode())


@pytest.mark.parametrize(
    ("etiket", "ham", "an"),
    [
        (0x17, b"490101000000Z", dt.datetime(2049, 1, 1, tzinfo=dt.UTC)),
        (0x17, b"500101000000Z", dt.datetime(1950, 1, 1, tzinfo=dt.UTC)),
        (0x17, b"2601010000Z", dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        (0x18, b"20500101000000Z", dt.datetime(2050, 1, 1, tzinfo=dt.UTC)),
        (0x18, b"20260101000000,5Z", dt.datetime(2026, 1, 1, 0, 0, 0, 500_000, tzinfo=dt.UTC)),
        (0x18, b"20260101003000-0130", dt.datetime(2026, 1, 1, 2, tzinfo=dt.UTC)),
    ],
)
def test_odd_but_lawful_times(etiket, ham, an):
    """The turn of the century of UTCTime, no seconds, a comma, a zone west of Greenwich."""
    assert der.moment(etiket, ham) == an


@pytest.mark.parametrize(
    "ham",
    [
        b"",
        b"20260101000000",
        b"20261301000000Z",
        b"20260230000000Z",
        b"20260101250000Z",
        b"20260101000060Z",
        b"00000101000000Z",
        b"2026010100000Z",
        b" 20260101000000Z",
        b"20260101000000Z\n",
        b"20260101000000z",
        b"20260101000000.Z",
        b"99991231235959-2359",
        b"\xd9\xa2\xd9\xa0260101000000Z",
    ],
)
def test_what_is_no_time_is_refused(ham):
    """Local time without a zone proves nothing; days that do not exist, other digits, line ends."""
    with pytest.raises(DerHatasi):
        der.moment(0x18, ham)
    with pytest.raises(DerHatasi):
        der.moment(0x17, ham)


@pytest.mark.parametrize("ham", [b"", b"\x80" * 3, b"\x2a\x86", b"\x2a" + b"\x01" * 64, b"\xff" * 65 + b"\x01"])
def test_what_is_no_object_identifier_is_refused(ham):
    """Empty, cut, longer than any honest one."""
    with pytest.raises(DerHatasi):
        der.dotted(ham)


@pytest.mark.fault("S09")
@given(st.binary(max_size=200), st.integers(1, 50))
def test_chunked_octets_are_joined(veri, parca):
    """BER: definite and indefinite, chunks within chunks."""
    parcalar = [yaz.octets(veri[i : i + parca]) for i in range(0, len(veri), parca)]
    belirsiz = b"\x24\x80" + b"".join(parcalar) + b"\0\0"
    for ham in (yaz.tlv(0x24, *parcalar), belirsiz, yaz.tlv(0x24, belirsiz, yaz.octets(b""))):
        dugum = der.oku(ham)
        assert dugum.sekizli() == veri and dugum.son == len(ham) and dugum.ham == ham


@settings(max_examples=300)
@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_refused_by_one_error(veri):
    """And what is read lies inside; no other exception leaves."""
    try:
        dugum = der.oku(veri)
    except DerHatasi:
        return
    assert 0 == dugum.bas < dugum.govde <= dugum.bitis <= dugum.son <= len(veri)
    for oku in (
        dugum.cocuklar,
        dugum.oid,
        dugum.tamsayi,
        dugum.dogru,
        dugum.sekizli,
        dugum.bitler,
        dugum.metin,
        dugum.zaman,
        lambda: dugum.tur(0x30),
    ):
        try:
            oku()
        except DerHatasi:
            continue


@given(st.binary(min_size=1, max_size=60), st.binary(max_size=10), st.binary(max_size=10))
def test_a_value_is_a_view_that_never_leaves_its_parent(govde, once, sonra):
    """Bytes before and behind are not seen; a limit inside the value refuses it."""
    ham = once + der.wrap(0x04, govde) + sonra
    dugum = der.oku(ham, len(once))
    assert (dugum.icerik, dugum.son) == (govde, len(ham) - len(sonra))
    with pytest.raises(DerHatasi):
        der.oku(ham, len(once), dugum.son - 1)


@pytest.mark.parametrize(
    "ham",
    [
        b"",
        b"\x30",
        b"\x30\x01",
        b"\x30\x82\x01",
        b"\x1f\x81\x00\x00",
        b"\x30\x86\0\0\0\0\0\1\0",
        b"\x30\x80\x05\x00",
        b"\x30\x80\x30\x80\x00\x00",
    ],
)
def test_half_values_are_refused(ham):
    """Cut headers, lengths of six octets, high tags, an end that never comes."""
    with pytest.raises(DerHatasi):
        der.oku(ham)


@pytest.mark.fault("S23")
@pytest.mark.parametrize("belirsiz", [False, True])
def test_depth_is_limited_in_both_readers(belirsiz):
    """Two hundred thousand levels: the guard refuses them, and the reader alone does not fall over either."""
    derin = nested(200_000, belirsiz=belirsiz)
    with pytest.raises(GirdiHatasi):
        koruma.inspect(derin, "x", koruma.Sinirlar())
    if belirsiz:
        with pytest.raises(DerHatasi):
            der.oku(derin)
    else:
        assert len(der.oku(derin).cocuklar()) == 1


@pytest.mark.parametrize("n", [0, 1, 127, 128, 255, 256, 65_535, 65_536])
def test_lengths_are_written_in_der(n):
    """The shortest form, as another writer has it."""
    assert der.wrap(0x04, bytes(n)) == core.OctetString(bytes(n)).dump() == yaz.octets(bytes(n))
    assert der.oku(der.wrap(0x30, bytes(n))).bitis - der.oku(der.wrap(0x30, bytes(n))).govde == n


@pytest.mark.parametrize("ad", ["saglam-a-v2-iki-damga", "saglam-bes-ber", "saglam-paralel-xl"])
def test_the_parts_of_a_file_are_its_bytes(ad):
    """Every value is where it says, the children of a value fill it, and guard and reader count the same values."""
    ham = SALDIRILAR[ad].girdi().cms
    sayi, kalan = 0, [der.oku(ham)]
    while kalan:
        dugum = kalan.pop()
        sayi += 1
        assert dugum.ham == ham[dugum.bas : dugum.son]
        if dugum.etiket & 0x20:
            cocuklar = dugum.cocuklar()
            assert b"".join(c.ham for c in cocuklar) == dugum.icerik
            sayi += dugum.son - dugum.bitis == 2  # the end-of-contents is a value to the guard
            kalan += cocuklar
    assert koruma.inspect(ham, "x", koruma.Sinirlar()).dugum == sayi
