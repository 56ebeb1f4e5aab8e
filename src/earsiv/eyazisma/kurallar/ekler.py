# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Attachments and references: numbers, ids, and that relationship, üstveri and part tell the same story."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from earsiv.errors import Bulgu, bulgu
from earsiv.eyazisma.bilesen import Tur, folded, same_name
from earsiv.eyazisma.deger import decode_base64
from earsiv.eyazisma.kural import Baglam, kural, omitted
from earsiv.eyazisma.model import Ek
from earsiv.opc import Parca


def _numbered(b: Baglam) -> Iterator[tuple[str, Ek]]:
    for no, ek in enumerate(b.paket.ustveri.ekler if b.paket.ustveri else (), start=1):
        yield b.at("ustveri", ek.satir, f"Ekler/Ek[{no}]"), ek


@kural(Tur.EYP)
def unique(b: Baglam) -> Iterator[Bulgu]:
    """Ids, numbers and labels stand once: of attachments, of references, and over the whole package."""
    u = b.paket.ustveri
    if u is None:
        return
    alanlar = {
        "Ek/Id": [e.id.upper() for e in u.ekler],  # ASCII: GUIDs
        "Ek/SiraNo": [str(e.sira_no) for e in u.ekler if e.sira_no is not None],
        "Ilgi/Id": [i.id.upper() for i in u.ilgiler],  # ASCII: GUIDs
        "Ilgi/Etiket": [i.etiket for i in u.ilgiler],
    }
    for ad, degerler in alanlar.items():
        for deger, sayi in Counter(d for d in degerler if d).items():
            if sayi > 1:
                yield bulgu("EYP-030", b.at("ustveri", 0, ad), ad=ad, deger=deger)
    kumeler = [{u.belge_id.upper()}, set(alanlar["Ek/Id"]), set(alanlar["Ilgi/Id"])]  # ASCII: GUIDs
    for deger, sayi in Counter(d for kume in kumeler for d in kume if d).items():
        if sayi > 1:
            yield bulgu("EYP-150", b.at("ustveri"), deger=deger)


@kural(Tur.EYP)
def links_to_attachments(b: Baglam) -> Iterator[Bulgu]:
    """References and lists of left-out attachments name attachments that are declared."""
    u = b.paket.ustveri
    idler = {e.id.upper() for e in u.ekler} if u else set()  # ASCII: GUIDs
    for no, ilgi in enumerate(u.ilgiler if u else (), start=1):
        if ilgi.ek_id and ilgi.ek_id.upper() not in idler:  # ASCII: GUIDs
            yield bulgu("EYP-035", b.at("ustveri", ilgi.satir, f"Ilgiler/Ilgi[{no}]/EkId"), ek=ilgi.ek_id)
    for no, d in enumerate(u.dagitimlar if u else (), start=1):
        for ek_id in d.konulmamis_ekler:
            if ek_id and ek_id.upper() not in idler:  # ASCII: GUIDs
                yield bulgu("EYP-036", b.at("ustveri", d.satir, f"DagitimListesi/Dagitim[{no}]/KonulmamisEkListesi"), ek=ek_id)


@kural(Tur.EYP)
def by_kind(b: Baglam) -> Iterator[Bulgu]:
    """Files name themselves and their type, references name where they point; only files are signed."""
    for yer, ek in _numbered(b):
        if ek.tur == "DED":
            yield from (bulgu("EYP-020", yer, ad=ad) for ad, d in (("DosyaAdi", ek.dosya_adi), ("MimeTuru", ek.mime_turu)) if not d)
            continue
        if ek.imzali:
            yield bulgu("EYP-033", yer, tur=ek.tur)
        if ek.tur == "HRF" and not ek.referans:
            yield bulgu("EYP-136", yer)
        if ek.ozet and not (ek.ozet.algoritma and decode_base64(ek.ozet.deger)):
            yield bulgu("EYP-137", yer)


@kural(Tur.EYP)
def declared_ones_are_there(b: Baglam) -> Iterator[Bulgu]:
    """A file attachment has its part, unless it was left out for this recipient."""
    kesin, belki = (({e.id for e in liste}) for liste in omitted(b.paket, b.alici))
    for yer, ek in _numbered(b):
        if ek.tur == "DED" and b.paket.attachment_part(ek) is None:
            kod = "EYP-038" if ek.id in kesin else "EYP-039" if ek.id in belki else "EYP-034"
            yield bulgu(kod, yer, ad=ek.dosya_adi or ek.id)


@kural(Tur.EYP)
def there_are_only_declared_ones(b: Baglam) -> Iterator[Bulgu]:
    """No attachment lies in the package that the üstveri does not declare, by relationship or by folder."""
    sahipli = {p.ad for _, _, p in _with_parts(b)}
    idler = {f"id{tur}_{ek.id}".lower() for _, ek, _ in _with_parts(b) for tur in ("ek", "imzasizek")}  # ASCII: ids
    for ad in ("ek", "imzasizEk"):
        for iliski in b.paket.relationships(ad):
            if iliski.kimlik.lower() not in idler and iliski not in b.paket.kap.eksik:  # ASCII: ids
                yield bulgu("EYP-037", b.at("/", 0, iliski.kimlik), kimlik=iliski.kimlik)
    for parca in b.paket.kap.parts():
        if folded(parca.ad).startswith(("/ekler/", "/imzasizekler/")) and parca.ad not in sahipli:
            yield bulgu("EYP-037", b.at(parca.ad), kimlik="yok")


def _with_parts(b: Baglam) -> list[tuple[str, Ek, Parca]]:
    return [(yer, ek, p) for yer, ek in _numbered(b) if ek.tur == "DED" and (p := b.paket.attachment_part(ek))]


@kural(Tur.EYP)
def signed_or_not(b: Baglam) -> Iterator[Bulgu]:
    """A signed attachment lies with the signed ones and is named by the digests that the person signs."""
    ozet = b.paket.ozetler.get("paketozeti")
    kapsanan = ozet.covered(b.paket.kap) if ozet else None
    anilan = {same_name(r.uri) for r in (ozet.referanslar if ozet else ()) if r.uri and folded(r.uri).startswith("/ekler/")}
    for yer, ek, parca in _with_parts(b):
        imzasiz_yerde = folded(parca.ad).startswith("/imzasizekler/")
        if (
            (ek.imzali is True and imzasiz_yerde)
            or (ek.imzali is False and not imzasiz_yerde)
            or (ek.imzali is None and imzasiz_yerde and same_name(ek.dosya_adi) in anilan)
        ):
            yield bulgu("EYP-016", yer, parca=parca.ad)
        if ek.imzali is not False and not imzasiz_yerde and kapsanan is not None and parca.ad not in kapsanan:
            yield bulgu("EYP-017", yer, parca=parca.ad)


@kural(Tur.EYP)
def each_has_its_own_part(b: Baglam) -> Iterator[Bulgu]:
    """The part of an attachment carries its file name, and no other attachment's: crossed pairs were exchanged."""
    hepsi = _with_parts(b)
    kullanim = Counter(p.ad for _, _, p in hepsi)
    istenen = Counter(same_name(e.dosya_adi) for _, e, _ in hepsi)
    sapan = {same_name(p.ad) for _, e, p in hepsi if same_name(p.ad) != same_name(e.dosya_adi)}
    for yer, ek, parca in hepsi:
        if kullanim[parca.ad] > 1:
            yield bulgu("EYP-018", yer, ad=ek.dosya_adi, parca=parca.ad)
        elif ek.dosya_adi and same_name(parca.ad) != same_name(ek.dosya_adi):
            # crossed: another attachment's part carries this name, and that one does not want it
            capraz = same_name(ek.dosya_adi) in sapan and istenen[same_name(ek.dosya_adi)] == 1
            yield bulgu("EYP-018" if capraz else "EYP-019", yer, ad=ek.dosya_adi, parca=parca.ad)
    # the others carry the one name that they alone want, in whatever order they were digested
    yield from _in_signed_order(b, [i for i in hepsi if istenen[same_name(i[1].dosya_adi)] > 1 or same_name(i[2].ad) in sapan])


def _in_signed_order(b: Baglam, belirsiz: list[tuple[str, Ek, Parca]]) -> Iterator[Bulgu]:
    """Where names do not tell attachments apart, their order does: writers name them in the order of the üstveri."""
    ozet = b.paket.ozetler.get("paketozeti")
    bulunan = [p.ad for r in (ozet.referanslar if ozet else ()) if r.uri and (p := b.paket.kap.find(r.uri))]
    sira = {ad: no for no, ad in enumerate(bulunan)}
    imzalilar = [(yer, ek, p) for yer, ek, p in belirsiz if p.ad in sira]
    for (yer, ek, parca), (_, _, sonraki) in itertools.pairwise(imzalilar):
        if sira[parca.ad] > sira[sonraki.ad]:
            yield bulgu("EYP-018" if b.paket.nesil == 2 else "EYP-019", yer, ad=ek.dosya_adi, parca=parca.ad)
