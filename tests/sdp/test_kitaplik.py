# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Which version answers on which day, versions of the institution's own, and the two files a version is kept in."""

import datetime as dt
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earsiv.errors import EarsivError, GirdiHatasi
from earsiv.sdp import Bolum, Kaynak, Kitaplik, KodAyari, Plan, PlanSatiri, available, dump_plan, effective, load, parse_plan

SDP = Path(__file__).resolve().parents[2] / "sdp"
ORTAK, BELEDIYE = load("ortak", "2024"), load("belediye", "2018")
GUN = dt.date


def version(temel, surum, *, yok=(), **alanlar):
    """Another version of a shipped plan, without some codes."""
    satirlar = {k: attrs.evolve(s, surum=surum) for k, s in temel.satirlar.items() if k not in yok}
    return Plan(
        **{a.name: getattr(temel, a.name) for a in attrs.fields(Plan) if a.name != "cocuklar"}
        | {"surum": surum, "satirlar": satirlar}
        | alanlar
    )


def layers(plan):
    return [k.anahtar for k in plan.katmanlar]


def codes(bulgular):
    return [b.kod for b in bulgular]


ESKI_ORTAK = version(ORTAK, "2012", yururluk=GUN(2012, 1, 1), yururluk_bitis=GUN(2024, 1, 1), yazi_tarihi=None, yururlukte=False)
YENI_BELEDIYE = version(BELEDIYE, "2028", yok={"105.04"}, yururluk=GUN(2028, 1, 1), yazi_tarihi=GUN(2027, 11, 1), kayit=GUN(2027, 12, 1))
KITAPLIK = Kitaplik([ESKI_ORTAK, YENI_BELEDIYE])


# ---- the version of a day


@pytest.mark.parametrize(
    ("an", "katmanlar", "bulgular"),
    [
        (GUN(2010, 6, 1), [("belediye", "2018")], ["SDP-014", "SDP-027"]),
        (GUN(2012, 1, 1), [("belediye", "2018"), ("ortak", "2012")], ["SDP-014"]),
        (GUN(2024, 1, 1), [("belediye", "2018"), ("ortak", "2012")], ["SDP-014"]),
        (GUN(2024, 1, 2), [("belediye", "2018"), ("ortak", "2024")], ["SDP-014"]),
        (GUN(2027, 12, 31), [("belediye", "2018"), ("ortak", "2024")], ["SDP-014"]),
        (GUN(2028, 1, 1), [("belediye", "2028"), ("ortak", "2024")], []),
        (None, [("belediye", "2028"), ("ortak", "2024")], []),
    ],
)
def test_the_version_in_force_on_the_day_answers(an, katmanlar, bulgular):
    """Known dates go first; an unknown start counts as in force unless another is known to be, and says so."""
    plan = KITAPLIK.effective("belediye", an)
    assert (layers(plan), codes(plan.bulgular)) == (katmanlar, bulgular)
    assert all(b.seviye == "bilgi" for b in plan.bulgular if b.kod == "SDP-014")


def test_a_day_before_every_known_start_leaves_the_codes_unknown():
    """No version is invented: the common codes do not answer, the sector plan does."""
    plan = Kitaplik().effective("belediye", GUN(2020, 1, 1))
    assert plan.find("903.05") is None and codes(plan.check("903.05")) == ["SDP-002"] and plan.binding("903.05") == ()
    assert plan.usable("105.04")
    assert plan.binding("903.05", anahtar=("ortak", "2024"))


def test_a_partial_version_without_dates_is_never_chosen_and_always_read():
    """It is there to read old files by."""
    assert all(("ortak", "eski-kismi") not in layers(Kitaplik().effective("ortak", an)) for an in (None, GUN(1990, 1, 1), GUN(2026, 1, 1)))
    assert Kitaplik().effective("ortak").find("050.04", ("ortak", "eski-kismi"))


def test_of_two_versions_without_a_start_the_letter_decides():
    """No version is older than its letter; with no letter early enough the oldest is taken."""
    a = version(BELEDIYE, "2022", yazi_tarihi=GUN(2022, 5, 1))
    for an, surum in ((GUN(2010, 1, 1), "2018"), (GUN(2020, 1, 1), "2018"), (GUN(2022, 5, 1), "2022"), (None, "2022")):
        assert layers(Kitaplik([a]).effective("belediye", an))[0] == ("belediye", surum)


def test_a_bygone_version_may_be_filed_under_on_its_days_only():
    """No finding on a day of its time; by itself, today, it is not in force."""
    assert KITAPLIK.effective("ortak", GUN(2015, 1, 1)).usable("903.05")
    assert not Kitaplik().effective("ortak").check("903.05")
    eski = effective("ortak").version(("ortak", "eski-kismi"))
    assert codes(attrs.evolve(effective("ortak"), katmanlar=(eski,)).check("010.01")) == ["SDP-007"]


@pytest.mark.fault("R02")
def test_a_row_removed_by_a_new_version_stays_for_the_files_filed_under_it():
    """New filing is refused; the old file's row, title and period are what they were."""
    plan = KITAPLIK.effective("belediye", GUN(2030, 1, 1))
    assert plan.find("105.04") is None and codes(plan.check("105.04")) == ["SDP-002"]
    assert plan.find("105.04", ("belediye", "2018")) == BELEDIYE.satirlar["105.04"]
    assert plan.binding("105.04", anahtar=("belediye", "2018")) == (BELEDIYE.satirlar["105.04"],)


@pytest.mark.fault("R07")
def test_a_version_recorded_later_is_not_seen_as_of_an_earlier_day():
    """Asked for 2030 with what was known in 2027, the old version answers."""
    an = GUN(2030, 1, 1)
    assert layers(KITAPLIK.effective("belediye", an, bilgi=GUN(2027, 11, 30)))[0] == ("belediye", "2018")
    assert layers(KITAPLIK.effective("belediye", an, bilgi=GUN(2027, 12, 1)))[0] == ("belediye", "2028")


@pytest.mark.parametrize("planlar", [[BELEDIYE], [YENI_BELEDIYE, attrs.evolve(YENI_BELEDIYE, baslik="Başka")]])
def test_a_version_never_changes_its_content(planlar):
    """The same key twice, or a shipped one, is refused."""
    with pytest.raises(GirdiHatasi) as hata:
        Kitaplik(planlar)
    assert hata.value.kod == "SDP-024"


def test_an_institution_may_bring_a_sector_plan_of_its_own():
    """Its name is a kind of institution then; the common plan stands behind it."""
    kendi = version(BELEDIYE, "2025", ad="su_idaresi")
    kendi = attrs.evolve(kendi, satirlar={k: attrs.evolve(s, plan="su_idaresi") for k, s in kendi.satirlar.items()})
    assert layers(Kitaplik([kendi]).effective("su_idaresi")) == [("su_idaresi", "2025"), ("ortak", "2024")]
    for kitaplik in (Kitaplik(), Kitaplik([kendi])):
        with pytest.raises(GirdiHatasi) as hata:
            kitaplik.effective("hava_idaresi")
        assert hata.value.kod == "SDP-011"


def test_the_library_reads_every_version_by_its_key():
    """Shipped and own together, sorted; an unknown one is an error with the known ones named."""
    assert KITAPLIK.available() == tuple(sorted({*available(), ("ortak", "2012"), ("belediye", "2028")}))
    assert all(KITAPLIK.load(*a).anahtar == a for a in KITAPLIK.available())
    with pytest.raises(GirdiHatasi, match="belediye/2018") as hata:
        KITAPLIK.load("belediye", "1899")
    assert hata.value.kod == "SDP-011"


def test_the_shipped_plan_as_of_a_day():
    """The module function is the library of shipped data."""
    assert layers(effective("meb", GUN(2026, 1, 1))) == [("meb", "2024"), ("ortak", "2024")]


def test_a_setting_that_is_no_word_is_refused():
    """IZINLI, UYARI, YASAK and nothing else."""
    with pytest.raises(GirdiHatasi) as hata:
        KodAyari(ust_kod="belki")
    assert hata.value.kod == "SDP-029"


# ---- the two files


@pytest.mark.parametrize("anahtar", available(), ids="/".join)
def test_every_shipped_version_round_trips_exactly(anahtar):
    """Value, order of rows and the bytes of the table."""
    plan = load(*anahtar)
    dosyalar = dump_plan(plan)
    tekrar = parse_plan(dosyalar["plan.csv"], dosyalar["plan.toml"])
    assert tekrar == plan and list(tekrar.satirlar) == list(plan.satirlar)
    assert dosyalar["plan.csv"] == SDP.joinpath(*anahtar, "plan.csv").read_bytes()
    assert dump_plan(tekrar) == dosyalar


METIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
GUNLER = st.dates()
KODLAR = st.from_regex(r"[0-9]{3}(\.[0-9]{2}){0,3}", fullmatch=True)
ARALIK = st.tuples(st.integers(0, 999), st.integers(0, 999)).map(lambda a: (min(a), max(a)))


@st.composite
def plans(cizim):
    ad, surum = (
        cizim(st.from_regex(r"[a-z0-9][a-z0-9_-]{0,9}", fullmatch=True)),
        cizim(st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,9}", fullmatch=True)),
    )
    if ad == "kurum-eki":
        ad = "kurum"
    kodlar = cizim(st.lists(KODLAR, unique=True, max_size=5))
    bas = cizim(st.none() | GUNLER)
    return Plan(
        ad=ad,
        surum=surum,
        baslik=cizim(METIN),
        araliklar=tuple(cizim(st.lists(ARALIK, max_size=3))),
        bolumler=tuple(Bolum(k, cizim(METIN), *cizim(ARALIK)) for k in cizim(st.lists(KODLAR, max_size=2))),
        ikinci_kodlar=frozenset(cizim(st.sets(KODLAR, max_size=3))),
        miras=cizim(st.booleans()),
        tam=cizim(st.booleans()),
        yururlukte=cizim(st.booleans()),
        yururluk=bas,
        satirlar={k: PlanSatiri(k, *(cizim(METIN) for _ in range(5)), ad, surum) for k in kodlar},
        yururluk_bitis=cizim(st.none() | (GUNLER.filter(lambda g: g >= bas) if bas else GUNLER)),
        yazi_tarihi=cizim(st.none() | GUNLER),
        yazi_sayisi=cizim(METIN),
        kapsam=cizim(METIN),
        aciklama=cizim(METIN),
        kaynaklar=tuple(Kaynak(cizim(METIN), cizim(METIN)) for _ in range(cizim(st.integers(0, 2)))),
        kayit=cizim(st.none() | GUNLER),
    )


@given(plans())
def test_any_version_round_trips(plan):
    """Quotes, line ends, control characters: what is written is what is read."""
    dosyalar = dump_plan(plan)
    tekrar = parse_plan(dosyalar["plan.csv"], dosyalar["plan.toml"])
    assert tekrar == plan and list(tekrar.satirlar) == list(plan.satirlar)


@given(st.binary(max_size=200), st.binary(max_size=200), st.integers(0, 3000))
def test_hostile_bytes_give_our_own_errors(govde, kunye, yer):
    """Random bytes, and random bytes put into a good file: a plan or a GirdiHatasi, never a foreign exception."""
    iyi = {ad: SDP.joinpath("tapu_kadastro", "kismi", ad).read_bytes() for ad in ("plan.csv", "plan.toml")}
    denemeler = [
        (govde, kunye),
        (govde, iyi["plan.toml"]),
        (iyi["plan.csv"], kunye),
        (iyi["plan.csv"][:yer] + govde + iyi["plan.csv"][yer:], iyi["plan.toml"][:yer] + kunye + iyi["plan.toml"][yer + len(kunye) :]),
    ]
    for csv_verisi, toml_verisi in denemeler:
        try:
            assert isinstance(parse_plan(csv_verisi, toml_verisi), Plan)
        except EarsivError as hata:
            assert hata.kod in {"SDP-001", "SDP-012", "SDP-013"}


KUNYE = SDP.joinpath("ortak", "2024", "plan.toml").read_bytes()
TABLO = b"kod,ad,saklama_suresi,saklama_kodu,aciklama,kaynak\n"


@pytest.mark.fault("R01")
@pytest.mark.parametrize(
    ("govde", "kusur"),
    [
        (b"", "SDP-012"),
        (b"kod;ad;saklama_suresi\n", "SDP-012"),
        (TABLO + b"105,A,,,,x\n105,B,,,,x\n", "SDP-012"),
        (TABLO + b"105.4,A,,,,x\n", "SDP-001"),
        (TABLO + b"105[x],A,,,,x\n", "SDP-012"),
        (TABLO + b"105,A,,,x\n", "SDP-012"),
        (TABLO + b'105,"A"b,,,,x\n', "SDP-012"),
        (TABLO + b"105," + b"a" * 200_000 + b",,,,x\n", "SDP-012"),
        (TABLO + b"105,\xff,,,,x\n", "SDP-013"),
        (b"x" * ((8 << 20) + 1), "SDP-013"),
    ],
)
def test_a_table_that_is_not_one_is_refused(govde, kusur):
    """Header, doubled codes, numbers turned codes, short rows, quotes, sizes, bytes that are no text."""
    with pytest.raises(GirdiHatasi) as hata:
        parse_plan(govde, KUNYE)
    assert hata.value.kod == kusur


@pytest.mark.parametrize(
    ("eski", "yeni"),
    [
        ('plan = "ortak"', 'plan = "../ortak"'),
        ('plan = "ortak"', 'plan = "kurum-eki"'),
        ('surum = "2024"', 'surum = ""'),
        ('"000-099"', '"099-000"'),
        ('"000-099"', '"0-99"'),
        ('"000-099"', "7"),
        ('yururluk_bitis = ""', 'yururluk_bitis = "2023-12-31"'),
        ('yururluk_baslangic = "2024-01-02"', 'yururluk_baslangic = "02.01.2024"'),
        ('yururluk_baslangic = "2024-01-02"', ""),
        ('durum = "tam"', 'durum = "belki"'),
        ("yururlukte = true", 'yururlukte = "evet"'),
        ('"020"', '"020[x]"'),
        ("bolumler = [", "bolumler = [7,"),
        ("plan =", "plan = ="),
        ("plan =", "derin = " + "[" * 5000 + "\nplan ="),
        ("plan =", "buyuk = " + "9" * 5000 + "\nplan ="),
    ],
)
def test_a_header_that_is_not_one_is_refused(eski, yeni):
    """Every field is asked for its type and meaning; nothing is filled in."""
    assert eski in KUNYE.decode()
    with pytest.raises(GirdiHatasi) as hata:
        parse_plan(TABLO, KUNYE.decode().replace(eski, yeni, 1).encode())
    assert hata.value.kod == "SDP-013"


@pytest.mark.parametrize(
    "plan",
    [
        attrs.evolve(ORTAK, ad="Ortak Plan"),
        attrs.evolve(ORTAK, baslik="\ud800"),
        attrs.evolve(ORTAK, cocuklar={}),
        attrs.evolve(ORTAK, araliklar=((5, 1),)),
    ],
)
def test_what_the_files_cannot_carry_is_not_written(plan):
    """Better no file than one that reads as something else."""
    with pytest.raises(GirdiHatasi) as hata:
        dump_plan(plan)
    assert hata.value.kod == "SDP-013"


def test_a_version_that_is_not_shipped_is_not_loaded():
    """The known ones are named."""
    with pytest.raises(GirdiHatasi, match="ortak/2024") as hata:
        load("ortak", "1899")
    assert hata.value.kod == "SDP-011"
