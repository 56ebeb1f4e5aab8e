# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Digest parts: there, complete, right, in agreement with each other, and nothing left outside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from earsiv.errors import Bulgu, bulgu
from earsiv.eyazisma import ozet
from earsiv.eyazisma.bilesen import HARICI, IMZA_YERLERI, SAYIM, ZORUNLU, Tur, folded
from earsiv.eyazisma.kural import Baglam, kural


@kural(Tur.EYP, Tur.EYPG, ozet=True)
def digest_parts_are_readable(b: Baglam) -> Iterator[Bulgu]:
    """A digest part that is wanted is there and can be read."""
    for ad in ("paketozeti", "nihaiozet", "parafozeti"):
        gerekli = SAYIM[b.paket.tur, b.paket.nesil].get(ad, (0, 0))[0]
        if ad not in b.paket.ozetler and (gerekli or b.paket.relationships(ad)):
            yield bulgu("EYP-078", b.at(ad), ad=ad, resmi_kod=1)


@kural(Tur.EYP, Tur.EYPG, ozet=True)
def coverage(b: Baglam) -> Iterator[Bulgu]:
    """Each digest part names the parts it must name."""
    p = b.paket
    for ad, parca in p.ozetler.items():
        anahtar = "guncelleme" if p.tur is Tur.EYPG else ad
        for tur, (yok, gosterilmemis) in ZORUNLU.get((anahtar, p.nesil), {}).items():
            hedef = p.part(tur) or next(
                (s for ad_, (iliski, *_) in IMZA_YERLERI.items() if iliski == tur and (s := p.signature(ad_))), None
            )
            if hedef is None:
                if not (tur == "belgehedef" and p.eski_duzen):
                    yield bulgu("EYP-050", b.at(parca.parca.ad), tur=tur, resmi_kod=yok)
            elif hedef.ad not in parca.covered(p.kap):
                yield bulgu("EYP-051", b.at(parca.parca.ad), parca=hedef.ad, resmi_kod=gosterilmemis or "yok")
    nihai, ust = p.ozetler.get("nihaiozet"), p.part("nihaiustveri")
    if nihai and ust and ust.ad not in nihai.covered(p.kap):
        yield bulgu("EYP-053", b.at(ust.ad))


@kural(Tur.EYP, nesil=2, ozet=True)
def initials_are_signed(b: Baglam) -> Iterator[Bulgu]:
    """A paraf that is there is named by what the signer and the seal sign: it cannot have been added later."""
    p = b.paket
    for parca in (p.part("parafozeti"), p.signature("paraf")):
        for ad in ("paketozeti", "nihaiozet"):
            if parca and ad in p.ozetler and parca.ad not in p.ozetler[ad].covered(p.kap):
                yield bulgu("EYP-051", b.at(p.ozetler[ad].parca.ad), parca=parca.ad, resmi_kod="yok")


@kural(Tur.EYP, Tur.EYPG, ozet=True)
def references(b: Baglam) -> Iterator[Bulgu]:
    """Every reference is whole and its digests are those of the part."""
    for parca in b.paket.ozetler.values():
        yield from ozet.verify(b.paket.kap, parca, b.paket.nesil, b.mazeret, b.hesap)


@kural(Tur.EYP, Tur.EYPG, ozet=True)
def nothing_outside(b: Baglam) -> Iterator[Bulgu]:
    """A part that no digest names can be changed by anyone: say which. Signatures and unsigned attachments are exempt."""
    p = b.paket
    kapsanan = set().union(*(o.covered(p.kap) for o in p.ozetler.values()))
    # the last digest part and its seal; what must be in a digest part by name, and whose absence there was told above
    haric = {o.parca.ad for ad, o in p.ozetler.items() if ad != "parafozeti"}
    haric |= {s.ad for ad in ("imza", "muhur") if (s := p.signature(ad))}
    haric |= {c.ad for ad in ("nihaiustveri", "core") if (c := p.part(ad))}
    if "nihaiozet" not in p.ozetler and (belge_imza := p.part("belgeimza")):
        haric.add(belge_imza.ad)  # only a NihaiOzet could name it, and its absence was told
    for parca in p.kap.parts():
        imzasiz_ek = p.tur is Tur.EYP and folded(parca.ad).startswith("/imzasizekler/")
        if parca.ad not in kapsanan and parca.ad not in haric and not imzasiz_ek:
            yield bulgu("EYP-052", b.at(parca.ad))


@kural(Tur.EYP, Tur.EYPG, ozet=True)
def final_digest_stays_inside(b: Baglam) -> Iterator[Bulgu]:
    """The NihaiOzet names no source outside the package."""
    nihai = b.paket.ozetler.get("nihaiozet")
    for r in nihai.referanslar if nihai else ():
        if nihai and r.tur == HARICI:
            yield bulgu("EYP-063", b.at(nihai.parca.ad, r.satir, r.uri or ""))


@kural(Tur.EYP, ozet=True)
def digest_parts_agree(b: Baglam) -> Iterator[Bulgu]:
    """Two digest parts that name one part under one algorithm give one value."""
    for bir, iki in itertools.combinations(b.paket.ozetler.values(), 2):
        degerler = {(r.uri, o.algoritma): o.deger for r in bir.referanslar for o in r.ozetler}
        for r in iki.referanslar:
            if any(degerler.get((r.uri, o.algoritma), o.deger) != o.deger for o in r.ozetler):
                yield bulgu("EYP-157", b.at(iki.parca.ad, r.satir, r.uri or ""), diger=bir.parca.ad)


@kural(Tur.EYP, Tur.EYPG)
def ids_of_digest_parts(b: Baglam) -> Iterator[Bulgu]:
    """A digest part carries the id of the letter it belongs to."""
    kimlik = b.paket.ustveri.belge_id if b.paket.ustveri else b.paket.core.kimlik
    for parca in b.paket.ozetler.values():
        if kimlik and parca.id and parca.id != kimlik:
            yield bulgu("EYP-049", b.at(parca.parca.ad), id=parca.id)
