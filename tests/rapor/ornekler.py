# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Invented values for every form: a list of any length, the decision on it, the minutes, files that move."""

import datetime as dt

from earsiv.model import (
    Belge,
    BelgeTuru,
    Dosya,
    FizikiImha,
    GizlilikDerecesi,
    Hazirun,
    ImhaListesi,
    ImhaSatiri,
    ImhaTutanagi,
    ImhaYontemi,
    KomisyonKarari,
    MetinDurumu,
    Oturum,
    Oy,
    SatirKarari,
    UstYoneticiOnayi,
    Uye,
    UygunGorus,
)
from earsiv.rapor import (
    ImzaYeri,
    activity_report,
    content_report,
    decision_report,
    list_report,
    minutes_report,
    plan_report,
    transfer_report,
)
from earsiv.sdp import effective

KURUM = "Örnekova Belediyesi"
BIRIMLER = {"99900011": "Zabıta Müdürlüğü", "99900012": "Yazı İşleri Müdürlüğü"}
KONULAR = (
    "Zabıta denetim tutanakları",
    "Bilgi edinme başvuruları ve cevap yazıları",
    "Ruhsat iptal işlemlerine ilişkin yazışmalar ve ekleri",
    "Pazar yeri yer tahsis defteri kayıt suretleri",
    "Şikâyet dilekçeleri",
    "İşyeri açma ve çalışma ruhsatı başvurularının değerlendirilmesine ilişkin komisyon tutanakları ile eki belgelerin suretleri",
)
ZAMAN = dt.datetime(2037, 5, 4, 9, tzinfo=dt.UTC)
UYELER = (
    Uye("B", "BASKAN", "b", "Ayşe ÖRNEK", "Arşiv Şefi", "99900012"),
    Uye("A1", "ARSIV", "a1", "Mehmet DENEME", "Memur", "99900012"),
    Uye("A2", "ARSIV", "a2", "Gülşen IŞIKÖRNEK", "Arşiv Uzmanı", "99900012", vekalet="Olur 12.02.2037/41"),
    Uye("U1", "BIRIM", "u1", "Çiğdem SANAL", "Zabıta Komiseri", "99900011"),
    Uye("U2", "BIRIM", "u2", "İbrahim UYDURMA", "Zabıta Memuru", "99900011"),
)
OTURUM = Oturum("K-2037/1", "E-99900001-010.06-12, 02.02.2037", dt.date(2037, 3, 9), "Belediye hizmet binası, toplantı salonu", UYELER)


def satir(i, **degisik):
    """One line of a list."""
    asil = {
        "sira_no": i,
        "dosya": f"d{i}",
        "ureten_birim": "99900011",
        "dosya_kodu": ("165.05", "622.02", "045.01.02")[i % 3],
        "plan": "belediye",
        "plan_surumu": "2018",
        "konu": KONULAR[i % 6],
        "yil_bas": 2013,
        "yil_bit": 2013 + i % 3,
        "belge_sayi_araligi": f"E-99900011-165.05-{i * 17} – {i * 17 + 21}",
        "klasor_no": str(i),
        "adet": 3 + i % 40,
        "saklama_suresi": "10",
        "saklama_kodu": "D",
        "imha_yili": 2026,
        "dusunce": "İmhası önerilir",
    }
    return ImhaSatiri(**{**asil, **degisik})


def liste(n=12, **degisik):
    """A list of so many lines."""
    satirlar = tuple(satir(i, **degisik) for i in range(1, n + 1))
    return ImhaListesi("2037/1", KURUM, dt.date(2037, 3, 1), "ayse.ornek", "2037-03-01T09:00:00.000000Z", satirlar, "4f3c" * 16)


def _satir_karari(i):
    imha, sakla, devret = Oy.IMHA, Oy.SAKLA, Oy.DEVRET
    if i % 9 == 0:
        nedenler = (("A2", "İşlemi bitmiş."), ("U1", "Birimde dava ihtimali var."))
        return SatirKarari(i, "sakla", (sakla, sakla, imha, sakla, sakla), nedenler, ("A2",))
    if i % 13 == 0:
        return SatirKarari(i, "ertelendi", (), (("B", "Dosyanın eki bulunamadı."),))
    if i % 11 == 0:
        return SatirKarari(i, "devret", (devret, devret, devret, devret, imha), (), ("U2",))
    return SatirKarari(i, "imha", (imha,) * 5)


def karar(bir):
    """The decision on a list: most lines go, every ninth stays, every eleventh is transferred, every thirteenth is put off."""
    satirlar = tuple(_satir_karari(s.sira_no) for s in bir.satirlar)
    return KomisyonKarari("2037/3", dt.date(2037, 3, 9), bir.no, bir.ozet, "COGUNLUK", OTURUM, satirlar, "9a0b" * 16)


GORUS = UygunGorus("E-17000000-869-1234", dt.date(2037, 4, 2), "4f3c" * 16, ((7, "Tarihî değer taşıyor."),))
OLUR = UstYoneticiOnayi("E-99900001-869-77", dt.date(2037, 4, 20), "4f3c" * 16, "bsk", "Zeynep BAŞKAN", "Belediye Başkanı")


def tutanak(bir):
    """The minutes about a list: every ninth line was held back."""
    kagit = FizikiImha(
        (4, 8),
        dt.date(2037, 5, 4),
        "11:00",
        "Örnekova Atık Kâğıt Tesisi",
        ImhaYontemi.KAGIT_HAMURU,
        412_500,
        16,
        320,
        "Örnek Geri Dönüşüm A.Ş.",
        "İRS-2037-0098",
        "",
        (),
    )
    kiyma = FizikiImha(
        (5,),
        dt.date(2037, 5, 4),
        "11:40",
        "Arşiv deposu",
        ImhaYontemi.KIYMA,
        18_250,
        2,
        41,
        "Örnek A.Ş.",
        "KF-9",
        "Okunamaz hâle getirildi.",
        (),
    )
    return ImhaTutanagi(
        no="2037/2",
        tarih=dt.date(2037, 5, 4),
        saat="10:30",
        yer="Belediye arşiv deposu",
        liste=bir.no,
        liste_ozeti=bir.ozet,
        karar="2037/3, 09.03.2037",
        karar_ozeti="9a0b" * 16,
        uygun_gorus="E-17000000-869-1234, 02.04.2037",
        olur="E-99900001-869-77, 20.04.2037",
        kanit="77ff" * 16,
        dosya=len(bir.satirlar),
        belge=800,
        bayt=123_456_789,
        imha_edilen=tuple(s.sira_no for s in bir.satirlar if s.sira_no % 9),
        kalan=tuple((s.sira_no, "Onaydan sonra dava dondurması konuldu.") for s in bir.satirlar if not s.sira_no % 9),
        fiziki=(kagit, kiyma),
        hazir=(Hazirun("b", "Ayşe ÖRNEK", "Arşiv Şefi"), Hazirun("x", "Hasan KURGU", "Ambar Memuru")),
        yedekler=(
            {
                "kimlik": "Y-2037/1",
                "yer": "Bodrum kasası",
                "alindi": "2037-04-30",
                "biter": "2037-07-31",
                "aciklama": "Aylık",
                "tür": "şerit",
            },
        ),
        ozet="c0de" * 16,
    )


def devir_satirlari(n=5, gizlilik="YOK"):
    """Rows of a hand-over, as the room of transfers gives them."""
    return [
        {
            "dosya_kodu": "165.05",
            "konu": KONULAR[i % 6],
            "ureten_birim": "99900011 Zabıta Müdürlüğü",
            "baslangic_tarihi": dt.date(2013, 1, 2),
            "ilk_belge_tarihi": dt.date(2013, 1, 2),
            "klasor_no": str(i),
            "adet": 14,
            "gizlilik": gizlilik,
            "sayfa_adedi": 210,
        }
        for i in range(n)
    ]


def devir(ad, n=5, gizlilik="YOK"):
    """A hand-over form."""
    taraflar = (ImzaYeri("Teslim Eden", "Çiğdem SANAL", "Birim arşiv sorumlusu"), ImzaYeri("Teslim Alan", "Ayşe ÖRNEK", "Arşiv Şefi"))
    bilgiler = (("Devir No", "DV-2037/1"), ("Tarih", "04.05.2037"))
    return transfer_report(
        ad, devir_satirlari(n, gizlilik), kurum=KURUM, zaman=ZAMAN, bilgiler=bilgiler, taraflar=taraflar, no="DV-2037/1", ozet="beef" * 16
    )


DOSYA = Dosya("d1", "165.05", "belediye", "2018", "Zabıta denetim tutanakları", "99900011", dt.date(2013, 1, 2), dt.date(2013, 12, 30))


def belgeler(n=5, gizlilik=GizlilikDerecesi.YOK):
    """Records of a file."""
    return [
        Belge(
            kimlik=f"b{i}",
            dosya="d1",
            tur=BelgeTuru.PDF,
            sayi=f"E-99900011-165.05-{i}",
            tarih=dt.date(2013, 1 + i % 12, 3),
            konu=KONULAR[i % 6],
            birim="99900011",
            gizlilik=gizlilik,
            kaynak_adi="a.pdf",
            boyut=1,
            sha512="a",
            sha256="b" * 64,
            sayfa_sayisi=3,
            metin_durumu=MetinDurumu.VAR,
            imza_durumu=None,
            alindi="",
        )
        for i in range(n)
    ]


SAYILAR = {"Devralınan": {"Dosya": 120, "Raf (m)": "14,25"}, "Ayıklama": {"Karar": {"İmha": 610, "Sakla": 120}}}


def raporlar(n=12, gizlilik="YOK"):
    """One report of every form over about so many rows, by name of the form."""
    bir = liste(n, gizlilik=gizlilik)
    return {
        "imha-listesi": list_report(bir, birimler=BIRIMLER),
        "komisyon-karari": decision_report(bir, karar(bir), birimler=BIRIMLER),
        "imha-tutanagi": minutes_report(tutanak(bir), bir, birimler=BIRIMLER),
        **{ad: devir(ad, n, gizlilik) for ad in ("devir-teslim", "envanter", "dab-devir")},
        "icerik-listesi": content_report(DOSYA, belgeler(n, GizlilikDerecesi[gizlilik]), kurum=KURUM, zaman=ZAMAN, birimler=BIRIMLER),
        "saklama-plani": plan_report(list(effective("belediye").rows())[:n], kurum=KURUM, zaman=ZAMAN),
        "faaliyet": activity_report(2037, KURUM, SAYILAR, zaman=ZAMAN),
    }
