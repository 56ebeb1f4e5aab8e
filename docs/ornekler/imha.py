# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0

import datetime as dt
from pathlib import Path

import earsiv
from earsiv.model import Hazirun, Koltuk, ListeDurumu, Yetki
from earsiv.testing import SahteSaat

GUN, BIRIM, KURUM = dt.date(2037, 3, 9), "99900012", "99900001"
saat = SahteSaat(dt.datetime(2037, 3, 9, 6, 0, tzinfo=dt.UTC))

earsiv.create("zabita.earsiv", kurum="Örnekova Belediyesi", detsis=KURUM, clock=saat).close()
with earsiv.open("zabita.earsiv", Yetki.full("sicil-9"), clock=saat) as arsiv:
    # 2014 sonunda kapanmış bir dosya: süresi on yıl, tasfiye kodu D.
    dosya = arsiv.open_dosya("165.05", "2014 yılı tutanakları", birim=BIRIM, acilis=dt.date(2014, 1, 2))
    belge = arsiv.add("ustyazi.pdf", dosya=dosya.kimlik, tarih=dt.date(2014, 5, 1)).kimlik
    arsiv.close_dosya(dosya.kimlik, dt.date(2014, 12, 31))
    liste = arsiv.propose_imha(birim=BIRIM)  # liste.ozet: bundan sonra her şeyin göstereceği özet

    # Komisyon: arşivi yürüten birimden üç, belgeleri incelenen birimden iki kişi.
    koltuklar = [
        Koltuk(kod, tur, f"sicil-{i}", ad, "Memur", birim, dt.date(2037, 1, 5))
        for i, (kod, tur, ad, birim) in enumerate(
            [
                ("B", "BASKAN", "Deniz Kurmaca", KURUM),
                ("A1", "ARSIV", "Umut Uydurma", KURUM),
                ("A2", "ARSIV", "Ekin Hayali", KURUM),
                ("U1", "BIRIM", "Toprak Yokkişi", BIRIM),
                ("U2", "BIRIM", "Yağmur Sanal", BIRIM),
            ],
            start=1,
        )
    ]
    komisyon = arsiv.appoint(koltuklar, "E-99900001-903.07.02-14", dt.date(2037, 1, 5), arsiv_birimi=KURUM)
    kisiler = [koltuk.kisi for koltuk in koltuklar]
    arsiv.open_session(liste.no, komisyon.no, GUN, "Arşiv", kisiler)  # üye tam sayısıyla
    for kisi in kisiler:
        arsiv.vote(liste.no, "IMHA", uye=kisi)  # her satıra ayrı bir oy
    assert arsiv.decide(liste.no).liste_ozeti == liste.ozet

    # Görüş ve olur; özet yazıdan okunur. Sonra önce deneme, ardından imhanın kendisi.
    arsiv.consent(liste.no, "E-1-805.02-77", GUN, liste.ozet)
    arsiv.approve(liste.no, "E-2-805.02-88", GUN, liste.ozet, kisi="sicil-100", ad="Bahar Örnekşen", unvan="Belediye Başkanı")
    assert arsiv.destroy(liste.no, deneme=True)[1].edilen == (1,)
    yol, sonuc = arsiv.destroy(liste.no)  # kanıt önce; yarıda kalırsa aynı çağrı sürdürür
    assert (yol.durum, sonuc.edilen) == (ListeDurumu.TAMAM, (1,))
    assert arsiv.stub(belge).liste_ozeti == liste.ozet  # künye kalır, içerik gitmiştir

    tutanak = arsiv.seal_minutes(liste.no, "Arşiv", [Hazirun("sicil-2", "Umut Uydurma"), Hazirun("sicil-4", "Toprak Yokkişi")])
    Path("imha-tutanagi.pdf").write_bytes(arsiv.report("imha-tutanagi", liste.no, "pdf"))
    assert tutanak.liste_ozeti == liste.ozet
    assert arsiv.check() == []
