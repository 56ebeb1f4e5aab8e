# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Was it good then: lists and answers by moment, freshness, reason and who signed them; a look-up in a list agrees with another reader."""

import datetime as dt
import random
from functools import cache

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv.imza import DogrulamaPolitikasi, KanitTuru, iptal, sertifika
from earsiv.imza.der import DerHatasi
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.iptal_yargi import Hal, Soru, ask
from earsiv.testing import der
from earsiv.testing.cades_uzat import is_ocsp
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_kanit import make_crl, make_ocsp

pytestmark = pytest.mark.yavas

D = dunya()
AN = dt.datetime(2026, 3, 2, 9, 1, tzinfo=dt.UTC)
SN, DAKIKA, SAAT, GUN = (dt.timedelta(**{ad: 1}) for ad in ("seconds", "minutes", "hours", "days"))
BITIS = sertifika.read(D.sertifika("kisi")).bitis


def sor(*kanitlar, kim="kisi", kanitli=True, kaynak=Kaynak.DEPO, ek=(), politika=None, **soru):
    """Ask whether a certificate was good at ``AN`` with this evidence and nothing else."""
    havuz = Havuz()
    aday, *ust = (sertifika.read(s) for s in D.zincir(kim))
    havuz.add_certificates([*ust, *(sertifika.read(D.sertifika(e)) for e in ek)], Kaynak.DEPO)
    assert havuz.add_crls([k for k in kanitlar if not is_ocsp(k)], kaynak) == 0
    assert havuz.add_ocsps([k for k in kanitlar if is_ocsp(k)], kaynak) == 0
    sorulan = Soru(AN, kanitli=kanitli, politika=politika or DogrulamaPolitikasi(), kokler=(ust[-1],), **soru)
    return ask(aday, ust[0], sorulan, havuz)


def sil(bu=AN + SAAT, sonraki=None, iptal_ani=None, neden="key_compromise", **kusur):
    return D.sil("alt", bu, sonraki=sonraki, iptal={"kisi": (iptal_ani, neden)} if iptal_ani else {}, **kusur)


def ocsp(bu=AN + SAAT, sonraki=None, iptal_ani=None, neden="key_compromise", **kusur):
    durum = {"durum": "revoked", "iptal_ani": iptal_ani, "neden": neden} if iptal_ani else {}
    return D.ocsp("kisi", bu, sonraki=sonraki, **durum, **kusur)


# (thisUpdate, nextUpdate, proven moment, answer): the same for lists and for answers
PENCERE = [
    (AN + 300 * GUN, None, True, Hal.IYI),
    (AN + SAAT, None, True, Hal.IYI),
    (AN + SAAT, AN + 2 * SAAT, True, Hal.IYI),
    (AN, None, True, Hal.IYI),
    (AN - 5 * DAKIKA, None, True, Hal.IYI),
    (AN - 5 * DAKIKA - SN, None, True, Hal.EKSIK),
    (AN - 5 * DAKIKA, AN - DAKIKA, True, Hal.IYI),
    (AN - GUN, AN + GUN, True, Hal.IYI),
    (AN - GUN, AN, True, Hal.IYI),
    (AN - GUN, AN - SN, True, Hal.EKSIK),
    (AN - GUN, None, True, Hal.EKSIK),
    (AN - GUN, None, False, Hal.IYI),
    (AN - GUN - SN, None, False, Hal.EKSIK),
    (AN - 2 * GUN, AN - GUN, False, Hal.EKSIK),
    (BITIS, None, True, Hal.IYI),
    (BITIS + SN, None, True, Hal.GEC),
    (BITIS + SN, BITIS + GUN, False, Hal.GEC),
]


@pytest.mark.fault("S13")
@pytest.mark.parametrize("yap", [sil, ocsp])
@pytest.mark.parametrize(("bu", "sonraki", "kanitli", "hal"), PENCERE)
def test_good_counts_only_in_its_window(yap, bu, sonraki, kanitli, hal):
    """Issued at the moment or later, or still current at it; after the certificate's end it may have been dropped from the list."""
    cevap = sor(yap(bu, sonraki), kanitli=kanitli)
    assert cevap.hal is hal and bool(cevap.eksik) is (hal is not Hal.IYI)


@pytest.mark.fault("S12")
@pytest.mark.parametrize("yap", [sil, ocsp])
@pytest.mark.parametrize("neden", [None, "unspecified", "key_compromise", "superseded", "cessation_of_operation", "certificate_hold"])
@pytest.mark.parametrize(
    ("iptal_ani", "hal"), [(AN - GUN, Hal.IPTAL), (AN - SN, Hal.IPTAL), (AN, Hal.IPTAL), (AN + SN, Hal.IYI), (AN + 30 * DAKIKA, Hal.IYI)]
)
def test_moment_of_revocation_decides_whatever_the_reason(yap, neden, iptal_ani, hal):
    """Revoked later proves that it was good; the later revocation is still told."""
    cevap = sor(yap(iptal_ani=iptal_ani, neden=neden))
    assert cevap.hal is hal
    if hal is Hal.IYI:
        assert cevap.sonradan.iptal_ani == iptal_ani
    else:
        assert cevap.delil.iptal_ani == iptal_ani


@pytest.mark.fault("S12")
@pytest.mark.parametrize("yap", [sil, ocsp])
def test_old_evidence_still_proves_a_revocation(yap):
    """A stale list cannot say good, but what is on it is revoked; good evidence beside it does not help."""
    eski = yap(AN - 30 * GUN, AN - 29 * GUN, AN - 40 * GUN)
    assert sor(eski).hal is Hal.IPTAL
    assert sor(eski, ocsp(), sil()).hal is Hal.IPTAL


def test_taken_off_the_list_is_not_revoked():
    """removeFromCRL in a full list is no revocation."""
    assert sor(sil(iptal_ani=AN - GUN, neden="remove_from_crl")).hal is Hal.IYI


@pytest.mark.fault("S13")
def test_unknown_is_no_answer():
    """Neither good nor revoked: missing where it was brought in, a fault where the signature carries it."""
    bilinmiyor = D.ocsp("kisi", AN + SAAT, durum="unknown")
    assert sor(bilinmiyor).hal is Hal.EKSIK and sor(bilinmiyor, sil()).hal is Hal.IYI
    assert sor(bilinmiyor, sil(), kaynak=Kaynak.IMZA).hal is Hal.KUSURLU


YANITLAYANLAR = [
    ("ocsp", (), Hal.IYI),
    ("alt", (), Hal.IYI),
    ("ocsp-nocheck-yok", (), Hal.EKSIK),
    ("ocsp-nocheck-yok", ("iyi",), Hal.IYI),
    ("ocsp-nocheck-yok", ("iptal",), Hal.EKSIK),
    ("ocsp", ("ocsp-iptal",), Hal.EKSIK),
    ("ocsp-eku-yok", ("iyi",), Hal.EKSIK),
    ("ocsp-suresi-dolmus", ("iyi",), Hal.EKSIK),
    ("ocsp-ec", ("iyi",), Hal.EKSIK),
    ("kisi", ("iyi",), Hal.EKSIK),
    ("kisi2", ("iyi",), Hal.EKSIK),
    ("kok", (), Hal.EKSIK),
    ("alt-sahte", (), Hal.EKSIK),
    ("zd", ("iyi",), Hal.EKSIK),
]


@pytest.mark.fault("S13")
@pytest.mark.parametrize("ad_ile", [False, True])
@pytest.mark.parametrize(("kim", "yaninda", "hal"), YANITLAYANLAR)
def test_only_who_is_entitled_answers(kim, yaninda, hal, ad_ile):
    """The authority itself or a responder it named, valid then and not revoked; the list about the responder is not about the signer."""
    neler = {
        "iyi": {},
        "iptal": {"ocsp-nocheck-yok": (AN - GUN, "key_compromise")},
        "ocsp-iptal": {"ocsp": (AN - GUN, "key_compromise")},
    }
    siller = [D.sil("alt", AN + 2 * SAAT, sonraki=None, iptal=neler[ad]) for ad in yaninda]
    cevap = sor(D.ocsp("kisi", AN + SAAT, yanitlayan=kim, ad_ile=ad_ile), *siller, turler=frozenset({KanitTuru.OCSP}))
    assert cevap.hal is hal


@pytest.mark.fault("S13")
@pytest.mark.parametrize(
    ("kusur", "hal"),
    [
        ({"bozuk_imza": True}, Hal.EKSIK),
        ({"seri": 1}, Hal.EKSIK),
        ({"veren": "alt-ec"}, Hal.EKSIK),
        ({"veren": "kok"}, Hal.EKSIK),
        ({"sertifikasiz": True}, Hal.EKSIK),
        ({"ozet": "sha256"}, Hal.IYI),
        ({"ozet": "sha512", "ad_ile": True}, Hal.IYI),
        ({"uretim": AN + 5 * GUN}, Hal.IYI),
    ],
)
def test_answer_must_be_about_this_certificate_and_hold(kusur, hal):
    """Serial number, issuer's name and key, the signature; hashes other than SHA-1 are understood."""
    assert sor(D.ocsp("kisi", AN + SAAT, **kusur)).hal is hal


def test_responder_without_certificate_inside_is_found_among_the_others():
    """Where it was brought in beside the answer."""
    assert sor(D.ocsp("kisi", AN + SAAT, sertifikasiz=True), ek=("ocsp",)).hal is Hal.IYI


@pytest.mark.fault("S13")
@pytest.mark.parametrize(
    ("kusur", "ayrinti"),
    [
        ({"delta": 1}, "delta"),
        ({"dolayli": True}, "dolaylı"),
        ({"bilinmeyen_kritik": True}, "kritik"),
        ({"bozuk_imza": True}, "imzası"),
        ({"imzalayan": "kok-sahte"}, "imzası"),
        ({"imzalayan": "kisi2"}, "imzası"),
    ],
)
@pytest.mark.parametrize("iptal_ani", [None, AN - GUN])
def test_list_that_may_not_be_believed_says_nothing(kusur, ayrinti, iptal_ani):
    """Neither good nor revoked, wherever it came from; inside the signature it is a fault."""
    kanit = sil(iptal_ani=iptal_ani, **kusur)
    cevap = sor(kanit)
    assert cevap.hal is Hal.EKSIK and ayrinti in cevap.ayrinti and cevap.eksik
    assert sor(kanit, ocsp()).hal is Hal.IYI
    assert sor(kanit, ocsp(), kaynak=Kaynak.IMZA).hal is Hal.KUSURLU


@pytest.mark.fault("S13")
def test_list_of_another_authority_says_nothing():
    """Whatever stands on it."""
    yabanci = D.sil("alt-ec", AN + SAAT, sonraki=None)
    assert sor(yabanci).delil is None and sor(D.sil("kok", AN + SAAT, sonraki=None)).hal is Hal.EKSIK
    assert sor(yabanci, sil(), kaynak=Kaynak.IMZA).hal is Hal.IYI


def _scoped(alan):
    """A list of ``alt`` with an issuing distribution point."""
    asil = der.children(der.children(sil())[0])
    uzantilar = [*der.children(der.children(asil[-1])[0]), der.seq(der.oid("2.5.29.28"), der.TRUE, der.octets(der.seq(alan)))]
    tbs = der.seq(*asil[:-1], der.explicit(0, der.seq(*uzantilar)))
    makam = D.makam("alt")
    return der.seq(tbs, makam.algoritma, der.bits(makam.sign(tbs)))


def _point(adres):
    return der.explicit(0, der.explicit(0, der.tlv(0x86, adres)))


@pytest.mark.fault("S13")
@pytest.mark.parametrize(
    ("alan", "hal"),
    [
        (b"", Hal.IYI),
        (b"\x81\x01\xff", Hal.IYI),
        (b"\x81\x01\x00", Hal.IYI),
        (b"\x82\x01\xff", Hal.EKSIK),
        (b"\x83\x02\x06\x40", Hal.EKSIK),
        (b"\x85\x01\xff", Hal.EKSIK),
        (_point(b"http://sil.deneme.invalid/alt.crl"), Hal.IYI),
        (_point(b"http://sil.deneme.invalid/baska.crl"), Hal.EKSIK),
    ],
)
def test_list_for_some_certificates_speaks_of_those(alan, hal):
    """Only end certificates, only authorities, only some reasons, only attribute certificates, another distribution point."""
    assert sor(_scoped(alan)).hal is hal


@pytest.mark.parametrize(("yap", "tur"), [(sil, KanitTuru.SIL), (ocsp, KanitTuru.OCSP)])
def test_only_the_kinds_that_count_say_good(yap, tur):
    """P2 and P3 want lists, P4 an answer; what is missing is asked for in the kind that counts. Revocation counts in any kind."""
    diger = ({KanitTuru.SIL, KanitTuru.OCSP} - {tur}).pop()
    assert sor(yap(), turler=frozenset({tur})).hal is Hal.IYI
    cevap = sor(yap(), turler=frozenset({diger}))
    assert cevap.hal is Hal.EKSIK and [e.tur for e in cevap.eksik] == [diger]
    assert sor(yap(iptal_ani=AN - GUN), turler=frozenset({diger})).hal is Hal.IPTAL


@pytest.mark.parametrize("yap", [sil, ocsp])
def test_caution_period_wants_later_evidence(yap):
    """Sound but early is said to be early; from the named moment on it is final."""
    kesin = AN + 24 * SAAT
    for bu, hal in ((kesin - SN, Hal.ERKEN), (kesin, Hal.IYI)):
        cevap = sor(yap(bu), kesin=kesin)
        assert cevap.hal is hal and [e.bas for e in cevap.eksik] == ([kesin] * 2 if hal is Hal.ERKEN else [])


def test_freshness_is_a_matter_of_policy():
    """``tazelik_saat`` for evidence without nextUpdate when the moment is not proven."""
    for saat, hal in ((47, Hal.EKSIK), (48, Hal.IYI)):
        assert sor(ocsp(AN - 48 * SAAT), kanitli=False, politika=DogrulamaPolitikasi(tazelik_saat=saat)).hal is hal


def test_evidence_signed_with_what_was_weak_by_then_says_nothing():
    """SHA-1 in 2026."""
    makam = D.makam("alt")
    import attrs

    zayif = make_crl(makam, AN + SAAT, None, {}, imzalayan=attrs.evolve(makam, ozet="sha1"))
    assert sor(zayif).hal is Hal.EKSIK and "zayıf" in sor(zayif).ayrinti
    assert sor(zayif, politika=DogrulamaPolitikasi(sha1_tarihsel=True)).hal is Hal.IYI
    yanit = make_ocsp(D.seri("kisi"), makam, attrs.evolve(D.makam("ocsp"), ozet="sha1"), AN + SAAT)
    assert "zayıf" in sor(yanit).ayrinti


# --- looking up a serial number


@cache
def _buyuk(sayi):
    """A list with many entries: serial numbers of every length, one in three with a reason."""
    rasgele = random.Random(20261121)
    seriler = {rasgele.getrandbits(rasgele.choice((8, 16, 17, 64, 127, 159))) | 1 for _ in range(sayi)}
    olay = {s: (AN - (i % 500) * SAAT, (None, "key_compromise", "superseded")[i % 3]) for i, s in enumerate(sorted(seriler))}
    return olay, make_crl(D.makam("alt"), AN, AN + GUN, olay)


def _agree(ham, seriler):
    okunan, oteki = iptal.read_crl(ham), x509.load_der_x509_crl(ham)
    for seri in seriler:
        kayit, onun = okunan.find(seri), oteki.get_revoked_certificate_by_serial_number(seri)
        assert (kayit and kayit[0]) == (onun and onun.revocation_date_utc)
        if onun is not None:
            nedenler = [u.value.reason.value for u in onun.extensions]
            assert kayit[1] == (nedenler[0] if nedenler else "unspecified")


@pytest.mark.parametrize("sayi", [0, 1, 2, 800, pytest.param(100_000, marks=pytest.mark.yavas)])
def test_look_up_in_a_list_agrees_with_another_reader(sayi):
    """Every serial number on it is found with moment and reason, its neighbours and parts are not."""
    olay, ham = _buyuk(sayi)
    aranan = list(olay)[:: max(1, len(olay) // 60)]
    komsular = [s + f for s in aranan for f in (-1, 1)] + [s >> 8 for s in aranan] + [s << 8 for s in aranan] + [s & 0xFFFF for s in aranan]
    _agree(ham, [*aranan, *(k for k in komsular if k > 0), 1, 127, 128, 255, 256, 2**64, D.seri("kisi")])


@pytest.mark.yavas
def test_every_entry_of_a_hundred_thousand_is_found():
    """All of them, and none of as many others."""
    olay, ham = _buyuk(100_000)
    okunan = iptal.read_crl(ham)
    bulunmayan = [s for s in list(olay)[::100] if okunan.find(s) is None]
    fazla = [s for s in (x ^ 0x5A00 for x in list(olay)[::100]) if s not in olay and okunan.find(s) is not None]
    assert (bulunmayan, fazla) == ([], [])


_SERI = st.one_of(
    st.integers(1, 300),
    st.integers(1, 2**159),
    st.builds(
        lambda a, b, c: int.from_bytes(a + der.integer(b) + c, "big"), st.binary(max_size=4), st.integers(1, 70_000), st.binary(max_size=6)
    ),
    st.builds(lambda b, c: int.from_bytes(b"\x30" + der.integer(b) + c, "big"), st.integers(1, 300), st.binary(max_size=9)),
    st.sampled_from([0x0203, 0x170D, 0x3013, 0x020117, 0x3030300206, 0x0A0101]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_SERI, max_size=8, unique=True), st.lists(_SERI, max_size=8), st.data())
def test_serial_numbers_inside_other_entries_are_not_entries(olan, olmayan, data):
    """Bytes that look like a serial number inside another one, inside a time or inside a reason."""
    nedenler = st.sampled_from([None, "key_compromise", "certificate_hold"])
    olay = {s: (AN - i * GUN, data.draw(nedenler)) for i, s in enumerate(olan)}
    ham = make_crl(D.makam("alt-ec"), AN, AN + GUN, olay)
    _agree(ham, [*olan, *olmayan, *range(1, 40), *(s >> 8 for s in olan if s > 255), *(s & 0xFF for s in olan if s & 0xFF)])


def test_a_whole_entry_inside_a_serial_number_is_no_entry():
    """Twenty octets are enough for one; the list holds one serial number, and it is not 5."""
    seri = int.from_bytes(der.seq(der.integer(5), der.utime(AN)), "big")
    _agree(make_crl(D.makam("alt-ec"), AN, AN + GUN, {seri: (AN, None)}), [seri, 5])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 5000), st.integers(1, 255))
def test_broken_evidence_is_refused_by_our_own_error(yer, fark):
    """Whatever byte of a list or an answer is changed: read or refused, and never believed to say good."""
    for asil in (sil(), ocsp()):
        ham = bytearray(asil)
        ham[yer % len(ham)] ^= fark
        try:
            (iptal.read_ocsp if is_ocsp(asil) else iptal.read_crl)(bytes(ham))
        except DerHatasi:
            continue


@pytest.mark.parametrize("ham", [b"", b"\x30\x00", b"\x30\x03\x0a\x01\x06", D.sertifika("kisi"), b"\x30\x80", b"\x30\x05\x02\x01\x01"])
def test_what_is_no_evidence_is_refused(ham):
    """An error answer, a certificate, nothing at all."""
    for oku in (iptal.read_ocsp, iptal.read_crl):
        with pytest.raises(DerHatasi):
            oku(ham)


@pytest.mark.parametrize("durum", [1, 2, 3, 5, 6])
def test_error_answer_of_a_server_is_no_evidence(durum):
    """tryLater, unauthorized and the others."""
    with pytest.raises(DerHatasi):
        iptal.read_ocsp(D.ocsp("kisi", AN, yanit_durumu=durum))
