# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A letter described in JSON (the keys of ``earsiv eyp goster`` plus file paths) as the model; every fault of the description at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeVar

import attrs

from earsiv._clock import Clock, uuid7
from earsiv.errors import Bulgu, GirdiHatasi, PaketHatasi, bulgu, os_reason, require_regular
from earsiv.eyazisma.model import (
    Dagitim,
    Ek,
    EkOzeti,
    GercekSahis,
    Guncelleme,
    Heysk,
    IletisimBilgisi,
    Ilgi,
    ImzaBilgisi,
    Kisi,
    KurumKurulus,
    NihaiUstveri,
    Sdp,
    TanimliKimlik,
    Taraf,
    TuzelSahis,
    Ustveri,
)

_EN_BUYUK: Final = 2 << 20
_EN_COK_KUSUR: Final = 1_000
_YASAK: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MIME: Final = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
    "eyp": "application/x-zip-compressed",
}
# keys that describe a finished package: read over, so that the answer of ``goster`` can be edited and given back
_SONUC: Final = frozenset({"tur", "surum", "hedefler", "guncellemeler", "sifreleme", "bulgular"})
_TURLER: Final[dict[type, str]] = {str: "metin", int: "sayı", bool: "true veya false", list: "liste", dict: "nesne"}
T = TypeVar("T")


@attrs.frozen
class Tanim:
    """A described letter: its üstveri (without attachments), nihai üstveri, attachments with their files, and the cover letter."""

    ustveri: Ustveri
    nihai: NihaiUstveri
    ekler: tuple[tuple[Ek, Path | None], ...]
    ustyazi: Path


def _json(yol: Path) -> dict[str, Any]:
    try:
        require_regular(yol)
        ham = yol.read_bytes()
        veri = json.loads(ham) if len(ham) <= _EN_BUYUK else None
    except OSError as hata:
        raise GirdiHatasi("KAB-001", str(yol), ayrinti=os_reason(hata)) from None
    except (ValueError, RecursionError):
        veri = None
    if not isinstance(veri, dict):
        raise GirdiHatasi("EYP-161", str(yol))
    return veri


def load_description(yol: Path | str, saat: Clock) -> Tanim:
    """Read the description of a letter.

    Args:
        saat: gives the ids of what brings none.

    Raises:
        GirdiHatasi: KAB-001 it cannot be read; EYP-161 it is no JSON object.
        PaketHatasi: EYP-065 with every wrong key and value (EYP-162…EYP-164).
    """
    return _whole(Path(yol), lambda o: _letter(o, saat))


def load_final(yol: Path | str) -> NihaiUstveri:
    """Read number, date and signers alone (``belge_no``, ``tarih``, ``imzalar``).

    Raises:
        GirdiHatasi, PaketHatasi: as ``load_description``.
    """

    def oku(o: _Alanlar) -> NihaiUstveri:
        nihai = _final(o)
        o.done(*o.left())
        return nihai

    return _whole(Path(yol), oku)


def load_changes(yol: Path | str) -> tuple[tuple[Guncelleme, ...], Taraf, str, str]:
    """Read the description of an update: ``guncellemeler``, ``olusturan``, ``konu``, ``belge_id``.

    Raises:
        GirdiHatasi, PaketHatasi: as ``load_description``.
    """

    def oku(o: _Alanlar) -> tuple[tuple[Guncelleme, ...], Taraf, str, str]:
        alanlar = [a.name for a in attrs.fields(Guncelleme)]
        guncellemeler = []
        for g in o.objects("guncellemeler"):
            guncellemeler.append(Guncelleme(**{ad: g.text(ad) for ad in alanlar}))
            g.done()
        alt = o.object("olusturan")
        sonuc = tuple(guncellemeler), _party(alt) if alt else KurumKurulus(""), o.text("konu"), o.text("belge_id")
        o.done()
        return sonuc

    return _whole(Path(yol), oku)


def _whole(yol: Path, oku: Callable[[_Alanlar], T]) -> T:
    kusurlar: list[Bulgu] = []
    sonuc = oku(_Alanlar(kusurlar, yol.parent, _json(yol), yol.name))
    if kusurlar:
        raise PaketHatasi(yol.name, kusurlar)
    return sonuc


def split_name(ad: str) -> Kisi:
    """Return the parts of a full name: the last word is the surname, titles are not guessed."""
    ilk, _, soyad = " ".join(ad.split()).rpartition(" ")
    return Kisi(ilk or soyad, soyad if ilk else "")


class _Alanlar:
    """One object of the description: takes known keys, and tells at the end which were not known."""

    def __init__(self, kusurlar: list[Bulgu], klasor: Path, veri: dict[str, Any], yer: str) -> None:
        self.kusurlar = kusurlar
        self.klasor = klasor
        self.yer = yer
        self._veri = dict(veri)

    def fault(self, kod: str, neresi: str, /, **degerler: object) -> None:
        """Keep a fault of this object; a description of nothing but faults is not read to its end."""
        self.kusurlar.append(bulgu(kod, f"{self.yer} · {neresi[:80]}", **degerler))
        if len(self.kusurlar) >= _EN_COK_KUSUR:
            raise PaketHatasi(self.yer[:200], self.kusurlar)

    def take(self, ad: str, tur: type[T]) -> T | None:
        """Return the value of a key, ``None`` when it is absent or null."""
        deger = self._veri.pop(ad, None)
        if deger is None or (isinstance(deger, tur) and not (tur is int and isinstance(deger, bool))):
            return deger
        self.fault("EYP-163", ad, beklenen=_TURLER[tur])
        return None

    def text(self, ad: str) -> str:
        """Return the text of a key; masked personal data is refused, because it would be written as if it were true."""
        deger = (self.take(ad, str) or "").strip()
        if _YASAK.search(deger):
            self.fault("EYP-067", ad, alan=ad)
            return ""
        if "*" in deger and ad in {"tckn", "kimlik"}:
            self.fault("EYP-164", ad)
        return deger

    def object(self, ad: str) -> _Alanlar | None:
        """Return the object of a key."""
        veri = self.take(ad, dict)
        return None if veri is None else _Alanlar(self.kusurlar, self.klasor, veri, f"{self.yer} · {ad}")

    def objects(self, ad: str) -> Iterator[_Alanlar]:
        """Yield the objects of a list."""
        for no, veri in enumerate(self.take(ad, list) or (), start=1):
            if isinstance(veri, dict):
                yield _Alanlar(self.kusurlar, self.klasor, veri, f"{self.yer} · {ad}[{no}]")
            else:
                self.fault("EYP-163", f"{ad}[{no}]", beklenen=_TURLER[dict])

    def file(self) -> Path | None:
        """Return the file that ``yol`` names, relative to the description."""
        yol = self.text("yol")
        return self.klasor / yol if yol else None

    def left(self) -> tuple[str, ...]:
        """Return the keys that nobody took."""
        return tuple(self._veri)

    def done(self, *sonuc: str) -> None:
        """Tell the keys that nobody took; ``sonuc`` names those that only describe a finished package."""
        for ad in self._veri.keys() - set(sonuc):
            self.fault("EYP-162", ad, ad=ad)


def _letter(o: _Alanlar, saat: Clock) -> Tanim:
    ustyazi = o.object("ustyazi")
    yol = ustyazi.file() if ustyazi else None
    if ustyazi:
        ustyazi.done("parca", "boyut", "sha256")
    if yol is None:
        o.fault("EYP-020", "ustyazi/yol", ad="ustyazi/yol")
    dosya_adi = o.text("dosya_adi") or (yol.name if yol else "")
    ustveri = Ustveri(
        belge_id=o.text("belge_id") or _new_id(saat),
        konu=o.text("konu"),
        guvenlik_kodu=o.text("guvenlik_kodu"),
        guvenlik_kodu_gecerlilik_tarihi=o.text("guvenlik_kodu_gecerlilik_tarihi"),
        dosya_adi=dosya_adi,
        mime_turu=o.text("mime_turu") or _mime(dosya_adi),
        oz_id=_identifier(o),
        olusturan=_party(alt) if (alt := o.object("olusturan")) else None,
        dagitimlar=tuple(_recipient(d) for d in o.objects("dagitimlar")),
        ilgiler=tuple(_reference(i, saat) for i in o.objects("ilgiler")),
        dil=o.text("dil") or "tur",
        ilgililer=tuple(_party(t) for t in o.objects("ilgililer")),
        sdp=tuple(_code(s) for s in o.objects("sdp")),
        heysk=tuple(_heysk(h) for h in o.objects("heysk")),
        dogrulama_adresi=o.text("dogrulama_adresi"),
    )
    ekler = tuple(_attachment(e, no, saat) for no, e in enumerate(o.objects("ekler"), start=1))
    nihai = _final(o)
    o.done(*_SONUC)
    return Tanim(ustveri, nihai, ekler, yol or Path())


def _final(o: _Alanlar) -> NihaiUstveri:
    return NihaiUstveri(o.text("belge_no"), o.text("tarih"), tuple(_signer(i) for i in o.objects("imzalar")))


def _party(o: _Alanlar) -> Taraf:
    tur, ad, iletisim = o.text("tur"), o.text("ad"), _contact(o)
    taraf: Taraf
    match tur:
        case "kurum":
            taraf = KurumKurulus(o.text("kkk"), ad, o.text("birim_kkk"), o.text("byk"), iletisim)
        case "tuzel":
            taraf = TuzelSahis(o.text("id"), o.text("sema"), ad, iletisim)
        case _:
            if tur != "kisi":
                o.fault("EYP-163", "tur", beklenen="kurum, kisi veya tuzel")
            taraf = GercekSahis(_name(o, ad), o.text("tckn"), o.text("gorev"), iletisim)
    o.done()
    return taraf


def _name(o: _Alanlar, ad: str) -> Kisi:
    """Return a name by its parts where they are given, else by the whole."""
    ilk, soyad, ikinci, unvan, on_ek = (o.text(alan) for alan in ("ilk_adi", "soyadi", "ikinci_adi", "unvan", "on_ek"))
    return Kisi(ilk, soyad, ikinci, unvan, on_ek) if ilk or soyad else attrs.evolve(split_name(ad), unvan=unvan, on_ek=on_ek)


def _contact(o: _Alanlar) -> IletisimBilgisi | None:
    alt = o.object("iletisim")
    if alt is None:
        return None
    iletisim = IletisimBilgisi(**{alan.name: alt.text(alan.name) for alan in attrs.fields(IletisimBilgisi)})
    alt.done()
    return iletisim


def _recipient(o: _Alanlar) -> Dagitim:
    alt = o.object("taraf")
    konulmayan = tuple(str(e) for e in o.take("konulmamis_ekler", list) or ())
    taraf = _party(alt) if alt else KurumKurulus("")
    dagitim = Dagitim(taraf, o.text("ivedilik") or "NRM", o.text("dagitim_turu") or "GRG", o.text("miat"), konulmayan)
    o.done()
    return dagitim


def _attachment(o: _Alanlar, no: int, saat: Clock) -> tuple[Ek, Path | None]:
    yol, dosya_adi = o.file(), o.text("dosya_adi")
    tur = o.text("tur") or ("DED" if yol else "")
    if (tur == "DED") is (yol is None):
        o.fault("EYP-020" if yol is None else "EYP-162", "yol", ad="yol")
    dosya_adi = dosya_adi or (yol.name if yol else "")
    ozet = o.object("ozet")
    sira = o.take("sira_no", int)
    ek = Ek(
        id=o.text("id") or _new_id(saat),
        tur=tur,
        sira_no=no if sira is None else sira,
        dosya_adi=dosya_adi,
        mime_turu=o.text("mime_turu") or (_mime(dosya_adi) if dosya_adi else ""),
        ad=o.text("ad"),
        imzali=o.take("imzali", bool),
        belge_no=o.text("belge_no"),
        aciklama=o.text("aciklama"),
        referans=o.text("referans"),
        oz_id=_identifier(o),
        ozet=EkOzeti(ozet.text("algoritma"), ozet.text("deger")) if ozet else None,
    )
    o.done("parca", "boyut", "sha256")
    return ek, yol


def _reference(o: _Alanlar, saat: Clock) -> Ilgi:
    ilgi = Ilgi(
        id=o.text("id") or _new_id(saat),
        etiket=o.text("etiket"),
        belge_no=o.text("belge_no"),
        tarih=o.text("tarih"),
        ad=o.text("ad"),
        ek_id=o.text("ek_id"),
        aciklama=o.text("aciklama"),
        oz_id=_identifier(o),
    )
    o.done()
    return ilgi


def _code(o: _Alanlar) -> Sdp:
    ana = o.take("ana", bool)
    kod = Sdp(o.text("kod"), o.text("ad"), ana is not False, o.text("aciklama"))
    o.done()
    return kod


def _heysk(o: _Alanlar) -> Heysk:
    kod = Heysk(o.take("kod", int), o.text("ad"), o.text("tanim"))
    o.done()
    return kod


def _signer(o: _Alanlar) -> ImzaBilgisi:
    ilk, _, ikinci = o.text("ad").partition(" ")
    kisi = Kisi(ilk, o.text("soyad"), ikinci, o.text("unvan"))
    devreden, veren = o.object("yetki_devreden"), o.object("vekalet_veren")
    imza = ImzaBilgisi(
        imzalayan=GercekSahis(kisi, o.text("tckn"), o.text("gorev")),
        makam=o.text("makam"),
        amac=o.text("amac"),
        aciklama=o.text("aciklama"),
        tarih=o.text("tarih"),
        yetki_devreden=_person(devreden) if devreden else None,
        vekalet_veren=_person(veren) if veren else None,
    )
    o.done()
    return imza


def _person(o: _Alanlar) -> GercekSahis | None:
    taraf = _party(o)
    return taraf if isinstance(taraf, GercekSahis) else None


def _identifier(o: _Alanlar) -> TanimliKimlik | None:
    alt = o.object("oz_id")
    if alt is None:
        return None
    kimlik = TanimliKimlik(alt.text("deger"), alt.text("sema"))
    alt.done()
    return kimlik


def _mime(ad: str) -> str:
    return _MIME.get(PurePosixPath(ad).suffix[1:].lower(), "application/octet-stream")  # ASCII: an extension


def _new_id(saat: Clock) -> str:
    return uuid7(saat).upper()  # ASCII: a GUID
