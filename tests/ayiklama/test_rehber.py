# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The guides of the commission and of the hand-over do what they say: every command runs, on its day, and answers as printed there."""

import datetime as dt
import re
import shlex
from pathlib import Path

import click
import pytest

from earsiv import _clock
from earsiv.cli import earsiv, run
from earsiv.errors import kurallar
from earsiv.testing import render

KOK = Path(__file__).resolve().parents[2]
REHBER = KOK / "docs" / "rehber"
SAYFALAR = ("ayiklama-imha.md", "devir.md")
KIMLIK = re.compile(r"(?:Dosya açıldı: )([0-9a-f-]{36})")
OZET = re.compile(r"(?:Özet  |  özet )([0-9a-f]{64})\b")
PAKET = re.compile(r"paketin özeti ([0-9a-f]{128})")


def bloklar(sayfa):
    """Language and body of each block of a page, in order."""
    return re.findall(r"^```(sh|toml|text)\n(.*?)^```", (REHBER / sayfa).read_text("utf-8"), re.DOTALL | re.MULTILINE)


def tutar(beklenen, gelen):
    """The lines of the guide are those of the answer; a line ``…`` stands for lines that are not shown, ``…`` in a line for its rest."""
    desen = ""
    for satir in beklenen.splitlines():
        parcalar = [re.escape(re.sub(r" {2,}", "  ", p)) for p in satir.strip().split("…")]
        desen += "(?:.*\n)*?" if satir.strip() == "…" else f"{'.*?'.join(parcalar)}\n"
    sade = "".join(f"{re.sub(r' {2,}', '  ', satir.strip())}\n" for satir in gelen.splitlines())
    assert re.fullmatch(desen, sade), f"\n--- rehber\n{beklenen}\n--- cevap\n{gelen}"


class Daire:
    """An office that follows a guide: the day it is, what it wrote down of the answers, and its commands."""

    def __init__(self, klasor, monkeypatch, capsys):
        self.klasor, self.monkeypatch, self.capsys = klasor, monkeypatch, capsys
        self.gun, self.bilinen = dt.datetime(2037, 3, 2, 6, 0, tzinfo=dt.UTC), {}
        monkeypatch.chdir(klasor)
        monkeypatch.setattr(_clock.SystemClock, "now", lambda _: self.an())

    def an(self):
        """The moment, a millisecond after the last one: what comes in later has the later id."""
        self.gun += dt.timedelta(milliseconds=1)
        return self.gun

    def kos(self, govde):
        """Run the lines of a block; what they print."""
        cikti = ""
        for satir in govde.replace("\\\n", " ").splitlines():
            if m := re.match(r"# (\d\d)\.(\d\d)\.(\d{4})$", satir):
                self.gun = dt.datetime(int(m[3]), int(m[2]), int(m[1]), 6, 0, tzinfo=dt.UTC)
            elif satir.startswith("export "):
                self.monkeypatch.setenv(*satir.removeprefix("export ").split("="))
            elif satir.strip():
                cikti += self.komut(satir)
        return cikti

    def komut(self, satir):
        """Run one command with the exit code that the guide tells, and note the ids it prints."""
        beklenen = int(m[1]) if (m := re.search(r"# → (\d)", satir)) else 0
        _, *argumanlar = (self.yerine(soz) for soz in shlex.split(satir, comments=True))
        self.capsys.readouterr()
        kod = run(argumanlar)
        gelen, hata = self.capsys.readouterr()
        assert kod == beklenen, (satir, gelen, hata)
        for ad, desen in (("KIMLIK", KIMLIK), ("OZET", OZET), ("PAKET", PAKET)):
            if m := desen.search(gelen):
                self.bilinen[ad] = m[1]
        return gelen

    def yerine(self, soz):
        """The word, or what the office knows under it."""
        return re.sub(r"\b(KIMLIK|OZET|PAKET)\b", lambda m: self.bilinen[m[1]], soz)

    def yaz(self, govde):
        """Write a file that the guide shows; its first line is its name."""
        ad, _, metin = govde.partition("\n")
        (self.klasor / ad.removeprefix("# ")).write_text(metin, "utf-8")


@pytest.fixture
def daire(tmp_path, monkeypatch, capsys):
    for ad, metin in (("ustyazi.pdf", "zabıta tutanağı"), ("liste.pdf", "gündem")):
        (tmp_path / ad).write_bytes(render([metin], "metinli-pdf"))
    return Daire(tmp_path, monkeypatch, capsys)


@pytest.mark.yavas
@pytest.mark.parametrize("sayfa", SAYFALAR)
def test_every_block_of_the_guide_runs_and_answers_as_printed(daire, sayfa):
    """In the order of the page, each block on its day."""
    cikti, gosterilen = "", 0
    for dil, govde in bloklar(sayfa):
        if dil == "sh":
            cikti = daire.kos(govde)
        elif dil == "toml":
            daire.yaz(govde)
        else:
            tutar(govde, cikti)
            gosterilen += 1
    assert gosterilen >= 8


def secenekler():
    """Every command by its words, with its option names."""

    def gez(grup, yol):
        ctx = click.Context(grup)
        for ad in grup.list_commands(ctx):
            komut = grup.get_command(ctx, ad)
            yield (*yol, ad), {o for p in komut.params if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)}
            if isinstance(komut, click.Group):
                yield from gez(komut, (*yol, ad))

    return dict(gez(earsiv, ()))


@pytest.mark.parametrize("sayfa", [*SAYFALAR, "../kavramlar/ne-soz-veriyoruz.md"])
def test_every_command_named_anywhere_on_the_page_exists_with_its_options(sayfa):
    """Also those in running text, which no block runs."""
    bilinen = secenekler()
    metin = (REHBER / sayfa).read_text("utf-8")
    anilan = re.findall(r"`earsiv ([^`]+)`", metin)
    assert anilan
    for soz in anilan:
        sozler = soz.split()
        yol = max((y for y in bilinen if tuple(sozler[: len(y)]) == y), key=len, default=None)
        assert yol, soz
        assert set(re.findall(r"--[a-z][a-z-]*", soz)) <= bilinen[yol] | {"--depo", "--json"}, soz


@pytest.mark.parametrize("sayfa", [*SAYFALAR, "../kavramlar/ne-soz-veriyoruz.md"])
def test_page_names_only_rules_files_and_tests_that_exist(sayfa):
    """Codes, tests, and no article of law whose text nobody has read."""
    metin = (REHBER / sayfa).read_text("utf-8")
    assert set(re.findall(r"\b(?!SHA)[A-Z]{3}-\d{3}\b", metin)) <= set(kurallar())
    for yol in re.findall(r"`((?:tests|src|benchmarks)/[\w./]+)`", metin):
        assert (KOK / yol).exists(), yol
    for madde in re.findall(r"(\S+) m\.(\d+)", metin):
        assert madde in {("Kararnamesi", n) for n in ("4", "9", "18", "19", "20")} | {("Yönetmelik", n) for n in ("10", "19", "33")}, madde


def test_a_wrong_line_in_the_guide_is_seen():
    """The comparison is no rubber stamp: another number, another order, a line too many, a rest that is not there."""
    cevap = "Liste 2037/1  kısmen\n2  İmha   5\n"
    for yanlis in ("Liste 2037/2 …\n…\n", "…\n2  İmha  6\n", "2  İmha  5\nListe 2037/1  kısmen\n", "Liste 2037/1  kısmen\n"):
        with pytest.raises(AssertionError):
            tutar(yanlis, cevap)
    tutar("Liste …  kısmen\n2  İmha  5\n", cevap)
