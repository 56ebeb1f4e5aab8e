# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The words of the standard in the words of an archive: what a verdict means and what to do about it."""

from __future__ import annotations

from typing import Final

import attrs

from earsiv.imza.nes import AD, Nitelik
from earsiv.imza.sonuc import AltGosterge, DamgaTuru, Gosterge, HukukiKarar, KanitTuru, Olgunluk


@attrs.frozen
class Soz:
    """A word for people: its short name, what it means, what to do."""

    ad: str
    anlam: str
    yapilacak: str


KARARLAR: Final[dict[HukukiKarar, tuple[str, str]]] = {
    HukukiKarar.GECERLI: ("Geçerli", "İstenen her şey kanıtlandı; imzaya güvenilebilir."),
    HukukiKarar.GECERSIZ: ("Geçersiz", "Kusuru kanıtlandı; bu imzaya dayanarak işlem yapılmaz."),
    HukukiKarar.BELIRSIZ: ("Belirsiz", "Kusuru da geçerliliği de kanıtlanamadı; eksik olan tamamlanıp yeniden doğrulanmalı."),
}
GOSTERGELER: Final = {
    Gosterge.TOTAL_PASSED: "doğrulandı",
    Gosterge.INDETERMINATE: "karara bağlanamadı",
    Gosterge.TOTAL_FAILED: "doğrulanamadı",
}
OLGUNLUKLAR: Final = {
    Olgunluk.ON_DOGRULAMA: "ön doğrulama: iptal kanıtı kesinleşme süresi dolmadan üretilmiş",
    Olgunluk.KESIN: "kesin",
    Olgunluk.UYGULANMAZ: "uygulanmaz",
}
DAMGALAR: Final = {
    DamgaTuru.ICERIK: "içerik damgası",
    DamgaTuru.IMZA: "imza damgası",
    DamgaTuru.REFERANS: "referans damgası",
    DamgaTuru.ARSIV: "arşiv damgası",
    DamgaTuru.BELGE: "belge damgası",
    DamgaTuru.KAYIT: "kanıt kaydı damgası",
}
KANITLAR: Final = {
    KanitTuru.SERTIFIKA: "sertifika",
    KanitTuru.SIL: "SİL (iptal listesi)",
    KanitTuru.OCSP: "ÇİSDuP (OCSP) yanıtı",
    KanitTuru.ZAMAN_DAMGASI: "zaman damgası",
}
SEVIYELER: Final = {
    "BES": "temel imza",
    "EPES": "politikası yazılı temel imza",
    "T": "zaman damgalı imza",
    "C": "kanıt referansları eklenmiş imza",
    "X": "kanıt referansları damgalanmış imza",
    "XL": "kanıtları içinde olan imza",
    "A": "arşiv damgalı imza",
    "ZD": "yalnız zaman damgası",
}
_KAYNAKLAR: Final = {
    "imza": "imzanın içinden",
    "damga": "damganın içinden",
    "cms": "imza dosyasından",
    "pdf": "PDF'nin içinden",
    "depo": "kanıt deposundan",
}
_NITELIKLER: Final[dict[str, str]] = {str(n): ad for n, ad in AD.items()}

_GONDEREN: Final = "Gönderenden imzalı aslını yeniden isteyin; geldiği biçimiyle tutanakla saklayın."
ALT_SOZLER: Final[dict[AltGosterge, Soz]] = {
    AltGosterge.FORMAT_FAILURE: Soz(
        "biçim bozuk", "Dosya kurallara uygun bir imza değil ya da imzanın zorunlu bir parçası bozuk.", _GONDEREN
    ),
    AltGosterge.HASH_FAILURE: Soz(
        "özet tutmuyor",
        "İmzalanan içerik ile eldeki içerik aynı değil ya da bir damga başka veriye ait.",
        "Doğru içeriği verdiğinizden emin olun; doğruysa içerik değişmiştir, gönderenden aslını isteyin.",
    ),
    AltGosterge.SIG_CRYPTO_FAILURE: Soz("imza değeri tutmuyor", "İmza, sertifikadaki anahtarla atılmamış ya da bozulmuş.", _GONDEREN),
    AltGosterge.REVOKED: Soz(
        "iptalden sonra atılmış",
        "Sertifika iptal edildikten sonra imza atıldığı kanıtlı.",
        "Belgeyi geçerli bir sertifikayla yeniden imzalatın.",
    ),
    AltGosterge.EXPIRED: Soz(
        "süresi dolduktan sonra atılmış",
        "Sertifikanın süresi dolduktan sonra imza atıldığı kanıtlı.",
        "Belgeyi geçerli bir sertifikayla yeniden imzalatın.",
    ),
    AltGosterge.NOT_YET_VALID: Soz(
        "süresi başlamadan atılmış",
        "Sertifika geçerli olmadan önce imza atıldığı kanıtlı.",
        "Gönderene bildirin; belgeyi yeniden imzalatın.",
    ),
    AltGosterge.SIG_CONSTRAINTS_FAILURE: Soz(
        "imza istenen koşulu sağlamıyor",
        "İmza kendi profilinin ya da doğrulama politikasının bir koşulunu sağlamıyor.",
        "Bulgulardaki koşulu gönderene bildirin; koşulu siz koyduysanız politikayı gözden geçirin.",
    ),
    AltGosterge.CHAIN_CONSTRAINTS_FAILURE: Soz(
        "sertifika istenen koşulu sağlamıyor",
        "Sertifika bu iş için verilmemiş ya da dayandığı kanıt sağlam değil.",
        "Nitelikli sertifikayla atılmış imza isteyin.",
    ),
    AltGosterge.CERTIFICATE_CHAIN_GENERAL_FAILURE: Soz(
        "sertifika zinciri kurallara uymuyor",
        "Köke giden yol bulundu ama yolun kendisi kurallara uymuyor.",
        "Zincirdeki sertifikaları ESHS'nin yayımladıklarıyla karşılaştırın.",
    ),
    AltGosterge.CRYPTO_CONSTRAINTS_FAILURE: Soz(
        "algoritma o tarihte kullanılamazdı",
        "İmzanın kanıtlı anında algoritma ya da anahtar artık kabul edilmiyordu.",
        "Belgeyi bugünün algoritmalarıyla yeniden imzalatın.",
    ),
    AltGosterge.POLICY_PROCESSING_ERROR: Soz(
        "imza politikası tutmuyor",
        "İmzanın gösterdiği politika okunamadı ya da özeti politikanın özeti değil.",
        "Gönderene bildirin; imza, gösterdiği politikaya bağlanamıyor.",
    ),
    AltGosterge.SIGNATURE_POLICY_NOT_AVAILABLE: Soz(
        "imza politikası tanınmıyor",
        "İmza, bilinmeyen bir politikaya göre atılmış.",
        "Politikayı gönderenden öğrenin; P1–P4 dışındaki politikalar yargılanmaz.",
    ),
    AltGosterge.TIMESTAMP_ORDER_FAILURE: Soz(
        "zamanların sırası tutmuyor", "Damgaların ya da imzacının söylediği zamanın sırası olanaksız.", _GONDEREN
    ),
    AltGosterge.NO_SIGNING_CERTIFICATE_FOUND: Soz(
        "imzacının sertifikası belli değil",
        "İmzacının sertifikası imzada yok ya da imzanın gösterdiği sertifika değil.",
        "Gönderenden sertifikasını taşıyan imzayı isteyin.",
    ),
    AltGosterge.NO_CERTIFICATE_CHAIN_FOUND: Soz(
        "güvenilen köke yol yok",
        "Sertifika, verilen köklerden hiçbirine bağlanamadı.",
        "ESHS'nin kök sertifikasını parmak iziyle karşılaştırıp güven deposuna ekleyin; kök tanınmıyorsa imzaya güvenmeyin.",
    ),
    AltGosterge.NO_CERTIFICATE_CHAIN_FOUND_NO_POE: Soz(
        "o gün için güvenilen köke yol yok",
        "Kök artık güvenilir değil ve imzanın ondan önce var olduğu kanıtlanmadı.",
        "İmzayı zamanında kapsayan bir damga ya da kanıt kaydı varsa birlikte verin.",
    ),
    AltGosterge.REVOKED_NO_POE: Soz(
        "sertifika iptal edilmiş",
        "İmzacının sertifikası iptal edilmiş; imzanın iptalden önce atıldığı kanıtlanmadı.",
        "İptalden önce alınmış bir zaman damgası varsa imzayla birlikte verin; yoksa yeniden imzalatın.",
    ),
    AltGosterge.REVOKED_CA_NO_POE: Soz(
        "makamın sertifikası iptal edilmiş",
        "Zincirdeki bir makamın sertifikası iptal edilmiş; imzanın ondan önce var olduğu kanıtlanmadı.",
        "ESHS'ye sorun; iptalden önce alınmış damga varsa birlikte verin.",
    ),
    AltGosterge.OUT_OF_BOUNDS_NOT_REVOKED: Soz(
        "sertifikanın süresi dışında",
        "Sertifika iptal edilmemiş ama yargı anı geçerlik süresinin dışında.",
        "İmzayı süresi içinde kapsayan bir damga gerekir.",
    ),
    AltGosterge.OUT_OF_BOUNDS_NO_POE: Soz(
        "sertifikanın süresi dışında",
        "İmzanın ya da damganın, sertifikanın süresi içinde var olduğu kanıtlanmadı.",
        "İmzayı süresi içinde kapsayan bir damga ya da kanıt kaydı varsa birlikte verin.",
    ),
    AltGosterge.REVOCATION_OUT_OF_BOUNDS_NO_POE: Soz(
        "iptal kanıtı geç kalmış",
        "Eldeki iptal kanıtı sertifikanın süresi dolduktan sonra üretilmiş; o gün için konuşmuyor.",
        "Sertifikanın süresi içinde üretilmiş SİL ya da ÇİSDuP yanıtını bulun.",
    ),
    AltGosterge.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Soz(
        "algoritma bugün kullanılamaz",
        "Algoritma zayıflamış ya da hesaplanamıyor; imzanın o güvenliyken var olduğu kanıtlanmadı.",
        "Algoritma geçerliyken alınmış bir damga ya da kanıt kaydı varsa birlikte verin.",
    ),
    AltGosterge.NO_POE: Soz(
        "var olduğu an kanıtlanmadı",
        "İmzanın ya da damganın belli bir andan önce var olduğu kanıtlanamadı.",
        "Onu o andan önce kapsayan bir damga varsa birlikte verin.",
    ),
    AltGosterge.TRY_LATER: Soz(
        "iptal kanıtı eksik",
        "İptal durumu bugünkü kanıtlarla bilinemiyor ya da kesinleşme süresi dolmadı.",
        "Aşağıda listelenen kanıtları getirip yeniden doğrulayın; karar o zaman kesinleşir.",
    ),
    AltGosterge.SIGNED_DATA_NOT_FOUND: Soz(
        "imzalanan içerik verilmedi", "İmza ayrık; imzaladığı dosya verilmedi.", "İmzalanan dosyayı --icerik ile verin."
    ),
}
_YENIDEN: Final = "Belgeyi geçerli bir sertifikayla yeniden imzalatın; bu imza eksik kanıtla kurtarılamaz."
_KANITLANMIS: Final[dict[AltGosterge, str]] = {
    AltGosterge.REVOKED_NO_POE: "İmzanın kanıtlı anı, sertifikasının iptalinden önce değil.",
    AltGosterge.REVOKED_CA_NO_POE: "İmzanın kanıtlı anında zincirindeki bir makamın sertifikası iptal edilmişti.",
    AltGosterge.OUT_OF_BOUNDS_NO_POE: "İmzanın kanıtlı anı, sertifikasının geçerlik süresinin dışında.",
}


def reason(alt: AltGosterge, karar: HukukiKarar) -> Soz:
    """Return the words for a sub-indication; a word of doubt reads differently where a time-stamp settled it against the signature."""
    soz = ALT_SOZLER[alt]
    kesin = _KANITLANMIS.get(alt) if karar is HukukiKarar.GECERSIZ else None
    return attrs.evolve(soz, anlam=kesin, yapilacak=_YENIDEN) if kesin else soz


def nature(nitelik: str | None) -> str:
    """Return what a certificate is, in words."""
    return _NITELIKLER.get(nitelik or "", AD[Nitelik.DIGER] if nitelik else "bilinmiyor")


def source(kaynak: str) -> str:
    """Return where evidence was found, in words; a path's own certificates have no place of their own."""
    return _KAYNAKLAR.get(kaynak, kaynak or "—")


def level(seviye: str) -> str:
    """Return a level with its words."""
    return f"{seviye} ({SEVIYELER[seviye]})" if seviye in SEVIYELER else seviye


def indication(durum: Gosterge, alt: AltGosterge | None) -> str:
    """Return the standard's words with their translation."""
    if alt is None:
        return f"{durum} ({GOSTERGELER[durum]})"
    return f"{durum} / {alt} ({ALT_SOZLER[alt].ad})"
