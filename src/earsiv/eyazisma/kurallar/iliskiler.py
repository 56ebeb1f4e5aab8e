# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Relationships and parts: how many, from where, to where, under which id.

Relationships are covered by no digest and no signature, so what they say is held against what is signed. Attack: point the signed
attachment's relationship at another part, swap two attachments, hang the cover letter on an attachment, add a second relationship of the
same id or one from another source. Every digest still holds; the meaning has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import attrs

from earsiv.errors import Bulgu, Seviye, bulgu
from earsiv.eyazisma.bilesen import BEKLENEN, CORE_ILISKI, ILISKI, ILISKI_ADLARI, IMZA_YERLERI, KLASORLER, SAYIM, YERLER, Tur, folded
from earsiv.eyazisma.kural import Baglam, kural
from earsiv.opc.bekci import ascii_lower

# every folder of the format: a content relationship into another one's was bent
_KLASORLER: Final = tuple(
    {f"/{ad.split('/')[1]}/".lower() for yerler in (*YERLER.values(), tuple(KLASORLER.values())) for ad in yerler}
)  # ASCII
_ICERIK: Final = tuple(folded(klasor) for klasor in KLASORLER.values())


@kural()
def relationships_exist(b: Baglam) -> Iterator[Bulgu]:
    """A container whose root points nowhere is no package."""
    if not any(i.kaynak == "/" for i in b.paket.kap.iliskiler):
        yield bulgu("EYP-088", b.paket.yer)


@kural()
def counts(b: Baglam) -> Iterator[Bulgu]:
    """Each part of the format is there as often as its generation wants it."""
    p = b.paket
    for ad, (en_az, en_cok) in SAYIM.get((p.tur, p.nesil), {}).items():
        sayi = len(p.relationships(ad))
        if sayi == 0 and p.eski_duzen and ad == "belgehedef":
            yield bulgu("EYP-009", p.yer)
        elif not en_az <= sayi <= en_cok:
            yield bulgu("EYP-005", b.at(ad), ad=ad, sayi=sayi)
    if p.tur is Tur.EYP and p.nesil == 1 and not p.relationships("nihaiozet"):
        yield bulgu("EYP-011", p.yer)


@kural()
def types(b: Baglam) -> Iterator[Bulgu]:
    """Types are written exactly so: readers that compare letter by letter do not find others."""
    for iliski in b.paket.kap.iliskiler:
        bizim = ascii_lower(iliski.tur).startswith(ILISKI)  # ASCII: a URI
        core = iliski.tur.lower() == CORE_ILISKI.lower() and iliski.tur != CORE_ILISKI  # ASCII: a URI
        if core or (bizim and iliski.tur[len(ILISKI) :] not in ILISKI_ADLARI):
            yield bulgu("EYP-006", b.at(iliski.kaynak, 0, iliski.kimlik), tur=iliski.tur)


@kural()
def targets_exist(b: Baglam) -> Iterator[Bulgu]:
    """A relationship points to a part that is there, or whose absence is excused."""
    for iliski in b.paket.kap.eksik:
        yield b.mazeret.weigh(iliski.hedef, bulgu("PKT-021", b.at(iliski.kaynak, 0, iliski.kimlik), hedef=iliski.hedef))


@kural()
def sources(b: Baglam) -> Iterator[Bulgu]:
    """Each relationship of the format hangs where it belongs, and no id stands twice."""
    p = b.paket
    imzalar = {iliski: p.ozetler[ozet].parca.ad for iliski, _, ozet in IMZA_YERLERI.values() if ozet in p.ozetler}
    for iliski in p.kap.iliskiler:
        tur = ascii_lower(iliski.tur[len(ILISKI) :])  # ASCII: a URI
        bizim = ascii_lower(iliski.tur).startswith(ILISKI)  # ASCII: a URI
        ek_kimligi = iliski.kimlik.lower().startswith(("idek_", "idimzasizek_"))  # ASCII: ids
        if (bizim and iliski.kaynak != imzalar.get(tur, "/")) or (ek_kimligi and not (bizim and tur in {"ek", "imzasizek"})):
            kusur = bulgu("EYP-012", b.at(iliski.kaynak, 0, iliski.kimlik), tur=iliski.tur)
            zararsiz = tur in imzalar and iliski.kaynak == "/" and iliski.hedef in YERLER[tur]  # found by its fixed name anyway
            yield attrs.evolve(kusur, seviye=Seviye.UYARI) if zararsiz else kusur
        elif ek_kimligi and not iliski.kimlik.startswith(("IdEk_", "IdImzasizEk_")):
            yield bulgu("EYP-143", b.at(iliski.kaynak, 0, iliski.kimlik))
    sayim = Counter((i.kaynak, i.kimlik.lower()) for i in p.kap.iliskiler)  # ASCII: ids
    for (kaynak, kimlik), sayi in sayim.items():
        if sayi > 1:
            yield bulgu("EYP-013", b.at(kaynak, 0, kimlik))


@kural()
def places(b: Baglam) -> Iterator[Bulgu]:
    """Parts stand in the folders of the format: content elsewhere may have been put in another's place."""
    p = b.paket
    for ad, klasor in KLASORLER.items():
        for iliski in p.relationships(ad):
            hedef = folded(iliski.hedef)
            if hedef.startswith(klasor.lower()):  # ASCII: a folder of the format
                continue
            if hedef.startswith(_KLASORLER):
                yield bulgu("EYP-014", b.at("/", 0, iliski.kimlik), hedef=iliski.hedef, klasor=klasor)
            else:  # a folder of nobody's: the digests decide what it is worth
                yield bulgu("EYP-151", b.at(iliski.hedef), beklenen=klasor)
    for ad, yerler in YERLER.items():
        parca = p.part(ad)
        beklenen = (yerler[-1] if p.nesil == 1 else yerler[0],) if ad == "muhurcades" else yerler
        if parca is None or folded(parca.ad) in {folded(y) for y in beklenen}:
            continue
        if folded(parca.ad).startswith(_ICERIK):  # content that was put in the place of a part
            yield bulgu("EYP-014", b.at("/"), hedef=parca.ad, klasor=beklenen[0])
        else:
            yield bulgu("EYP-151", b.at(parca.ad), beklenen=beklenen[0])


@kural(Tur.EYP, Tur.EYPG)
def one_signature_of_a_kind(b: Baglam) -> Iterator[Bulgu]:
    """Who looks by name and who looks by relationship finds the same signature."""
    for ad, (iliski, adlar, _) in IMZA_YERLERI.items():
        iliskiyle, adla = b.paket.part(iliski), [p for n in adlar if (p := b.paket.kap.find(n))]
        if adla and (len(adla) > 1 or (iliskiyle and iliskiyle.ad != adla[0].ad)):
            yield bulgu("EYP-076", b.at(adla[0].ad), hedef=iliskiyle.ad if iliskiyle else "yok")
        if adla and iliskiyle is None:
            yield bulgu("EYP-142", b.at(adla[0].ad), ad=ad)


@kural()
def only_parts_of_its_kind(b: Baglam) -> Iterator[Bulgu]:
    """A package carries the parts that its kind and generation have, and no others of the format."""
    p = b.paket
    for ad in ILISKI_ADLARI - BEKLENEN[p.tur, p.nesil]:
        for iliski in p.relationships(ad):
            yield bulgu("EYP-144", b.at(iliski.hedef), ad=ad)


@kural()
def nothing_points_outside(b: Baglam) -> Iterator[Bulgu]:
    """A relationship of the format leads to a part of the package."""
    for iliski in b.paket.kap.iliskiler:
        if iliski.dis and iliski.tur.lower().startswith((ILISKI, CORE_ILISKI.lower())):  # ASCII: URIs
            yield bulgu("EYP-015", b.at(iliski.kaynak, 0, iliski.kimlik), hedef=iliski.hedef)


@kural()
def unrelated_parts(b: Baglam) -> Iterator[Bulgu]:
    """A part that no relationship leads to is no part of the letter."""
    p = b.paket
    bilinen = {i.hedef for i in p.kap.iliskiler} | {s.ad for ad in IMZA_YERLERI if (s := p.signature(ad))}
    kapsanan: set[str] = set().union(*(o.covered(p.kap) for o in p.ozetler.values()))
    for parca in p.kap.parts():
        if parca.ad not in bilinen:
            kusur = bulgu("EYP-158", b.at(parca.ad))
            # what was signed and leads nowhere was cut off
            yield attrs.evolve(kusur, seviye=Seviye.HATA) if parca.ad in kapsanan else kusur


@kural(Tur.EYP)
def signature_present(b: Baglam) -> Iterator[Bulgu]:
    """A letter without a signature is no official letter."""
    if b.paket.signature("imza") is None:
        yield bulgu("EYP-070", b.paket.yer)


@kural(Tur.EYP, nesil=1)
def unsealed_final_digest(b: Baglam) -> Iterator[Bulgu]:
    """In the first generation the seal is optional; without it nobody vouches for what only the NihaiOzet names."""
    if "nihaiozet" in b.paket.ozetler and b.paket.signature("muhur") is None:
        yield bulgu("EYP-147", b.paket.yer)


@kural(Tur.EYP, Tur.EYPG, nesil=2)
def seal_present(b: Baglam) -> Iterator[Bulgu]:
    """From the second generation on the institution seals what it sends."""
    if b.paket.signature("muhur") is None:
        yield bulgu("EYP-071", b.paket.yer)


@kural(Tur.EYP, nesil=2)
def paraf_pair(b: Baglam) -> Iterator[Bulgu]:
    """A paraf signs the ParafOzeti; the sender may take the signature out, never the other way round."""
    paraf, ozet = b.paket.signature("paraf"), b.paket.part("parafozeti")
    if paraf and ozet is None:
        yield bulgu("EYP-074", b.at(paraf.ad))
    if ozet and paraf is None:
        yield bulgu("EYP-075", b.at(ozet.ad))
