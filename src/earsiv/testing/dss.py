# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Ask EU DSS for a second opinion: run the small Java program of ``tests/dss`` on signatures, roots and evidence handed in.

The program lives in the repository, not in the wheel. Maven builds it once, offline where it can; judging itself never touches a
network. What DSS decides is told in its own words: this room compares, it does not translate.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from earsiv._cocuk import run_program
from earsiv.errors import AracHatasi

_YER: Final = "tests/dss"
_ORTAM: Final = ("HOME", "JAVA_HOME", "MAVEN_ARGS", "MAVEN_OPTS")
_KURMA: Final[tuple[tuple[list[str], int], ...]] = ((["-o"], 180), ([], 900))  # offline first: no question to a registry when all is there
_GUNLUK: Final = Path("target", "maven.log")
_DOSYALAR: Final = (("cer", "sertifikalar"), ("crl", "siller"), ("ors", "ocspler"))


@attrs.frozen
class Istek:
    """A file to be judged at a moment: signature, PDF or evidence record; everything DSS may know is handed in.

    ``icerik`` is the detached content, ``kokler`` are trusted certificates (DER); ``sertifikalar``, ``siller`` and ``ocspler`` further
    evidence (DER); ``kayitlar`` evidence records over the signed file; ``imza_politikalari`` policy documents by OID. ``politika`` is a
    validation policy of DSS (XML); without it DSS's own applies. DSS's reports are left in the folder ``raporlar`` when it is named.
    """

    ad: str
    imza: bytes = attrs.field(repr=False)
    kokler: Sequence[bytes] = attrs.field(repr=False)
    an: dt.datetime
    icerik: bytes | None = attrs.field(default=None, repr=False)
    sertifikalar: Sequence[bytes] = attrs.field(default=(), repr=False)
    siller: Sequence[bytes] = attrs.field(default=(), repr=False)
    ocspler: Sequence[bytes] = attrs.field(default=(), repr=False)
    kayitlar: Sequence[bytes] = attrs.field(default=(), repr=False)
    imza_politikalari: Mapping[str, bytes] = attrs.field(factory=dict, repr=False)
    politika: Path | None = None
    raporlar: Path | None = None


@attrs.frozen
class Hukum:
    """What DSS says of one signature, time-stamp or evidence record.

    ``durum`` and ``alt_durum`` are its words; ``butun`` tells whether digests and signature value hold, whatever the certificates are
    worth. ``duzey`` is a signature's level, ``tur`` and ``surum`` a time-stamp's kind; ``zaman`` is the claimed signing time, the
    time of the stamp or the time proven by the record, ``en_iyi_zaman`` DSS's best signature time.
    """

    durum: str
    alt_durum: str = ""
    butun: bool = False
    duzey: str = ""
    tur: str = ""
    surum: str = ""
    kim: str = ""
    zaman: dt.datetime | None = None
    en_iyi_zaman: dt.datetime | None = None
    karsi: bool = False
    damgalar: tuple[Hukum, ...] = ()
    kayitlar: tuple[Hukum, ...] = ()
    hatalar: tuple[str, ...] = ()
    uyarilar: tuple[str, ...] = ()


@attrs.frozen
class Cevap:
    """The answer to one :class:`Istek`; ``hata`` is set when DSS could not read the file at all.

    ``damgalar`` and ``kayitlar`` belong to no single signature; ``notlar`` names evidence that DSS refused to read.
    """

    ad: str
    imzalar: tuple[Hukum, ...] = ()
    damgalar: tuple[Hukum, ...] = ()
    kayitlar: tuple[Hukum, ...] = ()
    hata: str = ""
    notlar: tuple[str, ...] = ()
    sure_ms: int = 0


def project() -> Path:
    """Return the folder of the Java program in the repository this file is in."""
    return Path(__file__).resolve().parents[3] / "tests" / "dss"


def available(klasor: Path | None = None) -> str | None:
    """Return why DSS cannot be asked, in Turkish, or ``None`` when it can: tools are there and the program is built."""
    klasor = klasor or project()
    if not (klasor / "pom.xml").is_file():
        return f"DSS projesi burada yok: {klasor}"
    if eksik := [arac for arac in ("java", "mvn") if shutil.which(arac) is None]:
        return f"bulunamadı: {', '.join(eksik)}. Kurun: apt-get install openjdk-17-jdk-headless maven"
    try:
        _build(klasor)
    except AracHatasi as hata:
        return f"DSS derlenemedi: {_first_error(klasor) or hata}"
    return None


def judge(items: Sequence[Istek], klasor: Path | None = None, *, sure: int | None = None) -> list[Cevap]:
    """Let DSS judge files, all in one run of Java; answers come in the order of the requests.

    Args:
        klasor: folder of the Java program; found in the repository when not given.
        sure: time limit of the run in seconds.

    Raises:
        AracHatasi: a tool is missing or failed, or the time ran out.
    """
    sinif_yolu = _build(klasor or project())
    with tempfile.TemporaryDirectory(prefix="earsiv-dss-") as gecici:
        kok = Path(gecici)
        istek, cikti = kok / "istek.json", kok / "cikti.json"
        istek.write_text(json.dumps([_lay_out(i, kok / str(no)) for no, i in enumerate(items)]), "utf-8")
        komut = ["java", "-Xmx1g", "-Djava.awt.headless=true", "-cp", sinif_yolu, "Yargic", str(istek), str(cikti)]
        run_program(komut, sure=sure or 120 + 3 * len(items), yer=_YER, ortam=_environment())
        return [_answer(c) for c in json.loads(cikti.read_text("utf-8"))]


def _build(klasor: Path) -> str:
    """Compile what changed since the last time and return the class path."""
    from filelock import FileLock

    hedef = klasor.resolve() / "target"
    hedef.mkdir(exist_ok=True)
    damga, yollar, ozet = hedef / "kurulu.txt", hedef / "classpath.txt", _digest(klasor)
    with FileLock(hedef / "kilit"):
        if not _is_built(damga, yollar, ozet):
            _compile(klasor.resolve())
            damga.write_text(ozet, "utf-8")
    return os.pathsep.join((str(hedef / "classes"), yollar.read_text("utf-8").strip()))


def _is_built(damga: Path, yollar: Path, ozet: str) -> bool:
    if not (damga.is_file() and yollar.is_file() and damga.read_text("utf-8") == ozet):
        return False
    return all(Path(yol).is_file() for yol in yollar.read_text("utf-8").strip().split(os.pathsep))


def _compile(klasor: Path) -> None:
    """Run Maven; what it said is left in ``target/maven.log``."""
    yollar = ["-l", str(klasor / _GUNLUK), "-f", str(klasor / "pom.xml")]
    for no, (secenek, sure) in enumerate(_KURMA, 1):
        try:
            run_program(["mvn", "-q", "-B", *secenek, *yollar, "compile"], sure=sure, yer=_YER, ortam=_environment())
        except AracHatasi:
            if no == len(_KURMA):
                raise
        else:
            return


def _first_error(klasor: Path) -> str:
    gunluk = klasor / _GUNLUK
    satirlar = gunluk.read_text("utf-8", "replace").splitlines() if gunluk.is_file() else []
    # the first that is no heading
    return next((s.removeprefix("[ERROR]").strip() for s in satirlar if s.startswith("[ERROR]") and not s.rstrip().endswith(":")), "")


def _digest(klasor: Path) -> str:
    kaynaklar = [klasor / "pom.xml", *sorted((klasor / "src").rglob("*.java"))]
    return hashlib.sha256(b"".join(yol.read_bytes() for yol in kaynaklar)).hexdigest()


def _environment() -> dict[str, str]:
    return {ad: os.environ[ad] for ad in _ORTAM if ad in os.environ}


def _lay_out(istek: Istek, klasor: Path) -> dict[str, Any]:
    """Write the files of a request into a folder and return the request as the Java program reads it."""

    def write(ad: str, veri: bytes) -> str:
        yol = klasor / ad
        yol.parent.mkdir(parents=True, exist_ok=True)
        yol.write_bytes(veri)
        return str(yol)

    for uzanti, alan in _DOSYALAR:
        for no, veri in enumerate(getattr(istek, alan)):
            write(f"kanit/{no}.{uzanti}", veri)
    kagit: dict[str, Any] = {
        "ad": istek.ad,
        "an": istek.an.astimezone(dt.UTC).isoformat(),
        "imza": write("imza", istek.imza),
        "kokler": [write(f"kokler/{no}.cer", veri) for no, veri in enumerate(istek.kokler)],
        "kayitlar": [write(f"kayitlar/{no}.ers", veri) for no, veri in enumerate(istek.kayitlar)],
        "imza_politikalari": {oid: write(f"politikalar/{oid}", veri) for oid, veri in istek.imza_politikalari.items()},
    }
    if istek.icerik is not None:
        kagit["icerik"] = write("icerik", istek.icerik)
    if (klasor / "kanit").is_dir():
        kagit["kanit"] = str(klasor / "kanit")
    secimlik = {"politika": istek.politika, "raporlar": istek.raporlar}
    return kagit | {ad: str(yol.resolve()) for ad, yol in secimlik.items() if yol}


def _answer(cevap: dict[str, Any]) -> Cevap:
    imzalar, damgalar, kayitlar = (_judgements(cevap.get(ad)) for ad in ("imzalar", "damgalar", "kayitlar"))
    return Cevap(cevap["ad"], imzalar, damgalar, kayitlar, cevap.get("hata", ""), tuple(cevap["notlar"]), cevap["sure_ms"])


def _judgements(liste: list[dict[str, Any]] | None) -> tuple[Hukum, ...]:
    return tuple(_judgement(h) for h in liste or ())


def _judgement(hukum: dict[str, Any]) -> Hukum:
    ozel = {
        "zaman": _moment(hukum.get("zaman")),
        "en_iyi_zaman": _moment(hukum.get("en_iyi_zaman")),
        "damgalar": _judgements(hukum.get("damgalar")),
        "kayitlar": _judgements(hukum.get("kayitlar")),
        "hatalar": tuple(hukum["hatalar"]),
        "uyarilar": tuple(hukum["uyarilar"]),
    }
    return Hukum(**{**hukum, **ozel})


def _moment(metin: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(metin) if metin else None
