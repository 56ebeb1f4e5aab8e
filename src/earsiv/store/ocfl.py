# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""An OCFL 1.1 storage root: one object a record, every version kept, readable by any OCFL tool without us.

Layout is extension 0003 (hash and id n-tuple), so the folder name says which object it is; paths never hold user text. Digests are
SHA-512, with SHA-256 in the fixity block. An object appears by one rename. A new version appears by one rename of its folder, then the
root inventory.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv import _canon
from earsiv.errors import Bulgu, DepoHatasi, bulgu
from earsiv.store.disk import Disk

_YERLESIM: Final = "0003-hash-and-id-n-tuple-storage-layout"
_TUR: Final = "https://ocfl.io/1.1/spec/#inventory"
_NESNE_ADI: Final = "0=ocfl_object_1.1"
_KOK_ADI: Final = "0=ocfl_1.1"

_KODLANAN: Final = re.compile(r"[^A-Za-z0-9_-]")

Icerik = Mapping[str, Path | bytes]
"""Logical path -> a file to copy in, or the bytes themselves."""


@attrs.frozen
class Yazim:
    """What was written: version number and the SHA-512 of the new inventory, which stands for all of it."""

    surum: int
    envanter: str


class OcflKoku:
    """A storage root below ``yol``."""

    def __init__(self, yol: Path, disk: Disk | None = None) -> None:
        """Use the root at ``yol``; nothing is touched yet."""
        self.yol = yol
        self._disk = disk or Disk()

    def create(self) -> None:
        """Make an empty storage root with its declarations."""
        uzanti = self.yol / "extensions" / _YERLESIM
        self._disk.mkdir(uzanti)
        ayar = {"extensionName": _YERLESIM, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
        aciklama = {
            "extension": _YERLESIM,
            "description": "SHA-256 of the object id in three tuples of three characters, then the encoded id",
        }
        self._disk.write(uzanti / "config.json", _pretty(ayar))
        self._disk.write(self.yol / "ocfl_layout.json", _pretty(aciklama))
        self._disk.write(self.yol / _KOK_ADI, b"ocfl_1.1\n")
        self._disk.sync_folder(self.yol)

    def path(self, kimlik: str) -> Path:
        """Return the folder of an object, whether it exists or not."""
        return Path(self._place(kimlik))

    def _place(self, kimlik: str) -> str:
        ozet = hashlib.sha256(kimlik.encode()).hexdigest()
        return f"{self.yol}/{ozet[:3]}/{ozet[3:6]}/{ozet[6:9]}/{_encode_id(kimlik)}"

    def exists(self, kimlik: str) -> bool:
        """Tell whether the object is in the root."""
        return (self.path(kimlik) / _NESNE_ADI).is_file()

    def objects(self) -> Iterator[Path]:
        """Yield the folder of every object."""
        for isaret in sorted(self.yol.glob(f"*/*/*/*/{_NESNE_ADI}")):
            yield isaret.parent

    def inventory(self, kimlik: str) -> dict[str, Any]:
        """Return the inventory of an object.

        Raises:
            DepoHatasi: DEP-010 no such object or no readable inventory.
        """
        return _read_inventory(self.path(kimlik) / "inventory.json", kimlik)

    def head(self, kimlik: str) -> int:
        """Return the number of the newest version, 0 when the object does not exist."""
        return int(self.inventory(kimlik)["head"][1:]) if self.exists(kimlik) else 0

    def file(self, kimlik: str, ad: str) -> Path:
        """Return where the newest version of a logical file lies.

        Raises:
            DepoHatasi: DEP-010 no such object, DEP-011 no such file in it.
        """
        envanter = self.inventory(kimlik)
        for ozet, adlar in envanter["versions"][envanter["head"]]["state"].items():
            if ad in adlar:
                return self.path(kimlik) / str(envanter["manifest"][ozet][0])
        raise DepoHatasi("DEP-011", f"{kimlik} · {ad}")

    def read(self, kimlik: str, ad: str) -> bytes:
        """Return the bytes of a logical file.

        Raises:
            DepoHatasi: as :meth:`file`; DEP-012 the file is not there.
        """
        try:
            return self.file(kimlik, ad).read_bytes()
        except OSError:
            raise DepoHatasi("DEP-012", f"{kimlik} · {ad}") from None

    def read_proven(self, kimlik: str, ad: str, envanter: str) -> bytes:
        """Return the bytes of a logical file that an inventory of a known digest names; both digests are computed anew.

        Args:
            envanter: SHA-512 (hex) of the inventory, as the ledger knows it.

        Raises:
            DepoHatasi: DEP-018 no such object; DEP-019 another inventory; DEP-012 the file is not there; DEP-014 it is another one.
        """
        kok = self._place(kimlik)
        try:
            ham = _read(f"{kok}/inventory.json")
        except OSError:
            raise DepoHatasi("DEP-018", kimlik) from None
        if hashlib.sha512(ham).hexdigest() != envanter:
            raise DepoHatasi("DEP-019", kimlik)
        try:
            okunan = json.loads(ham)
            ozet = next(o for o, adlar in okunan["versions"][okunan["head"]]["state"].items() if ad in adlar)
            veri = _read(f"{kok}/{okunan['manifest'][ozet][0]}")
        except (OSError, ValueError, KeyError, TypeError, IndexError, StopIteration):
            raise DepoHatasi("DEP-012", f"{kimlik} · {ad}") from None
        if hashlib.sha512(veri).hexdigest() != ozet:
            raise DepoHatasi("DEP-014", f"{kimlik} · {ad}")
        return veri

    def read_before(self, kimlik: str, ad: str, once: str) -> bytes | None:
        """Return the bytes a logical file had at a past moment: those of the newest version made before ``once``.

        Args:
            once: a moment as in the inventory (ISO 8601, UTC, fixed width); exclusive.

        Returns:
            The bytes, or ``None`` when neither object nor file was there yet.

        Raises:
            DepoHatasi: DEP-010 no readable inventory; DEP-012 the file is not there.
        """
        if not self.exists(kimlik):
            return None
        envanter = self.inventory(kimlik)
        durum: dict[str, list[str]] = {}
        for no in range(1, int(envanter["head"][1:]) + 1):
            surum = envanter["versions"].get(f"v{no}", {})
            if str(surum.get("created", once)) < once:
                durum = surum["state"]
        ozet = next((ozet for ozet, adlar in durum.items() if ad in adlar), None)
        if ozet is None:
            return None
        try:
            return (self.path(kimlik) / str(envanter["manifest"][ozet][0])).read_bytes()
        except (OSError, KeyError):
            raise DepoHatasi("DEP-012", f"{kimlik} · {ad}") from None

    def stage(self, kimlik: str, icerik: Icerik, klasor: Path, *, mesaj: str, aktor: str, zaman: str) -> Yazim:
        """Write the next version of an object into ``klasor``, complete and synced, without showing it.

        Files that are not in ``icerik`` carry over unchanged from the version before.
        """
        eski = self.inventory(kimlik) if self.exists(kimlik) else None
        surum = int(eski["head"][1:]) + 1 if eski else 1
        durum = _state(eski) if eski else {}
        manifest: dict[str, list[str]] = dict(eski["manifest"]) if eski else {}
        sabitlik: dict[str, list[str]] = dict(eski.get("fixity", {}).get("sha256", {})) if eski else {}
        govde = klasor / f"v{surum}"
        for sira, (ad, kaynak) in enumerate(sorted(icerik.items()), start=1):
            yol = f"v{surum}/content/{sira:03d}{Path(ad).suffix if Path(ad).suffix.isascii() else ''}"
            self._disk.mkdir(govde / "content")
            ozetler = self._put(kaynak, klasor / yol)
            if ozetler["sha512"] in manifest:
                (klasor / yol).unlink()
            else:
                manifest[ozetler["sha512"]] = [yol]
                sabitlik.setdefault(ozetler["sha256"], []).append(yol)
            durum[ad] = ozetler["sha512"]
        yeni = _inventory(kimlik, surum, manifest, sabitlik, eski, durum, mesaj, aktor, zaman)
        veri = _pretty(yeni)
        self._disk.mkdir(govde)
        if (govde / "content").is_dir() and not any((govde / "content").iterdir()):
            (govde / "content").rmdir()
        ozet = hashlib.sha512(veri).hexdigest()
        yan = f"{ozet} inventory.json\n".encode()
        for hedef in (govde, klasor):
            self._disk.write(hedef / "inventory.json", veri)
            self._disk.write(hedef / "inventory.json.sha512", yan)
            self._disk.sync_folder(hedef)
        if not eski:
            self._disk.write(klasor / _NESNE_ADI, b"ocfl_object_1.1\n")
            self._disk.sync_folder(klasor)
        return Yazim(surum, ozet)

    def publish(self, kimlik: str, klasor: Path, surum: int) -> None:
        """Show a staged version: one rename; for a later version, then the two files of the root inventory."""
        hedef = self.path(kimlik)
        if surum == 1:
            self._disk.mkdir(hedef.parent)
            self._disk.rename(klasor, hedef)
            return
        if (klasor / f"v{surum}").is_dir():
            self._disk.rename(klasor / f"v{surum}", hedef / f"v{surum}")
        self.settle(kimlik, surum)

    def settle(self, kimlik: str, surum: int) -> None:
        """Bring the root inventory up to a version whose folder is in place (also after a crash between the two)."""
        hedef = self.path(kimlik)
        for ad in ("inventory.json", "inventory.json.sha512"):
            self._disk.replace(hedef / ad, (hedef / f"v{surum}" / ad).read_bytes())

    def verify(self, kimlik: str, *, tam: bool = True) -> Iterator[Bulgu]:
        """Yield what is wrong with an object: sidecar, missing, extra and changed files.

        Args:
            tam: read every byte; otherwise only the inventory and the presence of the files.
        """
        kok = self.path(kimlik)
        try:
            envanter = self.inventory(kimlik)
            yan = (kok / "inventory.json.sha512").read_text("ascii").split()[0]
        except (DepoHatasi, OSError, IndexError, UnicodeDecodeError):
            yield bulgu("DEP-010", kimlik)
            return
        if yan != _canon.file_digest(kok / "inventory.json"):
            yield bulgu("DEP-013", f"{kimlik} · inventory.json")
        beklenen = {yol: ozet for ozet, yollar in envanter["manifest"].items() for yol in yollar}
        for yol, ozet in sorted(beklenen.items()):
            dosya = kok / yol
            if not dosya.is_file():
                yield bulgu("DEP-012", f"{kimlik} · {yol}")
            elif tam and _canon.file_digest(dosya) != ozet:
                yield bulgu("DEP-014", f"{kimlik} · {yol}")
        yield from self._verify_shape(kimlik, envanter, set(beklenen))

    def _verify_shape(self, kimlik: str, envanter: dict[str, Any], beklenen: set[str]) -> Iterator[Bulgu]:
        """Yield files that no inventory knows, and version inventories that do not hold."""
        kok = self.path(kimlik)
        surumler = [f"v{n}" for n in range(1, int(envanter["head"][1:]) + 1)]
        yanlar = {f"{v}{ad}" for v in ("", *(f"{s}/" for s in surumler)) for ad in ("inventory.json", "inventory.json.sha512")}
        for dosya in sorted(d for d in kok.rglob("*") if d.is_file()):
            ad = dosya.relative_to(kok).as_posix()
            if ad not in beklenen and ad not in yanlar and ad != _NESNE_ADI:
                yield bulgu("DEP-015", f"{kimlik} · {ad}")
        for surum in surumler:
            try:
                yan = (kok / surum / "inventory.json.sha512").read_text("ascii").split()[0]
                tutuyor = yan == _canon.file_digest(kok / surum / "inventory.json")
            except (OSError, IndexError, UnicodeDecodeError):
                tutuyor = False
            if not tutuyor or (surum == envanter["head"] and yan != inventory_digest(kok)):
                yield bulgu("DEP-013", f"{kimlik} · {surum}/inventory.json")

    def verify_root(self) -> Iterator[Bulgu]:
        """Yield what is wrong with the root itself: declarations, strays, objects that lie in the wrong place."""
        for ad in (_KOK_ADI, "ocfl_layout.json", f"extensions/{_YERLESIM}/config.json"):
            if not (self.yol / ad).is_file():
                yield bulgu("DEP-012", f"ocfl · {ad}")
        taninan = {_KOK_ADI, "ocfl_layout.json", "extensions"}
        for yol in sorted(self.yol.iterdir()):
            if yol.name not in taninan and not (yol.is_dir() and len(yol.name) == 3):
                yield bulgu("DEP-015", f"ocfl · {yol.name}")
        for klasor in self.objects():
            try:
                kimlik = object_id(klasor)
            except DepoHatasi as hata:
                yield hata.bulgu
                continue
            if self.path(kimlik) != klasor:
                yield bulgu("DEP-015", f"ocfl · {klasor.relative_to(self.yol).as_posix()}")

    def _put(self, kaynak: Path | bytes, hedef: Path) -> dict[str, str]:
        if isinstance(kaynak, Path):
            return self._disk.copy(kaynak, hedef)
        self._disk.write(hedef, kaynak)
        return {"sha512": hashlib.sha512(kaynak).hexdigest(), "sha256": hashlib.sha256(kaynak).hexdigest()}


def _read(yol: str) -> bytes:
    """Return the bytes of a file; plain, because a list asks for a hundred thousand of them."""
    with io.FileIO(yol) as dosya:
        return dosya.readall()


def _encode_id(kimlik: str) -> str:
    """Percent-encode an id as the layout wants it: lower-case hex, everything but letters, digits, ``-`` and ``_``."""
    return _KODLANAN.sub(lambda e: "".join(f"%{b:02x}" for b in e[0].encode()), kimlik)


def inventory_digest(klasor: Path) -> str:
    """Return the SHA-512 of the inventory lying in a folder, empty when there is none."""
    yol = klasor / "inventory.json"
    return _canon.file_digest(yol) if yol.is_file() else ""


def object_id(klasor: Path) -> str:
    """Return the id of the object in a folder.

    Raises:
        DepoHatasi: DEP-010 no readable inventory.
    """
    return str(_read_inventory(klasor / "inventory.json", klasor.name)["id"])


def _read_inventory(yol: Path, yer: str) -> dict[str, Any]:
    try:
        envanter = json.loads(yol.read_bytes())
        envanter["id"], envanter["head"], envanter["manifest"], envanter["versions"][envanter["head"]]["state"]
    except (OSError, ValueError, KeyError, TypeError):
        raise DepoHatasi("DEP-010", yer) from None
    return dict(envanter)


def _state(envanter: dict[str, Any]) -> dict[str, str]:
    """Return logical name -> digest of the newest version."""
    return {ad: ozet for ozet, adlar in envanter["versions"][envanter["head"]]["state"].items() for ad in adlar}


def _inventory(
    kimlik: str,
    surum: int,
    manifest: dict[str, list[str]],
    sabitlik: dict[str, list[str]],
    eski: dict[str, Any] | None,
    durum: dict[str, str],
    mesaj: str,
    aktor: str,
    zaman: str,
) -> dict[str, Any]:
    ters: dict[str, list[str]] = {}
    for ad, ozet in sorted(durum.items()):
        ters.setdefault(ozet, []).append(ad)
    surumler = dict(eski["versions"]) if eski else {}
    surumler[f"v{surum}"] = {
        "created": zaman,
        "message": mesaj,
        "state": ters,
        "user": {"name": aktor, "address": f"urn:earsiv:aktor:{aktor}"},
    }
    return {
        "digestAlgorithm": "sha512",
        "fixity": {"sha256": sabitlik},
        "head": f"v{surum}",
        "id": kimlik,
        "manifest": manifest,
        "type": _TUR,
        "versions": surumler,
    }


def _pretty(deger: dict[str, Any]) -> bytes:
    return (json.dumps(deger, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
