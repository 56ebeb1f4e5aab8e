# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A small municipality for the stories of destruction: its archive, its commission, its mayor, and the steps of the path in short."""

import datetime as dt

import attrs

import earsiv
from earsiv.kabul import KabulBilgisi
from earsiv.model import FizikiImha, Hazirun, Koltuk, Yetki
from earsiv.testing import render

DETSIS = "99900001"
IMAR, ZABITA = "99900011", "99900012"
GUN = dt.date(2037, 3, 10)
ARSIVCI = "sicil:4711"
BASKAN = ("sicil:1", "Bahar Örnekşen")
UYELER = ("sicil:101", "sicil:102", "sicil:103", "sicil:201", "sicil:202")
ZABITA_UYELERI = ("sicil:301", "sicil:302")
ADLAR = {
    "sicil:101": "Deniz Kurmaca",
    "sicil:102": "Umut Uydurma",
    "sicil:103": "Ekin Hayali",
    "sicil:201": "Toprak Yokkişi",
    "sicil:202": "Yağmur Sanal",
    "sicil:301": "Rüzgâr Düşsel",
    "sicil:302": "Bulut Temsili",
}
HAZIR = (Hazirun("sicil:101", ADLAR["sicil:101"], "Arşiv Şefi"), Hazirun("sicil:102", ADLAR["sicil:102"], "Memur"))
KOLTUKLAR = tuple(
    Koltuk(kod, tur, kisi, ADLAR[kisi], "Memur", birim, dt.date(2037, 1, 2))
    for kod, tur, kisi, birim in (
        ("B", "BASKAN", "sicil:101", DETSIS),
        ("A1", "ARSIV", "sicil:102", DETSIS),
        ("A2", "ARSIV", "sicil:103", DETSIS),
        ("U1", "BIRIM", "sicil:201", IMAR),
        ("U2", "BIRIM", "sicil:202", IMAR),
        ("U1", "BIRIM", "sicil:301", ZABITA),
        ("U2", "BIRIM", "sicil:302", ZABITA),
    )
)


class Belediye:
    """An archive of invented letters, and the short words of its office."""

    def __init__(self, klasor, saat, *, kur=True):
        self.klasor, self.saat, self.kok = klasor, saat, klasor / "arsiv"
        self.gunu(GUN)
        if kur:
            earsiv.create(self.kok, kurum="Örnekova Belediyesi", detsis=DETSIS, clock=saat, actor="yerel").close()
        self.arsiv = self.open()

    def gunu(self, gun):
        """Let it be nine o'clock of a day."""
        self.saat.move(days=(dt.datetime.combine(gun, dt.time(9), dt.UTC) - self.saat.now()).total_seconds() / 86_400)

    def open(self, aktor=ARSIVCI, **ayar):
        """Open the archive as somebody with every power."""
        return earsiv.open(self.kok, Yetki.full(aktor), clock=self.saat, **ayar)

    def close(self):
        self.arsiv.close()

    def dosya(self, kod, yil, metinler, *, birim=IMAR, ad="", **ek):
        """Open a file, take letters in, close it at the end of the year, and return its id and the ids of its records."""
        dosya = self.arsiv.open_dosya(kod, ad or f"{yil} yılı yazışmaları", birim=birim, acilis=dt.date(yil, 1, 5), **ek)
        belgeler = []
        for sira, metin in enumerate(metinler, start=1):
            yol = self.klasor / f"{dosya.kimlik}-{sira}.pdf"
            yol.write_bytes(render([metin], "metinli-pdf"))
            bilgi = KabulBilgisi(dosya=dosya.kimlik, tarih=dt.date(yil, 6, sira), konu=f"{yil} yazısı {sira}", sayi="")
            kalem = self.arsiv.add_all([yol], bilgi).kalemler[0]
            assert kalem.kimlik, kalem
            belgeler.append(kalem.kimlik)
            yol.unlink()
        self.arsiv.close_dosya(dosya.kimlik, dt.date(yil, 12, 31))
        return dosya.kimlik, belgeler

    def komisyon(self):
        """Appoint the commission and return its number."""
        return self.arsiv.appoint(KOLTUKLAR, "E-99900001-903.07.02-14", dt.date(2037, 1, 2), arsiv_birimi=DETSIS).no

    def karara(self, no, *, oylar=None, birim_uyeleri=UYELER[3:]):
        """Bring a list to its decision: everyone votes İMHA but where ``oylar`` (line -> (vote, reason)) says otherwise."""
        hazir = (*UYELER[:3], *birim_uyeleri)
        self.arsiv.open_session(no, self.komisyon(), self.saat_gunu(), "Arşiv toplantı odası", hazir)
        for uye in hazir:
            self.arsiv.vote(no, "IMHA", uye=uye)
            for satir, (oy, gerekce) in (oylar or {}).items():
                self.arsiv.vote(no, oy, [satir], gerekce, uye=uye)
        return self.arsiv.decide(no)

    def onaya(self, no, *, gorus_ret=(), olur_ret=()):
        """Record consent and olur, both over the digest on the paper."""
        ozet = self.arsiv.liste(no).ozet
        self.arsiv.consent(no, "E-1-805-77", self.saat_gunu(), ozet, gorus_ret)
        return self.arsiv.approve(
            no, "E-2-805-88", self.saat_gunu(), ozet, kisi=BASKAN[0], ad=BASKAN[1], unvan="Belediye Başkanı", ret=olur_ret
        )

    def saat_gunu(self):
        return self.arsiv.today()

    def fiziki(self, satirlar, **degisen):
        """Return a sound record of a physical act."""
        deger = FizikiImha(
            satirlar=tuple(satirlar),
            tarih=self.saat_gunu(),
            saat="14:30",
            yer="Örnekova Geri Dönüşüm Tesisi",
            yontem="KAGIT_HAMURU",
            agirlik_gram=12_500,
            klasor=3,
            adet=450,
            teslim_alan="Örnek Kâğıt Geri Kazanım",
            fis="KF-2037/14",
            kiyma_beyani="",
            hazir=HAZIR,
        )
        return attrs.evolve(deger, **degisen)
