# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``check``: judge a package; every finding, not just the first. Steps are numbered as in the report and the guide.

(1) container and kinds (done by opening)  (2) üstveri  (3) attachments  (4) what each digest part must cover
(5) every reference  (6) parts covered by nothing  (7) core against üstveri  (8) signatures: content, maths, trust.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import attrs

from earsiv._clock import Clock
from earsiv._limits import VARSAYILAN, Sinirlar
from earsiv.errors import Bulgu, GirdiHatasi, Seviye, bulgu
from earsiv.eyazisma import baglar
from earsiv.eyazisma import ozet as ozetler
from earsiv.eyazisma.bilesen import HARICI, IMZA_YERLERI, ZORUNLU, Tur, encode_name
from earsiv.eyazisma.model import Dagitim, Ek, Ustveri, is_datetime
from earsiv.eyazisma.paket import Paket
from earsiv.imza import DogrulamaSonucu, Gosterge, GuvenDeposu, verify_cms

_KKK = re.compile(r"[1-9][0-9]{7}")
_KKK_ESKI = re.compile(r"[A-Fa-f0-9]{14}")
_SURE = re.compile(r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T(?=.)([0-9]+H)?([0-9]+M)?([0-9.]+S)?)?")
_GUVENLIK = {1: {"TSD", "HZO", "OZL", "GZL", "CGZ", "KSO"}, 2: {"YOK", "HZO", "OZL", "GZL", "CGZ"}}
_IVEDILIK = {1: {"NRM", "IVD", "CIV", "GNL"}, 2: {"NRM", "ACL", "GNL"}}
_IMZA_ONEMI = {Gosterge.TOTAL_FAILED: Seviye.HATA}


@attrs.frozen
class PaketRaporu:
    """The judgement of one package.

    ``ozetler`` tells whether every digest holds (``None``: there is nothing to compare here); ``imza``, ``muhur`` and
    ``paraf`` are verdicts, ``None`` where the part is absent; ``bulgular`` everything found.
    """

    dosya: str
    tur: str | None
    surum: str | None
    ozetler: bool | None
    imza: DogrulamaSonucu | None = None
    muhur: DogrulamaSonucu | None = None
    paraf: DogrulamaSonucu | None = None
    bulgular: tuple[Bulgu, ...] = ()

    @property
    def gecerli(self) -> bool:
        """Whether no finding of level hata was made."""
        return all(b.seviye is not Seviye.HATA for b in self.bulgular)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form that the command line promises."""
        return {
            "dosya": self.dosya,
            "tur": self.tur,
            "surum": self.surum,
            "gecerli": self.gecerli,
            "ozetler": self.ozetler,
            "imza": self.imza.as_dict() if self.imza else None,
            "muhur": self.muhur.as_dict() if self.muhur else None,
            "paraf": self.paraf.as_dict() if self.paraf else None,
            "bulgular": [b.as_dict() for b in self.bulgular],
        }

    @classmethod
    def unreadable(cls, dosya: str, kusur: Bulgu) -> PaketRaporu:
        """Return the judgement of something that could not be opened as a package."""
        return cls(dosya, None, None, None, bulgular=(kusur,))


def check(
    paket: Paket,
    *,
    alici: str | None = None,
    guven: GuvenDeposu | None = None,
    an: dt.datetime | None = None,
    saat: Clock | None = None,
    sinirlar: Sinirlar = VARSAYILAN,
) -> PaketRaporu:
    """Judge an open package.

    Args:
        alici: KKK, Id or T.C. kimlik no of the recipient whose copy this is: attachments left out for them are excused.
        guven: trusted roots; without them trust is a finding of level bilgi.
        an: the moment of judgement for signatures.
    """
    bulgular = [b for b in paket.bulgular if b.kod != "PKT-021"]
    bulgular += baglar.check(paket, _absent(paket, alici))
    if paket.ustveri:
        bulgular += _metadata(paket.ustveri, paket)
        bulgular += _attachments(paket.ustveri, paket, alici)
    try:
        ozet_bulgulari = list(_digests(paket, alici)) if paket.tur is not Tur.EYPS else []
    except GirdiHatasi as hata:
        ozet_bulgulari = [hata.bulgu]
    bulgular += ozet_bulgulari
    if paket.tur is Tur.EYPS:
        bulgular.append(bulgu("EYP-060", paket.yer))
    bulgular += _core(paket)
    imzalar: dict[str, DogrulamaSonucu | None] = {}
    for ad in IMZA_YERLERI:
        imzalar[ad], kusurlar = _signature(paket, ad, guven, an, saat, sinirlar)
        bulgular += kusurlar
    ic = None
    if paket.tur is Tur.EYPG:
        bulgular += _changes(paket)
    if paket.ic:
        ic = check(paket.ic, alici=alici, guven=guven, an=an, saat=saat, sinirlar=sinirlar)
        bulgular += ic.bulgular
    ozet_var = paket.tur is not Tur.EYPS and bool(paket.ozetler)
    return PaketRaporu(
        dosya=paket.yer,
        tur=str(paket.tur),
        surum=paket.core.surum,
        ozetler=all(b.seviye is not Seviye.HATA for b in ozet_bulgulari) and (ic is None or ic.ozetler is not False) if ozet_var else None,
        imza=imzalar["imza"],
        muhur=imzalar["muhur"],
        paraf=imzalar["paraf"],
        bulgular=tuple(bulgular),
    )


def _metadata(u: Ustveri, paket: Paket) -> Iterator[Bulgu]:
    """(2) What the üstveri must say, by generation."""
    yer, nesil = f"{paket.yer} · üstveri", paket.nesil
    zorunlu: dict[str, object] = {
        "BelgeId": u.belge_id,
        "Konu": u.konu,
        "DosyaAdi": u.dosya_adi,
        "BelgeNo": u.belge_no,
        "Tarih": u.tarih,
        "Olusturan": u.olusturan,
        "DagitimListesi/Dagitim": u.dagitimlar,
    }
    if nesil == 2:
        zorunlu |= {"DogrulamaBilgisi/DogrulamaAdresi": u.dogrulama_adresi, "BelgeImzalar/Imza": u.imzalar}
    yield from (bulgu("EYP-020", f"{yer}/{ad}", ad=ad) for ad, deger in zorunlu.items() if not deger)
    if u.tarih and not is_datetime(u.tarih):
        yield bulgu("EYP-061", f"{yer}/Tarih", deger=u.tarih)
    if not u.mime_turu:
        yield bulgu("EYP-021", f"{yer}/MimeTuru")
    if u.guvenlik_kodu not in _GUVENLIK[nesil]:
        yield bulgu("EYP-022", f"{yer}/GuvenlikKodu", deger=u.guvenlik_kodu or "boş")
    elif nesil == 2 and u.guvenlik_kodu == "OZL":
        yield bulgu("EYP-029", f"{yer}/GuvenlikKodu")
    for no, dagitim in enumerate(u.dagitimlar, start=1):
        yield from _recipient(dagitim, nesil, f"{yer}/Dagitim[{no}]")
    for taraf in (u.olusturan, *(d.taraf for d in u.dagitimlar)):
        if taraf and taraf.tur == "kurum" and not _KKK.fullmatch(taraf.kimlik):
            kusur = bulgu("EYP-028", f"{yer}/KKK", deger=taraf.kimlik or "boş")
            eski = nesil == 1 and _KKK_ESKI.fullmatch(taraf.kimlik)
            yield attrs.evolve(kusur, seviye=Seviye.UYARI) if eski else kusur


def _recipient(dagitim: Dagitim, nesil: int, yer: str) -> Iterator[Bulgu]:
    if dagitim.ivedilik not in _IVEDILIK[nesil]:
        yield bulgu("EYP-023", yer, deger=dagitim.ivedilik or "boş")
    if dagitim.dagitim_turu not in {"GRG", "BLG"}:
        yield bulgu("EYP-024", yer, deger=dagitim.dagitim_turu or "boş")
    if dagitim.ivedilik == "GNL" and not dagitim.miat:
        yield bulgu("EYP-025", yer)
    if dagitim.miat and not _SURE.fullmatch(dagitim.miat):
        yield bulgu("EYP-026" if dagitim.miat == "0" else "EYP-027", yer, deger=dagitim.miat)


def _attachments(u: Ustveri, paket: Paket, alici: str | None) -> Iterator[Bulgu]:
    """(3) Attachments and references: numbers, ids, parts."""
    yer = f"{paket.yer} · üstveri"
    idler = [ek.id.upper() for ek in u.ekler]  # ASCII: GUIDs
    yield from _unique("Ek/Id", idler, yer)
    yield from _unique("Ek/SiraNo", [str(ek.sira_no) for ek in u.ekler], yer)
    yield from _unique("Ilgi/Etiket", [i.etiket for i in u.ilgiler], yer)
    for ek in u.ekler:
        yield from _attachment(u, ek, paket, f"{yer}/Ek[{ek.id}]", alici)
    baglar = [("EYP-035", f"Ilgi[{i.etiket}]", i.ek_id) for i in u.ilgiler if i.ek_id]
    baglar += [("EYP-036", "KonulmamisEk", ek_id) for d in u.dagitimlar for ek_id in d.konulmamis_ekler]
    yield from (bulgu(kod, f"{yer}/{ad}", ek=ek_id) for kod, ad, ek_id in baglar if ek_id.upper() not in idler)  # ASCII: GUIDs
    for ilgi in u.ilgiler:
        if not (ilgi.id and ilgi.etiket):
            yield bulgu("EYP-020", f"{yer}/Ilgi", ad="Id ve Etiket")


def _attachment(u: Ustveri, ek: Ek, paket: Paket, yer: str, alici: str | None) -> Iterator[Bulgu]:
    if ek.sira_no is None or ek.sira_no < 1:
        yield bulgu("EYP-031", yer, deger=ek.sira_no)
    if ek.tur not in {"DED", "HRF", "FZK"}:
        yield bulgu("EYP-032", yer, deger=ek.tur or "boş")
    if ek.tur != "DED":
        if ek.imzali:
            yield bulgu("EYP-033", yer, tur=ek.tur)
        return
    if not ek.dosya_adi:
        yield bulgu("EYP-020", yer, ad="DosyaAdi")
    if paket.attachment_part(ek) is None:
        yield _missing_part(u, ek, yer, alici)


def _unique(ad: str, degerler: list[str], yer: str) -> Iterator[Bulgu]:
    for deger in sorted({d for d in degerler if degerler.count(d) > 1}):
        yield bulgu("EYP-030", f"{yer}/{ad}", ad=ad, deger=deger)


def _missing_part(u: Ustveri, ek: Ek, neresi: str, alici: str | None) -> Bulgu:
    """An attachment without part: excused for its recipient, open without a recipient, else missing."""
    dagitimlar = [d for d in u.dagitimlar if ek.id.upper() in (e.upper() for e in d.konulmamis_ekler)]  # ASCII: GUIDs
    if alici and any(d.taraf.kimlik == alici for d in dagitimlar):
        return bulgu("EYP-038", neresi)
    if dagitimlar and not alici:
        return bulgu("EYP-039", neresi)
    return bulgu("EYP-034", neresi, ad=ek.dosya_adi or ek.id)


def _absent(paket: Paket, alici: str | None) -> frozenset[str]:
    """Part names whose absence is excused: a removed paraf, attachments left out for this recipient."""
    adlar = set(IMZA_YERLERI["paraf"][1])
    for iliski in paket.kap.iliskiler:
        if iliski.tur.lower().endswith("/parafimzacades"):  # ASCII URI
            adlar.add(iliski.hedef)
    u = paket.ustveri
    if u and alici:
        disarida = {e.upper() for d in u.dagitimlar if d.taraf.kimlik == alici for e in d.konulmamis_ekler}  # ASCII: GUIDs
        for ek in u.ekler:
            if ek.id.upper() in disarida:  # ASCII: GUIDs
                adlar |= {f"/Ekler/{ek.dosya_adi}", f"/Ekler/{encode_name(ek.dosya_adi)}"}
                adlar.update(i.hedef for i in paket.kap.iliskiler if i.kimlik.upper() == f"IDEK_{ek.id.upper()}")  # ASCII
    return frozenset(adlar)


def _digests(paket: Paket, alici: str | None) -> Iterator[Bulgu]:
    """(4)-(6) Coverage of each digest part, every reference, and parts that nothing covers."""
    onbellek: dict[tuple[str, str], bytes] = {}
    eksik = _absent(paket, alici)
    for ad, parca in paket.ozetler.items():
        yield from _coverage(paket, ad, parca)
        if not parca.referanslar:
            yield bulgu("EYP-040", f"{paket.yer} · {parca.parca.ad}", kod=8)
        kimlik = paket.ustveri.belge_id if paket.ustveri else paket.core.kimlik
        if kimlik and parca.id != kimlik:
            yield bulgu("EYP-049", f"{paket.yer} · {parca.parca.ad}", id=parca.id or "boş")
        yield from ozetler.verify(paket.kap, parca, paket.nesil, eksik_olabilir=eksik, onbellek=onbellek)
    yield from _uncovered(paket)
    nihai = paket.ozetler.get("nihaiozet")
    for referans in nihai.referanslar if nihai else ():
        if referans.tur == HARICI:
            yield bulgu("EYP-063", f"{paket.yer} · {nihai.parca.ad} · {referans.uri}" if nihai else paket.yer)


def _changes(paket: Paket) -> Iterator[Bulgu]:
    """An update package says what it changes, completely."""
    degisiklikler = list(paket.changes())
    if not degisiklikler:
        yield bulgu("EYP-062", f"{paket.yer} · GuncellemeBilgisi", ne="hiçbir güncelleme")
    for degisiklik in degisiklikler:
        eksik = [ad for ad, deger in degisiklik.items() if not (deger or "").strip()]
        if degisiklik["yeni_gizlilik_derecesi"] not in _GUVENLIK[2]:
            eksik.append("yeni_gizlilik_derecesi")
        if not is_datetime(degisiklik["tarih"] or ""):
            eksik.append("tarih")
        for ad in sorted(set(eksik)):
            yield bulgu("EYP-062", f"{paket.yer} · GuncellemeBilgisi", ne=ad)


def _coverage(paket: Paket, ad: str, parca: ozetler.OzetParcasi) -> Iterator[Bulgu]:
    anahtar = "guncelleme" if paket.tur is Tur.EYPG else ad
    for tur, (yok, gosterilmemis) in ZORUNLU.get((anahtar, paket.nesil), {}).items():
        hedef = paket.part(tur)
        neresi = f"{paket.yer} · {parca.parca.ad}"
        if hedef is None and tur == "belgehedef" and paket.eski_duzen:
            continue
        if hedef is None:
            yield bulgu("EYP-050", neresi, tur=tur, kod=yok)
        elif not parca.refers_to(hedef.ad):
            yield bulgu("EYP-051", neresi, parca=hedef.ad, kod=gosterilmemis)


def _uncovered(paket: Paket) -> Iterator[Bulgu]:
    """(6) A part that no digest names can be changed by anyone: say which. Signature and unsigned parts are exempt."""
    kapsanan = {p.ad for o in paket.ozetler.values() for r in o.referanslar if (p := paket.kap.find(r.uri))}
    haric = {o.parca.ad for o in paket.ozetler.values()}
    haric |= {p.ad for ad in IMZA_YERLERI if (p := paket.signature(ad))}
    haric |= {p.ad for ad in ("nihaiustveri", "core") if (p := paket.part(ad))}
    if "nihaiozet" not in paket.ozetler and (belge_imza := paket.part("belgeimza")):
        haric.add(belge_imza.ad)  # only a NihaiOzet could cover it, and its absence was told
    for parca in paket.kap.parts():
        if parca.ad not in kapsanan and parca.ad not in haric and not parca.ad.startswith("/ImzasizEkler/"):
            yield bulgu("EYP-052", f"{paket.yer} · {parca.ad}")
    nihai = paket.part("nihaiustveri")
    if nihai and "nihaiozet" in paket.ozetler and not paket.ozetler["nihaiozet"].refers_to(nihai.ad):
        yield bulgu("EYP-053", f"{paket.yer} · {nihai.ad}")


def _core(paket: Paket) -> Iterator[Bulgu]:
    """(7) Core properties against the üstveri."""
    if not paket.ustveri:
        return
    if paket.core.kimlik.upper() != paket.ustveri.belge_id.upper():  # ASCII: GUIDs
        yield bulgu("EYP-055", f"{paket.yer} · core", core=paket.core.kimlik or "boş", ustveri=paket.ustveri.belge_id)
    if paket.core.konu != paket.ustveri.konu:
        yield bulgu("EYP-056", f"{paket.yer} · core")
    if paket.core.icerik_turu != "application/eyazisma":
        yield bulgu("EYP-057", f"{paket.yer} · core", deger=paket.core.icerik_turu or "boş")


def _signature(
    paket: Paket, ad: str, guven: GuvenDeposu | None, an: dt.datetime | None, saat: Clock | None, sinirlar: Sinirlar
) -> tuple[DogrulamaSonucu | None, list[Bulgu]]:
    """(8) One signature part: its CMS must hold exactly the bytes of the digest part it signs."""
    parca, imzalanan = paket.signature(ad), paket.ozetler.get(IMZA_YERLERI[ad][2])
    if parca is None:
        return None, _missing_signature(paket, ad)
    neresi = f"{paket.yer} · {parca.ad}"
    if imzalanan is None:
        return None, [bulgu("EYP-072", neresi)]
    try:
        veri, icerik = paket.kap.read(parca, sinirlar.imza_bayt), paket.kap.read(imzalanan.parca)
    except GirdiHatasi as hata:
        return DogrulamaSonucu.unreadable("cades", [hata.bulgu]), [hata.bulgu]
    sonuc = verify_cms(veri, neresi, icerik=icerik, guven=guven, an=an, saat=saat, sinirlar=sinirlar)
    kusurlar = list(sonuc.bulgular)
    for imza in sonuc.imzalar:
        kusurlar += [attrs.evolve(b, seviye=_IMZA_ONEMI.get(imza.durum, b.seviye)) for b in imza.bulgular]
    return sonuc, kusurlar


def _missing_signature(paket: Paket, ad: str) -> list[Bulgu]:
    if paket.tur is Tur.EYPS or ad == "paraf":
        return []
    if ad == "imza" and paket.tur is Tur.EYP:
        return [bulgu("EYP-070", paket.yer)]
    if ad == "muhur" and paket.nesil == 2:
        return [bulgu("EYP-071", paket.yer)]
    return []
