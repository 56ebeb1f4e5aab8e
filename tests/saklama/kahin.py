# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The oracle: the whole retention rule set a second time, as simply as can be, and a maker of cases.

It shares nothing with the library: it reads the plan tables itself, knows dates and loops, and takes files, events, extensions
and rules only by the names of their fields. Where it and ``compute`` differ, one of them is wrong.
"""

import csv
import datetime as dt
from pathlib import Path

SDP = Path(__file__).resolve().parents[2] / "sdp"
ORTAK = ("ortak", "2024")
KATMAN = {"belediye": ("belediye", "2018"), "universite": ("universite", "2017"), "meb": ("meb", "2024"), "ortak": None}
MIRASLI = {("universite", "2017")}
YALNIZ_IKINCI = {"020", "030.01", "030.02", "030.03", "030.04", "030.99"}
SONUC = {"A": "DEVIR", "A1": "ORNEK", "A2": "ORNEK", "A3": "ORNEK", "B": "SUREKLI", "C": "KOMISYON", "D": "IMHA"}
SIRA = ["IMHA", "KOMISYON", "ORNEK", "DEVIR", "SUREKLI"]
BILINMEZ = (None, None, None, "BELIRSIZ", False)


def oku():
    tablolar = {}
    for yol in SDP.glob("*/*/plan.csv"):
        with yol.open(encoding="utf-8", newline="") as dosya:
            satirlar = {s["kod"]: (s["saklama_suresi"], s["saklama_kodu"]) for s in csv.DictReader(dosya)}
        tablolar[yol.parts[-3], yol.parts[-2]] = satirlar
    return tablolar


TABLO = oku()
USTLER = {anahtar: {kod[: kod.rfind(".")] for kod in tablo if "." in kod} for anahtar, tablo in TABLO.items()}


def katman(tur, kod):
    """The table that speaks for a code: the common one for 000-099 and 600-969, the sector's for 100-599."""
    ana = int(kod[:3])
    if ana <= 99 or 600 <= ana <= 969:
        return ORTAK
    return KATMAN[tur] if 100 <= ana <= 599 else None


def sure_ve_harf(kod, anahtar):
    """What the table prints for a code; where leaves inherit, an empty leaf has what the nearest ancestor prints."""
    if anahtar is None or kod not in TABLO[anahtar]:
        return None
    sure, harf = TABLO[anahtar][kod]
    if sure == "" and anahtar in MIRASLI and kod not in USTLER[anahtar]:
        ata = kod
        while "." in ata:
            ata = ata[: ata.rfind(".")]
            if TABLO[anahtar].get(ata, ("", ""))[0] != "":
                sure, harf = TABLO[anahtar][ata]
                break
    if harf not in SONUC:
        return None
    if sure == "B":
        return "B", harf
    return (int(sure), harf) if sure in YILLAR else None


YILLAR = {str(n) for n in range(1, 101)} | {"01", "02", "03", "04", "05", "06", "07", "08", "09"}


def yil_sonra(gun, yil):
    if (gun.month, gun.day) == (2, 29):
        y = gun.year + yil
        artik = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
        return dt.date(y, 2, 29) if artik else dt.date(y, 3, 1)
    return dt.date(gun.year + yil, gun.month, gun.day)


def kapanis_gunu(dosya):
    """The day the file was or will be closed: as written on it, or a later closing among its events."""
    gun = dosya.kapanis
    for o in dosya.olaylar:
        if str(o.tur) == "KAPANIS" and (gun is None or o.tarih > gun):
            gun = o.tarih
    return gun


def acik(dosya, bugun):
    gun = kapanis_gunu(dosya)
    return gun is None or gun > bugun


def baslangic_kurali(kurallar, kapanis):
    """What the institution said by the day of closing; ``kurallar`` are (since, rule)."""
    secilen = (dt.date.min, "SONRAKI_YILBASI")
    for gun, kural in kurallar:
        if secilen[0] <= gun <= kapanis:
            secilen = (gun, kural)
    return secilen[1]


def temel_gun(dosya, bugun, kurallar):
    """The day the clock starts from and by which rule, or None while it has not happened."""
    gun = kapanis_gunu(dosya)
    if gun is None:
        return None
    kural = baslangic_kurali(kurallar, gun)
    tur = str(dosya.baslatan)
    if tur != "KAPANIS":
        olan = [o.tarih for o in dosya.olaylar if str(o.tur) == tur]
        if olan == [] or max(olan) > bugun:
            return None
        gun = max(gun, *olan)
    if kural == "SON_ISLEM":
        for o in dosya.olaylar:
            if str(o.tur) == "SON_ISLEM" and o.tarih <= bugun:
                gun = max(gun, o.tarih)
    return gun, kural


def bitis_gunu(temel, yil, kural, uzatmalar):
    """The last day of a period with its extensions."""
    takvim_yili = kural != "KAPANIS_GUNU"
    bitis = dt.date(temel.year + yil, 12, 31) if takvim_yili else yil_sonra(temel, yil)
    toplam = 0
    for u in uzatmalar:
        toplam += u.yil
    bitis = yil_sonra(bitis, toplam)
    for u in uzatmalar:
        if u.bitis is not None:
            en_az = dt.date(u.bitis.year, 12, 31) if takvim_yili else u.bitis
            bitis = max(bitis, en_az)
    return bitis


def kodlari(dosya, tur):
    """Every (code, table) that binds the file: its own, the further ones, earlier ones that no decision let go."""
    kendi = (dosya.plan, dosya.plan_surumu)
    liste = [(dosya.kod, kendi if dosya.plan else katman(tur, dosya.kod))]
    for kod in dosya.diger_kodlar:
        if kod not in YALNIZ_IKINCI:
            liste.append((kod, katman(tur, kod)))
    for eski in dosya.onceki:
        if eski.karar == "":
            liste.append((eski.kod, (eski.plan, eski.plan_surumu)))
    return liste


def kapsar(kural, dosya, bugun):
    """Whether a rule of the institution speaks of the file on that day."""
    if bugun < kural.baslangic or (kural.bitis is not None and bugun > kural.bitis):
        return False
    if kural.birim not in ("", dosya.birim):
        return False
    eskiler = [eski.kod for eski in dosya.onceki if not eski.karar]
    for kod in (dosya.kod, *[d for d in dosya.diger_kodlar if d not in YALNIZ_IKINCI], *eskiler):
        if kural.kod == "" or kod == kural.kod or kod.startswith(kural.kod + "."):
            return True
    return False


def sureleri(dosya, tur, bugun, baslangiclar, kurallar):
    """All (end or None for never, letter's outcome or None) of one file by itself; None when one cannot be computed."""
    if temel_gun(dosya, bugun, baslangiclar) is None:
        return None
    temel, kural = temel_gun(dosya, bugun, baslangiclar)
    bulunan = []
    for kod, anahtar in kodlari(dosya, tur):
        satir = sure_ve_harf(kod, anahtar)
        if satir is None:
            return None
        yil, harf = satir
        if yil == "B" or harf == "B":
            bulunan.append((None, "SUREKLI"))
        else:
            bulunan.append((bitis_gunu(temel, yil, kural, dosya.uzatmalar), SONUC[harf]))
    for k in kurallar:
        if kapsar(k, dosya, bugun):
            if k.sure == "B":
                bulunan.append((None, "SUREKLI"))
            else:
                bulunan.append((bitis_gunu(temel, int(k.sure), kural, dosya.uzatmalar), None))
    return bulunan


def bekler(dosya, bugun):
    """Whether a file that refers to another is still open, or its clock stands still."""
    return acik(dosya, bugun) or temel_gun(dosya, bugun, ()) is None


def sor(dosya, tur, bugun, baslangiclar=(), kurallar=(), atiflar=()):
    """First day of the period, last day, first day on which the file may be listed, outcome, whether that day has come."""
    hepsi = sureleri(dosya, tur, bugun, baslangiclar, kurallar)
    if hepsi is None:
        return BILINMEZ
    for baska in atiflar:
        if bekler(baska, bugun):
            continue  # a bar, not a period
        onun = sureleri(baska, tur, bugun, baslangiclar, kurallar)
        if onun is None:
            return BILINMEZ
        hepsi = hepsi + onun
    temel, kural = temel_gun(dosya, bugun, baslangiclar)
    baslangic = temel + dt.timedelta(days=1) if kural == "KAPANIS_GUNU" else dt.date(temel.year + 1, 1, 1)
    sonuc = "IMHA"
    bitis = dt.date.min
    for son, ne in hepsi:
        if ne is not None and SIRA.index(ne) > SIRA.index(sonuc):
            sonuc = ne
        if son is not None:
            bitis = max(bitis, son)
    if sonuc == "SUREKLI":
        return baslangic, None, None, sonuc, False
    ilk = bitis + dt.timedelta(days=1)
    return baslangic, bitis, ilk, sonuc, bugun >= ilk
