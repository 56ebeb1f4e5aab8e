# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0

import datetime as dt
from pathlib import Path

import earsiv

with earsiv.create("belediye.earsiv", kurum="Örnekova Belediyesi", detsis="99900001") as arsiv:
    with arsiv.read_package("gelen.eyp") as paket:
        rapor = arsiv.verify(paket)  # every finding with code, place and advice
    kalem = arsiv.add("gelen.eyp", kod="622.01")  # kept byte for byte; content, row and audit row are one act
    belge = arsiv.belge(kalem.kimlik)
    arsiv.close_dosya(belge.dosya, dt.date(2022, 12, 31))  # the retention clock starts
    print(arsiv.explain(belge.kimlik))  # rule, plan version, start, rounding, year
    for sonuc in arsiv.search("MUDURLUGU").sonuclar:  # Turkish; rights are part of the query
        print(sonuc.belge.konu, sonuc.sayfa, sonuc.vurgu.parca_html)
    liste = arsiv.propose_imha(dt.date(2037, 3, 1))  # frozen; liste.ozet is its digest
    Path("imha-listesi.pdf").write_bytes(arsiv.report("imha-listesi", liste.no, "pdf"))
    assert arsiv.check() == []  # files, ledger, audit chain and index hold
