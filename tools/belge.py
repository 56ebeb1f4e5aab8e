# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Write the reference pages that are made from code and data: rules, commands, names, plans, the list path. ``--denetle`` only compares.

A page that is generated cannot tell a lie: it is written from the rule catalogue, the click tree, ``earsiv.__all__`` and the shipped data.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import click
from belge_cizim import draw_path
from belge_md import code, join, prose, table
from belge_veri import parameters_page, plans_page
from belge_yol import path_page

import earsiv
from earsiv.cli import earsiv as kok_komut
from earsiv.cli._cikis import Cikis
from earsiv.errors import Kural, Seviye, kurallar

KOK: Final = Path(__file__).resolve().parents[1]
GRUPLAR: Final = {  # prefix -> (title, intro), in the order of the page
    "SAY": ("belge sayısı", "Belgenin sayısı okunurken görülenler; yanlış bir sayı tahminle onarılmaz."),
    "SDP": ("dosya planı", "Standart Dosya Planı kodları ve planların kendisi hakkındakiler."),
    "SAK": ("saklama süresi", "Saklama hesabı ve dosyanın kapanışı hakkındakiler; eksik bilgi hiçbir zaman “süre doldu” demek değildir."),
    "DNT": ("denetim izi", "Denetim satırlarının zinciri ile denetim klasöründeki kopyası tutmadığında çıkanlar."),
    "PKT": ("paket kabı", "Paketin zip ve OPC kabı açılmadan denetlenirken çıkanlar; böyle bir kap hiç açılmaz."),
    "XML": ("XML", "Pakette gelen XML okunurken çıkanlar; dış varlık, DOCTYPE ve ağ erişimi yoktur."),
    "KAB": ("kabul", "Dosyalar ve kabul listeleri okunurken, belge alınırken ve dışarı çıkarılırken çıkanlar."),
    "EYP": ("e-Yazışma paketi", "Paketin üstverisi, ekleri, özetleri ve imza yerleri denetlenirken çıkanlar."),
    "IMZ": ("imza", "İmza, mühür ve kök sertifikalar hakkında; imza kararının gerekçesi bu satırlardadır."),
    "ARC": ("dış araç", "OCR gibi bir dış araç ya da isteğe bağlı bir parça bulunamadığında veya başarısız olduğunda çıkanlar."),
    "TAR": ("tarama", "PDF ve görüntüler sayfa sayfa okunurken çıkanlar; asıl dosyaya dokunulmaz."),
    "DEP": ("depo", "Arşivin kendisi hakkında: disk, defter, OCFL nesneleri, dizin."),
    "ARA": ("arama", "Arama sorgusu ve arama arka ucu hakkındakiler."),
    "IMH": ("imha listesi", "Ayıklama ve imha yolunun kuralları; bunlardan biri varsa iş durur."),
    "DEV": ("devir", "Devir-teslim listeleri, kapıdaki denetim, devir paketi ve alındı belgesi hakkındakiler."),
    "BIL": ("başvuru", "Bilgi edinme ve kişisel veri başvurularının kaydı, süreleri ve iş günü takvimi hakkındakiler."),
    "KVK": ("kişisel veri", "Periyodik imha ve silme talepleri hakkındakiler; hiçbiri bir kaydı kendiliğinden silmez."),
    "RAP": ("rapor", "Form ve biçim seçimi hakkındakiler."),
    "YET": ("yetki", "Yapanın yetkisi yoksa; görmeye yetki olmayan kayıt, yok olan kayıtla aynı cevabı alır."),
}
SEVIYELER: Final = {Seviye.HATA: "hata", Seviye.UYARI: "uyarı", Seviye.BILGI: "bilgi"}
CIKISLAR: Final = {
    Cikis.TAMAM: "Tamam: iş bitti, yargılanan şey geçerli.",
    Cikis.BULGU: "Bulgu var: geçersiz paket, geçmeyen imza, reddedilen girdi, hesaplanamayan süre ya da bekleyen iş.",
    Cikis.KULLANIM: "Yanlış kullanım ya da okunamayan girdi.",
    Cikis.KURAL: "Bir hukuk kuralı veya yetki eksikliği yüzünden yapılmadı.",
    Cikis.DEPO: "Arşiv hasarlı, kilitli, yok ya da daha yeni bir sürümle yazılmış.",
    Cikis.ARAC: "Dış araç ya da isteğe bağlı bir parça eksik.",
    Cikis.KESILDI: "Durduruldu (Ctrl-C); bitmiş olanlar arşivdedir.",
}
TURLER: Final = {"text": "METİN", "path": "YOL", "integer range": "SAYI", "integer": "SAYI"}


def main(argumanlar: list[str]) -> int:
    """Write the pages, or with ``--denetle`` return 1 when one on disk differs."""
    sayfalar = {
        "docs/hatalar.md": rules_page(),
        "docs/basvuru/komutlar.md": commands_page(),
        "docs/basvuru/api.md": api_page(),
        "docs/basvuru/eyazisma.md": room_page("eyazisma"),
        "docs/basvuru/imza.md": room_page("imza"),
        "docs/basvuru/liste-yolu.md": path_page(),
        "docs/basvuru/paket-kurallari.md": package_rules_page(),
        "docs/basvuru/parametreler.md": parameters_page(),
        "docs/basvuru/planlar.md": plans_page(),
        "docs/resim/liste-yolu.svg": draw_path(),
    }
    eski = [ad for ad, metin in sayfalar.items() if not (KOK / ad).is_file() or (KOK / ad).read_text("utf-8") != metin]
    if "--denetle" in argumanlar:
        for ad in eski:
            print(f"{ad}: koddan üretilenle aynı değil; tools/belge.py çalıştırın.", file=sys.stderr)
        return 1 if eski else 0
    for ad in eski:
        (KOK / ad).parent.mkdir(parents=True, exist_ok=True)
        (KOK / ad).write_text(sayfalar[ad], "utf-8")
        print(ad)
    return 0


# ---- rules ---------------------------------------------------------------------------------------------------------


def rules_page() -> str:
    """Return ``docs/hatalar.md``: every rule by its code, grouped by prefix."""
    gruplar: dict[str, list[Kural]] = {on_ek: [] for on_ek in GRUPLAR}
    for kod, kural in kurallar().items():
        gruplar[kod.partition("-")[0]].append(kural)  # a KeyError here: give the new prefix a title in GRUPLAR
    satirlar = [
        "# Hatalar ve bulgular",
        "",
        "Her bulgunun ve hatanın değişmeyen bir kodu vardır; metni zamanla iyileşebilir. Düzeyler: **hata** yargılanan şeyi geçersiz",
        "kılar, **uyarı** bir kişinin bakmasını ister, **bilgi** yalnız söyler. Cümlelerdeki `{…}` yerine duruma göre değer gelir.",
        "Kod, yer, cümle ve öneri komut satırında ve `--json` çıktısında aynıdır.",
        "",
        *table(("Ön ek", "Konu", "Kural"), ((f"`{o}`", GRUPLAR[o][0], str(len(k))) for o, k in gruplar.items())),
        "",
    ]
    for on_ek, uyeler in gruplar.items():
        baslik, giris = GRUPLAR[on_ek]
        satirlar += [f"# {on_ek}: {baslik}", "", giris, ""]
        for kural in uyeler:
            satirlar += _rule(kural)
    return join(satirlar)


def package_rules_page() -> str:
    """Return ``docs/basvuru/paket-kurallari.md``: every rule of packages as one table, with the rows and official codes it answers."""
    satirlar = [
        "# Paket kuralları",
        "",
        "Kabın (`PKT`), paketin (`EYP`) bütün kuralları. *Satır*: bu kuralın karşıladığı kural tablosu satırları; `D…` resmî",
        "denetleyicinin özet kodlarıdır.",
        "“İkinci elden” diye anılan rehber maddeleri rehberin metninden değil, onu kullanan bir yazılımdan alınmıştır.",
        "",
    ]
    for on_ek in ("EYP", "PKT"):
        satirlar += [f"## {on_ek}: {GRUPLAR[on_ek][0]}", ""]
        uyeler = sorted((k for k in kurallar().values() if k.kod.startswith(on_ek)), key=lambda k: k.kod)
        gozler = (
            (f"[{k.kod}](../hatalar.md#{k.kod.lower()})", SEVIYELER[k.seviye], prose(k.mesaj), " ".join(k.satir), prose(k.dayanak))
            for k in uyeler
        )
        satirlar += [*table(("Kod", "Düzey", "Bulgu", "Satır", "Dayanak"), gozler), ""]
    return join(satirlar)


def _rule(kural: Kural) -> Iterator[str]:
    yield from (f"## {kural.kod}", "", f"**{SEVIYELER[kural.seviye]}:** {prose(kural.mesaj)}", "")
    if kural.oneri:
        yield f"- Ne yapmalı: {prose(kural.oneri)}"
    yield f"- Dayanak: {prose(kural.dayanak) if kural.dayanak else '—'}"
    yield ""


# ---- commands ------------------------------------------------------------------------------------------------------


def commands_page() -> str:
    """Return ``docs/basvuru/komutlar.md``: every command with its help, usage, options and example; exit codes."""
    satirlar = [
        "# Komutlar",
        "",
        "Komut adları işaretsiz Türkçedir. Veri standart çıktıya, konuşma standart hataya yazılır. Arşiv `--depo` ya da `EARSIV_DEPO` ile,",
        "yapan `--aktor` ya da `EARSIV_AKTOR` ile verilir; `--depo`, `--aktor` ve `--json` komut adından önce de yazılabilir.",
        "`--json` tek bir JSON belgesi yazar; bir hata olursa bu belge `hata` anahtarını taşır.",
        "",
        "## Çıkış kodları",
        "",
        *table(("Kod", "Ad", "Anlamı"), ((str(int(c)), f"`{c.name}`", CIKISLAR[c]) for c in Cikis)),
        "",
    ]
    kok = click.Context(kok_komut, info_name="earsiv")
    satirlar += ["## earsiv", "", *_command(kok_komut, kok)]
    for ad in kok_komut.list_commands(kok):
        satirlar += _walk(kok_komut, ad, kok, 2)
    return join(satirlar)


def _walk(grup: click.Group, ad: str, ust: click.Context, duzey: int) -> Iterator[str]:
    komut = grup.get_command(ust, ad)
    if komut is None or komut.hidden:
        return
    ctx = click.Context(komut, info_name=ad, parent=ust)
    yield from (f"{'#' * duzey} {ctx.command_path}", "", *_command(komut, ctx))
    if isinstance(komut, click.Group):
        for alt in komut.list_commands(ctx):
            yield from _walk(komut, alt, ctx, duzey + 1)


def _command(komut: click.Command, ctx: click.Context) -> Iterator[str]:
    metin, _, ornek = inspect.cleandoc(komut.help or "").partition("Örnek: ")
    for paragraf in metin.strip().split("\n\n"):
        yield from (prose(" ".join(paragraf.split())), "")
    yield from ("```text", " ".join((ctx.command_path, *komut.collect_usage_pieces(ctx))), "```", "")
    secenekler = [p for p in komut.params if isinstance(p, click.Option) and not p.hidden]
    if secenekler:
        yield from table(("Seçenek", "Açıklama"), (_option(s) for s in secenekler))
        yield ""
    if ornek:
        yield from ("Örnek:", "", "```sh", ornek.strip(), "```", "")


def _option(secenek: click.Option) -> tuple[str, str]:
    adlar = "/".join((*secenek.opts, *secenek.secondary_opts))
    if not secenek.is_flag:
        adlar += f" {_metavar(secenek)}"
    aciklama = prose(secenek.help or "")
    if secenek.required:
        aciklama += " Zorunlu."
    elif secenek.show_default and secenek.default is not None:
        aciklama += f" Varsayılan: `{secenek.default}`."
    return code(adlar), aciklama


def _metavar(secenek: click.Option) -> str:
    if secenek.metavar:
        return secenek.metavar
    if isinstance(secenek.type, click.Choice):
        return f"[{'|'.join(map(str, secenek.type.choices))}]"
    return TURLER.get(secenek.type.name, secenek.type.name)


# ---- public names --------------------------------------------------------------------------------------------------


def api_page() -> str:
    """Return ``docs/basvuru/api.md``: every name of ``earsiv.__all__`` with its signature and what it does."""
    satirlar = [
        "# Public names",
        "",
        "What `import earsiv` offers, and what may be relied on. Everything else may change any day, unless it stands in the `__all__`",
        "of a room (`earsiv.model`, `earsiv.saklama`, `earsiv.sdp`, `earsiv.eyazisma`, `earsiv.imza`, …). The glossary explains the nouns.",
        "",
    ]
    for ad in earsiv.__all__:
        satirlar += _name(ad, getattr(earsiv, ad))
    return join(satirlar)


def room_page(oda: str) -> str:
    """Return the page of one room: every name of its ``__all__``."""
    modul = importlib.import_module(f"earsiv.{oda}")
    satirlar = [f"# earsiv.{oda}", "", prose(first_paragraph(modul)), ""]
    for ad in modul.__all__:
        satirlar += _name(ad, getattr(modul, ad), f"earsiv.{oda}")
    return join(satirlar)


def _name(ad: str, nesne: Any, on_ek: str = "earsiv") -> Iterator[str]:
    yield from (f"## {ad}", "")
    sinif = isinstance(nesne, type)
    if sinif and issubclass(nesne, enum.Enum):
        yield from ("```python", f"class {on_ek}.{ad}({', '.join(b.__name__ for b in nesne.__bases__)})", "```", "")
    else:
        yield from ("```python", f"{'class ' if sinif else ''}{on_ek}.{ad}{signature(nesne) if callable(nesne) else ''}", "```", "")
    yield from (prose(first_paragraph(nesne)), "")
    if sinif and issubclass(nesne, Exception):
        yield from (f"Base: `{nesne.__base__.__name__}`.", "")
    elif sinif and issubclass(nesne, enum.Enum):
        yield from (*table(("Member", "Value"), ((f"`{uye.name}`", f"`{uye.value!r}`") for uye in nesne)), "")
    if sinif and (uyeler := list(_members(nesne))):
        yield from (*table(("Member", "What it does"), uyeler), "")


def _members(sinif: type) -> Iterator[tuple[str, str]]:
    """Yield the public methods and properties that a class defines itself, in source order."""
    for ad, ham in vars(sinif).items():
        if ad.startswith("_"):
            continue
        if isinstance(ham, property):
            yield code(ad), prose(first_paragraph(ham))
        elif isinstance(ham, classmethod | staticmethod) or inspect.isfunction(ham):
            yield code(ad + signature(getattr(sinif, ad))), prose(first_paragraph(getattr(sinif, ad)))


def first_paragraph(nesne: Any) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(nesne) or "").partition("\n\n")[0].split())


def signature(nesne: Any) -> str:
    """Return a signature that reads the same under every Python: annotations as written, long defaults as ``...``."""
    imza = inspect.signature(nesne)
    parcalar, yildiz = [], False
    for p in imza.parameters.values():
        if p.name == "self":
            continue
        if p.kind is p.KEYWORD_ONLY and not yildiz:
            parcalar.append("*")
        yildiz = yildiz or p.kind in {p.KEYWORD_ONLY, p.VAR_POSITIONAL}
        isaret = "**" if p.kind is p.VAR_KEYWORD else "*" if p.kind is p.VAR_POSITIONAL else ""
        tur = f": {_annotation(p.annotation)}" if p.annotation is not p.empty else ""
        varsayilan = "" if p.default is p.empty else f" = {_default(p.default)}" if tur else f"={_default(p.default)}"
        parcalar.append(f"{isaret}{p.name}{tur}{varsayilan}")
    donus = "" if imza.return_annotation in {imza.empty, None, "None"} else f" -> {_annotation(imza.return_annotation)}"
    return f"({', '.join(parcalar)}){donus}"


def _annotation(tur: Any) -> str:
    return tur if isinstance(tur, str) else getattr(tur, "__name__", str(tur))


def _default(deger: Any) -> str:
    if isinstance(deger, enum.Enum):
        return f"{type(deger).__name__}.{deger.name}"
    if deger is None or isinstance(deger, str | int | bool) or (isinstance(deger, tuple) and len(repr(deger)) < 30):
        return repr(deger)
    return "..." if attrs.has(type(deger)) or deger is attrs.NOTHING else repr(deger) if len(repr(deger)) < 30 else "..."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
