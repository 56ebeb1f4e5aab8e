# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

from earsiv import eyazisma
from earsiv.eyazisma import Dagitim, Ek, GercekSahis, ImzaBilgisi, Kisi, KurumKurulus, NihaiUstveri, Sdp, Ustveri
from earsiv.imza import pkcs12_signer

imzala, muhurle = pkcs12_signer("kisi.p12", b"1234"), pkcs12_signer("muhur.p12", b"1234")

ustveri = Ustveri(
    belge_id="0A5E1C7D-3B2F-4E60-9A11-0000000000A7",
    konu="Bakım Raporu",
    guvenlik_kodu="YOK",
    dosya_adi="ustyazi.pdf",
    mime_turu="application/pdf",
    olusturan=KurumKurulus("99900001", "Örnekova Belediye Başkanlığı"),
    dagitimlar=(Dagitim(KurumKurulus("99900002", "Örnek Kurumu")),),
    sdp=(Sdp("807.04", "Bakım"),),
    dogrulama_adresi="https://ornek.invalid/dogrula",
)
imza = ImzaBilgisi(GercekSahis(Kisi("Deneme", "Örnek", unvan="Müdür")), makam="Bilgi İşlem Müdürlüğü", amac="Onay")
nihai = NihaiUstveri("E-99900001-807.04-119", "2026-11-21T10:00:00+03:00", (imza,))

# Her adım bir sonrakini verir; sırası yanlış kurulamaz, geçilen adıma dönülemez.
with eyazisma.create("giden.eyp", surum="2.0") as icerik:
    icerik.cover(Path("ustyazi.pdf"), "ustyazi.pdf")
    icerik.attach(Ek("0A5E1C7D-3B2F-4E60-9A11-0000000000E7", "DED", 1, "liste.txt", "text/plain", "Cihaz listesi"), Path("liste.txt"))
    adim = icerik.metadata(ustveri)  # reddedilecek bir yazı burada, kimse imzalamadan belli olur
    adim = adim.digest()  # adim.imzalanacak: imzalanacak baytların kendisi
    adim = adim.sign(imzala).finalize(nihai)
    adim.sign(muhurle)  # dosya ancak şimdi, denetimden geçerek adını alır
assert eyazisma.judge("giden.eyp").gecerli

# İmza başka yerde atılacaksa taslak saklanır, imza gelince sürdürülür.
with eyazisma.create("ikinci.eyp") as icerik:
    icerik.cover(Path("ustyazi.pdf"), "ustyazi.pdf")
    adim = icerik.metadata(ustveri).digest()
    adim.save("ikinci.taslak")
    imzalanacak = adim.imzalanacak
cms = imzala(imzalanacak)  # akıllı kart, uzak imza hizmeti ya da tarayıcı
with eyazisma.resume("ikinci.taslak", "ikinci.eyp") as adim:
    adim.attach_signature(cms).finalize(nihai).sign(muhurle)

# Alıcının nüshası, şifreli paket ve geri açılması.
eyazisma.copy_for("giden.eyp", "nusha.eyp", alici="99900002")
eyazisma.encrypt("giden.eyp", "giden.eyps", [eyazisma.load_certificate("kurum.cer")])
bulgular = eyazisma.decrypt("giden.eyps", "acilan.eyp", eyazisma.load_key("kurum.p12", b"1234"))
assert not bulgular
assert Path("acilan.eyp").read_bytes() == Path("giden.eyp").read_bytes()
