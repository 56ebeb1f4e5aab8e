# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0

import datetime as dt
import json
from base64 import b64decode, b64encode
from pathlib import Path

from earsiv.imza import verify_cms
from earsiv.imza.anahtar import IslevAnahtari, Pkcs12Anahtari
from earsiv.imza.imzala import Hazirlik, complete, prepare, sign
from earsiv.imza.oznitelik import Profil
from earsiv.imza.pades_at import complete_pdf, prepare_pdf, sign_pdf
from earsiv.imza.paralel import add_counter, add_parallel

belge, pdf = b"<yazi/>", Path("ustyazi.pdf").read_bytes()
kisi, muhur = Pkcs12Anahtari.load("kisi.p12", b"1234"), Pkcs12Anahtari.load("muhur.p12", b"1234")

# Anahtar buradaysa: içeriği içinde ya da ayrık, bir profile göre; PDF'in içine.
tumlesik = sign(belge, kisi, profil=Profil.P4)
ayrik = sign(belge, kisi, ayrik=True)
assert verify_cms(ayrik, "yazi.p7s", icerik=belge).imzalar[0].matematik
Path("yazi-imzali.pdf").write_bytes(sign_pdf(pdf, kisi, profil=Profil.P4, neden="Onay"))

# Birden çok imzacı: yanına (paralel), altına (seri).
cok = add_parallel(tumlesik, None, muhur, profil=Profil.P4)
cok = add_counter(cok, (0,), muhur)  # (0,): birinci imzacının altına
assert [i.matematik for kok in verify_cms(cok, "yazi.imz").imzalar for i in kok.all()] == [True, True, True]


# Anahtar başka yerdeyse (tarayıcı, mobil imza), iki aşama. 1: hazırla ve sakla; taslakta gizli bir şey yoktur.
an = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)  # imza zamanı: sunucunun saatinden
hazirlik = prepare(belge, kisi.sertifika, profil=Profil.P4, imza_zamani=an, zincir=kisi.zincir)
Path("yazi.taslak").write_bytes(hazirlik.to_bytes())
giden = json.dumps({"imzalanacak": b64encode(hazirlik.imzalanacak).decode(), "algoritma": hazirlik.algoritma.ad})

# Arada istemci: “imzalanacak” baytları imzalar, çıplak imza değerini yollar.
deger = kisi.sign(b64decode(json.loads(giden)["imzalanacak"]), hazirlik.algoritma)
gelen = json.dumps({"imza": b64encode(deger).decode()})

# 2: tamamla. Sertifikanın anahtarıyla tutmayan değer IMZ-101 ile reddedilir; taslak durur, yeniden denenebilir.
hazirlik = Hazirlik.from_bytes(Path("yazi.taslak").read_bytes())
Path("yazi.imz").write_bytes(complete(hazirlik, b64decode(json.loads(gelen)["imza"])))

# PDF'te de böyledir.
yuva = prepare_pdf(pdf, kisi.sertifika, imza_zamani=an, zincir=kisi.zincir)
Path("yazi-iki.pdf").write_bytes(complete_pdf(yuva, kisi.sign(yuva.hazirlik.imzalanacak, yuva.hazirlik.algoritma)))

# Baytları hemen imzalayan bir hizmet varsa onu saran bir işlev anahtar olur.
uzak = IslevAnahtari(kisi.sertifika, lambda veri: kisi.sign(veri, hazirlik.algoritma), kisi.zincir)
assert verify_cms(sign(belge, uzak), "yazi.imz").imzalar[0].matematik
