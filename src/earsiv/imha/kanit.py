# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The proof: what will be known of each line for ever, and which content may go, written before anything goes.

It is an object of the archive like any other (``I-<list no>``), with its digest in the audit chain. It is written in parts, so that a
list of any length is proven and executed without reading all of it again for each line. Nothing here removes anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
from sqlalchemy import Connection

from earsiv import _canon, _clock
from earsiv.errors import EarsivError, ImhaHatasi
from earsiv.imha.deger import Dayanak
from earsiv.model import Belge, Dosya, GizlilikDerecesi, ImhaListesi, ImhaSatiri, Kalinti
from earsiv.saklama.kvkk import KODLAR_KAYDI, is_personal
from earsiv.store import Depo, defter, kalintilar, kayitlar, ocfl_id
from earsiv.store._destroy import Kanit
from earsiv.store.disk import Disk
from earsiv.store.ocfl import inventory_digest

_PARCA_SATIRI: Final = 200  # lines a part
_PARCA_NESNESI: Final = 5_000  # objects a part, unless one line has more
_KISISEL: Final = "[kişisel veri]"


@attrs.frozen
class Icerik:
    """What a line stands for now: its stubs, the file's before those of its records, and the objects that go.

    ``nesneler`` maps object ids to the digest of the inventory that the ledger knows.
    """

    satir: int
    kalintilar: tuple[Kalinti, ...]
    nesneler: dict[str, str]

    @property
    def belgeler(self) -> list[str]:
        """The records that go."""
        return [k.kimlik for k in self.kalintilar if k.tur == "belge"]

    @property
    def kimlikler(self) -> list[str]:
        """The records and the file that go."""
        return [k.kimlik for k in self.kalintilar]

    @property
    def bayt(self) -> int:
        """How many bytes came in with the records that go."""
        return sum(k.boyut for k in self.kalintilar if k.tur == "belge")

    def order(self) -> list[str]:
        """Return the objects in the order in which they go: the file's own last."""
        dosyalar = {ocfl_id("dosya", k.kimlik) for k in self.kalintilar if k.tur == "dosya"}
        return sorted(self.nesneler, key=lambda oid: (oid in dosyalar, oid))

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"satir": self.satir, "kalintilar": [k.as_dict() for k in self.kalintilar], "nesneler": self.nesneler}

    @classmethod
    def from_dict(cls, veri: Any) -> Icerik:
        """Return the value of :meth:`as_dict` again."""
        return cls(int(veri["satir"]), tuple(Kalinti(**k) for k in veri["kalintilar"]), dict(veri["nesneler"]))

    def same_as(self, diger: Icerik) -> bool:
        """Tell whether the same objects stand for the line, in the same versions."""
        return self.nesneler == diger.nesneler and sorted(self.kimlikler) == sorted(diger.kimlikler)


class Kalintici:
    """Makes the stubs of one execution."""

    def __init__(self, liste: ImhaListesi, dayanak: Dayanak, aktor: str, zaman: str) -> None:
        """Write them in the name of an actor, as of a moment (UTC, ISO 8601)."""
        self._ortak = {
            "tasfiye": dayanak.tasfiye,
            "liste": liste.no,
            "liste_ozeti": liste.ozet,
            "dayanak": str(dayanak),
            "yontem": str(dayanak.yontem),
            "yapan": aktor,
            "zaman": zaman,
        }
        self._kodlar: frozenset[str] | None = None

    def content(self, baglanti: Connection, satir: ImhaSatiri) -> Icerik | None:
        """Return what a line stands for now, ``None`` when its file is not there; a record that another file refers to stays."""
        bulunan = defter.find(baglanti, "dosya", satir.dosya)
        if bulunan is None:
            return None
        dosya = defter.dosya_of(bulunan)
        if self._kodlar is None:
            self._kodlar = frozenset((kayitlar.setting(baglanti, KODLAR_KAYDI) or {"kodlar": ()})["kodlar"])
        belgeler = kalintilar.contents(baglanti, satir.dosya, satir.belge)
        if satir.belge:
            nesneler = kalintilar.objects(baglanti, [b.kimlik for b in belgeler])
            return Icerik(satir.sira_no, tuple(self._record(b, dosya) for b in belgeler), nesneler)
        kalan = kalintilar.referred_from(baglanti, satir.dosya)
        giden = [b for b in belgeler if b.kimlik not in kalan]
        nesneler = kalintilar.objects(baglanti, [b.kimlik for b in giden], satir.dosya)
        return Icerik(satir.sira_no, (self._file(dosya, satir, giden), *(self._record(b, dosya) for b in giden)), nesneler)

    def _personal(self, dosya: Dosya) -> bool:
        return is_personal(dosya, self._kodlar or ())

    def _file(self, dosya: Dosya, satir: ImhaSatiri, belgeler: Sequence[Belge]) -> Kalinti:
        return Kalinti(
            kimlik=dosya.kimlik,
            tur="dosya",
            konu=_KISISEL if self._personal(dosya) else dosya.ad,
            sayi=satir.belge_sayi_araligi,
            bas=dosya.acilis.isoformat(),
            bit=dosya.kapanis.isoformat() if dosya.kapanis else "",
            adet=len(belgeler),
            boyut=sum(b.boyut for b in belgeler),
            sha512="",
            sha256="",
            gizlilik=max((b.gizlilik for b in belgeler), default=GizlilikDerecesi.YOK).name,
            **_filing(dosya, dosya.birim),
            **self._ortak,
        )

    def _record(self, belge: Belge, dosya: Dosya) -> Kalinti:
        tarih = belge.tarih.isoformat() if belge.tarih else ""
        return Kalinti(
            kimlik=belge.kimlik,
            tur="belge",
            konu=_KISISEL if self._personal(dosya) else belge.konu,
            sayi=belge.sayi,
            bas=tarih,
            bit=tarih,
            adet=1,
            boyut=belge.boyut,
            sha512=belge.sha512,
            sha256=belge.sha256,
            gizlilik=belge.gizlilik.name,
            **_filing(dosya, belge.birim),
            **self._ortak,
        )


def _filing(dosya: Dosya, birim: str) -> dict[str, str]:
    return {"dosya": dosya.kimlik, "birim": birim, "kod": dosya.kod, "plan": dosya.plan, "plan_surumu": dosya.plan_surumu}


class KanitNesnesi:
    """The proof of one list: written before, read back from its own files, never changed."""

    def __init__(self, depo: Depo, no: str, disk: Disk) -> None:
        """Use the proof of a list, whether it is there already or not."""
        self.kimlik = f"{kayitlar.ON_EKLER['imha']}{no}"
        self._depo = depo
        self._disk = disk
        self._oid = ocfl_id("imha", self.kimlik)
        self._acik: Kanit | None = None

    @property
    def ozet(self) -> str:
        """The SHA-512 of its inventory; empty when there is none."""
        return inventory_digest(self._depo.ocfl.path(self._oid))

    def write(self, liste: ImhaListesi, dayanak: Dayanak, aktor: str, icerikler: Iterable[Icerik]) -> dict[int, str]:
        """Write a proof for these lines and return, line by line, the name of the part that holds it; it is durable then.

        Raises:
            ImhaHatasi: IMH-020 the proof that is there already is not readable.
            DepoHatasi: DEP-005…DEP-009 the disk or the ledger: nothing is proven.
        """
        with self._depo.reader() as baglanti:
            ilk_yazim = not kalintilar.inventory_of(baglanti, self.kimlik) and not self._depo.ocfl.exists(self._oid)
        eski = [] if ilk_yazim else self._value()["yuruyus"]
        ilk = 1 + sum(len(y["parcalar"]) for y in eski)
        with self._depo.workspace() as klasor:
            parcalar = {ad: (yol, satirlar) for ad, yol, satirlar in self._parts(klasor, ilk, liste.no, icerikler)}
            if not parcalar:
                return {}
            yeni = [{"ad": ad, "sha256": _canon.file_digest(yol, "sha256"), "satirlar": s} for ad, (yol, s) in parcalar.items()]
            yuruyus = {"no": len(eski) + 1, "baslangic": _clock.iso(self._depo.saat.now()), "yapan": aktor, "parcalar": yeni}
            deger = {"liste": liste.no, **dayanak.as_dict(), "yuruyus": [*eski, yuruyus]}
            adet = sum(len(satirlar) for _, satirlar in parcalar.values())
            self._depo.save(
                "imha",
                self.kimlik,
                {"kimlik": self.kimlik, "icerik": deger},
                {f"kanit/{ad}.json": yol for ad, (yol, _) in parcalar.items()},
                aktor=aktor,
                eylem="imha_kanit",
                ayrinti={"liste": liste.no, "liste_ozeti": liste.ozet, "yuruyus": yuruyus["no"], "satir": adet},
            )
        return {satir: ad for ad, (_, satirlar) in parcalar.items() for satir in satirlar}

    def _parts(self, klasor: Path, ilk: int, no: str, icerikler: Iterable[Icerik]) -> Iterator[tuple[str, Path, list[int]]]:
        for sira, yigin in enumerate(_batches(icerikler), start=ilk):
            ad = f"{sira:06d}"
            yol = klasor / f"{ad}.json"
            self._disk.write(yol, _canon.encode({"liste": no, "parca": ad, "satirlar": [i.as_dict() for i in yigin]}) + b"\n")
            yield ad, yol, [i.satir for i in yigin]

    def part(self, ad: str) -> Kanit:
        """Return a part, read from the medium and held against the proof's own digest of it.

        Raises:
            ImhaHatasi: IMH-020 the proof or the part is missing, or not what the ledger and the proof name.
        """
        if self._acik is None or self._acik.ad != ad:
            parcalar = {str(p["ad"]): str(p["sha256"]) for y in self._value()["yuruyus"] for p in y["parcalar"]}
            try:
                yol = self._depo.ocfl.file(self._oid, f"kanit/{ad}.json")
            except EarsivError:
                raise ImhaHatasi("IMH-020", f"{self.kimlik} · {ad}", kanit=self.kimlik) from None
            self._acik = Kanit.load(yol, parcalar.get(ad, ""), ad)
        return self._acik

    def line(self, ad: str, satir: int) -> Icerik:
        """Return what the proof says of a line.

        Raises:
            ImhaHatasi: IMH-020 as :meth:`part`, or the part does not name the line.
        """
        try:
            return Icerik.from_dict(self.part(ad).satirlar[satir])
        except (KeyError, TypeError, ValueError):
            raise ImhaHatasi("IMH-020", f"{self.kimlik} · satır {satir}", kanit=self.kimlik) from None

    def _value(self) -> dict[str, Any]:
        """Return the proof's own JSON from the medium, after holding its inventory against the ledger."""
        with self._depo.reader() as baglanti:
            beklenen = kalintilar.inventory_of(baglanti, self.kimlik)
        try:
            deger = json.loads(self._depo.ocfl.read_proven(self._oid, "imha.json", beklenen))["icerik"]
            if isinstance(deger["yuruyus"], list):
                return dict(deger)
        except (EarsivError, OSError, ValueError, KeyError, TypeError):
            pass
        raise ImhaHatasi("IMH-020", self.kimlik, kanit=self.kimlik)


def _batches(icerikler: Iterable[Icerik]) -> Iterator[list[Icerik]]:
    yigin: list[Icerik] = []
    nesne = 0
    for icerik in icerikler:
        if yigin and (len(yigin) == _PARCA_SATIRI or nesne + len(icerik.nesneler) > _PARCA_NESNESI):
            yield yigin
            yigin, nesne = [], 0
        yigin.append(icerik)
        nesne += len(icerik.nesneler)
    if yigin:
        yield yigin
