# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Every named attack and every sound control gets its verdict; what passes says why not, what fails says so, nobody's number is shown."""

import json
import re
from functools import cache

import pytest

from earsiv.errors import Seviye
from earsiv.imza import AltGosterge, DogrulamaPolitikasi, Gosterge, GuvenDeposu, KanitKumesi, agac, der, koruma, verify_cms
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR

GUVEN = GuvenDeposu.of(*dunya().kokler())
# rows of the fault catalogue by name; a file may prove several
SATIRLAR = {
    "S01": r"icerik-degismis|ozet-yanlis|kripto-imza-bozuk|yapi-kirpik",
    "S05": r"kripto-sha1|kripto-md5|damga-ozeti-sha1|damga-imzasi-sha1|saglam-t-sha1",
    "S06": r"icerik-parcadan|icerik-degismis-ayrik|paralel-biri-baska-icerige",
    "S07": r"ozet-|tur-|ess-|imzali-oznitelik-|imza-zamani-|sertifika-ikiz",
    "S08": r"paralel-|karsi-imza-|saglam-paralel|saglam-karsi",
    "S09": r"saglam-.*-ber|yapi-belirsiz",
    "S10": r"kripto-ozet-ile|kripto-algoritma-alani|kripto-imza-algoritmasi|kripto-pss-pkcs1",
    "S11": r"gecerlilik-|saglam-a-v2-sertifika-bitmis",
    "S12": r"iptal-|saglam-iptal|saglam-zd-iptal",
    "S13": r"ocsp-|sil-|kanit-yok",
    "S14": r"yol-sahte|damga-zd-sahte|ats-zd-sahte|karsi-imza-sahte|sertifika-ayni-seriyle|paralel-biri-sahte",
    "S15": r"yol-kisinin|yol-bilinmeyen|nitelik-inkar|.*eku-",
    "S16": r"nitelik-qc|nitelik-mali",
    "S17": r"damga-|x1-|x2-|icerik-damgasi|paralel-damga",
    "S18": r"ats-|xl-zd|saglam-a-",
    "S19": r"kripto-ec|kripto-pss|kripto-imza-b|kripto-anahtar",
    "S23": r"yapi-",
    "S25": r"nitelik-.*muhur|saglam-.*muhur|saglam-kisi-sadece",
}
CABUK = frozenset(
    "saglam-bes saglam-bes-ber saglam-bes-ayrik saglam-bes-ec saglam-bes-pss saglam-paralel saglam-karsi-imza-ic-ice saglam-t-p2 saglam-xl-p3"
    " saglam-xl-p4 saglam-x1 saglam-a-v2 saglam-a-v3 saglam-a-v2-iki-damga saglam-muhur saglam-iptal-sonra-ocsp icerik-degismis"
    " icerik-degismis-ayrik icerik-yok ozet-iki-kez imzali-oznitelik-icerige-soyulmus ess-yok sertifika-ikiziyle-degistirilmis"
    " politika-ozeti-yanlis politika-p4-damgasiz kanit-yok-t-p4 kripto-sha1 kripto-ozet-ile-imza-algoritmasi-farkli kripto-ec-sifir"
    " gecerlilik-bittikten-sonra-damga iptal-damgadan-once iptal-yalniz-iddiadan-sonra nitelik-muhur-kisi-yerine nitelik-qc-yok yol-sahte-kok"
    " damga-baska-ozet damga-eku-kritik-degil damga-imzadan-bir-saat-once ats-onceki-zd-kaniti-yok ats-ikinci-birinciden-once ats-v3-indeks-baska"
    " ref-iptal-degeri-yok deger-yabanci-sil ocsp-kisi-imzalamis ocsp-bilinmiyor-diyor sil-bayat sil-yalniz-delta yapi-sona-bayt"
    " paralel-biri-bozuk karsi-imza-bozuk karsi-imza-cok-derin".split()
)
# the refusal of each broken frame; the rest of them is refused by the reader of the structure
BOMBALAR = {
    "yapi-sona-bayt": "IMZ-004",
    "yapi-sona-ikinci-imza": "IMZ-004",
    "yapi-bos": "IMZ-001",
    "yapi-gurultu": "IMZ-001",
    "yapi-metin": "IMZ-001",
    "yapi-kirpik": "IMZ-003",
    "yapi-ic-ice-10-bin": "IMZ-002",
    "yapi-ic-ice-200-bin": "IMZ-002",
    "yapi-ic-ice-200-bin-belirsiz": "IMZ-002",
    "yapi-uzunluk-4-gib": "IMZ-003",
    "yapi-icerde-uzunluk-4-gib": "IMZ-003",
    "yapi-oid-200-kb": "IMZ-002",
    "yapi-50-bin-oznitelik": "IMZ-002",
}


def _marks(ad):
    satirlar = [s for s, kalip in SATIRLAR.items() if re.match(kalip, ad)]
    return [pytest.mark.fault(*satirlar)] * bool(satirlar) + [pytest.mark.yavas] * (ad not in CABUK)


@cache
def yargi(ad):
    s = SALDIRILAR[ad]
    girdi = s.girdi()
    return verify_cms(
        girdi.cms,
        "x.p7s",
        icerik=girdi.icerik,
        guven=GUVEN,
        kanit=KanitKumesi.of(*s.kanit),
        politika=DogrulamaPolitikasi(**s.politika),
        an=s.an,
    )


HEPSI = [pytest.param(ad, id=ad, marks=_marks(ad)) for ad in SALDIRILAR]


def test_the_list_is_whole():
    """No name of the fast set is misspelt, and there are attacks of every kind beside the controls."""
    assert CABUK <= SALDIRILAR.keys() and BOMBALAR.keys() <= SALDIRILAR.keys()
    assert sum(s.saglam for s in SALDIRILAR.values()) >= 50 and len(SALDIRILAR) >= 280
    for kalip in SATIRLAR.values():
        assert any(re.match(kalip, ad) for ad in SALDIRILAR)


@pytest.mark.parametrize("ad", HEPSI)
def test_attack_gets_its_verdict(ad):
    """The word of the standard and the legal reading; the finding explains what is not passed, and nothing is left to explain where it passed."""
    s, sonuc = SALDIRILAR[ad], yargi(ad)
    assert sonuc.alt_durum in s.alt and sonuc.karar in s.kararlar
    assert sonuc.durum is (sonuc.alt_durum.gosterge if sonuc.alt_durum else Gosterge.TOTAL_PASSED)
    kotu = sonuc.en_kotu
    hatalar = [b for b in kotu.bulgular if b.seviye is not Seviye.BILGI]
    if sonuc.alt_durum is None:
        assert not [b for i in sonuc.imzalar for b in i.bulgular if b.seviye is Seviye.HATA]
    else:
        assert hatalar and all(b.mesaj and b.kod.startswith("IMZ-") for b in hatalar)
    if sonuc.alt_durum is AltGosterge.TRY_LATER:
        assert kotu.eksik_kanit or kotu.karsi_imzalar or any(b.kod == "IMZ-061" for b in kotu.bulgular)


@pytest.mark.parametrize("ad", HEPSI)
def test_verdict_is_plain_data_without_anybodys_number(ad):
    """It can be written as JSON, its words are among those promised, and no holder's number stands in it in full."""
    metin = json.dumps(yargi(ad).as_dict(), ensure_ascii=False) + repr(yargi(ad))
    assert not re.search(r"1234567890[1-3]", metin)
    geri = json.loads(json.dumps(yargi(ad).as_dict()))
    assert geri["durum"] in list(Gosterge) and len(geri["politika_sha256"]) == 64


@pytest.mark.fault("S23")
@pytest.mark.parametrize("ad", BOMBALAR)
def test_broken_frame_is_refused_by_code_before_anything_is_parsed(ad, monkeypatch):
    """The guard looks at few headers: never more than its limit, and at none below the limit of depth; no parser sees a bomb."""
    basliklar, okunan = [], []
    asil, oku = koruma._header, der.oku
    monkeypatch.setattr(koruma, "_header", lambda *a: (basliklar.append(a[1]), asil(*a))[1])
    monkeypatch.setattr(der, "oku", lambda *a: (okunan.append(1), oku(*a))[1])
    girdi = SALDIRILAR[ad].girdi()
    basliklar.clear()
    okunan.clear()
    sonuc = verify_cms(girdi.cms, "x.p7s", icerik=girdi.icerik, guven=GUVEN, an=SALDIRILAR[ad].an)
    assert (sonuc.alt_durum, [b.kod for b in sonuc.imzalar[0].bulgular]) == ("FORMAT_FAILURE", [BOMBALAR[ad]])
    assert not okunan
    assert len(basliklar) <= (66 if "ic-ice" in ad else 30_000)


@pytest.mark.fault("S23")
def test_three_thousand_signers_are_counted_not_read(monkeypatch):
    """The limit of signers is held before the first of them is looked into."""
    girdi = SALDIRILAR["yapi-3-bin-imzaci"].girdi()
    monkeypatch.setattr(agac, "Imzaci", lambda *a, **k: pytest.fail("imzacı okundu"))
    assert verify_cms(girdi.cms, "x.p7s", guven=GUVEN, an=SALDIRILAR["yapi-3-bin-imzaci"].an).imzalar[0].bulgular[0].kod == "IMZ-006"


@pytest.mark.fault("S08")
def test_every_signer_stays_visible_beside_the_worst():
    """The file is as good as its worst signer; the others keep their own verdict."""
    ikili = yargi("paralel-biri-bozuk")
    assert {i.alt_durum for i in ikili.imzalar} == {None, AltGosterge.SIG_CRYPTO_FAILURE}
    karsili = yargi("karsi-imza-bozuk").imzalar[0]
    assert karsili.matematik and karsili.karsi_imzalar[0].matematik is False
    assert any(b.kod == "IMZ-032" for b in karsili.bulgular)
