# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What terminal and page tell alike: the rows about a signer, a stamp, a chain, missing evidence, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from earsiv.imza.rapor.bicim import byte_range, day, exact, moment, show, utc, window
from earsiv.imza.rapor.sozler import KANITLAR, KARARLAR, OLGUNLUKLAR, indication, level, nature, reason
from earsiv.imza.sonuc import DamgaSonucu, DogrulamaSonucu, EksikKanit, HukukiKarar, ImzaSonucu, Olgunluk, SertifikaOzeti

_EN_COK_ARALIK: Final = 20
Satir = tuple[str, str]


def verdict(sonuc: DogrulamaSonucu) -> str:
    """Return the verdict on a file in one sentence."""
    ad, anlam = KARARLAR[sonuc.karar]
    return f"{ad}. {anlam}"


def why(imza: ImzaSonucu) -> str:
    """Return why a signature is not valid; empty where it is."""
    return reason(imza.alt_durum, imza.karar).anlam if imza.alt_durum else ""


def todo(imza: ImzaSonucu) -> str:
    """Return what to do about a signature: to repair it, or to keep it provable."""
    if imza.olgunluk is Olgunluk.ON_DOGRULAMA and imza.karar is HukukiKarar.BELIRSIZ:
        return "Kesinleşme süresi dolduktan sonra üretilmiş iptal kanıtıyla yeniden doğrulayın; imzaya yalnız o kanıtı ekleyin."
    if imza.alt_durum:
        return reason(imza.alt_durum, imza.karar).yapilacak
    bitisler = [d.bitis for d in imza.zaman_damgalari if d.bitis]
    if imza.seviye in {"XL", "A"} and bitisler:
        ek = "arşiv damgası ekleyin (A)" if imza.seviye == "XL" else "arşiv damgasını yenileyin"
        return f"Kanıtları içinde. En geç {day(max(bitisler))} gününden önce {ek}; ne zaman gerektiğini “earsiv imza tahmin” söyler."
    return "Bugün geçerli ama kanıtı imzanın içinde değil. Sertifikaların süresi dolmadan uzun döneme (XL, A) yükseltin."


def signer(imza: ImzaSonucu) -> str:
    """Return who signed: the name, and the number as the verdict masked it."""
    ad = show(imza.ad) if imza.ad else "imzacı bilinmiyor"
    return f"{ad} ({show(imza.kimlik)})" if imza.kimlik else ad


def signer_rows(imza: ImzaSonucu) -> Iterator[Satir]:
    """Yield what is known of a signer as labelled rows."""
    yield "Gösterge (ETSI)", indication(imza.durum, imza.alt_durum)
    yield "Sertifika niteliği", nature(imza.nitelik)
    yield "Düzey", show(level(imza.seviye))
    yield "Profil", show(imza.profil) if imza.profil else "belirtilmemiş"
    yield "Söylenen imza zamanı", moment(imza.imza_zamani)
    yield "Kanıtlı zaman", moment(imza.kanitli_zaman) if imza.kanitli_zaman else "yok: imzayı kapsayan sağlam bir damga yok"
    yield "Olgunluk", OLGUNLUKLAR[imza.olgunluk]
    yield "Matematik", {True: "tutuyor", False: "tutmuyor", None: "denetlenemedi"}[imza.matematik]
    if imza.algoritmalar:
        yield "Algoritma", show(", ".join(imza.algoritmalar))
    if imza.kapsam:
        yield "PDF'te kapsam", show(imza.kapsam)
    if imza.sertifika_sha256:
        yield "Sertifika SHA-256", exact(imza.sertifika_sha256)
    yield from _policy_rows(imza)
    if imza.korunmayan:
        toplam = sum(son - bas for bas, son in imza.korunmayan)
        araliklar = "; ".join(byte_range(a) for a in imza.korunmayan[:_EN_COK_ARALIK])
        kalan = f"; … {len(imza.korunmayan)} aralık" if len(imza.korunmayan) > _EN_COK_ARALIK else ""
        yield "Korunmayan baytlar", f"{toplam} bayt (imzalı içerik bunların dışında): {araliklar}{kalan}"


def _policy_rows(imza: ImzaSonucu) -> Iterator[Satir]:
    """Yield the policy the signer named; the profile guide (3.2) wants it shown."""
    politika = imza.politika
    if politika is None:
        yield "İmza politikası", "yok"
        return
    yield "İmza politikası", exact(politika.oid)
    yield "Politika özeti", exact(f"{politika.ozet_algoritmasi or '?'}: {politika.ozet or 'yok'}")
    yield "Politika adresi", exact(politika.adres) if politika.adres else "yok"


def certificate(sertifika: SertifikaOzeti) -> str:
    """Return a link of a chain in one line."""
    kok = " [kök]" if sertifika.kok else ""
    sure = f"{day(sertifika.baslangic)} – {day(sertifika.bitis)}"
    return f"{show(sertifika.konu)}{kok}; seri {exact(sertifika.seri)}, {sure}, {show(sertifika.algoritma)}"


def stamp_verdict(damga: DamgaSonucu) -> str:
    """Return what was found of a stamp."""
    return "sağlam" if damga.alt_durum is None else indication(damga.durum, damga.alt_durum)


def missing_rows(eksik: EksikKanit) -> Iterator[Satir]:
    """Yield one item of the shopping list: what, whose, where, issued when."""
    yield "Kanıt", KANITLAR[eksik.tur]
    yield "Veren", show(eksik.veren)
    yield "Seri", exact(eksik.seri)
    yield "Pencere", window(eksik.bas, eksik.son)
    for adres in eksik.adresler:
        yield "Adres", exact(adres)


def repeat_rows(sonuc: DogrulamaSonucu) -> Iterator[Satir]:
    """Yield what the verdict rests on, so that it can be given again."""
    if sonuc.an is not None:
        yield "Yargı anı", f"{moment(sonuc.an)} (Türkiye saati)"
        yield "Aynı yargı için", f"--an {utc(sonuc.an)}"
    if sonuc.politika_sha256:
        yield "Yargı politikası", exact(f"sha256:{sonuc.politika_sha256}")
