# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Files, extensions and rules for tests of retention: one maker and Hypothesis strategies over a plan.

Everything is invented: units begin with 9999, names are numbers. ``hypothesis`` is only needed by the strategies.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from earsiv.model import Dosya, Olay, OlayTuru, Siniflama, Uzatma
from earsiv.saklama import SaklamaKurali

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from earsiv.sdp import EtkinPlan

BIRIMLER: Final = ("99990001", "99990002", "99990003")
_ILK, _SON = dt.date(1950, 1, 1), dt.date(2090, 12, 31)


def make_file(kod: str = "165.05", kapanis: str | dt.date | None = "2013-12-31", **alanlar: Any) -> Dosya:
    """Return an invented file: closed on ``kapanis`` (``None``: open), the rest as plain as can be unless given."""
    gun = dt.date.fromisoformat(kapanis) if isinstance(kapanis, str) else kapanis
    acilis = min(dt.date(2001, 1, 1), gun) if gun else dt.date(2001, 1, 1)
    plan, surum = ("belediye", "2018") if 100 <= int(kod[:3]) <= 599 else ("ortak", "2024")
    hazir: dict[str, Any] = {
        "kimlik": "D-1",
        "plan": plan,
        "plan_surumu": surum,
        "ad": "Uydurma dosya",
        "birim": BIRIMLER[0],
        "acilis": acilis,
    }
    degerler = {ad: tuple(deger) if isinstance(deger, list) else deger for ad, deger in alanlar.items()}
    return Dosya(**{**hazir, "kod": kod, "kapanis": gun, **degerler})


def days() -> SearchStrategy[dt.date]:
    """Civil days, with year ends and leap days more often than chance gives them."""
    from hypothesis import strategies as st

    yillar = st.integers(_ILK.year, _SON.year)
    sinirlar = st.builds(dt.date, yillar, st.sampled_from([1, 12]), st.sampled_from([1, 31]))
    artik = st.builds(lambda n: dt.date(1952 + 4 * n, 2, 29), st.integers(0, 34))
    return st.one_of(st.dates(_ILK, _SON), sinirlar, artik)


def codes(plan: EtkinPlan) -> SearchStrategy[str]:
    """Every code of a plan, groups and faulty rows too."""
    from hypothesis import strategies as st

    return st.sampled_from(sorted({kod for katman in plan.katmanlar for kod in katman.satirlar}))


def events() -> SearchStrategy[Olay]:
    """Events of any kind on any day."""
    from hypothesis import strategies as st

    return st.builds(Olay, st.sampled_from(OlayTuru), days())


def extensions() -> SearchStrategy[Uzatma]:
    """Extensions by whole years, to a day, or both."""
    from hypothesis import strategies as st

    return st.builds(
        Uzatma,
        gerekce=st.just("Uydurma gerekçe"),
        tarih=st.just(_ILK),
        yil=st.integers(0, 25),
        bitis=st.none() | days(),
        karar=st.sampled_from(["", "K-1"]),
    )


def rules(plan: EtkinPlan) -> SearchStrategy[SaklamaKurali]:
    """Extra periods of the institution: on a code and below it or on every code, in one unit or all, for a while or for good."""
    from hypothesis import strategies as st

    return st.builds(
        SaklamaKurali,
        ad=st.just("uydurma"),
        kod=st.just("") | codes(plan).map(lambda kod: kod[:3]) | codes(plan),
        sure=st.integers(1, 100).map(str) | st.just("B"),
        gerekce=st.just("Uydurma gerekçe"),
        dayanak=st.just("Uydurma yönerge"),
        baslangic=days(),
        kayit=days(),
        birim=st.sampled_from(["", *BIRIMLER]),
        bitis=st.none() | days(),
    )


def _filed(plan: EtkinPlan, kod: str) -> tuple[str, str]:
    katman = next(k for k in plan.katmanlar if kod in k.satirlar)
    return katman.ad, katman.surum


def earlier(plan: EtkinPlan) -> SearchStrategy[Siniflama]:
    """Earlier filings under codes of the plan, let go by a decision or not."""
    from hypothesis import strategies as st

    return st.builds(
        lambda kod, karar: Siniflama(kod, *_filed(plan, kod), _ILK, "yanlış kod", karar), codes(plan), st.sampled_from(["", "K-2"])
    )


def files(plan: EtkinPlan, *, acik: bool = True) -> SearchStrategy[Dosya]:
    """Files of any life under a plan: further codes, earlier filings, events, extensions; open ones unless told otherwise."""
    from hypothesis import strategies as st

    def make(kod: str, kapanis: dt.date | None, **alanlar: Any) -> Dosya:
        katman, surum = _filed(plan, kod)
        acilis = dt.date(max(1, kapanis.year - 3), 1, 1) if kapanis else dt.date(1950, 1, 1)
        return make_file(kod, kapanis, plan=katman, plan_surumu=surum, acilis=acilis, **alanlar)

    return st.builds(
        make,
        codes(plan),
        st.none() | days() if acik else days(),
        kimlik=st.integers(1, 9999).map(lambda n: f"D-{n}"),
        birim=st.sampled_from(BIRIMLER),
        diger_kodlar=st.lists(codes(plan), max_size=2),
        onceki=st.lists(earlier(plan), max_size=1),
        baslatan=st.one_of(st.just(OlayTuru.KAPANIS), st.sampled_from(OlayTuru)),
        olaylar=st.lists(events(), max_size=3),
        uzatmalar=st.lists(extensions(), max_size=2),
    )
