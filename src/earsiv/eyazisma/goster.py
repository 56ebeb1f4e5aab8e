# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""``describe``: a package as plain values, the JSON that ``earsiv eyp goster`` promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from earsiv.errors import GirdiHatasi
from earsiv.eyazisma.paket import Paket
from earsiv.opc import Parca


def describe(paket: Paket) -> dict[str, Any]:
    """Return what a package says of itself; an update package shows the original with its change.

    What cannot be read is left empty here; that it cannot is for ``check`` to tell.
    """
    gosterilen = innermost(paket)
    u, n = gosterilen.ustveri, gosterilen.nihai
    return {
        "tur": str(paket.tur),
        "surum": paket.core.surum,
        "belge_id": u.belge_id if u else paket.core.kimlik,
        "konu": u.konu if u else paket.core.konu,
        "belge_no": n.belge_no if n else None,
        "tarih": n.tarih if n else None,
        "guvenlik_kodu": u.guvenlik_kodu if u else None,
        "guvenlik_kodu_gecerlilik_tarihi": (u.guvenlik_kodu_gecerlilik_tarihi or None) if u else None,
        "dil": (u.dil or None) if u else None,
        "dosya_adi": u.dosya_adi if u else None,
        "mime_turu": (u.mime_turu or None) if u else None,
        "oz_id": attrs.asdict(u.oz_id) if u and u.oz_id else None,
        "olusturan": u.olusturan.as_dict() if u and u.olusturan else None,
        "dagitimlar": [d.as_dict() for d in u.dagitimlar] if u else [],
        "hedefler": [h.as_dict() for h in gosterilen.hedefler],
        "ekler": list(_attachments(gosterilen)),
        "ilgiler": [i.as_dict() for i in u.ilgiler] if u else [],
        "ilgililer": [t.as_dict() for t in u.ilgililer] if u else [],
        "sdp": [s.as_dict() for s in u.sdp] if u else [],
        "heysk": [h.as_dict() for h in u.heysk] if u else [],
        "dogrulama_adresi": (u.dogrulama_adresi or None) if u else None,
        "imzalar": [i.as_dict() for i in n.imzalar] if n else [],
        "ustyazi": part_facts(gosterilen, gosterilen.part("ustyazi")),
        "guncellemeler": [attrs.asdict(g) for katman in _layers(paket) for g in katman.guncellemeler],
        "sifreleme": attrs.asdict(paket.sifreleme) if paket.sifreleme else None,
        "bulgular": [b.as_dict() for b in paket.bulgular],
    }


def innermost(paket: Paket) -> Paket:
    """Return the letter itself: the package, or the original inside an update package."""
    return list(_layers(paket))[-1]


def part_facts(paket: Paket, parca: Parca | None) -> dict[str, Any] | None:
    """Return name, size (bytes) and SHA-256 of a part (``None`` where its bytes do not come to an end), ``None`` for no part."""
    if parca is None:
        return None
    try:
        ozet = paket.kap.digest(parca, ["sha256"])["sha256"].hex()
    except GirdiHatasi:
        ozet = None
    return {"parca": parca.ad, "boyut": parca.boyut, "sha256": ozet}


def _layers(paket: Paket) -> Iterator[Paket]:
    while True:
        yield paket
        try:
            ic = paket.ic
        except GirdiHatasi:
            return
        if ic is None:
            return
        paket = ic


def _attachments(paket: Paket) -> Iterator[dict[str, Any]]:
    """Yield the attachments, with part, size and digest where they have one."""
    for ek in paket.ustveri.ekler if paket.ustveri else ():
        bos = {"parca": None, "boyut": None, "sha256": None}
        yield {
            "id": ek.id,
            "tur": ek.tur,
            "dosya_adi": ek.dosya_adi or None,
            "mime_turu": ek.mime_turu or None,
            "ad": ek.ad or None,
            "sira_no": ek.sira_no,
            "imzali": ek.imzali,
            "belge_no": ek.belge_no or None,
            "referans": ek.referans or None,
            "aciklama": ek.aciklama or None,
            "oz_id": attrs.asdict(ek.oz_id) if ek.oz_id else None,
            "ozet": attrs.asdict(ek.ozet) if ek.ozet else None,
            **(part_facts(paket, paket.attachment_part(ek)) or bos),
        }
