# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What no change of a sound file may ever reach: a changed, cut, lengthened or mixed signature does not pass."""

import itertools
import json
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv.imza import Gosterge, GuvenDeposu, KanitKumesi, agac, der, evaluate, read_cms, verify_cms
from earsiv.testing.cades import ICERIK, IMZA_ANI, merge, sign
from earsiv.testing.cades_uzat import archive_stamp_v2, signature_stamp
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import ARSIV_ANI, DAKIKA, YARGI_ANI, arsiv, damgali, simdi, xl

pytestmark = pytest.mark.yavas

GUVEN = GuvenDeposu.of(*dunya().kokler())
KANIT = KanitKumesi.of(*simdi())
ADLAR = ("saglam-bes", "saglam-t-p2", "saglam-xl-p4", "saglam-a-v2", "saglam-a-v3")
COK = settings(max_examples=60, deadline=None)


@cache
def dosya(ad):
    return SALDIRILAR[ad].girdi().cms


def yargila(ham, icerik=None):
    return verify_cms(ham, "x", icerik=icerik, guven=GUVEN, kanit=KANIT, an=YARGI_ANI)


def gecti(ham, icerik=None):
    return yargila(ham, icerik).durum is Gosterge.TOTAL_PASSED


def _signed(ham):
    """The content, the signed attributes and the signature value: what every level covers."""
    imzali = agac.load(ham, "x", 64)
    bilgi = imzali.kok.cocuklar()[-1].cocuklar()[0].cocuklar()
    icerik = imzali.kok.cocuklar()[2].cocuklar()[1]
    oznitelik = next(o for o in bilgi if o.etiket == 0xA0)
    deger = [o for o in bilgi if o.etiket == der.OCTET][-1]
    return [(icerik.bas, icerik.son), (oznitelik.bas, oznitelik.son), (deger.bas, deger.son)]


@cache
def ortulu(ad):
    """The bytes that a signature or its newest stamp covers.

    Below A these are content, signed attributes and value; an archive stamp covers all but what the verdict reports, its own token aside.
    """
    ham = dosya(ad)
    if "-a-" not in ad:
        return sorted({b for bas, son in _signed(ham) for b in range(bas, son)})
    acik = {b for i in yargila(ham).imzalar for bas, son in i.korunmayan for b in range(bas, son)}
    son_damga = agac.load(ham, "x", 64).imzacilar[0].imzasiz[-1].dugum
    return [b for b in range(len(ham)) if b not in acik and b < son_damga.bas]


@pytest.mark.fault("S01")
@pytest.mark.parametrize("ad", ADLAR)
def test_sound_files_pass_and_are_covered(ad):
    """The controls: they pass, and a stamp of the archive leaves little uncovered."""
    assert gecti(dosya(ad))
    sonuc = yargila(dosya(ad)).imzalar[0]
    acik = sum(son - bas for bas, son in sonuc.korunmayan)
    assert (acik < 2000) is ("-a-" in ad) and len(ortulu(ad)) > 600
    for bas, son in sonuc.korunmayan:
        assert 0 <= bas < son <= len(dosya(ad))


@pytest.mark.fault("S01")
@pytest.mark.parametrize("ad", ADLAR)
@COK
@given(st.data())
def test_no_flipped_bit_of_what_is_covered_passes(ad, data):
    """A single bit anywhere under a signature or stamp; the verdict stays plain data."""
    ham = bytearray(dosya(ad))
    yer = data.draw(st.sampled_from(ortulu(ad)))
    ham[yer] ^= 1 << data.draw(st.integers(0, 7))
    sonuc = yargila(bytes(ham))
    assert sonuc.durum is not Gosterge.TOTAL_PASSED
    json.dumps(sonuc.as_dict())


def _unreported(ham, yer, bit):
    """Whether the file with one bit flipped passes without its verdict reporting that byte as not covered."""
    yeni = bytearray(ham)
    yeni[yer] ^= 1 << bit
    sonuc = yargila(bytes(yeni))
    acik = any(bas <= yer < son for i in sonuc.imzalar for bas, son in i.korunmayan)
    return sonuc.durum is Gosterge.TOTAL_PASSED and not acik


@pytest.mark.fault("S01", "S02")
@pytest.mark.parametrize("ad", ADLAR)
@COK
@given(st.data())
def test_no_flipped_bit_passes_unless_its_byte_is_reported(ad, data):
    """Anywhere in the file, the newest stamp included."""
    assert not _unreported(dosya(ad), data.draw(st.integers(0, len(dosya(ad)) - 1)), data.draw(st.integers(0, 7)))


@pytest.mark.yavas
@pytest.mark.fault("S01", "S02")
@pytest.mark.parametrize("ad", ADLAR)
def test_no_bit_of_any_byte_passes_unless_its_byte_is_reported(ad):
    """Every byte: each bit of the small file, one bit of each byte of the large ones, the one that changes the case of a letter."""
    bitler = range(8) if ad == "saglam-bes" else (5,)
    assert [(yer, bit) for yer in range(len(dosya(ad))) for bit in bitler if _unreported(dosya(ad), yer, bit)] == []


@pytest.mark.yavas
@pytest.mark.fault("S01")
@pytest.mark.parametrize("ad", ADLAR)
def test_no_bit_at_all_of_what_is_covered_may_be_flipped(ad):
    """Every byte: each bit of the small files, one bit of each byte of the large ones."""
    asil, kotu = dosya(ad), []
    for sira, yer in enumerate(ortulu(ad)):
        for bit in range(8) if ad == "saglam-bes" else (sira % 8,):
            ham = bytearray(asil)
            ham[yer] ^= 1 << bit
            if gecti(bytes(ham)):
                kotu.append((yer, bit))
    assert kotu == []


@pytest.mark.fault("S01")
@pytest.mark.parametrize("ad", ADLAR)
@COK
@given(st.data())
def test_no_changed_byte_changes_the_facts_of_a_file_that_still_passes(ad, data):
    """Wherever it is changed: if it passes, signer, content, level and proven time are what they were."""
    ham = bytearray(dosya(ad))
    ham[data.draw(st.integers(0, len(ham) - 1))] ^= data.draw(st.integers(1, 255))
    asil, yeni = yargila(dosya(ad)).imzalar[0], yargila(bytes(ham))
    if yeni.durum is Gosterge.TOTAL_PASSED:
        (imzaci,) = yeni.imzalar
        for alan in ("ad", "kimlik", "sertifika_sha256", "imza_zamani", "profil", "nitelik", "imzali_oznitelikler"):
            assert getattr(imzaci, alan) == getattr(asil, alan)
        assert "-a-" not in ad or imzaci.kanitli_zaman == asil.kanitli_zaman


@pytest.mark.fault("S01", "S23")
@pytest.mark.parametrize("ad", ADLAR)
def test_no_truncation_passes(ad):
    """Cut anywhere, with the lengths as they were: refused by the frame."""
    ham = dosya(ad)
    for boy in [*range(0, 200), *range(200, len(ham), 173), *range(len(ham) - 40, len(ham))]:
        assert yargila(ham[:boy]).alt_durum == "FORMAT_FAILURE"


@pytest.mark.fault("S02")
@pytest.mark.parametrize("ad", ADLAR)
@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=40))
def test_nothing_may_stand_before_or_behind(ad, ek):
    """Not even zeros, blanks or a line end."""
    for ham in (dosya(ad) + ek, ek + dosya(ad)):
        assert yargila(ham).alt_durum == "FORMAT_FAILURE"
    for son in (b"\0", b"\n", b"\r\n", b" ", b"\0\0", dosya(ad)):
        assert not gecti(dosya(ad) + son)


@pytest.mark.fault("S02")
@pytest.mark.parametrize("ad", ADLAR)
@COK
@given(st.data())
def test_no_bytes_put_in_or_taken_out_pass(ad, data):
    """Lengths stay as they were, so the frame breaks or something covered moves."""
    ham = dosya(ad)
    yer, boy = data.draw(st.integers(0, len(ham) - 1)), data.draw(st.integers(1, 30))
    assert not gecti(ham[:yer] + data.draw(st.binary(min_size=1, max_size=8)) + ham[yer:])
    assert not gecti(ham[:yer] + ham[yer + boy :])


@pytest.mark.fault("S06")
@COK
@given(st.sampled_from(ADLAR), st.sampled_from(ADLAR), st.data())
def test_no_splice_of_two_files_passes(bir, iki, data):
    """The head of one and the tail of another."""
    a, b = dosya(bir), dosya(iki)
    sapma = data.draw(st.integers(-64, 64))
    yer = data.draw(st.integers(1, min(len(a), len(b)) - 65))
    karma = a[:yer] + b[max(0, yer + sapma) :]
    assert karma in {a, b} or not gecti(karma)


@pytest.mark.fault("S06", "S07")
@pytest.mark.parametrize("kim", ["kisi", "kisi2"])
def test_no_mixture_of_the_parts_of_two_signatures_passes(kim):
    """Every choice of content, signer's name, attributes, value, stamps and certificates from two sound T signatures; only the whole ones pass."""
    a = damgali("P2")
    b = damgali("P2", kim=kim, icerik=b"baska bir yazi", an=IMZA_ANI + DAKIKA, damga_ani=IMZA_ANI + 3 * DAKIKA)
    gecenler = []
    for secim in itertools.product((a, b), repeat=6):
        icerik, sid, imzali, imza, imzasiz, sertifikalar = secim
        bilgi = attrs.evolve(
            a.imzaci, sid=sid.imzaci.sid, imzali=imzali.imzaci.imzali, imza=imza.imzaci.imza, imzasiz=imzasiz.imzaci.imzasiz
        )
        karma = a.with_data(icerik=icerik.icerik, imzacilar=(bilgi,), sertifikalar=sertifikalar.veri.sertifikalar)
        if gecti(karma.dump()):
            gecenler.append(tuple(x is a for x in secim))
    bagli = {tuple(s[i] for i in ((0, 2, 3, 4) if kim == "kisi" else range(6))) for s in gecenler}
    assert all(len(set(s)) == 1 for s in bagli) and len(bagli) == 2


@pytest.mark.fault("S17", "S18")
def test_no_unsigned_attribute_of_another_signature_passes():
    """Each of stamp, references, values and archive stamp taken from a signature of the same person over something else."""
    a, b = arsiv(), arsiv(xl(icerik=b"baska bir yazi", an=IMZA_ANI + DAKIKA, damga_ani=IMZA_ANI + 2 * DAKIKA))
    assert gecti(a.dump()) and gecti(b.dump())
    cift = list(zip(a.imzaci.imzasiz, b.imzaci.imzasiz, strict=True))
    for secim in itertools.product((0, 1), repeat=len(cift)):
        karma = a.with_signer(imzasiz=tuple(c[s] for c, s in zip(cift, secim, strict=True)))
        ayni = all(x == y for x, y in zip(karma.imzaci.imzasiz, a.imzaci.imzasiz, strict=True))
        assert gecti(karma.dump()) is ayni


@pytest.mark.fault("S18")
def test_an_archive_stamp_bears_no_change_below_it():
    """Taking out, doubling or reordering any unsigned attribute under it."""
    asil = arsiv()
    oznitelikler = asil.imzaci.imzasiz
    for i in range(len(oznitelikler)):
        son = i == len(oznitelikler) - 1  # the stamp itself: without it the file is what it was before
        assert gecti(asil.with_signer(imzasiz=oznitelikler[:i] + oznitelikler[i + 1 :]).dump()) is son
        assert son or not gecti(asil.with_signer(imzasiz=(*oznitelikler[:i], oznitelikler[i], *oznitelikler[i:])).dump())
    for i, j in itertools.combinations(range(len(oznitelikler) - 1), 2):
        yeni = list(oznitelikler)
        yeni[i], yeni[j] = yeni[j], yeni[i]
        assert not gecti(asil.with_signer(imzasiz=tuple(yeni)).dump())


@pytest.mark.fault("S02")
def test_what_is_laid_beside_a_signature_is_reported():
    """An attribute nothing covers, a certificate nobody needs: the verdict stands, and says which bytes are not covered."""
    from earsiv.testing.cms_yaz import attribute
    from earsiv.testing.der import utf8

    not_ = attribute("1.2.3.4.5", utf8("sonradan yazılmış"))
    for imza in (sign(), damgali(), xl()):
        ham = imza.add(not_).dump()
        yer = ham.index("sonradan".encode())
        sonuc = yargila(ham)
        assert sonuc.durum is Gosterge.TOTAL_PASSED
        assert any(bas <= yer < son for bas, son in sonuc.imzalar[0].korunmayan)
    assert not gecti(arsiv().add(not_).dump())


@pytest.mark.fault("S08")
@settings(max_examples=15, deadline=None)
@given(st.permutations(["kisi", "kisi2", "kisi3", "muhur"]), st.integers(1, 4))
def test_parallel_signers_pass_in_any_order_and_one_bad_one_fails_the_file(kimler, kac):
    """The order of SignerInfos is not a matter of verdict; the worst decides."""
    imzalar = [sign(k) for k in kimler[:kac]]
    sonuc = yargila(merge(*imzalar).dump())
    assert sonuc.durum is Gosterge.TOTAL_PASSED and len(sonuc.imzalar) == kac
    kotu = merge(*imzalar[1:], sign(kimler[0], icerik=b"baska"))
    assert yargila(attrs.evolve(kotu, veri=attrs.evolve(kotu.veri, icerik=ICERIK)).dump()).alt_durum == "HASH_FAILURE"


@COK
@given(st.binary(max_size=300))
def test_any_bytes_at_all_get_a_verdict(ham):
    """Alone, and as the content of what looks like a SignedData."""
    for veri in (ham, b"\x30\x80" + ham, der.wrap(0x30, bytes.fromhex("06092a864886f70d010702") + der.wrap(0xA0, der.wrap(0x30, ham)))):
        sonuc = yargila(veri)
        assert sonuc.durum is not Gosterge.TOTAL_PASSED and sonuc.imzalar[0].bulgular


@COK
@given(st.sampled_from(["bilgi", "oznitelik", "jeton", "sertifika", "deger"]), st.binary(min_size=1, max_size=60))
def test_any_bytes_in_any_place_get_a_verdict(yer, cop):
    """Rubbish as a SignerInfo, an attribute, a stamp, a certificate or a value: an answer, never an exception, never passed."""
    from earsiv.testing.cms_yaz import attribute

    asil = damgali("P4")
    ham = {
        "bilgi": lambda: asil.with_data(ham_imzacilar=der.wrap(0x31, cop)),
        "oznitelik": lambda: asil.with_data(
            ham_imzacilar=der.wrap(0x31, der.wrap(0x30, b"".join(asil.imzaci.fields) + der.wrap(0xA1, cop)))
        ),
        "jeton": lambda: sign().add(attribute("1.2.840.113549.1.9.16.2.14", cop)),
        "sertifika": lambda: sign().with_data(sertifikalar=(cop,)),
        "deger": lambda: xl().edit_unsigned(lambda liste: [*liste[:-1], attribute(liste[-1].oid, cop)]),
    }[yer]().dump()
    sonuc = yargila(ham)
    assert sonuc.durum is not Gosterge.TOTAL_PASSED
    json.dumps(sonuc.as_dict())


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["zd", "zd2", "zd3", "zd-ec"]), min_size=1, max_size=3), st.data())
def test_a_row_of_archive_stamps_passes_only_with_evidence_about_every_authority(tsalar, data):
    """Any row of stamps in time order passes with all lists inside; a stamp out of order does not."""
    from earsiv.testing.cades_uzat import ATS_V2, SIGNATURE_STAMP, embed_stamp_evidence
    from earsiv.testing.saldiri_temel import zd_kanit

    imza, onceki, an = xl(), ("zd", SIGNATURE_STAMP), ARSIV_ANI
    for tsa in tsalar:
        imza = embed_stamp_evidence(imza, onceki[1], zd_kanit(onceki[0], an - DAKIKA))
        imza = imza.add(archive_stamp_v2(imza, an, tsa=tsa))
        onceki, an = (tsa, ATS_V2), an + data.draw(st.integers(1, 20)) * 1440 * DAKIKA
    assert gecti(imza.dump())
    ters = imza.add(archive_stamp_v2(imza, IMZA_ANI, tsa="zd2"))
    assert not gecti(ters.dump())


def test_two_signature_stamps_prove_the_earlier_time():
    """Any order in the file."""
    asil = sign()
    damgalar = [signature_stamp(asil, IMZA_ANI + n * DAKIKA, tsa=tsa) for n, tsa in ((5, "zd"), (2, "zd2"), (9, "zd3"))]
    for sira in itertools.permutations(damgalar):
        sonuc = evaluate(read_cms(asil.add(*sira).dump(), "x"), guven=GUVEN, kanit=KANIT, an=YARGI_ANI).imzalar[0]
        assert sonuc.kanitli_zaman == (IMZA_ANI + 2 * DAKIKA).isoformat() and sonuc.durum is Gosterge.TOTAL_PASSED
