# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``DogrulamaPolitikasi``: everything a verdict depends on besides the signature, the roots and the moment; immutable, with a digest."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv import _canon
from earsiv.errors import GirdiHatasi, os_reason
from earsiv.imza.algoritma import Takvim, calendar

SEVIYELER: Final = ("BES", "EPES", "T", "C", "X", "XL", "A")
_PROFILLER: Final = ("P1", "P2", "P3", "P4")


@attrs.frozen
class DogrulamaPolitikasi:
    """What is demanded of a signature and how doubt is read.

    Attributes:
        nes_zorunlu: the certificate must be qualified (NES or a seal).
        kullanim: ``imza`` a person must have signed, ``muhur`` an institution must have sealed, ``her`` either.
        asgari_seviye: the least level (BES … A), empty: none.
        profil_zorunlu: the profiles one of which must be named, empty: none.
        sha1_tarihsel: judge algorithms that were ever allowed as unbroken.
        son_zd_iptal: what an unknown state of the newest stamp's authority does: ``belirsiz`` keeps the verdict open, ``uyari`` tells it.
        tsa_anahtar_guveni: a stamp holds when its authority was good at genTime and its key was not lost later; under ``etsi`` a later
            revocation without reason counts as a loss, under ``btk`` only one that says so.
        saat_toleransi_sn: tolerated difference of clocks, seconds.
        kesinlesme_saat: caution period of P2 and P3, hours.
        tazelik_saat: how old an OCSP answer without nextUpdate may be when the judgement is about now, hours.
    """

    nes_zorunlu: bool = True
    kullanim: str = "her"
    asgari_seviye: str = ""
    profil_zorunlu: tuple[str, ...] = ()
    sha1_tarihsel: bool = False
    son_zd_iptal: str = "belirsiz"
    tsa_anahtar_guveni: str = "btk"
    saat_toleransi_sn: int = 300
    kesinlesme_saat: int = 24
    tazelik_saat: int = 24
    takvim: Takvim = attrs.field(factory=calendar, repr=False)

    @property
    def tolerans(self) -> dt.timedelta:
        """Tolerated difference of clocks."""
        return dt.timedelta(seconds=min(self.saat_toleransi_sn, _EN_COK))

    @property
    def sha256(self) -> str:
        """The digest of the policy and its calendar."""
        degerler = {a.name: getattr(self, a.name) for a in attrs.fields(DogrulamaPolitikasi) if a.name != "takvim"}
        degerler["profil_zorunlu"] = list(self.profil_zorunlu)
        return hashlib.sha256(_canon.encode(degerler | {"takvim": self.takvim.sha256})).hexdigest()

    @classmethod
    def load(cls, yol: Path) -> DogrulamaPolitikasi:
        """Read a policy from TOML with the names of the fields as keys; ``algoritma_takvimi`` names a calendar file beside it.

        Raises:
            GirdiHatasi: IMZ-050 it cannot be read, or a key or value is unknown.
        """
        try:
            degerler = tomllib.loads(yol.read_text("utf-8"))
            takvim = degerler.pop("algoritma_takvimi", None)
            ek: dict[str, Any] = {"takvim": Takvim.read((yol.parent / takvim).read_bytes())} if takvim else {}
        except OSError as hata:
            raise GirdiHatasi("IMZ-050", str(yol), ayrinti=os_reason(hata)) from None
        except (ValueError, KeyError, TypeError, AttributeError) as hata:
            raise GirdiHatasi("IMZ-050", str(yol), ayrinti=str(hata)[:120]) from None
        return cls(**{ad: _value(ad, deger, str(yol)) for ad, deger in degerler.items()}, **ek)


_IZINLI: Final[dict[str, tuple[str, ...]]] = {
    "kullanim": ("imza", "muhur", "her"),
    "asgari_seviye": ("", *SEVIYELER),
    "son_zd_iptal": ("belirsiz", "uyari"),
    "tsa_anahtar_guveni": ("btk", "etsi"),
}


_EN_COK: Final = 10_000_000
_SAYILAR: Final = frozenset({"saat_toleransi_sn", "kesinlesme_saat", "tazelik_saat"})


def _value(ad: str, deger: Any, yer: str) -> Any:
    """Return a checked value of a policy file."""
    if ad == "profil_zorunlu":
        secim: Any = {True: ("P2", "P3", "P4"), False: (), "": ()}.get(deger, (deger,)) if isinstance(deger, bool | str) else deger
        tamam = isinstance(secim, list | tuple) and all(p in _PROFILLER for p in secim)
        deger = tuple(secim) if tamam else deger
    elif ad in _IZINLI:
        tamam = deger in _IZINLI[ad]
    elif ad in _SAYILAR:
        tamam = isinstance(deger, int) and not isinstance(deger, bool) and 0 <= deger <= _EN_COK
    else:
        tamam = ad in {"nes_zorunlu", "sha1_tarihsel"} and isinstance(deger, bool)
    if not tamam:
        raise GirdiHatasi("IMZ-050", yer, ayrinti=f"{ad} = {deger!r}"[:120])
    return deger
