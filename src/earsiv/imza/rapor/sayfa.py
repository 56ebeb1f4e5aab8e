# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``html``: verdicts as one page that can be printed and filed: no script, no picture, nothing fetched, nothing to click.

Names in certificates are hostile, so every value is escaped and its invisible marks are spelled out, addresses are text and no links,
and the page forbids itself everything but its own style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from earsiv._veri import read_data
from earsiv.errors import Bulgu, Seviye
from earsiv.imza.rapor.bicim import day, exact, moment, show, window
from earsiv.imza.rapor.ozet import Satir, repeat_rows, signer, signer_rows, stamp_verdict, todo, why
from earsiv.imza.rapor.sozler import DAMGALAR, KANITLAR, KARARLAR, indication, source
from earsiv.imza.sonuc import (
    DamgaSonucu,
    DogrulamaSonucu,
    EksikKanit,
    Gosterge,
    HukukiKarar,
    ImzaSonucu,
    KanitRef,
    SertifikaOzeti,
)

_GUVENLIK: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_SINIFLAR: Final = {HukukiKarar.GECERLI: "iyi", HukukiKarar.GECERSIZ: "kotu", HukukiKarar.BELIRSIZ: "orta"}
_RENKLER: Final = {HukukiKarar.GECERLI: "evet", HukukiKarar.GECERSIZ: "hayir", HukukiKarar.BELIRSIZ: "belirsiz"}
_DAMGA_RENGI: Final = {Gosterge.TOTAL_PASSED: "evet", Gosterge.INDETERMINATE: "belirsiz", Gosterge.TOTAL_FAILED: "hayir"}
_DUZEYLER: Final = {Seviye.HATA: "hata", Seviye.UYARI: "uyarı", Seviye.BILGI: "bilgi"}


def html(sonuclar: Sequence[tuple[str, DogrulamaSonucu]]) -> str:
    """Return the report on files as a page that needs nothing else.

    Args:
        sonuclar: the name of each file and the verdict on it.

    Raises:
        AracHatasi: ARC-007 the style sheet is not installed.
    """
    return "".join(_page(sonuclar))


def _page(sonuclar: Sequence[tuple[str, DogrulamaSonucu]]) -> Iterator[str]:
    css = (read_data("paket.css") + read_data("imza.css")).decode()
    baslik = "İmza doğrulama raporu"
    yield '<!doctype html>\n<html lang="tr"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_GUVENLIK}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
    yield f"<title>{baslik}</title><style>{css}</style></head><body><main><h1>{baslik}</h1>"
    if len(sonuclar) > 1:
        yield _table(("Dosya", "Karar"), ((_exact(ad), _coloured(s.karar)) for ad, s in sonuclar))
    for ad, sonuc in sonuclar:
        yield from _file(ad, sonuc)
    yield "<footer>Saatler Türkiye saatidir. Bu sayfa ağa bağlanmaz. Geçerli olan, imzalı dosyanın kendisidir.</footer>"
    yield "</main></body></html>\n"


def _file(ad: str, sonuc: DogrulamaSonucu) -> Iterator[str]:
    yield f'<article><h2 class="dosya">{_exact(ad)}</h2>'
    yield f'<section class="karar {_SINIFLAR[sonuc.karar]}"><strong>{_e(KARARLAR[sonuc.karar][0])}</strong>'
    gosterge = _e(f"{indication(sonuc.durum, sonuc.alt_durum)} · {exact(sonuc.bicim)}")
    yield f'<p>{_e(KARARLAR[sonuc.karar][1])}</p><p class="alt">{gosterge}</p></section>'
    if sonuc.imzalar:
        yield f"<section><h3>İmza ağacı</h3>{_tree(sonuc.imzalar)}</section>"
    yield _findings(sonuc.bulgular, "Dosyanın bulguları")
    for sira, imza in enumerate(sonuc.imzalar, start=1):
        yield f"<section>{''.join(_signer(imza, f'{sira}. imza'))}</section>"
    if sonuc.damgalar:
        yield f"<section><h3>Belgenin zaman damgaları</h3>{_stamps(sonuc.damgalar)}"
        yield _findings([b for d in sonuc.damgalar for b in d.bulgular], "Damgaların bulguları") + "</section>"
    yield f"<section><h3>Yargının dayanağı</h3>{_rows(repeat_rows(sonuc))}</section></article>"


def _tree(imzalar: Iterable[ImzaSonucu]) -> str:
    dallar = (f"<li>{_e(signer(i))}: {_coloured(i.karar)}{_tree(i.karsi_imzalar) if i.karsi_imzalar else ''}</li>" for i in imzalar)
    return f'<ul class="agac">{"".join(dallar)}</ul>'


def _signer(imza: ImzaSonucu, baslik: str) -> Iterator[str]:
    yield f"<h3>{_e(baslik)}: {_e(signer(imza))} · {_coloured(imza.karar)}</h3>"
    if neden := why(imza):
        yield f"<p><b>Neden:</b> {_e(neden)}</p>"
    yield f"<p><b>Ne yapmalı:</b> {_e(todo(imza))}</p>"
    yield _rows(signer_rows(imza))
    yield _findings(imza.bulgular, "Bulgular")
    yield _titled("Sertifika zinciri", _chain(imza.zincir) if imza.zincir else "")
    yield _titled("Zaman damgaları", _stamps(imza.zaman_damgalari) if imza.zaman_damgalari else "")
    yield _titled("Kararın dayandığı kanıtlar", _evidence(imza.kullanilan_kanit) if imza.kullanilan_kanit else "")
    yield _titled("Getirilecek kanıtlar (her sertifika için biri yeter)", _missing(imza.eksik_kanit) if imza.eksik_kanit else "")
    yield _titled("İmzalı öznitelikler", _rows((exact(a), show(d)) for a, d in imza.imzali_oznitelikler))
    for sira, karsi in enumerate(imza.karsi_imzalar, start=1):
        yield f'<div class="karsi">{"".join(_signer(karsi, f"{sira}. karşı imza"))}</div>'


def _chain(zincir: Iterable[SertifikaOzeti]) -> str:
    satirlar = (
        (f"{_show(s.konu)}{' <b>kök</b>' if s.kok else ''}", _code(s.seri), f"{day(s.baslangic)} – {day(s.bitis)}", _code(s.sha256))
        for s in zincir
    )
    return _table(("Sertifika", "Seri", "Geçerlik", "Özet (SHA256)"), satirlar)


def _stamps(damgalar: Iterable[DamgaSonucu]) -> str:
    satirlar = (
        (
            _e(f"{DAMGALAR[d.tur]} {exact(d.surum)}".strip()),
            _e(moment(d.an)),
            f"{_show(d.makam or 'bilinmiyor')}<br>{_code(d.sha256)}",
            _e(day(d.bitis)),
            f'<span class="{_DAMGA_RENGI[d.durum]}">{_e(stamp_verdict(d))}</span>',
        )
        for d in damgalar
    )
    return _table(("Damga", "An", "Makam (damganın SHA-256'sı)", "Makamın bitişi", "Sonuç"), satirlar)


def _evidence(kanitlar: Iterable[KanitRef]) -> str:
    satirlar = (
        (_e(KANITLAR[k.tur]), f"{_show(k.konu)}<br>{_code(k.sha256)}", _e(moment(k.zaman)), _show(source(k.kaynak))) for k in kanitlar
    )
    return _table(("Kanıt", "Konusu (SHA-256)", "Üretimi", "Nereden"), satirlar)


def _missing(eksikler: Iterable[EksikKanit]) -> str:
    satirlar = (
        (
            _e(KANITLAR[e.tur]),
            f"{_show(e.veren)}<br>{_code(e.seri)}",
            _e(window(e.bas, e.son)),
            "<br>".join(_code(a) for a in e.adresler) or "—",
        )
        for e in eksikler
    )
    return _table(("Kanıt", "Veren (seri)", "Pencere", "Adres"), satirlar)


def _findings(bulgular: Sequence[Bulgu], baslik: str) -> str:
    satirlar = (
        (
            f'<span class="{b.seviye}">{_DUZEYLER[b.seviye]}</span>',
            _code(b.kod),
            f'{_show(b.mesaj)}<br>{_show(b.oneri)}<br><span class="bilgi">{_show(b.yer)}</span>',
        )
        for b in bulgular
    )
    return _titled(baslik, _table(("Düzey", "Kod", "Bulgu ve ne yapmalı"), satirlar)) if bulgular else ""


def _titled(baslik: str, govde: str) -> str:
    return f"<h4>{_e(baslik)}</h4>{govde}" if govde else ""


def _rows(satirlar: Iterable[Satir]) -> str:
    ogeler = "".join(f"<dt>{_e(ad)}</dt><dd>{_e(deger)}</dd>" for ad, deger in satirlar)
    return f"<dl>{ogeler}</dl>" if ogeler else ""


def _table(basliklar: Iterable[str], satirlar: Iterable[Iterable[str]]) -> str:
    """Return a table; the cells are already escaped."""
    ust = "".join(f"<th>{_e(b)}</th>" for b in basliklar)
    govde = "".join(f"<tr>{''.join(f'<td>{h}</td>' for h in satir)}</tr>" for satir in satirlar)
    return f"<table><thead><tr>{ust}</tr></thead><tbody>{govde}</tbody></table>"


def _coloured(karar: HukukiKarar) -> str:
    return f'<span class="{_RENKLER[karar]}">{_e(KARARLAR[karar][0])}</span>'


def _show(metin: object) -> str:
    return _e(show(metin))


def _exact(metin: object) -> str:
    return _e(exact(metin))


def _code(metin: object) -> str:
    return f"<code>{_exact(metin)}</code>"


def _e(metin: str) -> str:
    return escape(metin, quote=True)
