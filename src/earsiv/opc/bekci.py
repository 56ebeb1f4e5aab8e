# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guard: read the end record, the central directory and every local header, and refuse what is not plain.

Threat: a container whose parts differ by reader (two entries of one name, local header against directory, a second
directory), that writes outside its folder when extracted, or that costs unbounded memory. Python's ``zipfile`` lists all of
these without complaint. Rule: one directory, at the end, telling the truth about each entry, or a typed error.
Nothing is decompressed here.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

import attrs

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv._text import nfc
from earsiv.errors import GirdiHatasi

_YEREL = struct.Struct("<4s5H3L2H")
_MERKEZ = struct.Struct("<4s6H3L5H2L")
_SON = struct.Struct("<4s4H2LH")
_SON64_YER = struct.Struct("<4sLQL")
_SON64 = struct.Struct("<4sQ2H2L4Q")
_TANIM: Final = b"PK\x07\x08"
_EN_UZUN_YORUM: Final = 0xFFFF
_YONTEMLER: Final = frozenset({0, 8})  # stored, deflate
_SIFRELI: Final = 0x1 | 0x40
_TANIMLI: Final = 0x8
_UTF8: Final = 0x800
_UNICODE_AD: Final = 0x7075
_YASAK_AD = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|^/|^~|//")
_TURKCE: Final = frozenset("çğıöşüâîûÇĞİÖŞÜÂÎÛ")
_KACIS = re.compile(r"%(2e|2f|5c|00)", re.IGNORECASE)


@attrs.frozen
class Girdi:
    """One entry of the directory, checked: ``konum`` is the offset of its local header, ``veri`` of its data; bytes.

    ``zaman`` is its DOS date and time, ``kodlama`` the code page its name was read in where the container does not say,
    ``tanimli`` whether a descriptor of its sizes follows its data.
    """

    ad: str
    yontem: int
    crc: int
    sikisik: int
    acik: int
    konum: int
    veri: int
    klasor: bool
    zaman: int
    kodlama: str
    tanimli: bool


def inspect(akis: BinaryIO, yer: str, sinirlar: Sinirlar = VARSAYILAN) -> tuple[Girdi, ...]:
    """Return the entries of a zip container after checking every header against every other.

    Args:
        akis: seekable binary stream.
        yer: name of the container, used in errors.
        sinirlar: entry count, name length, size and ratio limits.

    Raises:
        GirdiHatasi: PKT-001…PKT-019, each naming the entry.
    """
    boyut = akis.seek(0, os.SEEK_END)
    if boyut == 0:
        raise GirdiHatasi("PKT-001", yer)
    if boyut > sinirlar.paket_bayt:
        raise GirdiHatasi("PKT-002", yer, boyut=boyut, sinir=sinirlar.paket_bayt)
    sayi, uzunluk, bas = _directory(akis, boyut, yer)
    if sayi > sinirlar.parca_sayisi:
        raise GirdiHatasi("PKT-004", yer, sayi=sayi, sinir=sinirlar.parca_sayisi)
    girdiler = tuple(_entries(akis, bas, uzunluk, sayi, yer, sinirlar))
    _check_names(girdiler, yer)
    _check_layout(akis, girdiler, bas, yer)
    _check_sizes(girdiler, yer, sinirlar)
    return girdiler


def _directory(akis: BinaryIO, boyut: int, yer: str) -> tuple[int, int, int]:
    """Find the one end record and return (entry count, directory size, directory offset)."""
    kuyruk_boyu = min(boyut, _SON.size + _EN_UZUN_YORUM)
    akis.seek(boyut - kuyruk_boyu)
    kuyruk = akis.read(kuyruk_boyu)
    yer_son = kuyruk.rfind(b"PK\x05\x06")
    if yer_son < 0 or len(kuyruk) - yer_son < _SON.size:
        akis.seek(0)
        raise GirdiHatasi("PKT-003" if akis.read(4) != b"PK\x03\x04" else "PKT-005", yer)
    _, disk, disk_bas, sayi_disk, sayi, uzunluk, bas, yorum = _SON.unpack_from(kuyruk, yer_son)
    son = boyut - kuyruk_boyu + yer_son
    if disk or disk_bas or sayi_disk != sayi:
        raise GirdiHatasi("PKT-006", yer)
    if son + _SON.size + yorum != boyut:
        raise GirdiHatasi("PKT-007", yer, konum=son + _SON.size + yorum)
    directory_end = son
    if sayi == 0xFFFF or 0xFFFFFFFF in {uzunluk, bas}:
        sayi, uzunluk, bas, directory_end = _directory64(akis, son, yer)
    if bas + uzunluk != directory_end:
        raise GirdiHatasi("PKT-008", yer)
    onceki = kuyruk.find(b"PK\x05\x06")
    if onceki != yer_son and boyut - kuyruk_boyu + onceki >= bas + uzunluk:
        raise GirdiHatasi("PKT-009", yer)
    return sayi, uzunluk, bas


def _directory64(akis: BinaryIO, son: int, yer: str) -> tuple[int, int, int, int]:
    if son < _SON64_YER.size:
        raise GirdiHatasi("PKT-008", yer)
    akis.seek(son - _SON64_YER.size)
    imza, _, konum, _ = _SON64_YER.unpack(akis.read(_SON64_YER.size))
    if imza != b"PK\x06\x07" or konum + _SON64.size != son - _SON64_YER.size:
        raise GirdiHatasi("PKT-008", yer)
    akis.seek(konum)
    imza, _, _, _, _, _, _, sayi, uzunluk, bas = _SON64.unpack(akis.read(_SON64.size))
    if imza != b"PK\x06\x06":
        raise GirdiHatasi("PKT-008", yer)
    return sayi, uzunluk, bas, konum


def _entries(akis: BinaryIO, bas: int, uzunluk: int, sayi: int, yer: str, sinirlar: Sinirlar) -> Iterator[Girdi]:
    akis.seek(bas)
    dizin = akis.read(min(uzunluk, sayi * (_MERKEZ.size + 3 * 0xFFFF)))
    konum = 0
    for _ in range(sayi):
        if len(dizin) - konum < _MERKEZ.size or dizin[konum : konum + 4] != b"PK\x01\x02":
            raise GirdiHatasi("PKT-008", yer)
        alanlar = _MERKEZ.unpack_from(dizin, konum)
        n_ad, n_ek, n_yorum = alanlar[10:13]
        govde = dizin[konum + _MERKEZ.size : konum + _MERKEZ.size + n_ad + n_ek]
        konum += _MERKEZ.size + n_ad + n_ek + n_yorum
        yield _entry(akis, bas, alanlar, govde[:n_ad], govde[n_ad:], yer, sinirlar)
    if konum != uzunluk:
        raise GirdiHatasi("PKT-008", yer)


def _entry(akis: BinaryIO, bas: int, alanlar: tuple[int, ...], ham_ad: bytes, ek: bytes, yer: str, sinirlar: Sinirlar) -> Girdi:
    _, _, _, bayrak, yontem, saat, gun, crc, sikisik, acik, *_ = alanlar
    konum = alanlar[-1]
    ad, kodlama = _name(ham_ad, bayrak, yer, sinirlar)
    neresi = f"{yer} · {ad}"
    if 0xFFFFFFFF in (sikisik, acik, konum):
        acik, sikisik, konum = _sizes64(ek, acik, sikisik, konum, neresi)
    if bayrak & _SIFRELI or yontem not in _YONTEMLER:
        raise GirdiHatasi("PKT-010", neresi, yontem=yontem)
    if konum >= bas:
        raise GirdiHatasi("PKT-011", neresi)
    akis.seek(konum)
    ham = akis.read(_YEREL.size)
    if len(ham) < _YEREL.size or ham[:4] != b"PK\x03\x04":
        raise GirdiHatasi("PKT-011", neresi)
    _, _, y_bayrak, y_yontem, _, _, y_crc, y_sikisik, y_acik, n_ad, n_ek = _YEREL.unpack(ham)
    if akis.read(n_ad) != ham_ad or y_yontem != yontem or (y_bayrak ^ bayrak) & (_SIFRELI | _TANIMLI):
        raise GirdiHatasi("PKT-011", neresi)
    y_ek = akis.read(n_ek)
    if (y_bayrak ^ bayrak) & _UTF8 and not ham_ad.isascii():
        raise GirdiHatasi("PKT-011", neresi)
    _check_entry(ad, ham_ad, (ek, y_ek), acik, sikisik, neresi)
    if not bayrak & _TANIMLI:
        if 0xFFFFFFFF in (y_sikisik, y_acik):
            y_acik, y_sikisik, _ = _sizes64(y_ek, y_acik, y_sikisik, 0, neresi)
        if (y_crc, y_sikisik, y_acik) != (crc, sikisik, acik):
            raise GirdiHatasi("PKT-011", neresi)
    veri = konum + _YEREL.size + n_ad + n_ek
    return Girdi(ad, yontem, crc, sikisik, acik, konum, veri, ad.endswith("/"), gun << 16 | saat, kodlama, bool(bayrak & _TANIMLI))


def _check_entry(ad: str, ham_ad: bytes, ekler: tuple[bytes, bytes], acik: int, sikisik: int, neresi: str) -> None:
    """Refuse what readers of zip would take for another entry: a second name in an extra field, a folder with bytes."""
    if any(_other_name(ek, ham_ad) for ek in ekler):
        raise GirdiHatasi("PKT-011", neresi)
    if ad.endswith("/") and (acik or sikisik > 2):  # an empty deflate stream is two bytes
        raise GirdiHatasi("PKT-011", neresi)


def _other_name(ek: bytes, ham_ad: bytes) -> bool:
    """Tell whether an extra field gives the entry another name (0x7075), which some readers prefer."""
    i = 0
    while i + 4 <= len(ek):
        kimlik, n = struct.unpack_from("<HH", ek, i)
        if kimlik == _UNICODE_AD and ek[i + 9 : i + 4 + n] != ham_ad:
            return True
        i += 4 + n
    return False


def _sizes64(ek: bytes, acik: int, sikisik: int, konum: int, neresi: str) -> tuple[int, int, int]:
    """Read the zip64 extra field for those values that are saturated."""
    i = 0
    while i + 4 <= len(ek):
        kimlik, n = struct.unpack_from("<HH", ek, i)
        govde = ek[i + 4 : i + 4 + n]
        i += 4 + n
        if kimlik != 1:
            continue
        degerler = [struct.unpack_from("<Q", govde, k)[0] for k in range(0, len(govde) - 7, 8)]
        sonuc = [degerler.pop(0) if v == 0xFFFFFFFF and degerler else v for v in (acik, sikisik, konum)]
        return sonuc[0], sonuc[1], sonuc[2]
    raise GirdiHatasi("PKT-011", neresi)


def _name(ham: bytes, bayrak: int, yer: str, sinirlar: Sinirlar) -> tuple[str, str]:
    """Return an entry's name and, where the container does not say it, the code page in which it reads."""
    if len(ham) > sinirlar.parca_adi:
        raise GirdiHatasi("PKT-012", f"{yer} · {ham[:40]!r}", sinir=sinirlar.parca_adi)
    ad, kodlama = _decode(ham, bayrak)
    yol = ad.rstrip("/")
    if not yol or _YASAK_AD.search(ad) or _KACIS.search(ad) or any(p in {"", ".", ".."} for p in yol.split("/")):
        raise GirdiHatasi("PKT-013", f"{yer} · {ad or ham[:40]!r}")
    return ad, kodlama


def _decode(ham: bytes, bayrak: int) -> tuple[str, str]:
    """Read a name: ASCII, marked UTF-8, else what tools outside .NET leave behind, told by its Turkish letters."""
    if ham.isascii():
        return ham.decode("ascii"), ""
    for kodlama in ("utf-8",) if bayrak & _UTF8 else ("utf-8", "cp857", "cp1254"):
        try:
            ad = ham.decode(kodlama)
        except UnicodeDecodeError:
            continue
        if kodlama == "utf-8" or all(h.isascii() or h in _TURKCE for h in ad):
            return ad, "" if bayrak & _UTF8 else kodlama
    return "", ""


def ascii_lower(ad: str) -> str:
    """Lower ASCII letters only, as OPC compares part names; Turkish casing must never touch a part name."""
    return ad.lower() if ad.isascii() else ad.encode("utf-8", "surrogateescape").lower().decode("utf-8", "surrogateescape")  # ASCII


def _check_names(girdiler: tuple[Girdi, ...], yer: str) -> None:
    tam: set[str] = set()
    katlanmis: dict[str, str] = {}
    for girdi in girdiler:
        if girdi.ad in tam:
            raise GirdiHatasi("PKT-014", f"{yer} · {girdi.ad}")
        tam.add(girdi.ad)
        anahtar = ascii_lower(nfc(girdi.ad.rstrip("/")))
        if anahtar in katlanmis:
            raise GirdiHatasi("PKT-015", f"{yer} · {girdi.ad}", diger=katlanmis[anahtar])
        katlanmis[anahtar] = girdi.ad


def _check_layout(akis: BinaryIO, girdiler: tuple[Girdi, ...], bas: int, yer: str) -> None:
    """Refuse entries that overlap, and bytes that belong to no entry: before the first, between two, before the directory."""
    sirali = sorted(girdiler, key=lambda g: g.konum)
    if sirali and sirali[0].konum != 0:
        raise GirdiHatasi("PKT-016", yer, bayt=sirali[0].konum)
    for girdi, sonraki in zip(sirali, [*sirali[1:], None], strict=True):
        son, sinir = girdi.veri + girdi.sikisik, sonraki.konum if sonraki else bas
        if son > sinir:
            raise GirdiHatasi("PKT-017", f"{yer} · {girdi.ad}")
        if son < sinir and not (girdi.tanimli and _is_descriptor(akis, girdi, son, sinir - son)):
            raise GirdiHatasi("PKT-031", f"{yer} · {girdi.ad}", bayt=sinir - son)


def _is_descriptor(akis: BinaryIO, girdi: Girdi, konum: int, uzunluk: int) -> bool:
    """Tell whether the bytes after an entry are the descriptor of its sizes, in one of the four forms."""
    akis.seek(konum)
    ham = akis.read(min(uzunluk, 24))
    govdeler = [
        struct.pack(bicim, girdi.crc, girdi.sikisik, girdi.acik) for bicim in ("<3L", "<LQQ") if girdi.acik < 1 << 32 or bicim != "<3L"
    ]
    return len(ham) == uzunluk and ham in {imza + govde for imza in (b"", _TANIM) for govde in govdeler}


def _check_sizes(girdiler: tuple[Girdi, ...], yer: str, sinirlar: Sinirlar) -> None:
    toplam = 0
    for girdi in girdiler:
        toplam += girdi.acik
        asiri = girdi.acik > sinirlar.oran_esigi and girdi.acik > girdi.sikisik * sinirlar.sikistirma_orani
        if asiri:
            raise GirdiHatasi("PKT-018", f"{yer} · {girdi.ad}", sinir=sinirlar.sikistirma_orani)
        if girdi.yontem == 0 and girdi.acik != girdi.sikisik:
            raise GirdiHatasi("PKT-011", f"{yer} · {girdi.ad}")
    if toplam > sinirlar.acilmis_bayt:
        raise GirdiHatasi("PKT-019", yer, boyut=toplam, sinir=sinirlar.acilmis_bayt)
