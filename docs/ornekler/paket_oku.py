# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

from earsiv import eyazisma
from earsiv.imza import GuvenDeposu

# Denetlemek: dosya ne olursa olsun cevap bir rapordur; bulunanların hepsi içindedir.
rapor = eyazisma.judge("gelen.eyp", guven=GuvenDeposu.load(Path("kokler")))
print(rapor.gecerli, rapor.ozetler)
for bulgu in rapor.bulgular:
    if bulgu.seviye != "bilgi":
        print(bulgu.kod, bulgu.yer, bulgu.mesaj, bulgu.oneri)

# Her imza hakkında dört ayrı cevap: özetler, matematik, içerik, düzey.
print(rapor.imza.ozetler, rapor.imza.matematik, rapor.imza.icerik, rapor.imza.duzey, rapor.imza.durum)

# Okumak: açarken yalnız dizin ve küçük XML parçaları okunur.
with eyazisma.read("gelen.eyp") as paket:
    print(paket.ustveri.konu, paket.nihai.belge_no, paket.ustveri.olusturan.ad)
    for ek in paket.ustveri.ekler:
        parca = paket.attachment_part(ek)
        if parca:  # içerik, istendiğinde ve parça parça gelir
            print(ek.ad, parca.boyut, sum(len(blok) for blok in paket.kap.stream(parca)))
    eyazisma.extract(paket, "cikti")

# Göstermek: ağ ve betik gerektirmeyen tek bir sayfa.
eyazisma.write_html("gelen.eyp", "gelen.html")
