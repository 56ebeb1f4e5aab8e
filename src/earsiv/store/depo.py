# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``Depo``: one archive folder, opened. Writes an object, its row and its audit row as one act."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import attrs
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from earsiv import _canon, _clock
from earsiv._clock import Clock
from earsiv.config import DOSYA_ADI, Ayarlar
from earsiv.denetim import Satir, append
from earsiv.errors import DepoHatasi, EarsivError, ZincirHatasi
from earsiv.store import defter, goc, listeler
from earsiv.store.disk import Disk, translated
from earsiv.store.iz import IzDosyasi
from earsiv.store.motor import make_engine
from earsiv.store.ocfl import Icerik, OcflKoku

_SQLITE: Final = (("SQLITE_FULL", "DEP-005"), ("SQLITE_READONLY", "DEP-006"), ("SQLITE_CANTOPEN", "DEP-006"), ("SQLITE_IOERR", "DEP-007"))
_YAZILAMAZ: Final = frozenset({"DEP-005", "DEP-006", "DEP-007"})
_ENVANTERLER: Final = ("inventory.json", "inventory.json.sha512")
_GIDEBILEN: Final = frozenset({"belge", "dosya", "atif"})


ATIF_ONEKI: Final = "atif-"
"""The object that keeps a record's references is named after the record, and apart from it."""


@attrs.frozen
class Nesne:
    """An object as written: its kind and id, version, and the digest of its inventory."""

    tur: str
    kimlik: str
    surum: int
    envanter: str


def ocfl_id(tur: str, kimlik: str) -> str:
    """Return the OCFL object id of a record, file, list, hold or decision."""
    return f"urn:uuid:{kimlik}" if tur in {"belge", "dosya"} else f"urn:earsiv:{tur}:{kimlik}"


def ledger_error(kok: Path, hata: BaseException | None) -> DepoHatasi:
    """Return our error for what the ledger's own driver says: DEP-005…DEP-007 the disk, DEP-009 anything else."""
    ad = getattr(hata, "sqlite_errorname", "") or ""
    kod = next((k for on_ek, k in _SQLITE if ad.startswith(on_ek)), "DEP-009")
    return DepoHatasi(kod, str(kok), ayrinti=str(hata)[:160])


def _settings(kok: Path) -> Ayarlar:
    """Return the settings of an archive that has its ledger; an empty one is never made in its place."""
    ayarlar = Ayarlar.load(kok)
    if not ayarlar.veritabani and not (kok / "defter.db").is_file():
        raise DepoHatasi("DEP-009", str(kok / "defter.db"), ayrinti="defter yok")
    return ayarlar


class Islem:
    """One write transaction: the connection, and the audit rows that go with it."""

    def __init__(self, baglanti: Connection, aktor: str, zaman: str) -> None:
        self.baglanti = baglanti
        self._aktor = aktor
        self._zaman = zaman

    def audit(self, eylem: str, nesne: str, ayrinti: dict[str, Any]) -> Satir:
        """Append the audit row of this act."""
        satir = append(defter.last_audit(self.baglanti), zaman=self._zaman, aktor=self._aktor, eylem=eylem, nesne=nesne, ayrinti=ayrinti)
        defter.add_audit(self.baglanti, satir)
        return satir


class Depo:
    """An open archive store; a context manager. Use :meth:`create` or :meth:`open`."""

    def __init__(self, kok: Path, ayarlar: Ayarlar, motor: Engine, saat: Clock, disk: Disk) -> None:
        """Take what the class methods prepared."""
        self.kok = kok
        self.ayarlar = ayarlar
        self.saat = saat
        self.ocfl = OcflKoku(kok / "ocfl", disk)
        self.iz = IzDosyasi(kok / "denetim", disk)
        self._is = kok / "is"
        self._motor = motor
        self._disk = disk
        self._kalan: set[Path] = set()
        self.iz_kusuru: ZincirHatasi | None = None

    @classmethod
    def create(cls, kok: Path, ayarlar: Ayarlar, saat: Clock, *, aktor: str, disk: Disk | None = None) -> Depo:
        """Make an archive in an empty or new folder; the settings file is written last and makes it one.

        Raises:
            DepoHatasi: DEP-008 the folder is in use, DEP-005…DEP-007 the disk.
        """
        disk = disk or Disk()
        if kok.exists() and (not kok.is_dir() or any(kok.iterdir())):
            raise DepoHatasi("DEP-008", str(kok))
        for ad in ("ocfl", "denetim", "is", "dizin"):
            disk.mkdir(kok / ad)
        OcflKoku(kok / "ocfl", disk).create()
        depo = cls(kok, ayarlar, make_engine(kok, ayarlar.veritabani), saat, disk)
        try:
            with depo._translated(), depo._motor.begin() as baglanti:
                goc.upgrade(baglanti)
            with depo.transaction(aktor) as islem:
                islem.audit("kur", "arsiv", {"kurum": ayarlar.kurum, "detsis": ayarlar.detsis, "bicim": ayarlar.bicim})
        except BaseException:
            depo.close()
            raise
        disk.replace(kok / DOSYA_ADI, ayarlar.dump())
        return depo

    @classmethod
    def open(cls, kok: Path, saat: Clock, *, disk: Disk | None = None) -> Depo:
        """Open an archive and finish or drop what a crash left behind.

        Raises:
            DepoHatasi: DEP-001…DEP-004 no archive, unreadable, newer or older; DEP-009 the ledger cannot be opened.
        """
        ayarlar = _settings(kok)
        depo = cls(kok, ayarlar, make_engine(kok, ayarlar.veritabani), saat, disk or Disk())
        try:
            with depo.reader() as baglanti:
                goc.require_current(baglanti, str(kok))
            depo._settle()
        except BaseException:
            depo.close()
            raise
        return depo

    @classmethod
    def migrate(cls, kok: Path, saat: Clock, *, aktor: str, disk: Disk | None = None) -> bool:
        """Bring the ledger of an older archive to today's shape, in one transaction; tell whether there was anything to do.

        Raises:
            DepoHatasi: DEP-001…DEP-003 no archive, unreadable, newer; DEP-009 the ledger cannot be opened.
        """
        ayarlar = _settings(kok)
        depo = cls(kok, ayarlar, make_engine(kok, ayarlar.veritabani), saat, disk or Disk())
        try:
            with depo.reader() as baglanti:
                eski = goc.revision(baglanti, str(kok))
            if eski is None:
                return False
            depo._catch_up()
            with depo.transaction(aktor) as islem:
                eski = goc.revision(islem.baglanti, str(kok))
                if eski is None:  # another process was faster
                    return False
                goc.upgrade(islem.baglanti)
                islem.audit("yukselt", "arsiv", {"eski": eski, "yeni": goc.newest()})
        finally:
            depo.close()
        return True

    def close(self) -> None:
        """Release the ledger."""
        self._motor.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, tur: type[BaseException] | None, deger: BaseException | None, iz: TracebackType | None) -> None:
        self.close()

    @contextlib.contextmanager
    def reader(self) -> Iterator[Connection]:
        """Read one consistent snapshot of the ledger.

        Raises:
            DepoHatasi: DEP-009 the ledger is damaged or out of reach.
        """
        with self._translated(), self._motor.connect().execution_options(earsiv_oku=True) as baglanti:
            yield baglanti

    @contextlib.contextmanager
    def transaction(self, aktor: str) -> Iterator[Islem]:
        """Write: everything inside is one transaction that begins as a writer; audit rows go out to their files after it.

        Raises:
            DepoHatasi: DEP-009 the ledger is locked, full, damaged or out of reach.
            ZincirHatasi: DNT-006 ledger and audit files part: nothing is written until a person has looked.
        """
        if self.iz_kusuru:
            raise self.iz_kusuru
        with contextlib.ExitStack() as tutulan:
            with self._translated(), self._motor.begin() as baglanti:
                once = defter.last_audit_no(baglanti)
                yield Islem(baglanti, aktor, _clock.iso(self.saat.now()))
                tutulan.enter_context(self.iz.held())
                satirlar = self.iz.missing(once, lambda sonra: defter.audit_rows(baglanti, sonra))
            self.iz.append(satirlar)

    def _catch_up(self) -> None:
        """Give the audit files the rows that a crash kept from them."""
        with self.iz.held(), self.reader() as baglanti:
            son = defter.last_audit_no(baglanti)
            self.iz.append(self.iz.missing(son, lambda sonra: defter.audit_rows(baglanti, sonra)))

    def save(
        self,
        tur: str,
        kimlik: str,
        deger: dict[str, Any],
        icerik: Icerik | None = None,
        *,
        aktor: str,
        eylem: str,
        ayrinti: dict[str, Any],
        kosul: Callable[[Connection], None] | None = None,
        borclar: tuple[str, ...] = (),
    ) -> Nesne:
        """Write the next version of an object with its row and audit row: all of it or nothing.

        Args:
            deger: the object's own JSON, stored as ``<tur>.json`` and mirrored in the ledger.
            icerik: further logical files; those not named carry over from the version before.
            kosul: checked inside the transaction before anything shows; what it raises stops the act.
            borclar: kinds of work that the object owes from now on.

        Raises:
            DepoHatasi: DEP-005…DEP-009 the disk or the ledger; DEP-016 another writer was faster.
        """
        oid = ocfl_id(tur, kimlik)
        with self.workspace() as klasor:
            self._disk.mkdir(klasor / "nesne")
            zaman = _clock.iso(self.saat.now())
            dosyalar = {f"{tur}.json": _canon.encode(deger) + b"\n", **(icerik or {})}
            yazim = self.ocfl.stage(oid, dosyalar, klasor / "nesne", mesaj=eylem, aktor=aktor, zaman=zaman)
            nesne = Nesne(tur, kimlik, yazim.surum, yazim.envanter)
            niyet = {"tur": tur, "kimlik": kimlik, "surum": nesne.surum, "eylem": eylem, "aktor": aktor, "ayrinti": ayrinti}
            self._disk.write(klasor / "niyet.json", _canon.encode({**niyet, "borclar": list(borclar)}))
            self._publish(oid, klasor, nesne, deger, niyet, kosul, borclar)
        return nesne

    @contextlib.contextmanager
    def workspace(self) -> Iterator[Path]:
        """Lend a folder below ``is/``; it is gone afterwards, and after a crash when the archive is next opened.

        Raises:
            DepoHatasi: DEP-005…DEP-007 the disk.
        """
        klasor = self._is / _clock.uuid7(self.saat)
        kilit = FileLock(klasor / ".kilit")
        # nobody may take a folder for a dead one before its lock is held
        with translated(klasor), FileLock(self._is / ".kilit"):
            self._disk.mkdir(klasor)
            kilit.acquire()
        with kilit:
            try:
                yield klasor
            finally:
                if klasor not in self._kalan:
                    shutil.rmtree(klasor, ignore_errors=True)
                kilit.release()

    def _publish(
        self,
        oid: str,
        klasor: Path,
        nesne: Nesne,
        deger: dict[str, Any],
        niyet: dict[str, Any],
        kosul: Callable[[Connection], None] | None,
        borclar: tuple[str, ...],
    ) -> None:
        gorunur = False
        try:
            with self.transaction(niyet["aktor"]) as islem:
                if kosul:
                    kosul(islem.baglanti)
                self._require_next(islem.baglanti, oid, nesne)
                self._register(islem, nesne, deger, niyet["eylem"], niyet["ayrinti"], borclar)
                gorunur = True
                self.ocfl.publish(oid, klasor / "nesne", nesne.surum)
        except BaseException:
            if gorunur and not self._known(nesne) and not self._retract(oid, klasor / "nesne", nesne.surum):
                self._kalan.add(klasor)
            raise

    def _require_next(self, baglanti: Connection, oid: str, nesne: Nesne) -> None:
        """Refuse a version that does not follow the newest one, in the files and in the ledger: another writer was faster.

        So was the executor of an imha listesi, where what the object belongs to is being removed.
        """
        gidiyor = nesne.tur in _GIDEBILEN and listeler.going(baglanti, nesne.kimlik.removeprefix(ATIF_ONEKI))
        if gidiyor or {self.ocfl.head(oid), self._version(baglanti, nesne.kimlik)} != {nesne.surum - 1}:
            raise DepoHatasi("DEP-016", nesne.kimlik)

    def _register(
        self, islem: Islem, nesne: Nesne, deger: dict[str, Any], eylem: str, ayrinti: dict[str, Any], borclar: tuple[str, ...]
    ) -> None:
        """Write the ledger's side of an object: row, version, owed work, audit row."""
        defter.upsert(islem.baglanti, nesne.tur, deger)
        defter.set_version(islem.baglanti, nesne.kimlik, nesne.tur, nesne.surum, nesne.envanter)
        for borc in borclar:
            defter.owe(islem.baglanti, borc, nesne.kimlik)
        islem.audit(eylem, nesne.kimlik, {**ayrinti, "tur": nesne.tur, "surum": nesne.surum, "envanter_sha512": nesne.envanter})

    def _known(self, nesne: Nesne) -> bool:
        """Tell whether the ledger holds this very version: then the act is done, whatever was raised after it."""
        try:
            with self.reader() as baglanti:
                return self._version(baglanti, nesne.kimlik) >= nesne.surum
        except EarsivError:
            return True  # cannot tell: leave the files, the next open decides

    def _retract(self, oid: str, klasor: Path, surum: int) -> bool:
        """Take back a version that was shown inside a transaction which then failed; tell whether nothing of it shows any more.

        A disk that is full may not allow it; then the intent must stay, and the next opening finishes the act.
        """
        hedef = self.ocfl.path(oid)
        try:
            if surum == 1 and hedef.exists():
                self._disk.rename(hedef, klasor)
            elif surum > 1 and (hedef / f"v{surum}").is_dir():
                onceki = hedef / f"v{surum - 1}"
                if any((hedef / ad).read_bytes() != (onceki / ad).read_bytes() for ad in _ENVANTERLER):
                    self.ocfl.settle(oid, surum - 1)
                for ad in _ENVANTERLER:  # half of a replacement
                    (hedef / f".{ad}.yeni").unlink(missing_ok=True)
                self._disk.rename(hedef / f"v{surum}", klasor / f"v{surum}")
        except (OSError, DepoHatasi):
            return False
        return True

    def _settle(self) -> None:
        """Bring the store in order at opening; what cannot be written now leaves it open for reading."""
        try:
            self._catch_up()
            self._recover()
        except ZincirHatasi as hata:
            self.iz_kusuru = hata
        except DepoHatasi as hata:
            if hata.kod not in _YAZILAMAZ:
                raise

    def _recover(self) -> None:
        """Finish or drop every act that a dead process left in ``is/``; leave those of living ones alone."""
        self._disk.mkdir(self._is)
        with translated(self._is), FileLock(self._is / ".kilit"):
            for klasor in sorted(k for k in self._is.iterdir() if k.is_dir()):
                kilit = FileLock(klasor / ".kilit", blocking=False)
                with contextlib.suppress(Timeout, OSError), kilit:
                    self._finish(klasor)
                    shutil.rmtree(klasor, ignore_errors=True)

    def _finish(self, klasor: Path) -> None:
        """Register an object that was shown but not recorded; an act that never showed is simply dropped."""
        try:
            niyet = json.loads((klasor / "niyet.json").read_bytes())
            oid, surum = ocfl_id(niyet["tur"], niyet["kimlik"]), int(niyet["surum"])
            eylem, aktor, ayrinti, borclar = niyet["eylem"], niyet["aktor"], niyet["ayrinti"], tuple(niyet["borclar"])
        except (OSError, ValueError, KeyError, TypeError):
            return
        if not (self.ocfl.path(oid) / f"v{surum}").is_dir():
            return
        self.ocfl.settle(oid, surum)
        with self.transaction(aktor) as islem:
            if self._version(islem.baglanti, niyet["kimlik"]) >= surum:
                return
            deger = json.loads(self.ocfl.read(oid, f"{niyet['tur']}.json"))
            envanter = _canon.file_digest(self.ocfl.path(oid) / "inventory.json")
            nesne = Nesne(niyet["tur"], niyet["kimlik"], surum, envanter)
            self._register(islem, nesne, deger, eylem, {**ayrinti, "kurtarma": True}, borclar)

    @staticmethod
    def _version(baglanti: Connection, kimlik: str) -> int:
        from sqlalchemy import select

        from earsiv.store.tablolar import NESNE

        return int(baglanti.execute(select(NESNE.c.surum).where(NESNE.c.kimlik == kimlik)).scalar() or 0)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Let no database exception cross the border of this room."""
        try:
            yield
        except DBAPIError as hata:
            raise ledger_error(self.kok, hata.orig) from hata
        except SQLAlchemyError as hata:
            raise DepoHatasi("DEP-009", str(self.kok), ayrinti=type(hata).__name__) from hata
