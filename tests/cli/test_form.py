# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``earsiv form``: the institution's own columns and titles, given, shown, refused, taken back."""

import pytest


@pytest.fixture
def depo(tmp_path, js, monkeypatch):
    js("kur", str(tmp_path / "arsiv"), "--kurum", "Örnekova Belediyesi", "--detsis", "99900001")
    monkeypatch.setenv("EARSIV_DEPO", str(tmp_path / "arsiv"))
    return tmp_path


def test_a_layout_is_given_shown_and_taken_back(depo, js):
    """Tried first, then written; the form goes back as it was."""
    ilk = js("form", "goster", "imha-listesi")
    (depo / "duzen.toml").write_text(
        'form = "imha-listesi"\nbaslik = "İMHA EDİLECEKLER"\n[[sutunlar]]\nalan = "sira_no"\n[[sutunlar]]\nalan = "konu"\nbaslik = "Dosyanın Adı"\n',
        "utf-8",
    )
    js("form", "ayarla", str(depo / "duzen.toml"), "--deneme")
    assert js("form", "goster", "imha-listesi") == ilk
    js("form", "ayarla", str(depo / "duzen.toml"))
    yeni = js("form", "goster", "imha-listesi")
    assert (yeni["baslik"], [s["baslik"] for s in yeni["sutunlar"]][1]) == ("İMHA EDİLECEKLER", "Dosyanın Adı")
    assert [f["form"] for f in js("form", "liste") if f["kurum_duzeni"]] == ["imha-listesi"]
    js("form", "geri", "imha-listesi")
    assert js("form", "goster", "imha-listesi") == ilk


@pytest.mark.parametrize(
    ("metin", "kod"),
    [("form = ", "RAP-004"), ('form = "yok"', "RAP-001"), ('form = "envanter"\n[[sutunlar]]\nalan = "olmayan"', "RAP-005")],
)
def test_a_layout_that_does_not_fit_is_refused(depo, js, metin, kod):
    """Not TOML, no such form, no such field: the code says which."""
    (depo / "d.toml").write_text(metin, "utf-8")
    assert js("form", "ayarla", str(depo / "d.toml"), kod=2)["hata"]["kod"] == kod
