# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guide of retention does what it says: every command and every block runs, and its answers are the ones printed there."""

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest

from earsiv import _clock
from earsiv.cli import run

KOK = Path(__file__).resolve().parents[2]
SAYFA = (KOK / "docs/rehber/saklama.md").read_text("utf-8")
BLOKLAR = re.findall(r"^```(sh|python|text)\n(.*?)^```", SAYFA, re.DOTALL | re.MULTILINE)


def kos(dil, govde, ad_alani, capsys):
    """What a block prints."""
    capsys.readouterr()
    if dil == "python":
        exec(compile(govde, "saklama.md", "exec"), ad_alani)
        return capsys.readouterr().out
    cikti = ""
    for satir in govde.splitlines():
        beklenen = int(m[1]) if (m := re.search(r"# → (\d)", satir)) else 0
        _, *argumanlar = (ad_alani["KIMLIK"] if soz == "KIMLIK" else soz for soz in shlex.split(satir, comments=True))
        kod = run(argumanlar)
        gelen, hata = capsys.readouterr()
        assert kod == beklenen, (satir, gelen, hata)
        cikti += gelen
        if argumanlar[:2] == ["dosya", "ac"]:
            ad_alani["KIMLIK"] = re.search(r"[0-9a-f-]{36}", gelen)[0]
    return cikti


def tutar(beklenen, gelen):
    """The lines of the guide are those of the answer, one after the other; only ``…`` stands for lines that are not shown."""
    satirlar = [satir.strip() for satir in beklenen.splitlines()]
    desen = "".join("(?:.*\n)*?" if satir == "…" else f"{re.escape(satir)}\n" for satir in satirlar)
    sade = "".join(f"{satir.strip()}\n" for satir in gelen.splitlines())
    assert re.fullmatch(desen, sade), (beklenen, gelen)


@pytest.fixture
def klasor(tmp_path, monkeypatch):
    """The folder of the guide, on the day it was written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_clock.SystemClock, "now", lambda self: dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC))
    return tmp_path


def test_every_block_of_the_guide_runs_and_answers_as_printed(klasor, capsys):
    """In the order of the page; Python blocks share their names."""
    ad_alani, cikti, gosterilen = {}, "", 0
    for dil, govde in BLOKLAR:
        if dil == "text":
            tutar(govde, cikti)
            gosterilen += 1
        else:
            cikti = kos(dil, govde, ad_alani, capsys)
    assert gosterilen > 20 and (klasor / "tahmin.png").is_file() and (klasor / "tahmin.csv").is_file()


def test_a_wrong_line_in_the_guide_is_seen():
    """The comparison is no rubber stamp: another year, another order, a line too many."""
    cevap = "1. bir\n2. iki\n3. üç\n"
    for yanlis in (
        "1. bir\n2. ikı\n…\n",
        "…\n2. iki\n1. bir\n…\n",
        "…\n3. üç\n4. dört\n",
        "1. bir\n3. üç\n",
        "2. iki\n3. üç\n",
        "1. bir\n",
    ):
        with pytest.raises(AssertionError):
            tutar(yanlis, cevap)
    tutar("…\n2. iki\n…\n", cevap)


def test_all_traps_are_answered():
    """27 rows in order, and every link of the page leads to a heading."""
    satirlar = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", SAYFA, re.MULTILINE)
    assert [int(no) for no, _ in satirlar] == list(range(1, 28)) and all(yer for _, yer in satirlar)
    basliklar = {anchor(b) for b in re.findall(r"^#+ (.+)$", SAYFA, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", SAYFA)) <= basliklar


def anchor(baslik):
    """The anchor that the page's headings are given by an explicit target."""
    hedef = re.search(rf"^\(([a-z-]+)\)=\n#+ {re.escape(baslik)}$", SAYFA, re.MULTILINE)
    return hedef[1] if hedef else baslik


def test_page_names_only_rules_that_exist():
    """Codes of findings and of bars."""
    import tomllib

    from earsiv.saklama import ImhaEngeli

    kurallar = tomllib.loads((KOK / "src/earsiv/data/kurallar.toml").read_text("utf-8"))
    assert set(re.findall(r"\b[A-Z]{3}-\d{3}\b", SAYFA)) <= set(kurallar)
    assert set(re.findall(r"\bE\d{1,2}\b(?=:)", SAYFA)) <= set(ImhaEngeli)
