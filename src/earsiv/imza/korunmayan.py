# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Which bytes of a signature nothing signed covers: whoever changes them changes no verdict, so they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from earsiv.imza import der, kripto, oid, zaman
from earsiv.imza.agac import Imzaci, Imzali, Oznitelik
from earsiv.imza.zaman import Damga

Aralik = tuple[int, int]


def unprotected(imzaci: Imzaci, imzali: Imzali, damgalar: Sequence[Damga]) -> tuple[Aralik, ...]:
    """Return byte ranges, merged and in order: what neither the signer nor the newest stamp covers."""
    arsiv = [d for d in damgalar if d.surum and d.kapsar and d.jeton is not None]
    son = arsiv[-1] if arsiv else None
    araliklar = list(_header(imzali))
    if son is None or son.surum != "v2":
        araliklar += _listed(imzaci, imzali, son if son and son.surum == "v3" else None)
        alanlar = (imzaci.surum, imzaci.sid, imzaci.ozet_alani, imzaci.imza_alg_alani) if son is None or son.surum == "v1" else ()
        araliklar += [(a.bas, a.son) for a in alanlar]
    else:
        araliklar += [(o.dugum.bas, o.dugum.son) for o in imzaci.imzasiz if _later(o, son)]
    for damga in [son] if son else [d for d in damgalar if d.kaynak is not None]:
        araliklar += _token(damga)
    return tuple(_merged(araliklar))


def _header(imzali: Imzali) -> Iterator[Aralik]:
    """The version and the digest algorithms of a SignedData are in no imprint."""
    surum = imzali.kok.cocuklar()[0]
    yield surum.bas, surum.son
    yield imzali.ozet_kumesi.bas, imzali.ozet_kumesi.son


def _later(oznitelik: Oznitelik, son: Damga) -> bool:
    """Tell whether an attribute was left out of the newest stamp's imprint: another archive stamp of the same moment."""
    return (
        oznitelik.oid in oid.ARSIV_DAMGALARI and oznitelik is not son.kaynak and son.an is not None and _an(oznitelik) >= son.an.timestamp()
    )


def _an(oznitelik: Oznitelik) -> float:
    try:
        return zaman.read(oznitelik.degerler[0].ham, "").an.timestamp()
    except (der.DerHatasi, IndexError):
        return float("inf")


def _listed(imzaci: Imzaci, imzali: Imzali, son: Damga | None) -> Iterator[Aralik]:
    """What a hash index does not list; without one, every field beside the signer's own."""
    dizin = zaman.hash_index(son.jeton) if son and son.jeton else None
    if dizin is None:
        alanlar = (imzali.sertifika_alani, imzali.sil_alani, imzaci.imzasiz_alani)
        yield from ((a.bas, a.son) for a in alanlar if a is not None)
        return
    ozet, sertifikalar, siller, oznitelikler = zaman.index_entries(dizin)
    for liste, alan in ((sertifikalar, imzali.sertifika_alani), (siller, imzali.sil_alani)):
        for oge in alan.cocuklar() if alan else ():
            if kripto.digest(ozet, oge.ham) not in liste:
                yield oge.bas, oge.son
    for o in imzaci.imzasiz:
        if not set(zaman.attribute_digests(ozet, o)) & oznitelikler and (son is None or o is not son.kaynak):
            yield o.dugum.bas, o.dugum.son


def _token(damga: Damga) -> Iterator[Aralik]:
    """The fields of a token that its own signature does not cover."""
    jeton = damga.jeton
    if jeton is None or damga.kaynak is None:
        return
    kaymalar = [d.bas for d in damga.kaynak.degerler if d.ham == damga.ham]
    alanlar = [jeton.imzali.kok.cocuklar()[0], jeton.imzali.ozet_kumesi, jeton.imzali.sertifika_alani, jeton.imzali.sil_alani]
    alanlar += [jeton.imzaci.surum, jeton.imzaci.sid, jeton.imzaci.ozet_alani, jeton.imzaci.imza_alg_alani, jeton.imzaci.imzasiz_alani]
    for kayma in kaymalar:
        yield from ((a.bas + kayma, a.son + kayma) for a in alanlar if a is not None)


def _merged(araliklar: Sequence[Aralik]) -> Iterator[Aralik]:
    simdiki: Aralik | None = None
    for bas, son in sorted(araliklar):
        if simdiki and bas <= simdiki[1]:
            simdiki = (simdiki[0], max(simdiki[1], son))
            continue
        if simdiki:
            yield simdiki
        simdiki = (bas, son)
    if simdiki:
        yield simdiki
