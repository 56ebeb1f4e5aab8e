# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The part of ``Arsiv`` for what comes after the decision: the consent of Devlet Arşivleri, the olur, and signatures over the list.

Each of them names the digest of the list, as it stands on the paper or in the signature; one that names another list is refused. A
signature is judged by the room ``imza`` over the canonical list and kept byte for byte with its verdict.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

import attrs

from earsiv import _clock, _text, ayiklama, imza
from earsiv._arsiv_komisyon import KomisyonIsleri
from earsiv.ayiklama import Eylem, ListeYolu
from earsiv.errors import ImhaHatasi
from earsiv.imza import Gosterge, ImzaSonucu
from earsiv.model import Islem, ListeImzasi, SatirSonucu, UstYoneticiOnayi, UygunGorus
from earsiv.store import ocfl_id

ONAYLAYAN = "onaylayan"
UYE = "uye"
"""As what somebody signs."""


class OnayIsleri(KomisyonIsleri):
    """Consent, olur, signatures."""

    def consent(
        self,
        no: str,
        sayi: str,
        tarih: dt.date,
        liste_ozeti: str,
        ret: Iterable[tuple[int, str]] = (),
        *,
        muafiyet: bool = False,
        belge: str = "",
        deneme: bool = False,
    ) -> ListeYolu:
        """Record the uygun görüş letter of Devlet Arşivleri, less the lines it refused; or the exemption by its document.

        Args:
            sayi: number of the letter; for an exemption, of the document that grants it.
            liste_ozeti: the digest that the letter names; of an exemption, the list's own.
            muafiyet: an exemption stands for the letter: only where the institution's profile has it for that day, and for D lines.
            belge: the letter's record in this archive.

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-006, IMH-007, IMH-027, IMH-029, IMH-030, IMH-033.
        """
        self._require(Islem.ONAY)
        if belge:
            self.belge(belge)
        gorus = UygunGorus(sayi, tarih, liste_ozeti, tuple(ret), sayi if muafiyet else "", belge)
        ayrinti = {"sayi": gorus.sayi, "tarih": tarih.isoformat(), "ret": len(gorus.ret), "muafiyet": muafiyet}
        profil, bugun = self._known().profil, self._today()
        return self._advance(
            no, lambda y: y.consent(gorus, self._adim(), bugun=bugun, profil=profil), "uygun_gorus", ayrinti, deneme=deneme
        )

    def approve(
        self,
        no: str,
        sayi: str,
        tarih: dt.date,
        liste_ozeti: str,
        *,
        kisi: str,
        ad: str,
        unvan: str = "",
        yetki_devri: str = "",
        ret: Iterable[tuple[int, str]] = (),
        imza: bytes | None = None,
        belge: str = "",
        deneme: bool = False,
    ) -> ListeYolu:
        """Record the olur of the üst yönetici, less the lines refused; from here the list is final.

        Holds and other bars are asked again: what they keep stays in the olur and out of the execution, and the step says which lines.

        Args:
            kisi: id of who gave it; never the author of the list and never a member who voted on it.
            yetki_devri: the document of delegation where another person gives it.
            imza: the olur as an electronic signature over the canonical list (CAdES, detached or not).

        Raises:
            YetkiHatasi: YET-002, YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-006, IMH-007, IMH-027, IMH-029, IMH-030, IMH-032; IMH-034, IMH-035 the signature.
        """
        self._require(Islem.ONAY)
        if belge:
            self.belge(belge)
        kabul = self._accept(no, imza, kisi, ad, ONAYLAYAN) if imza is not None else None
        olur = UstYoneticiOnayi(sayi, tarih, liste_ozeti, kisi, ad, unvan, yetki_devri, tuple(ret), kabul.dosya if kabul else "", belge)
        bugun, reddedilen = self._today(), {satir for satir, _ in olur.ret}
        ayrinti = {"sayi": olur.sayi, "tarih": tarih.isoformat(), "kisi": kisi, "ret": len(olur.ret)}

        def ilerlet(yol: ListeYolu) -> ListeYolu:
            onayli = yol.approve(olur, self._adim(), bugun=bugun)
            if engelli := [satir for satir in self._barred_lines(yol) if satir not in reddedilen]:
                ayrinti["engelli"] = ayiklama.pack_lines(engelli)
                soz = f"Olur kaydedilirken önünde engel bulunan satırlar: {ayrinti['engelli']}."
                onayli = attrs.evolve(onayli, gecmis=(*yol.gecmis, attrs.evolve(onayli.gecmis[-1], gerekce=soz)))
            return attrs.evolve(onayli, imzalar=(*yol.imzalar, kabul)) if kabul else onayli

        dosyalar = {kabul.dosya: imza} if kabul and imza is not None else {}
        return self._advance(no, ilerlet, "olur", ayrinti, icerik=lambda _: dict(dosyalar), deneme=deneme)

    def _barred_lines(self, yol: ListeYolu) -> tuple[int, ...]:
        """Return the lines still to go on whose file a hold or another bar lies today."""
        tutulan = self._barred_files(yol.liste.no, yol.liste.birimler[0])
        return tuple(s.sira_no for s in yol.lines(SatirSonucu.IMHA) if s.dosya in tutulan) if tutulan else ()

    def sign_list(self, no: str, imza: bytes, kisi: str, *, deneme: bool = False) -> ListeImzasi:
        """Keep a member's signature over the canonical list.

        Args:
            imza: CAdES over the bytes of :meth:`canonical_list`, detached or not.
            kisi: the member who signed; the certificate must be in the member's name.

        Raises:
            YetkiHatasi: YET-003.
            GirdiHatasi: IMH-013.
            ImhaHatasi: IMH-026 no member; IMH-030; IMH-034 it failed or is over something else; IMH-035 another person's; IMH-037 signed
                already.
        """
        self._require_voter(kisi)
        yol = self.list_path(no)
        yol.require(Eylem.IMZA)
        uye = yol.oturum.member(kisi) if yol.oturum else None
        if uye is None:
            raise ImhaHatasi("IMH-026", no, kisi=kisi)
        kabul = self._accept(no, imza, kisi, uye.ad, UYE)
        ayrinti = {"kisi": kisi, "sha256": kabul.sha256, "durum": kabul.durum}
        self._advance(no, lambda y: y.sign(kabul, self._adim()), "liste_imza", ayrinti, icerik=lambda _: {kabul.dosya: imza}, deneme=deneme)
        return kabul

    def _accept(self, no: str, veri: bytes, kisi: str, ad: str, sifat: str) -> ListeImzasi:
        """Judge a signature over the canonical list of somebody; what failed, or whose trust was denied, is not accepted.

        Raises:
            ImhaHatasi: IMH-034, IMH-035.
        """
        yer = f"{no} · {ad}"
        zaman = self.depo.saat.now()
        olgular = imza.read_cms(veri, yer, icerik=self.canonical_list(no), sinirlar=self._limits)
        sonuc = imza.evaluate(olgular, guven=self._guven, kanit=self._kanit, an=zaman)
        for imzaci in sonuc.imzalar:
            if imzaci.durum is Gosterge.TOTAL_FAILED or imzaci.matematik is not True or self._untrusted(imzaci):
                neden = imzaci.bulgular[0].mesaj.rstrip(".") if imzaci.bulgular else str(imzaci.alt_durum or imzaci.durum)
                raise ImhaHatasi("IMH-034", yer, neden=neden)
        if not sonuc.imzalar:
            raise ImhaHatasi("IMH-034", yer, neden="dosyada imza yok")
        kendi = next((i for i in sonuc.imzalar if same_person(i.ad, ad)), None)
        if kendi is None:
            raise ImhaHatasi("IMH-035", yer, ad=ad, bulunan=", ".join(i.ad for i in sonuc.imzalar) or "—")
        ozet = hashlib.sha256(veri).hexdigest()
        return ListeImzasi(
            kisi=kisi,
            ad=ad,
            sifat=sifat,
            dosya=f"imza-{sifat}-{ozet[:16]}.p7s",
            sha256=ozet,
            durum=str(kendi.durum),
            alt_durum=str(kendi.alt_durum or ""),
            zaman=_clock.iso(zaman),
        )

    def _untrusted(self, imzaci: ImzaSonucu) -> bool:
        """Tell whether roots were given and the signer's certificate does not lead to one of them."""
        return self._guven is not None and not any(sertifika.kok for sertifika in imzaci.zincir)

    def _require_signatures(self, yol: ListeYolu, no: str) -> None:
        """Refuse to execute where the institution demands signatures and one is missing, or a kept one is not what was accepted.

        Raises:
            ImhaHatasi: IMH-044; IMH-007 a kept signature was changed.
        """
        for kayit in yol.imzalar:
            bulunan = hashlib.sha256(self.depo.ocfl.read(ocfl_id("liste", no), kayit.dosya)).hexdigest()
            if bulunan != kayit.sha256:
                raise ImhaHatasi("IMH-007", no, belge=f"{kayit.ad} imzası", beklenen=kayit.sha256[:16], bulunan=bulunan[:16])
        if self._known().profil.get("liste_imzasi", self._today()) == "ZORUNLU" and (eksik := ayiklama.unsigned(yol)):
            raise ImhaHatasi("IMH-044", no, kisiler=", ".join(eksik))


def same_person(sertifika: str, ad: str) -> bool:
    """Tell whether the name in a certificate is a person's name, letters and blanks apart."""
    return bool(ad.strip()) and _text.fold(sertifika).split() == _text.fold(ad).split()
