# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``write_html``: a package as one page that needs no network, no script and no viewer: what it says, what we found, the cover letter.

Everything in a package is hostile: every text is escaped, the page forbids itself scripts and connections (content security policy), and
the cover letter is drawn page by page in a child process; its original bytes are only offered as a download.
"""

from __future__ import annotations

import base64
import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from earsiv import tarama
from earsiv._clock import ISTANBUL, Clock, SystemClock
from earsiv._limits import MIB, VARSAYILAN, Sinirlar
from earsiv._veri import read_data
from earsiv.errors import Bulgu, EarsivError, Seviye
from earsiv.eyazisma.cikar import safe_component
from earsiv.eyazisma.denetle import PaketRaporu, verify
from earsiv.eyazisma.goster import describe, innermost
from earsiv.eyazisma.imzalar import PaketImzasi
from earsiv.eyazisma.model import shown_date
from earsiv.eyazisma.paket import Paket, read
from earsiv.eyazisma.sozler import change, party, recipient, size, word
from earsiv.imza import DogrulamaPolitikasi, Gosterge, GuvenDeposu, KanitKaynagi
from earsiv.opc import whole_file, writing

_EN_BUYUK: Final = 24 * MIB  # a larger cover letter is drawn, and not offered as a download
_EN_COK_SAYFA: Final = 20
_IMZALAR: Final = (("imza", "İmza"), ("muhur", "Mühür"), ("paraf", "Paraf"))
_CEVAPLAR: Final = {True: ("evet", "✓"), False: ("hayir", "✗"), None: ("belirsiz", "?")}
_SORULAR: Final = (
    ("ozetler", "paketin özetleri tutuyor"),
    ("matematik", "imzanın matematiği tutuyor"),
    ("icerik", "imzalanan, bu paketin özet parçası"),
    ("duzey", "düzeyi ve profili yeterli"),
)
_DURUMLAR: Final = {
    Gosterge.TOTAL_PASSED: ("evet", "geçerli"),
    Gosterge.INDETERMINATE: ("belirsiz", "belirsiz: kanıtlar eksik"),
    Gosterge.TOTAL_FAILED: ("hayir", "geçersiz"),
}
_SEVIYELER: Final = {Seviye.HATA: "hata", Seviye.UYARI: "uyarı", Seviye.BILGI: "bilgi"}
_GUVENLIK: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_html(
    paket: Path | str,
    hedef: Path | str,
    *,
    guven: GuvenDeposu | None = None,
    kanit: KanitKaynagi | None = None,
    politika: DogrulamaPolitikasi | None = None,
    an: dt.datetime | None = None,
    alici: str | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> PaketRaporu:
    """Write the page of a package and return its judgement.

    Args:
        guven: trusted roots.
        kanit: the archive's evidence.
        politika: what is demanded of signatures.
        an: the moment of judgement; now when not given.
        alici: whose copy this is.

    Raises:
        GirdiHatasi: KAB-001, PKT-… there is no container to open; KAB-013, KAB-019 the file.
    """
    saat = saat or SystemClock()
    with read(paket, sinirlar, tolerant=True) as acik:  # a broken letter needs its page most
        rapor = verify(acik, guven=guven, kanit=kanit, politika=politika, an=an, alici=alici, saat=saat, sinirlar=sinirlar)
        zaman = f"{saat.now().astimezone(ISTANBUL):%d.%m.%Y %H:%M}"
        govde = "".join(_page(acik, rapor, describe(acik), zaman, sinirlar))
        with whole_file(Path(hedef)) as akis:
            akis.write(govde.encode("utf-8", "replace"))
    return rapor


def _page(paket: Paket, rapor: PaketRaporu, veri: dict[str, Any], zaman: str, sinirlar: Sinirlar) -> Iterator[str]:
    css = read_data("paket.css").decode()
    konu = _e(veri["konu"] or "(konusuz)")
    yield '<!doctype html>\n<html lang="tr"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_GUVENLIK}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{konu}</title><style>{css}</style></head><body><main>"
    yield f'<h1>{konu}</h1><p class="alt">{_e(paket.yer)} · {_e(word("tur", veri["tur"]))} {_e(veri["surum"])}</p>'
    yield from _verdict(rapor)
    yield from _facts(veri)
    yield from _signatures(rapor, veri)
    yield from _attachments(veri)
    yield from _cover(innermost(paket), sinirlar)
    yield from _findings(rapor.bulgular)
    yield f"<footer>Bu sayfa {zaman} tarihinde üretildi; ağ bağlantısı kullanmaz. Hukuken geçerli olan, paketin kendisidir.</footer>"
    yield "</main></body></html>\n"


def _verdict(rapor: PaketRaporu) -> Iterator[str]:
    hatalar = sum(b.seviye is Seviye.HATA for b in rapor.bulgular)
    belirsiz = [s for s in (rapor.imza, rapor.muhur) if s and s.durum is not Gosterge.TOTAL_PASSED]
    if hatalar:
        sinif, baslik, not_ = "kotu", "Paket geçersiz", f"{hatalar} hata bulundu; ayrıntısı aşağıda."
    elif rapor.ozetler is None:
        sinif, baslik, not_ = "orta", "Paket şifreli", "İçeriği açılmadan denetlenemez."
    elif belirsiz:
        sinif, baslik, not_ = "orta", "Pakette hata bulunmadı, imzanın hukuki kararı belirsiz", "Kanıtlar tamamlanmadan “geçerli” denmez."
    else:
        sinif, baslik, not_ = "iyi", "Paket geçerli", "Yapısı, özetleri ve imzaları tutuyor."
    yield f'<section class="karar {sinif}"><strong>{baslik}</strong><p class="alt">{not_}</p></section>'


def _facts(veri: dict[str, Any]) -> Iterator[str]:
    satirlar = [
        ("Sayı", veri["belge_no"]),
        ("Tarih", shown_date(veri["tarih"] or "")),
        ("Gizlilik", word("guvenlik_kodu", veri["guvenlik_kodu"]) if veri["guvenlik_kodu"] else ""),
        ("Gönderen", party(veri["olusturan"]) if veri["olusturan"] else ""),
        *(("Dağıtım", recipient(d)) for d in veri["dagitimlar"]),
        *(("Alıcı", party(h)) for h in (veri["hedefler"] if not veri["dagitimlar"] else ())),
        *(
            (f"İlgi ({i['etiket']})", " ".join(p for p in (shown_date(i["tarih"] or ""), i["belge_no"], i["ad"]) if p))
            for i in veri["ilgiler"]
        ),
        *(("Dosya kodu", f"{s['kod']} {s['ad']}") for s in veri["sdp"]),
        ("Doğrulama adresi", veri["dogrulama_adresi"]),
        *(("Güncelleme", change(g)) for g in veri["guncellemeler"]),
        ("Belge kimliği", veri["belge_id"]),
    ]
    ogeler = "".join(f"<dt>{_e(ad)}</dt><dd>{_e(deger)}</dd>" for ad, deger in satirlar if deger)
    yield f"<section><h2>Künye</h2><dl>{ogeler}</dl></section>"


def _signatures(rapor: PaketRaporu, veri: dict[str, Any]) -> Iterator[str]:
    katman = rapor.ic or rapor
    kartlar = [_signature(baslik, s) for ad, baslik in _IMZALAR if (s := getattr(katman, ad))]
    if rapor.ic and rapor.muhur:
        kartlar.append(_signature("Güncelleme mührü", rapor.muhur))
    if not kartlar:
        return
    soylenen = ", ".join(f"{i['ad']} {i['soyad']}" for i in veri["imzalar"])
    ek = f'<p class="alt">Paketin kendi söylediği imzacılar: {_e(soylenen)}</p>' if soylenen else ""
    yield f'<section><h2>İmza ve mühür</h2><div class="imzalar">{"".join(kartlar)}</div>{ek}</section>'


def _signature(baslik: str, s: PaketImzasi) -> str:
    sinif, soz = _DURUMLAR[s.durum]
    kimler = "".join(
        f"<li>{_e(i.ad or 'sertifika sahibi bilinmiyor')}{f' ({_e(i.kimlik)})' if i.kimlik else ''} — {_e(i.seviye)}"
        f"{f', {_e(shown_date(i.imza_zamani))}' if i.imza_zamani else ''}</li>"
        for i in s.imzalar
    )
    cevaplar = ((_CEVAPLAR[getattr(s, ad)], soru) for ad, soru in _SORULAR)
    satirlar = "".join(f'<li><span class="{sinif}">{isaret}</span> {soru}</li>' for (sinif, isaret), soru in cevaplar)
    return f'<div class="imza"><b>{baslik}</b>: <span class="{sinif}">{soz}</span><ul>{kimler}</ul><ul>{satirlar}</ul></div>'


def _attachments(veri: dict[str, Any]) -> Iterator[str]:
    if not veri["ekler"]:
        return
    satirlar = []
    for ek in veri["ekler"]:
        ad = ek["ad"] or ek["dosya_adi"] or ek["referans"] or "(adsız)"
        imza = {True: "imzalı", False: "imzasız", None: "—"}[ek["imzali"]] if ek["tur"] == "DED" else "—"
        boyut = "—" if ek["tur"] != "DED" else size(ek["boyut"]) if ek["parca"] else "bu nüshada yok"
        ozet = f"<br><code>{_e(ek['sha256'])}</code>" if ek["sha256"] else ""
        hucreler = (str(ek["sira_no"] or "—"), f"{_e(ad)}{ozet}", _e(word("ek_turu", ek["tur"])), imza, boyut)
        satirlar.append("<tr>" + "".join(f"<td>{h}</td>" for h in hucreler) + "</tr>")
    baslik = "<tr><th>Sıra</th><th>Ad (SHA-256)</th><th>Tür</th><th>İmza</th><th>Boyut</th></tr>"
    yield f"<section><h2>Ekler</h2><table>{baslik}{''.join(satirlar)}</table></section>"


def _cover(paket: Paket, sinirlar: Sinirlar) -> Iterator[str]:
    """Draw the cover letter and offer its bytes."""
    parca, u = paket.part("ustyazi"), paket.ustveri
    if parca is None:
        return
    ad = safe_component(u.dosya_adi if u and u.dosya_adi else parca.ad.rpartition("/")[2])
    with tempfile.TemporaryDirectory(prefix="earsiv-ustyazi-") as klasor:
        yol = Path(klasor) / "ustyazi"
        try:
            with writing(yol), yol.open("wb") as dosya:
                for blok in paket.kap.stream(parca):
                    dosya.write(blok)
            icerik = "".join(_drawn(yol, sinirlar))
        except EarsivError as hata:
            icerik = f'<p class="hata">Üst yazı gösterilemedi: {_e(hata.bulgu.mesaj)}</p>'
        indir = ""
        if parca.boyut <= _EN_BUYUK and yol.exists():
            veri = base64.b64encode(yol.read_bytes()).decode()
            indir = (
                f'<p><a download="{_e(ad)}" href="data:application/octet-stream;base64,{veri}">Aslını indir</a> ({size(parca.boyut)})</p>'
            )
    yield f"<section><h2>Üst yazı: {_e(ad)}</h2>{icerik}{indir}</section>"


def _drawn(yol: Path, sinirlar: Sinirlar) -> Iterator[str]:
    tur = tarama.detect(yol)
    if tur is None or tur is tarama.Kind.ZIP:
        yield '<p class="uyari">Bu tür burada gösterilmez; aslını indirip uygun programla açın.</p>'
        return
    goruntuler = tarama.page_images(yol, tur, en_fazla=_EN_COK_SAYFA, sinirlar=sinirlar, yer="üst yazı")
    for no, png in enumerate(goruntuler.sayfalar, start=1):
        yield f'<img class="sayfa" alt="Üst yazı, sayfa {no}" src="data:image/png;base64,{base64.b64encode(png).decode()}">'
    if goruntuler.sayfa_sayisi > len(goruntuler.sayfalar):
        yield f'<p class="alt">{goruntuler.sayfa_sayisi} sayfanın ilk {len(goruntuler.sayfalar)} sayfası gösterildi.</p>'


def _findings(bulgular: Iterable[Bulgu]) -> Iterator[str]:
    bulgular = list(bulgular)
    onemli = [b for b in bulgular if b.seviye is not Seviye.BILGI]
    kalan = [b for b in bulgular if b.seviye is Seviye.BILGI]
    yield "<section><h2>Bulgular</h2>"
    yield _table(sorted(onemli, key=lambda b: b.seviye is not Seviye.HATA)) if onemli else '<p class="alt">Hata veya uyarı yok.</p>'
    if kalan:
        yield f"<details><summary>{len(kalan)} bilgi</summary>{_table(kalan)}</details>"
    yield "</section>"


def _table(bulgular: Iterable[Bulgu]) -> str:
    satirlar = "".join(
        f'<tr><td class="{b.seviye}">{_SEVIYELER[b.seviye]}</td><td><code>{b.kod}</code></td>'
        f'<td>{_e(b.mesaj)}<br><span class="bilgi">{_e(b.yer)}</span></td></tr>'
        for b in bulgular
    )
    return f"<table><tr><th>Düzey</th><th>Kod</th><th>Bulgu</th></tr>{satirlar}</table>"


def _e(metin: object) -> str:
    return escape(str(metin or ""), quote=True)
