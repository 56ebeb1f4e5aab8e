# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Whatever a package holds, the answer is a report or an error of ours: mutated containers, tables, each XML part, CMS, descriptions.

``make fuzz`` runs the same with EARSIV_FUZZ examples each.
"""

import io
import json
import os
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earsiv import eyazisma
from earsiv.errors import EarsivError
from earsiv.opc import Kap
from earsiv.testing import SahteSaat, pack, sample, unpack

pytestmark = pytest.mark.yavas
KERE = int(os.environ.get("EARSIV_FUZZ", "25"))
AYAR = settings(max_examples=KERE, deadline=None, suppress_health_check=list(HealthCheck))

CORE = "core"
PARCALAR = [
    ("1.3", "/Ustveri/Ustveri.xml"),
    ("1.3", "/BelgeHedef/BelgeHedef.xml"),
    ("1.3", "/Imzalar/BelgeImza.xml"),
    ("1.3", "/PaketOzeti/PaketOzeti.xml"),
    ("2.0", "/Ustveri/Ustveri.xml"),
    ("2.0", "/NihaiUstveri/NihaiUstveri.xml"),
    ("2.0", "/ParafOzeti/ParafOzeti.xml"),
    ("2.0", "/NihaiOzet/NihaiOzet.xml"),
    ("2.0", "/_rels/.rels"),
    ("2.0", "/PaketOzeti/_rels/PaketOzeti.xml.rels"),
    ("2.0", "/[Content_Types].xml"),
    ("2.0", CORE),
    ("eypg", "/GuncellemeBilgisi/GuncellemeBilgisi.xml"),
    ("eypg", "/NihaiOzet/NihaiOzet.xml"),
]


@cache
def taban(tur):
    return sample(tur, paraf=tur == "2.0")


def bak(veri):
    """Go through every reader; only errors of ours may come out."""
    try:
        kap = Kap(io.BytesIO(veri), "p.eyp")
    except EarsivError:
        return
    paket = eyazisma.paket.Paket(kap)
    try:
        rapor = eyazisma.verify(paket)
        json.dumps(rapor.as_dict())
        assert all(b.yer.startswith("p.eyp") and b.mesaj for b in rapor.bulgular)
        eyazisma.describe(paket)
    except EarsivError:
        pass
    finally:
        paket.close()


GARIP = st.sampled_from(
    ["", " ", "\0", "\x01", "İ", "ﬁ", "9" * 40, "-1", "1e9", "true", "&#0;", "&amp;", "]]>", "<x/>", "<!-- -->", "<![CDATA[x]]>", "../..", "/", "#", "?", "%", "%zz",
     "urn:dpt:eyazisma:schema:xsd:Tipler-1", 'xsi:nil="true"', 'xmlns=""', "P", "0001-01-01T00:00:00", "9999-12-31T23:59:59Z", "x" * 5000, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]
)  # fmt: skip


@st.composite
def bozulmus(draw, metin):
    """Cut, double, exchange or fill in pieces of a text, at the seams of its elements or anywhere."""
    dikisler = [0, *(i for i, h in enumerate(metin) if h in '<>" '), len(metin)]
    for _ in range(draw(st.integers(1, 4))):
        a, b = sorted((draw(st.sampled_from(dikisler)), draw(st.sampled_from(dikisler))))
        a, b = min(a, len(metin)), min(b, len(metin))
        match draw(st.integers(0, 3)):
            case 0:
                metin = metin[:a] + metin[b:]
            case 1:
                metin = metin[:b] + metin[a:b] + metin[b:]
            case 2:
                metin = metin[:a] + draw(GARIP) + metin[b:]
            case 3:
                metin = metin[:a] + draw(GARIP) + metin[a:]
    return metin


@pytest.mark.fault("A23", "X05")
@pytest.mark.parametrize(("tur", "ad"), PARCALAR, ids=[f"{t}{a}" for t, a in PARCALAR])
def test_no_part_breaks_the_readers(tur, ad):
    """Each XML part and table in turn."""
    parcalar = unpack(taban(tur))
    ad = next(a for a in parcalar if a.endswith(".psmdcp")) if ad == CORE else ad

    @AYAR
    @given(bozulmus(parcalar[ad].decode("utf-8-sig")))
    def dene(metin):
        bak(pack({**parcalar, ad: metin.encode("utf-8", "surrogatepass")}))

    dene()


@pytest.mark.fault("A23")
@AYAR
@given(st.data())
def test_no_container_breaks_the_readers(veri):
    """Bytes changed, cut, doubled anywhere in the zip."""
    ham = bytearray(taban("2.0"))
    for _ in range(veri.draw(st.integers(1, 6))):
        yer = veri.draw(st.integers(0, len(ham) - 1) | st.integers(max(0, len(ham) - 1500), len(ham) - 1))
        match veri.draw(st.integers(0, 2)):
            case 0:
                ham[yer] = veri.draw(st.integers(0, 255))
            case 1:
                ham[yer : yer + 4] = veri.draw(st.sampled_from([b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\x05\x06", b"PK\x01\x02"]))
            case 2:
                del ham[yer : yer + veri.draw(st.integers(1, 40))]
    bak(bytes(ham))


@pytest.mark.fault("A23", "S09")
@AYAR
@given(st.data())
def test_no_signature_breaks_the_readers(veri):
    """Bytes changed anywhere in the CMS of signature and seal."""
    parcalar = unpack(taban("2.0"))
    ad = veri.draw(st.sampled_from(["/Imzalar/ImzaCades.imz", "/Muhur/MuhurCades.imz", "/Paraflar/ParafImzaCades.imz"]))
    ham = bytearray(parcalar[ad])
    for _ in range(veri.draw(st.integers(1, 5))):
        yer = veri.draw(st.integers(0, len(ham) - 1))
        ham[yer] = veri.draw(st.integers(0, 255))
    bak(pack({**parcalar, ad: bytes(ham[: veri.draw(st.integers(1, len(ham)))])}))


DEGER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | GARIP,
    lambda alt: st.lists(alt, max_size=3) | st.dictionaries(st.text(max_size=6), alt, max_size=3),
    max_leaves=6,
)
ANAHTAR = st.sampled_from(
    "konu belge_id belge_no tarih guvenlik_kodu dil olusturan dagitimlar ekler ilgiler ilgililer sdp heysk imzalar ustyazi oz_id taraf tur kkk ad yol id sira_no imzali".split()
)


@AYAR
@given(
    st.dictionaries(
        ANAHTAR,
        DEGER | st.lists(st.dictionaries(ANAHTAR, DEGER, max_size=5), max_size=2) | st.dictionaries(ANAHTAR, DEGER, max_size=5),
        max_size=12,
    )
)
def test_no_description_breaks_its_reader(veri):
    """Any JSON in any place."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as klasor:
        yol = Path(klasor) / "t.json"
        yol.write_text(json.dumps(veri), "utf-8")
        try:
            tanim = eyazisma.load_description(yol, SahteSaat())
            with eyazisma.create(Path(klasor) / "p.eyp", saat=SahteSaat()) as i:
                i.cover(b"%PDF-1.4", tanim.ustveri.dosya_adi or "a.pdf", tanim.ustveri.mime_turu)
                i.metadata(tanim.ustveri)
        except EarsivError:
            pass
        except RuntimeError as hata:
            assert "DosyaAdi" in str(hata) or "üst yazı" in str(hata)
