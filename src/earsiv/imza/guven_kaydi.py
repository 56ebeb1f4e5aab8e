# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The register of a trust store (``guven.toml``): which root a person confirmed, for what, from where, in which window.

A root enters only with its fingerprint typed by someone who read it elsewhere (the provider's site, a letter), never copied from the file
itself. The register is text that people may read and correct; adding appends a row and leaves what stands there alone. A row that does
not fit its file, and a file without a row, are findings: neither is trusted.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
from filelock import FileLock

from earsiv._clock import ISTANBUL, Clock, civil_date
from earsiv._limits import MIB
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason
from earsiv.imza._kalici import read_limited, write_atomic
from earsiv.imza.guven import HER_KULLANIM, KAYIT, Kok, Kullanim, split_pem
from earsiv.imza.kok import KokOlgusu, read_root

_BASLIK: Final = """\
# Güven kaydı: bu klasördeki köklerden yalnız burada yazılı olanlar kullanılır.
# Kök eklemek için: earsiv imza guven ekle KLASOR SERTIFIKA --parmak-izi … --kullanim NES,ZD --kaynak …
"""
_PARMAK: Final = re.compile(r"[0-9a-f]{64}")
_ALANLAR: Final = frozenset({"sha256", "dosya", "kullanim", "baslangic", "bitis", "kaynak", "eklenme"})


@attrs.frozen
class KokSatiri:
    """One row of the register; ``None`` in the window means the certificate's own end."""

    sha256: str
    dosya: str
    kullanim: frozenset[Kullanim]
    baslangic: dt.datetime | None = None
    bitis: dt.datetime | None = None
    kaynak: str = ""
    eklenme: dt.datetime | None = None


def read_register(yol: Path, bulgular: list[Bulgu]) -> list[KokSatiri]:
    """Return the sound rows of a register; a bad row, a second row for one root and an unreadable file become findings."""
    try:
        ham = read_limited(yol, MIB)
        belge = tomllib.loads((ham or b"").decode("utf-8")) if ham is not None else None
    except OSError as hata:
        bulgular.append(bulgu("IMZ-183", yol.name, ayrinti=os_reason(hata)))
        return []
    except (ValueError, RecursionError):
        belge = None
    satirlar = belge.get("kok", []) if belge is not None else None
    if not isinstance(satirlar, list):
        bulgular.append(bulgu("IMZ-183", yol.name, ayrinti="TOML değil, çok büyük ya da [[kok]] satırları yok"))
        return []
    sonuc: dict[str, KokSatiri] = {}
    for sira, ham_satir in enumerate(satirlar, start=1):
        yer = f"{yol.name} satır {sira}"
        try:
            satir = _row(ham_satir)
        except ValueError as hata:
            bulgular.append(bulgu("IMZ-184", yer, ayrinti=str(hata)))
            continue
        if satir.sha256 in sonuc:
            bulgular.append(bulgu("IMZ-184", yer, ayrinti="aynı kök için ikinci satır"))
            continue
        sonuc[satir.sha256] = satir
    return list(sonuc.values())


def _row(ham: Any) -> KokSatiri:
    """Return a row.

    Raises:
        ValueError: what is wrong with it, in Turkish.
    """
    if not isinstance(ham, dict):
        raise _bad("satır bir tablo değil")
    if bilinmeyen := set(ham) - _ALANLAR:
        raise _bad("bilinmeyen alan: {}", ", ".join(sorted(bilinmeyen)))
    parmak, dosya, kaynak = (ham.get(ad, "") for ad in ("sha256", "dosya", "kaynak"))
    if not isinstance(parmak, str) or not _PARMAK.fullmatch(parmak):
        raise _bad("sha256 64 onaltılık rakam değil")
    if not isinstance(dosya, str) or not dosya or ".." in Path(dosya).parts or Path(dosya).is_absolute():
        raise _bad("dosya, klasörün içinde bir yol değil")
    if not isinstance(kaynak, str):
        raise _bad("kaynak metin değil")
    bas, son, eklenme = (moment(ham.get(ad), ad) for ad in ("baslangic", "bitis", "eklenme"))
    if bas and son and bas > son:
        raise _bad("başlangıç bitişten sonra")
    return KokSatiri(parmak, dosya, purposes(ham.get("kullanim")), bas, son, kaynak, eklenme)


def _bad(neden: str, *degerler: object) -> ValueError:
    return ValueError(neden.format(*degerler))


def purposes(ham: Any) -> frozenset[Kullanim]:
    """Return purposes from their names.

    Raises:
        ValueError: none, or a name that is no purpose.
    """
    if not isinstance(ham, (list, tuple, frozenset)) or not ham or not all(isinstance(k, str) and k in HER_KULLANIM for k in ham):
        raise _bad("kullanım şunlardan en az biri olmalı: {}", ", ".join(Kullanim))
    return frozenset(Kullanim(k) for k in ham)


def moment(deger: Any, ad: str) -> dt.datetime | None:
    """Return an aware moment; a civil date means its first moment in Turkey, for ``bitis`` its last second.

    Raises:
        ValueError: it is neither.
    """
    if deger is None:
        return None
    if isinstance(deger, dt.datetime):
        return deger if deger.tzinfo else deger.replace(tzinfo=ISTANBUL)
    if isinstance(deger, dt.date):
        an = dt.time(23, 59, 59) if ad == "bitis" else dt.time()
        return dt.datetime.combine(deger, an, ISTANBUL)
    raise _bad("{} bir tarih değil", ad)


def registered(
    klasor: Path, satirlar: Collection[KokSatiri], olgular: Mapping[str, list[tuple[str, KokOlgusu]]], bulgular: list[Bulgu]
) -> Iterator[Kok]:
    """Yield the roots that stand in the register *and* in the folder; every disagreement of the two is a finding.

    Args:
        olgular: fingerprint → (place, facts) of the sound roots found below the folder.
    """
    bilinen = {s.sha256 for s in satirlar}
    for sha256, yerler in olgular.items():
        if sha256 not in bilinen:
            bulgular.extend(bulgu("IMZ-180", yer, parmak=sha256[:16]) for yer, _ in yerler)
        else:
            bulgular.extend(bulgu("IMZ-021", yer, parmak=sha256[:16]) for yer, _ in yerler[1:])
    for satir in satirlar:
        yer = f"{KAYIT} {satir.sha256[:16]}"
        if not (klasor / satir.dosya).is_file():
            bulgular.append(bulgu("IMZ-181", yer, dosya=satir.dosya))
            continue
        olgu = next((o for ad, o in olgular.get(satir.sha256, ()) if _is_in(ad, satir.dosya)), None)
        if olgu is None:
            bulgular.append(bulgu("IMZ-182", yer, dosya=satir.dosya))
            continue
        if neden := _outside(satir.baslangic, satir.bitis, olgu):
            bulgular.append(bulgu("IMZ-184", yer, ayrinti=neden))
            continue
        yield _root(satir, olgu)


def _is_in(yer: str, dosya: str) -> bool:
    """Return whether a place is that file, or one of several certificates in it."""
    ad = Path(dosya).as_posix()
    return yer == ad or bool(re.fullmatch(rf"{re.escape(ad)} \(\d+\)", yer))


def _root(satir: KokSatiri, olgu: KokOlgusu) -> Kok:
    return Kok(
        olgu.sertifika,
        olgu.sha256,
        satir.kullanim,
        max(satir.baslangic or olgu.baslangic, olgu.baslangic),
        min(satir.bitis or olgu.bitis, olgu.bitis),
        satir.kaynak,
        satir.eklenme,
        olgu.konu,
    )


def _outside(baslangic: dt.datetime | None, bitis: dt.datetime | None, olgu: KokOlgusu) -> str:
    """Return why a window cannot be: it may narrow the certificate's own validity, never widen it; days are compared, not hours."""
    bas, son = baslangic or olgu.baslangic, bitis or olgu.bitis
    if bas > son:
        return "kullanım aralığının başlangıcı bitişinden sonra"
    if civil_date(bas) < civil_date(olgu.baslangic) or civil_date(son) > civil_date(olgu.bitis):
        return f"kullanım aralığı sertifikanın geçerliliğini ({olgu.baslangic:%d.%m.%Y}–{olgu.bitis:%d.%m.%Y}) aşıyor"
    return ""


def normalize_fingerprint(metin: str) -> str:
    """Return a typed SHA-256 fingerprint as 64 small hexadecimal digits; colons, spaces, dashes and case do not matter.

    Raises:
        GirdiHatasi: IMZ-189 it is not one.
    """
    temiz = re.sub(r"(?i)^sha-?256\s*[:=]?", "", metin.strip())
    temiz = re.sub(r"[\s:\-.]", "", temiz).lower()  # ASCII: hexadecimal digits
    if not _PARMAK.fullmatch(temiz):
        raise GirdiHatasi("IMZ-189", metin[:100], ayrinti="parmak izi SHA-256 değil (64 onaltılık rakam)")
    return temiz


def add_root(
    klasor: Path,
    sertifika_yolu: Path,
    *,
    parmak_izi: str,
    kullanim: Collection[Kullanim],
    kaynak: str,
    saat: Clock,
    baslangic: dt.datetime | None = None,
    bitis: dt.datetime | None = None,
    deneme: bool = False,
) -> Kok:
    """Add a root whose fingerprint a person confirmed; returns it as it will be used.

    The certificate is written first, its row last: what a crash leaves behind is a file without a row, which nobody trusts.

    Args:
        parmak_izi: SHA-256 as typed by the person, read from another source than the file.
        kaynak: where the root and its fingerprint were obtained.
        deneme: check everything, write nothing.

    Raises:
        GirdiHatasi: IMZ-185 another fingerprint, IMZ-020 unsound, IMZ-186 already registered, IMZ-187 window, IMZ-189 wrong use.
    """
    olgu = _single(sertifika_yolu)
    if not hmac.compare_digest(olgu.sha256, normalize_fingerprint(parmak_izi)):
        raise GirdiHatasi("IMZ-185", str(sertifika_yolu))
    if not kaynak.strip():
        raise GirdiHatasi("IMZ-189", str(sertifika_yolu), ayrinti="kaynak boş")
    try:
        amac = purposes(tuple(kullanim))
    except ValueError as hata:
        raise GirdiHatasi("IMZ-189", str(sertifika_yolu), ayrinti=str(hata)) from None
    if neden := _outside(baslangic, bitis, olgu):
        raise GirdiHatasi("IMZ-187", str(sertifika_yolu), ayrinti=neden)
    satir = KokSatiri(olgu.sha256, f"{olgu.sha256}.cer", amac, baslangic, bitis, kaynak.strip(), saat.now())
    if deneme:
        _check_new(klasor / KAYIT, satir)
    else:
        try:
            klasor.mkdir(parents=True, exist_ok=True)
            with FileLock(klasor / ".kilit"):
                _write(klasor, satir, olgu, sertifika_yolu)
        except OSError as hata:
            raise GirdiHatasi("IMZ-193", str(klasor), ayrinti=os_reason(hata)) from hata
    return _root(satir, olgu)


def _single(yol: Path) -> KokOlgusu:
    """Return the facts of the one certificate in a file."""
    try:
        ham = read_limited(yol, MIB)
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from hata
    parcalar = split_pem(ham or b"")
    if len(parcalar) != 1:
        raise GirdiHatasi("IMZ-189", str(yol), ayrinti=f"dosyada {len(parcalar)} sertifika var; her kök tek başına eklenir")
    return read_root(parcalar[0], str(yol))


def _check_new(kayit: Path, satir: KokSatiri) -> str:
    """Return the register's text as it stands; refuse a root that has a row, and a register that could not be read back."""
    if not kayit.exists():
        return _BASLIK
    bulgular: list[Bulgu] = []
    satirlar = read_register(kayit, bulgular)
    if kotu := next((b for b in bulgular if b.kod == "IMZ-183"), None):
        raise GirdiHatasi("IMZ-189", str(kayit), ayrinti=kotu.mesaj)
    if any(s.sha256 == satir.sha256 for s in satirlar):
        raise GirdiHatasi("IMZ-186", str(kayit), parmak=satir.sha256[:16])
    return kayit.read_text("utf-8")


def _write(klasor: Path, satir: KokSatiri, olgu: KokOlgusu, kaynak_yolu: Path) -> None:
    """Write certificate and row; a file that already lies in the store keeps its name."""
    kayit = klasor / KAYIT
    eski = _check_new(kayit, satir)
    if kaynak_yolu.resolve().is_relative_to(klasor.resolve()):
        satir = attrs.evolve(satir, dosya=kaynak_yolu.resolve().relative_to(klasor.resolve()).as_posix())
    else:
        write_atomic(klasor / satir.dosya, olgu.sertifika)
    metin = eski.rstrip("\n") + "\n\n" + _toml(satir)
    tomllib.loads(metin)  # what is about to be written can be read back
    write_atomic(kayit, metin.encode("utf-8"))


def _toml(satir: KokSatiri) -> str:
    """Return a row as TOML."""
    alanlar: list[tuple[str, str]] = [
        ("sha256", _quoted(satir.sha256)),
        ("dosya", _quoted(satir.dosya)),
        ("kullanim", "[" + ", ".join(_quoted(k) for k in Kullanim if k in satir.kullanim) + "]"),
    ]
    alanlar += [(ad, an.isoformat()) for ad, an in (("baslangic", satir.baslangic), ("bitis", satir.bitis)) if an]
    alanlar.append(("kaynak", _quoted(satir.kaynak)))
    if satir.eklenme:
        alanlar.append(("eklenme", satir.eklenme.isoformat()))
    return "[[kok]]\n" + "".join(f"{ad} = {deger}\n" for ad, deger in alanlar)


def _quoted(metin: str) -> str:
    """Return a TOML basic string; what is no text becomes a question mark."""
    return json.dumps(metin.encode("utf-8", "replace").decode("utf-8"), ensure_ascii=False).replace("\x7f", "\\u007f")
