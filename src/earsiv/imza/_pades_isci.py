# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The child that opens a PDF with pyHanko and reports its signatures and its DSS as plain values; started by ``_cocuk``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from earsiv import _cocuk

_EN_BUYUK_DEGER: Final = 64 * 1024 * 1024
_EN_COK_SAYFA: Final = 100_000


def _isle(istek: dict[str, Any]) -> dict[str, Any]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        with open(istek["yol"], "rb") as dosya:  # noqa: PTH123 - the path comes from the parent, checked there
            okur = PdfFileReader(dosya, strict=False)
            if okur.encrypted:  # a file that only its owner's password protects opens without one
                okur.decrypt("")
            imzalar = list(okur.embedded_signatures)
            if len(imzalar) > istek["en_fazla"]:
                return {"cok": len(imzalar)}
            return {"imzalar": [_signature(imza, okur) for imza in imzalar], "dss": _store(okur.root, istek["dss_bayt"])}
    except Exception as hata:  # noqa: BLE001 - a hostile PDF may raise anything; the child answers in words
        return {"hata": f"{type(hata).__name__}: {str(hata)[:120]}"}


def _signature(imza: Any, okur: Any) -> dict[str, Any]:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    aralik = [int(sayi) for sayi in imza.byte_range]
    sonuc: dict[str, Any] = {
        "alan": imza.field_name,
        "tur": "damga" if imza.sig_object_type == "/DocTimeStamp" or _subfilter(imza) == "/ETSI.RFC3161" else "imza",
        "bicim": _subfilter(imza),
        "cms": _trim(bytes(imza.pkcs7_content)).hex(),
        "araliklar": list(zip(aralik[::2], aralik[1::2], strict=True)),
        "zaman": imza.self_reported_timestamp.isoformat() if imza.self_reported_timestamp else None,
        "tum_dosya": False,
        "dss": False,
        "ek": "",
        "degisik": "",
    }
    try:
        sonuc["dss"] = "/DSS" in okur.get_historical_root(imza.signed_revision)
        imza.compute_integrity_info()
    except Exception as hata:  # noqa: BLE001 - any refusal of pyHanko's own checks is an answer
        sonuc["degisik"] = f"{type(hata).__name__}: {str(hata)[:120]}"
        return sonuc
    sonuc["tum_dosya"] = imza.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if kusur := _gap_fault(imza, okur, aralik, tum_dosya=sonuc["tum_dosya"]):
        sonuc["degisik"] = kusur
    elif imza.coverage is None or imza.coverage.value < SignatureCoverageLevel.ENTIRE_REVISION.value:
        sonuc["degisik"] = "bayt aralığı imzalanan sürümün tamamını kapsamıyor"
    elif not sonuc["tum_dosya"]:
        duzey = getattr(imza.diff_result, "modification_level", None)
        if duzey is None or duzey.value > ModificationLevel.FORM_FILLING.value:
            sonuc["degisik"] = "imzadan sonra izin verilmeyen değişiklik"
        elif not imza.summarise_integrity_info()["docmdp_ok"]:
            sonuc["degisik"] = "belgenin izin verdiğinden (DocMDP) fazla değişiklik"
        elif _covered(imza, okur):
            sonuc["degisik"] = "imzadan sonra sayfanın üstüne görünür bir alan eklenmiş"
        else:
            sonuc["ek"] = duzey.name
    return sonuc


def _subfilter(imza: Any) -> str:
    return str(imza.sig_object.get("/SubFilter", ""))


def _gap_fault(imza: Any, okur: Any, aralik: list[int], *, tum_dosya: bool) -> str:
    """Return what is wrong with the place that the signed bytes leave out.

    It must hold the signature value as a hexadecimal string and nothing else, so that nobody can put other objects there; and who covers
    the whole file covers it to its last byte. pyHanko compares lengths only.
    """
    if len(aralik) != 4 or aralik[0] != 0 or not 0 < aralik[1] < aralik[2]:
        return "bayt aralığı iki parça değil"
    okur.stream.seek(0, 2)
    boy = okur.stream.tell()
    okur.stream.seek(aralik[1])
    bosluk = okur.stream.read(min(aralik[2] - aralik[1], _EN_BUYUK_DEGER))
    onaltilik = re.fullmatch(rb"<([0-9A-Fa-f]*)>", bosluk)
    if onaltilik is None or bytes.fromhex(onaltilik[1].decode("ascii")) != bytes(imza.pkcs7_content):
        return "imzalanmayan aralıkta imza değerinden başka şey var"
    if tum_dosya and aralik[2] + aralik[3] != boy:
        return "bayt aralığı dosyanın sonuna dek gitmiyor"
    return "imzadan sonra karma (hybrid) çapraz başvuru tablosu" if _hybrid_after(imza, okur) else ""


def _hybrid_after(imza: Any, okur: Any) -> bool:
    """Tell whether an update after the signature shows other objects to other readers; what was there before was signed as it is."""
    from pyhanko.pdf_utils.xref import XRefSectionType

    surumler = range(imza.signed_revision + 1, okur.xrefs.total_revisions)
    return any(okur.xrefs.get_xref_container_info(s).xref_section_type == XRefSectionType.HYBRID_MAIN for s in surumler)


def _covered(imza: Any, okur: Any) -> bool:
    """Tell whether something was put on a page after the signature where people see it, and that is no further signature.

    A further signer's picture is told as a warning; an empty field or a time-stamp has no picture to show.
    """
    eski = {yer for yer, _ in _widgets(okur.get_historical_root(imza.signed_revision))}
    return any(yer not in eski and not _is_signature(alan) and _shows(alan) for yer, alan in _widgets(okur.root))


def _is_signature(alan: Any) -> bool:
    """Tell whether a field holds the signature of somebody, not a time-stamp."""
    deger = _value(alan, "/V")
    if deger is None or "/ByteRange" not in deger:
        return False
    return str(_value(deger, "/Type") or "") != "/DocTimeStamp" and str(_value(deger, "/SubFilter") or "") != "/ETSI.RFC3161"


def _widgets(kok: Any) -> Iterator[tuple[str, Any]]:
    """Yield the annotations of every page, with what refers to them."""
    sira, sayi = [kok["/Pages"]], 0
    while sira and (sayi := sayi + 1) <= _EN_COK_SAYFA:
        dugum = sira.pop()
        sira += [oge for _, oge in _items(dugum, "/Kids")]
        yield from _items(dugum, "/Annots")


def _items(sozluk: Any, ad: str) -> Iterator[tuple[str, Any]]:
    dizi = _value(sozluk, ad)
    for sira in range(len(dizi) if dizi is not None else 0):
        yield repr(dizi.raw_get(sira)), dizi[sira]


def _shows(alan: Any) -> bool:
    """Tell whether an annotation takes up room and has a look."""
    x0, y0, x1, y1 = (float(sayi) for sayi in alan["/Rect"])
    return "/AP" in alan and x0 != x1 and y0 != y1


def _store(kok: Any, en_cok: int) -> dict[str, list[str]]:
    """Return the certificates, lists and answers of the document security store and of its VRI entries, once each."""
    dss = _value(kok, "/DSS")
    sonuc: dict[str, dict[bytes, None]] = {"sertifika": {}, "sil": {}, "ocsp": {}}
    if dss is None:
        return {ad: [] for ad in sonuc}
    sozlukler = [(dss, ("/Certs", "/CRLs", "/OCSPs"))]
    vriler = _value(dss, "/VRI") or {}
    sozlukler += [(vriler[ad], ("/Cert", "/CRL", "/OCSP")) for ad in vriler if ad != "/Type"]
    toplam = 0
    for sozluk, adlar in sozlukler:
        for kutu, ad in zip(sonuc.values(), adlar, strict=True):
            for veri in _streams(sozluk, ad):
                toplam += 0 if veri in kutu else len(veri)
                if toplam > en_cok:
                    mesaj = "DSS boyut sınırını aşıyor"
                    raise ValueError(mesaj)
                kutu[veri] = None
    return {ad: [veri.hex() for veri in kutu] for ad, kutu in sonuc.items()}


def _streams(sozluk: Any, ad: str) -> Iterator[bytes]:
    dizi = _value(sozluk, ad)
    for sira in range(len(dizi) if dizi is not None else 0):
        yield bytes(dizi[sira].data)


def _value(sozluk: Any, ad: str) -> Any:
    """Return an entry itself, not the reference to it; ``None`` where there is none."""
    return sozluk[ad] if ad in sozluk else None  # noqa: SIM401 - get() would return the reference


def _trim(icerik: bytes) -> bytes:
    """Cut the zero padding of the /Contents string, by the length the value itself states."""
    from asn1crypto import parser

    try:
        boy = parser.peek(icerik)
    except ValueError:
        return icerik
    return icerik[:boy] if not icerik[boy:].strip(b"\0") else icerik


if __name__ == "__main__":
    _cocuk.serve(_isle)
