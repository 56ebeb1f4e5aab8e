# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

from earsiv.imza import DogrulamaPolitikasi, Gosterge, GuvenDeposu, KanitDeposu, evaluate, forecast, pkcs12_signer, rapor, read_file

dosya = Path("yazi.imz")
dosya.write_bytes(pkcs12_signer("kisi.p12", b"1234")(b"<yazi/>"))  # elde bir imza olsun

# Olgular: dosyanın ne dediği. Köke, kanıta, politikaya ve güne bağlı değildir; bir kez okunur.
olgular = read_file(dosya)

# Yargı: aynı olgular istenen her politikayla, istenen her an için yeniden yargılanır; dosya bir daha okunmaz.
guven = GuvenDeposu.load(Path("kokler"))
genel = DogrulamaPolitikasi()
saklanacak = DogrulamaPolitikasi(asgari_seviye="XL", profil_zorunlu=("P3", "P4"))
with KanitDeposu.open(Path("kanit-deposu"), yazar=True) as kanit:
    bugun = evaluate(olgular, guven=guven, kanit=kanit, politika=genel)
    uzun = evaluate(olgular, guven=guven, kanit=kanit, politika=saklanacak, an=bugun.an)
    sonrasi = forecast(olgular, guven=guven, kanit=kanit, politika=genel)
assert "IMZ-086" not in {b.kod for b in bugun.imzalar[0].bulgular}
assert "IMZ-086" in {b.kod for b in uzun.imzalar[0].bulgular}  # XL isteniyor, imza BES

# Sonuç: dosyanınki en kötü imzanınkidir, her imza ayrıca durur. Eksik kanıt bir alışveriş listesidir.
print(bugun.karar, bugun.durum, bugun.alt_durum, bugun.politika_sha256)
for imza in bugun.imzalar:
    print(imza.ad, imza.kimlik, imza.nitelik, imza.seviye, imza.kanitli_zaman, imza.matematik)
    for bulgu in imza.bulgular:
        print(bulgu.kod, bulgu.yer, bulgu.mesaj, bulgu.oneri)
    for eksik in imza.eksik_kanit:
        print(eksik.tur, eksik.veren, eksik.seri, eksik.adresler, eksik.bas, eksik.son)

# Ne zamana dek ve ne yapmalı.
if bugun.durum is Gosterge.TOTAL_PASSED:
    print(sonrasi.son, sonrasi.yapilacak, sonrasi.komut)

# Rapor: ekran, tek başına açılan sayfa, ETSI TS 119 102-2.
Path("rapor.html").write_text(rapor.html([(dosya.name, bugun)]), "utf-8")
Path("rapor.xml").write_bytes(rapor.etsi_xml(dosya.name, bugun, kimlikler=rapor.identities(olgular)))
