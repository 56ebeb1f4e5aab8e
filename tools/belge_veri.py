# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The reference pages that are made from data: the plans that are shipped, the parameters of law and practice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from belge_md import code, join, prose, table

from earsiv.saklama import parameters
from earsiv.sdp import KATMANLAR, Plan, available, load

if TYPE_CHECKING:
    import datetime as dt

KODLAR: Final = ("A", "A1", "A2", "A3", "B", "C", "D", "")
TURLER: Final = {
    "yil": "yıl",
    "ay": "ay",
    "gun": "gün",
    "sayi": "sayı",
    "gun-ay": "gün (AA-GG)",
    "evet-hayir": "evet ya da hayır",
    "secenek": "seçenek",
}
KANITLAR: Final = {
    "P": "Metnin kendisi okundu.",
    "S": "Metni aktaran ya da alıntılayan ikinci bir kaynak okundu.",
    "L": "1988 düzeninin metinlerinden bilinir; yürürlükteki metnin sözü görülmedi.",
    "M": "Uygulamadan bilinir; dayanağı olan bir metin görülmedi. Kurum kendi düzenlemesine bakmalıdır.",
}
BILINMIYOR: Final = "bilinmiyor"


# ---- plans ---------------------------------------------------------------------------------------------------------


def plans_page() -> str:
    """Return ``docs/basvuru/planlar.md``: every shipped plan version with what is known of it, its counts and its faults."""
    planlar = [load(*anahtar) for anahtar in available()]
    satirlar = [
        "# Dosya planları",
        "",
        "Kitaplıkla gelen plan sürümleri. Bir satırın anahtarı (plan, sürüm, kod) üçlüsüdür: aynı kod başka planda ya da sürümde başka",
        "bir konudur. Bilinmeyen tarih bilinmiyor diye durur; hiçbir sayı elle yazılmamıştır, hepsi planın satırlarından sayılır. Kurum",
        "kendi satırlarını ve sürümlerini bunların üstüne ekler. Kaynakların ayrıntısı depodaki `sdp/KAYNAK.md` dosyasındadır.",
        "",
        *table(("Plan", "Adı", "Kapsam", "Satır", "Durum", "Yürürlük"), (_summary(p) for p in planlar)),
        "",
        "## Kurum türleri",
        "",
        "Bir kurumu kendi planı ile ortak plan birlikte bağlar; bir kodu, aralığı o kodu kapsayan ilk plan cevaplar.",
        "",
        *table(
            ("Kurum türü", "Planlar"), ((code(ad), " + ".join(code(_layer(k)) for k in katmanlar)) for ad, katmanlar in KATMANLAR.items())
        ),
        "",
    ]
    for plan in planlar:
        satirlar += _plan(plan)
    return join(satirlar)


def _layer(katman: Any) -> str:
    return katman if isinstance(katman, str) else " ".join(katman)


def _summary(plan: Plan) -> tuple[str, ...]:
    return (
        f"[{prose(plan.ad)} {plan.surum}](#plan-{plan.ad}-{plan.surum})",
        prose(plan.baslik),
        _ranges(plan),
        str(len(plan.satirlar)),
        _state(plan),
        _day(plan.yururluk),
    )


def _plan(plan: Plan) -> Iterator[str]:
    yield from (
        f"(plan-{plan.ad}-{plan.surum})=",
        f"## {prose(plan.ad)} {plan.surum}",
        "",
        f"**{prose(plan.baslik)}.** {prose(plan.aciklama)}",
        "",
    )
    yield from table(("Künye", ""), _facts(plan))
    yield from ("", "Kod sayısı:", "")
    duzeyler = Counter(kod.count(".") + 1 for kod in plan.satirlar)
    uclar = [kod for kod in plan.satirlar if kod not in plan.cocuklar and plan.heading(kod) is None]
    basliklar = ("Ana kod", "1. alt", "2. alt", "3. alt", "Toplam", "Uç kod")
    yield from table(basliklar, [[*(str(duzeyler[d]) for d in range(1, 5)), str(len(plan.satirlar)), str(len(uclar))]])
    yield ""
    yield from _pairs(plan)
    if plan.bolumler:
        yield from ("Bölümler (aralıktır, ön ek değildir; bölüm kodu dosyaya verilmez):", "")
        yield from table(("Kod", "Bölüm", "Aralık"), ((code(b.kod), prose(b.ad), f"{b.ilk:03}–{b.son:03}") for b in plan.bolumler))
        yield ""
    yield from ("Bilinen kusurlar (düzeltilmemiştir):", "")
    yield from (f"* {kusur}" for kusur in list(_faults(plan)) or ["Satırlarında görülen yok."])
    yield ""


def _facts(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "Kapsam", f"{_ranges(plan)}"
    yield "Durum", _state(plan)
    yield "Yürürlük başlangıcı", _day(plan.yururluk)
    yield "Yürürlük bitişi", _day(plan.yururluk_bitis) if plan.yururluk_bitis or not plan.yururlukte else "sürüyor"
    yield "Duyuran yazının tarihi", _day(plan.yazi_tarihi)
    yield "Duyuran yazının sayısı", prose(plan.yazi_sayisi) or BILINMIYOR
    yield "Süresi boş uç kod", "en yakın üst kodun süresini alır" if plan.miras else "süresizdir: hesaplanmaz"
    yield "Yalnız ikinci kod olabilenler", ", ".join(map(code, sorted(plan.ikinci_kodlar))) or "—"
    for kaynak in plan.kaynaklar:
        yield f"Kaynak {code(kaynak.kod)}", prose(kaynak.aciklama)


def _pairs(plan: Plan) -> Iterator[str]:
    """Yield the counts of period and disposal code as printed."""
    sayilar = Counter((_period(s.saklama_suresi), s.saklama_kodu) for s in plan.satirlar.values())
    sureler = sorted({sure for sure, _ in sayilar}, key=lambda s: (("N yıl", "B (sürekli)").index(s) if s[0] in "NB" else 2, s))
    if sureler == ["boş"]:
        yield from ("Saklama süresi ve tasfiye kodu sütunları yoktur.", "")
        return
    kodlar = [k for k in KODLAR if any(sayilar[s, k] for s in sureler)]
    yield from ("Süre ve tasfiye kodu, basıldığı gibi (N: yıl sayısı):", "")
    yield from table(("Süre", *(k or "boş" for k in kodlar)), ([s, *(str(sayilar[s, k] or "–") for k in kodlar)] for s in sureler))
    yield ""


def _period(sure: str) -> str:
    if sure == "B":
        return "B (sürekli)"
    return "N yıl" if sure.isdigit() else f"“{sure}”" if sure else "boş"


def _faults(plan: Plan) -> Iterator[str]:
    """Yield what a person must know of the rows; nothing of it is repaired."""
    satirlar = plan.satirlar
    if not any(s.saklama_suresi for s in satirlar.values()):
        return
    uclar = [kod for kod in satirlar if kod not in plan.cocuklar and plan.heading(kod) is None]
    suresiz = [kod for kod in uclar if not plan.period_row(kod).saklama_suresi]
    miras = [kod for kod in uclar if not satirlar[kod].saklama_suresi and kod not in suresiz]
    gecersiz = [k for k, s in satirlar.items() if s.saklama_suresi not in {"", "B"} and not s.saklama_suresi.isdigit()]
    kurumda = [k for k, s in satirlar.items() if s.saklama_suresi.isdigit() and s.saklama_kodu == "B"]
    celisen = [k for k in satirlar if _disagrees(plan, k)]
    kalan = [k for k, s in satirlar.items() if s.saklama_suresi == "B" and s.saklama_kodu == "D"]
    if suresiz:
        yield f"Süresi ne kendinde ne üstünde olan {len(suresiz)} uç kod; hesaplanmaz: {_list(suresiz)}."
    if miras:
        yield f"Süresi yalnız üst kodunda olan {len(miras)} uç kod."
    if gecersiz:
        yield f"Süre sütununda süre olmayan bir harf bulunan {len(gecersiz)} kod; hesaplanmaz: {_list(gecersiz)}."
    if kurumda:
        yield f"Yıl sayısının yanında tasfiye kodu B olan {len(kurumda)} kod; kurumunda kalır: {_list(kurumda)}."
    if celisen:
        yield f"Süresi ya da kodu üst kodununkiyle çelişen {len(celisen)} kod; dosyanın kendi satırı esastır: {_list(celisen)}."
    if kalan:
        yield f"Süresi B, tasfiye kodu D olan {len(kalan)} kod: süre dolmadığı için imha edilemez."


def _disagrees(plan: Plan, kod: str) -> bool:
    satir, ust = plan.satirlar[kod], plan.satirlar.get(kod.rpartition(".")[0])
    if ust is None or not ust.saklama_suresi or not satir.saklama_suresi:
        return False
    return (ust.saklama_suresi, ust.saklama_kodu) != (satir.saklama_suresi, satir.saklama_kodu)


def _list(kodlar: list[str]) -> str:
    return ", ".join(map(code, kodlar))


def _ranges(plan: Plan) -> str:
    return ", ".join(f"{ilk:03}–{son:03}" for ilk, son in plan.araliklar)


def _state(plan: Plan) -> str:
    return f"{'tam' if plan.tam else 'kısmi'}, {'yürürlükte sayılır' if plan.yururlukte else 'yürürlükte sayılmaz'}"


def _day(gun: dt.date | None) -> str:
    return f"{gun:%d.%m.%Y}" if gun else BILINMIYOR


# ---- parameters ----------------------------------------------------------------------------------------------------


def parameters_page() -> str:
    """Return ``docs/basvuru/parametreler.md``: every parameter with default, allowed values, ground and evidence."""
    satirlar = [
        "# Parametreler",
        "",
        "Hukukun ve uygulamanın sayıları koda değil veriye yazılıdır. Kurum her birini, hangi günden beri geçerli olduğunu ve gerekçesini",
        "yazarak değiştirebilir; eski değer silinmez ve geçmiş bir güne göre hesap o günün değeriyle yapılır. *Kanıt*, dayanağın ne kadar",
        "sağlam bilindiğini söyler:",
        "",
        *table(("Kanıt", "Anlamı"), ((f"**{k}**", anlam) for k, anlam in KANITLAR.items())),
        "",
        *table(("Parametre", "Varsayılan", "Kanıt"), ((f"[{ad}](#{ad})", _value(p), p.kanit) for ad, p in parameters().items())),
        "",
    ]
    for ad, p in parameters().items():
        satirlar += [f"({ad})=", f"## {prose(ad)}", "", prose(p.aciklama), ""]
        satirlar += [*table(("Alan", "Değer"), _parameter(p)), ""]
    return join(satirlar)


def _parameter(p: Any) -> Iterator[tuple[str, str]]:
    yield "Tür", TURLER[p.tur]
    yield "Varsayılan", _value(p)
    yield "İzinli değerler", _allowed(p)
    if p.tarihce:
        yield "Tarihçe", "; ".join(f"{gun:%d.%m.%Y} gününden: {_word(deger)}" for gun, deger in p.tarihce if gun.year > 1900) or "—"
    yield "Dayanak", prose(p.dayanak)
    yield "Kanıt", f"{p.kanit}: {KANITLAR[p.kanit]}"


def _value(p: Any) -> str:
    return _word(p.tarihce[-1][1] if p.tarihce else p.varsayilan)


def _word(deger: Any) -> str:
    if isinstance(deger, bool):
        return "evet" if deger else "hayır"
    return "boş" if deger is None else code(str(deger))


def _allowed(p: Any) -> str:
    if p.secenekler:
        izinli = ", ".join(map(code, p.secenekler))
    elif p.tur in {"evet-hayir", "gun-ay"}:
        izinli = {"evet-hayir": "evet, hayır", "gun-ay": "yılın bir günü"}[p.tur]
    else:
        izinli = f"{p.en_az}–{p.en_cok}"
    return f"{izinli}; boş bırakılabilir" if p.bos else izinli
