# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Verdicts over time and over levels: what once was lost stays lost, raising never harms, the network is never asked, gaps are named."""

import datetime as dt
import hashlib
import socket
from functools import cache

import attrs
import pytest

from earsiv.imza import (
    AltGosterge,
    DamgaTuru,
    DogrulamaPolitikasi,
    Gosterge,
    GuvenDeposu,
    HukukiKarar,
    KanitKumesi,
    KanitTuru,
    Olgunluk,
    evaluate,
    read_cms,
    sertifika,
    verify_cms,
    verify_file,
)
from earsiv.testing import der
from earsiv.testing.cades import ICERIK, IMZA_ANI, content_stamp, sign
from earsiv.testing.cades import append as ekle
from earsiv.testing.cades_uzat import DAMGA_ANI, archive_stamp_v2, archive_stamp_v3, basic_response, in_signed_data
from earsiv.testing.cms_yaz import CONTENT_TYPE, ID_DATA, MESSAGE_DIGEST, SIGNING_TIME, attribute, ess_certificate
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import (
    ARSIV_ANI,
    DAKIKA,
    GUN,
    KESINLESME,
    SAAT,
    YARGI_ANI,
    YENILEME_ANI,
    arsiv,
    crls,
    damgali,
    p3_kanit,
    p4_kanit,
    raised,
    revoked,
    simdi,
    xl,
    yenilenmis,
    zd_iyi,
    zd_kanit,
)

pytestmark = pytest.mark.yavas

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
UTC = dt.UTC
ZD_BITIS = sertifika.read(D.sertifika("zd")).bitis
KISI_BITIS = sertifika.read(D.sertifika("kisi")).bitis


def an(yil, ay=1, gun=1):
    return dt.datetime(yil, ay, gun, tzinfo=UTC)


TARIHLER = (
    *(an(2026, ay) for ay in (1, 2)),
    *(a + k * DAKIKA for a in (IMZA_ANI, DAMGA_ANI, KESINLESME, ARSIV_ANI, YENILEME_ANI) for k in (-20, -1, 0, 1, 20)),
    YARGI_ANI,
    *(an(y) for y in (2027, 2029, 2031, 2034, 2036, 2040, 2046)),
    *(b + k * DAKIKA for b in (KISI_BITIS, ZD_BITIS) for k in (-1, 0, 1)),
)


def oku(imza):
    return read_cms(imza.dump(), "x.p7s", icerik=imza.disarida)


def yargila(imza, *kanit, tarih=YARGI_ANI, **politika):
    ilke = DogrulamaPolitikasi(**politika)
    return evaluate(oku(imza), guven=GUVEN, kanit=KanitKumesi.of(*kanit), politika=ilke, an=tarih).imzalar[0]


def _v3(imza):
    dolu = in_signed_data(imza, zd_kanit())
    return dolu.add(archive_stamp_v3(dolu, ARSIV_ANI))


KULELER = {
    "P2": lambda: (damgali("P2"), xl("P2"), arsiv(xl("P2")), yenilenmis(arsiv(xl("P2")))),
    "P3": lambda: (damgali("P3"), xl("P3"), arsiv(xl("P3")), yenilenmis(arsiv(xl("P3")))),
    "P4": lambda: (damgali("P4"), xl("P4"), arsiv(xl("P4")), yenilenmis(arsiv(xl("P4")))),
    "P4-v3": lambda: (damgali("P4"), xl("P4"), _v3(xl("P4"))),
    "ayrik": lambda: (damgali("P4", ayrik=True), xl(ayrik=True), arsiv(xl(ayrik=True))),
}
BASLANGICLAR = (DAMGA_ANI, DAMGA_ANI, ARSIV_ANI, YENILEME_ANI)


@cache
def gecenler(kule):
    """For each level: the moments at which it passes, with all the evidence there is."""
    kanit = KanitKumesi.of(*simdi(), *p4_kanit().iptaller)
    return [
        frozenset(t for t in TARIHLER if evaluate(o, guven=GUVEN, kanit=kanit, an=t).durum is Gosterge.TOTAL_PASSED)
        for o in map(oku, KULELER[kule]())
    ]


@pytest.mark.fault("S11", "S18", "S22")
@pytest.mark.parametrize("kule", KULELER)
def test_verdict_over_time_rises_once_and_falls_once(kule):
    """Never before the newest stamp, never again after its authority expired, and no gap in between."""
    for gecen, baslangic in zip(gecenler(kule), BASLANGICLAR, strict=False):
        pay = dt.timedelta(seconds=DogrulamaPolitikasi().saat_toleransi_sn)
        assert gecen == {t for t in TARIHLER if baslangic - pay <= t <= ZD_BITIS} and gecen


@pytest.mark.fault("S18")
@pytest.mark.parametrize("kule", KULELER)
def test_raising_never_loses_what_held(kule):
    """From its own stamp on, a higher level passes wherever the lower one did."""
    duzeyler = gecenler(kule)
    for alt, ust, baslangic in zip(duzeyler, duzeyler[1:], BASLANGICLAR[1:], strict=False):
        assert {t for t in alt if t >= baslangic} <= ust


@pytest.mark.fault("S11", "S18")
def test_renewal_outlives_the_first_authority():
    """The first stamp's unit ended in May 2026: T is lost then, A of April goes on; without the archive stamp in time nothing helps."""
    alt = damgali(damga={"tsa": "zd-kisa"})
    kanit = crls(an(2026, 4, 20))
    assert yargila(alt, *kanit, tarih=an(2026, 4, 25)).durum is Gosterge.TOTAL_PASSED
    assert yargila(alt, *kanit, tarih=an(2026, 5, 2)).alt_durum is AltGosterge.OUT_OF_BOUNDS_NO_POE
    uzun = xl("", kanit=p4_kanit(), damga={"tsa": "zd-kisa"})
    zamaninda, gec = (arsiv(uzun, ilk_tsa="zd-kisa", an=gun) for gun in (an(2026, 4, 20), an(2026, 5, 3)))
    assert yargila(zamaninda, *simdi()).durum is Gosterge.TOTAL_PASSED
    kacmis = yargila(gec, *simdi())
    assert (kacmis.alt_durum, kacmis.karar) == (AltGosterge.OUT_OF_BOUNDS_NO_POE, HukukiKarar.BELIRSIZ)


@pytest.mark.fault("S12")
@pytest.mark.parametrize("kim", ["kisi", "alt", "zd"])
def test_revocation_before_or_after_the_proven_time_decides(kim):
    """To the second: revoked at the time of the stamp is revoked, a second later is not."""
    for fark, durum in ((-1, Gosterge.INDETERMINATE), (0, Gosterge.INDETERMINATE), (1, Gosterge.TOTAL_PASSED)):
        neden = "key_compromise" if kim == "kisi" else None  # a stolen authority is another question
        kanit = revoked(kim, DAMGA_ANI + dt.timedelta(seconds=fark), neden)()
        sonuc = yargila(damgali(), *kanit)
        assert sonuc.durum is durum
        assert sonuc.karar is (HukukiKarar.GECERLI if fark == 1 else HukukiKarar.GECERSIZ)


@pytest.mark.fault("S12")
def test_claimed_time_proves_nothing():
    """Without a stamp a revocation before the judgement leaves it open, however early the signer says that it signed."""
    for iddia in (an(2022, 2), IMZA_ANI, None):
        sonuc = yargila(sign(an=iddia), *revoked("kisi", IMZA_ANI + GUN)())
        assert (sonuc.alt_durum, sonuc.karar, sonuc.kanitli_zaman) == ("REVOKED_NO_POE", HukukiKarar.BELIRSIZ, None)


@pytest.mark.fault("S12", "S11")
def test_content_stamp_turns_doubt_into_failure():
    """A stamp over the content proves that the signature is younger: revoked before it, or expired before it, is proven badness."""
    ust = DAMGA_ANI - 30 * DAKIKA

    def imza(**ayar):
        return sign(an=DAMGA_ANI, duzenle=ekle(content_stamp(ICERIK, ust)), **ayar)

    sonuc = yargila(imza(), *revoked("kisi", ust - SAAT)())
    assert (sonuc.alt_durum, sonuc.durum, sonuc.karar) == ("REVOKED", Gosterge.TOTAL_FAILED, HukukiKarar.GECERSIZ)
    assert yargila(imza(), *revoked("kisi", ust + SAAT)()).alt_durum == "REVOKED_NO_POE"
    bitmis = yargila(imza(kim="kisi-suresi-dolmus"), *simdi())
    assert (bitmis.alt_durum, bitmis.karar) == ("EXPIRED", HukukiKarar.GECERSIZ)


@pytest.mark.parametrize(
    ("profil", "bekleme", "olgunluk"),
    [("P2", 23, "ON_DOGRULAMA"), ("P2", 24, "KESIN"), ("P3", 23, "ON_DOGRULAMA"), ("P3", 25, "KESIN"), ("", 0, "UYGULANMAZ")],
)
def test_caution_period_makes_a_verdict_preliminary_or_final(profil, bekleme, olgunluk):
    """Lists issued earlier than 24 hours after the stamp are preliminary: open, and the verdict says from when on it can be final."""
    tarih = DAMGA_ANI + bekleme * SAAT
    sonuc = yargila(damgali(profil), *crls(tarih), tarih=tarih)
    assert sonuc.olgunluk == Olgunluk[olgunluk]
    assert (sonuc.durum is Gosterge.TOTAL_PASSED) is (olgunluk != "ON_DOGRULAMA")
    if olgunluk == "ON_DOGRULAMA":
        (eksik,) = [e for e in sonuc.eksik_kanit if e.seri == f"{D.seri('kisi'):x}"]
        assert (sonuc.alt_durum, sonuc.karar, eksik.bas) == ("TRY_LATER", HukukiKarar.BELIRSIZ, DAMGA_ANI + 24 * SAAT)


def test_p4_is_final_at_once():
    """No caution period, but an OCSP answer."""
    assert yargila(xl("P4"), *zd_iyi()).olgunluk is Olgunluk.KESIN


@pytest.mark.fault("S20")
@pytest.mark.parametrize(
    "ad", ["saglam-a-v2-iki-damga", "saglam-xl-p4", "saglam-bes", "kanit-yok-t-p4", "ocsp-imzasi-bozuk", "yol-sahte-kok"]
)
def test_cut_network_changes_nothing(ad, monkeypatch):
    """No connection is made, no name is looked up, no URL is opened: neither where evidence is at hand nor where it is missing."""
    import urllib.request

    s = SALDIRILAR[ad]
    girdi = s.girdi()

    def sonuc():
        kume = KanitKumesi.of(*s.kanit)
        return verify_cms(girdi.cms, "x", icerik=girdi.icerik, guven=GUVEN, kanit=kume, politika=DogrulamaPolitikasi(**s.politika), an=s.an)

    once = sonuc().as_dict()

    def yasak(*a, **k):
        raise AssertionError(f"ağ: {a}")

    for kim, ad_ in (
        (socket.socket, "connect"),
        (socket.socket, "sendto"),
        (socket, "create_connection"),
        (socket, "getaddrinfo"),
        (urllib.request, "urlopen"),
    ):
        monkeypatch.setattr(kim, ad_, yasak)
    assert sonuc().as_dict() == once


@pytest.mark.fault("S20")
@pytest.mark.parametrize("profil", ["P3", "P4"])
def test_evidence_inside_is_as_good_as_evidence_brought_in(profil):
    """The same lists and answers: in the signature, or handed over beside a T signature; the source is told."""
    kanit = p4_kanit() if profil == "P4" else p3_kanit()
    icerde = yargila(xl(profil), *zd_iyi())
    disarda = yargila(damgali(profil), *zd_iyi(), *kanit.iptaller)
    assert icerde.durum is disarda.durum is Gosterge.TOTAL_PASSED

    ham = basic_response(kanit.iptaller[0]) if profil == "P4" else kanit.iptaller[0]
    ozet = hashlib.sha256(ham).hexdigest()
    kaynaklar = [{k.kaynak for k in sonuc.kullanilan_kanit if k.sha256 == ozet} for sonuc in (icerde, disarda)]
    assert kaynaklar == [{"imza"}, {"depo"}]


@pytest.mark.fault("S20")
@pytest.mark.parametrize("ad", ["saglam-bes", "saglam-t-p2", "saglam-xl-p3", "saglam-a-v2-iki-damga", "saglam-paralel-xl", "saglam-t-pss"])
def test_a_verdict_repeats_from_the_evidence_it_names(ad):
    """``kullanilan_kanit`` is enough: with it alone the verdict is the same."""
    s = SALDIRILAR[ad]
    okunan = oku(s.kur())
    ilk = evaluate(okunan, guven=GUVEN, kanit=KanitKumesi.of(*s.kanit), an=s.an)
    adli = [k.veri for i in ilk.imzalar for k in i.kullanilan_kanit]
    tekrar = evaluate(okunan, guven=GUVEN, kanit=KanitKumesi.of(*adli), an=s.an)
    assert all(adli) and tekrar.durum is ilk.durum is Gosterge.TOTAL_PASSED
    assert {k.sha256 for i in tekrar.imzalar for k in i.kullanilan_kanit} == {k.sha256 for i in ilk.imzalar for k in i.kullanilan_kanit}


@pytest.mark.fault("S13", "S20")
def test_missing_evidence_is_named_exactly():
    """For signer, authority and stamp: issuer, serial, address and window; what is at hand is not asked for."""
    sonuc = yargila(damgali("P2"))
    eksikler = {(e.seri, str(e.tur)): e for e in sonuc.eksik_kanit}
    kisi, alt, zd = (f"{D.seri(e):x}" for e in ("kisi", "alt", "zd"))
    assert eksikler.keys() == {(kisi, "sil"), (alt, "sil"), (zd, "ocsp"), (zd, "sil")}
    imzaci = eksikler[kisi, "sil"]
    assert imzaci.adresler == ("http://sil.deneme.invalid/alt.crl",)
    assert (imzaci.bas, imzaci.son) == (DAMGA_ANI + 24 * SAAT, KISI_BITIS)
    assert (imzaci.sertifika, imzaci.makam) == (D.sertifika("kisi"), D.sertifika("alt"))
    assert eksikler[alt, "sil"].adresler == ("http://sil.deneme.invalid/kok.crl",)
    assert eksikler[zd, "ocsp"].adresler == ("http://ocsp.deneme.invalid/",) and eksikler[zd, "ocsp"].bas == DAMGA_ANI
    gorunen = sertifika.show_name(sertifika.read(D.sertifika("alt")).konu)
    assert imzaci.veren == gorunen and imzaci.as_dict()["bas"] == (DAMGA_ANI + 24 * SAAT).isoformat()

    yarim = {(e.seri, str(e.tur)) for e in yargila(damgali("P2"), *simdi()[:1]).eksik_kanit}
    assert yarim == {(alt, "sil")}
    assert yargila(damgali("P2"), *simdi()).eksik_kanit == ()


@pytest.mark.fault("S13")
def test_p4_asks_for_an_answer_where_a_list_would_not_count():
    """The list of the authority does not answer for the signer of P4."""
    (eksik,) = yargila(damgali("P4"), *simdi()).eksik_kanit
    assert (eksik.tur, eksik.seri, eksik.adresler) == (KanitTuru.OCSP, f"{D.seri('kisi'):x}", ("http://ocsp.deneme.invalid/",))


@pytest.mark.fault("S13")
def test_bringing_what_was_missing_closes_the_verdict():
    """Asked for and brought: passed; nothing else was needed."""
    eksik = yargila(damgali("P4"), *simdi()).eksik_kanit
    getirilen = [D.ocsp("kisi", e.bas + DAKIKA) for e in eksik]
    assert yargila(damgali("P4"), *simdi(), *getirilen).durum is Gosterge.TOTAL_PASSED


@pytest.mark.fault("S17")
def test_stamps_are_shown_oldest_first_with_their_authority():
    """Each with its kind, moment, version and end; the proven time is the earliest sound one over the signature."""
    sonuc = yargila(yenilenmis(), *simdi())
    assert [(d.tur, d.an, d.surum) for d in sonuc.zaman_damgalari] == [
        (DamgaTuru.IMZA, DAMGA_ANI, ""),
        (DamgaTuru.ARSIV, ARSIV_ANI, "v2"),
        (DamgaTuru.ARSIV, YENILEME_ANI, "v2"),
    ]
    assert [d.makam[-1] for d in sonuc.zaman_damgalari] == ["1", "1", "2"] and {d.bitis for d in sonuc.zaman_damgalari} == {ZD_BITIS}
    assert sonuc.kanitli_zaman == DAMGA_ANI.isoformat() and sonuc.imza_zamani == IMZA_ANI.isoformat()


@pytest.mark.fault("S17")
def test_a_bad_stamp_proves_no_time():
    """The signature is judged as if it were not there, and its fault counts."""
    for kusur in ({"bozuk_imza": True}, {"tsa": "zd-eku-yok"}, {"tsa": "zd-sahte"}):
        sonuc = yargila(damgali(damga=kusur), *simdi())
        assert sonuc.kanitli_zaman is None and sonuc.durum is not Gosterge.TOTAL_PASSED and sonuc.matematik


def test_level_profile_and_policy_are_told():
    """What the attributes make it, what the policy names, and the policy itself as the guide wants it shown."""
    for imza, seviye, profil in (
        (sign(), "BES", None),
        (sign(profil="P2"), "EPES", "P2"),
        (damgali("P3"), "T", "P3"),
        (xl("P4"), "XL", "P4"),
        (arsiv(), "A", "P4"),
    ):
        sonuc = yargila(imza, *simdi())
        assert (sonuc.seviye, sonuc.profil, bool(sonuc.politika)) == (seviye, profil, profil is not None)
        if profil:
            assert sonuc.politika.oid.startswith("2.16.792.1.61.0.1.5070.3.") and sonuc.politika.adres.startswith("https://www.btk.gov.tr/")
            assert len(sonuc.politika.ozet) == 64 and sonuc.politika.ozet_algoritmasi == "sha256"


def test_unsound_evidence_inside_counts_even_where_better_is_at_hand():
    """A broken answer in the signature is not replaced by a sound one from outside."""
    kotu = raised(damgali("P4"), p4_kanit(bozuk_imza=True))
    sonuc = yargila(kotu, *simdi(), *p4_kanit().iptaller)
    assert sonuc.durum is not Gosterge.TOTAL_PASSED and sonuc.karar is HukukiKarar.GECERSIZ
    iyi = attrs.evolve(p4_kanit(), iptaller=(p4_kanit(an=DAMGA_ANI + 2 * DAKIKA).iptaller[0], p4_kanit().iptaller[1]))
    assert yargila(raised(damgali("P4"), iyi), *simdi()).durum is Gosterge.TOTAL_PASSED


def test_file_and_bytes_are_judged_alike(tmp_path):
    """``verify_file`` tells CMS by its content; a name of any kind, detached or not."""
    (tmp_path / "a.imz").write_bytes(damgali("P2", ayrik=True).dump())
    (tmp_path / "yazı").write_bytes(ICERIK)
    kanit = KanitKumesi.of(*simdi())
    dosyadan = verify_file(tmp_path / "a.imz", icerik=tmp_path / "yazı", guven=GUVEN, kanit=kanit, an=YARGI_ANI)
    bayttan = verify_cms(damgali("P2", ayrik=True).dump(), "a.imz", icerik=ICERIK, guven=GUVEN, kanit=kanit, an=YARGI_ANI)
    assert dosyadan == bayttan and dosyadan.durum is Gosterge.TOTAL_PASSED


@pytest.mark.fault("S09")
@pytest.mark.parametrize(
    ("saklanan", "imzalanan", "gecer", "ber"),
    [
        ("sirali", "sirali", True, False),
        ("sirasiz", "sirasiz", True, False),
        ("sirasiz", "sirali", True, False),
        ("sirali", "sirasiz", False, False),
        ("belirsiz", "sirali", True, True),
        ("belirsiz", "belirsiz", True, True),
        ("belirsiz", "sirasiz", False, True),
    ],
)
def test_signed_attributes_are_judged_over_the_bytes_received(saklanan, imzalanan, gecer, ber):
    """As stored, or the same set as DER has it; a value over another order of a set that is stored in DER is none. BER is told."""
    ham_sertifika = D.sertifika("kisi")
    oznitelikler = [
        attribute(SIGNING_TIME, der.utime(IMZA_ANI)).dump(),
        ess_certificate(ham_sertifika).dump(),
        attribute(MESSAGE_DIGEST, der.octets(hashlib.sha256(ICERIK).digest())).dump(),
        attribute(CONTENT_TYPE, der.oid(ID_DATA)).dump(),
    ]
    assert sorted(oznitelikler) != oznitelikler
    bicimler = {
        "sirali": der.set_of(oznitelikler),
        "sirasiz": der.set_of(oznitelikler, sirala=False),
        "belirsiz": b"\x31\x80" + b"".join(sorted(oznitelikler)) + b"\0\0",
    }
    asil = sign()
    surum, sid, ozet_alani, _, algoritma, _ = asil.imzaci.fields
    deger = D.makam("kisi").sign(bicimler[imzalanan])
    bilgi = der.seq(surum, sid, ozet_alani, b"\xa0" + bicimler[saklanan][1:], algoritma, der.octets(deger))
    ham = asil.with_data(ham_imzacilar=der.tlv(0x31, bilgi)).dump()
    sonuc = verify_cms(ham, "x", guven=GUVEN, kanit=KanitKumesi.of(*simdi()), an=YARGI_ANI)
    assert (sonuc.durum is Gosterge.TOTAL_PASSED, sonuc.imzalar[0].matematik) == (gecer, gecer)
    assert ("IMZ-033" in {b.kod for b in sonuc.bulgular}) is ber


EN_AZ = {
    "1.2.840.113549.1.9.16.2.14": "T",
    "1.2.840.113549.1.9.16.2.21": "C",
    "1.2.840.113549.1.9.16.2.25": "X",
    "1.2.840.113549.1.9.16.2.23": "XL",
    "1.2.840.113549.1.9.16.2.24": "XL",
    "1.2.840.113549.1.9.16.2.48": "A",
    "0.4.0.1733.2.4": "A",
}


@pytest.mark.fault("S17", "S18")
@pytest.mark.parametrize("kimlik", EN_AZ)
def test_attribute_without_a_value_makes_no_level(kimlik):
    """A bare BES with an empty attribute does not reach a level that the policy demands."""
    assert yargila(sign().add(attribute(kimlik)), *simdi(), asgari_seviye=EN_AZ[kimlik]).durum is not Gosterge.TOTAL_PASSED


@pytest.mark.fault("S18")
def test_archive_stamp_straight_over_a_bes_is_no_xl():
    """Neither signature stamp nor values: it is more than BES, but not what the policy demands."""
    imza = sign()
    imza = imza.add(archive_stamp_v2(imza, ARSIV_ANI))
    assert yargila(imza, *simdi(), asgari_seviye="XL").durum is not Gosterge.TOTAL_PASSED
