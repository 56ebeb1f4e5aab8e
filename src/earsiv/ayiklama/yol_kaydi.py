# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A ``ListeYolu`` to and from plain JSON. List and decision are kept apart, each as its own canonical form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from earsiv.ayiklama.oylama import pack_lines, unpack_lines
from earsiv.ayiklama.yol import Adim, ListeYolu
from earsiv.model import (
    FizikiImha,
    ImhaListesi,
    ImhaTutanagi,
    KomisyonKarari,
    ListeDurumu,
    ListeImzasi,
    Oturum,
    UstYoneticiOnayi,
    UygunGorus,
)


def path_dict(yol: ListeYolu) -> dict[str, Any]:
    """Return ``liste.json``: number, digest, state, the files held, and the steps; not the lines and not the decision's lines."""
    return {
        "no": yol.liste.no,
        "ozet": yol.liste.ozet,
        "durum": str(yol.durum),
        "dosyalar": list(yol.held_files()),
        "adim": {
            "oturum": yol.oturum.as_dict() if yol.oturum else None,
            "ertelenen": _pairs(yol.ertelenen),
            "karar": {"no": yol.karar.no, "ozet": yol.karar.ozet} if yol.karar else None,
            "gorus": yol.gorus.as_dict() if yol.gorus else None,
            "olur": yol.olur.as_dict() if yol.olur else None,
            "imzalar": [i.as_dict() for i in yol.imzalar],
            "fiziki": [f.as_dict() for f in yol.fiziki],
            "edilen": pack_lines(yol.edilen),
            "engellenen": _pairs(yol.engellenen),
            "birakilan": _pairs(yol.birakilan),
            "tutanak": {"icerik": yol.tutanak.content(), "ozet": yol.tutanak.ozet, "belge": yol.tutanak_belgesi} if yol.tutanak else None,
            "bolunen": list(yol.bolunen),
            "gecmis": [{**attrs.asdict(a), "eylem": str(a.eylem)} for a in yol.gecmis],
        },
    }


def path_of(veri: Mapping[str, Any], icerik: Mapping[str, Any], karar: Mapping[str, Any] | None) -> ListeYolu:
    """Return the way of a stored list.

    Args:
        veri: ``liste.json``.
        icerik: the content that the digest covers.
        karar: the decision's content; ``None`` before it.
    """
    ozet = (veri.get("adim", {}).get("karar") or {}).get("ozet", "")
    liste = ImhaListesi.from_content(dict(icerik), veri["ozet"])
    return path_with(veri, liste, KomisyonKarari.from_content(karar, ozet) if karar is not None else None)


def path_with(veri: Mapping[str, Any], liste: ImhaListesi, karar: KomisyonKarari | None) -> ListeYolu:
    """Return the way of a stored list whose lines and decision were read already."""
    durum = ListeDurumu(veri["durum"])
    adim = veri.get("adim", {})
    tutanak = adim.get("tutanak") or {}
    return ListeYolu(
        liste=attrs.evolve(liste, durum=durum),
        durum=durum,
        oturum=Oturum.from_dict(adim["oturum"]) if adim.get("oturum") else None,
        ertelenen=_mapping(adim.get("ertelenen", ())),
        karar=karar,
        gorus=UygunGorus.from_dict(adim["gorus"]) if adim.get("gorus") else None,
        olur=UstYoneticiOnayi.from_dict(adim["olur"]) if adim.get("olur") else None,
        imzalar=tuple(ListeImzasi.from_dict(i) for i in adim.get("imzalar", ())),
        fiziki=tuple(FizikiImha.from_dict(f) for f in adim.get("fiziki", ())),
        edilen=frozenset(unpack_lines(adim.get("edilen", ""))),
        engellenen=_mapping(adim.get("engellenen", ())),
        birakilan=_mapping(adim.get("birakilan", ())),
        tutanak=ImhaTutanagi.from_content(tutanak["icerik"], tutanak["ozet"]) if tutanak else None,
        tutanak_belgesi=tutanak.get("belge", ""),
        bolunen=tuple(adim.get("bolunen", ())),
        gecmis=tuple(Adim(**a) for a in adim.get("gecmis", ())),
    )


def _pairs(esleme: Mapping[int, str]) -> list[list[Any]]:
    """Return lines by reason, as ranges: many lines are put off or barred for the same reason."""
    gruplar: dict[str, list[int]] = {}
    for satir, neden in sorted(esleme.items()):
        gruplar.setdefault(neden, []).append(satir)
    return [[pack_lines(satirlar), neden] for neden, satirlar in gruplar.items()]


def _mapping(ciftler: Any) -> dict[int, str]:
    return {satir: neden for satirlar, neden in ciftler for satir in unpack_lines(satirlar)}
