# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""What the executor needs to know of a transfer whose content may leave this archive: its lines in the shape of an imha listesi.

It is made from the transfer list alone, so it is the same each time it is made, and its digest with it. Nothing is removed here.
"""

from __future__ import annotations

import attrs

from earsiv.ayiklama.liste import digest
from earsiv.devir.yol import require_receipt
from earsiv.model import DevirSatiri, DevirYolu, ImhaListesi, ImhaSatiri, ListeDurumu


def removal_list(yol: DevirYolu) -> ImhaListesi:
    """Return the lines of a receipted transfer as the executor takes them.

    Raises:
        KuralHatasi: DEV-023 there is no receipt.
    """
    alindi = require_receipt(yol)
    dayanak = f"devir listesi {yol.liste.no} özet {yol.liste.ozet}, alındı belgesi {alindi.no}"
    liste = ImhaListesi(
        no=yol.liste.no,
        kurum=yol.liste.kurum,
        an=alindi.tarih,
        duzenleyen=yol.liste.duzenleyen,
        duzenlenme=yol.liste.duzenlenme,
        satirlar=tuple(_line(satir, dayanak) for satir in yol.liste.satirlar),
        durum=ListeDurumu.YURUTME,
    )
    return attrs.evolve(liste, ozet=digest(liste))


def _line(satir: DevirSatiri, dayanak: str) -> ImhaSatiri:
    return ImhaSatiri(
        sira_no=satir.sira_no,
        dosya=satir.dosya,
        ureten_birim=satir.ureten_birim,
        dosya_kodu=satir.dosya_kodu,
        plan=satir.plan,
        plan_surumu=satir.plan_surumu,
        konu=satir.konu,
        yil_bas=satir.bas.year,
        yil_bit=satir.bit.year,
        belge_sayi_araligi="",
        klasor_no=satir.klasor_no,
        adet=satir.adet,
        saklama_suresi=satir.saklama_suresi,
        saklama_kodu=satir.saklama_kodu,
        imha_yili=satir.imha_yili or 0,
        dusunce="Devlet Arşivlerine devredildi",
        malzeme=satir.malzeme,
        gizlilik=satir.gizlilik,
        fiziki=satir.fiziki,
        dayanak=dayanak,
    )
