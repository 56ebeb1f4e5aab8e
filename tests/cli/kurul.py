# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""An archive office that works with commands alone: its commission's file, its files on the shelf, and the short words of its work."""

import hashlib

BIRIM, DIGER = "99900012", "99900013"
KISILER = ("s-1", "s-2", "s-3", "s-4", "s-5")
ADLAR = ("Deneme Örnek", "Bora Uydurma", "Ceyda Temsili", "Derya Sanal", "Ece Hayali")
BUGUN = "2026-11-21"
TANIM = {
    "olur_sayi": "E-99900001-903-1",
    "olur_tarihi": "02.01.2026",
    "arsiv_birimi": "99900001",
    "koltuklar": [
        {"kod": kod, "tur": tur, "kisi": kisi, "ad": ad, "unvan": "Memur", "birim": birim, "bas": "2026-01-02"}
        for kod, tur, kisi, ad, birim in zip(
            ("B", "A1", "A2", "U1", "U2"),
            ("BASKAN", "ARSIV", "ARSIV", "BIRIM", "BIRIM"),
            KISILER,
            ADLAR,
            ("99900001",) * 3 + (BIRIM,) * 2,
            strict=True,
        )
    ],
}


def dosya(js, *, kod="165.05", yil=2013, birim=BIRIM, ad="", raf=0):
    """Open a file without records and close it at the end of its year."""
    ek = ("--ad", ad) if ad else ()
    kimlik = js("dosya", "ac", "--kod", kod, "--acilis", f"{yil}-01-01", "--birim", birim, *ek)["kimlik"]
    if raf:
        js("dosya", "raf", kimlik, raf)
    js("dosya", "kapat", kimlik, "--kapanis", f"{yil}-12-31")
    return kimlik


def oturum(no, kom="K-2026/1", kisiler=KISILER):
    """Return the command that puts a list before the commission."""
    return ("liste", "oturum", no, "--komisyon", kom, "--yer", "Arşiv", *(s for k in kisiler for s in ("--hazir", k)))


def yazi(tur, no, ozet, *ek):
    """Return the command that records a letter about a list."""
    kim = ("--kisi", "ust-1", "--ad", "Fikret Kurmaca", "--unvan", "Başkan") if tur == "olur" else ()
    return ("liste", tur, no, "--sayi", f"E-{tur}-1", "--tarih", BUGUN, "--ozet", ozet, *kim, *ek)


def karara(js, no, kom="K-2026/1"):
    """Bring a list to its decision, everyone for İMHA."""
    js(*oturum(no, kom))
    for kisi in KISILER:
        js("liste", "oyla", no, "--oy", "IMHA", "--uye", kisi)
    return js("liste", "karar", no)


def olura(js, no):
    """Bring a list to its olur."""
    karar = karara(js, no)
    for tur in ("gorus", "olur"):
        js(*yazi(tur, no, karar["liste_ozeti"]))
    return karar["liste_ozeti"]


def resim(kok):
    """Return every file of an archive with its digest; locks and the ledger's journal are not state."""
    atla = {"defter.db-shm", "defter.db-wal", ".kilit"}
    return {
        str(y.relative_to(kok)): hashlib.sha256(y.read_bytes()).hexdigest()
        for y in sorted(kok.rglob("*"))
        if y.is_file() and y.name not in atla and y.suffix not in {".kilit", ".lock"}
    }
