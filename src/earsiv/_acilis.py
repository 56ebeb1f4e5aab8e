# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv.create`` and ``earsiv.open``: the two ways to an ``Arsiv``, and who an actor is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from earsiv import arama, imza, sdp, store
from earsiv._clock import Clock, SystemClock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.archive import Arsiv
from earsiv.config import AktorAyari, Ayarlar
from earsiv.errors import DepoHatasi, EarsivError, GirdiHatasi, YetkiHatasi
from earsiv.model import GizlilikDerecesi, Islem, Yetki
from earsiv.tarama import Ocr

YEREL: Final = "yerel"
"""The actor that ``create`` defines: every power, for an archive office that works alone."""


def create(
    kok: Path | str,
    *,
    kurum: str = "",
    detsis: str = "",
    plan: str = "belediye",
    veritabani: str = "",
    arka_uc: str = "tantivy",
    actor: str = YEREL,
    clock: Clock | None = None,
) -> Arsiv:
    """Make an archive in an empty folder and open it; ``actor`` is written into its settings with every power.

    Raises:
        GirdiHatasi: SDP-011 no such plan, ARA-004 no such search engine.
        DepoHatasi: DEP-005…DEP-008.
    """
    sdp.effective(plan)
    arama.dizin.make_engine(arka_uc)
    tam = AktorAyari(actor, GizlilikDerecesi.CGZ.name, ("*",), tuple(str(i) for i in Islem))
    ayarlar = Ayarlar(kurum=kurum, detsis=detsis, plan=plan, veritabani=veritabani, arka_uc=arka_uc, aktorler=(tam,))
    saat = clock or SystemClock()
    depo = store.Depo.create(Path(kok), ayarlar, saat, aktor=actor)
    arsiv = Arsiv(depo, Yetki.full(actor))
    arsiv.rebuild_index()
    return arsiv


def open(  # noqa: A001 - earsiv.open is the front door
    kok: Path | str,
    actor: str | Yetki = YEREL,
    *,
    clock: Clock | None = None,
    limits: Sinirlar = VARSAYILAN,
    ocr: Ocr | None = None,
    guven: imza.GuvenDeposu | None = None,
    kanit: imza.KanitKaynagi | None = None,
) -> Arsiv:
    """Open an archive as an actor: one named in its settings, or a ``Yetki`` that the caller vouches for.

    Raises:
        DepoHatasi: DEP-001…DEP-009.
        YetkiHatasi: YET-001 the actor is not defined.
    """
    depo = store.Depo.open(Path(kok), clock or SystemClock())
    try:
        yetki = actor if isinstance(actor, Yetki) else _rights_of(depo.ayarlar, actor)
        _require_known(depo.ayarlar)
    except EarsivError:
        depo.close()
        raise
    return Arsiv(depo, yetki, limits=limits, ocr=ocr, guven=guven, kanit=kanit)


def migrate(kok: Path | str, actor: str = YEREL, *, clock: Clock | None = None) -> bool:
    """Bring the ledger of an older archive to the shape this version reads, in one transaction; make a copy of it first.

    Returns:
        Whether there was anything to do.

    Raises:
        DepoHatasi: DEP-001…DEP-003 no archive, unreadable or newer; DEP-009 the ledger cannot be opened.
        YetkiHatasi: YET-001 the actor is not defined; YET-003 the actor may not look at the whole archive.
    """
    yol = Path(kok)
    yetki = _rights_of(Ayarlar.load(yol), actor)
    if Islem.DENETIM not in yetki.islemler:
        raise YetkiHatasi("YET-003", str(Islem.DENETIM), aktor=actor, islem=Islem.DENETIM)
    return store.Depo.migrate(yol, clock or SystemClock(), aktor=actor)


def _require_known(ayarlar: Ayarlar) -> None:
    """Refuse settings that name a plan or an engine there is not."""
    try:
        sdp.effective(ayarlar.plan)
        arama.dizin.make_engine(ayarlar.arka_uc)
    except GirdiHatasi as hata:
        raise DepoHatasi("DEP-002", "earsiv.toml", ayrinti=hata.bulgu.mesaj) from None


def _rights_of(ayarlar: Ayarlar, actor: str) -> Yetki:
    for aktor in ayarlar.aktorler:
        if aktor.kimlik == actor:
            birimler = None if "*" in aktor.birimler else frozenset(aktor.birimler)
            try:
                islemler = frozenset(Islem(i) for i in aktor.islemler)
                return Yetki(actor, GizlilikDerecesi[aktor.derece], birimler, islemler)
            except (KeyError, ValueError) as hata:
                raise DepoHatasi("DEP-002", "earsiv.toml", ayrinti=f"aktör {actor}: {hata}") from None
    raise YetkiHatasi("YET-001", actor, aktor=actor)
