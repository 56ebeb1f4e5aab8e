# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Until when a signature verifies: the forecast is what the judge says a second before and a second after."""

import datetime as dt

import attrs
import pytest

from earsiv.imza import DogrulamaPolitikasi, Gosterge, GuvenDeposu, KanitKumesi, evaluate, forecast, read_cms, renewals
from earsiv.imza.algoritma import calendar
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR

pytestmark = pytest.mark.yavas

GUVEN = GuvenDeposu.of(*dunya().kokler())
BITEN = attrs.evolve(
    calendar(), anahtarlar={k: tuple((bit, min(gun, dt.date(2026, 8, 31))) for bit, gun in v) for k, v in calendar().anahtarlar.items()}
)
ADLAR = [
    "saglam-bes",
    "saglam-t-p2",
    "saglam-xl-p4",
    "saglam-xl-p3",
    "saglam-a-v2",
    "saglam-a-v2-iki-damga",
    "saglam-a-v3",
    "saglam-paralel-xl",
]


def sor(ad, **ayar):
    s = SALDIRILAR[ad]
    girdi = s.girdi()
    ortam = {"guven": GUVEN, "kanit": KanitKumesi.of(*s.kanit), "politika": DogrulamaPolitikasi(**(dict(s.politika) | ayar))}
    return read_cms(girdi.cms, ad, icerik=girdi.icerik), ortam, s.an


@pytest.mark.fault("S18")
@pytest.mark.parametrize("ayar", [{}, {"takvim": BITEN}], ids=["takvim", "biten-takvim"])
@pytest.mark.parametrize("ad", ADLAR)
def test_forecast_is_the_last_second_that_passes(ad, ayar):
    """Whatever ends first: a list, a certificate, an authority, a key."""
    olgular, ortam, an = sor(ad, **ayar)
    t = forecast(olgular, an=an, **ortam)
    assert t.simdi.durum is Gosterge.TOTAL_PASSED and t.son is not None and t.son > an
    once, sonra = (evaluate(olgular, an=t.son + dt.timedelta(seconds=fark), **ortam) for fark in (-1, 2))
    assert once.durum is Gosterge.TOTAL_PASSED and sonra.durum is not Gosterge.TOTAL_PASSED
    assert sonra.alt_durum is t.neden and t.komut.startswith("earsiv imza ")


def test_plain_signature_lives_as_long_as_its_evidence_is_fresh():
    """Without a stamp the lists decide, not the certificate: weeks, not years."""
    olgular, ortam, an = sor("saglam-bes")
    assert forecast(olgular, an=an, **ortam).son < an + dt.timedelta(days=120)


def test_what_does_not_pass_today_has_no_end_but_a_list():
    """What is missing is named, and where the fault is not missing evidence nothing is promised."""
    olgular, ortam, an = sor("kanit-yok-t-p4")
    t = forecast(olgular, an=an, **ortam)
    assert t.son is None and t.eksik and t.komut == "earsiv imza kanit topla"
    olgular, ortam, an = sor("iptal-damgadan-once")
    t = forecast(olgular, an=an, **ortam)
    assert t.son is None and not t.eksik


def test_watch_lists_what_is_due_first():
    """A record below XL is due by its signer's certificate, one above by its newest stamp; what is later is not listed."""
    kayitlar = []
    for ad in ("saglam-t-p2", "saglam-xl-p4", "saglam-a-v2-iki-damga"):
        olgular, ortam, an = sor(ad)
        kayitlar.append((ad, {"imza": evaluate(olgular, an=an, **ortam).as_dict()}))
    hepsi = renewals([*kayitlar, ("imzasiz", None)], dt.date(2040, 1, 1))
    assert [y.kimlik for y in hepsi][0] == "saglam-t-p2" and {y.kimlik for y in hepsi} == {ad for ad, _ in kayitlar}
    assert hepsi[0].son.year == 2030 and renewals(kayitlar, dt.date(2029, 1, 1)) == []
