# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""EU DSS on the whole attack list and on evidence records: where it decides otherwise, ``tests/dss/farklar.toml`` says why we are right.

A difference that is not listed fails, and so does a listed one that is gone. ``docs/kavramlar/dss-farklari.md`` is written from the
same list (run this file to write it anew). Java runs once for all.
"""

import datetime as dt
import hashlib
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import attrs
import pytest

from earsiv.imza import DogrulamaPolitikasi, GuvenDeposu, KanitKumesi, ers, verify_cms
from earsiv.imza.ers.yargi import judge as token_judge
from earsiv.imza.yol_yargi import Ortam
from earsiv.testing import der
from earsiv.testing.cades import ICERIK, sign
from earsiv.testing.cades_uzat import DAMGA_ANI
from earsiv.testing.dss import Istek, available, judge
from earsiv.testing.dunya import dunya
from earsiv.testing.saldiri import SALDIRILAR
from earsiv.testing.saldiri_temel import GUN, YARGI_ANI, YENILEME_ANI, arsiv, crls, damgali, expect, simdi, xl

pytestmark = pytest.mark.yavas

KOK = Path(__file__).resolve().parents[2]
VERI = KOK / "tests" / "dss" / "farklar.toml"
SAYFA = KOK / "docs" / "kavramlar" / "dss-farklari.md"
D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
AGIRLIK = {"TOTAL_PASSED": 0, "INDETERMINATE": 1, "TOTAL_FAILED": 2}
GECTI, OKUYAMADI, COKTU, IMZASIZ = "TOTAL_PASSED", "cannot read", "StackOverflowError", "no signature"


# ---- entries beside the attack list: where a stamp must carry the verdict, because the signer's certificate did not last ----


def _lists(an=YARGI_ANI - GUN, **iptal):
    return lambda: crls(an, iptal={ad.replace("_", "-"): olay for ad, olay in iptal.items()})


def _lifted():
    return (*crls(DAMGA_ANI + 3 * GUN, iptal={"kisi": (DAMGA_ANI - GUN, "certificate_hold")}), *simdi())


_KISI = (DAMGA_ANI + 10 * GUN, "superseded")
EKLER = {
    "ek-kisi-sonra-iptal": expect(damgali, "GECTI", kanit=_lists(kisi=_KISI)),
    "ek-zd-faaliyeti-bitmis": expect(damgali, "GECTI", kanit=_lists(kisi=_KISI, zd=(YENILEME_ANI, "cessation_of_operation"))),
    "ek-zd-anahtari-calinmis": expect(damgali, "NO_POE", kanit=_lists(kisi=_KISI, zd=(YENILEME_ANI, "key_compromise"))),
    "ek-zd-iptali-nedensiz": expect(damgali, "GECTI", kanit=_lists(kisi=_KISI, zd=(YENILEME_ANI, None))),
    "ek-zd-anahtari-calinmis-etsi": expect(
        damgali, "NO_POE", kanit=_lists(kisi=_KISI, zd=(YENILEME_ANI, "key_compromise")), tsa_anahtar_guveni="etsi"
    ),
    "ek-zd-anahtari-calinmis-arsivli-etsi": expect(
        lambda: arsiv(xl(), tsa="zd2"),
        "GECTI",
        kanit=_lists(kisi=_KISI, zd=(YENILEME_ANI, "key_compromise")),
        tsa_anahtar_guveni="etsi",
    ),
    "ek-alt-kok-sonra-calinmis": expect(damgali, "NO_POE", kanit=_lists(alt=(YENILEME_ANI, "ca_compromise"))),
    "ek-alt-kok-sonra-calinmis-etsi": expect(
        damgali, "NO_POE", kanit=_lists(alt=(YENILEME_ANI, "ca_compromise")), tsa_anahtar_guveni="etsi"
    ),
    "ek-aski-sonra-kalkmis": expect(damgali, "TRY_LATER", kanit=_lifted),
}
GIRDILER = SALDIRILAR | EKLER


# ---- evidence records ----

ILK = dt.datetime(2026, 3, 3, 2, 0, tzinfo=dt.UTC)
A, B, G = b"a belgesi", b"b belgesi", [b"g1", b"g2"]


class Damgaci:
    def __init__(self, gun=0, tsa="zd"):
        self.an, self.tsa = ILK + dt.timedelta(days=gun), tsa

    def stamp(self, ozet, algoritma):
        return D.damga(ozet, algoritma, self.an, tsa=self.tsa)


def ozetler(algoritma="sha256", **baska):
    nesneler = {"a": A, "b": B, "g": G, **baska}
    return {ad: [_h(u, algoritma) for u in n] if isinstance(n, list) else _h(n, algoritma) for ad, n in nesneler.items()}


def _h(veri, algoritma="sha256"):
    return hashlib.new(algoritma, veri).digest()


def gece(*damga, **baska):
    return ers.build(ozetler(**baska), Damgaci(*damga))


def yenilenmis(*damga):
    return ers.renew([gece()], Damgaci(30, *damga))[0]


def yeniden_ozetlenmis(asil, gun):
    return ers.rehash([asil], [ozetler("sha512")], Damgaci(gun, "zd2"), "sha512")[0]


def bozuk(ham, yer):
    return ham[:yer] + bytes([ham[yer] ^ 1]) + ham[yer + 1 :]


def kardesi_bozuk():
    ham = gece().record("a")
    return bozuk(ham, ham.index(_h(A)) + 1)


def damgasi_bozuk():
    ham = gece().record("a")
    return bozuk(ham, ham.index(gece().token) + len(gece().token) - 1)


@attrs.frozen
class Kayit:
    """An evidence record and the object handed over with it; ``biz`` is our verdict. A group lies beside the signature in it."""

    kur: object
    nesne: object
    biz: str = GECTI
    kanit: bool = True


@cache
def imza():
    return sign(ayrik=True).dump()


KAYITLAR = {
    "kayit-ilk": Kayit(lambda: gece().record("a"), A),
    "kayit-tek-nesne": Kayit(lambda: ers.build({"a": _h(A)}, Damgaci()).record("a"), A),
    "kayit-damga-yenilenmis": Kayit(lambda: yenilenmis("zd2").record("a"), A),
    "kayit-ozet-yenilenmis": Kayit(lambda: yeniden_ozetlenmis(gece(), 30).record("a"), A),
    "kayit-iki-kez-yenilenmis": Kayit(lambda: yeniden_ozetlenmis(yenilenmis(), 60).record("a"), A),
    "kayit-ozetten-sonra-damga": Kayit(lambda: ers.renew([yeniden_ozetlenmis(gece(), 30)], Damgaci(60))[0].record("a"), A),
    "kayit-grubun-bir-uyesi": Kayit(lambda: gece().record("g"), G[0]),
    "kayit-grup-tam": Kayit(lambda: gece(g=[imza(), ICERIK]).record("g"), [imza, ICERIK]),
    "kayit-grup-eksik": Kayit(lambda: gece(g=[imza(), ICERIK, B]).record("g"), [imza, ICERIK], "TOTAL_FAILED HASH_FAILURE"),
    "kayit-grup-fazla": Kayit(lambda: gece(g=[imza(), B]).record("g"), [imza, ICERIK], "TOTAL_FAILED HASH_FAILURE"),
    "kayit-baska-nesne": Kayit(lambda: gece().record("a"), B, "TOTAL_FAILED HASH_FAILURE"),
    "kayit-yenilenmis-baska-nesne": Kayit(lambda: yenilenmis("zd2").record("a"), B, "TOTAL_FAILED HASH_FAILURE"),
    "kayit-ozet-yenilenmis-baska-nesne": Kayit(lambda: yeniden_ozetlenmis(gece(), 30).record("a"), B, "TOTAL_FAILED HASH_FAILURE"),
    "kayit-agaci-bozuk": Kayit(kardesi_bozuk, A, "TOTAL_FAILED HASH_FAILURE"),
    "kayit-damgasi-bozuk": Kayit(damgasi_bozuk, A, "TOTAL_FAILED SIG_CRYPTO_FAILURE"),
    "kayit-sahte-zd": Kayit(lambda: gece(0, "zd-sahte").record("a"), A, "INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND"),
    "kayit-sahte-zd-yenilemede": Kayit(lambda: yenilenmis("zd-sahte").record("a"), A, "INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND"),
    "kayit-kanitsiz": Kayit(lambda: gece().record("a"), A, "INDETERMINATE TRY_LATER", kanit=False),
}


def kayit_istegi(ad):
    k = KAYITLAR[ad]
    gerisi = {
        "kokler": D.kokler(),
        "an": YARGI_ANI,
        "siller": simdi() if k.kanit else (),
        "sertifikalar": (D.sertifika("alt"), D.sertifika("alt-ec")),
    }
    if isinstance(k.nesne, list):
        return Istek(ad, imza(), icerik=ICERIK, kayitlar=(k.kur(),), **gerisi)
    return Istek(ad, k.kur(), icerik=k.nesne, **gerisi)


def kayit_hukmu(ad):
    soru, nesne = kayit_istegi(ad), KAYITLAR[ad].nesne
    ortam = Ortam(DogrulamaPolitikasi(), GUVEN, KanitKumesi.of(*soru.siller, *soru.sertifikalar), soru.an)
    grup = isinstance(nesne, list)
    sonuc = ers.verify(soru.kayitlar[0] if grup else soru.imza, [imza(), ICERIK] if grup else nesne, token_judge(ortam))
    return sozcuk(sonuc), str(sonuc.karar)


# ---- the two judges ----


def kind(ham):
    """Tell a certificate, CRL and OCSP answer apart by their first fields."""
    ilk = der.children(ham)[0]
    return "ocspler" if ilk[0] == 0x0A else "sertifikalar" if der.children(ilk)[0][0] == 0xA0 else "siller"


def soru(ad):
    if ad in KAYITLAR:
        return kayit_istegi(ad)
    s = GIRDILER[ad]
    girdi, kanit = s.girdi(), {"sertifikalar": [], "siller": [], "ocspler": []}
    for ham in s.kanit:
        kanit[kind(ham)].append(ham)
    return Istek(ad, girdi.cms, D.kokler(), s.an, girdi.icerik, **kanit)


def sozcuk(hukum):
    """Return indication and sub-indication; DSS drops "TOTAL" for time-stamps and records."""
    durum = str(hukum.durum)
    return " ".join(filter(None, (durum if durum in AGIRLIK else f"TOTAL_{durum}", str(hukum.alt_durum or ""))))


@cache
def bizim(ad):
    """Return our word and legal reading of an entry."""
    if ad in KAYITLAR:
        return kayit_hukmu(ad)
    s = GIRDILER[ad]
    girdi = s.girdi()
    ayar = {"guven": GUVEN, "kanit": KanitKumesi.of(*s.kanit), "politika": DogrulamaPolitikasi(**s.politika), "an": s.an}
    sonuc = verify_cms(girdi.cms, "x.p7s", icerik=girdi.icerik, **ayar)
    return sozcuk(sonuc), str(sonuc.karar)


def onun(cevap):
    """Return DSS's word of an answer, its words of the time-stamps it does not pass, and the codes of its warnings."""
    if cevap.hata:
        return (COKTU if cevap.hata == COKTU else OKUYAMADI), [], []
    kayit = cevap.ad in KAYITLAR
    hukumler = [*cevap.kayitlar, *(k for i in cevap.imzalar for k in i.kayitlar)] if kayit else cevap.imzalar
    if not hukumler:
        return IMZASIZ, [], []
    kotu = max(hukumler, key=lambda h: AGIRLIK[sozcuk(h).split()[0]])
    damgalar = [d for h in hukumler for d in h.damgalar]
    kotu_damgalar = sorted({sozcuk(d) for d in damgalar if sozcuk(d) != GECTI})
    uyarilar = sorted({u.split(":")[0] for h in [*hukumler, *damgalar] for u in h.uyarilar})
    return sozcuk(kotu), kotu_damgalar, uyarilar


def row(cevap):
    """Return what there is to list, or ``None`` where both judges say the same; refusing to read is as good as FORMAT_FAILURE."""
    biz, karar = bizim(cevap.ad)
    dss, damga, uyari = onun(cevap)
    if (dss == biz and not (biz == GECTI and damga)) or (dss == OKUYAMADI and biz == "TOTAL_FAILED FORMAT_FAILURE"):
        return None
    satir = {"dss": dss, "biz": biz, "karar": karar}
    if dss == GECTI:
        satir |= {ad: liste for ad, liste in (("damga", damga), ("uyari", uyari)) if liste}
    return satir


def show(ad, satir):
    degerler = ", ".join(f"{k} = {_toml(v)}" for k, v in satir.items())
    return f"{ad} = {{ {degerler} }}"


def _toml(deger):
    return "[" + ", ".join(map(_toml, deger)) + "]" if isinstance(deger, list) else f'"{deger}"'


# ---- the list ----


@cache
def liste():
    return tomllib.loads(VERI.read_text("utf-8"))


def listed():
    return {ad: satir for aile in liste()["aile"] for ad, satir in aile["satirlar"].items()}


def asked():
    return [ad for ad in (*GIRDILER, *KAYITLAR) if ad not in liste()["sorulmayan"]]


TURLER = {
    "biz": "We pass, DSS does not",
    "dss": "DSS passes, we do not",
    "soz": "Neither passes, in other words",
}


def sort_of(satir):
    if satir["biz"] == GECTI:
        return "biz"
    return "dss" if satir["dss"] == GECTI else "soz"


def notices(satir):
    """Tell in which way DSS shows a fault in what it passes."""
    return "damga" if "damga" in satir else "uyari" if "uyari" in satir else "yok"


def _line(ad, satir):
    goren = [f"time-stamp {d}" for d in satir.get("damga", ())] + [f"warning {u}" for u in satir.get("uyari", ())]
    dss = "; ".join([satir["dss"], *goren])
    return f"| `{ad}` | {dss} | {satir['biz']} | {satir['karar']} |"


def page():
    """Return the page about the differences."""
    veri, satirlar = liste(), listed()
    olcum, turler = veri["olcum"], Counter(map(sort_of, satirlar.values()))
    gorme = Counter(notices(s) for s in satirlar.values() if sort_of(s) == "dss")
    parcalar = [
        "<!-- SPDX-FileCopyrightText: 2026 earsiv geliştiricileri -->\n<!-- SPDX-License-Identifier: Apache-2.0 -->",
        "<!-- Written by tests/imza/test_dss_saldirilar.py from tests/dss/farklar.toml; do not edit. -->\n",
        f"# Where EU DSS decides otherwise\n\n{veri['giris'].strip()}\n",
        (
            f"DSS {olcum['dss']} was asked about {olcum['sorulan']} files, {olcum['kayit']} of them evidence records. "
            f"In {olcum['ayni']} both judges use the same words; {len(satirlar)} differ:\n"
        ),
        "| | Files |\n|---|---|",
        *(f"| {baslik} | {turler[tur]} |" for tur, baslik in TURLER.items()),
        (
            f"\nOf the {turler['dss']} that DSS passes and we do not, it marks a time-stamp as bad in {gorme['damga']}, warns in {gorme['uyari']} "
            f"and says nothing in {gorme['yok']}.\n"
        ),
    ]
    for tur, baslik in TURLER.items():
        parcalar.append(f"## {baslik}\n")
        for aile in veri["aile"]:
            if sort_of(next(iter(aile["satirlar"].values()))) == tur:
                tablo = [_line(ad, s) for ad, s in aile["satirlar"].items()]
                parcalar += [
                    f"### {aile['baslik']}\n\n{aile['neden'].strip()}\n",
                    "| File | DSS | earsiv | Legal reading |\n|---|---|---|---|",
                    *tablo,
                    "",
                ]
    parcalar.append("## Not asked\n\n| File | Why |\n|---|---|")
    parcalar += [f"| `{ad}` | {neden} |" for ad, neden in veri["sorulmayan"].items()]
    return "\n".join(parcalar) + "\n"


# ---- tests ----


@pytest.fixture(scope="module")
def cevaplar():
    if (engel := available()) is not None:
        pytest.skip(f"EU DSS'E SORULMADI: {engel}")
    return judge([soru(ad) for ad in asked()])


@pytest.mark.servis
def test_every_difference_from_dss_is_listed_and_no_listed_one_is_gone(cevaplar):
    """The list and the two judges agree to the word; the message gives the lines to write."""
    gercek = {c.ad: satir for c in cevaplar if (satir := row(c)) is not None}
    yazili = listed()
    eksik = [show(ad, satir) for ad, satir in gercek.items() if yazili.get(ad) != satir]
    kalkan = [ad for ad in yazili if ad not in gercek]
    assert not eksik and not kalkan, "\n".join(["listede olmayan ya da değişen:", *eksik, "artık fark olmayan:", *kalkan])


@pytest.mark.servis
def test_evidence_reached_dss_and_the_numbers_are_right(cevaplar):
    """No evidence was refused unread, and the counts of the page are those of the run."""
    assert not [c.ad for c in cevaplar if c.notlar]
    olcum = {"sorulan": len(cevaplar), "kayit": len(KAYITLAR), "ayni": sum(row(c) is None for c in cevaplar)}
    assert {ad: liste()["olcum"][ad] for ad in olcum} == olcum


@pytest.mark.servis
def test_dss_passes_every_sound_control_but_those_listed(cevaplar):
    """Nothing else of what we call sound is refused by DSS, in signature or time-stamp."""
    saglam = [c for c in cevaplar if c.ad in KAYITLAR or GIRDILER[c.ad].saglam]
    kotu = {c.ad for c in saglam if bizim(c.ad)[0] == GECTI and (onun(c)[0] != GECTI or onun(c)[1])}
    assert kotu == {ad for ad, s in listed().items() if sort_of(s) == "biz" and (ad in KAYITLAR or GIRDILER[ad].saglam)}


@pytest.mark.yavas
def test_our_words_are_those_listed():
    """Needs no Java."""
    assert {ad: (s["biz"], s["karar"]) for ad, s in listed().items()} == {ad: bizim(ad) for ad in listed()}


@pytest.mark.parametrize("ad", KAYITLAR)
def test_our_verdict_on_evidence_records(ad):
    """First, renewed in both ways, of a group, over another object, without evidence."""
    assert bizim(ad)[0] == KAYITLAR[ad].biz


def test_families_are_of_one_sort_and_have_a_reason():
    """No entry stands twice, every name exists, every family says why."""
    adlar = [ad for aile in liste()["aile"] for ad in aile["satirlar"]]
    assert len(adlar) == len(set(adlar)) and {*adlar, *liste()["sorulmayan"]} <= {*GIRDILER, *KAYITLAR}
    for aile in liste()["aile"]:
        assert len({sort_of(s) for s in aile["satirlar"].values()}) == 1, aile["baslik"]
        assert len(aile["neden"]) > 60


def test_page_is_what_the_list_says():
    """Write it anew with ``python tests/imza/test_dss_saldirilar.py``."""
    assert SAYFA.read_text("utf-8") == page()


def test_version_of_dss_is_the_one_asked():
    """A newer DSS is asked anew."""
    assert f"<dss.version>{liste()['olcum']['dss']}</dss.version>" in (KOK / "tests" / "dss" / "pom.xml").read_text("utf-8")


if __name__ == "__main__":
    SAYFA.write_text(page(), "utf-8")
