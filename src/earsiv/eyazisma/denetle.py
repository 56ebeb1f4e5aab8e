# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``check``: judge a package by every rule; all findings, not just the first. ``verify`` joins the signatures, ``judge`` takes a file.

Pure in its verdict: the same package, recipient, roots and moment give the same report.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs

from earsiv._clock import Clock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, Seviye
from earsiv.eyazisma import imzalar
from earsiv.eyazisma.bilesen import Tur
from earsiv.eyazisma.imzalar import PaketImzasi, Yargi
from earsiv.eyazisma.kural import Baglam
from earsiv.eyazisma.kurallar import KURALLAR
from earsiv.eyazisma.paket import Paket, read
from earsiv.imza import DogrulamaPolitikasi, GuvenDeposu, KanitKaynagi


@attrs.frozen
class PaketRaporu:
    """The judgement of one package.

    ``ozetler`` tells whether every digest holds (``None``: there is nothing to compare here); ``imza``, ``muhur`` and
    ``paraf`` are what was found of each signature, ``None`` where the part is absent or was not asked for; ``ic`` is the judgement of
    the original inside an update package, whose findings are among ``bulgular`` too.
    """

    dosya: str
    tur: str | None
    surum: str | None
    ozetler: bool | None
    imza: PaketImzasi | None = None
    muhur: PaketImzasi | None = None
    paraf: PaketImzasi | None = None
    bulgular: tuple[Bulgu, ...] = ()
    ic: PaketRaporu | None = None

    @property
    def gecerli(self) -> bool:
        """Whether no finding of level hata was made."""
        return all(b.seviye is not Seviye.HATA for b in self.bulgular)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "dosya": self.dosya,
            "tur": self.tur,
            "surum": self.surum,
            "gecerli": self.gecerli,
            "ozetler": self.ozetler,
            "imza": self.imza.as_dict() if self.imza else None,
            "muhur": self.muhur.as_dict() if self.muhur else None,
            "paraf": self.paraf.as_dict() if self.paraf else None,
            "bulgular": [b.as_dict() for b in self.bulgular],
        } | ({"ic": self.ic.as_dict()} if self.ic else {})

    @classmethod
    def unreadable(cls, dosya: str, kusur: Bulgu) -> PaketRaporu:
        """Return the judgement of something that could not be opened as a package."""
        return cls(dosya, None, None, None, bulgular=(kusur,))


def check(paket: Paket, *, alici: str | None = None) -> PaketRaporu:
    """Judge everything about an open package but its signatures: structure, üstveri, attachments, digests, content.

    Args:
        alici: KKK, Id or T.C. kimlik no of the recipient whose copy this is: attachments left out for them are excused.
    """
    return judge_in(Baglam.of(paket, alici))


def judge_in(baglam: Baglam) -> PaketRaporu:
    """Apply every rule in a context."""
    paket = baglam.paket
    bulgular = [b for b in paket.bulgular if b.kod != "PKT-021"]  # a rule weighs missing targets, with their excuses
    bulgular += [kusur.bulgu for kusur in paket.kusurlar]
    ozetler_tutuyor = True
    for kural in KURALLAR:
        if not kural.applies(paket):
            continue
        try:
            bulunan = list(kural.islev(baglam))
        except GirdiHatasi as hata:  # a part that could not be read to its end, an original that is no package
            bulunan = [hata.bulgu]
        bulgular += bulunan
        ozetler_tutuyor &= not (kural.ozet and any(b.seviye is Seviye.HATA for b in bulunan))
    ic = None
    try:
        if paket.ic:
            ic = check(paket.ic, alici=baglam.alici)
            bulgular += ic.bulgular
            ozetler_tutuyor &= ic.ozetler is not False
    except GirdiHatasi:
        ozetler_tutuyor = False  # told by the rule that looked for it
    var = paket.tur is not Tur.EYPS and (bool(paket.ozetler) or bool(paket.kusurlar))
    return PaketRaporu(
        dosya=paket.yer,
        tur=str(paket.tur),
        surum=paket.core.surum or None,
        ozetler=ozetler_tutuyor if var else None,
        bulgular=tuple(dict.fromkeys(bulgular)),
        ic=ic,
    )


def verify(
    paket: Paket,
    *,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    alici: str | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> PaketRaporu:
    """Judge an open package together with its signatures, seal and paraf.

    Args:
        guven: trusted roots; without them trust is a finding of level bilgi.
        kanit: the archive's evidence, for what the signatures do not carry.
        politika: what is demanded of signatures; who must have signed a part is the package's rule.
        alici: as in ``check``.
        an: the moment of judgement for signatures; now when not given.
    """
    return _join(paket, check(paket, alici=alici), Yargi(guven=guven, kanit=kanit, politika=politika, an=an, saat=saat, sinirlar=sinirlar))


def with_signatures(paket: Paket, rapor: PaketRaporu, sinirlar: Sinirlar) -> PaketRaporu:
    """Join the signatures to a report that was made already; trust is nobody's question here."""
    return _join(paket, rapor, Yargi(sinirlar=sinirlar))


def _join(paket: Paket, rapor: PaketRaporu, yargi: Yargi) -> PaketRaporu:
    ic = _join(paket.ic, rapor.ic, yargi) if rapor.ic and paket.ic else None
    icteki = frozenset(rapor.ic.bulgular if rapor.ic else ())
    kendi = [b for b in rapor.bulgular if b not in icteki]
    bulunan = imzalar.verify(paket, yargi, ozetler=rapor.ozetler)
    for sonuc in bulunan.values():
        kendi += sonuc.bulgular
    return attrs.evolve(
        rapor,
        imza=bulunan.get("imza"),
        muhur=bulunan.get("muhur"),
        paraf=bulunan.get("paraf"),
        bulgular=tuple(dict.fromkeys([*kendi, *(ic.bulgular if ic else ())])),
        ic=ic,
    )


def judge(
    yol: Path | str,
    *,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    alici: str | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> PaketRaporu:
    """Judge a file, whatever it is: never raises for what is in it, every fault is a finding."""
    try:
        with read(yol, sinirlar, tolerant=True) as paket:
            return verify(paket, guven=guven, kanit=kanit, politika=politika, alici=alici, an=an, saat=saat, sinirlar=sinirlar)
    except GirdiHatasi as hata:
        return PaketRaporu.unreadable(str(yol), hata.bulgu)
