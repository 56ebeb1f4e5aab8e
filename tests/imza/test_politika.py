# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Facts once, verdicts as often as wanted: policy, roots, evidence and moment decide, and the digest of the policy says which one it was."""

import attrs
import pytest

from earsiv.errors import EarsivError, GirdiHatasi
from earsiv.imza import (
    DogrulamaPolitikasi,
    Gosterge,
    GuvenDeposu,
    HukukiKarar,
    KanitKumesi,
    agac,
    evaluate,
    koruma,
    matematik,
    read_cms,
    verify_cms,
)
from earsiv.imza.algoritma import Takvim, calendar
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import YARGI_ANI, YENILEME_ANI, revoked, zd_iyi

GUVEN = GuvenDeposu.of(*dunya().kokler())
BASKA = {
    "nes_zorunlu": False,
    "kullanim": "imza",
    "asgari_seviye": "XL",
    "profil_zorunlu": ("P4",),
    "sha1_tarihsel": True,
    "son_zd_iptal": "uyari",
    "tsa_anahtar_guveni": "etsi",
    "saat_toleransi_sn": 301,
    "kesinlesme_saat": 25,
    "tazelik_saat": 23,
    "takvim": attrs.evolve(calendar(), sha256="0" * 64),
}


def olgular(ad):
    s = SALDIRILAR[ad]
    girdi = s.girdi()
    return read_cms(girdi.cms, "x.p7s", icerik=girdi.icerik), KanitKumesi.of(*s.kanit)


def test_every_field_of_the_policy_changes_its_digest():
    """And no two of the changes give the same digest; a field that is added must be added here."""
    assert BASKA.keys() == {a.name for a in attrs.fields(DogrulamaPolitikasi)}
    ozetler = [DogrulamaPolitikasi(**{ad: deger}).sha256 for ad, deger in BASKA.items()]
    assert len({DogrulamaPolitikasi().sha256, *ozetler}) == len(BASKA) + 1
    assert DogrulamaPolitikasi().sha256 == DogrulamaPolitikasi().sha256


@pytest.mark.parametrize("alan", BASKA)
def test_verdict_carries_the_digest_of_its_policy(alan):
    """What is stored beside a verdict tells under which policy it can be repeated."""
    okunan, kanit = olgular("saglam-t-p2")
    politika = DogrulamaPolitikasi(**{alan: BASKA[alan]})
    sonuc = evaluate(okunan, guven=GUVEN, kanit=kanit, politika=politika, an=YARGI_ANI)
    assert sonuc.politika_sha256 == politika.sha256 == sonuc.as_dict()["politika_sha256"]


@pytest.mark.parametrize("ad", ["yapi-bos", "icerik-yok", "icerik-parcadan-farkli"])
def test_even_what_no_policy_can_change_carries_moment_and_digest(ad):
    """An unreadable file is judged under a policy at a moment like any other."""
    okunan, kanit = olgular(ad)
    sonuc = evaluate(okunan, guven=GUVEN, kanit=kanit, politika=DogrulamaPolitikasi(nes_zorunlu=False), an=YARGI_ANI)
    assert (sonuc.an, sonuc.politika_sha256) == (YARGI_ANI, DogrulamaPolitikasi(nes_zorunlu=False).sha256)
    assert sonuc.durum is not Gosterge.TOTAL_PASSED


FARKLI = [
    ("saglam-mali-muhur-nes-istenmezse", {"nes_zorunlu": False}, None, {}, "CHAIN_CONSTRAINTS_FAILURE"),
    ("saglam-muhur", {}, None, {"kullanim": "imza"}, "CHAIN_CONSTRAINTS_FAILURE"),
    ("saglam-t", {}, None, {"kullanim": "muhur"}, "CHAIN_CONSTRAINTS_FAILURE"),
    ("saglam-t", {"asgari_seviye": "T"}, None, {"asgari_seviye": "XL"}, "SIG_CONSTRAINTS_FAILURE"),
    ("saglam-xl-p4", {"asgari_seviye": "XL"}, None, {"asgari_seviye": "A"}, "SIG_CONSTRAINTS_FAILURE"),
    ("saglam-bes", {"profil_zorunlu": ("P1",)}, None, {"profil_zorunlu": ("P2", "P3")}, "SIG_CONSTRAINTS_FAILURE"),
    ("saglam-xl-p3", {"profil_zorunlu": ("P3",)}, None, {"profil_zorunlu": ("P4",)}, "SIG_CONSTRAINTS_FAILURE"),
    ("saglam-t-sha1-tarihsel", {"sha1_tarihsel": True}, None, {}, "CRYPTO_CONSTRAINTS_FAILURE"),
    ("saglam-xl-son-zd-uyari", {"son_zd_iptal": "uyari"}, None, {"son_zd_iptal": "belirsiz"}, "TRY_LATER"),
    ("saglam-t-damga-biraz-once", {"saat_toleransi_sn": 180}, None, {"saat_toleransi_sn": 179}, "TIMESTAMP_ORDER_FAILURE"),
    ("saglam-xl-p3", {"kesinlesme_saat": 25}, None, {"kesinlesme_saat": 26}, "TRY_LATER"),
    ("damga-zd-anahtari-sonra-calinmis-etsi", {"tsa_anahtar_guveni": "btk"}, None, {"tsa_anahtar_guveni": "etsi"}, "NO_POE"),
    ("saglam-xl-p4", {}, None, {"takvim": "bitmis"}, "CRYPTO_CONSTRAINTS_FAILURE"),
]


@pytest.mark.parametrize(("ad", "iyi", "beklenen", "kotu", "alt"), FARKLI)
def test_policy_changes_the_verdict_on_the_same_facts(ad, iyi, beklenen, kotu, alt):
    """Every field decides about something, and the facts are the same object throughout."""
    okunan, kanit = olgular(ad)
    if "tsa_anahtar_guveni" in kotu:  # revoked later, and nobody says why
        kanit = KanitKumesi.of(*revoked("zd", YENILEME_ANI, None)())
    if "kesinlesme_saat" in kotu:  # nothing but what lies in the file speaks of the signer
        kanit = KanitKumesi.of(*zd_iyi())

    def yargila(alanlar):
        if "takvim" in alanlar:
            alanlar = {"takvim": attrs.evolve(calendar(), ozetler={k: v.replace(year=2020) for k, v in calendar().ozetler.items()})}
        return evaluate(okunan, guven=GUVEN, kanit=kanit, politika=DogrulamaPolitikasi(**alanlar), an=YARGI_ANI).alt_durum

    assert [yargila(iyi), yargila(kotu), yargila(iyi)] == [beklenen, alt, beklenen]


def test_stamp_of_a_stolen_authority_proves_nothing_under_any_policy():
    """A revocation that says that the key was lost: the thief could have set any date."""
    okunan, kanit = olgular("damga-zd-anahtari-sonra-calinmis-etsi")
    for guveni in ("btk", "etsi"):
        politika = DogrulamaPolitikasi(tsa_anahtar_guveni=guveni)
        sonuc = evaluate(okunan, guven=GUVEN, kanit=kanit, politika=politika, an=YARGI_ANI)
        assert (sonuc.alt_durum, sonuc.karar) == ("NO_POE", HukukiKarar.BELIRSIZ)


@pytest.mark.parametrize("ad", ["saglam-a-v2-iki-damga", "saglam-paralel-xl", "damga-eku-yok", "saglam-karsi-imza-ic-ice"])
def test_judging_again_reads_and_computes_nothing_anew(ad, monkeypatch):
    """Once the facts are there, neither the file nor the mathematics of its signers are looked at again, whatever is asked."""
    okunan, kanit = olgular(ad)
    imzacilar = {id(o.imzaci) for i in okunan.imzalar for o in (i, *i.karsi, *(k for j in i.karsi for k in j.karsi))}
    dosya, hesap = SALDIRILAR[ad].girdi().cms, matematik._maths
    for modul, islev in ((koruma, "inspect"), (agac, "load")):
        asil = getattr(modul, islev)
        monkeypatch.setattr(modul, islev, lambda ham, *a, asil=asil: pytest.fail("dosya yeniden okundu") if ham == dosya else asil(ham, *a))
    monkeypatch.setattr(matematik, "_maths", lambda i, *a: pytest.fail("imza yeniden hesaplandı") if id(i) in imzacilar else hesap(i, *a))
    sonuclar = {
        str(evaluate(okunan, guven=guven, kanit=kanit, politika=DogrulamaPolitikasi(nes_zorunlu=nes), an=YARGI_ANI).as_dict())
        for guven in (GUVEN, None)
        for nes in (True, False)
    }
    assert len(sonuclar) == 4


@pytest.mark.parametrize(
    "ad", ["saglam-a-v2-iki-damga", "saglam-a-v3", "saglam-paralel", "ocsp-bilinmiyor-diyor", "yapi-bos", "iptal-askida"]
)
def test_same_inputs_give_the_same_verdict(ad):
    """Judged twice, read anew, and after others: nothing is remembered that counts."""
    s = SALDIRILAR[ad]
    girdi, politika = s.girdi(), DogrulamaPolitikasi(**s.politika)

    def hepsi():
        return verify_cms(
            girdi.cms, "x", icerik=girdi.icerik, guven=GUVEN, kanit=KanitKumesi.of(*s.kanit), politika=politika, an=s.an
        ).as_dict()

    ilk = hepsi()
    okunan, kanit = olgular("saglam-t")
    evaluate(okunan, guven=GUVEN, kanit=kanit, an=YARGI_ANI)
    assert hepsi() == ilk == hepsi()


@pytest.mark.parametrize("ad", ["saglam-xl-p4", "saglam-t", "saglam-a-v2"])
def test_order_of_evidence_and_roots_does_not_matter(ad):
    """Evidence is a set."""
    s = SALDIRILAR[ad]
    okunan, _ = olgular(ad)
    ters = GuvenDeposu.of(*reversed(dunya().kokler()))
    bir = evaluate(okunan, guven=GUVEN, kanit=KanitKumesi.of(*s.kanit), an=YARGI_ANI)
    iki = evaluate(okunan, guven=ters, kanit=KanitKumesi.of(*reversed(s.kanit)), an=YARGI_ANI)
    assert (bir.durum, bir.karar, bir.imzalar[0].bulgular) == (iki.durum, iki.karar, iki.imzalar[0].bulgular)


@pytest.mark.fault("S14")
def test_without_roots_nothing_passes_and_nothing_is_disproved():
    """Trust is open, not broken: the mathematics are told."""
    for ad in ("saglam-bes", "saglam-a-v2"):
        okunan, kanit = olgular(ad)
        imzaci = evaluate(okunan, kanit=kanit, an=YARGI_ANI).imzalar[0]
        assert (imzaci.durum, imzaci.karar, imzaci.matematik) == (Gosterge.INDETERMINATE, HukukiKarar.BELIRSIZ, True)


@pytest.mark.fault("S22")
def test_the_clock_is_asked_only_where_no_moment_was_given():
    """``an`` wins; the verdict says which moment it is about."""
    okunan, kanit = olgular("saglam-a-v2")

    class Bozuk:
        def now(self):
            raise AssertionError("saate bakıldı")

    assert evaluate(okunan, guven=GUVEN, kanit=kanit, an=YARGI_ANI, saat=Bozuk()).an == YARGI_ANI
    saatli = evaluate(okunan, guven=GUVEN, kanit=kanit, saat=SahteSaat(YARGI_ANI))
    assert saatli.durum is Gosterge.TOTAL_PASSED and saatli.an is not None


def test_policy_file_says_what_the_object_says(tmp_path):
    """TOML with the names of the fields; tuples as lists, a calendar beside it by name."""
    from earsiv._veri import read_data

    (tmp_path / "takvim.toml").write_bytes(read_data("algoritma.toml"))
    (tmp_path / "p.toml").write_text(
        'nes_zorunlu = false\nkullanim = "muhur"\nasgari_seviye = "A"\nprofil_zorunlu = ["P3", "P4"]\nsha1_tarihsel = true\n'
        'son_zd_iptal = "uyari"\ntsa_anahtar_guveni = "etsi"\nsaat_toleransi_sn = 0\nkesinlesme_saat = 48\ntazelik_saat = 1\n'
        'algoritma_takvimi = "takvim.toml"\n',
        "utf-8",
    )
    okunan = DogrulamaPolitikasi.load(tmp_path / "p.toml")
    beklenen = DogrulamaPolitikasi(
        nes_zorunlu=False,
        kullanim="muhur",
        asgari_seviye="A",
        profil_zorunlu=("P3", "P4"),
        sha1_tarihsel=True,
        son_zd_iptal="uyari",
        tsa_anahtar_guveni="etsi",
        saat_toleransi_sn=0,
        kesinlesme_saat=48,
        tazelik_saat=1,
    )
    assert okunan == beklenen and okunan.sha256 == beklenen.sha256
    (tmp_path / "bos.toml").write_text("", "utf-8")
    assert DogrulamaPolitikasi.load(tmp_path / "bos.toml").sha256 == DogrulamaPolitikasi().sha256


def test_another_calendar_is_another_policy(tmp_path):
    """A blank more in the calendar file is another calendar: the digest is over its bytes."""
    from earsiv._veri import read_data

    ham = read_data("algoritma.toml")
    (tmp_path / "t.toml").write_bytes(ham + b"\n")
    (tmp_path / "p.toml").write_text('algoritma_takvimi = "t.toml"', "utf-8")
    assert DogrulamaPolitikasi.load(tmp_path / "p.toml").sha256 != DogrulamaPolitikasi().sha256
    assert Takvim.read(ham) == calendar()


@pytest.mark.parametrize(
    "metin",
    [
        'kullanim = "herkes"',
        'asgari_seviye = "LTA"',
        'profil_zorunlu = ["P5"]',
        "profil_zorunlu = 4",
        "profil_zorunlu = [[1]]",
        'nes_zorunlu = "evet"',
        "sha1_tarihsel = 1",
        'son_zd_iptal = "yok"',
        'tsa_anahtar_guveni = ""',
        "saat_toleransi_sn = -1",
        "saat_toleransi_sn = true",
        "kesinlesme_saat = 1.5",
        'tazelik_saat = "24"',
        "bilinmeyen = 1",
        'takvim = "x"',
        'algoritma_takvimi = "yok.toml"',
        "algoritma_takvimi = 5",
        "kullanim = ",
        "an = 2026-01-01",
        "asgari_seviye = []",
        "kullanim = {}",
    ],
)
def test_policy_file_that_cannot_be_meant_is_refused(tmp_path, metin):
    """A misspelt demand must not silently be no demand."""
    (tmp_path / "p.toml").write_text(metin, "utf-8")
    with pytest.raises(GirdiHatasi) as hata:
        DogrulamaPolitikasi.load(tmp_path / "p.toml")
    assert hata.value.kod == "IMZ-050"


def test_policy_file_that_is_no_text_is_refused(tmp_path):
    """Bytes that are no UTF-8, no file at all, a calendar that is none."""
    (tmp_path / "p.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "q.toml").write_text('algoritma_takvimi = "p.toml"', "utf-8")
    (tmp_path / "r.toml").write_text('algoritma_takvimi = "s.toml"', "utf-8")
    (tmp_path / "s.toml").write_text("ozet = 3", "utf-8")
    for ad in ("p.toml", "q.toml", "r.toml", "yok.toml"):
        with pytest.raises(EarsivError) as hata:
            DogrulamaPolitikasi.load(tmp_path / ad)
        assert hata.value.kod == "IMZ-050"
