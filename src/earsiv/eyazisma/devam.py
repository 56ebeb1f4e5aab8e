# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``resume``: take up a saved draft at the step where it was left: in another process, after a person signed in their browser.

Which step that is, the parts tell; a draft that was changed in between does not hold against its own digests and is refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from earsiv._clock import Clock, SystemClock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import GirdiHatasi
from earsiv.eyazisma.bilesen import ALGORITMA, YERLER, Tur
from earsiv.eyazisma.paket import Paket, read
from earsiv.eyazisma.taslak import Taslak
from earsiv.eyazisma.yaz import Durum, ImzaAdimi, MuhurAdimi, NihaiAdimi, ParafAdimi, UstveriAdimi

_SABIT: Final = frozenset(
    {"ustveri", "nihaiustveri", "belgehedef", "belgeimza", "paketozeti", "parafozeti", "nihaiozet", "imzacades", "parafimzacades"}
)
Adim = UstveriAdimi | ParafAdimi | ImzaAdimi | NihaiAdimi | MuhurAdimi


def resume(yol: Path | str, hedef: Path | str, *, saat: Clock | None = None, sinirlar: Sinirlar = VARSAYILAN) -> Adim:
    """Go on with a draft; the draft file stays as it is.

    Args:
        yol: what ``save`` of a step wrote.
        hedef: the package file that will come to be.

    Raises:
        GirdiHatasi: EYP-097 this is no draft; what ``read`` raises; KAB-013, KAB-019 the file.
        PaketHatasi: EYP-065 the draft was changed.
    """
    with read(yol, sinirlar, tolerant=True) as paket:
        if paket.kusurlar or paket.tur is Tur.EYPS or paket.signature("muhur"):
            raise GirdiHatasi("EYP-097", paket.yer)
        taslak = Taslak(Path(hedef), paket.tur, paket.nesil, _algorithms(paket), sinirlar)
        try:
            for parca in paket.kap.parts():
                taslak.copy(paket, parca)
            for i in paket.kap.iliskiler:
                kokten = i.kaynak == "/"
                taslak.relate(i.tur, i.hedef if kokten else f"..{i.hedef}", i.kimlik, kaynak=i.kaynak)
            taslak.inspect(tamam=False, imzalar=True)
            return _step(paket, _state(paket, taslak, saat or SystemClock()))
        except BaseException:
            taslak.discard()
            raise


def _algorithms(paket: Paket) -> tuple[str, ...]:
    for ozet in paket.ozetler.values():
        for referans in ozet.referanslar:
            adlar = tuple(ALGORITMA[paket.nesil].get((o.algoritma or "").lower(), "") for o in referans.ozetler)  # ASCII: URIs
            if adlar and all(adlar):
                return adlar
    return ("sha256",) if paket.nesil == 1 else ("sha384", "sha512")


def _state(paket: Paket, taslak: Taslak, saat: Clock) -> Durum:
    u, ustyazi, core = paket.ustveri, paket.part("ustyazi"), paket.part("core")
    if core is None or (paket.tur is Tur.EYP and (u is None or ustyazi is None)):
        raise GirdiHatasi("EYP-097", paket.yer)
    parcalar = [p.ad for ek in (u.ekler if u else ()) if ek.imzali is not False and (p := paket.attachment_part(ek))]
    paraf = paket.signature("paraf")
    for tur, (ad, *_) in YERLER.items():  # a step looks for its parts at their fixed places
        if (bulunan := paket.part(tur)) and tur in _SABIT and bulunan.ad != ad:
            raise GirdiHatasi("EYP-097", paket.yer)
    if paraf and "parafozeti" not in paket.ozetler:
        raise GirdiHatasi("EYP-097", paket.yer)
    return Durum(
        taslak,
        saat,
        belge_id=u.belge_id if u else paket.core.kimlik,
        imzalilar=parcalar,
        ekler=list(u.ekler) if u else [],
        ustyazi=ustyazi.ad if ustyazi else "",
        ustveri=u,
        parafli=[YERLER["parafozeti"][0], paraf.ad] if paraf else [],
        core_adi=core.ad,
    )


def _step(paket: Paket, durum: Durum) -> Adim:
    """Return the step at which the draft was left: the last digest part that waits, or what follows the last signature."""

    def govde(ad: str) -> bytes:
        return paket.kap.read(paket.ozetler[ad].parca)

    if "nihaiozet" in paket.ozetler:
        return MuhurAdimi(durum, govde("nihaiozet"))
    if paket.signature("imza"):
        return NihaiAdimi(durum)
    if "paketozeti" in paket.ozetler:
        return ImzaAdimi(durum, govde("paketozeti"))
    if "parafozeti" in paket.ozetler and not durum.parafli:
        return ParafAdimi(durum, govde("parafozeti"))
    return UstveriAdimi(durum)
