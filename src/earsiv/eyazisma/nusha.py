# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``copy_for``: the copy of a finished package that goes to one recipient: without paraf, without the attachments left out for them.

Every other part keeps its bytes, compressed ones included; digests and signatures stay what they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, PaketHatasi, Seviye
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.denetle import check
from earsiv.eyazisma.kural import omitted
from earsiv.eyazisma.paket import Paket, read
from earsiv.opc import Kap, Parca, ZipYazici, relationships_xml, whole_file


def copy_for(
    kaynak: Path | str, hedef: Path | str, *, alici: str | None = None, parafsiz: bool = False, sinirlar: Sinirlar = VARSAYILAN
) -> tuple[str, ...]:
    """Write the copy of a recipient and return the names of the parts left out.

    Args:
        alici: KKK, Id or T.C. kimlik no; attachments that the üstveri leaves out for them are removed.
        parafsiz: remove the paraf's signature; the ParafOzeti stays.

    Raises:
        GirdiHatasi: EYP-096 only a clear letter has copies; EYP-145 nobody of that number is a recipient;
            what ``read`` raises; KAB-013, KAB-019 the file.
        PaketHatasi: EYP-065 the copy would be refused where the original is not.
    """
    with read(kaynak, sinirlar) as paket:
        if paket.tur is not Tur.EYP:
            raise GirdiHatasi("EYP-096", paket.yer, tur=paket.tur)
        if alici and not any(d.taraf.kimlik == alici for d in (paket.ustveri.dagitimlar if paket.ustveri else ())):
            raise GirdiHatasi("EYP-145", paket.yer)
        cikan = set(_leaving(paket, alici, parafsiz=parafsiz))
        with whole_file(Path(hedef)) as akis:
            yazici = ZipYazici(akis)
            for parca in sorted((*paket.kap.parts(), *paket.kap.tables()), key=lambda p: p.girdi.konum):
                if parca.ad in cikan:
                    continue
                if (tablo := _without(paket.kap, parca, cikan)) is None:
                    yazici.copy(paket.kap, parca)
                elif tablo:
                    yazici.add(parca.girdi.ad, tablo, sakla=parca.girdi.yontem == 0)
            yazici.close()
            onceki = set(_faults(paket, alici))
            yeni = Paket(Kap(akis, paket.yer, sinirlar), sinirlar)
            if engeller := [b for b in _faults(yeni, alici) if b not in onceki]:
                raise PaketHatasi(Path(hedef).name, engeller)
    return tuple(sorted(cikan))


def _leaving(paket: Paket, alici: str | None, *, parafsiz: bool) -> Iterator[str]:
    for ek in omitted(paket, alici)[0] if alici else ():
        if parca := paket.attachment_part(ek):
            yield parca.ad
    if parafsiz and (paraf := paket.signature("paraf")):
        yield paraf.ad


def _faults(paket: Paket, alici: str | None) -> Iterator[Bulgu]:
    paket.require()
    yield from (b for b in check(paket, alici=alici).bulgular if b.seviye is Seviye.HATA)


def _without(kap: Kap, parca: Parca, cikan: set[str]) -> bytes | None:
    """Return a relationship part without those that lead to leaving parts: ``None`` unchanged, empty when none is left."""
    tablodaki = [i for i in kap.iliskiler if kap.table_of(i.kaynak) == parca.ad]
    kalan = [i for i in tablodaki if i.hedef not in cikan]
    if len(kalan) == len(tablodaki):
        return None
    return relationships_xml(kalan) if kalan else b""
