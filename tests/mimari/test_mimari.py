# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The house: imports, names, sizes, words, licence lines, and documents that cannot lie."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

import earsiv
from earsiv import _text
from earsiv.errors import kurallar

KOK = Path(__file__).resolve().parents[2]
KAYNAK = sorted((KOK / "src").rglob("*.py"))
AGIR = (
    "lxml",
    "pyhanko",
    "asn1crypto",
    "openpyxl",
    "sqlalchemy",
    "alembic",
    "tantivy",
    "whoosh",
    "typst",
    "pypdfium2",
    "PIL",
    "pikepdf",
    "pypdf",
    "cryptography",
    "click",
    "rich",
    "cattrs",
)


@pytest.mark.fault("L05")
def test_import_is_cheap_and_clean():
    """A fresh process: ``import earsiv`` loads none of the heavy parts."""
    kod = f"import sys, earsiv; print([m for m in {AGIR!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", kod], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("komut", ["sayi coz E.1", "sdp goster 105.04", "saklama hesapla --kod 105.04 --kapanis 2015-01-01"])
def test_light_commands_stay_light(komut):
    """A number is parsed without XML, signatures or a database."""
    kod = f"import sys; from earsiv.cli import run; run({komut.split()!r}); print([m for m in {AGIR[:-2]!r} if m in sys.modules], file=sys.stderr)"
    sonuc = subprocess.run([sys.executable, "-c", kod], capture_output=True, text=True, check=True)
    assert sonuc.stderr.strip().splitlines()[-1] == "['click']", sonuc.stderr


def test_every_public_name_is_there_and_described():
    """``__all__`` of the package and of each room: importable, with a docstring."""
    odalar = [
        "arama",
        "ayiklama",
        "denetim",
        "devir",
        "eyazisma",
        "imha",
        "imza",
        "kabul",
        "model",
        "opc",
        "rapor",
        "saklama",
        "sdp",
        "store",
        "tarama",
        "testing",
    ]
    for modul in [earsiv, *(importlib.import_module(f"earsiv.{o}") for o in odalar)]:
        assert modul.__doc__
        for ad in modul.__all__:
            deger = getattr(modul, ad)
            assert not callable(deger) or deger.__doc__, (modul.__name__, ad)
    assert set(earsiv.__all__) <= set(dir(earsiv))
    with pytest.raises(AttributeError):
        earsiv.boyle_bir_ad_yok  # noqa: B018


def test_rooms_of_the_design_exist():
    """One folder a room."""
    odalar = "model denetim sdp saklama opc imza eyazisma tarama arama store kabul ayiklama imha devir etiket rapor testing cli".split()
    for oda in odalar:
        assert importlib.import_module(f"earsiv.{oda}").__doc__, oda


def kodlar_kaynakta():
    desen = re.compile(r'"([A-Z]{3}-\d{3})"')
    return {kod for yol in KAYNAK if "testing" not in yol.parts for kod in desen.findall(yol.read_text("utf-8"))}


def test_every_rule_code_used_exists_and_every_one_that_exists_is_used():
    """The catalogue and the code say the same."""
    assert kodlar_kaynakta() == set(kurallar())


def test_rule_texts_are_whole_sentences_with_advice():
    """Sentence and advice, placeholders that callers fill, levels known."""
    for kural in kurallar().values():
        assert kural.mesaj.endswith((".", ")", "}")) and kural.oneri.endswith("."), kural.kod
        assert not set(re.findall(r"{(\w+)}", kural.mesaj + kural.oneri)) & {"yer", "seviye"}, kural.kod
        assert not re.search(r"\bm\.\s?\d", kural.dayanak) or re.search(
            r"(Kararnamesi m\.(4|9|18|19|20)|Yönetmelik m\.(10|19|33))", kural.dayanak
        ), kural.kod


def test_no_error_leaves_a_placeholder_unfilled():
    """Every call of a rule names the values its sentence wants."""
    eksik = []
    for yol in KAYNAK:
        for dugum in ast.walk(ast.parse(yol.read_text("utf-8"))):
            if not isinstance(dugum, ast.Call) or not dugum.args:
                continue
            kodlar = [
                n.value
                for n in ast.walk(dugum.args[0])
                if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value in kurallar()
            ]
            ad = getattr(dugum.func, "id", getattr(dugum.func, "attr", ""))
            if ad in {"failed", "unclear"} and len(dugum.args) > 1:
                kodlar = [n.value for n in ast.walk(dugum.args[1]) if isinstance(n, ast.Constant) and n.value in kurallar()]
            if (
                not kodlar
                or not (ad == "bulgu" or ad.endswith("Hatasi") or ad in {"failed", "unclear"})
                or any(k.arg is None for k in dugum.keywords)
            ):
                continue
            verilen = {k.arg for k in dugum.keywords}
            for kod in kodlar:
                istenen = set(re.findall(r"{(\w+)}", kurallar()[kod].mesaj + kurallar()[kod].oneri))
                if not istenen <= verilen:
                    eksik.append((yol.name, dugum.lineno, kod, istenen - verilen))
    assert not eksik


def test_user_text_changes_case_only_in_text():
    """``str.lower/upper/casefold`` stand only where a line says that the text is ASCII."""
    kotu = []
    for yol in KAYNAK:
        if yol.name == "_text.py":
            continue
        satirlar = yol.read_text("utf-8").splitlines()
        for dugum in ast.walk(ast.parse("\n".join(satirlar))):
            if (
                isinstance(dugum, ast.Attribute)
                and dugum.attr in {"lower", "upper", "casefold", "title", "capitalize", "swapcase"}
                and isinstance(dugum.ctx, ast.Load)
            ):
                bolge = satirlar[max(0, dugum.lineno - 3) : dugum.end_lineno + 3]
                if not any("ASCII" in s for s in bolge) and not (isinstance(dugum.value, ast.Name) and dugum.value.id == "_text"):
                    kotu.append(f"{yol.name}:{dugum.lineno}")
    assert not kotu


def test_identifiers_are_ascii():
    """Turkish nouns in ASCII: no letter of the alphabet in a name."""
    for yol in KAYNAK:
        for dugum in ast.walk(ast.parse(yol.read_text("utf-8"))):
            for ad in (getattr(dugum, "name", None), getattr(dugum, "id", None), getattr(dugum, "attr", None), getattr(dugum, "arg", None)):
                assert not isinstance(ad, str) or ad.isascii(), (yol.name, ad)


def test_files_stay_small():
    """One story a file."""
    uzun = {yol.name: n for yol in KAYNAK if (n := len(yol.read_text("utf-8").splitlines())) > 450}
    assert not uzun


def test_every_source_file_names_its_licence():
    """Two SPDX lines."""
    for klasor in ("src", "tests", "tools", "benchmarks"):
        for yol in (KOK / klasor).rglob("*.py"):
            bas = yol.read_text("utf-8").splitlines()[:2]
            assert bas[0].startswith("# SPDX-FileCopyrightText:") and bas[1] == "# SPDX-License-Identifier: Apache-2.0", yol


def test_suppressions_are_counted():
    """Each names its rule; the number may not grow unseen."""
    metin = "\n".join(yol.read_text("utf-8") for yol in KAYNAK)
    assert not re.search(r"#\s*noqa(?!: [A-Z])", metin)
    assert len(re.findall(r"#\s*noqa: ", metin)) <= 34
    assert len(re.findall(r"#\s*type: ignore\[", metin)) <= 8 and not re.search(r"#\s*type: ignore(?!\[)", metin)


def test_nothing_is_left_for_later():
    """No note to ourselves in the code."""
    for yol in KAYNAK:
        assert not re.search(r"TODO|FIXME|XXX|NotImplementedError", yol.read_text("utf-8")), yol


def test_tests_carry_real_rows_of_the_fault_catalogue():
    """Every id in a marker has the form of the catalogue."""
    for yol in (KOK / "tests").rglob("test_*.py"):
        for bulunan in re.findall(r"mark\.fault\(([^)]*)\)", yol.read_text("utf-8")):
            for kod in re.findall(r'"([^"]+)"', bulunan):
                assert re.fullmatch(r"[AXSPCKDEIRFLQ]\d{1,2}", kod), (yol.name, kod)


def test_glossary_lists_every_noun_of_the_model():
    """The glossary is the authority on names."""
    sozluk = (KOK / "docs" / "sozluk.md").read_text("utf-8")
    tanimlayicilar = set(re.findall(r"`([A-Za-z_]+)`", sozluk))
    import earsiv.model

    for ad in earsiv.model.__all__:
        if attrs.has(getattr(earsiv.model, ad)) or isinstance(getattr(earsiv.model, ad), type):
            assert ad in tanimlayicilar, ad


def test_generated_pages_are_up_to_date():
    """Rule codes, commands and API pages are what the code says."""
    sonuc = subprocess.run([sys.executable, str(KOK / "tools" / "belge.py"), "--denetle"], capture_output=True, text=True, check=False)
    assert sonuc.returncode == 0, sonuc.stdout + sonuc.stderr


def test_version_stands_in_one_place():
    """The package reads it from the module."""
    ayar = tomllib.loads((KOK / "pyproject.toml").read_text("utf-8"))
    assert ayar["tool"]["hatch"]["version"]["path"] == "src/earsiv/__init__.py" and "version" not in ayar["project"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", earsiv.__version__)
    assert f"## {earsiv.__version__}" in (KOK / "CHANGELOG.md").read_text("utf-8")


def test_lock_pins_everything_with_digests_and_names_no_host():
    """Exact versions for every dependency of the package."""
    kilit = (KOK / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?://|--index-url|--find-links", kilit)
    ayar = tomllib.loads((KOK / "pyproject.toml").read_text("utf-8"))
    for gereken in ayar["project"]["dependencies"]:
        ad = re.match(r"[A-Za-z0-9-]+", gereken)[0]
        assert re.search(rf"^{re.escape(_text.lower(ad))}==", kilit, re.MULTILINE), ad
    for blok in re.split(r"\n(?=\S)", kilit.strip()):
        assert "--hash=sha256:" in blok, blok


def test_readme_examples_run(tmp_path, monkeypatch):
    """The lines of API in the README and in docs/ornekler are executed."""
    import runpy
    import shutil

    from earsiv.testing import workspace

    ornekler = sorted((KOK / "docs" / "ornekler").glob("*.py"))
    assert ornekler
    readme = (KOK / "README.md").read_text("utf-8")
    blok = re.search(r"```python\n(.*?)```", readme, re.DOTALL)[1]
    assert blok.strip() == (KOK / "docs" / "ornekler" / "readme.py").read_text("utf-8").split("\n\n", 1)[1].strip()
    for ornek in ornekler:
        klasor = tmp_path / ornek.stem
        klasor.mkdir()
        workspace(klasor)
        shutil.copy(ornek, klasor)
        monkeypatch.chdir(klasor)
        runpy.run_path(str(ornek))
