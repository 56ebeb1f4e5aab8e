# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attacks on the frame: trailing bytes, bombs, no signer at all, one bad signer among several, bad counter-signatures."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from earsiv.testing import der
from earsiv.testing.cades import COUNTER_SIGNATURE, ICERIK, Imza, append, counter_info, counter_sign, merge, sign
from earsiv.testing.cms_yaz import CONTENT_TYPE, ID_DATA, attribute
from earsiv.testing.saldiri_temel import Saldiri, damgali, expect, p4_kanit, raised, xl


def nested(derinlik: int, *, belirsiz: bool = False) -> bytes:
    """Return SEQUENCEs in each other, this many levels deep."""
    if belirsiz:
        return b"\x30\x80" * derinlik + b"\x00\x00" * derinlik
    boylar = [0]
    for _ in range(derinlik):
        boylar.append(boylar[-1] + 1 + len(der.length(boylar[-1])))
    return b"".join(b"\x30" + der.length(boy) for boy in reversed(boylar[:-1]))


def _huge_length() -> bytes:
    """A length of 4 GiB in the header of the outermost SEQUENCE."""
    return b"\x30\x84\xff\xff\xff\xff" + sign().dump()[4:]


def _inner_length() -> bytes:
    """A length of 4 GiB in the middle: the content says it goes on for ever."""
    tam = sign().dump()
    konum = tam.index(ICERIK)
    return tam[: konum - 2] + b"\x04\x84\xff\xff\xff\xff" + tam[konum:]


def _long_oid() -> Imza:
    """An attribute type of 200,000 octets, on which parsers are quadratic."""
    dev = der.tlv(0x06, b"\x81" * 200_000 + b"\x01")
    asil = sign()
    bilgi = der.seq(*asil.imzaci.fields, der.tlv(0xA1, der.seq(dev, der.set_of([der.NULL]))))
    return asil.with_data(ham_imzacilar=der.tlv(0x31, bilgi))


def _many_attributes() -> Imza:
    return sign().add(*(attribute(f"1.2.3.4.{i}", der.NULL) for i in range(50_000)))


def _many_signers() -> Imza:
    asil = sign()
    return asil.with_data(imzacilar=asil.veri.imzacilar * 3000)


def _zero_signers() -> Imza:
    return sign().with_data(imzacilar=(), ham_imzacilar=b"\x31\x00")


def _wrong_outer() -> Imza:
    return sign().with_data(disa=ID_DATA)


def _noise() -> bytes:
    return b"".join(hashlib.sha256(i.to_bytes(2, "big")).digest() for i in range(64))


def _crossed() -> Imza:
    """The signature value of one parallel signer under the name of the other."""
    bir, iki = sign("kisi"), sign("kisi2")
    return merge(bir.with_signer(imza=iki.imzaci.imza), iki)


def _parallel_one_bent() -> Imza:
    kotu = sign("kisi2")
    return merge(sign("kisi"), kotu.with_signer(imza=bytes([kotu.imzaci.imza[0] ^ 1]) + kotu.imzaci.imza[1:]))


def _countered(**kusur: Any) -> Imza:
    """A signature with a faulty counter-signature."""
    asil = sign(ek_sertifikalar=("alt", "kisi2"))
    return asil.add(counter_sign(asil.imzaci, **kusur))


def _counter_with_content_type() -> Imza:
    return _countered(duzenle=append(attribute(CONTENT_TYPE, der.oid(ID_DATA))))


def _counter_of_unknown() -> Imza:
    """A counter-signature whose signer's path leads to a look-alike root."""
    asil = sign(ek_sertifikalar=("alt", "kisi-sahte", "alt-sahte", "kok-sahte"))
    return asil.add(counter_sign(asil.imzaci, "kisi-sahte"))


def _nested_bent() -> Imza:
    """The counter-signature is sound, the one upon it is not."""
    asil = sign(ek_sertifikalar=("alt", "kisi2", "kisi3"))
    ic = counter_sign(counter_info(asil.imzaci, "kisi2"), "kisi3", boz=True)
    return asil.add(counter_sign(asil.imzaci, "kisi2", ice=(ic,)))


def _counter_broken() -> Imza:
    asil = sign()
    return asil.add(attribute(COUNTER_SIGNATURE, der.utf8("karşı imza")))


def _counter_chain(derinlik: int) -> Imza:
    """Counter-signatures upon counter-signatures, deeper than anybody signs."""
    asil = sign(ek_sertifikalar=("alt", "kisi2"))
    bilgiler = [counter_info(asil.imzaci)]
    while len(bilgiler) < derinlik:
        bilgiler.append(counter_info(bilgiler[-1]))
    icerdeki = b""
    for bilgi in reversed(bilgiler):
        sona = der.tlv(0xA1, der.seq(der.oid(COUNTER_SIGNATURE), der.tlv(0x31, icerdeki))) if icerdeki else b""
        icerdeki = der.seq(*bilgi.fields, sona)
    return asil.add(attribute(COUNTER_SIGNATURE, icerdeki))


_FORMAT = "FORMAT_FAILURE"
_KARSI = ("HASH_FAILURE", "SIG_CRYPTO_FAILURE", "SIG_CONSTRAINTS_FAILURE", _FORMAT)
_IKISI = "GECERSIZ BELIRSIZ"

YAPI: Final[dict[str, Saldiri]] = {
    "yapi-sona-bayt": expect(lambda: sign().dump() + b"\x00", _FORMAT),
    "yapi-sona-ikinci-imza": expect(lambda: sign().dump() + sign("kisi2").dump(), _FORMAT),
    "yapi-bos": expect(lambda: b"", _FORMAT),
    "yapi-gurultu": expect(_noise, _FORMAT),
    "yapi-metin": expect(lambda: b"imza degil", _FORMAT),
    "yapi-kirpik": expect(lambda: sign().dump()[:-100], _FORMAT),
    "yapi-bastan-kirpik": expect(lambda: sign().dump()[10:], _FORMAT),
    "yapi-ic-ice-10-bin": expect(lambda: nested(10_000), _FORMAT),
    "yapi-ic-ice-200-bin": expect(lambda: nested(200_000), _FORMAT),
    "yapi-ic-ice-200-bin-belirsiz": expect(lambda: nested(200_000, belirsiz=True), _FORMAT),
    "yapi-uzunluk-4-gib": expect(_huge_length, _FORMAT),
    "yapi-icerde-uzunluk-4-gib": expect(_inner_length, _FORMAT),
    "yapi-oid-200-kb": expect(_long_oid, _FORMAT),
    "yapi-50-bin-oznitelik": expect(_many_attributes, _FORMAT),
    "yapi-3-bin-imzaci": expect(_many_signers, _FORMAT),
    "yapi-imzaci-yok": expect(_zero_signers, _FORMAT),
    "yapi-dis-tur-yanlis": expect(_wrong_outer, _FORMAT),
    "yapi-belirsiz-uzunluk-kapanmiyor": expect(lambda: b"\x30\x80" + sign().dump()[4:], _FORMAT),
    "paralel-biri-bozuk": expect(_parallel_one_bent, "SIG_CRYPTO_FAILURE"),
    "paralel-imzalar-degistirilmis": expect(_crossed, "SIG_CRYPTO_FAILURE"),
    "paralel-biri-sahte-kok": expect(
        lambda: merge(sign("kisi"), sign("kisi-sahte", ek_sertifikalar=("alt-sahte",))),
        "NO_CERTIFICATE_CHAIN_FOUND",
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",
    ),
    "paralel-biri-ess-yok": expect(lambda: merge(sign("kisi"), sign("kisi2", ess=None)), "NO_SIGNING_CERTIFICATE_FOUND"),
    "paralel-biri-baska-icerige": expect(lambda: merge(sign("kisi"), sign("kisi2", icerik=b"baska")), "HASH_FAILURE"),
    "paralel-damga-otekinin": expect(
        lambda: merge(sign("kisi").add(*damgali(kim="kisi2").imzaci.imzasiz), damgali(kim="kisi2")), "HASH_FAILURE"
    ),
    "paralel-kanit-otekinin": expect(
        lambda: merge(raised(damgali("P4"), p4_kanit("kisi2")), xl(kim="kisi2")), "SIG_CONSTRAINTS_FAILURE", "TRY_LATER", karar=_IKISI
    ),
    "karsi-imza-bozuk": expect(lambda: _countered(boz=True), *_KARSI, karar=_IKISI),
    "karsi-imza-baska-imza-uzerine": expect(lambda: _countered(uzerine=b"baska imza"), *_KARSI, karar=_IKISI),
    "karsi-imza-icerik-uzerine": expect(lambda: _countered(uzerine=ICERIK), *_KARSI, karar=_IKISI),
    "karsi-imza-turlu": expect(_counter_with_content_type, *_KARSI, "GECTI", karar="GECERLI GECERSIZ BELIRSIZ"),
    "karsi-imza-ess-yok": expect(
        lambda: _countered(duzenle=lambda liste: liste[:-1]), *_KARSI, "NO_SIGNING_CERTIFICATE_FOUND", karar=_IKISI
    ),
    "karsi-imza-oznitelik-degil": expect(_counter_broken, *_KARSI, karar=_IKISI),
    "karsi-imza-sahte-kok": expect(_counter_of_unknown, "NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
    "karsi-imza-ic-ice-bozuk": expect(_nested_bent, *_KARSI, karar=_IKISI),
    "karsi-imza-cok-derin": expect(lambda: _counter_chain(40), *_KARSI, karar=_IKISI),
}
