# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Was a certificate good at a moment? Every list and answer at hand is assessed, then the answers are weighed.

Three traps are avoided on purpose: an answer that says "revoked later" proves that the certificate was good before; a responder must
itself be entitled and good; and evidence that a signature carries must be sound even where other evidence would do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Final

import attrs

from earsiv.imza import der, oid, sertifika, zincir
from earsiv.imza.havuz import Havuz, Kaynak
from earsiv.imza.iptal import Ocsp, Sil
from earsiv.imza.politika import DogrulamaPolitikasi
from earsiv.imza.sertifika import Sertifika
from earsiv.imza.sonuc import EksikKanit, KanitTuru

_DERIN: Final = 3
_BILINMEYEN: Final = "yanıtlayıcının iptal durumu bilinmiyor"
_EN_COK_ANAHTAR: Final = 8


class Hal(StrEnum):
    """What one piece of evidence, or all together, say."""

    IYI = "iyi"
    IPTAL = "iptal"
    ERKEN = "erken"  # sound, but issued before the caution period was over
    BAYAT = "bayat"
    GEC = "gec"  # issued after the certificate expired: it may have been dropped
    KUSURLU = "kusurlu"
    EKSIK = "eksik"


@attrs.frozen
class Delil:
    """One piece of evidence assessed about one certificate at one moment."""

    hal: Hal
    kanit: Sil | Ocsp
    kaynak: Kaynak
    bu: dt.datetime
    iptal_ani: dt.datetime | None = None
    neden: str = ""
    ayrinti: str = ""
    sonraki: dt.datetime | None = None

    @property
    def tur(self) -> KanitTuru:
        """A list or an answer."""
        return KanitTuru.SIL if isinstance(self.kanit, Sil) else KanitTuru.OCSP


@attrs.frozen
class Cevap:
    """What all evidence says about one certificate: state, the piece that decides, what is missing."""

    hal: Hal
    aday: Sertifika
    delil: Delil | None = None
    eksik: tuple[EksikKanit, ...] = ()
    ayrinti: str = ""
    sonradan: Delil | None = None  # revoked, but later than the moment asked for


@attrs.frozen
class Soru:
    """What is asked: the moment, whether a stamp proves it, which kinds of evidence count, and from when on it is final.

    Attributes:
        an: the moment for which the state is asked.
        kanitli: the moment is proven by a time-stamp.
        turler: the kinds that count (``sil``, ``ocsp``).
        kesin: evidence issued before this moment is only preliminary.
        kokler: roots, for who signs lists with another key.
        bayat_olmaz: stale evidence from these sources fails, even where other evidence would do.
    """

    an: dt.datetime
    kanitli: bool
    politika: DogrulamaPolitikasi
    kokler: tuple[Sertifika, ...] = ()
    turler: frozenset[KanitTuru] = frozenset({KanitTuru.SIL, KanitTuru.OCSP})
    kesin: dt.datetime | None = None
    bayat_olmaz: frozenset[Kaynak] = frozenset()


def ask(aday: Sertifika, makam: Sertifika, soru: Soru, havuz: Havuz, derin: int = 0) -> Cevap:
    """Return whether a certificate was good at the moment asked for.

    Args:
        makam: the certificate of its issuer.
    """
    deliller = [*_answers(aday, makam, soru, havuz, derin), *_lists(aday, makam, soru, havuz, derin)]
    if (iptal := next((d for d in deliller if d.hal is Hal.IPTAL), None)) is not None:
        return Cevap(Hal.IPTAL, aday, iptal, _missing(aday, makam, soru) if iptal.neden == "certificateHold" else ())
    for hal, kaynaklar in ((Hal.KUSURLU, frozenset(Kaynak) - {Kaynak.DEPO}), (Hal.BAYAT, soru.bayat_olmaz)):
        kotu = next((d for d in deliller if d.hal is hal and d.kaynak in kaynaklar and (hal is Hal.KUSURLU or d.tur in soru.turler)), None)
        if kotu is not None:
            return Cevap(hal, aday, kotu, _missing(aday, makam, soru), kotu.ayrinti)
    iyiler = [d for d in deliller if d.hal is Hal.IYI and d.tur in soru.turler]
    kesinler = [d for d in iyiler if soru.kesin is None or d.bu >= soru.kesin]
    if kesinler:
        sonradan = next((d for d in deliller if d.hal is Hal.IYI and d.iptal_ani is not None), None)
        return Cevap(Hal.IYI, aday, max(kesinler, key=lambda d: (d.kaynak is Kaynak.IMZA, d.bu)), sonradan=sonradan)
    if iyiler:
        return Cevap(Hal.ERKEN, aday, max(iyiler, key=lambda d: d.bu), _missing(aday, makam, soru))
    for hal in (Hal.GEC, Hal.KUSURLU, Hal.BAYAT):
        if (sonuncu := next((d for d in deliller if d.hal is hal), None)) is not None:
            return Cevap(hal if hal is Hal.GEC else Hal.EKSIK, aday, sonuncu, _missing(aday, makam, soru), sonuncu.ayrinti)
    return Cevap(Hal.EKSIK, aday, eksik=_missing(aday, makam, soru))


def _missing(aday: Sertifika, makam: Sertifika, soru: Soru) -> tuple[EksikKanit, ...]:
    """Return what would answer the question: each kind that counts and that the certificate gives an address for, at least one."""
    adresler = {KanitTuru.OCSP: aday.addresses(oid.AIA_OCSP), KanitTuru.SIL: aday.sil_adresleri}
    istenen = [t for t in (KanitTuru.OCSP, KanitTuru.SIL) if t in soru.turler]
    turler = [t for t in istenen if adresler[t]] or istenen
    ortak: dict[str, Any] = {"veren": sertifika.show_name(aday.veren), "seri": f"{aday.seri:x}", "sertifika": aday.ham, "makam": makam.ham}
    return tuple(EksikKanit(t, adresler=adresler[t], bas=max(soru.kesin or soru.an, soru.an), son=aday.bitis, **ortak) for t in turler)


def _answers(aday: Sertifika, makam: Sertifika, soru: Soru, havuz: Havuz, derin: int) -> Iterator[Delil]:
    for ocsp, yanit, kaynak in havuz.ocsps(aday, makam, soru.an):
        kusur = _responder(ocsp, makam, soru, havuz, derin) or ("bilinmeyen kritik uzantı" if ocsp.kritik or yanit.kritik else "")
        kusur = kusur or _implausible(yanit.bu, yanit.sonraki, ocsp.uretim + soru.politika.tolerans)
        kurucu = Delil(Hal.EKSIK if kusur == _BILINMEYEN else Hal.KUSURLU, ocsp, kaynak, yanit.bu, ayrinti=kusur, sonraki=yanit.sonraki)
        if kusur:
            yield kurucu
        elif yanit.durum == "unknown":
            yield attrs.evolve(kurucu, ayrinti="ÇİSDuP yanıtı: bilinmiyor")
        elif yanit.durum == "revoked":
            yield _revoked(kurucu, yanit.iptal_ani, yanit.neden, soru)
        else:
            yield attrs.evolve(kurucu, hal=_fresh(yanit.bu, yanit.sonraki, aday, soru, arsivli=False))


def _lists(aday: Sertifika, makam: Sertifika, soru: Soru, havuz: Havuz, derin: int) -> Iterator[Delil]:
    for sil, kaynak in havuz.crls(aday, soru.an):
        kusur = sil.kusur or _implausible(sil.bu, sil.sonraki, None) or _crl_signer(sil, makam, soru, havuz, derin)
        kurucu = Delil(Hal.KUSURLU, sil, kaynak, sil.bu, ayrinti=kusur, sonraki=sil.sonraki)
        yield kurucu if kusur else _looked_up(kurucu, sil, aday, soru)


def _looked_up(delil: Delil, sil: Sil, aday: Sertifika, soru: Soru) -> Delil:
    """Return what a sound list says about a certificate."""
    try:
        kayit = sil.find(aday.seri)
    except der.DerHatasi:
        return attrs.evolve(delil, ayrinti="okunamayan kayıt")
    if kayit is not None:
        return _revoked(delil, *kayit, soru)
    arsivli = sil.dolanlar is not None and sil.dolanlar <= aday.bitis
    return attrs.evolve(delil, hal=_fresh(sil.bu, sil.sonraki, aday, soru, arsivli=arsivli))


def _implausible(bu: dt.datetime, sonraki: dt.datetime | None, en_gec: dt.datetime | None) -> str:
    """Return why the times of a list or an answer cannot be, empty where they can."""
    return "zamanları tutarsız" if (sonraki is not None and sonraki < bu) or (en_gec is not None and bu > en_gec) else ""


def _revoked(delil: Delil, an: dt.datetime | None, neden: str, soru: Soru) -> Delil:
    """Revoked later than the moment asked for means good at that moment."""
    hal = Hal.IYI if an is not None and an > soru.an else Hal.IPTAL
    return attrs.evolve(delil, hal=hal, iptal_ani=an, neden=neden)


def _fresh(bu: dt.datetime, sonraki: dt.datetime | None, aday: Sertifika, soru: Soru, *, arsivli: bool) -> Hal:
    """Tell whether evidence that says good speaks of the moment asked for."""
    if bu > aday.bitis and not arsivli:
        return Hal.GEC
    pay = soru.politika.tolerans
    if sonraki is None and not soru.kanitli:
        pay = max(pay, dt.timedelta(hours=soru.politika.tazelik_saat))
    return Hal.IYI if bu >= soru.an - pay or (sonraki is not None and sonraki >= soru.an) else Hal.BAYAT


def _responder(ocsp: Ocsp, makam: Sertifika, soru: Soru, havuz: Havuz, derin: int) -> str:
    """Return why an answer may not be believed, empty where it may (RFC 6960 4.2.2.2)."""
    adaylar = [a for a in (makam, *ocsp.sertifikalar, *havuz.certificates_any()) if ocsp.by(a)]
    imzalayan = next((a for a in _keys(adaylar) if havuz.signed(ocsp, a)), None)
    if imzalayan is None:
        return "yanıtın imzası doğrulanamadı"
    if imzalayan.spki != makam.spki and (kusur := _delegated(imzalayan, makam)):
        return kusur
    if _weak(ocsp, imzalayan, ocsp.uretim, soru.politika):
        return "yanıt zayıf algoritmayla imzalı"
    if not imzalayan.baslangic <= ocsp.uretim <= imzalayan.bitis:
        return "yanıtlayıcının sertifikası o tarihte geçerli değil"
    return "" if imzalayan.spki == makam.spki else _responder_state(imzalayan, ocsp, makam, soru, havuz, derin)


def _delegated(imzalayan: Sertifika, makam: Sertifika) -> str:
    """Return why a responder is not one that the issuer named, empty where it is."""
    if not (sertifika.same_name(imzalayan.veren, makam.konu) and imzalayan.issued_by(makam)):
        return "yanıtlayıcı bu makamın yetkilisi değil"
    if oid.EKU_OCSP not in (imzalayan.amaclar or ()) or (imzalayan.kullanim is not None and not imzalayan.kullanim & {0, 1}):
        return "yanıtlayıcının OCSP imzalama yetkisi yok"
    return ""


def _responder_state(imzalayan: Sertifika, ocsp: Ocsp, makam: Sertifika, soru: Soru, havuz: Havuz, derin: int) -> str:
    """A responder that a list shows as revoked is not believed, whatever its certificate says about not being checked."""
    muaf = oid.OCSP_NOCHECK in imzalayan.uzantilar
    if derin >= _DERIN:
        return "" if muaf else _BILINMEYEN
    alt_soru = attrs.evolve(soru, an=ocsp.uretim, kanitli=soru.kanitli, turler=frozenset({KanitTuru.SIL}), kesin=None)
    haller = {d.hal for d in _lists(imzalayan, makam, alt_soru, havuz, derin + 1)}
    if Hal.IPTAL in haller:
        return "yanıtlayıcının sertifikası iptal edilmiş"
    if muaf or Hal.IYI in haller:
        return ""
    diger = {d.hal for d in _answers(imzalayan, makam, alt_soru, havuz, derin + 1)} if derin + 1 < _DERIN else set()
    return "" if Hal.IYI in diger and Hal.IPTAL not in diger else _BILINMEYEN


def _crl_signer(sil: Sil, makam: Sertifika, soru: Soru, havuz: Havuz, derin: int) -> str:
    """Return why a list may not be believed, empty where it may (RFC 5280 6.3.3)."""
    imzalayan = makam if havuz.signed(sil, makam) else None
    if imzalayan is None and derin < _DERIN:
        adaylar = _keys([s for s in havuz.certificates_any() if s.makam and sertifika.same_name(s.konu, sil.veren)])
        imzalayan = next(
            (a for a in adaylar if havuz.signed(sil, a) and zincir.build(a, havuz.certificates(a), soru.kokler, sil.bu).halkalar), None
        )
    if imzalayan is None:
        return "SİL'in imzası doğrulanamadı"
    if imzalayan.kullanim is not None and 6 not in imzalayan.kullanim:
        return "SİL'i imzalayanın yetkisi yok"
    if not imzalayan.baslangic <= sil.bu <= imzalayan.bitis:
        return "SİL'i imzalayanın sertifikası o tarihte geçerli değil"
    return "SİL zayıf algoritmayla imzalı" if _weak(sil, imzalayan, sil.bu, soru.politika) else ""


def _keys(adaylar: list[Sertifika]) -> list[Sertifika]:
    """Return certificates one a key, and only as many as an honest file could hold."""
    return list({a.spki: a for a in reversed(adaylar)}.values())[::-1][:_EN_COK_ANAHTAR]


def _weak(kanit: Sil | Ocsp, imzalayan: Sertifika, an: dt.datetime, politika: DogrulamaPolitikasi) -> bool:
    from earsiv.imza import kripto

    ozet = kanit.algoritma.ozet if kanit.algoritma else None
    gucu = kripto.key_strength(imzalayan.spki)
    return politika.takvim.weak_at(an, ozet, gucu, kime="imzaci", tarihsel=politika.sha1_tarihsel) is not None
