# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Talk PKCS#11 with a card or an HSM: open a session, find certificate and key, sign. Optional: needs ``earsiv[pkcs11]``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.imza import sertifika
from earsiv.imza.anahtar import digest_info, require_device
from earsiv.imza.der import DerHatasi
from earsiv.imza.kripto import ImzaAlgoritmasi


@contextmanager
def session(modul: str, pin: str, yuva: int | None, jeton: str | None) -> Iterator[Any]:
    """Open a logged-in session with the token and close it again.

    Raises:
        AracHatasi: IMZ-104 the optional part is not installed, IMZ-103 library, token, PIN or device refused.
    """
    try:
        import pkcs11
        from pkcs11.exceptions import PKCS11Error
    except ImportError:
        raise AracHatasi("IMZ-104", "python-pkcs11") from None
    try:
        with _token(pkcs11.lib(modul), modul, yuva, jeton).open(user_pin=pin) as oturum:
            yield oturum
    except PKCS11Error as hata:
        raise AracHatasi("IMZ-103", modul, ayrinti=str(hata) or type(hata).__name__) from None
    except (OSError, RuntimeError) as hata:  # the loader of the shared library
        raise AracHatasi("IMZ-103", modul, ayrinti=f"kitaplık yüklenemedi ({type(hata).__name__})") from None


def _token(kitaplik: Any, modul: str, yuva: int | None, jeton: str | None) -> Any:
    """Return the one token that is meant."""
    yuvalar = [y for y in kitaplik.get_slots(token_present=True) if yuva is None or y.slot_id == yuva]
    jetonlar = [t for t in (y.get_token() for y in yuvalar) if t.label.strip() and (jeton is None or t.label.strip() == jeton)]
    tek = jetonlar[0] if len(jetonlar) == 1 else None
    return require_device(tek, modul, f"{len(jetonlar)} jeton bulundu, tam bir tane olmalı")


def find(oturum: Any, etiket: str | None, yer: str) -> tuple[bytes, tuple[bytes, ...], bytes]:
    """Return the signing certificate, those above it that the device holds, and the identifier of its key.

    Raises:
        GirdiHatasi: IMZ-044 no certificate that has a key.
    """
    from pkcs11 import Attribute, ObjectClass

    bulunan = []
    for nesne in oturum.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        try:
            kayit = sertifika.read(bytes(nesne[Attribute.VALUE]))
        except DerHatasi:
            continue
        bulunan.append((kayit, bytes(nesne[Attribute.ID]), str(nesne[Attribute.LABEL])))
    anahtarlar = {bytes(a[Attribute.ID]) for a in oturum.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    adaylar = [(k, no) for k, no, ad in bulunan if no in anahtarlar and (etiket is None or ad == etiket)]
    adaylar.sort(key=lambda aday: 1 not in (aday[0].kullanim or ()))  # nonRepudiation first
    if not adaylar:
        raise GirdiHatasi("IMZ-044", yer, ayrinti="kartta anahtarı olan sertifika yok")
    secilen, kimlik = adaylar[0]
    zincir, son = [], secilen
    while not son.kendi_veren:
        ust = next((k for k, _, _ in bulunan if k.makam and sertifika.same_name(k.konu, son.veren) and k.ham not in zincir), None)
        if ust is None:
            break
        zincir.append(ust.ham)
        son = ust
    return secilen.ham, tuple(zincir), kimlik


def sign(oturum: Any, kimlik: bytes, veri: bytes, algoritma: ImzaAlgoritmasi) -> bytes:
    """Return the signature value of the key with an identifier; the device hashes where it can.

    Raises:
        AracHatasi: IMZ-103 no such key, or no mechanism for the algorithm.
    """
    from pkcs11 import MGF, Attribute, Mechanism, ObjectClass
    from pkcs11.util.ec import encode_ecdsa_signature

    bulunan = oturum.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: kimlik})
    anahtar = require_device(next(iter(list(bulunan)), None), "", "anahtar kartta yok")
    yollar = oturum.token.slot.get_mechanisms()
    ozet = algoritma.ozet or ""
    ad = ozet.upper()  # ASCII: the name of a mechanism
    deger = hashlib.new(ozet, veri).digest()
    if algoritma.aile == "ec":
        return bytes(encode_ecdsa_signature(anahtar.sign(deger, mechanism=Mechanism.ECDSA)))
    if algoritma.aile == "rsa-pss":
        ayar = (Mechanism[ad], MGF[ad], algoritma.tuz)
        tam = Mechanism[f"{ad}_RSA_PKCS_PSS"]
        if tam in yollar:
            return bytes(anahtar.sign(veri, mechanism=tam, mechanism_param=ayar))
        return bytes(anahtar.sign(deger, mechanism=Mechanism.RSA_PKCS_PSS, mechanism_param=ayar))
    tam = Mechanism[f"{ad}_RSA_PKCS"]
    if tam in yollar:
        return bytes(anahtar.sign(veri, mechanism=tam))
    return bytes(anahtar.sign(digest_info(ozet, deger), mechanism=Mechanism.RSA_PKCS))
