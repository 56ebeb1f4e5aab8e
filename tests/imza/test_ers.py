# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Evidence records: one time-stamp over a night, renewed as a tree; any object verifies and nothing else does.

``naive_*`` is a second reading of RFC 4998 written from its text: it parses DER by hand, walks recursively and shares no line with
the library.
"""

import datetime as dt
import hashlib
import json
from functools import cache

import pytest
from asn1crypto import algos, cms, core, tsp
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv._limits import Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.imza import ers
from earsiv.imza.ers import dosya, kayit
from earsiv.imza.ers.agac import Agac
from earsiv.imza.sonuc import AltGosterge, DamgaSonucu, DamgaTuru, Gosterge, HukukiKarar

pytestmark = pytest.mark.yavas

AN = dt.datetime(2026, 11, 21, 2, 0, tzinfo=dt.UTC)


def h(veri, algoritma="sha256"):
    return hashlib.new(algoritma, veri).digest()


def token(ozet, algoritma, an):
    """A TimeStampToken whose signature is noise: who signed is judged elsewhere."""
    bilgi = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3.4",
            "message_imprint": {"hash_algorithm": {"algorithm": algoritma}, "hashed_message": ozet},
            "serial_number": 7,
            "gen_time": an,
        }
    )
    imzaci = cms.SignerInfo(
        {
            "version": "v3",
            "sid": cms.SignerIdentifier("subject_key_identifier", b"zd"),
            "digest_algorithm": {"algorithm": "sha256"},
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": b"\x00" * 16,
        }
    )
    imzali = cms.SignedData(
        {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "tst_info", "content": core.ParsableOctetString(bilgi.dump())},
            "signer_infos": [imzaci],
        }
    )
    return cms.ContentInfo({"content_type": "signed_data", "content": imzali}).dump()


class Damgaci:
    """Stamps at a given moment and counts."""

    def __init__(self, an=AN):
        self.an, self.sayi = an, 0

    def stamp(self, ozet, algoritma):
        self.sayi += 1
        return token(ozet, algoritma, self.an)


def years(n):
    return Damgaci(AN + dt.timedelta(days=365 * n))


def gecer(tkn, ozet, algoritma, until):
    """A judge that trusts everybody."""
    return DamgaSonucu(DamgaTuru.KAYIT, kayit.token_facts(tkn, "t").an, None, algoritma=algoritma)


def verify(ham, nesne, yargila=gecer):
    return ers.verify(ham, nesne, yargila)


def passes(ham, nesne):
    return verify(ham, nesne).durum is Gosterge.TOTAL_PASSED


# ---- a second reading of the RFC ----


def naive_parse(veri, konum=0):
    """Return ((tag, whole, body), next)."""
    bas = konum
    etiket, ilk = veri[konum], veri[konum + 1]
    konum += 2
    if ilk & 0x80:
        n = ilk & 0x7F
        ilk = int.from_bytes(veri[konum : konum + n], "big")
        konum += n
    return (etiket, veri[bas : konum + ilk], veri[konum : konum + ilk]), konum + ilk


def naive_children(govde):
    if not govde:
        return []
    ilk, son = naive_parse(govde)
    return [ilk, *naive_children(govde[son:])]


def naive_root(listeler, ozet_islevi):
    """§4.3 step 3: the last list with, added to it, what all lists before it come to."""
    if len(listeler) == 1:
        tek = listeler[0]
        return tek[0] if len(tek) == 1 else ozet_islevi(b"".join(sorted(tek)))
    *oncekiler, son = listeler
    return ozet_islevi(b"".join(sorted([*son, naive_root(oncekiler, ozet_islevi)])))


OIDLER = {
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
}


def naive_imprint(tkn):
    bilgi = cms.ContentInfo.load(tkn)["content"]["encap_content_info"]["content"].parsed
    return bilgi["message_imprint"]["hashed_message"].native


def naive_verify(veri, uyeler):
    """§5.3 over a record and the bytes of the data objects: true when every rule about digests holds."""
    kok = naive_parse(veri)[0]
    surum, ozetler, *_, dizi = naive_children(kok[2])
    assert surum[2] == b"\x01" and len(naive_parse(veri)) == 2 and kok[1] == veri
    bildirilen = [OIDLER[naive_children(a[2])[0][2]] for a in naive_children(ozetler[2])]
    zincirler = naive_children(dizi[2])
    for k, zincir in enumerate(zincirler):
        onceki = None
        for damga in naive_children(zincir[2]):
            alanlar = {a[0]: a for a in naive_children(damga[2])}
            algoritma = OIDLER[naive_children(alanlar[0xA0][2])[0][2]]
            assert algoritma in bildirilen
            tkn = alanlar[0x30][1]
            listeler = [[o[2] for o in naive_children(p[2])] for p in naive_children(alanlar[0xA2][2])] if 0xA2 in alanlar else []

            def f(v, a=algoritma):
                return hashlib.new(a, v).digest()

            if onceki is not None:
                aranan = [f(onceki)]
            elif k == 0:
                aranan = [f(u) for u in uyeler]
            else:
                govde = b"".join(z[1] for z in zincirler[:k])
                ha = f(_seq(govde))
                aranan = [f(f(u) + ha) for u in uyeler]
            if any(a not in (listeler[0] if listeler else [naive_imprint(tkn)]) for a in aranan):
                return False
            if listeler and naive_root(listeler, f) != naive_imprint(tkn):
                return False
            onceki = tkn
    return True


def _seq(govde):
    n = len(govde)
    boy = bytes([n]) if n < 128 else bytes([0x80 | (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return b"\x30" + boy + govde


# ---- the night ----

tek = st.binary(min_size=1, max_size=12)
nesneler = st.dictionaries(
    st.text(min_size=1, max_size=6), st.one_of(tek, st.lists(tek, min_size=1, max_size=5, unique=True)), min_size=1, max_size=25
)


def ozetleri(belgeler, algoritma="sha256"):
    return {ad: h(d, algoritma) if isinstance(d, bytes) else [h(u, algoritma) for u in d] for ad, d in belgeler.items()}


def uyeler(nesne):
    return [nesne] if isinstance(nesne, bytes) else nesne


@settings(deadline=None, max_examples=60)
@given(nesneler, st.sampled_from(["sha256", "sha384", "sha512"]))
def test_every_object_of_a_night_verifies_with_one_stamp(belgeler, algoritma):
    damgaci = Damgaci()
    gece = ers.build(ozetleri(belgeler, algoritma), damgaci, algoritma)
    assert damgaci.sayi == 1
    for ad, nesne in belgeler.items():
        ham = gece.record(ad)
        sonuc = verify(ham, nesne)
        assert sonuc.durum is Gosterge.TOTAL_PASSED, sonuc
        assert sonuc.kanitli_zaman == AN and sonuc.algoritmalar == (algoritma,) and sonuc.karar is HukukiKarar.GECERLI
        assert sonuc.grup is isinstance(nesne, list)
        assert naive_verify(ham, uyeler(nesne))


@settings(deadline=None, max_examples=60)
@given(nesneler, tek, st.data())
def test_another_object_and_a_changed_byte_fail(belgeler, yabanci, data):
    gece = ers.build(ozetleri(belgeler), Damgaci())
    ad = data.draw(st.sampled_from(sorted(belgeler)))
    nesne = belgeler[ad]
    ham = gece.record(ad)
    baska = data.draw(st.sampled_from(sorted(belgeler)))
    if set(uyeler(belgeler[baska])) != set(uyeler(nesne)):
        assert verify(ham, list(uyeler(belgeler[baska]))).alt_durum is AltGosterge.HASH_FAILURE
    if yabanci not in uyeler(nesne):
        assert verify(ham, yabanci).alt_durum is AltGosterge.HASH_FAILURE
    ilk = bytearray(uyeler(nesne)[0])
    ilk[data.draw(st.integers(0, len(ilk) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    if bytes(ilk) not in uyeler(nesne):
        assert verify(ham, bytes(ilk)).alt_durum is AltGosterge.HASH_FAILURE


@settings(deadline=None, max_examples=60)
@given(st.lists(tek, min_size=1, max_size=6, unique=True), tek, st.data())
def test_a_group_is_proven_only_whole(grup, yabanci, data):
    """A missing or an extra member fails; the order of the members does not matter; each alone is proven to have existed."""
    belgeler = {"paket": grup, "mektup": b"baska nesne"}
    ham = ers.build(ozetleri(belgeler), Damgaci()).record("paket")
    assert passes(ham, data.draw(st.permutations(grup)))
    cikan = data.draw(st.sampled_from(grup))
    eksik = [u for u in grup if u != cikan]
    assert verify(ham, eksik).durum is not Gosterge.TOTAL_PASSED
    if yabanci not in grup:
        assert verify(ham, [*grup, yabanci]).alt_durum is AltGosterge.HASH_FAILURE
    for uye in grup:
        sonuc = verify(ham, uye)
        assert sonuc.durum is Gosterge.TOTAL_PASSED and not sonuc.grup


@pytest.mark.fault("S01")
def test_no_flipped_bit_of_a_record_passes_unless_it_lies_in_the_token():
    """Tags, lengths, digests, algorithms: all count. What lies in the token is for the judge of tokens; its imprint counts here."""
    gece = ers.build({f"n{i}": h(bytes([i])) for i in range(3)} | {"g": [h(b"a"), h(b"b")]}, Damgaci())
    gece = ers.rehash([gece], [{"g": [h(b"a", "sha512"), h(b"b", "sha512")], "n1": h(b"\x01", "sha512")}], years(3), "sha512")[0]
    ham = gece.record("g")
    assert passes(ham, [b"a", b"b"])
    tokenlar = [(ham.index(d.token), len(d.token)) for d in kayit.read(ham, "k").damgalar]
    gecen = []
    for yer in (i for i in range(len(ham)) if not any(b <= i < b + n for b, n in tokenlar)):
        for bit in range(8):
            bozuk = bytearray(ham)
            bozuk[yer] ^= 1 << bit
            if passes(bytes(bozuk), [b"a", b"b"]):
                gecen.append((yer, bit))
    assert not gecen


@settings(deadline=None, max_examples=60)
@given(nesneler)
def test_a_night_survives_its_file(belgeler):
    gece = ers.renew([ers.build(ozetleri(belgeler), Damgaci())], years(1))[0]
    gece = ers.rehash([gece], [ozetleri(belgeler, "sha512")], years(2), "sha512")[0]
    geri = ers.Gece.from_bytes(gece.to_bytes())
    assert geri == gece and geri.adlar == tuple(belgeler)
    assert all(geri.record(ad) == gece.record(ad) for ad in belgeler)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_damaged_night_file_is_refused(data):
    ham = bytearray(_gece_dosyasi())
    yer = data.draw(st.integers(0, len(ham) - 1))
    ham[yer] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(GirdiHatasi, match="IMZ-172"):
        ers.Gece.from_bytes(bytes(ham))


@cache
def _gece_dosyasi():
    return ers.build({"a": h(b"1"), "b": [h(b"2"), h(b"3")]}, Damgaci()).to_bytes()


@pytest.mark.parametrize(
    "bozan",
    [
        lambda bas, oz: (bas | {"algoritma": "md5"}, oz),
        lambda bas, oz: (bas | {"algoritma": []}, oz),
        lambda bas, oz: (bas | {"token": "00"}, oz),
        lambda bas, oz: ([], oz),
        lambda bas, oz: (bas, oz | {"a": h(b"baska")}),
        lambda bas, oz: (bas, {}),
        lambda bas, oz: (bas | {"ust": [["zz"]]}, oz),
    ],
)
def test_a_night_file_written_by_another_hand_must_still_reach_its_token(bozan):
    """Its checksum holds, its content does not."""
    bas, oz = next(iter(dosya.unpack(_gece_dosyasi(), "g")))
    with pytest.raises(GirdiHatasi, match="IMZ-172"):
        ers.Gece.from_bytes(_pack(*bozan(bas, oz)))


def _pack(bas, oz):
    return dosya.pack([(bas, oz)])


def test_a_truncated_or_foreign_night_file_is_refused():
    ham = _gece_dosyasi()
    for veri in (b"", b"EARSIV-GECE-1\n", ham[:-1], ham[:40], ham + b"\x00", b"\x00" * 100):
        with pytest.raises(GirdiHatasi, match="IMZ-172"):
            ers.Gece.from_bytes(veri)
    govde = dosya.SIHIR + (3).to_bytes(8, "big") + b"[[["
    with pytest.raises(GirdiHatasi, match="IMZ-172"):
        ers.Gece.from_bytes(govde + hashlib.sha256(govde).digest())


def test_the_root_depends_on_the_set_of_objects_only():
    ozetler = {str(i): h(bytes([i])) for i in range(9)}
    ters = dict(reversed(ozetler.items())) | {"yine": h(b"\x03")}
    assert ers.prepare(ozetler).kok == ers.prepare(ters).kok


def test_a_night_of_one_object_is_a_plain_time_stamp():
    """Without siblings there is no reduced hash tree and the token is laid over the object's digest."""
    gece = ers.build({"tek": h(b"x")}, Damgaci())
    assert gece.kok == h(b"x") and kayit.read(gece.record("tek"), "k").damgalar[0].listeler == ()
    assert passes(gece.record("tek"), b"x") and naive_verify(gece.record("tek"), [b"x"])


def test_the_figure_of_the_rfc_comes_out():
    """Three objects, the second a group of three: first list the object, then its siblings up to the root, each list sorted."""
    belgeler = {"d1": b"1", "d2": [b"2a", b"2b", b"2c"], "d3": b"3"}
    gece = ers.build(ozetleri(belgeler), Damgaci())
    h2abc = h(b"".join(sorted(h(b"2" + u) for u in (b"a", b"b", b"c"))))
    alt = sorted([h(b"1"), h2abc, h(b"3")])
    ara = h(alt[0] + alt[1])
    assert gece.kok == h(b"".join(sorted([ara, alt[2]])))
    listeler = kayit.read(gece.record("d2"), "k").damgalar[0].listeler
    assert listeler[0] == tuple(sorted(h(b"2" + u) for u in (b"a", b"b", b"c")))
    assert all(liste == tuple(sorted(liste)) for liste in listeler)


def test_the_record_is_der_and_names_what_it_uses():
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    ham = ers.rehash([gece], [{"a": h(b"a", "sha512"), "b": h(b"b", "sha512")}], years(1), "sha512")[0].record("a")
    okunan = kayit.read(ham, "k")
    assert okunan.algoritmalar == ("sha256", "sha512") and not okunan.ber
    etiket, butun, govde = naive_parse(ham)[0]
    surum, ozetler, dizi = naive_children(govde)
    assert (etiket, butun, surum[1]) == (0x30, ham, b"\x02\x01\x01")
    assert algos.DigestAlgorithm.load(naive_children(ozetler[2])[0][1])["algorithm"].native == "sha256"


def test_crypto_infos_are_carried_when_given():
    der = bytes.fromhex("300906032a030431020500")
    gece = ers.build({"a": h(b"a")}, Damgaci())
    ham = gece.record("a", [der])
    assert kayit.read(ham, "k").ekler == b"\xa0" + bytes([len(der)]) + der and passes(ham, b"a")
    assert [b.kod for b in verify(ham, b"a").bulgular] == ["IMZ-176"]
    yeni = ers.prepare_record_renewal([ham]).stamp(years(1))[0]
    assert kayit.read(yeni, "k").ekler == kayit.read(ham, "k").ekler


# ---- renewal ----


@settings(deadline=None, max_examples=30)
@given(st.lists(nesneler, min_size=1, max_size=5), st.integers(0, 2))
def test_nights_renewed_together_verify_and_share_one_stamp(geceler_belge, kere):
    geceler = tuple(ers.build(ozetleri(b), Damgaci(AN + dt.timedelta(days=i))) for i, b in enumerate(geceler_belge))
    for n in range(kere + 1):
        damgaci = years(n + 1)
        geceler = ers.renew(geceler, damgaci)
        assert damgaci.sayi == 1
    for i, (gece, belgeler) in enumerate(zip(geceler, geceler_belge, strict=True)):
        for ad, nesne in belgeler.items():
            sonuc = verify(gece.record(ad), nesne)
            assert sonuc.durum is Gosterge.TOTAL_PASSED and len(sonuc.damgalar) == kere + 2
            assert sonuc.kanitli_zaman == AN + dt.timedelta(days=i)
            assert naive_verify(gece.record(ad), uyeler(nesne))


@settings(deadline=None, max_examples=30)
@given(st.lists(nesneler, min_size=1, max_size=4), tek)
def test_new_hash_trees_bind_objects_and_all_earlier_evidence(geceler_belge, yabanci):
    geceler = tuple(ers.build(ozetleri(b), Damgaci()) for b in geceler_belge)
    geceler = ers.renew(geceler, years(1))
    damgaci = years(2)
    geceler = ers.rehash(geceler, [ozetleri(b, "sha512") for b in geceler_belge], damgaci, "sha512")
    assert damgaci.sayi == 1
    geceler = ers.renew(geceler, years(3))
    for gece, belgeler in zip(geceler, geceler_belge, strict=True):
        for ad, nesne in belgeler.items():
            ham = gece.record(ad)
            sonuc = verify(ham, nesne)
            assert sonuc.durum is Gosterge.TOTAL_PASSED and sonuc.algoritmalar == ("sha256", "sha512")
            assert naive_verify(ham, uyeler(nesne))
            if yabanci not in uyeler(nesne):
                assert not passes(ham, yabanci)


def test_records_handed_out_are_renewed_without_their_nights():
    geceler = [ers.build({"a": h(b"a%d" % i), "b": h(b"b")}, Damgaci(AN + dt.timedelta(days=i))) for i in range(3)]
    kayitlar = [g.record("a") for g in geceler]
    yeniler = ers.prepare_record_renewal(kayitlar).stamp(years(1))
    yeniler = ers.prepare_record_rehash(yeniler, [h(b"a%d" % i, "sha512") for i in range(3)], "sha512").stamp(years(2))
    yeniler = ers.prepare_record_renewal(yeniler).stamp(years(3))
    for i, ham in enumerate(yeniler):
        assert passes(ham, b"a%d" % i) and naive_verify(ham, [b"a%d" % i])
        assert not passes(ham, b"a%d" % ((i + 1) % 3))
        assert len(kayit.read(ham, "k").damgalar) == 4


def test_night_and_record_renewal_agree():
    """The same night renewed alone and its record renewed alone give the same bytes."""
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    assert ers.renew([gece], years(1))[0].record("a") == ers.prepare_record_renewal([gece.record("a")]).stamp(years(1))[0]


def test_an_object_destroyed_meanwhile_leaves_its_night():
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    gece = ers.rehash([gece], [{"a": h(b"a", "sha512")}], years(1), "sha512")[0]
    assert gece.adlar == ("a",) and passes(gece.record("a"), b"a")
    with pytest.raises(GirdiHatasi, match="IMZ-173"):
        gece.record("b")


def test_the_figure_that_sorts_before_binding_is_read_too():
    """Text and figure of §5.2 differ; both bind object and evidence, so both are read, and only the text's form is written."""
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    ilk = kayit.read(gece.record("a"), "k").zincirler[0].ham
    ha, oz = h(kayit.sequence([ilk]), "sha512"), h(b"a", "sha512")
    for parcalar in ((oz + ha), b"".join(sorted([oz, ha]))):
        kok = h(parcalar, "sha512")
        zincir = kayit.chain([("sha512", (), token(kok, "sha512", AN + dt.timedelta(days=9)))])
        assert passes(kayit.record(("sha256", "sha512"), (ilk, zincir)), b"a")


# ---- what must not pass ----


def iki_damgali(an1=AN, an2=AN + dt.timedelta(days=400), *, alg2="sha256", yanlis=b"", listeler=None):
    ilk = token(h(b"a"), "sha256", an1)
    kok = h(ilk + yanlis, alg2)
    return kayit.record(("sha256", alg2), [kayit.chain([("sha256", (), ilk), (alg2, listeler or (), token(kok, alg2, an2))])])


@pytest.mark.fault("S17", "S18")
@pytest.mark.parametrize(
    ("ham", "alt", "kod"),
    [
        pytest.param(iki_damgali(AN, AN), AltGosterge.TIMESTAMP_ORDER_FAILURE, "IMZ-169", id="ayni-an"),
        pytest.param(iki_damgali(AN, AN - dt.timedelta(days=1)), AltGosterge.TIMESTAMP_ORDER_FAILURE, "IMZ-169", id="ters-sira"),
        pytest.param(iki_damgali(yanlis=b"x"), AltGosterge.HASH_FAILURE, "IMZ-170", id="yenileme-baskasini-kapsar"),
        pytest.param(iki_damgali(alg2="sha512"), AltGosterge.FORMAT_FAILURE, "IMZ-171", id="zincirde-iki-algoritma"),
        pytest.param(
            kayit.record(("sha512",), [kayit.chain([("sha256", (), token(h(b"a"), "sha256", AN))])]),
            AltGosterge.FORMAT_FAILURE,
            "IMZ-171",
            id="bildirilmeyen-algoritma",
        ),
        pytest.param(
            kayit.record(("sha256",), [kayit.chain([("sha256", ((h(b"a"), b"\x00" * 31),), token(h(b"a"), "sha256", AN))])]),
            AltGosterge.FORMAT_FAILURE,
            "IMZ-165",
            id="kisa-ozet",
        ),
        pytest.param(
            kayit.record(("sha256",), [kayit.chain([("sha256", ((h(b"a"), h(b"b")),), token(h(b"a"), "sha256", AN))])]),
            AltGosterge.HASH_FAILURE,
            "IMZ-168",
            id="kok-tutmuyor",
        ),
        pytest.param(
            kayit.record(("sha256",), [kayit.chain([("sha256", ((h(b"a"),),), b"\x30\x00")])]),
            AltGosterge.FORMAT_FAILURE,
            "IMZ-164",
            id="damga-degil",
        ),
        pytest.param(kayit.record(("sha256",), []), AltGosterge.FORMAT_FAILURE, "IMZ-165", id="zincirsiz"),
        pytest.param(kayit.record(("sha256",), [kayit.chain([])]), AltGosterge.FORMAT_FAILURE, "IMZ-165", id="damgasiz-zincir"),
        pytest.param(b"", AltGosterge.FORMAT_FAILURE, "IMZ-001", id="bos"),
        pytest.param(iki_damgali() + b"\x00", AltGosterge.FORMAT_FAILURE, "IMZ-004", id="fazla-bayt"),
        pytest.param(iki_damgali()[:-1], AltGosterge.FORMAT_FAILURE, "IMZ-003", id="yarim"),
        pytest.param(iki_damgali().replace(b"\x02\x01\x01", b"\x02\x01\x02", 1), AltGosterge.FORMAT_FAILURE, "IMZ-165", id="surum-2"),
        pytest.param(token(h(b"a"), "sha256", AN), AltGosterge.FORMAT_FAILURE, "IMZ-165", id="yalniz-damga"),
    ],
)
def test_broken_records_are_answers_not_exceptions(ham, alt, kod):
    sonuc = verify(ham, b"a")
    assert sonuc.alt_durum is alt and sonuc.bulgular[0].kod == kod
    assert sonuc.kanitli_zaman is None and sonuc.damgalar == ()
    json.dumps(sonuc.as_dict())


def test_stamps_swapped_in_a_chain_fail():
    gece = ers.renew([ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())], years(1))[0]
    okunan = kayit.read(gece.record("a"), "k")
    bir, iki = okunan.damgalar
    ham = kayit.record(("sha256",), [kayit.tlv(0x30, iki.ham, bir.ham)])
    assert not passes(ham, b"a")


def test_a_chain_of_another_record_grafted_on_fails():
    """The second chain binds the first: parts of two records do not make a third."""
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    yeni = ers.rehash([gece], [{"a": h(b"a", "sha512"), "b": h(b"b", "sha512")}], years(1), "sha512")[0]
    z_a, z_b = (kayit.read(yeni.record(ad), "k").zincirler for ad in "ab")
    ham = kayit.record(("sha256", "sha512"), (z_a[0].ham, z_b[1].ham))
    sonuc = verify(ham, b"a")
    assert sonuc.alt_durum is AltGosterge.HASH_FAILURE and sonuc.bulgular[0].kod == "IMZ-170"


def test_a_first_chain_cut_off_no_longer_proves_the_object():
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    yeni = ers.rehash([gece], [{"a": h(b"a", "sha512"), "b": h(b"b", "sha512")}], years(1), "sha512")[0]
    ham = kayit.record(("sha512",), [kayit.read(yeni.record("a"), "k").zincirler[1].ham])
    assert verify(ham, b"a").alt_durum is AltGosterge.HASH_FAILURE


def test_digest_boundaries_cannot_be_moved():
    """Two lists whose concatenation is the same but whose items are cut elsewhere: only whole digests count."""
    a, b = sorted([h(b"a"), h(b"b")])
    tkn = token(h(a + b), "sha256", AN)
    ham = kayit.record(("sha256",), [kayit.chain([("sha256", ((a[:16], a[16:] + b),), tkn)])])
    assert verify(ham, lambda _: a[:16]).durum is not Gosterge.TOTAL_PASSED


@pytest.mark.fault("S23")
@pytest.mark.parametrize("ne", ["zincir", "damga", "liste", "ozet"])
def test_counts_have_limits(ne):
    tkn = token(h(b"a"), "sha256", AN)
    damga = kayit.archive_timestamp("sha256", (), tkn)
    match ne:
        case "zincir":
            ham = kayit.record(("sha256",), [kayit.tlv(0x30, damga)] * 65)
        case "damga":
            ham = kayit.record(("sha256",), [kayit.tlv(0x30, *[damga] * 513)])
        case "liste":
            ham = kayit.record(("sha256",), [kayit.chain([("sha256", ((h(b"a"),),) * 65, tkn)])])
        case _:
            ham = kayit.record(("sha256",), [kayit.chain([("sha256", ((h(b"a"),) * 65_537,), tkn)])])
    sonuc = verify(ham, b"a")
    assert sonuc.alt_durum is AltGosterge.FORMAT_FAILURE and sonuc.bulgular[0].kod in {"IMZ-002", "IMZ-166"}


def test_size_is_judged_before_parsing():
    sonuc = ers.verify(iki_damgali(), b"a", gecer, sinirlar=Sinirlar(imza_bayt=100))
    assert sonuc.bulgular[0].kod == "IMZ-002"


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_hostile_records_never_raise(data):
    ham = bytearray(iki_damgali())
    for _ in range(data.draw(st.integers(1, 6))):
        ham[data.draw(st.integers(0, len(ham) - 1))] = data.draw(st.integers(0, 255))
    verify(bytes(ham), b"a")


def ber(veri):
    """The same value with every length indefinite, as some authorities write their tokens."""
    (etiket, _, govde), _ = naive_parse(veri)
    if not etiket & 0x20:
        return veri
    parcalar = []
    while govde:
        (_, butun, _), son = naive_parse(govde)
        parcalar.append(ber(butun))
        govde = govde[son:]
    return bytes([etiket]) + b"\x80" + b"".join(parcalar) + b"\x00\x00"


def test_a_token_in_ber_is_kept_and_hashed_as_it_was_stored():
    class BerDamgaci(Damgaci):
        def stamp(self, ozet, algoritma):
            return ber(super().stamp(ozet, algoritma))

    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, BerDamgaci())
    ilk = gece.token
    gece = ers.renew([gece], BerDamgaci(AN + dt.timedelta(days=9)))[0]
    gece = ers.rehash([gece], [{"a": h(b"a", "sha512"), "b": h(b"b", "sha512")}], BerDamgaci(AN + dt.timedelta(days=99)), "sha512")[0]
    sonuc = verify(gece.record("a"), b"a")
    assert sonuc.durum is Gosterge.TOTAL_PASSED and [b.kod for b in sonuc.bulgular] == ["IMZ-033"]
    assert ilk in gece.record("a") and kayit.read(gece.record("a"), "k").damgalar[1].olgu.ozet == h(ilk)
    assert passes(ers.prepare_record_renewal([gece.record("a")]).stamp(years(3))[0], b"a")


def test_an_unknown_digest_algorithm_is_undecided():
    tkn = token(h(b"a", "md5"), "md5", AN)
    md5 = bytes.fromhex("300a06082a864886f70d0205")
    damga = kayit.tlv(0x30, b"\xa0" + md5[1:], tkn)
    ham = kayit.tlv(0x30, b"\x02\x01\x01", kayit.tlv(0x30, md5), kayit.sequence([kayit.tlv(0x30, damga)]))
    sonuc = verify(ham, b"a")
    assert (sonuc.alt_durum, sonuc.bulgular[0].kod) == (AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE, "IMZ-162")


def test_fields_no_stamp_covers_are_named():
    ham = ers.build({"a": h(b"a")}, Damgaci()).record("a")
    surum, ozetler, dizi = naive_children(naive_parse(ham)[0][2])
    sifreli = kayit.tlv(0x30, surum[1], ozetler[1], kayit.tlv(0xA1, bytes.fromhex("06032a03040500")), dizi[1])
    sonuc = verify(sifreli, b"a")
    assert sonuc.durum is Gosterge.TOTAL_PASSED and [b.kod for b in sonuc.bulgular] == ["IMZ-176"]


# ---- the judge of tokens ----


def test_each_token_is_judged_up_to_the_next_and_the_last_at_the_moment_of_judgement():
    cagrilar = []

    def yargila(tkn, ozet, algoritma, until):
        cagrilar.append((ozet, algoritma, until))
        return gecer(tkn, ozet, algoritma, until)

    gece = ers.renew([ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())], years(1))[0]
    assert passes(gece.record("a"), b"a")
    ers.verify(gece.record("a"), b"a", yargila)
    damgalar = kayit.read(gece.record("a"), "k").damgalar
    assert cagrilar == [(damgalar[0].olgu.ozet, "sha256", damgalar[1].olgu.an), (damgalar[1].olgu.ozet, "sha256", None)]


@pytest.mark.parametrize(
    ("altlar", "beklenen"),
    [
        ((AltGosterge.TRY_LATER, None), AltGosterge.TRY_LATER),
        ((None, AltGosterge.REVOKED), AltGosterge.REVOKED),
        ((AltGosterge.TRY_LATER, AltGosterge.SIG_CRYPTO_FAILURE), AltGosterge.SIG_CRYPTO_FAILURE),
    ],
)
def test_one_bad_stamp_spoils_the_record_and_the_worst_decides(altlar, beklenen):
    sira = iter(altlar)
    gece = ers.renew([ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())], years(1))[0]
    sonuc = ers.verify(gece.record("a"), b"a", lambda *_: DamgaSonucu(DamgaTuru.KAYIT, AN, next(sira)))
    assert sonuc.alt_durum is beklenen and sonuc.kanitli_zaman is None and len(sonuc.damgalar) == 2


def test_without_a_judge_of_tokens_nothing_passes():
    sonuc = ers.verify(ers.build({"a": h(b"a")}, Damgaci()).record("a"), b"a")
    assert sonuc.durum is Gosterge.INDETERMINATE and sonuc.karar is HukukiKarar.BELIRSIZ
    assert [b.kod for b in sonuc.bulgular] == ["IMZ-175"] and sonuc.kanitli_zaman is None


def test_digests_can_be_given_by_a_function_of_the_algorithm():
    """Each chain asks in its own algorithm; an error of the function itself is the caller's and comes through."""
    gece = ers.build({"a": h(b"a"), "b": h(b"b")}, Damgaci())
    ham = ers.rehash([gece], [{"a": h(b"a", "sha512"), "b": h(b"b", "sha512")}], years(1), "sha512")[0].record("a")
    istenen = []
    assert passes(ham, lambda ad: istenen.append(ad) or h(b"a", ad)) and istenen == ["sha256", "sha512"]

    def okunamaz(ad):
        raise GirdiHatasi("KAB-001", "x", ayrinti="yok")

    with pytest.raises(GirdiHatasi, match="KAB-001"):
        verify(ham, okunamaz)


# ---- wrong use ----


@pytest.mark.parametrize(
    ("ozetler", "algoritma", "kod"),
    [
        ({}, "sha256", "IMZ-160"),
        ({"a": []}, "sha256", "IMZ-160"),
        ({"a": b"kisa"}, "sha256", "IMZ-161"),
        ({"a": [h(b"a"), b""]}, "sha256", "IMZ-161"),
        ({"a": h(b"a", "sha1")}, "sha1", "IMZ-162"),
        ({"a": h(b"a", "md5")}, "md5", "IMZ-162"),
    ],
)
def test_what_cannot_be_stamped_is_refused(ozetler, algoritma, kod):
    with pytest.raises(GirdiHatasi, match=kod):
        ers.prepare(ozetler, algoritma)


def test_a_token_over_something_else_is_refused():
    taslak = ers.prepare({"a": h(b"a")})
    with pytest.raises(GirdiHatasi, match="IMZ-163"):
        taslak.complete(token(h(b"baska"), "sha256", AN))
    with pytest.raises(GirdiHatasi, match="IMZ-163"):
        taslak.complete(token(h(b"a", "sha384"), "sha384", AN))
    with pytest.raises(GirdiHatasi, match="IMZ-164"):
        taslak.complete(b"\x30\x03\x02\x01\x00")


def test_a_renewal_that_is_not_later_is_refused_when_it_is_made():
    gece = ers.build({"a": h(b"a")}, Damgaci())
    for taslak in (
        ers.prepare_renewal([gece]),
        ers.prepare_record_renewal([gece.record("a")]),
        ers.prepare_rehash([gece], [{"a": h(b"a", "sha512")}], "sha512"),
        ers.prepare_record_rehash([gece.record("a")], [h(b"a", "sha512")], "sha512"),
    ):
        with pytest.raises(GirdiHatasi, match="IMZ-177"):
            taslak.stamp(Damgaci())


def test_records_of_different_algorithms_are_not_renewed_in_one_tree():
    geceler = [ers.build({"a": h(b"a", ad)}, Damgaci(), ad) for ad in ("sha256", "sha512")]
    with pytest.raises(GirdiHatasi, match="IMZ-174"):
        ers.prepare_renewal(geceler)
    with pytest.raises(GirdiHatasi, match="IMZ-160"):
        ers.prepare_renewal([])
    with pytest.raises(GirdiHatasi, match="IMZ-173"):
        ers.prepare_rehash(geceler[:1], [{"yok": h(b"a", "sha512")}], "sha512")


def test_a_leaf_that_is_not_in_the_tree_has_no_path():
    agac = Agac.build([h(b"a"), h(b"b"), h(b"c")], "sha256")
    for yok in (h(b"z"), b"\x00" * 32, b"\xff" * 32):
        with pytest.raises(GirdiHatasi, match="IMZ-173"):
            agac.path(yok)


# ---- real tokens ----


@cache
def _dunya():
    from earsiv.testing.dunya import dunya

    return dunya()


class DunyaDamgaci:
    """Stamps with a time-stamp authority of the test world."""

    def __init__(self, an, tsa="zd"):
        self.an, self.tsa = an, tsa

    def stamp(self, ozet, algoritma):
        return _dunya().damga(ozet, algoritma, self.an, tsa=self.tsa)


def ortam(an, iptal=None):
    """Roots, the authority above the TSA and revocation lists that cover every moment used here."""
    from earsiv.imza.guven import GuvenDeposu
    from earsiv.imza.kanit_kumesi import KanitKumesi
    from earsiv.imza.politika import DogrulamaPolitikasi
    from earsiv.imza.yol_yargi import Ortam

    d = _dunya()
    liste = AN + dt.timedelta(days=2_000)
    siller = (d.sil(v, liste, sonraki=liste + dt.timedelta(days=30), iptal=iptal if v == "alt" else None) for v in ("kok", "alt"))
    return Ortam(DogrulamaPolitikasi(), GuvenDeposu.of(*d.kokler()), KanitKumesi.of(d.sertifika("alt"), *siller), an)


def real_night():
    gece = ers.build({"a": h(b"a"), "b": [h(b"b1"), h(b"b2")]}, DunyaDamgaci(AN))
    gece = ers.renew([gece], DunyaDamgaci(AN + dt.timedelta(days=700)))[0]
    yeni = {"a": h(b"a", "sha512"), "b": [h(b"b1", "sha512"), h(b"b2", "sha512")]}
    return ers.rehash([gece], [yeni], DunyaDamgaci(AN + dt.timedelta(days=1_400)), "sha512")[0]


def test_real_tokens_are_judged_by_the_rooms_own_judge():
    from earsiv.imza.ers.yargi import judge

    an = AN + dt.timedelta(days=2_001)
    sonuc = ers.verify(real_night().record("b"), [b"b1", b"b2"], judge(ortam(an)))
    assert sonuc.durum is Gosterge.TOTAL_PASSED, sonuc
    assert sonuc.kanitli_zaman == AN and len(sonuc.damgalar) == 3 and sonuc.grup
    assert all(d.makam and d.tur is DamgaTuru.KAYIT for d in sonuc.damgalar)


def test_an_authority_revoked_before_its_stamp_spoils_the_record():
    """Revoked after every stamp it does no harm."""
    from earsiv.imza.ers.yargi import judge

    an = AN + dt.timedelta(days=2_001)
    ham = real_night().record("a")
    once = ers.verify(ham, b"a", judge(ortam(an, {"zd": (AN + dt.timedelta(days=800), "superseded")})))
    assert once.durum is not Gosterge.TOTAL_PASSED and [d.durum is Gosterge.TOTAL_PASSED for d in once.damgalar] == [True, True, False]
    sonra = ers.verify(ham, b"a", judge(ortam(an, {"zd": (AN + dt.timedelta(days=1_900), "superseded")})))
    assert sonra.durum is Gosterge.TOTAL_PASSED


def test_without_evidence_about_the_authority_the_record_stays_open():
    import attrs

    from earsiv.imza.ers.yargi import judge

    sonuc = ers.verify(real_night().record("a"), b"a", judge(attrs.evolve(ortam(AN + dt.timedelta(days=2_001)), kanit=None)))
    assert sonuc.durum is Gosterge.INDETERMINATE and sonuc.kanitli_zaman is None


@pytest.mark.parametrize("yer", [0.2, 0.5, 0.9, 0.999])
def test_a_byte_changed_inside_a_real_token_does_not_pass(yer):
    from earsiv.imza.ers.yargi import judge

    ham = bytearray(ers.build({"a": h(b"a"), "b": h(b"b")}, DunyaDamgaci(AN)).record("a"))
    ham[int(len(ham) * yer)] ^= 1
    sonuc = ers.verify(bytes(ham), b"a", judge(ortam(AN + dt.timedelta(days=2_001))))
    assert sonuc.durum is not Gosterge.TOTAL_PASSED


def test_openssl_agrees_on_every_token_of_a_record(tmp_path):
    """A second opinion on the imprints: ``openssl ts -verify`` over the root that the naive reading computes."""
    import shutil
    import subprocess

    if not shutil.which("openssl"):
        pytest.skip("openssl yok")
    d = _dunya()
    okunan = kayit.read(real_night().record("b"), "k")
    (tmp_path / "kok.pem").write_text(_pem(d.sertifika("kok")))
    (tmp_path / "ara.pem").write_text(_pem(d.sertifika("alt")) + _pem(d.sertifika("zd")))
    for no, damga in enumerate(okunan.damgalar):
        kok = naive_root([list(x) for x in damga.listeler], lambda v, a=damga.algoritma: h(v, a)) if damga.listeler else damga.olgu.ozet
        (tmp_path / f"{no}.tst").write_bytes(damga.token)
        komut = [
            "openssl",
            "ts",
            "-verify",
            "-digest",
            kok.hex(),
            "-in",
            f"{no}.tst",
            "-token_in",
            "-CAfile",
            "kok.pem",
            "-untrusted",
            "ara.pem",
        ]
        komut += ["-attime", str(int(damga.olgu.an.timestamp()))]
        cikti = subprocess.run(komut, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert cikti.returncode == 0, cikti.stderr + cikti.stdout


def _pem(ham):
    import base64

    return "-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(ham).decode() + "-----END CERTIFICATE-----\n"


# ---- the command ----


@pytest.fixture
def kos(tmp_path, monkeypatch):
    """Run ``kayit`` in a temporary folder; returns (exit code, JSON or text)."""
    import io
    import sys

    import click

    from earsiv.cli import _KOMUTLAR, main
    from earsiv.cli.imza.kayit import kayit as grup

    assert isinstance(grup, click.Group)
    monkeypatch.setitem(_KOMUTLAR, "deneme-kayit", ("imza.kayit", "kayit"))
    monkeypatch.chdir(tmp_path)

    def calis(*argumanlar):
        cikti = io.StringIO()
        monkeypatch.setattr(sys, "stdout", cikti)
        with pytest.raises(SystemExit) as son:
            main(["deneme-kayit", *map(str, argumanlar), "--json"])
        ham = cikti.getvalue()
        return son.value.code, json.loads(ham) if ham else None

    return calis


def answer(istek, an, durum=0):
    """Play the authority: read a request, write a response."""
    ham = tsp.TimeStampReq.load(istek.read_bytes(), strict=True)
    assert ham["cert_req"].native is True and ham["nonce"].native is None
    iz = ham["message_imprint"]
    jeton = token(iz["hashed_message"].native, iz["hash_algorithm"]["algorithm"].native, an)
    cevap = kayit.tlv(0x30, kayit.tlv(0x30, bytes((2, 1, durum))), jeton if durum < 2 else b"")
    yol = istek.with_suffix(".tsr")
    yol.write_bytes(cevap)
    return yol


@pytest.fixture
def dosyalar(tmp_path):
    (tmp_path / "gelen" / "paket").mkdir(parents=True)
    (tmp_path / "gelen" / "karar.pdf").write_bytes(b"karar")
    (tmp_path / "gelen" / "paket" / "a.xml").write_bytes(b"a")
    (tmp_path / "gelen" / "paket" / "b.xml").write_bytes(b"b")
    return tmp_path


def test_a_night_is_made_carried_to_the_authority_and_judged(kos, dosyalar):
    kod, cevap = kos("olustur", "gelen", "--hedef", "kanit", "--damga-istegi", "istek.tsq")
    assert kod == 0 and cevap["gece"] is None and cevap["nesne_sayisi"] == 3
    yanit = answer(dosyalar / "istek.tsq", AN)
    kod, cevap = kos("olustur", "gelen", "--hedef", "kanit", "--damga", yanit)
    assert kod == 0 and sorted(cevap["kayitlar"]) == [
        "kanit/gelen/karar.pdf.er",
        "kanit/gelen/paket/a.xml.er",
        "kanit/gelen/paket/b.xml.er",
    ]
    kod, sonuc = kos("dogrula", "kanit/gelen/karar.pdf.er", "gelen/karar.pdf")
    assert kod == 1 and sonuc["alt_durum"] not in {None, "HASH_FAILURE"}  # its signature is noise
    (dosyalar / "gelen" / "karar.pdf").write_bytes(b"karar!")
    kod, sonuc = kos("dogrula", "kanit/gelen/karar.pdf.er", "gelen/karar.pdf")
    assert (kod, sonuc["alt_durum"]) == (1, "HASH_FAILURE")
    kod, _ = kos("olustur", "gelen", "--hedef", "baska", "--damga", yanit)
    assert kod == 2 and not (dosyalar / "baska").exists()


def test_a_folder_can_be_one_object(kos, dosyalar):
    kos("olustur", "gelen/paket", "gelen/karar.pdf", "--grup", "--hedef", "k", "--damga-istegi", "i.tsq")
    kod, cevap = kos("olustur", "gelen/paket", "gelen/karar.pdf", "--grup", "--hedef", "k", "--damga", answer(dosyalar / "i.tsq", AN))
    assert kod == 0 and sorted(cevap["kayitlar"]) == ["k/karar.pdf.er", "k/paket.er"]
    _, sonuc = kos("dogrula", "k/paket.er", "gelen/paket")
    assert sonuc["grup"] is True and sonuc["alt_durum"] != "HASH_FAILURE"
    (dosyalar / "gelen" / "paket" / "c.xml").write_bytes(b"c")
    _, sonuc = kos("dogrula", "k/paket.er", "gelen/paket")
    assert sonuc["alt_durum"] == "HASH_FAILURE"


def test_renewal_by_hand_and_extraction(kos, dosyalar):
    kos("olustur", "gelen", "--hedef", "k", "--yalniz-gece", "--damga-istegi", "i.tsq")
    _, cevap = kos("olustur", "gelen", "--hedef", "k", "--yalniz-gece", "--damga", answer(dosyalar / "i.tsq", AN))
    gece = cevap["gece"]
    assert cevap["kayitlar"] == []
    assert kos("yenile", gece, "--hedef", "y", "--damga-istegi", "i2.tsq")[0] == 0
    kod, cevap = kos("yenile", gece, "--hedef", "y", "--damga", answer(dosyalar / "i2.tsq", AN + dt.timedelta(days=900)))
    assert kod == 0 and len(cevap["dosyalar"]) == 1
    yeni = cevap["dosyalar"][0]
    sha512 = ("yenile", yeni, "--algoritma", "sha512", "--nesneler", ".", "--hedef", "z")
    assert kos(*sha512, "--damga-istegi", "i3.tsq")[0] == 0
    kod, cevap = kos(*sha512, "--damga", answer(dosyalar / "i3.tsq", AN + dt.timedelta(days=1900)))
    assert kod == 0
    kod, cikan = kos("cikar", cevap["dosyalar"][0], "gelen/karar.pdf", "--hedef", "c")
    assert kod == 0 and cikan["kayitlar"] == ["c/gelen/karar.pdf.er"]
    ham = (dosyalar / "c/gelen/karar.pdf.er").read_bytes()
    assert verify(ham, b"karar").algoritmalar == ("sha256", "sha512") and passes(ham, b"karar")
    assert kos("yenile", "c/gelen/karar.pdf.er", "--hedef", "t", "--damga-istegi", "i4.tsq")[0] == 0
    kos("yenile", "c/gelen/karar.pdf.er", "--hedef", "t", "--damga", answer(dosyalar / "i4.tsq", AN + dt.timedelta(days=2900)))
    assert passes((dosyalar / "t/karar.pdf.er").read_bytes(), b"karar")


def test_a_changed_object_is_not_taken_into_a_new_chain_and_a_lost_one_leaves(kos, dosyalar):
    kos("olustur", "gelen", "--hedef", "k", "--damga-istegi", "i.tsq")
    _, cevap = kos("olustur", "gelen", "--hedef", "k", "--damga", answer(dosyalar / "i.tsq", AN))
    (dosyalar / "gelen/karar.pdf").write_bytes(b"oynanmis")
    kod, _ = kos("yenile", cevap["gece"], "--algoritma", "sha512", "--nesneler", ".", "--hedef", "z", "--damga-istegi", "j.tsq")
    assert kod == 2 and not (dosyalar / "j.tsq").exists()
    (dosyalar / "gelen/karar.pdf").unlink()
    kod, _ = kos("yenile", cevap["gece"], "--algoritma", "sha512", "--nesneler", ".", "--hedef", "z", "--damga-istegi", "j.tsq")
    assert kod == 0


@pytest.mark.parametrize(
    "argumanlar",
    [
        ("olustur", "gelen", "--hedef", "k"),
        ("olustur", "gelen", "--hedef", "k", "--damga-istegi", "a", "--damga", "b"),
        ("olustur", "yok", "--hedef", "k", "--damga-istegi", "a"),
        ("olustur", "gelen", "gelen", "--hedef", "k", "--damga-istegi", "a"),
        ("olustur", "gelen", "--hedef", "k", "--damga", "gelen/karar.pdf"),
        ("olustur", "gelen", "--hedef", "k", "--damga-istegi", "gelen/karar.pdf"),
        ("yenile", "gelen/karar.pdf", "--hedef", "k", "--damga-istegi", "a"),
        ("yenile", "gelen/karar.pdf", "--hedef", "k", "--algoritma", "sha512", "--damga-istegi", "a"),
        ("yenile", "gelen/karar.pdf", "gelen/karar.pdf", "--hedef", "k", "--damga-istegi", "a"),
        ("cikar", "gelen/karar.pdf", "--hedef", "k"),
        ("dogrula", "yok", "gelen/karar.pdf"),
    ],
)
def test_wrong_use_of_the_command_ends_with_two(kos, dosyalar, argumanlar):
    assert kos(*argumanlar)[0] == 2


def test_a_taken_target_costs_no_time_stamp(kos, dosyalar, monkeypatch):
    """Nothing is overwritten, and that is found before the authority is asked."""
    from earsiv.imza import damgaci

    sayac = Damgaci()
    monkeypatch.setattr(damgaci.HttpDamgaci, "stamp", lambda self, ozet, algoritma: sayac.stamp(ozet, algoritma))
    url = ("--damgaci-url", "http://zd.ornek.invalid")
    kod, cevap = kos("olustur", "gelen", "--hedef", "k", *url)
    once = {yol: yol.read_bytes() for yol in (dosyalar / "k").rglob("*.er*") if yol.is_file()}
    assert kod == 0 and kos("olustur", "gelen", "--hedef", "k", *url)[0] == 2
    assert kos("yenile", cevap["gece"], "--hedef", "k", *url)[0] == 2
    assert sayac.sayi == 1 and once == {yol: yol.read_bytes() for yol in once}


def test_a_dry_run_writes_nothing(kos, dosyalar):
    once = sorted(dosyalar.rglob("*"))
    kod, cevap = kos("olustur", "gelen", "--hedef", "k", "--deneme")
    assert kod == 0 and cevap["kok"] and sorted(dosyalar.rglob("*")) == once


def test_a_stamp_fetched_from_an_address_goes_through_the_fetcher(kos, dosyalar, monkeypatch):
    from earsiv.imza import damgaci

    istenen = []

    def stamp(self, ozet, algoritma):
        istenen.append(self.adres)
        return token(ozet, algoritma, AN)

    monkeypatch.setattr(damgaci.HttpDamgaci, "stamp", stamp)
    kod, cevap = kos("olustur", "gelen", "--hedef", "k", "--damgaci-url", "http://zd.ornek.invalid")
    assert kod == 0 and len(cevap["kayitlar"]) == 3 and istenen == ["http://zd.ornek.invalid"]


def test_a_refusing_authority_is_told(dosyalar):
    from earsiv.imza.damgaci import timestamp_request
    from earsiv.imza.ers import istek

    yol = dosyalar / "i.tsq"
    yol.write_bytes(timestamp_request(h(b"x"), "sha256"))
    with pytest.raises(GirdiHatasi, match="IMZ-164"):
        istek.token(answer(yol, AN, durum=2).read_bytes(), "cevap")
    jeton = token(h(b"x"), "sha256", AN)
    assert istek.token(jeton, "cevap") == jeton


def test_names_that_lead_out_of_the_folder_are_refused(kos, dosyalar):
    gece = ers.build({"../kacak": h(b"a"), "/mutlak": h(b"b")}, Damgaci())
    (dosyalar / "g.ers").write_bytes(gece.to_bytes())
    for ad in ("../kacak", "/mutlak"):
        assert kos("cikar", "g.ers", ad, "--hedef", "k")[0] == 2
    assert not (dosyalar / "kacak.er").exists()


def test_a_record_with_roots_and_evidence_beside_it_passes_on_the_command_line(tmp_path, monkeypatch, capsys):
    """The whole way: real tokens, a folder of roots, a folder of evidence; the text says since when the content exists."""
    from earsiv.cli import _KOMUTLAR, main

    d, liste = _dunya(), AN + dt.timedelta(days=2_000)
    for klasor, hamlar in (
        ("kokler", d.kokler()),
        ("kanit", (d.sertifika("alt"), *(d.sil(v, liste, sonraki=liste + dt.timedelta(days=30)) for v in ("kok", "alt")))),
    ):
        (tmp_path / klasor).mkdir()
        for no, ham in enumerate(hamlar):
            (tmp_path / klasor / f"{no}.{'crl' if klasor == 'kanit' and no else 'cer'}").write_bytes(ham)
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "a.er").write_bytes(real_night().record("a"))
    monkeypatch.setitem(_KOMUTLAR, "deneme-kayit", ("imza.kayit", "kayit"))
    monkeypatch.chdir(tmp_path)
    komut = ["deneme-kayit", "dogrula", "a.er", "a", "--guven", "kokler", "--kanit", "kanit", "--an", "2032-06-01"]
    with pytest.raises(SystemExit) as son:
        main(komut)
    metin = capsys.readouterr().out
    assert son.value.code == 0 and "TOTAL_PASSED" in metin and AN.isoformat() in metin
    with pytest.raises(SystemExit) as son:
        main([*komut[:4], "--an", "2032-06-01"])
    assert son.value.code == 1 and "INDETERMINATE" in capsys.readouterr().out
