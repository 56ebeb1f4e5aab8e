# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``KanitDeposu``: certificates, CRLs, OCSP answers and time-stamps kept by their SHA-256, with the time each was first seen.

A verdict of 2040 over a letter of 2026 rests on what was collected in 2026. The store holds ``nesneler/`` (the bytes, named by their
digest), ``kayit.jsonl`` (one line an object: kind, first seen, source; only ever grows) and ``dizin.sqlite``, which can be deleted at
any time: it is made again from the other two. Altered and lost objects are noticed on use and by ``check``. What is *not* noticed: a
first-seen time that someone with write access to ``kayit.jsonl`` moved back; who needs proof of that time-stamps the store from outside.

A folder without ``kayit.jsonl`` is carried-in media: files of any name, read-only, first seen unknown.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import attrs

from earsiv._clock import Clock, SystemClock, iso
from earsiv.errors import Bulgu, GirdiHatasi, bulgu, os_reason
from earsiv.imza._kalici import read_limited, sync_folder, walk, write_atomic
from earsiv.imza.kanit_kumesi import BirlesikKanit, Kanit, KanitKaynagi, KanitKumesi, media
from earsiv.imza.kanit_oku import EN_BUYUK, KanitAnahtari, basic_response, name_key, nearest, serial_key, sniff, split_objects
from earsiv.imza.sonuc import KanitTuru

if TYPE_CHECKING:
    from earsiv.imza.kanit_dizini import KanitDizini

__all__ = [
    "Aktarim",
    "BirlesikKanit",
    "Kanit",
    "KanitAnahtari",
    "KanitDeposu",
    "KanitKaynagi",
    "KanitKumesi",
    "basic_response",
    "sniff",
    "split_objects",
]

KAYIT: Final = "kayit.jsonl"
_NESNELER: Final = "nesneler"
_KILIT_SURESI: Final = 60
_ONBELLEK: Final = 64 * 1024 * 1024
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_UZANTI: Final = {KanitTuru.SERTIFIKA: "cer", KanitTuru.SIL: "crl", KanitTuru.OCSP: "ors", KanitTuru.ZAMAN_DAMGASI: "tst"}


@attrs.frozen
class KanitSatiri:
    """One line of the register."""

    sha256: str
    tur: KanitTuru
    an: dt.datetime
    kaynak: str
    uretim: dt.datetime | None = attrs.field(default=None, eq=False)  # known to the index only

    def line(self) -> bytes:
        """Return the line as it is written."""
        alanlar = {"sha256": self.sha256, "tur": str(self.tur), "an": iso(self.an), "kaynak": self.kaynak}
        return json.dumps(alanlar, ensure_ascii=False).encode("utf-8", "replace") + b"\n"

    @classmethod
    def parse(cls, ham: bytes) -> KanitSatiri | None:
        """Return the row of a line, ``None`` when it cannot be read."""
        try:
            alanlar: dict[str, Any] = json.loads(ham)
            an = dt.datetime.fromisoformat(alanlar["an"])
            satir = cls(alanlar["sha256"], KanitTuru(alanlar["tur"]), an, str(alanlar["kaynak"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return satir if isinstance(satir.sha256, str) and _SHA256.fullmatch(satir.sha256) and an.tzinfo else None


@attrs.frozen
class Aktarim:
    """What an import brought: new objects, objects that were there already, and what was refused."""

    eklenen: tuple[Kanit, ...]
    zaten: tuple[Kanit, ...]
    bulgular: tuple[Bulgu, ...] = ()


class KanitDeposu:
    """A store of evidence on disk; open it with :meth:`open`. Lookups read tags only; objects are checked against their digest."""

    def __init__(self, klasor: Path, saat: Clock, *, yazar: bool, medya: KanitKumesi | None = None) -> None:
        self.klasor, self.yazar = klasor, yazar
        self._saat, self._medya = saat, medya
        self._acik: KanitDizini | None = None
        self._bellek: dict[str, bytes] = {}
        self._bellek_kilidi = threading.Lock()
        self._bulgular: dict[Bulgu, None] = {}

    @classmethod
    def open(cls, klasor: Path, saat: Clock | None = None, *, yazar: bool = False) -> KanitDeposu:
        """Open a store, make one (``yazar``), or read a plain folder of evidence files.

        Args:
            saat: the clock that first-seen times are taken from.
            yazar: whether objects will be added; an empty or missing folder becomes a store.

        Raises:
            GirdiHatasi: KAB-001 no such folder; IMZ-193 it cannot be used as a store.
        """
        saat = saat or SystemClock()
        kayit = klasor / KAYIT
        if kayit.is_file():
            return cls(klasor, saat, yazar=yazar)
        if not yazar:
            return cls(klasor, saat, yazar=False, medya=KanitKumesi.read(klasor))
        try:
            klasor.mkdir(parents=True, exist_ok=True)
            if any(not yol.name.startswith(".") for yol in klasor.iterdir()):
                raise GirdiHatasi("IMZ-193", str(klasor), ayrinti="klasör boş değil ve bir kanıt deposu değil")
            with kayit.open("ab"):
                pass
        except OSError as hata:
            raise GirdiHatasi("IMZ-193", str(klasor), ayrinti=os_reason(hata)) from hata
        sync_folder(klasor)
        return cls(klasor, saat, yazar=True)

    @property
    def medya(self) -> bool:
        """Whether this is a plain folder of files."""
        return self._medya is not None

    @property
    def bulgular(self) -> tuple[Bulgu, ...]:
        """What was refused so far: unreadable media, altered or lost objects met by lookups."""
        return (self._medya.bulgular if self._medya else ()) + tuple(self._bulgular)

    def certificates(self, konu: bytes) -> Sequence[Kanit]:
        """Return certificates with this subject (Name, DER as stored)."""
        return self._medya.certificates(konu) if self._medya else self._find("konu", name_key(konu))

    def crls(self, veren: bytes, an: dt.datetime | None = None) -> Sequence[Kanit]:
        """Return revocation lists of this issuer (Name, DER as stored), those that matter for a moment where there are very many."""
        if self._medya is not None:
            return self._medya.crls(veren, an)
        satirlar = self._index().find("veren", name_key(veren))
        yerler = range(len(satirlar)) if an is None else nearest([s.uretim or s.an for s in satirlar], an)
        return tuple(kanit for i in yerler if (kanit := self._load(satirlar[i])))

    def ocsps(self, seri: int) -> Sequence[Kanit]:
        """Return OCSP answers that speak of this serial number."""
        return self._medya.ocsps(seri) if self._medya else self._find("seri", serial_key(seri))

    def get(self, sha256: str) -> Kanit | None:
        """Return one object by its digest, ``None`` when it is not there or altered."""
        if self._medya is not None:
            return self._medya.get(sha256)
        satir = self._index().row(sha256)
        return self._load(satir) if satir else None

    def __iter__(self) -> Iterator[Kanit]:
        if self._medya is not None:
            yield from self._medya
            return
        for satir in self._index().rows():
            if kanit := self._load(satir):
                yield kanit

    def add(self, veri: bytes, kaynak: str) -> Kanit:
        """Keep one object; what is there already keeps its first-seen time, and is written again where it was damaged.

        Raises:
            GirdiHatasi: IMZ-190 it is no evidence; IMZ-193, IMZ-194 the store cannot be written or is busy.
            RuntimeError: the store was not opened for writing.
        """
        return self._add(veri, kaynak)[0]

    def _add(self, veri: bytes, kaynak: str) -> tuple[Kanit, bool]:
        """Return the object and whether it is new."""
        if not self.yazar:
            raise RuntimeError("the evidence store was opened for reading")
        anahtar = sniff(veri, kaynak)
        sha256 = hashlib.sha256(veri).hexdigest()
        with self._locked():
            eski = self._index().row(sha256)
            if self._read(sha256) != veri:
                write_atomic(self._path(sha256), veri)
                if eski is not None:
                    self._index().restore(sha256, veri)
            satir = eski or KanitSatiri(sha256, anahtar.tur, self._saat.now(), kaynak)
            if eski is None:
                self._index().append(self.klasor / KAYIT, satir)
                self._index()
        return Kanit(satir.tur, veri, sha256, satir.an, satir.kaynak), eski is None

    def import_from(self, yol: Path) -> Aktarim:
        """Take over carried-in evidence: a file, a folder of files of any name, or another store.

        First seen is now: what another machine says about its own clock is noted in ``kaynak``, not believed.

        Raises:
            GirdiHatasi: KAB-001 no such file or folder; IMZ-193, IMZ-194 this store cannot be written or is busy.
        """
        alici = KanitKumesi()
        eklenen: list[Kanit] = []
        zaten: list[Kanit] = []
        for ad, nesne in self._incoming(yol, alici):
            try:
                kanit, yeni = self._add(nesne, ad)
            except GirdiHatasi as hata:
                if hata.kod != "IMZ-190":
                    raise
                alici.note(hata.bulgu)
                continue
            (eklenen if yeni else zaten).append(kanit)
        return Aktarim(tuple(eklenen), tuple(zaten), alici.bulgular)

    def _incoming(self, yol: Path, alici: KanitKumesi) -> Iterator[tuple[str, bytes]]:
        """Yield (source, object) of what is brought; refusals are noted."""
        if yol.is_dir() and (yol / KAYIT).is_file():
            oteki = KanitDeposu(yol, self._saat, yazar=False)
            for kanit in oteki:
                yield f"{kanit.kaynak} ({yol.name}: {iso(kanit.ilk_gorulme) if kanit.ilk_gorulme else '?'})", kanit.veri
            for kusur in oteki.bulgular:
                alici.note(kusur)
            return
        for ad, ham in media(yol, alici):
            try:
                nesneler = split_objects(ham, ad)
            except GirdiHatasi as hata:
                alici.note(hata.bulgu)
                continue
            yield from ((ad, nesne) for nesne in nesneler)

    def export(self, hedef: Path, sha256lar: Iterable[str] | None = None) -> tuple[Path, ...]:
        """Write objects as plain files to carry elsewhere, named by digest with the usual suffix; all of them unless named.

        Raises:
            GirdiHatasi: IMZ-193 the folder cannot be written.
        """
        istenen = None if sha256lar is None else set(sha256lar)
        yollar = []
        for kanit in self:
            if istenen is None or kanit.sha256 in istenen:
                yol = hedef / f"{kanit.sha256}.{_UZANTI[kanit.tur]}"
                write_atomic(yol, kanit.veri)
                yollar.append(yol)
        return tuple(yollar)

    def check(self) -> tuple[Bulgu, ...]:
        """Read every object and compare it with its name and the register; returns what is altered, lost, unregistered or unreadable."""
        if self._medya is not None:
            return self._medya.bulgular
        from earsiv.imza.kanit_dizini import read_register

        satirlar, bulgular = read_register(self.klasor / KAYIT)
        for sha256 in satirlar:
            if kusur := self._fault(sha256):
                bulgular.append(kusur)
        for yol in walk(self.klasor / _NESNELER):
            if yol.name not in satirlar:
                bulgular.append(bulgu("IMZ-196", f"{_NESNELER}/{yol.parent.name}/{yol.name}"))
        return tuple(bulgular)

    def close(self) -> None:
        """Close the index."""
        if self._acik is not None:
            self._acik.close()
            self._acik = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _path(self, sha256: str) -> Path:
        return self.klasor / _NESNELER / sha256[:2] / sha256

    def _read(self, sha256: str) -> bytes | None:
        """Return the stored bytes, ``None`` when they cannot be read."""
        with contextlib.suppress(OSError):
            return read_limited(self._path(sha256), EN_BUYUK)
        return None

    def _fault(self, sha256: str) -> Bulgu | None:
        """Return what is wrong with an object, if anything."""
        veri = self._read(sha256)
        yer = f"{_NESNELER}/{sha256[:2]}/{sha256}"
        if veri is None:
            return bulgu("IMZ-192", yer)
        return None if hashlib.sha256(veri).hexdigest() == sha256 else bulgu("IMZ-191", yer)

    def _find(self, tur: str, anahtar: str) -> tuple[Kanit, ...]:
        return tuple(kanit for satir in self._index().find(tur, anahtar) if (kanit := self._load(satir)))

    def _load(self, satir: KanitSatiri) -> Kanit | None:
        """Return an object whose bytes are what its name says; keep it at hand, CRLs are asked for again and again."""
        veri = self._bellek.get(satir.sha256)
        if veri is None:
            veri = self._read(satir.sha256)
            if veri is None or hashlib.sha256(veri).hexdigest() != satir.sha256:
                self._bulgular[self._fault(satir.sha256) or bulgu("IMZ-192", satir.sha256)] = None
                return None
            self._keep(satir.sha256, veri)
        return Kanit(satir.tur, veri, satir.sha256, satir.an, satir.kaynak)

    def _keep(self, sha256: str, veri: bytes) -> None:
        """Hold bytes at hand, the oldest go when it is too much."""
        with self._bellek_kilidi:
            self._bellek[sha256] = veri
            while sum(map(len, self._bellek.values())) > _ONBELLEK and len(self._bellek) > 1:
                del self._bellek[next(iter(self._bellek))]

    def _index(self) -> KanitDizini:
        """Return the index, brought up to the register; also lines that another process wrote since."""
        from earsiv.imza.kanit_dizini import KanitDizini

        if self._acik is None:
            self._acik = KanitDizini(self.klasor / "dizin.sqlite", yazar=self.yazar)
        self._acik.catch_up(self.klasor / KAYIT, self._read)
        return self._acik

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other writers away."""
        from filelock import FileLock, Timeout

        kilit = FileLock(self.klasor / ".kilit", timeout=_KILIT_SURESI)
        try:
            kilit.acquire()
        except Timeout:
            raise GirdiHatasi("IMZ-194", str(self.klasor), sure=_KILIT_SURESI) from None
        except OSError as hata:
            raise GirdiHatasi("IMZ-193", str(self.klasor), ayrinti=os_reason(hata)) from hata
        try:
            yield
        finally:
            kilit.release()
