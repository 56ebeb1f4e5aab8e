# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""e-imza, measured offline on one core: BES, XL and A (two archive stamps), a huge revocation list, the guard, PDFs, re-judging.

Caches are told apart: ``soğuk`` every cache of the library emptied before each file; ``başka imzacı`` the authorities known, certificate,
key, answer and moment of the signer never seen; ``aynı dosya`` the same file again. What imports cost is a line of its own. Peer is
``openssl cms -verify -cades`` on the same file: one process a file is all it offers, so the start of ``openssl version`` stands beside it;
it looks at the signature and the signer's path alone (no stamp, no revocation, no profile). Rounds alternate and medians count; the part
of a target that is used is told from processor time, because the machine is shared. ``--kisa`` takes fewer rounds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import multiprocessing
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from earsiv.imza import DogrulamaPolitikasi, Gosterge, GuvenDeposu, KanitKumesi, evaluate, iptal, read_cms, verify_cms, verify_pdf
from earsiv.testing import SahteSaat, cades, cms_yaz, der, render
from earsiv.testing.cades_uzat import DAMGA_ANI, Kanit, signature_stamp
from earsiv.testing.dunya import dunya
from earsiv.testing.dunya_imza import digest, sign
from earsiv.testing.dunya_kanit import make_crl, make_ocsp
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import (
    ARSIV_ANI,
    DAKIKA,
    GUN,
    KESINLESME,
    YARGI_ANI,
    YENILEME_ANI,
    arsiv,
    raised,
    simdi,
    ust_sertifikalar,
    xl,
    yenilenmis,
    zd_kanit,
)

IMZACI = 50
KAYIT = 100_000
HEDEF = {"BES": 10.0, "XL": 20.0, "A": 25.0}
DUSMAN = (
    ("OID 200 kB", "yapi-oid-200-kb"),
    ("200 bin iç içe", "yapi-ic-ice-200-bin"),
    ("200 bin iç içe, belirsiz uzunluk", "yapi-ic-ice-200-bin-belirsiz"),
    ("uzunluk 4 GiB, en dışta", "yapi-uzunluk-4-gib"),
    ("uzunluk 4 GiB, içeride", "yapi-icerde-uzunluk-4-gib"),
    ("50 bin öznitelik", "yapi-50-bin-oznitelik"),
    ("3 bin imzacı", "yapi-3-bin-imzaci"),
)


# --- material


@attrs.frozen
class Kisi:
    """A signer of his own: certificate and key that no other file has."""

    sertifika: bytes
    anahtar: bytes
    seri: int


def person(no: int) -> Kisi:
    """Return the test world's person with another name, number, serial and key, certified by the same authority."""
    d = dunya()
    ozel = rsa.generate_private_key(65537, 2048)
    spki = ozel.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    asil, alg, _ = der.children(d.sertifika("kisi"))
    alanlar = der.children(asil)
    alanlar[1] = der.integer(seri := 10**15 + no)
    alanlar[5] = der.seq(
        der.set_of([der.seq(der.oid("2.5.4.5"), der.tlv(0x13, f"{no:011}".encode()))]),
        der.set_of([der.seq(der.oid("2.5.4.3"), der.utf8(f"UYDURMA KİŞİ {no}"))]),
    )
    kimlikler = [digest("sha1", der.split(der.children(k)[1])[1][1:]) for k in (alanlar[6], spki)]
    alanlar[6], alanlar[7] = spki, alanlar[7].replace(*kimlikler)
    tbs = der.seq(*alanlar)
    imza = der.bits(sign(d.anahtar("alt"), tbs))
    return Kisi(der.seq(tbs, alg, imza), ozel.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), seri)


def bes(kisi: Kisi, no: int, profil: str = "") -> cades.Imza:
    """Return a signature of a person, each at a moment of its own."""
    icerik = cades.ICERIK + str(no).encode()
    imzali = [
        cms_yaz.attribute(cms_yaz.CONTENT_TYPE, der.oid(cms_yaz.ID_DATA)),
        cms_yaz.attribute(cms_yaz.MESSAGE_DIGEST, der.octets(digest("sha256", icerik))),
        cms_yaz.attribute(cms_yaz.SIGNING_TIME, der.utime(cades.IMZA_ANI + no * DAKIKA / 10)),
        cms_yaz.ess_certificate(kisi.sertifika),
        *([cades.policy(profil)] if profil else []),
    ]
    bilgi = cms_yaz.sign_attributes(kisi.anahtar, cms_yaz.issuer_and_serial(kisi.sertifika), imzali, icerik=icerik)
    sertifikalar = (kisi.sertifika, dunya().sertifika("alt"))
    return cades.Imza(cms_yaz.ImzaliVeri(cms_yaz.ID_DATA, icerik, (bilgi,), sertifikalar), icerik)


def long_term(kisi: Kisi, no: int) -> cades.Imza:
    """Return P4 at level XL: a stamp, an OCSP answer of its own, the root's list of that minute."""
    d, kayma = dunya(), no * DAKIKA / 10
    imza = bes(kisi, no, "P4")
    damgali = imza.add(signature_stamp(imza, DAMGA_ANI + kayma))
    yanit = make_ocsp(kisi.seri, d.makam("alt"), d.makam("ocsp"), DAMGA_ANI + kayma + DAKIKA)
    kok = d.sil("kok", DAMGA_ANI + 29 * DAKIKA + kayma, sonraki=DAMGA_ANI + 90 * GUN)
    return raised(damgali, Kanit(ust_sertifikalar("kisi"), (yanit, kok)))


def archived(kisi: Kisi, no: int) -> cades.Imza:
    """Return level A (v2) with two archive stamps, the second by another unit."""
    kayma = no * DAKIKA / 10
    return yenilenmis(arsiv(long_term(kisi, no), an=ARSIV_ANI + kayma), an=YENILEME_ANI + kayma)


# --- measuring


Sure = tuple[float, float]  # milliseconds on the clock, milliseconds of processor (children included)


def timed(is_: Callable[[], object]) -> Sure:
    """Measure a call."""
    saat, islemci = time.perf_counter(), _processor()
    is_()
    return (time.perf_counter() - saat) * 1000, (_processor() - islemci) * 1000


def _processor() -> float:
    cocuk = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + cocuk.ru_utime + cocuk.ru_stime


def middle(sureler: Iterable[Sure]) -> Sure:
    """Return the two medians."""
    saat, islemci = zip(*sureler, strict=True)
    return statistics.median(saat), statistics.median(islemci)


def forget() -> None:
    """Empty every cache of the library that depends on files; what is read once of the library's own data (no size limit) stays."""
    for ad, modul in list(sys.modules.items()):
        for deger in vars(modul).values() if ad.startswith("earsiv.imza") else ():
            if hasattr(deger, "cache_parameters") and deger.cache_parameters()["maxsize"] is not None:
                deger.cache_clear()


def judge(cms: bytes, guven: GuvenDeposu, kanit: KanitKumesi) -> None:
    """Verify a sound file; anything but a pass would make the number worthless."""
    sonuc = verify_cms(cms, "x", guven=guven, kanit=kanit, an=YARGI_ANI)
    assert sonuc.durum is Gosterge.TOTAL_PASSED, (sonuc.alt_durum, sonuc.imzalar[0].bulgular)


def line(ad: str, sureler: Sequence[Sure], hedef: float | None = None, ek: str = "") -> None:
    """Print one line: median and 95th percentile on the clock, median of processor, target, and what part of it the processor used."""
    saat, islemci = middle(sureler)
    p95 = sorted(s for s, _ in sureler)[max(0, round(len(sureler) * 0.95) - 1)]
    sinir = f"{hedef:6.0f} ms {islemci / hedef:6.2f}" if hedef else " " * 16
    print(f"{ad:52} {saat:9.2f} ms {p95:9.2f} ms {islemci:9.2f} ms {sinir}  {ek}", flush=True)


def head(ad: str) -> None:
    """Print the head of a table."""
    print(f"\n{ad:52} {'ortanca':>12} {'p95':>12} {'işlemci':>12} {'hedef':>9} {'oran':>6}", flush=True)


# --- what is measured


def levels(dosyalar: dict[str, list[bytes]], guven: GuvenDeposu, kanit: KanitKumesi, tur: int) -> None:
    """BES, XL, A under three states of the caches."""
    head("doğrulama, tek çekirdek")
    for ad, liste in dosyalar.items():
        ilk, *kalan = liste
        judge(ilk, guven, kanit)
        soguk = []
        for _ in range(tur):
            forget()
            soguk.append(timed(lambda cms=ilk: judge(cms, guven, kanit)))
        sicak = []
        for _ in range(max(1, tur // 10)):
            forget()
            judge(ilk, guven, kanit)
            sicak += [timed(lambda cms=cms: judge(cms, guven, kanit)) for cms in kalan]
        ayni = [timed(lambda cms=ilk: judge(cms, guven, kanit)) for _ in range(tur * 2)]
        boy = f"{len(ilk) / 1000:.1f} kB"
        line(f"{ad}: soğuk (önbellekler boş)", soguk, HEDEF[ad], boy)
        line(f"{ad}: başka imzacı, aynı makam", sicak, HEDEF[ad], f"{len(sicak)} doğrulama")
        line(f"{ad}: aynı dosya", ayni, HEDEF[ad])


def judge_facts(dosyalar: dict[str, list[bytes]], guven: GuvenDeposu, kanit: KanitKumesi, tur: int) -> None:
    """Facts judged again under another policy, beside reading and judging."""
    head("aynı olgulara başka politika")
    baska = DogrulamaPolitikasi(nes_zorunlu=False, tsa_anahtar_guveni="etsi")
    for ad, liste in dosyalar.items():
        cms = liste[0]
        olgular = read_cms(cms, "x")
        yeniden, bastan = [], []
        for _ in range(tur * 2):
            yeniden.append(timed(lambda o=olgular: evaluate(o, guven=guven, kanit=kanit, politika=baska, an=YARGI_ANI)))
            bastan.append(timed(lambda c=cms: verify_cms(c, "x", guven=guven, kanit=kanit, politika=baska, an=YARGI_ANI)))
        line(f"{ad}: yalnız yargı", yeniden, None, f"baştan {middle(bastan)[1]:.2f} ms işlemci")


def peers(dosyalar: dict[str, list[bytes]], klasor: Path, guven: GuvenDeposu, kanit: KanitKumesi, tur: int) -> None:
    """OpenSSL on the same files, processor time; what it needs beyond its start is the difference."""
    kok = klasor / "kok.pem"
    kok.write_bytes(b"".join(x509.load_der_x509_certificate(k).public_bytes(Encoding.PEM) for k in dunya().kokler()))
    basliklar = ("openssl", "boş başlama", "net", "earsiv", "oran, net", "oran, saat")
    print(f"\n{'eş: openssl cms -verify -cades (işlemci)':52} " + " ".join(f"{b:>12}" for b in basliklar))
    for ad, liste in dosyalar.items():
        (klasor / "x.p7s").write_bytes(liste[0])
        komut = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", klasor / "x.p7s", "-CAfile", kok]
        komut += ["-purpose", "any", "-attime", str(int(YARGI_ANI.timestamp())), "-out", os.devnull]
        isler = (
            lambda k=komut: subprocess.run(k, check=True, capture_output=True),
            lambda: subprocess.run(["openssl", "version"], check=True, capture_output=True),
            lambda c=liste[0]: judge(c, guven, kanit),
        )
        turlar = [[timed(is_) for is_ in isler] for _ in range(tur)]
        es, bos, biz = (middle(sureler) for sureler in zip(*turlar, strict=True))
        net = max(es[1] - bos[1], 0.01)
        sutunlar = " ".join(f"{x:9.2f} ms" for x in (es[1], bos[1], net, biz[1]))
        print(f"{ad:52} {sutunlar} {biz[1] / net:12.1f} {biz[0] / es[0]:12.2f}", flush=True)


_TEK = """
import sys, time, json, datetime as dt
fark = lambda x, y: [(j - i) * 1000 for i, j in zip(x, y)]
b = time.perf_counter(), time.process_time()
from earsiv.imza import GuvenDeposu, KanitKumesi, verify_cms
c = time.perf_counter(), time.process_time()
d, h, s = json.load(sys.stdin), bytes.fromhex, []
for _ in range(2):
    t = time.perf_counter(), time.process_time()
    g, k = GuvenDeposu.of(*map(h, d["kok"])), KanitKumesi.of(*map(h, d["kanit"]))
    assert verify_cms(h(d["cms"]), "x", guven=g, kanit=k, an=dt.datetime.fromisoformat(d["an"])).durum == "TOTAL_PASSED"
    s.append(fark(t, (time.perf_counter(), time.process_time())))
print(json.dumps([fark(b, c), *s]))
"""


def first(dosyalar: dict[str, list[bytes]], tur: int) -> None:
    """A process of its own for each file: imports, then the first judgement with what it loads late."""
    head("süreç başına tek dosya (kökler ve kanıt da okunur)")
    for ad, liste in dosyalar.items():
        hamlar: dict[str, Any] = {"kok": [k.hex() for k in dunya().kokler()], "kanit": [k.hex() for k in simdi()]}
        istek = json.dumps(hamlar | {"an": YARGI_ANI.isoformat(), "cms": liste[0].hex()}).encode()
        komut = [sys.executable, "-c", _TEK]
        olcum = [json.loads(subprocess.run(komut, input=istek, check=True, capture_output=True).stdout) for _ in range(tur)]
        for sira, is_ in enumerate(("earsiv.imza içe aktarma", "ilk doğrulama (geç yüklenenlerle)", "ikinci doğrulama")):
            line(f"{ad}: {is_}", [o[sira] for o in olcum])


_SUREC: dict[str, Any] = {}


def _ready(kokler: tuple[bytes, ...], kanit: tuple[bytes, ...], isinma: bytes, engel: Any) -> None:
    """Make a worker process ready: imports done, authorities known."""
    _SUREC["guven"], _SUREC["kanit"] = GuvenDeposu.of(*kokler), KanitKumesi.of(*kanit)
    judge(isinma, **_SUREC)
    engel.wait()


def _one(cms: bytes) -> None:
    judge(cms, **_SUREC)


def throughput(dosyalar: Sequence[bytes]) -> None:
    """BES a second on one process and on two: each file once, twenty files a signer; the median of three parts."""
    print(f"\n{'üretilen iş':52} {'imza/sn':>12} {'hedef':>11} {'oran':>7}")
    parcalar = [dosyalar[i::3] for i in range(3)]
    for surec in (1, 2):
        baglam = multiprocessing.get_context("spawn")
        engel = baglam.Barrier(surec + 1)
        with baglam.Pool(surec, _ready, (dunya().kokler(), simdi(), dosyalar[0], engel)) as havuz:
            engel.wait()
            hiz = statistics.median(len(p) * 1000 / timed(lambda h=havuz, p=p: h.map(_one, p, chunksize=10))[0] for p in parcalar)
        hedef = f"{100:11} {hiz / 100:7.2f}" if surec == 2 else ""
        print(f"{f'BES, {surec} süreç, {len(dosyalar)} dosya, {IMZACI} imzacı':52} {hiz:12.1f} {hedef}", flush=True)


def crl(guven: GuvenDeposu, kanit: KanitKumesi, tur: int) -> None:
    """A list of 100,000 entries: alone, and inside the revocation-values of an XL file."""
    d, rasgele = dunya(), random.Random(1)
    seriler = [rasgele.getrandbits(126) | 1 << 126 for _ in range(KAYIT)]
    kayitlar = {s: (DAMGA_ANI - GUN * (i % 900 + 1), "superseded" if i % 2 else None) for i, s in enumerate(seriler)}
    ham = make_crl(d.makam("alt"), KESINLESME, KESINLESME + GUN, kayitlar)
    head(f"SİL, {KAYIT} kayıt, {len(ham) / 1e6:.1f} MB")
    ilk, yok, son = [], [], []
    for _ in range(tur):
        iptal.read_crl.cache_clear()
        ilk.append(timed(lambda: iptal.read_crl(ham)))
        sil = iptal.read_crl(ham)
        assert sil.find(d.seri("kisi")) is None
        assert sil.find(seriler[-1])
        yok.append(timed(lambda s=sil: s.find(d.seri("kisi"))))
        son.append(timed(lambda s=sil: s.find(seriler[-1])))
    line("ilk okuma", ilk)
    line("arama: listede yok", yok, 20)
    line("arama: listenin sonunda", son, 20)
    es_ilk = [timed(lambda: x509.load_der_x509_crl(ham)) for _ in range(tur)]
    es = x509.load_der_x509_crl(ham)
    line("eş: cryptography, okuma", es_ilk)
    line("eş: cryptography, arama", [timed(lambda: es.get_revoked_certificate_by_serial_number(d.seri("kisi"))) for _ in range(tur)])
    line("taban: SİL'in SHA-256'sı", [timed(lambda: hashlib.sha256(ham).digest()) for _ in range(tur)])
    kok = d.sil("kok", KESINLESME, sonraki=KESINLESME + 90 * GUN)
    cms = xl("P3", kanit=Kanit(ust_sertifikalar("kisi"), (ham, kok))).dump()
    judge(cms, guven, kanit)
    soguk = []
    for _ in range(tur):
        forget()
        soguk.append(timed(lambda: judge(cms, guven, kanit)))
    line(f"XL içinde ({len(cms) / 1e6:.1f} MB): bütün doğrulama, soğuk", soguk, 20)
    line("XL içinde: bütün doğrulama, aynı dosya", [timed(lambda: judge(cms, guven, kanit)) for _ in range(tur)], 20)
    dolu = KanitKumesi.of(*simdi(), ham)
    kucuk = cades.sign().dump()
    judge(kucuk, guven, dolu)
    line("BES, SİL kanıt deposunda: bütün doğrulama", [timed(lambda: judge(kucuk, guven, dolu)) for _ in range(tur)], 20)


def hostile(guven: GuvenDeposu, tur: int) -> None:
    """The guard on what nobody honest sends; the peer is OpenSSL, its start included."""
    head("koruma: düşman yapılar")
    for ad, anahtar in DUSMAN:
        cms = SALDIRILAR[anahtar].girdi().cms
        sureler, es = [], []
        for _ in range(tur):
            sureler.append(timed(lambda c=cms: verify_cms(c, "x", guven=guven, an=YARGI_ANI)))
            komut = ["openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-out", os.devnull]
            es.append(timed(lambda k=komut, c=cms: subprocess.run(k, input=c, capture_output=True, timeout=120)))
        line(f"{ad} ({len(cms) / 1000:.0f} kB)", sureler, None, f"openssl {middle(es)[1]:.1f} ms işlemci")


def pdf(klasor: Path, guven: GuvenDeposu, tur: int) -> None:
    """PAdES B and LT, one file; most of it is the child process that opens the PDF, so an empty one stands beside it."""
    from earsiv.imza._xl import XlKaniti
    from earsiv.imza.anahtar import Pkcs12Anahtari
    from earsiv.imza.pades_at import sign_pdf

    d = dunya()

    class Damgaci:
        def stamp(self, ozet: bytes, algoritma: str) -> bytes:
            return d.damga(ozet, algoritma, DAMGA_ANI)

    def malzeme(kim: str, yanitlar: Sequence[bytes]) -> XlKaniti:
        return XlKaniti(d.zincir(kim), zd_kanit(kim).iptaller, yanitlar)

    sayfa = render(["T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n" + "Deneme metni. " * 30], "metinli-pdf")
    anahtar = Pkcs12Anahtari.load_data(d.p12("kisi", b"1"), b"1")
    deliller = [malzeme("kisi", [d.ocsp("kisi", DAMGA_ANI + DAKIKA)]), malzeme("zd", [])]
    kume = KanitKumesi.of(*simdi())
    bos = [sys.executable, "-P", "-c", "import earsiv._cocuk, pyhanko.pdf_utils.reader, pyhanko.sign.validation.status"]
    bos[-1] += ", pyhanko.sign.diff_analysis"
    head("PDF, tek dosya")
    for ad, ayar in (("B", {}), ("LT", {"seviye": "LT", "damgaci": Damgaci(), "kanit": deliller})):
        yol = klasor / f"{ad}.pdf"
        yol.write_bytes(sign_pdf(sayfa, anahtar, saat=SahteSaat(cades.IMZA_ANI), **ayar))
        sonuc = verify_pdf(yol, guven=guven, kanit=kume, an=YARGI_ANI)
        if sonuc.durum is not Gosterge.TOTAL_PASSED:
            print(f"PAdES {ad}: ölçülemedi, {sonuc.alt_durum}, {[b.mesaj for i in sonuc.imzalar for b in i.bulgular]}")
            continue
        biz, taban = [], []
        for _ in range(tur):
            biz.append(timed(lambda y=yol: verify_pdf(y, guven=guven, kanit=kume, an=YARGI_ANI)))
            taban.append(timed(lambda: subprocess.run(bos, check=True)))
        (_, b), (_, t) = middle(biz), middle(taban)
        line(f"PAdES {ad} ({yol.stat().st_size / 1000:.0f} kB)", biz, None, f"boş çocuk {t:.0f} ms, fark {b - t:.0f} ms işlemci")


def main() -> None:
    """Print the tables."""
    kisa = "--kisa" in sys.argv
    tur = 10 if kisa else 50
    kisiler = [person(no) for no in range(IMZACI)]
    dosyalar = {ad: [kur(k, no).dump() for no, k in enumerate(kisiler)] for ad, kur in (("BES", bes), ("XL", long_term), ("A", archived))}
    cok = [bes(kisiler[no % IMZACI], no).dump() for no in range(200 if kisa else 1000)]
    guven, kanit = GuvenDeposu.of(*dunya().kokler()), KanitKumesi.of(*simdi())
    yuk = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{dt.datetime.now():%d.%m.%Y %H:%M}, Python {sys.version.split()[0]}, {os.cpu_count()} çekirdek, yük {yuk:.1f}.")
    print("Makine paylaşılıyor, sayılar gürültülü: oran işlemci süresinden; ortanca ve p95 komşuların işini de ölçer.")
    with tempfile.TemporaryDirectory() as gecici:
        klasor = Path(gecici)
        levels(dosyalar, guven, kanit, tur)
        judge_facts(dosyalar, guven, kanit, tur)
        peers(dosyalar, klasor, guven, kanit, tur)
        first(dosyalar, max(3, tur // 8))
        throughput(cok)
        crl(guven, kanit, max(5, tur // 5))
        hostile(guven, max(3, tur // 5))
        pdf(klasor, guven, max(3, tur // 8))


if __name__ == "__main__":
    main()
