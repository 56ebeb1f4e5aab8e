# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The codes of the format in the words of an office, and a package as lines that a clerk understands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from earsiv.eyazisma.model import shown_date

SOZLER: Final[dict[str, dict[str, str]]] = {
    "tur": {"eyp": "e-Yazışma paketi", "eyps": "şifreli e-Yazışma paketi", "eypg": "güncelleme paketi"},
    "guvenlik_kodu": {
        "YOK": "gizlilik derecesi yok",
        "TSD": "tasnif dışı",
        "HZO": "hizmete özel",
        "OZL": "özel",
        "GZL": "gizli",
        "CGZ": "çok gizli",
        "KSO": "kişiye özel",
    },
    "ivedilik": {"NRM": "normal", "IVD": "ivedi", "CIV": "çok ivedi", "ACL": "acele", "GNL": "günlü"},
    "dagitim_turu": {"GRG": "gereği için", "BLG": "bilgi için"},
    "ek_turu": {"DED": "dosya", "HRF": "harici referans", "FZK": "fiziksel ek"},
}
_BIRIMLER: Final = ("bayt", "KB", "MB", "GB")


def word(liste: str, kod: str | None) -> str:
    """Return the word for a code, the code itself where there is none, a dash for nothing."""
    return SOZLER[liste].get(kod or "", kod or "—")


def size(bayt: int | None) -> str:
    """Return a size in a readable unit (powers of 1024, Turkish decimal comma)."""
    if bayt is None:
        return "—"
    deger, birim = float(bayt), 0
    while deger >= 1024 and birim < len(_BIRIMLER) - 1:
        deger, birim = deger / 1024, birim + 1
    return f"{deger:.0f} {_BIRIMLER[birim]}" if birim == 0 else f"{deger:.1f} {_BIRIMLER[birim]}".replace(".", ",")


def party(taraf: dict[str, Any] | None) -> str:
    """Return a party with its number, where one is shown."""
    if taraf is None:
        return "—"
    no = taraf.get("kkk") or taraf.get("id") or taraf.get("tckn")
    return f"{taraf['ad'] or '(adsız)'}{f' ({no})' if no else ''}"


def recipient(dagitim: dict[str, Any]) -> str:
    """Return an addressee with kind, urgency and deadline."""
    miat = f", süre {dagitim['miat']}" if dagitim["miat"] and dagitim["miat"] not in {"0", "PT0S"} else ""
    tur, ivedilik = word("dagitim_turu", dagitim["dagitim_turu"]), word("ivedilik", dagitim["ivedilik"])
    return f"{party(dagitim['taraf'])} — {tur}, {ivedilik}{miat}"


def change(g: dict[str, Any]) -> str:
    """Return a change that an update package declares."""
    derece = word("guvenlik_kodu", g["yeni_gizlilik_derecesi"])
    return f"{shown_date(g['tarih'])} tarihinde “{derece}” yapıldı — {g['aciklama']} ({g['komisyon_karari_belge_no']})"


def plain_lines(veri: dict[str, Any]) -> Iterator[str]:
    """Yield a described package (``describe``) as lines."""
    yield veri["konu"] or "(konusuz)"
    yield f"  Tür: {word('tur', veri['tur'])}, sürüm {veri['surum'] or '—'}"
    yield f"  Sayı: {veri['belge_no'] or '—'}    Tarih: {shown_date(veri['tarih'] or '') or '—'}"
    yield f"  Gizlilik: {word('guvenlik_kodu', veri['guvenlik_kodu'])}"
    yield f"  Gönderen: {party(veri['olusturan'])}"
    for dagitim in veri["dagitimlar"]:
        ek = f", {len(dagitim['konulmamis_ekler'])} ek konulmamış" if dagitim["konulmamis_ekler"] else ""
        yield f"  Dağıtım: {recipient(dagitim)}{ek}"
    for hedef in veri["hedefler"] if not veri["dagitimlar"] else ():
        yield f"  Alıcı: {party(hedef)}"
    for ilgi in veri["ilgiler"]:
        yield f"  İlgi ({ilgi['etiket']}): {' '.join(p for p in (shown_date(ilgi['tarih'] or ''), ilgi['belge_no'], ilgi['ad']) if p)}"
    if veri["ustyazi"]:
        yield f"  Üst yazı: {veri['dosya_adi']} ({size(veri['ustyazi']['boyut'])})"
    for ek in veri["ekler"]:
        ad = ek["ad"] or ek["dosya_adi"] or ek["referans"] or "(adsız)"
        imza = {True: ", imzalı", False: ", imzasız", None: ""}[ek["imzali"]] if ek["tur"] == "DED" else ""
        boyut = "" if ek["tur"] != "DED" else f", {size(ek['boyut'])}" if ek["parca"] else ", bu nüshada yok"
        yield f"  Ek {ek['sira_no']}: {ad} ({word('ek_turu', ek['tur'])}{boyut}{imza})"
    for kod in veri["sdp"]:
        yield f"  Dosya kodu: {kod['kod']} {kod['ad']}{'' if kod['ana'] else ' (diğer)'}"
    for imza in veri["imzalar"]:
        unvan = imza["makam"] or imza["unvan"] or imza.get("gorev") or ""
        yield f"  İmza: {imza['ad']} {imza['soyad']}{f' — {unvan}' if unvan else ''}"
    for g in veri["guncellemeler"]:
        yield f"  Güncelleme: {change(g)}"
