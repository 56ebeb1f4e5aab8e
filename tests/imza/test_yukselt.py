# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Raising: T, XL, A with both archive stamps, renewal. The imprints are computed again here, with another parser and from the text of the rules."""

import datetime as dt
import hashlib
import shutil
import subprocess

import pytest
from asn1crypto import cms, core, crl, ocsp, tsp
from asn1crypto import x509 as ax509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key
from hypothesis import given, settings
from hypothesis import strategies as st

from earsiv.errors import EarsivError, GirdiHatasi
from earsiv.imza import GuvenDeposu, HukukiKarar, verify_cms
from earsiv.imza._zarf import Zarf
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.imzala import sign
from earsiv.imza.iptal import read_ocsp
from earsiv.imza.kanit import KanitKumesi
from earsiv.imza.oznitelik import Profil
from earsiv.imza.paralel import add_counter, add_parallel
from earsiv.imza.topla import Yigin, carried, load_folder, signer_evidence, stamp_evidence, token_evidence
from earsiv.imza.yukselt import XlKaniti, add_timestamp, archive, raise_to_xl, renew
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya

pytestmark = pytest.mark.yavas

D = dunya()
AN = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(hours=30)
SAAT = SahteSaat(AN)
VERI = "Örnekova Belediyesi: deneme yazısı".encode() * 20
T, CREFS, RREFS, CVALS, RVALS = (f"1.2.840.113549.1.9.16.2.{n}" for n in (14, 21, 22, 23, 24))
ATS2, ATS3, DIZIN3, KARSI = "1.2.840.113549.1.9.16.2.48", "0.4.0.1733.2.4", "0.4.0.19122.1.5", "1.2.840.113549.1.9.6"


class Damgalayan:
    def __init__(self, an, tsa="zd"):
        self.an, self.tsa, self.kac = an, tsa, 0

    def stamp(self, ozet, algoritma):
        self.kac += 1
        return D.damga(ozet, algoritma, self.an, tsa=self.tsa)


def gun(n):
    return Damgalayan(SONRA + dt.timedelta(days=n))


def anahtar(etiket):
    return Pkcs12Anahtari(D.sertifika(etiket), D.zincir(etiket)[1:], load_der_private_key(D.anahtar(etiket), None))


def kanit(etiket, an=SONRA, *, cevapli=True, sil=True):
    yaprak, alt, kok = D.zincir_etiketleri(etiket)
    siller = [D.sil(kok, an, sonraki=an + dt.timedelta(days=90))]
    siller += [D.sil(alt, an, sonraki=an + dt.timedelta(days=7))] if sil else []
    return XlKaniti(D.zincir(etiket), siller, [D.ocsp(yaprak, an)] if cevapli else [])


def imzala(etiket="kisi", profil=Profil.P4, **ayar):
    return sign(VERI, anahtar(etiket), profil=profil, saat=SAAT, **ayar)


def t_imza(etiket="kisi", profil=Profil.P4, **ayar):
    return add_timestamp(imzala(etiket, profil, **ayar), Damgalayan(AN + dt.timedelta(minutes=1)))


def xl_imza(**ayar):
    return raise_to_xl(t_imza(**ayar), [kanit("kisi")])


def openssl(tmp_path, imza, icerik=None, kokler=("kok",)):
    if shutil.which("openssl") is None:
        pytest.skip("OPENSSL İLE İKİNCİ GÖRÜŞ ALINMADI: openssl yok")
    (tmp_path / "x.p7s").write_bytes(imza)
    pem = b"".join(x509.load_der_x509_certificate(D.sertifika(k)).public_bytes(Encoding.PEM) for k in kokler)
    (tmp_path / "kok.pem").write_bytes(pem)
    komut = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "x.p7s", "-CAfile", "kok.pem", "-purpose", "any"]
    komut += ["-attime", str(int(AN.timestamp())), "-out", "cikti"]
    if icerik is not None:
        (tmp_path / "icerik").write_bytes(icerik)
        komut += ["-content", "icerik"]
    return subprocess.run(komut, cwd=tmp_path, capture_output=True, check=False).returncode == 0


# --- a second reader of the result: asn1crypto, and the rules as the standards write them ---------------------------------------


def kap(imza):
    return cms.ContentInfo.load(imza, strict=True)["content"]


def imzasiz(imzaci):
    """Return (OID, attribute bytes, value bytes …) in stored order."""
    kume = imzaci["unsigned_attrs"]
    if isinstance(kume, core.Void):
        return []
    return [(o["type"].dotted, o.dump(), [d.dump() for d in o["values"]]) for o in kume]


def degerler(imzaci, oid):
    return [d for tur, _, liste in imzasiz(imzaci) if tur == oid for d in liste]


def tst(token):
    return cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed


def basligi(govde):
    n = len(govde)
    boy = bytes([n]) if n < 128 else bytes([0x80 | (n.bit_length() + 7) // 8]) + n.to_bytes((n.bit_length() + 7) // 8, "big")
    return b"\xa1" + boy + govde


def imzaci_alanlari(i):
    adlar = ("version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
    return b"".join(i[ad].dump() for ad in adlar)


def v2_ozeti(sd, i, token, icerik):
    """Imprint of an archive-time-stamp v2, as EN/TS 101 733 and the Turkish suite have it."""
    an = tst(token)["gen_time"].native

    def girer(tur, liste):
        return tur not in {ATS2, ATS3} or all(tst(d)["gen_time"].native < an for d in liste)

    oncekiler = b"".join(ham for tur, ham, liste in imzasiz(i) if girer(tur, liste))
    parca = sd["encap_content_info"].dump() + icerik
    parca += b"".join(sd[ad].dump() for ad in ("certificates", "crls") if not isinstance(sd[ad], core.Void))
    return hashlib.sha256(parca + imzaci_alanlari(i) + basligi(oncekiler)).digest()


def v3_ozeti(sd, i, dizin, icerik):
    """Imprint of an archive-time-stamp-v3 (EN 319 122-1 5.5.3)."""
    tur = sd["encap_content_info"]["content_type"].dump()
    return hashlib.sha256(tur + hashlib.sha256(icerik).digest() + imzaci_alanlari(i) + dizin).digest()


def dizin_of(token):
    i = cms.ContentInfo.load(token)["content"]["signer_infos"][0]
    (deger,) = degerler(i, DIZIN3)
    return deger


def arsiv_damgalari(imza, icerik=b"", veri=VERI):
    """Check every archive stamp of every signer against its own computation; return how many."""
    sd, kac = kap(imza), 0
    for i in sd["signer_infos"]:
        for token in degerler(i, ATS2):
            assert tst(token)["message_imprint"]["hashed_message"].native == v2_ozeti(sd, i, token, icerik)
            kac += 1
        for token in degerler(i, ATS3):
            dizin = dizin_of(token)
            assert tst(token)["message_imprint"]["hashed_message"].native == v3_ozeti(sd, i, dizin, veri)
            _, sertifikalar, siller, ozn = core.SequenceOf.load(dizin, spec=core.Any)
            var = {hashlib.sha256(c.dump()).digest() for c in sd["certificates"]}
            assert {o.native for o in core.SequenceOf.load(sertifikalar.dump(), spec=core.OctetString)} <= var
            var = set() if isinstance(sd["crls"], core.Void) else {hashlib.sha256(c.dump()).digest() for c in sd["crls"]}
            assert {o.native for o in core.SequenceOf.load(siller.dump(), spec=core.OctetString)} <= var
            var = {hashlib.sha256(core.ObjectIdentifier(tur).dump() + d).digest() for tur, _, liste in imzasiz(i) for d in liste}
            dizinli = {o.native for o in core.SequenceOf.load(ozn.dump(), spec=core.OctetString)}
            assert dizinli <= var and len(dizinli) >= 5
            kac += 1
    return kac


def kalici(eski, yeni, *, damga_ici=0):
    """Everything that was stored is stored still, in the same order; ``damga_ici`` stamps may have got evidence inside."""
    a, b = Zarf.load(eski), Zarf.load(yeni)
    assert a.icerik.ham == b.icerik.ham and a.alanlar[1].ham == b.alanlar[1].ham
    for alan in ("sertifikalar", "siller"):
        once, simdi = ([c.ham for c in d.cocuklar()] if (d := getattr(z, alan)) else [] for z in (a, b))
        assert simdi[: len(once)] == once
    degisen = 0
    for x, y in zip(a.signers(), b.signers(), strict=True):
        for ad in ("surum", "sid", "ozet_alg", "imzali", "imza_alg", "imza"):
            assert getattr(x, ad).ham == getattr(y, ad).ham
        for p, q in zip(x.unsigned(), y.unsigned(), strict=False):
            assert p.oid == q.oid
            if p.dugum.ham != q.dugum.ham:
                degisen += 1
                tp, tq = (Zarf.at(o.degerler[0], "") for o in (p, q))
                assert tp.icerik.ham == tq.icerik.ham and tp.sertifikalar.ham == tq.sertifikalar.ham
                assert tp.signers()[0].imza.ham == tq.signers()[0].imza.ham and tp.signers()[0].imzali.ham == tq.signers()[0].imzali.ham
        assert len(y.unsigned()) >= len(x.unsigned())
    assert degisen == damga_ici


# --- T -------------------------------------------------------------------------------------------------------------------------


def test_time_stamp_is_over_the_signature_value(tmp_path):
    """T: the token's imprint is that of the signature octets; the rest is as it was."""
    once, sonra = imzala(), t_imza()
    (token,) = degerler(kap(sonra)["signer_infos"][0], T)
    imza = kap(sonra)["signer_infos"][0]["signature"].native
    assert tst(token)["message_imprint"]["hashed_message"].native == hashlib.sha256(imza).digest()
    assert openssl(tmp_path, sonra)
    kalici(once, sonra)


@pytest.mark.fault("S17")
def test_a_token_over_something_else_is_not_put_in():
    """Another digest, another algorithm, no token at all."""

    class Yanlis:
        def __init__(self, cevap):
            self.cevap = cevap

        def stamp(self, ozet, algoritma):
            return self.cevap(ozet)

    for cevap in (
        lambda o: D.damga(bytes(32), "sha256", AN),
        lambda o: D.damga(o + bytes(16), "sha384", AN),
        lambda o: b"",
        lambda o: b"hata sayfasi",
        lambda o: imzala(),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            add_timestamp(imzala(), Yanlis(cevap))
        assert hata.value.kod == "IMZ-105"


def test_nobody_is_stamped_twice():
    """Two signers, one with a stamp: only the other gets one; then nobody is left."""
    iki = add_parallel(t_imza(), None, anahtar("muhur"), saat=SAAT)
    damgalayan = Damgalayan(AN + dt.timedelta(hours=1))
    hepsi = add_timestamp(iki, damgalayan)
    assert damgalayan.kac == 1 and all(len(degerler(i, T)) == 1 for i in kap(hepsi)["signer_infos"])
    for no in (None, 0):
        with pytest.raises(GirdiHatasi, match="IMZ-106"):
            add_timestamp(hepsi, damgalayan, no)
    with pytest.raises(GirdiHatasi, match="IMZ-110"):
        add_timestamp(hepsi, damgalayan, 5)


# --- XL ------------------------------------------------------------------------------------------------------------------------


def test_xl_references_and_values_name_the_same_evidence(tmp_path):
    """References to every CA up to the root and to all evidence, and exactly those as values."""
    imza = xl_imza()
    assert openssl(tmp_path, imza)
    kalici(t_imza(), imza)
    i = kap(imza)["signer_infos"][0]
    assert [tur for tur, _, _ in imzasiz(i)] == [T, CREFS, RREFS, CVALS, RVALS]
    _, alt, kok = D.zincir("kisi")
    (ham,) = degerler(i, CREFS)
    refler = core.SequenceOf.load(ham, spec=core.Any)
    assert len(refler) == 2
    for ref, sertifika in zip(refler, (alt, kok), strict=True):
        ozet, veren_seri = core.SequenceOf.load(ref.dump(), spec=core.Any)
        assert hashlib.sha256(sertifika).digest() in ozet.dump() and bytes.fromhex("0609608648016503040201") in ozet.dump()
        kayit = tsp.IssuerSerial.load(veren_seri.dump())
        assert kayit["serial_number"].native == ax509.Certificate.load(sertifika).serial_number
    (ham,) = degerler(i, CVALS)
    assert [c.dump() for c in core.SequenceOf.load(ham, spec=ax509.Certificate)] == [alt, kok]
    siller, ocspler = _iptal_degerleri(i)
    k = kanit("kisi")
    assert [s.dump() for s in siller] == list(k.siller)
    assert [o.dump() for o in ocspler] == [ocsp.OCSPResponse.load(k.ocspler[0])["response_bytes"]["response"].parsed.dump()]


def _iptal_degerleri(i):
    """Return the lists and the basic responses of revocation-values, read with explicit tags."""
    (ham,) = degerler(i, RVALS)

    class Siller(core.SequenceOf):
        _child_spec = crl.CertificateList

    class Ocspler(core.SequenceOf):
        _child_spec = ocsp.BasicOCSPResponse

    class Degerler(core.Sequence):
        _fields = [("crl", Siller, {"explicit": 0, "optional": True}), ("ocsp", Ocspler, {"explicit": 1, "optional": True})]

    kayit = Degerler.load(ham, strict=True)
    return ([] if isinstance(kayit[ad], core.Void) else list(kayit[ad]) for ad in ("crl", "ocsp"))


def test_revocation_references_stand_in_the_order_of_the_chain():
    """Signer, authority, an empty one for the root; issuer, time and number of the list, responder and time of the answer."""
    i = kap(xl_imza())["signer_infos"][0]
    (ham,) = degerler(i, RREFS)
    imzaci, alt, kok = core.SequenceOf.load(ham, spec=core.Any)
    k = kanit("kisi")
    kok_sil, alt_sil = k.siller
    basit = ocsp.OCSPResponse.load(k.ocspler[0])["response_bytes"]["response"].parsed
    for parca, icinde, disinda in ((imzaci, (alt_sil, basit.dump()), (kok_sil,)), (alt, (kok_sil,), (alt_sil, basit.dump()))):
        assert all(hashlib.sha256(x).digest() in parca.dump() for x in icinde)
        assert not any(hashlib.sha256(x).digest() in parca.dump() for x in disinda)
    assert kok.dump() == b"0\0"
    sil = crl.CertificateList.load(alt_sil)
    assert sil.issuer.dump() in imzaci.dump() and sil["tbs_cert_list"]["this_update"].chosen.dump() in imzaci.dump()
    assert basit["tbs_response_data"]["responder_id"].dump() in imzaci.dump()
    assert basit["tbs_response_data"]["produced_at"].dump() in imzaci.dump()


def test_the_whole_answer_and_its_basic_part_are_the_same_evidence():
    """OCSPResponse or BasicOCSPResponse."""
    k = kanit("kisi")
    basit = ocsp.OCSPResponse.load(k.ocspler[0])["response_bytes"]["response"].parsed.dump()
    assert raise_to_xl(t_imza(), [k]) == raise_to_xl(t_imza(), [XlKaniti(k.zincir, k.siller, [basit])])


def test_evidence_is_complete_and_belongs_to_the_chain():
    """No evidence for the signer or its authority, a gap, no root, a wrong issuer, a foreign list, another signer's, bytes that are none."""
    tam, baska = kanit("kisi"), kanit("kisi-ec")
    yaprak, alt, kok = tam.zincir
    for zincir, siller, ocspler in (
        ((yaprak, alt, kok), tam.siller[:1], ()),
        ((yaprak, alt, kok), tam.siller[1:], tam.ocspler),
        ((yaprak, alt), tam.siller, tam.ocspler),
        ((yaprak, kok), tam.siller, tam.ocspler),
        ((yaprak, D.sertifika("alt-ec"), D.sertifika("kok-ec")), tam.siller, tam.ocspler),
        ((yaprak, alt, kok), (*tam.siller, *baska.siller), tam.ocspler),
        ((yaprak, alt, kok), tam.siller, (*tam.ocspler, *baska.ocspler)),
        (baska.zincir, baska.siller, baska.ocspler),
        ((yaprak, alt, kok), (b"0\0",), tam.ocspler),
        ((yaprak, alt, kok), tam.siller, (b"0\x03\x0a\x01\x06",)),
        ((), (), ()),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            raise_to_xl(t_imza(), [XlKaniti(zincir, siller, ocspler)])
        assert hata.value.kod == "IMZ-107"


def test_evidence_that_does_not_hold_is_not_put_in():
    """One bit in the signature of a list or an answer, a list or an answer signed by somebody else: it would spoil the file for ever."""
    k = kanit("kisi")
    ters = [k.siller[0], k.siller[1][:-1] + bytes([k.siller[1][-1] ^ 1])]
    yabanci = [k.siller[0], D.sil("alt", SONRA, sonraki=SONRA + dt.timedelta(days=7), imzalayan="kok")]
    cevap = ocsp.OCSPResponse.load(k.ocspler[0])["response_bytes"]["response"].parsed
    cevap["signature"] = bytes([1]) + cevap["signature"].native[1:]
    for kotu in (
        XlKaniti(k.zincir, ters, k.ocspler),
        XlKaniti(k.zincir, yabanci, k.ocspler),
        XlKaniti(k.zincir, k.siller, [cevap.dump(force=True)]),
    ):
        with pytest.raises(GirdiHatasi, match="IMZ-107"):
            raise_to_xl(t_imza(), [kotu])
    assert raise_to_xl(t_imza(), [XlKaniti(k.zincir, ters, k.ocspler)], denetle=False)
    for kesik in (XlKaniti(k.zincir, [*k.siller[:1], k.siller[1][:-1]], k.ocspler), XlKaniti(k.zincir, k.siller, [k.ocspler[0] + b"x"])):
        with pytest.raises(GirdiHatasi, match="IMZ-00[34]"):
            raise_to_xl(t_imza(), [kesik])


def test_profiles_ask_for_their_kind_of_evidence_at_the_right_time():
    """P4: an answer for the signer. P2 and P3: a list, and not before the caution period is over."""
    with pytest.raises(GirdiHatasi, match="IMZ-114"):
        raise_to_xl(t_imza(), [kanit("kisi", cevapli=False)])
    with pytest.raises(GirdiHatasi, match="IMZ-114"):
        raise_to_xl(t_imza(profil=Profil.P3), [kanit("kisi", sil=False)])
    erken = kanit("kisi", AN + dt.timedelta(hours=5), cevapli=False)
    with pytest.raises(GirdiHatasi, match="IMZ-108"):
        raise_to_xl(t_imza(profil=Profil.P3), [erken])
    assert raise_to_xl(t_imza(profil=Profil.P3), [erken], denetle=False)
    assert raise_to_xl(t_imza(profil=Profil.P3), [kanit("kisi", cevapli=False)])
    assert raise_to_xl(t_imza(profil=None), [erken])


def test_levels_are_climbed_in_order():
    """No XL without T, no second XL, no archive below XL, no renewal without an archive stamp."""
    for dene in (
        lambda: raise_to_xl(imzala(), [kanit("kisi")]),
        lambda: raise_to_xl(xl_imza(), [kanit("kisi")]),
        lambda: archive(t_imza(), gun(1), onceki=[kanit("zd")]),
        lambda: renew(xl_imza(), gun(1), onceki=[kanit("zd")]),
    ):
        with pytest.raises(GirdiHatasi) as hata:
            dene()
        assert hata.value.kod == "IMZ-115"
    a = archive(xl_imza(), gun(1), onceki=[kanit("zd")])
    with pytest.raises(GirdiHatasi, match="IMZ-109"):
        raise_to_xl(a, [kanit("kisi")])


def test_evidence_of_the_stamp_may_go_in_with_xl():
    """Then archiving adds nothing to the stamp."""
    xl = raise_to_xl(t_imza(), [kanit("kisi")], damga_kanitlari=[kanit("zd")])
    kalici(t_imza(), xl, damga_ici=1)
    a = archive(xl, gun(1), onceki=[])
    kalici(xl, a)
    assert arsiv_damgalari(a) == 1


# --- A -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ayrik", [False, True])
@pytest.mark.parametrize("surum", ["v2", "v3"])
def test_archive_stamp_and_two_renewals(tmp_path, surum, ayrik):
    """Each stamp's imprint fits when computed from the text; the earlier ones fit still; openssl still accepts the signature."""
    icerik = VERI if ayrik else None
    once = xl_imza(ayrik=ayrik)
    for kac in (1, 2, 3):
        islem = archive if kac == 1 else renew
        sonra = islem(once, gun(kac), onceki=[kanit("zd", SONRA + dt.timedelta(days=kac - 0.5))], surum=surum, icerik=icerik)
        assert arsiv_damgalari(sonra, icerik or b"") == kac
        kalici(once, sonra, damga_ici=1 if surum == "v2" else 0)
        once = sonra
    assert openssl(tmp_path, once, icerik)


def test_evidence_of_the_previous_authority_lies_where_the_version_wants_it():
    """v2: unsigned attributes of the previous token. v3: certificates and crls of the CMS, which then is of version 5."""
    k = kanit("zd")
    iki = archive(xl_imza(), gun(1), onceki=[k])
    (token,) = degerler(kap(iki)["signer_infos"][0], T)
    ic = cms.ContentInfo.load(token)["content"]["signer_infos"][0]
    assert [tur for tur, _, _ in imzasiz(ic)] == [CVALS, RVALS]
    siller, ocspler = _iptal_degerleri(ic)
    assert [s.dump() for s in siller] == list(k.siller) and len(list(ocspler)) == 1
    uc = kap(archive(xl_imza(), gun(1), onceki=[k], surum="v3"))
    assert uc["version"].native == "v5"
    ham = {c.dump() for c in uc["crls"]}
    assert set(k.siller) <= ham and len(ham) == 3
    assert set(k.zincir) <= {c.dump() for c in uc["certificates"]}
    (token,) = degerler(uc["signer_infos"][0], T)
    assert not imzasiz(cms.ContentInfo.load(token)["content"]["signer_infos"][0])


def test_v3_after_v2_does_not_break_v2():
    """v2 covers certificates and crls as a whole: the evidence of its authority goes into the token."""
    iki = archive(xl_imza(), gun(1), onceki=[kanit("zd")])
    uc = renew(iki, gun(2), onceki=[kanit("zd", SONRA + dt.timedelta(days=1, hours=12))], surum="v3")
    dort = renew(uc, gun(3), onceki=[kanit("zd", SONRA + dt.timedelta(days=2, hours=12))])
    assert [arsiv_damgalari(x) for x in (iki, uc, dort)] == [1, 2, 3]


@pytest.mark.fault("S18")
def test_the_trap_is_refused():
    """Without the evidence of the previous authority nothing is stamped; who keeps it elsewhere says so."""
    for onceki in ([], [kanit("kisi")], [XlKaniti(D.zincir("zd"))]):
        with pytest.raises(GirdiHatasi, match="IMZ-107"):
            archive(xl_imza(), gun(1), onceki=onceki)
    assert arsiv_damgalari(archive(xl_imza(), gun(1), onceki=None)) == 1


def test_a_stamp_that_is_not_later_is_refused():
    """The same second or an earlier one would turn the order of the chain around."""
    a = archive(xl_imza(), gun(2), onceki=[kanit("zd")])
    for n in (2, 1):
        with pytest.raises(GirdiHatasi, match="IMZ-105"):
            renew(a, gun(n), onceki=[kanit("zd")])


@pytest.mark.parametrize("surum", ["v2", "v3"])
def test_detached_archive_needs_the_signed_content(surum):
    """None, or another one."""
    for icerik in (None, b"baska"):
        with pytest.raises(GirdiHatasi, match="IMZ-111"):
            archive(xl_imza(ayrik=True), gun(1), onceki=[kanit("zd")], surum=surum, icerik=icerik)
    with pytest.raises(GirdiHatasi, match="IMZ-111"):
        archive(xl_imza(), gun(1), onceki=[kanit("zd")], icerik=b"baska")


@pytest.mark.parametrize("surum", ["v2", "v3"])
def test_every_parallel_signer_is_raised_and_renewed(tmp_path, surum):
    """Two signers of two key kinds, two authorities for their stamps: each imprint fits on its own."""
    bir = add_parallel(t_imza(), None, anahtar("kisi-ec"), saat=SAAT, profil=Profil.P4)
    iki = add_timestamp(bir, Damgalayan(AN + dt.timedelta(minutes=3), "zd-ec"))
    xl = raise_to_xl(iki, [kanit("kisi-ec"), kanit("kisi")])
    kalici(iki, xl)
    with pytest.raises(GirdiHatasi, match="IMZ-107"):
        archive(xl, gun(1), onceki=[kanit("zd")], surum=surum)
    a = archive(xl, gun(1), onceki=[kanit("zd"), kanit("zd-ec")], surum=surum)
    b = renew(a, gun(2), onceki=[kanit("zd", SONRA + dt.timedelta(days=1, hours=12))], surum=surum)
    assert (arsiv_damgalari(a), arsiv_damgalari(b)) == (2, 4)
    assert openssl(tmp_path, b, None, ("kok", "kok-ec"))
    tek = archive(xl, gun(1), onceki=[kanit("zd-ec")], imzaci_no=1, surum=surum)
    assert arsiv_damgalari(tek) == 1


def test_counter_signers_are_raised_beneath_their_signer(tmp_path):
    """T and XL reach them; the archive stamp of the one above covers them, and stays right when it is renewed."""
    seri = add_counter(imzala(), (0,), anahtar("muhur"), saat=SAAT)
    t = add_timestamp(seri, Damgalayan(AN + dt.timedelta(minutes=1)))
    xl = raise_to_xl(t, [kanit("muhur"), kanit("kisi")])
    assert Zarf.load(xl).signer_at((0, 0)).has(RVALS)
    a = archive(xl, gun(1), onceki=[kanit("zd")])
    karsi = Zarf.load(a).signer_at((0, 0))
    (damga,) = (o for o in karsi.unsigned() if o.oid == T)
    assert Zarf.at(damga.degerler[0], "").signers()[0].has(RVALS)
    b = renew(a, gun(2), onceki=[kanit("zd", SONRA + dt.timedelta(days=1, hours=12))])
    assert (arsiv_damgalari(a), arsiv_damgalari(b)) == (1, 2) and openssl(tmp_path, b)


def test_a_counter_signature_without_stamp_does_not_stand_in_the_way():
    """It stays basic; the signer above it is raised."""
    seri = add_counter(t_imza(), (0,), anahtar("muhur"), saat=SAAT)
    xl = raise_to_xl(seri, [kanit("kisi")])
    assert Zarf.load(xl).signer_at((0,)).has(RVALS) and not Zarf.load(xl).signer_at((0, 0)).has(RVALS)
    assert arsiv_damgalari(archive(xl, gun(1), onceki=[kanit("zd")])) == 1


# --- what goes in is what the judge rests on -----------------------------------------------------------------------------------


ESKI = AN - dt.timedelta(days=20)


def zincirsiz():
    """A stamped signature that carries the signer's certificate alone."""
    yalniz = Pkcs12Anahtari(D.sertifika("kisi"), (), load_der_private_key(D.anahtar("kisi"), None))
    return add_timestamp(sign(VERI, yalniz, saat=SAAT), Damgalayan(AN + dt.timedelta(minutes=1)))


def yigin(*kanitlar, ek=()):
    """A heap of all these, oldest first, as a folder that was used before would give it."""
    siller = [s for k in kanitlar for s in k.siller]
    return Yigin(tuple(s for k in kanitlar for s in k.zincir) + tuple(ek), tuple(siller), tuple(o for k in kanitlar for o in k.ocspler))


def karar(imza, kanitlar, an=SONRA + dt.timedelta(days=3)):
    """The verdict with roots, and with evidence for the stamp alone."""
    kume = KanitKumesi.of(*(v for k in kanitlar for v in (*k.zincir, *k.siller, *k.ocspler)))
    return verify_cms(imza, "a.imz", guven=GuvenDeposu.of(*D.kokler()), kanit=kume, an=an).imzalar[0]


@pytest.mark.parametrize(("profil", "sil", "ocsp_"), [(Profil.P4, 1, 1), (None, 1, 1), (Profil.P3, 2, 0)])
def test_only_evidence_fit_for_the_stamp_goes_in(profil, sil, ocsp_):
    """A folder that served an older signature too: what is stale for this one stays out, the verdict is that of the judge."""
    imza = t_imza(profil=profil)
    (k,) = signer_evidence(imza, yigin(kanit("kisi", ESKI), kanit("kisi"), kanit("kisi", ESKI + dt.timedelta(days=2))))
    assert (len(k.siller), len(k.ocspler)) == (sil, ocsp_) and set(k.siller) <= set(kanit("kisi").siller)
    sonuc = karar(raise_to_xl(imza, [k]), [kanit("zd")])
    assert sonuc.karar is HukukiKarar.GECERLI and sonuc.seviye == "XL", sonuc.bulgular
    assert {e.veri for e in sonuc.kullanilan_kanit if e.kaynak == "imza"} <= {*k.siller, *(read_ocsp(o).ham for o in k.ocspler)}


def test_a_list_that_covers_the_stamp_will_do_without_a_profile():
    """Issued before the stamp, next one after it: good without a profile; P3 wants one issued after the caution period."""
    once = AN - dt.timedelta(hours=2)
    (k,) = signer_evidence(t_imza(profil=None), yigin(kanit("kisi", once, cevapli=False)))
    assert karar(raise_to_xl(t_imza(profil=None), [k]), [kanit("zd")]).karar is HukukiKarar.GECERLI
    with pytest.raises(GirdiHatasi, match="IMZ-108"):
        raise_to_xl(t_imza(profil=Profil.P3), signer_evidence(t_imza(profil=Profil.P3), yigin(kanit("kisi", once))))
    with pytest.raises(GirdiHatasi, match="IMZ-114"):
        signer_evidence(t_imza(profil=Profil.P4), yigin(kanit("kisi", cevapli=False)))


def test_stale_evidence_alone_is_refused():
    """It would spoil the signature for good."""
    with pytest.raises(GirdiHatasi, match="IMZ-107.*eldeki ondan eski"):
        signer_evidence(t_imza(), yigin(kanit("kisi", ESKI)))
    with pytest.raises(GirdiHatasi, match="IMZ-107.*eldeki ondan eski"):
        stamp_evidence(raise_to_xl(t_imza(), [kanit("kisi", sil=False)]), yigin(kanit("zd", ESKI)))


def test_a_stamp_gets_one_answer_a_certificate():
    """Archive: of two answers about the authority the one after its stamp."""
    a = archive(xl_imza(), gun(1), onceki=stamp_evidence(xl_imza(), yigin(kanit("zd", ESKI), kanit("zd"))))
    (token,) = degerler(kap(a)["signer_infos"][0], T)
    siller, ocspler = _iptal_degerleri(cms.ContentInfo.load(token)["content"]["signer_infos"][0])
    assert [s.dump() for s in siller] == [kanit("zd").siller[0]]
    assert [o["tbs_response_data"]["produced_at"].native for o in ocspler] == [SONRA]


def test_the_root_may_come_from_the_trust_store_alone():
    """Nothing self-issued in the folder."""
    k = kanit("kisi")
    kokler = GuvenDeposu.of(*D.kokler())
    heap = Yigin((D.sertifika("alt"),), k.siller, k.ocspler)
    with pytest.raises(GirdiHatasi, match="IMZ-107"):
        signer_evidence(zincirsiz(), heap)
    assert signer_evidence(zincirsiz(), heap, kokler)[0].zincir == D.zincir("kisi")


def test_what_the_file_carries_belongs_to_the_heap():
    """Renewing with a folder that lacks what is inside already: chain and lists come from the file."""
    a = archive(xl_imza(), gun(1), onceki=[kanit("zd")])
    z = kanit("zd", SONRA + dt.timedelta(days=2))
    assert [set(k.siller) for k in stamp_evidence(a, Yigin())] == [{kanit("kisi").siller[0], kanit("kisi").siller[1]}]  # they cover it
    assert arsiv_damgalari(renew(a, gun(3), onceki=stamp_evidence(a, Yigin((), (), z.ocspler)))) == 2
    a2 = renew(a, gun(3), onceki=[z])
    assert stamp_evidence(archive(xl_imza(), gun(1), onceki=[kanit("zd")]), Yigin((), z.siller, z.ocspler))
    assert carried(a2).siller and D.sertifika("alt") in carried(a2).sertifikalar and carried(b"x") == Yigin()


def test_a_responder_that_must_be_checked_brings_its_list():
    """One without ocsp-nocheck: the list that speaks of it goes in beside its answer."""
    k, cevap = kanit("kisi"), D.ocsp("kisi", SONRA, yanitlayan="ocsp-nocheck-yok")
    (secilen,) = signer_evidence(t_imza(), Yigin(k.zincir, k.siller, (cevap,)))
    assert set(secilen.siller) == set(k.siller)
    assert karar(raise_to_xl(t_imza(), [secilen]), [kanit("zd")]).karar is HukukiKarar.GECERLI


# --- gathering -----------------------------------------------------------------------------------------------------------------


def test_evidence_is_gathered_from_a_folder(tmp_path):
    """Certificates, lists and answers of several chains in one heap, PEM among DER, other files passed over."""
    k, z, baska = kanit("kisi"), kanit("zd"), kanit("kisi-ec")
    ham = {*k.zincir, *z.zincir, *baska.zincir, *k.siller, *z.siller, *baska.siller, *k.ocspler, *z.ocspler, *baska.ocspler}
    (tmp_path / "alt").mkdir()
    for no, veri in enumerate(sorted(ham)):
        (tmp_path / "alt" / f"{no}.der").write_bytes(veri)
    (tmp_path / "kok.pem").write_bytes(x509.load_der_x509_certificate(D.sertifika("kok")).public_bytes(Encoding.PEM))
    (tmp_path / "oku.txt").write_text("beni geç")
    (tmp_path / "bozuk.pem").write_text("-----BEGIN CERTIFICATE-----\nyarım")
    yigin = load_folder(tmp_path)
    xl = raise_to_xl(t_imza(), signer_evidence(t_imza(), yigin))
    assert [set(x.siller) for x in signer_evidence(t_imza(), yigin)] == [set(k.siller[:1])]  # the answer speaks for the signer
    assert [len(x.ocspler) for x in signer_evidence(t_imza(), yigin)] == [1]
    a = archive(xl, gun(1), onceki=stamp_evidence(xl, yigin))
    assert arsiv_damgalari(a) == 1
    assert token_evidence(D.damga(bytes(32), "sha256", AN), yigin).zincir == D.zincir("zd")


def test_a_heap_without_the_root_is_not_enough(tmp_path):
    """The chain does not reach a root; no folder; no token."""
    with pytest.raises(GirdiHatasi, match="IMZ-107.*“UYDURMA KİŞİ” sertifikasını veren makamın sertifikası yok"):
        signer_evidence(zincirsiz(), Yigin())
    with pytest.raises(GirdiHatasi, match="IMZ-107.*Alt Kök.* sertifikasını veren makamın sertifikası yok|IMZ-107.*kökler arasında yok"):
        signer_evidence(zincirsiz(), Yigin((D.sertifika("alt"),)), GuvenDeposu.of(D.sertifika("kok-ec")))
    with pytest.raises(GirdiHatasi, match="IMZ-107"):
        load_folder(tmp_path / "yok")
    with pytest.raises(GirdiHatasi, match="IMZ-105"):
        token_evidence(b"x", Yigin((), (), ()))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_signatures_are_refused_in_our_words(veri):
    """Any bytes of an archived signature changed: a result or a refusal of this library, nothing else."""
    ham = bytearray(_ARSIVLI)
    for _ in range(veri.draw(st.integers(1, 4))):
        ham[veri.draw(st.integers(0, len(ham) - 1))] = veri.draw(st.integers(0, 255))
    bozuk = bytes(ham[: veri.draw(st.sampled_from([len(ham), len(ham) - 1, len(ham) // 2]))])
    for dene in (
        lambda: renew(bozuk, gun(5), onceki=[_DAMGA_KANITI]),
        lambda: renew(bozuk, gun(5), onceki=[_DAMGA_KANITI], surum="v3"),
        lambda: stamp_evidence(bozuk, Yigin(_DAMGA_KANITI.zincir, _DAMGA_KANITI.siller, _DAMGA_KANITI.ocspler)),
    ):
        try:
            dene()
        except EarsivError:
            pass


_DAMGA_KANITI = kanit("zd")
_ARSIVLI = archive(xl_imza(), gun(1), onceki=[_DAMGA_KANITI])
