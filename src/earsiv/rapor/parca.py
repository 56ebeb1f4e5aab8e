# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""A long report from parts: each set by a child process, joined into one PDF/A-2b whose edges (degree, digest, page k/n) are set at last.

The typesetter keeps what it has set in memory until its process ends, and would need gigabytes for tens of thousands of rows. Parts
carry no tags; the joined file is a flat PDF/A-2b. The same report gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from earsiv._dizgi import set_in_child

KALIP: Final = "rapor.typ"
_ISCI: Final = 2  # children at once; each holds some 250 MB
_KENAR_SAYFASI: Final = 300  # pages whose edges are set at once
_SAYFALAR: Final = re.compile(rb"(<xmpTPg:NPages>)\d+(</xmpTPg:NPages>)")


def join_parts(govdeler: Iterator[dict[str, Any]], kenar: dict[str, Any]) -> bytes:
    """Return one PDF of all parts, in their order, with the edges laid over.

    Args:
        govdeler: values for the template, part by part; taken no faster than they are set.
        kenar: the value that sets the edges; the numbers of the pages are put in.

    Raises:
        AracHatasi: ARC-001 … ARC-004 a child cannot be run or the typesetter refuses.
    """
    import pikepdf

    parcalar = _compiled(govdeler)
    kitap = pikepdf.open(io.BytesIO(next(parcalar)))
    _flatten(kitap)
    for veri in parcalar:
        with pikepdf.open(io.BytesIO(veri)) as parca:
            _flatten(parca)
            kitap.pages.extend(parca.pages)
    _lay_edges(kitap, kenar)
    kitap.Root.Metadata.write(_SAYFALAR.sub(rb"\g<1>%d\g<2>" % len(kitap.pages), kitap.Root.Metadata.read_bytes()))
    cikti = io.BytesIO()
    kitap.save(cikti, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    kitap.close()
    return cikti.getvalue()


def _lay_edges(kitap: Any, kenar: dict[str, Any]) -> None:
    """Lay degree, number, digest and page k/n over every page."""
    import pikepdf

    toplam = len(kitap.pages)
    ilkler = range(0, toplam, _KENAR_SAYFASI)
    istekler = ({**kenar, "ilk": ilk + 1, "sayfa": min(_KENAR_SAYFASI, toplam - ilk), "toplam": toplam} for ilk in ilkler)
    sayfalar = enumerate(kitap.pages, start=1)
    for veri in _compiled(istekler):
        with pikepdf.open(io.BytesIO(veri)) as kenarlar:
            _flatten(kenarlar)
            for ust in kenarlar.pages:
                no, sayfa = next(sayfalar)
                ad = pikepdf.Name(f"/Kenar{no}")  # a name of our own: the library would draw one by lot
                sayfa.add_resource(kitap.copy_foreign(ust.as_form_xobject()), pikepdf.Name.XObject, ad)
                sayfa.contents_add(b"q\n", prepend=True)
                sayfa.contents_add(f"\nQ\nq {ad} Do Q\n".encode("ascii"))


def _compiled(govdeler: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the parts set, in order; never more are under way than there are children."""
    with ThreadPoolExecutor(_ISCI) as havuz:
        sirada: deque[Future[bytes]] = deque()
        for govde in govdeler:
            sirada.append(havuz.submit(set_in_child, KALIP, govde))
            if len(sirada) > _ISCI:
                yield sirada.popleft().result()
        while sirada:
            yield sirada.popleft().result()


def _flatten(belge: Any) -> None:
    """Drop the tags of a part: a tree for each part would make no tree of the whole."""
    for ad in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels"):
        if ad in belge.Root:
            del belge.Root[ad]
    for sayfa in belge.pages:
        for ad in ("/StructParents", "/Tabs"):
            if ad in sayfa.obj:
                del sayfa.obj[ad]
