# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Revocation lists (SİL) and OCSP answers as the rules see them: read, not judged.

A list of a hundred thousand entries is never unfolded: a serial number is looked for in the stored bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cached_property, lru_cache
from typing import Final

import attrs

from earsiv.imza import agac, der, kripto, oid, sertifika
from earsiv.imza.sertifika import Sertifika

_IDP: Final = "2.5.29.28"
_DELTA: Final = "2.5.29.27"
_EXPIRED_ON_CRL: Final = "2.5.29.60"
_SIL_UZANTILARI: Final = frozenset({"2.5.29.35", "2.5.29.20", _IDP, "2.5.29.18", "2.5.29.46", "1.3.6.1.5.5.7.1.1", _EXPIRED_ON_CRL})
# extensions of OCSP answers that change nothing we decide: nonce, CRL reference, archive cutoff, extended revoke
_OCSP_UZANTILARI: Final = frozenset(f"1.3.6.1.5.5.7.48.1.{n}" for n in (2, 3, 6, 9))
_NEDENLER: Final = {
    0: "unspecified",
    1: "keyCompromise",
    2: "cACompromise",
    3: "affiliationChanged",
    4: "superseded",
    5: "cessationOfOperation",
    6: "certificateHold",
    8: "removeFromCRL",
    9: "privilegeWithdrawn",
    10: "aACompromise",
}


@attrs.frozen(eq=False)
class Sil:
    """One CRL. ``bu``/``sonraki`` are thisUpdate and nextUpdate; ``kayitlar`` is where its entries lie."""

    ham: bytes = attrs.field(repr=False)
    tbs: bytes = attrs.field(repr=False)
    veren: bytes = attrs.field(repr=False)
    bu: dt.datetime
    sonraki: dt.datetime | None
    algoritma: kripto.ImzaAlgoritmasi | None
    imza: bytes
    uzantilar: dict[str, tuple[bool, bytes]]
    kayitlar: tuple[int, int]

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the stored bytes."""
        return hashlib.sha256(self.ham).hexdigest()

    @cached_property
    def kusur(self) -> str:
        """Why it can be used for no certificate, empty where it can."""
        if _DELTA in self.uzantilar:
            return "fark (delta) SİL"
        if any(kritik and kimlik not in _SIL_UZANTILARI for kimlik, (kritik, _) in self.uzantilar.items()):
            return "bilinmeyen kritik uzantı"
        if {0x83, 0x84, 0x85} & self.kapsam.keys():
            return "dolaylı veya kısmi SİL"
        return self._kayit_kusuru

    @cached_property
    def _kayit_kusuru(self) -> str:
        try:
            self.dizin  # noqa: B018 - reading it is the test
        except der.DerHatasi:
            return "okunamayan kayıt"
        return ""

    @cached_property
    def kapsam(self) -> dict[int, der.Dugum]:
        """The fields of its issuing distribution point, by tag."""
        uzanti = self.uzantilar.get(_IDP)
        alanlar = der.oku(uzanti[1]).cocuklar() if uzanti else []
        return {o.etiket: o for o in alanlar if o.etiket == 0xA0 or o.icerik != b"\0"}

    @cached_property
    def dolanlar(self) -> dt.datetime | None:
        """Since when expired certificates stay on it (expiredCertsOnCRL), if they do."""
        uzanti = self.uzantilar.get(_EXPIRED_ON_CRL)
        return der.oku(uzanti[1]).zaman() if uzanti else None

    def covers(self, aday: Sertifika) -> bool:
        """Tell whether it speaks of such a certificate: issuer, kind, distribution point (RFC 5280 6.3.3)."""
        if not sertifika.same_name(self.veren, aday.veren):
            return False
        if (0x81 in self.kapsam and aday.makam) or (0x82 in self.kapsam and not aday.makam):
            return False
        nokta = self.kapsam.get(0xA0)
        return nokta is None or bool(sertifika.full_names(nokta) & aday.sil_adlari)

    @cached_property
    def dizin(self) -> dict[int, list[int]]:
        """Where the entries of each serial number begin, read once over the whole list.

        Raises:
            DerHatasi: an entry cannot be read.
        """
        veri, (konum, bitis) = self.ham, self.kayitlar
        sonuc: dict[int, list[int]] = {}
        while konum < bitis:
            if (
                bitis - konum > 6
                and veri[konum] == der.SEQUENCE
                and veri[konum + 1] < 0x80
                and veri[konum + 2] == 2
                and veri[konum + 3] < 0x80
            ):
                son, bas = konum + 2 + veri[konum + 1], konum + 4
                sinir = bas + veri[konum + 3]
                if son > bitis or sinir > son:
                    raise der.DerHatasi("SİL kaydı")
            else:
                kayit = der.oku(veri, konum, bitis).tur(der.SEQUENCE)
                seri = der.oku(veri, kayit.govde, kayit.bitis).tur(der.INTEGER)
                son, bas, sinir = kayit.son, seri.govde, seri.bitis
            sonuc.setdefault(int.from_bytes(veri[bas:sinir], "big", signed=True), []).append(konum)
            konum = son
        return sonuc

    def find(self, seri: int) -> tuple[dt.datetime, str] | None:
        """Return (moment, reason) of a revoked serial number, the earliest of several; ``None`` where it is not on the list.

        Raises:
            DerHatasi: its entry cannot be read.
        """
        try:
            kayitlar = [der.oku(self.ham, konum, self.kayitlar[1]).cocuklar() for konum in self.dizin.get(seri, ())]
            okunan = [(k[1].zaman(), _reason(k[2]) if len(k) > 2 else "unspecified") for k in kayitlar]
        except IndexError:
            raise der.DerHatasi("SİL kaydı") from None
        return min((k for k in okunan if k[1] != "removeFromCRL"), default=None)

    def signed_by(self, makam: Sertifika) -> bool | None:
        """Tell whether its signature is that of a key."""
        return kripto.verify(makam.spki, self.algoritma, None, self.tbs, self.imza)


def _reason(uzantilar: der.Dugum) -> str:
    deger = sertifika.extensions(uzantilar).get("2.5.29.21")
    return _NEDENLER.get(der.oku(deger[1]).tamsayi(), "unspecified") if deger else "unspecified"


@lru_cache(maxsize=64)
def read_crl(ham: bytes) -> Sil:
    """Read a CRL.

    Raises:
        DerHatasi: it is none.
    """
    try:
        dugum = der.oku(ham).tur(der.SEQUENCE)
        tbs, alg, imza = dugum.cocuklar()[:3]
        ogeler = tbs.tur(der.SEQUENCE).cocuklar()
        ogeler = ogeler[1:] if ogeler[0].etiket == der.INTEGER else ogeler
        ic_alg, veren, bu = ogeler[:3]
        if ic_alg.ham != alg.ham:
            raise der.DerHatasi("SİL'in iki algoritma alanı farklı")
        kalan = ogeler[3:]
        sonraki = kalan.pop(0).zaman() if kalan and kalan[0].etiket in {0x17, 0x18} else None
        liste = kalan.pop(0) if kalan and kalan[0].etiket == der.SEQUENCE else None
        uzanti = der.explicit(kalan, 0xA0)
        sertifika.name_key(veren.ham)
        sil = Sil(
            ham=ham,
            tbs=tbs.ham,
            veren=veren.tur(der.SEQUENCE).ham,
            bu=bu.zaman(),
            sonraki=sonraki,
            algoritma=kripto.signature_algorithm(alg),
            imza=imza.bitler(),
            uzantilar=sertifika.extensions(uzanti.cocuklar()[0]) if uzanti else {},
            kayitlar=(liste.govde, liste.bitis) if liste else (0, 0),
        )
        sil.kapsam, sil.dolanlar  # noqa: B018 - a list whose scope cannot be read is none
    except (IndexError, ValueError) as hata:
        raise der.DerHatasi(str(hata)) from None
    return sil


@attrs.frozen
class Yanit:
    """A SingleResponse: which certificate (by hashes and serial), its state and the window."""

    ozet: str
    veren_ozeti: bytes
    anahtar_ozeti: bytes
    seri: int
    durum: str  # good, revoked, unknown
    iptal_ani: dt.datetime | None
    neden: str
    bu: dt.datetime
    sonraki: dt.datetime | None
    kritik: bool

    def about(self, aday: Sertifika, makam: Sertifika) -> bool:
        """Tell whether it speaks of a certificate of an issuer."""
        if self.seri != aday.seri or not kripto.computable(self.ozet):
            return False
        anahtar = der.oku(makam.spki).cocuklar()[1].bitler()
        adlar = {kripto.digest(self.ozet, ad) for ad in (aday.veren, makam.konu)}  # the same name may be spelled in two string types
        return kripto.digest(self.ozet, anahtar) == self.anahtar_ozeti and self.veren_ozeti in adlar


@attrs.frozen(eq=False)
class Ocsp:
    """A BasicOCSPResponse. ``zarf`` holds the bytes around it where it was stored as a whole OCSPResponse."""

    ham: bytes = attrs.field(repr=False)
    zarf: bytes = attrs.field(repr=False)
    tbs: bytes = attrs.field(repr=False)
    kimlik: der.Dugum
    uretim: dt.datetime
    yanitlar: tuple[Yanit, ...]
    algoritma: kripto.ImzaAlgoritmasi | None
    imza: bytes
    sertifikalar: tuple[Sertifika, ...]
    kritik: bool

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the BasicOCSPResponse."""
        return hashlib.sha256(self.ham).hexdigest()

    def by(self, aday: Sertifika) -> bool:
        """Tell whether the responder identifier names a certificate."""
        ic = self.kimlik.cocuklar()[0]
        return sertifika.same_name(ic.ham, aday.konu) if self.kimlik.etiket == 0xA1 else ic.sekizli() == aday.anahtar_ozeti

    def signed_by(self, aday: Sertifika) -> bool | None:
        """Tell whether its signature is that of a key."""
        return kripto.verify(aday.spki, self.algoritma, None, self.tbs, self.imza)


@lru_cache(maxsize=512)
def read_ocsp(ham: bytes) -> Ocsp:
    """Read an OCSPResponse or a BasicOCSPResponse.

    Raises:
        DerHatasi: it is none, or an answer that is an error.
    """
    try:
        dugum = der.oku(ham).tur(der.SEQUENCE)
        ilk = dugum.cocuklar()[0]
        if ilk.etiket == der.ENUM:
            if ilk.tamsayi() != 0:
                raise der.DerHatasi("OCSP hata yanıtı")
            tur, deger = dugum.cocuklar()[1].cocuklar()[0].cocuklar()[:2]
            if tur.oid() != oid.OCSP_BASIC:
                raise der.DerHatasi("OCSP türü")
            return attrs.evolve(read_ocsp(deger.sekizli()), zarf=ham)
        tbs, alg, imza = dugum.cocuklar()[:3]
        sertifikalar = der.explicit(dugum.cocuklar()[3:], 0xA0)
        ogeler = tbs.tur(der.SEQUENCE).cocuklar()
        ogeler = ogeler[1:] if ogeler[0].etiket == 0xA0 else ogeler
        kimlik, uretim, yanitlar = ogeler[:3]
        if kimlik.etiket == 0xA1:
            sertifika.name_key(kimlik.cocuklar()[0].ham)
        elif kimlik.etiket != 0xA2 or not kimlik.cocuklar()[0].sekizli():
            raise der.DerHatasi("OCSP kimliği")
        ekler = der.explicit(ogeler[3:], 0xA1)
        return Ocsp(
            ham=dugum.ham,
            zarf=b"",
            tbs=tbs.ham,
            kimlik=kimlik,
            uretim=uretim.zaman(),
            yanitlar=tuple(_single(y) for y in yanitlar.cocuklar()),
            algoritma=kripto.signature_algorithm(alg),
            imza=imza.bitler(),
            sertifikalar=agac.readable(sertifikalar.cocuklar()[0].cocuklar()) if sertifikalar else (),
            kritik=_critical(ekler),
        )
    except (IndexError, ValueError) as hata:
        raise der.DerHatasi(str(hata)) from None


def _single(dugum: der.Dugum) -> Yanit:
    kimlik, durum, bu, *kalan = dugum.cocuklar()
    alg, veren, anahtar, seri = kimlik.cocuklar()[:4]
    ad = {0x80: "good", 0xA1: "revoked", 0x82: "unknown"}.get(durum.etiket)
    if ad is None:
        raise der.DerHatasi("OCSP durumu")
    ic = durum.cocuklar() if ad == "revoked" else []
    neden = der.explicit(ic, 0xA0)
    sonraki, ekler = der.explicit(kalan, 0xA0), der.explicit(kalan, 0xA1)
    return Yanit(
        ozet=kripto.digest_name(alg),
        veren_ozeti=veren.sekizli(),
        anahtar_ozeti=anahtar.sekizli(),
        seri=seri.tamsayi(),
        durum=ad,
        iptal_ani=ic[0].zaman() if ic else None,
        neden=_NEDENLER.get(neden.cocuklar()[0].tamsayi(), "unspecified") if neden else "unspecified",
        bu=bu.zaman(),
        sonraki=sonraki.cocuklar()[0].zaman() if sonraki else None,
        kritik=_critical(ekler),
    )


def _critical(ekler: der.Dugum | None) -> bool:
    """Tell whether an extension is critical that is not understood."""
    uzantilar = sertifika.extensions(ekler.cocuklar()[0]) if ekler else {}
    return any(kritik and kimlik not in _OCSP_UZANTILARI for kimlik, (kritik, _) in uzantilar.items())
