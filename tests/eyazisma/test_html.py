# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The page of a package: everything in it, nothing from outside, hostile text as text, looked at in a real browser."""

import io
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from PIL import Image

from earsiv import eyazisma
from earsiv.errors import GirdiHatasi
from earsiv.testing import SahteSaat, altered, render, replaced, sample, write_letter, write_update
from earsiv.testing.pki import encryption_key

pytestmark = pytest.mark.yavas

TARAYICI = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SALDIRI = '<script>document.title="calisti"</script><img src=x onerror=alert(1)>'


def yaz(tmp_path, veri, ad="p.eyp"):
    (tmp_path / ad).write_bytes(veri)
    rapor = eyazisma.write_html(tmp_path / ad, tmp_path / "s.html", saat=SahteSaat())
    return rapor, (tmp_path / "s.html").read_text("utf-8")


@pytest.fixture(scope="module")
def mektup(tmp_path_factory):
    yol = tmp_path_factory.mktemp("html") / "p.eyp"
    return write_letter(yol, ustyazi=render(["Bilgi İşlem Müdürlüğü bakım raporu", "İkinci sayfa"], "metinli-pdf")).read_bytes()


class _Topla(HTMLParser):
    def __init__(self):
        super().__init__()
        self.etiketler, self.adresler = [], []

    def handle_starttag(self, tag, attrs):
        self.etiketler.append(tag)
        self.adresler += [d for a, d in attrs if a in {"src", "href", "action", "data", "srcset", "poster"}]


def test_page_holds_everything_and_reaches_for_nothing(tmp_path, mektup):
    """Metadata, verdict, four answers, attachments, findings, cover letter; only data addresses, no script, and a policy that says so."""
    rapor, sayfa = yaz(tmp_path, mektup)
    assert rapor.gecerli
    topla = _Topla()
    topla.feed(sayfa)
    assert not {"script", "iframe", "object", "embed", "link", "form"} & set(topla.etiketler)
    assert topla.adresler and all(a.startswith(("data:image/png;base64,", "data:application/octet-stream;base64,")) for a in topla.adresler)
    assert "default-src 'none'" in sayfa
    for metin in (
        "Bakım Raporu",
        "E-99900001-807.04-118",
        "20.11.2022",
        "Örnek Kurumu (99900002)",
        "807.04 Bakım",
        "İmza ve mühür",
        "DENEME ÖRNEK",
    ):
        assert metin in sayfa, metin
    assert "12345678901" not in sayfa and "imzanın hukuki kararı belirsiz" in sayfa
    resimler = re.findall(r'src="data:image/png;base64,([^"]+)"', sayfa)
    import base64

    boylar = [Image.open(io.BytesIO(base64.b64decode(r))).size for r in resimler]
    assert len(boylar) == 2 and all(en > 500 and boy > 500 for en, boy in boylar)


def test_hostile_text_stays_text(tmp_path):
    """Whatever a package says of itself, in every field that is shown."""
    kacis = SALDIRI.replace("<", "&lt;").replace('"', "&quot;").replace(">", "&gt;")

    def degis(p):
        for eski in ("Bakım Raporu", "Örnek Kurumu", "Birinci ek", "üst yazı.pdf", "İlgi yazı"):
            replaced("/Ustveri/Ustveri.xml", eski, kacis)(p)

    _, sayfa = yaz(tmp_path, altered(sample("2.0"), degis))
    assert "<script" not in sayfa and "<img src=x" not in sayfa and "&lt;script&gt;" in sayfa


@pytest.mark.skipif(TARAYICI is None, reason="TARAYICI YOK: sayfa gerçek bir tarayıcıda görülmedi")
def test_page_is_seen_in_a_real_browser(tmp_path, mektup):
    """Headless Chromium renders it: the words are there, nothing ran, the picture is no empty page."""
    yaz(
        tmp_path,
        altered(
            mektup, replaced("/Ustveri/Ustveri.xml", "Bakım Raporu", "Bakım Raporu &lt;script&gt;document.title='calisti'&lt;/script&gt;")
        ),
    )
    ayar = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    ayar += [
        "--disable-sync",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={tmp_path / 'profil'}",
        "--window-size=1000,1800",
    ]
    adres = (tmp_path / "s.html").as_uri()
    dom = subprocess.run([TARAYICI, *ayar, "--dump-dom", adres], capture_output=True, text=True, timeout=120, check=True).stdout
    assert "Paketin kendi söylediği imzacılar" in dom and "<title>Bakım Raporu &lt;script&gt;" in dom and "<script>" not in dom
    subprocess.run([TARAYICI, *ayar, f"--screenshot={tmp_path / 'g.png'}", adres], capture_output=True, timeout=120, check=True)
    resim = Image.open(tmp_path / "g.png").convert("RGB")
    renkler = {renk for _, renk in resim.getcolors(1 << 24)}
    assert resim.size == (1000, 1800) and len(renkler) > 200
    ust_yazi = resim.crop((60, 1100, 940, 1800)).convert("L")  # the page's own picture, not only its text
    assert sum(ust_yazi.histogram()[:100]) > 300


def test_other_kinds_and_broken_ones_have_their_page(tmp_path, mektup):
    """Update, encrypted, tampered, a cover letter that is no PDF or cannot be drawn."""
    (tmp_path / "a.eyp").write_bytes(mektup)
    _, sayfa = yaz(tmp_path, write_update(tmp_path / "g.eypg", tmp_path / "a.eyp").read_bytes(), "h.eypg")
    assert "Güncelleme mührü" in sayfa and "gizlilik derecesi yok" in sayfa and "Üst yazı, sayfa 1" in sayfa
    eyazisma.encrypt(tmp_path / "a.eyp", tmp_path / "a.eyps", [encryption_key("a").sertifika])
    (tmp_path / "s.html").unlink()
    _, sayfa = yaz(tmp_path, (tmp_path / "a.eyps").read_bytes(), "b.eyps")
    assert "Paket şifreli" in sayfa and "Örnek Kurumu" in sayfa
    for n, ustyazi in enumerate((b"MZ\x90 program", b"%PDF-1.4 bozuk", b"PK\x03\x04 bir zip")):
        (tmp_path / "s.html").unlink()
        rapor, sayfa = yaz(tmp_path, altered(mektup, lambda p, u=ustyazi: p.update({"/UstYazi/ustyazi.pdf": u})), f"{n}.eyp")
        assert "Aslını indir" in sayfa and ("gösterilemedi" in sayfa or "gösterilmez" in sayfa)
    (tmp_path / "s.html").unlink()
    rapor, sayfa = yaz(tmp_path, altered(mektup, lambda p: None, sonra=lambda p: p.update({"/Ekler/ekg1.txt": b"baska"})), "k.eyp")
    assert "Paket geçersiz" in sayfa and "EYP-043" in sayfa and not rapor.gecerli


@pytest.mark.parametrize(
    "ad", ["/Ustveri/Ustveri.xml", "/NihaiOzet/NihaiOzet.xml", "/[Content_Types].xml", "/OrijinalPaket/OrijinalPaket.eyp"]
)
def test_broken_letters_have_their_page_too(tmp_path, ad):
    """A part that cannot be read, an original that is none: the page shows the rest and says what is wrong."""
    tur = "eypg" if "Orijinal" in ad else "2.0"
    veri = altered(
        sample(tur),
        lambda p: p.update(
            {ad: b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>" if "Types" in ad else b"bozuk"}
        ),
    )
    rapor, sayfa = yaz(tmp_path, veri)
    assert rapor.gecerli is ("Types" in ad) and ("Paket geçersiz" in sayfa) is not rapor.gecerli


def test_page_is_not_written_over_another_file(tmp_path, mektup):
    """KAB-013."""
    yaz(tmp_path, mektup)
    with pytest.raises(GirdiHatasi) as hata:
        yaz(tmp_path, mektup)
    assert hata.value.kod == "KAB-013"
