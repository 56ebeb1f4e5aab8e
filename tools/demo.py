# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The whole way of a record, once, through the real command: from scans, packages and a signed PDF to the sealed minutes.

Everything is made fresh in ``demo/``. The letters are invented (``fixtures/metin``); packages of other implementations are read from
``../shared/eyp-samples`` where that folder is present.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import json
import os
import shutil
import sys
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

KOK = Path(__file__).resolve().parents[1]
DEMO = KOK / "demo"
GIRDI, ARSIV, CIKTI, GUVEN = (DEMO / ad for ad in ("girdi", "arsiv", "cikti", "guven"))
ORNEKLER = Path(os.environ.get("EARSIV_ORNEKLER", KOK.parent / "shared" / "eyp-samples"))
UZANTI = {"pdf": ".pdf", "metinli-pdf": ".pdf", "tiff": ".tiff", "png": ".png", "jpeg": ".jpg"}
GELECEK = "2037-03-01"
UYELER = ("sicil-101", "sicil-102", "sicil-103", "sicil-201", "sicil-202")
KOMISYON = """\
olur_sayi = "E-99900001-903.07.02-1"
olur_tarihi = 2026-01-05
arsiv_birimi = "99900001"
koltuklar = [
  {{ kod = "B", tur = "BASKAN", kisi = "sicil-101", ad = "Deniz Kurmaca", unvan = "Şef", birim = "99900001", bas = 2026-01-05 }},
  {{ kod = "A1", tur = "ARSIV", kisi = "sicil-102", ad = "Umut Uydurma", unvan = "Memur", birim = "99900001", bas = 2026-01-05 }},
  {{ kod = "A2", tur = "ARSIV", kisi = "sicil-103", ad = "Ekin Hayali", unvan = "Memur", birim = "99900001", bas = 2026-01-05 }},
  {{ kod = "U1", tur = "BIRIM", kisi = "sicil-201", ad = "Toprak Yokkişi", unvan = "Memur", birim = "{birim}", bas = 2026-01-05 }},
  {{ kod = "U2", tur = "BIRIM", kisi = "sicil-202", ad = "Yağmur Sanal", unvan = "Memur", birim = "{birim}", bas = 2026-01-05 }},
]
"""
ISTANBUL = ZoneInfo("Europe/Istanbul")


def main() -> int:
    """Run the demonstration; 0 when every step did what it should."""
    basla = time.monotonic()
    shutil.rmtree(DEMO, ignore_errors=True)
    for klasor in (GIRDI, CIKTI, GUVEN):
        klasor.mkdir(parents=True)
    baslik("Girdiler hazırlanıyor: uydurma yazılar, taramalar, paketler, imzalı PDF")
    satirlar = girdileri_yaz()
    print(f"{len(satirlar)} girdi: {GIRDI}")

    baslik("Arşiv kurulur")
    earsiv("kur", ARSIV, "--kurum", "Örnekova Belediyesi", "--detsis", "99900001")

    baslik("Belgeler alınır: okunur, OCR yapılır, imzası yargılanır, tasnif edilir")
    kabul_basla = time.monotonic()
    rapor = earsiv("kabul", GIRDI / "liste.csv", "--guven", GUVEN, sessiz=True)
    diger = sorted(ORNEKLER.glob("*.eyp*")) if ORNEKLER.is_dir() else []
    if diger:
        rapor["kalemler"] += earsiv("kabul", *diger, "--kod", "622.01", sessiz=True)["kalemler"]
    kabul_suresi = time.monotonic() - kabul_basla
    for k in rapor["kalemler"]:
        print(f"  {k['durum']:10} {k['tur'] or '—':5} {k['sayfa_sayisi']:3} sayfa  imza {k['imza_durumu'] or '—':14} {Path(k['yol']).name}")
    sayfa = sum(k["sayfa_sayisi"] for k in rapor["kalemler"])
    print(f"  {len(rapor['kalemler'])} belge, {sayfa} sayfa, {kabul_suresi:.0f} saniye")

    baslik("Bir paketin ve imzalı bir PDF'in yargısı (kökler verilmiş, ağ yok)")
    earsiv("eyp", "dogrula", GIRDI / "15-gelen-paket-v2.eyp", "--guven", GUVEN)
    earsiv("imza", "dogrula", GIRDI / "17-imzali-yazi.pdf", "--guven", GUVEN, "--html", CIKTI / "imza-raporu.html")
    earsiv("imza", "tahmin", GIRDI / "17-imzali-yazi.pdf", "--guven", GUVEN)

    baslik("Tam metin arama: aynı sayfalar, nasıl yazılırsa yazılsın")
    toplamlar = []
    for sorgu in ("müdürlüğü", "MUDURLUGU", "Belediyesi'nin"):
        cevap = earsiv("ara", sorgu, "--adet", "2", sessiz=True)
        toplamlar.append(cevap["toplam"])
        print(f"  {sorgu!r}: {cevap['toplam']} sayfa, {cevap['sure_ms']} ms")
        for s in cevap["sonuclar"]:
            print(f"     {s['konu']} · sayfa {s['sayfa']} · {s['katman']}: {s['parca_html'][:150]}")

    baslik("Bir saklama süresi ve nedeni")
    zabita = next(k for k in rapor["kalemler"] if "13-zabita" in k["yol"])
    for adim in earsiv("goster", zabita["kimlik"], sessiz=True)["saklama"]["neden"]:
        print(f"  {adim}")

    baslik(f"{GELECEK} gününe göre bütün dosyalar")
    earsiv("saklama", "tara", "--bugun", GELECEK)

    imha_edilen = listeden_tutanaga()

    baslik("Arşiv denetlenir: her bayt, her kayıt, denetim zinciri, dizin")
    earsiv("denetle")

    baslik("Nerede ne var")
    for ad, yol in (("girdiler", GIRDI), ("arşiv", ARSIV), ("formlar", CIKTI), ("güven kökü", GUVEN)):
        print(f"  {ad:13} {yol}")
    print(f"\nToplam {time.monotonic() - basla:.0f} saniye.")
    return 0 if toplamlar[0] == toplamlar[1] > 0 and toplamlar[2] > 0 and imha_edilen else 1


def listeden_tutanaga() -> int:
    """Take today's candidates from the list to the sealed minutes, and return how many lines were executed."""
    baslik("Ayıklama: bugün süresi dolmuş olanlar listeye dondurulur")
    liste = earsiv("liste", "olustur", sessiz=True)
    parcalar = earsiv("liste", "bol", liste["no"], sessiz=True)["listeler"]
    liste = next(p for p in parcalar if p["satirlar"][0]["dosya_kodu"] == "165.05")
    no, ozet = liste["no"], liste["ozet"]
    print(f"\n  {len(parcalar)} birime bölündü; ilki {no}: {len(liste['satirlar'])} satır, özet {ozet}")
    (GIRDI / "komisyon.toml").write_text(KOMISYON.format(birim=liste["satirlar"][0]["ureten_birim"]), "utf-8")
    komisyon = earsiv("komisyon", "kur", GIRDI / "komisyon.toml", sessiz=True)["no"]

    baslik("Komisyon toplanır, her üye her satıra oy verir, karar alınır")
    earsiv("liste", "oturum", no, "--komisyon", komisyon, "--yer", "Arşiv", *(k for u in UYELER for k in ("--hazir", u)), sessiz=True)
    for uye in UYELER:
        earsiv("liste", "oyla", no, "--oy", "IMHA", "--uye", uye, sessiz=True)
    earsiv("liste", "karar", no)

    baslik("Uygun görüş ve olur aynı özeti gösterir; başka bir özet kabul edilmez")
    bugun = f"{dt.datetime.now(ISTANBUL):%d.%m.%Y}"
    earsiv("liste", "gorus", no, "--sayi", "E-1", "--tarih", bugun, "--ozet", "0" * 64, sessiz=True, beklenen={3})
    earsiv("liste", "gorus", no, "--sayi", "E-1", "--tarih", bugun, "--ozet", ozet, sessiz=True)
    olur = ("--sayi", "E-2", "--tarih", bugun, "--ozet", ozet, "--kisi", "sicil-1", "--ad", "Bahar Örnekşen", "--unvan", "Belediye Başkanı")
    earsiv("liste", "olur", no, *olur, sessiz=True)

    baslik("İmha: önce deneme, sonra kendisi; geride künyeler ve kanıt kalır")
    earsiv("imha", no, "--deneme")
    sonuc = earsiv("imha", no, sessiz=True)
    print(f"\n  {len(sonuc['edilen'])} satır, {sonuc['belge']} belge; kanıt {sonuc['kanit'][:32]}…")
    earsiv("liste", "kalinti", no)
    hazir = ("--hazir", "sicil-101:Deniz Kurmaca:Şef", "--hazir", "sicil-102:Umut Uydurma:Memur")
    earsiv("liste", "tutanak", no, "--yer", "Arşiv", *hazir, sessiz=True)

    baslik("Formlar")
    for form in ("imha-listesi", "komisyon-karari", "imha-tutanagi"):
        for bicim in ("pdf", "xlsx", "docx"):
            earsiv("rapor", form, no, "--bicim", bicim, "--cikti", CIKTI / f"{form}.{bicim}")
    return len(sonuc["edilen"])


def earsiv(*kelimeler: object, sessiz: bool = False, beklenen: set[int] | None = None) -> Any:
    """Run the command in this process; show it and what it prints, or return its JSON."""
    from earsiv.cli import run

    argumanlar = [str(k) for k in kelimeler]
    if argumanlar[0] not in {"kur", "eyp", "imza"}:
        argumanlar = [*argumanlar, "--depo", str(ARSIV)]
    cikti = io.StringIO()
    print("$ earsiv " + " ".join(kisalt(a) for a in argumanlar))
    with contextlib.redirect_stdout(cikti):
        kod = run([*argumanlar, "--json"] if sessiz else argumanlar)
    if kod not in (beklenen or {0}):
        print(cikti.getvalue())
        sys.exit(f"gösteri durdu: çıkış kodu {kod}")
    if sessiz:
        return json.loads(cikti.getvalue())
    print("".join(f"  {satir}\n" for satir in cikti.getvalue().splitlines()), end="")
    return None


def kisalt(arguman: str) -> str:
    """Show paths as a person would type them."""
    return arguman.replace(f"{DEMO}/", "demo/").replace(f"{ORNEKLER}/", "…/")


def baslik(metin: str) -> None:
    """Print a heading."""
    print(f"\n== {metin}", flush=True)


def girdileri_yaz() -> list[dict[str, str]]:
    """Write every input and the intake list; return the list's rows."""
    tanimlar = [tomllib.loads(yol.read_text("utf-8")) for yol in sorted((KOK / "fixtures" / "metin").glob("*.toml"))]
    with ProcessPoolExecutor(2) as havuz:
        adlar = list(havuz.map(_tarama_yaz, tanimlar))
    satirlar = [_satir(t, ad) for t, ad in zip(tanimlar, adlar, strict=True)]
    satirlar += _paketler(tanimlar)
    with (GIRDI / "liste.csv").open("w", encoding="utf-8", newline="") as dosya:
        yazici = csv.DictWriter(dosya, list(satirlar[0]))
        yazici.writeheader()
        yazici.writerows(satirlar)
    return satirlar


def _tarama_yaz(t: dict[str, Any]) -> str:
    from earsiv.testing import render

    ad = t["ad"] + UZANTI[t["cikti"]]
    tohum = int(t["ad"][:2])
    veri = render(t["sayfalar"], t["cikti"], dpi=t["dpi"], egim=t["egim"], gurultu=t["gurultu"], tohum=tohum)
    (GIRDI / ad).write_bytes(veri)
    return ad


def _satir(t: dict[str, Any], ad: str, **degisik: str) -> dict[str, str]:
    alanlar = ("sayi", "tarih", "konu", "birim", "gizlilik", "kapanis")
    return {"yol": ad, **{a: t[a] for a in alanlar}, "kod": t["dosya_kodu"], **degisik}


def _paketler(tanimlar: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Write two e-Yazışma packages, a signed PDF and the root that vouches for them."""
    from earsiv.testing import PaketKurucu, render, test_pki

    pki = test_pki()
    (GUVEN / "deneme-koku.cer").write_bytes(pki.kok.sertifika)
    satirlar = []
    for nesil, sira, ad in ((2, 9, "15-gelen-paket-v2.eyp"), (1, 6, "16-gelen-paket-v1.eyp")):
        t = tanimlar[sira]
        kurucu = PaketKurucu(
            nesil=nesil,
            konu=t["konu"],
            belge_no=f"E-99900002-{t['dosya_kodu']}-{4000 + sira}",
            tarih=f"{t['tarih']}T10:20:30.1234567+03:00",
            sdp=t["dosya_kodu"],
            ustyazi=render(t["sayfalar"], "metinli-pdf"),
            ek=render(tanimlar[3]["sayfalar"], "metinli-pdf"),
        )
        (GIRDI / ad).write_bytes(kurucu.build())
        satirlar.append(_satir(t, ad, sayi="", gizlilik="", kapanis=""))
    t = tanimlar[4]
    (GIRDI / "17-imzali-yazi.pdf").write_bytes(_uzun_omurlu(render(t["sayfalar"], "metinli-pdf")))
    return [*satirlar, _satir(t, "17-imzali-yazi.pdf", kapanis="")]


def _uzun_omurlu(pdf: bytes) -> bytes:
    """Return a PDF signed two days ago, stamped, with its evidence inside: what a good e-imza carries after a day."""
    import datetime as dt

    from cryptography.hazmat.primitives.serialization import load_der_private_key

    from earsiv._clock import SystemClock
    from earsiv.imza.anahtar import Pkcs12Anahtari
    from earsiv.imza.pades_at import sign_pdf
    from earsiv.imza.yukselt import XlKaniti
    from earsiv.testing import SahteSaat
    from earsiv.testing.dunya import dunya

    d, an = dunya(), (SystemClock().now() - dt.timedelta(days=2)).replace(microsecond=0)
    kanit_ani = an + dt.timedelta(days=1)

    class Damgaci:
        def stamp(self, ozet: bytes, algoritma: str) -> bytes:
            return d.damga(ozet, algoritma, an + dt.timedelta(minutes=1))

    def kanit(kim: str) -> XlKaniti:
        _, alt, kok = d.zincir_etiketleri(kim)
        siller = [d.sil(makam, kanit_ani, sonraki=kanit_ani + dt.timedelta(days=90)) for makam in (kok, alt)]
        return XlKaniti(d.zincir(kim), siller, [d.ocsp(kim, kanit_ani)])

    for sira, kok in enumerate(d.kokler(), start=1):
        (GUVEN / f"deneme-kok-{sira}.cer").write_bytes(kok)
    anahtar = Pkcs12Anahtari(d.sertifika("kisi"), d.zincir("kisi")[1:], load_der_private_key(d.anahtar("kisi"), None))
    return sign_pdf(pdf, anahtar, seviye="LT", damgaci=Damgaci(), kanit=[kanit("kisi"), kanit("zd")], saat=SahteSaat(an))


if __name__ == "__main__":
    sys.exit(main())
