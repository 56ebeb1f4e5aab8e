# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""An institution's own layout: columns chosen, named and ordered; what it may not do is refused with the known names."""

import io
import json

import docx
import pytest
from openpyxl import load_workbook

from earsiv.errors import GirdiHatasi
from earsiv.rapor import DuzenSutunu, FormDuzeni, apply, decision_report, form, form_names, list_report, write
from tests.rapor.ornekler import karar, liste

DUZEN = FormDuzeni(
    "imha-listesi",
    baslik="ÖRNEKOVA İMHA LİSTESİ",
    aciklama="",
    sutunlar=(
        DuzenSutunu("sira_no", "No"),
        DuzenSutunu("malzeme"),
        DuzenSutunu("konu", "Dosyanın Konusu", 50),
        DuzenSutunu("dosya"),
    ),
    imzalar=("Arşiv Sorumlusu", "Yazı İşleri Müdürü"),
)


def basliklar(rapor, bicim="csv"):
    return write(rapor, bicim, DUZEN).decode("utf-8-sig").split("\r\n")[0].split(";")


def test_columns_are_chosen_named_and_ordered():
    """Fields of the line that the form does not show by default may be shown; title and width may differ."""
    rapor = list_report(liste(2))
    assert basliklar(rapor) == ["No", "Malzeme", "Dosyanın Konusu", "Dosya Kimliği"]
    assert write(rapor, "csv", DUZEN).decode("utf-8-sig").split("\r\n")[1].startswith("1;Evrak;Bilgi edinme")
    assert apply(form("imha-listesi"), DUZEN).sutunlar[2].genislik == 50


def test_title_sentence_and_signatures_follow_the_layout():
    """In the PDF and in DOCX; an empty sentence is left out, signature places are renamed."""
    belge = docx.Document(io.BytesIO(write(list_report(liste(2)), "docx", DUZEN)))
    metinler = [p.text for p in belge.paragraphs]
    assert "ÖRNEKOVA İMHA LİSTESİ" in metinler and not any("Saklama süresi dolan" in m for m in metinler)
    assert [h.text.split("\n")[0] for h in belge.tables[-1].rows[0].cells] == ["Arşiv Sorumlusu", "Yazı İşleri Müdürü"]
    assert load_workbook(io.BytesIO(write(list_report(liste(1)), "xlsx", DUZEN))).active.title == "ÖRNEKOVA İMHA LİSTESİ"
    assert write(list_report(liste(1)), "pdf", DUZEN)


def test_titles_of_signatures_go_to_the_persons_in_order():
    """A shorter list of titles renames the first ones only."""
    bir = liste(3)
    rapor = decision_report(bir, karar(bir)).laid_out(FormDuzeni("komisyon-karari", imzalar=("Komisyon Başkanı",)))
    assert [y.baslik for y in rapor.yerler] == ["Komisyon Başkanı", "Üye", "Üye", "Birim temsilcisi", "Birim temsilcisi"]


def test_votes_may_move_as_one_field():
    """The seats stay together wherever the layout puts them."""
    bir = liste(2)
    duzen = FormDuzeni("komisyon-karari", sutunlar=(DuzenSutunu("sira_no"), DuzenSutunu("sonuc"), DuzenSutunu("oylar")))
    assert write(decision_report(bir, karar(bir)), "csv", duzen).decode("utf-8-sig").split("\r\n")[:2] == [
        "Sıra No;Karar;B;A1;A2;U1;U2",
        "1;İmha;İmha;İmha;İmha;İmha;İmha",
    ]


def test_layout_comes_back_from_json():
    """It is kept as a register."""
    assert FormDuzeni.from_dict(json.loads(json.dumps(DUZEN.as_dict()))) == DUZEN
    assert FormDuzeni.from_dict({"form": "faaliyet"}) == FormDuzeni("faaliyet")
    yalin = FormDuzeni.from_dict({"form": "imha-listesi", "sutunlar": ["sira_no", {"alan": "konu", "genislik": 60}]})
    assert yalin.sutunlar == (DuzenSutunu("sira_no"), DuzenSutunu("konu", None, 60))


def test_default_layout_changes_nothing():
    """For every form."""
    for ad in form_names():
        assert apply(form(ad), FormDuzeni(ad)) == form(ad)


@pytest.mark.parametrize(
    ("veri", "kod"),
    [
        ({"form": "yok"}, "RAP-001"),
        ({"form": "imha-listesi", "sutunlar": ["sira_no", "maas"]}, "RAP-005"),
        ({"form": "imha-listesi", "sutunlar": ["konu"]}, "RAP-006"),
        ({"form": "komisyon-karari", "sutunlar": ["sira_no", "oylar"]}, "RAP-006"),
        ({"form": "imha-listesi", "sutunlar": ["sira_no", "konu", "konu"]}, "RAP-007"),
        ({"form": "imha-listesi", "sutunlar": ["sira_no", {"alan": "konu", "genislik": 0}]}, "RAP-008"),
        ({"form": "imha-listesi", "sutunlar": ["sira_no", {"alan": "konu", "genislik": 10**9}]}, "RAP-008"),
        ({"form": "imha-listesi", "sutunlar": ["sira_no", {"alan": "konu", "genislik": "12"}]}, "RAP-008"),
        ({"form": "imha-listesi", "sutunlar": ["sira_no", {"alan": "konu", "genislik": True}]}, "RAP-008"),
        ({"form": "imha-listesi", "renk": "mor"}, "RAP-004"),
        ({"form": "imha-listesi", "sutunlar": "sira_no"}, "RAP-004"),
        ({"form": "imha-listesi", "sutunlar": [3]}, "RAP-004"),
        ({"form": "imha-listesi", "baslik": 5}, "RAP-004"),
        ({"form": "imha-listesi", "baslik": "x" * 501}, "RAP-004"),
        ({"form": "imha-listesi", "imzalar": [None, []]}, "RAP-004"),
        ([], "RAP-004"),
        (None, "RAP-004"),
    ],
)
def test_layout_that_does_not_fit_is_refused(veri, kod):
    """An unknown field is told with the known ones."""
    with pytest.raises(GirdiHatasi) as hata:
        FormDuzeni.from_dict(veri)
    assert hata.value.kod == kod
    assert kod != "RAP-005" or "malzeme" in hata.value.oneri


def test_layout_of_another_form_is_refused():
    """Never half applied."""
    with pytest.raises(GirdiHatasi) as hata:
        write(list_report(liste(1)), "csv", FormDuzeni("faaliyet"))
    assert hata.value.kod == "RAP-003"


@pytest.mark.fault("E11", "E12")
def test_titles_of_a_layout_are_text_too():
    """A title that looks like a command, a formula or markup is shown."""
    kotu = '=1+1 #eval("2") <b>&amp;'
    duzen = FormDuzeni("imha-listesi", baslik=kotu, sutunlar=(DuzenSutunu("sira_no", kotu),), imzalar=(kotu,))
    rapor = list_report(liste(1))
    assert write(rapor, "csv", duzen).decode("utf-8-sig").startswith("\"'=1+1")
    assert kotu in [p.text for p in docx.Document(io.BytesIO(write(rapor, "docx", duzen))).paragraphs]
    hucreler = [h for s in load_workbook(io.BytesIO(write(rapor, "xlsx", duzen))).active.iter_rows() for h in s if h.value == kotu]
    assert len(hucreler) >= 3 and {h.data_type for h in hucreler} == {"s"}
    assert write(rapor, "pdf", duzen)
