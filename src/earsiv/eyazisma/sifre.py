# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Encrypted packages: wrap a finished letter for the keys of its recipients, open one with a key, hold outside against inside.

The outside repeats a digest part of the inside, so that it can be routed unopened; after opening, both must be the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import attrs

from earsiv._clock import Clock, SystemClock, uuid7
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, PaketHatasi, Seviye, bulgu, os_reason, require_regular
from earsiv.eyazisma import zarf
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.denetle import verify
from earsiv.eyazisma.kurallar.sargi import is_clear
from earsiv.eyazisma.model import GercekSahis, SifreliIcerikBilgisi
from earsiv.eyazisma.paket import Paket, read
from earsiv.eyazisma.parcalar import creator_of
from earsiv.eyazisma.taslak import Taslak
from earsiv.eyazisma.yaz import XML, Durum
from earsiv.eyazisma.zarf import SifrelemeAnahtari
from earsiv.opc import Kap, whole_file

_CMS: Final = "application/pkcs7-mime"
# which digest part the outside repeats, per generation
_TEKRAR: Final = {1: "paketozeti", 2: "nihaiozet"}
_ID: Final = {"paketozeti": "IdPaketOzeti", "nihaiozet": "IdNihaiOzet", "belgehedef": "IdBelgeHedef"}


def encrypt(
    kaynak: Path | str,
    hedef: Path | str,
    sertifikalar: Iterable[bytes],
    *,
    sarma: str = "oaep",
    konu: str = "",
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> Path:
    """Write an encrypted package (``.eyps``) around a finished letter.

    Args:
        kaynak: an ``.eyp`` file.
        sertifikalar: encryption certificates of the recipients, DER.
        sarma: ``oaep`` (SHA-256) or ``pkcs1``, for a recipient whose program knows no other.
        konu: a subject for the outside; none by default, because everybody on the way reads it.

    Raises:
        GirdiHatasi: EYP-096 not a clear letter; EYP-098 a certificate; KAB-013, KAB-019 the file.
        PaketHatasi: EYP-065 the letter itself is not valid.
    """
    alicilar, saat = tuple(sertifikalar), saat or SystemClock()
    if not alicilar:
        raise GirdiHatasi("EYP-098", ayrinti="alıcı verilmedi")
    with read(kaynak, sinirlar) as paket:
        if paket.tur is not Tur.EYP:
            raise GirdiHatasi("EYP-096", paket.yer, tur=paket.tur)
        if engeller := [b for b in verify(paket, saat=saat, sinirlar=sinirlar).bulgular if b.seviye is Seviye.HATA]:
            raise PaketHatasi(paket.yer, engeller)
        with Taslak(Path(hedef), Tur.EYPS, paket.nesil, ("sha256",), sinirlar) as taslak:
            durum = Durum(taslak, saat, belge_id=uuid7(saat).upper())  # ASCII: a GUID
            _outside(paket, durum)
            boyut, bloklar = zarf.seal(paket.kap.container(), paket.kap.boyut, alicilar, sarma=sarma)
            ad = f"/SifreliIcerik/{uuid7(saat).upper()}{'.eyp' if paket.nesil == 1 else ''}"  # ASCII: a GUID
            taslak.add_stream(ad, _CMS, bloklar, boyut, ("sifreliicerik", "IdSifreliIcerik"))
            bilgi = durum.yazar.encryption(SifreliIcerikBilgisi())
            yol = "/SifreliIcerikBilgisi/SifreliIcerikBilgisi.xml"
            taslak.add(yol, XML, bilgi, ("sifreliicerikbilgisi", "IdSifreliIcerikBilgisi"))
            durum.core(olusturan=_creator(paket), konu=konu)
            return taslak.publish()


def _outside(paket: Paket, durum: Durum) -> None:
    """Repeat what the outside shows: a digest part, and whom the letter is for."""
    tekrar = _TEKRAR[paket.nesil]
    ozet, hedef, u = paket.ozetler.get(tekrar), paket.part("belgehedef"), paket.ustveri
    if ozet:
        durum.taslak.add(ozet.parca.ad, XML, paket.kap.read(ozet.parca), (tekrar, _ID[tekrar]))
    veri = paket.kap.read(hedef) if hedef else durum.yazar.targets(d.taraf for d in u.dagitimlar) if u else b""
    durum.taslak.add("/BelgeHedef/BelgeHedef.xml", XML, veri, ("belgehedef", _ID["belgehedef"]))


def _creator(paket: Paket) -> str:
    """Name the sender outside; a person without the number that only the letter itself should carry."""
    olusturan = paket.ustveri.olusturan if paket.ustveri else None
    if isinstance(olusturan, GercekSahis):
        olusturan = attrs.evolve(olusturan, tckn="")
    return creator_of(olusturan, paket.nesil) if olusturan else ""


def decrypt(
    kaynak: Path | str, hedef: Path | str, anahtar: SifrelemeAnahtari | None, *, sinirlar: Sinirlar = VARSAYILAN
) -> tuple[Bulgu, ...]:
    """Write the letter inside an encrypted package and return what was found on the way.

    A package whose content was never encrypted is opened without a key, and said to be so. Where outside and inside differ the
    letter is written all the same, with a finding of level hata.

    Args:
        anahtar: the institution's key.

    Raises:
        GirdiHatasi: EYP-069 it cannot be opened with this key, or holds no package; EYP-096 not an encrypted package;
            KAB-013, KAB-019 the file.
    """
    with read(kaynak, sinirlar) as paket:
        parca = paket.part("sifreliicerik")
        if paket.tur is not Tur.EYPS:
            raise GirdiHatasi("EYP-096", paket.yer, tur=paket.tur)
        if parca is None:
            raise GirdiHatasi("EYP-069", paket.yer, ayrinti="SifreliIcerik parçası yok")
        yer = f"{paket.yer} · {parca.ad}"
        bulgular = list(paket.bulgular)
        if is_clear(paket, parca):
            bulgular.append(bulgu("EYP-095", yer, tur="düz zip"))
            bloklar = paket.kap.stream(parca)
        elif anahtar is None:
            raise GirdiHatasi("EYP-069", yer, ayrinti="anahtar verilmedi")
        else:
            bloklar = zarf.unseal(cast("BinaryIO", io.BufferedReader(_Akis(paket.kap.stream(parca)))), anahtar, yer)
        with whole_file(Path(hedef)) as akis:
            for blok in bloklar:
                akis.write(blok)
            bulgular += _compare(paket, akis, yer, sinirlar)
    return tuple(bulgular)


def _compare(paket: Paket, akis: BinaryIO, yer: str, sinirlar: Sinirlar) -> Iterator[Bulgu]:
    """Hold the digest part outside against the one inside, and the recipients where both have them."""
    try:
        ic = Paket(Kap(akis, yer, sinirlar), sinirlar, derinlik=1)
    except GirdiHatasi as hata:
        raise GirdiHatasi("EYP-069", yer, ayrinti=f"içinden paket çıkmadı ({hata.kod})") from None
    yield from (kusur.bulgu for kusur in ic.kusurlar)
    if ic.tur is not Tur.EYP:
        yield bulgu("EYP-096", yer, tur=ic.tur)
    for ad in (_TEKRAR[paket.nesil], *(["belgehedef"] if paket.nesil == 1 else [])):
        dis, icteki = paket.part(ad), ic.part(ad)
        if dis is None or icteki is None or paket.kap.read(dis) != ic.kap.read(icteki):
            yield bulgu("EYP-094", f"{paket.yer} · {dis.ad if dis else ad}", parca=ad)


def load_key(yol: Path | str, parola: bytes | None = None, sertifika: Path | str | None = None) -> SifrelemeAnahtari:
    """Read a decryption key: a PKCS#12 file, or a PEM or DER private key with its certificate.

    Raises:
        GirdiHatasi: EYP-099 it cannot be read.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key, load_pem_private_key, pkcs12

    try:
        require_regular(Path(yol))
        ham = Path(yol).read_bytes()
        if sertifika is None:
            anahtar, bulunan, _ = pkcs12.load_key_and_certificates(ham, parola)
            der = bulunan.public_bytes(Encoding.DER) if bulunan else b""
        else:
            anahtar = (load_pem_private_key if b"-----BEGIN" in ham else load_der_private_key)(ham, parola)
            der = load_certificate(sertifika)
    except OSError as hata:
        raise GirdiHatasi("EYP-099", str(yol), ayrinti=os_reason(hata)) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise GirdiHatasi("EYP-099", str(yol), ayrinti="biçim veya parola yanlış") from None
    if not isinstance(anahtar, rsa.RSAPrivateKey) or not der:
        raise GirdiHatasi("EYP-099", str(yol), ayrinti="RSA anahtarı ya da sertifikası yok")
    return SifrelemeAnahtari(der, zarf.private_key_unwrapper(anahtar))


def load_certificate(yol: Path | str) -> bytes:
    """Read a certificate (PEM or DER) as DER.

    Raises:
        GirdiHatasi: EYP-098.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    try:
        require_regular(Path(yol))
        ham = Path(yol).read_bytes()
        sertifika = x509.load_pem_x509_certificate(ham) if b"-----BEGIN" in ham else x509.load_der_x509_certificate(ham)
    except OSError as hata:
        raise GirdiHatasi("EYP-098", str(yol), ayrinti=os_reason(hata)) from None
    except (ValueError, x509.InvalidVersion):
        raise GirdiHatasi("EYP-098", str(yol), ayrinti="sertifika okunamadı") from None
    return sertifika.public_bytes(Encoding.DER)


class _Akis(io.RawIOBase):
    """Blocks as a readable stream."""

    def __init__(self, bloklar: Iterator[bytes]) -> None:
        self._bloklar = bloklar
        self._kalan = memoryview(b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, tampon: Any) -> int:
        """Fill a buffer from the next block."""
        hedef = memoryview(tampon)
        while not self._kalan:
            blok = next(self._bloklar, None)
            if blok is None:
                return 0
            self._kalan = memoryview(blok)
        n = min(len(hedef), len(self._kalan))
        hedef[:n] = self._kalan[:n]
        self._kalan = self._kalan[n:]
        return n
