# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Edge cases of RSA PKCS#1 v1.5, RSA-PSS and ECDSA, made here: every wrong one is refused, every right one is taken, alone and inside a CMS.

Each vector is a function from the bytes to be signed to a signature value, so the same list runs over any message.
"""

import hashlib
import itertools
from functools import cache

import attrs
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_private_key

from earsiv.imza import Gosterge, GuvenDeposu, KanitKumesi, kripto, verify_cms
from earsiv.imza.kripto import ImzaAlgoritmasi
from earsiv.testing import der, test_pki
from earsiv.testing.cades import ICERIK, sign
from earsiv.testing.cms_yaz import (
    CONTENT_TYPE,
    ID_DATA,
    MESSAGE_DIGEST,
    ImzaliVeri,
    attribute,
    ess_certificate,
    issuer_and_serial,
    sign_attributes,
)
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri_temel import YARGI_ANI, simdi

pytestmark = pytest.mark.yavas

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
VERI = b"deneme verisi"
ONEK = {  # DigestInfo before the digest (RFC 8017 9.2)
    "sha1": bytes.fromhex("3021300906052b0e03021a05000414"),
    "sha256": bytes.fromhex("3031300d060960864801650304020105000420"),
    "sha384": bytes.fromhex("3041300d060960864801650304020205000430"),
    "sha512": bytes.fromhex("3051300d060960864801650304020305000440"),
}
NULSUZ = bytes.fromhex("302f300b06096086480165030402010420")


def spki(sertifika):
    return x509.load_der_x509_certificate(sertifika).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@cache
def rsa_sayilari(etiket):
    sayilar = load_der_private_key(D.anahtar(etiket), None).private_numbers()
    return sayilar.public_numbers.n, sayilar


def rsa(em, etiket="kisi"):
    """The private operation over any encoded message, right or wrong."""
    _, k = rsa_sayilari(etiket)
    sayi = int.from_bytes(em, "big")
    m1, m2 = pow(sayi, k.dmp1, k.p), pow(sayi, k.dmq1, k.q)
    return (m2 + k.q * ((m1 - m2) * k.iqmp % k.p)).to_bytes(256, "big")


def ozet(veri, ad="sha256"):
    return hashlib.new(ad, veri).digest()


def em15(bilgi, *, tur=b"\x00\x01", dolgu=b"\xff", ayrac=b"\x00", sona=b"", boy=256):
    kac = boy - len(tur) - len(ayrac) - len(bilgi) - len(sona)
    return tur + dolgu * kac + ayrac + bilgi + sona


def _15(**ayar):
    return lambda v: rsa(em15(ONEK["sha256"] + ozet(v), **ayar))


def _bilgi(yap, **ayar):
    return lambda v: rsa(em15(yap(ozet(v)), **ayar))


def _sayi(yap):
    """A change of the signature value as a number."""

    def kur(v):
        n, _ = rsa_sayilari("kisi")
        yeni = yap(int.from_bytes(_15()(v), "big"), n)
        return yeni.to_bytes(max(256, (yeni.bit_length() + 7) // 8), "big")

    return kur


def _short_padding(v):
    """Three octets of padding, then the digest, then 200 octets of anything."""
    return rsa(em15(ONEK["sha256"] + ozet(v), dolgu=b"", tur=b"\x00\x01\xff\xff\xff", sona=bytes(199)))


PKCS1 = {
    "saglam": (_15(), True),
    "nulsuz": (_bilgi(lambda h: NULSUZ + h), False),
    "ozetten-sonra-cop": (_bilgi(lambda h: ONEK["sha256"] + h, sona=b"\xde\xad\xbe\xef"), False),
    "ozetten-sonra-sifir": (_bilgi(lambda h: ONEK["sha256"] + h, sona=b"\x00"), False),
    "kisa-dolgu": (_short_padding, False),
    "dolgu-sifir": (_15(dolgu=b"\x00"), False),
    "dolgu-fe": (_15(dolgu=b"\xfe"), False),
    "blok-turu-00": (_15(tur=b"\x00\x00"), False),
    "blok-turu-02": (_15(tur=b"\x00\x02"), False),
    "ilk-bayt-01": (_15(tur=b"\x01\x01"), False),
    "ayracsiz": (_15(ayrac=b""), False),
    "ayrac-01": (_15(ayrac=b"\x01"), False),
    "iki-ayrac": (_15(ayrac=b"\x00\x00"), False),
    "yalin-ozet": (_bilgi(lambda h: h), False),
    "ozet-kisa": (_bilgi(lambda h: ONEK["sha256"] + h[:-1]), False),
    "ozet-uzun": (_bilgi(lambda h: ONEK["sha256"] + h + b"\0"), False),
    "baska-ozetin-adi": (_bilgi(lambda h: ONEK["sha256"].replace(b"\x04\x02\x01\x05", b"\x04\x02\x03\x05") + h), False),
    "sha512-ile": (lambda v: rsa(em15(ONEK["sha512"] + ozet(v, "sha512"))), False),
    "sha1-ile": (lambda v: rsa(em15(ONEK["sha1"] + ozet(v, "sha1"))), False),
    "ber-dis-uzunluk": (_bilgi(lambda h: b"\x30\x81\x31" + ONEK["sha256"][2:] + h), False),
    "ber-ozet-uzunlugu": (_bilgi(lambda h: b"\x30\x32" + ONEK["sha256"][2:-1] + b"\x81\x20" + h), False),
    "ber-belirsiz": (_bilgi(lambda h: b"\x30\x80" + ONEK["sha256"][2:] + h + b"\0\0"), False),
    "fazladan-degisken": (_bilgi(lambda h: der.seq(der.seq(der.oid("2.16.840.1.101.3.4.2.1"), der.NULL, der.NULL), der.octets(h))), False),
    "degisken-tamsayi": (_bilgi(lambda h: der.seq(der.seq(der.oid("2.16.840.1.101.3.4.2.1"), der.integer(0)), der.octets(h))), False),
    "degiskende-cop": (
        _bilgi(lambda h: der.seq(der.seq(der.oid("2.16.840.1.101.3.4.2.1"), der.octets(bytes(80))), der.octets(h))),
        False,
    ),
    "bilgide-fazla-oge": (_bilgi(lambda h: der.seq(der.seq(der.oid("2.16.840.1.101.3.4.2.1"), der.NULL), der.octets(h), der.NULL)), False),
    "baska-veri": (lambda v: rsa(em15(ONEK["sha256"] + ozet(v + b"."))), False),
    "deger-0": (_sayi(lambda s, n: 0), False),
    "deger-1": (_sayi(lambda s, n: 1), False),
    "deger-n": (_sayi(lambda s, n: n), False),
    "deger-n-eksi-1": (_sayi(lambda s, n: n - 1), False),
    "n-eksi-deger": (_sayi(lambda s, n: n - s), False),
    "deger-arti-n": (_sayi(lambda s, n: s + n), False),
    "deger-arti-1": (_sayi(lambda s, n: s + 1), False),
    "karesi": (_sayi(lambda s, n: s * s % n), False),
    "basa-sifir": (lambda v: b"\0" + _15()(v), False),
    "sona-sifir": (lambda v: _15()(v) + b"\0", False),
    "bir-bayt-eksik": (lambda v: _15()(v)[:-1], False),
    "bos": (lambda v: b"", False),
    "iki-kez": (lambda v: _15()(v) * 2, False),
    "cok-uzun": (lambda v: b"\1" * 5000, False),
    "sifirlar": (lambda v: bytes(256), False),
    "pss-olarak": (lambda v: pss()(v), False),
}


def mgf(tohum, boy, ad):
    return b"".join(ozet(tohum + i.to_bytes(4, "big"), ad) for i in range(boy // 16 + 1))[:boy]


def pss(*, ad="sha256", maske="", tuz=None, son=b"\xbc", ps=b"\x00", ayrac=b"\x01", ust=0, boz=0, fark=b"", dolgu8=bytes(8)):
    """EMSA-PSS (RFC 8017 9.1.1) with any part wrong."""

    def kur(v):
        t = bytes(range(len(ozet(b"", ad)))) if tuz is None else tuz
        h = bytearray(ozet(dolgu8 + ozet(v + fark, ad) + t, ad))
        db = ps * (256 - len(h) - 1 - len(t) - 1) + ayrac + t
        ortulu = bytearray(a ^ b for a, b in zip(db, mgf(bytes(h), len(db), maske or ad), strict=True))
        ortulu[0] = ortulu[0] & 0x7F | ust
        h[0] ^= boz
        return rsa(bytes(ortulu) + bytes(h) + son, "kisi-pss")

    return kur


PSS = {
    "saglam": (pss(), True),
    "baska-tuz-ayni-boy": (pss(tuz=b"\xff" * 32), True),
    "tuz-yok": (pss(tuz=b""), False),
    "tuz-20": (pss(tuz=bytes(20)), False),
    "tuz-31": (pss(tuz=bytes(31)), False),
    "tuz-33": (pss(tuz=bytes(33)), False),
    "tuz-en-uzun": (pss(tuz=bytes(222)), False),
    "maske-sha1": (pss(maske="sha1"), False),
    "maske-sha512": (pss(maske="sha512"), False),
    "ozet-sha1": (pss(ad="sha1", tuz=bytes(32)), False),
    "ozet-sha384": (pss(ad="sha384", tuz=bytes(32)), False),
    "ozet-sha512-maske-sha256": (pss(ad="sha512", maske="sha256", tuz=bytes(32)), False),
    "son-bayt-cc": (pss(son=b"\xcc"), False),
    "son-bayt-00": (pss(son=b"\x00"), False),
    "dolgu-01": (pss(ps=b"\x01"), False),
    "dolgu-ff": (pss(ps=b"\xff"), False),
    "ayrac-00": (pss(ayrac=b"\x00"), False),
    "ayrac-02": (pss(ayrac=b"\x02"), False),
    "ust-bit": (pss(ust=0x80), False),
    "h-bozuk": (pss(boz=1), False),
    "h-bozuk-ust": (pss(boz=0x80), False),
    "sekiz-sifir-yerine": (pss(dolgu8=b"\x01" * 8), False),
    "dokuz-sifir": (pss(dolgu8=bytes(9)), False),
    "baska-veri": (pss(fark=b"."), False),
    "pkcs1-olarak": (lambda v: rsa(em15(ONEK["sha256"] + ozet(v)), "kisi-pss"), False),
    "baska-anahtar": (lambda v: rsa(bytes(rsa_em(v)), "kisi"), False),
    "arti-n": (lambda v: (int.from_bytes(pss()(v), "big") + rsa_sayilari("kisi-pss")[0]).to_bytes(257, "big"), False),
    "basa-sifir": (lambda v: b"\0" + pss()(v), False),
    "bir-bayt-eksik": (lambda v: pss()(v)[1:], False),
    "bos": (lambda v: b"", False),
    "sifirlar": (lambda v: bytes(256), False),
    "bir": (lambda v: bytes(255) + b"\1", False),
}


def rsa_em(v):
    """The sound encoded message, under the public operation of the key it belongs to."""
    n, _ = rsa_sayilari("kisi-pss")
    return pow(int.from_bytes(pss()(v), "big"), 65537, n).to_bytes(256, "big")


EGRILER = {
    "p256": (test_pki().kisi, ec.SECP256R1(), "sha256", 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551),
    "p384": (None, ec.SECP384R1(), "sha384", 2**384 - 0x389CB27E0BC8D220A7E5F24DB74F58851313E695333AD68D),
}
KARMA = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


@cache
def ec_anahtari(egri):
    kimlik = EGRILER[egri][0]
    return load_der_private_key(kimlik.anahtar if kimlik else D.anahtar("kisi-ec"), None)


def rs(egri, v, ad=""):
    imza = ec_anahtari(egri).sign(v, ec.ECDSA(KARMA[ad or EGRILER[egri][2]], deterministic_signing=True))
    return [int.from_bytes(der.split(p)[1], "big") for p in der.children(imza)]


def _iki(yap):
    """A change of (r, s), written as DER."""
    return lambda egri, v: der.seq(*map(der.integer, yap(*rs(egri, v), EGRILER[egri][3])))


def _ham(yap):
    """Another writing of the same numbers; ``yap`` gets the two contents in DER."""
    return lambda egri, v: yap(*(der.split(der.integer(x))[1] for x in rs(egri, v)))


def _int(govde, tag=0x02):
    return der.tlv(tag, govde)


def _kirpik(x):
    """Without the leading zero that keeps a number positive."""
    return x[1:] if x[0] == 0 else x


EC = {
    "saglam": (_iki(lambda r, s, n: (r, s)), True),
    "ters-s": (_iki(lambda r, s, n: (r, n - s)), True),
    "r-0": (_iki(lambda r, s, n: (0, s)), False),
    "s-0": (_iki(lambda r, s, n: (r, 0)), False),
    "ikisi-0": (_iki(lambda r, s, n: (0, 0)), False),
    "ikisi-1": (_iki(lambda r, s, n: (1, 1)), False),
    "r-n": (_iki(lambda r, s, n: (n, s)), False),
    "s-n": (_iki(lambda r, s, n: (r, n)), False),
    "ikisi-n": (_iki(lambda r, s, n: (n, n)), False),
    "r-0-s-n": (_iki(lambda r, s, n: (0, n)), False),
    "r-1-s-n": (_iki(lambda r, s, n: (1, n)), False),
    "r-n-eksi-1": (_iki(lambda r, s, n: (n - 1, s)), False),
    "r-arti-n": (_iki(lambda r, s, n: (r + n, s)), False),
    "s-arti-n": (_iki(lambda r, s, n: (r, s + n)), False),
    "r-eksi": (_iki(lambda r, s, n: (-r, s)), False),
    "s-eksi": (_iki(lambda r, s, n: (r, -s)), False),
    "ikisi-eksi": (_iki(lambda r, s, n: (-r, -s)), False),
    "r-eksi-n": (_iki(lambda r, s, n: (r - n, s)), False),
    "n-eksi-r": (_iki(lambda r, s, n: (n - r, s)), False),
    "yer-degistirmis": (_iki(lambda r, s, n: (s, r)), False),
    "r-iki-kez": (_iki(lambda r, s, n: (r, r)), False),
    "cok-buyuk": (_iki(lambda r, s, n: (r + (1 << 4096), s)), False),
    "uc-sayi": (_iki(lambda r, s, n: (r, s, 0)), False),
    "tek-sayi": (_iki(lambda r, s, n: (r,)), False),
    "sayisiz": (_iki(lambda r, s, n: ()), False),
    "eksi-1": (_iki(lambda r, s, n: (-1, -1)), False),
    "fazladan-sifir": (_ham(lambda r, s: der.seq(_int(b"\0\0" + r), _int(s))), False),
    "fazladan-sifir-s": (_ham(lambda r, s: der.seq(_int(r), _int(b"\0\0" + s))), False),
    "ber-uzunluk": (_ham(lambda r, s: b"\x30\x81" + der.seq(_int(r), _int(s))[1:] if len(r + s) < 120 else b""), False),
    "ber-ic-uzunluk": (_ham(lambda r, s: der.seq(b"\x02\x81" + _int(r)[1:], _int(s))), False),
    "ber-uzun-ic-uzunluk": (_ham(lambda r, s: der.seq(b"\x02\x84\0\0\0" + _int(r)[1:], _int(s))), False),
    "ber-belirsiz": (_ham(lambda r, s: b"\x30\x80" + _int(r) + _int(s) + b"\0\0"), False),
    "sonda-cop": (_ham(lambda r, s: der.seq(_int(r), _int(s)) + b"\0"), False),
    "sonda-null": (_ham(lambda r, s: der.seq(_int(r), _int(s)) + der.NULL), False),
    "icerde-cop": (_ham(lambda r, s: der.seq(_int(r), _int(s), der.NULL)), False),
    "basta-cop": (_ham(lambda r, s: b"\0" + der.seq(_int(r), _int(s))), False),
    "set": (_ham(lambda r, s: der.tlv(0x31, _int(r), _int(s))), False),
    "octet-olarak": (_ham(lambda r, s: der.seq(_int(r, 4), _int(s, 4))), False),
    "enum-olarak": (_ham(lambda r, s: der.seq(_int(r, 10), _int(s))), False),
    "bos-tamsayi": (_ham(lambda r, s: der.seq(b"\x02\x00", _int(s))), False),
    "dizi-icinde-dizi": (_ham(lambda r, s: der.seq(der.seq(_int(r), _int(s)))), False),
    "bit-dizisinde": (_ham(lambda r, s: der.bits(der.seq(_int(r), _int(s)))), False),
    "kirpik": (_ham(lambda r, s: der.seq(_int(r), _int(s))[:-1]), False),
    "uzunluk-bir-fazla": (_ham(lambda r, s: (d := der.seq(_int(r), _int(s)))[:1] + bytes([d[1] + 1]) + d[2:]), False),
    "yalniz-baslik": (_ham(lambda r, s: b"\x30\x00"), False),
    "bos": (_ham(lambda r, s: b""), False),
    "yan-yana": (_ham(lambda r, s: _kirpik(r) + _kirpik(s)), False),
    "baska-ozet": (lambda egri, v: der.seq(*map(der.integer, rs(egri, v, "sha512"))), False),
    "baska-veri": (lambda egri, v: der.seq(*map(der.integer, rs(egri, v + b"."))), False),
    "oteki-egri": (lambda egri, v: der.seq(*map(der.integer, rs("p384" if egri == "p256" else "p256", v))), False),
}

RSA_ALG = ImzaAlgoritmasi("rsa", "sha256")
PSS_ALG = ImzaAlgoritmasi("rsa-pss", "sha256", "sha256", 32)


def kisi_spki(etiket):
    return spki(D.sertifika(etiket))


@pytest.mark.fault("S19")
@pytest.mark.parametrize("ad", PKCS1)
def test_pkcs1_vector(ad):
    """Only the one encoding of RFC 8017 9.2 and a value of the length of the key, below the modulus."""
    kur, dogru = PKCS1[ad]
    assert kripto.verify(kisi_spki("kisi"), RSA_ALG, None, VERI, kur(VERI)) is dogru


@pytest.mark.fault("S19")
@pytest.mark.parametrize("ad", PSS)
def test_pss_vector(ad):
    """Digest, mask, salt length and every fixed octet are those that the parameters name."""
    kur, dogru = PSS[ad]
    assert kripto.verify(kisi_spki("kisi-pss"), PSS_ALG, None, VERI, kur(VERI)) is dogru


@pytest.mark.fault("S19")
@pytest.mark.parametrize(("ozet_adi", "maske", "tuz"), [("sha256", "sha512", 0), ("sha384", "sha384", 48), ("sha512", "sha256", 20)])
def test_pss_with_other_parameters_holds_where_they_are_named(ozet_adi, maske, tuz):
    """The same value is right under its own parameters and wrong under any other."""
    imza = pss(ad=ozet_adi, maske=maske, tuz=bytes(tuz))(VERI)
    for o, m, t in itertools.product(("sha256", "sha384", "sha512"), ("sha256", "sha384", "sha512"), (0, 20, 48)):
        sonuc = kripto.verify(kisi_spki("kisi-pss"), ImzaAlgoritmasi("rsa-pss", o, m, t), None, VERI, imza)
        assert sonuc is ((o, m, t) == (ozet_adi, maske, tuz))


def ec_spki(egri):
    return ec_anahtari(egri).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.fault("S19")
@pytest.mark.parametrize("egri", EGRILER)
@pytest.mark.parametrize("ad", EC)
def test_ecdsa_vector(egri, ad):
    """Two positive numbers below the order in DER and nothing else."""
    kur, dogru = EC[ad]
    assert kripto.verify(ec_spki(egri), ImzaAlgoritmasi("ec", EGRILER[egri][2]), None, VERI, kur(egri, VERI)) is dogru


@pytest.mark.fault("S19")
@pytest.mark.parametrize("egri", EGRILER)
def test_ecdsa_with_short_numbers_holds(egri):
    """r or s with a leading zero octet, or with one octet less: right, and wrong as soon as the sign is lost."""
    boy = EGRILER[egri][3].bit_length() // 8
    alg = ImzaAlgoritmasi("ec", EGRILER[egri][2])
    turler = {}
    for i in range(1500):
        veri = VERI + i.to_bytes(2, "big")
        r, s = rs(egri, veri)
        turler.setdefault(((r.bit_length() + 7) // 8 - boy, (s.bit_length() + 7) // 8 - boy), (veri, r, s))
        if len(turler) >= 3:
            break
    assert len(turler) >= 3
    for veri, r, s in turler.values():
        assert kripto.verify(ec_spki(egri), alg, None, veri, der.seq(der.integer(r), der.integer(s)))
        if r >> (8 * boy - 1):
            eksi = der.seq(_int(r.to_bytes(boy, "big")), der.integer(s))
            assert kripto.verify(ec_spki(egri), alg, None, veri, eksi) is False


def cube_root(x):
    """The least number whose cube is at least ``x``."""
    alt, ust = 0, 1 << (x.bit_length() // 3 + 1)
    while alt < ust:
        orta = (alt + ust) // 2
        alt, ust = (orta + 1, ust) if orta**3 < x else (alt, orta)
    return alt


@pytest.mark.fault("S19")
@pytest.mark.parametrize("dolgu", [1, 3, 8])
def test_cube_root_forgery_is_refused(dolgu):
    """Exponent three and garbage behind the digest: no private key is needed for a value that careless readers take."""
    n, _ = rsa_sayilari("kisi")
    anahtar = der.seq(der.seq(der.oid("1.2.840.113549.1.1.1"), der.NULL), der.bits(der.seq(der.integer(n), der.integer(3))))
    bas = b"\x00\x01" + b"\xff" * dolgu + b"\x00" + ONEK["sha256"] + ozet(VERI)
    sahte = cube_root(int.from_bytes(bas + bytes(256 - len(bas)), "big"))
    acilmis = pow(sahte, 3, n).to_bytes(256, "big")
    assert acilmis.startswith(bas)  # the forgery is what it claims to be
    assert kripto.verify(anahtar, RSA_ALG, None, VERI, sahte.to_bytes(256, "big")) is not True


@pytest.mark.fault("S19")
def test_suffix_forgery_is_refused():
    """A cube that ends in the right digest under an exponent of three; the padding is noise."""
    n, _ = rsa_sayilari("kisi")
    anahtar = der.seq(der.seq(der.oid("1.2.840.113549.1.1.1"), der.NULL), der.bits(der.seq(der.integer(n), der.integer(3))))
    for sayac in range(16):
        veri = VERI + bytes([sayac])
        son = b"\x00" + ONEK["sha256"] + ozet(veri)
        hedef, s = int.from_bytes(son, "big"), 1
        if not hedef & 1:
            continue
        for bit in range(1, len(son) * 8):
            if (s**3 ^ hedef) >> bit & 1:
                s |= 1 << bit
        assert (s**3).to_bytes(256, "big").endswith(son)
        assert kripto.verify(anahtar, RSA_ALG, None, veri, s.to_bytes(256, "big")) is not True
        return
    pytest.fail("tek sayıyla biten özet bulunamadı")


@pytest.mark.fault("S10", "S19")
def test_key_and_algorithm_must_fit():
    """A key of another family is no key for it; what is not known is told apart from what is wrong."""
    assert kripto.verify(kisi_spki("kisi"), ImzaAlgoritmasi("ec", "sha256"), None, VERI, PKCS1["saglam"][0](VERI)) is False
    assert kripto.verify(ec_spki("p256"), RSA_ALG, None, VERI, PKCS1["saglam"][0](VERI)) is False
    assert kripto.verify(ec_spki("p256"), PSS_ALG, None, VERI, PSS["saglam"][0](VERI)) is False
    assert kripto.verify(kisi_spki("kisi"), ImzaAlgoritmasi("dsa", "sha256"), None, VERI, b"") is False
    for alg in (None, ImzaAlgoritmasi("rsa", None), ImzaAlgoritmasi("rsa", "whirlpool"), ImzaAlgoritmasi("rsa", "yok")):
        assert kripto.verify(kisi_spki("kisi"), alg, None, VERI, PKCS1["saglam"][0](VERI)) is None
    assert kripto.verify(kisi_spki("kisi"), ImzaAlgoritmasi("rsa", None), "sha256", VERI, PKCS1["saglam"][0](VERI)) is True
    for anahtar in (b"", b"\x30\x00", kisi_spki("kisi")[:-1], b"\0" * 20_000):
        assert kripto.verify(anahtar, RSA_ALG, None, VERI, b"") is None


@pytest.mark.fault("S19")
@pytest.mark.parametrize("nokta", ["sifir", "egri-disi", "sonsuz", "kisa", "sikistirilmis-disi"])
def test_point_off_the_curve_is_no_key(nokta):
    """Nothing is computed with it."""
    ham = ec_spki("p256")
    bas, xy = ham[:-65], ham[-64:]
    govde = {
        "sifir": b"\x04" + bytes(64),
        "egri-disi": b"\x04" + xy[:-1] + bytes([xy[-1] ^ 1]),
        "sonsuz": bytes(65),
        "kisa": b"\x04" + xy[:-1] + b"",
        "sikistirilmis-disi": b"\x02" + b"\xff" * 64,
    }[nokta]
    alg = ImzaAlgoritmasi("ec", "sha256")
    assert kripto.verify(ham, alg, None, VERI, EC["saglam"][0]("p256", VERI)) is True
    assert kripto.verify(bas + govde, alg, None, VERI, EC["saglam"][0]("p256", VERI)) is None


# --- the same vectors inside a signature


def _judge(imza, deger):
    bilgi = imza.imzaci
    yeni = imza.with_signer(imza=deger(b"\x31" + bilgi.signed_attributes[1:]))
    return verify_cms(yeni.dump(), "x", guven=GUVEN, kanit=KanitKumesi.of(*simdi()), an=YARGI_ANI).imzalar[0]


def _check(sonuc, dogru):
    assert sonuc.matematik is dogru
    if dogru:
        assert sonuc.durum is Gosterge.TOTAL_PASSED
    else:
        assert (sonuc.durum, sonuc.alt_durum in {"SIG_CRYPTO_FAILURE", "FORMAT_FAILURE"}) == (Gosterge.TOTAL_FAILED, True)


@pytest.mark.fault("S19")
@pytest.mark.parametrize("ad", PKCS1)
def test_pkcs1_vector_inside_a_signature(ad):
    """Right: passed. Wrong: failed, whatever else holds."""
    kur, dogru = PKCS1[ad]
    _check(_judge(sign("kisi"), kur), dogru)


@pytest.mark.fault("S19")
@pytest.mark.parametrize("ad", PSS)
def test_pss_vector_inside_a_signature(ad):
    """The parameters are those of the SignerInfo."""
    kur, dogru = PSS[ad]
    _check(_judge(sign("kisi-pss"), kur), dogru)


@pytest.mark.fault("S19")
@pytest.mark.parametrize("ad", EC)
def test_ecdsa_vector_inside_a_signature(ad):
    """P-384 with SHA-384."""
    kur, dogru = EC[ad]
    _check(_judge(sign("kisi-ec"), lambda v: kur("p384", v)), dogru)


@pytest.mark.fault("S19")
@pytest.mark.parametrize("ad", EC)
def test_p256_vector_inside_a_signature(ad):
    """P-256 with SHA-256 under a PKI of its own; without evidence it stays open, but its mathematics are told."""
    kur, dogru = EC[ad]
    kisi = test_pki().kisi
    imzali = [
        attribute(CONTENT_TYPE, der.oid(ID_DATA)),
        attribute(MESSAGE_DIGEST, der.octets(ozet(ICERIK))),
        ess_certificate(kisi.sertifika),
    ]
    bilgi = sign_attributes(kisi.anahtar, issuer_and_serial(kisi.sertifika), imzali)
    bilgi = attrs.evolve(bilgi, imza=kur("p256", b"\x31" + bilgi.signed_attributes[1:]))
    ham = ImzaliVeri(ID_DATA, ICERIK, (bilgi,), (kisi.sertifika,)).dump()
    sonuc = verify_cms(ham, "x", guven=GuvenDeposu.of(test_pki().kok.sertifika), an=YARGI_ANI).imzalar[0]
    assert (sonuc.matematik, sonuc.durum) == (dogru, Gosterge.INDETERMINATE if dogru else Gosterge.TOTAL_FAILED)
