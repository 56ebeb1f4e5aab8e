# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Signed PDFs, opened in a child process."""

import pytest

from earsiv.imza import Gosterge, GuvenDeposu, verify_file
from earsiv.testing import SahteSaat, render, test_pki

pytestmark = pytest.mark.yavas

PKI = test_pki()
GUVEN = GuvenDeposu.of(PKI.kok.sertifika)


@pytest.fixture(scope="module")
def imzali():
    return PKI.imzala_pdf(render(["T.C.\nÖRNEKOVA BELEDİYE BAŞKANLIĞI\n" + "Deneme metni. " * 30], "metinli-pdf"))


def yargila(tmp_path, veri):
    (tmp_path / "x.pdf").write_bytes(veri)
    return verify_file(tmp_path / "x.pdf", guven=GUVEN, saat=SahteSaat())


def test_sound_pdf_is_undecided_for_want_of_revocation(tmp_path, imzali):
    """The same core as for CAdES; the signer and the claimed time are shown."""
    sonuc = yargila(tmp_path, imzali)
    assert sonuc.bicim == "pades" and sonuc.durum is Gosterge.INDETERMINATE
    assert sonuc.imzalar[0].alt_durum == "TRY_LATER" and sonuc.imzalar[0].ad == "DENEME ÖRNEK" and sonuc.imzalar[0].imza_zamani


def test_changed_byte_fails(tmp_path, imzali):
    """A byte inside the covered range."""
    ham = bytearray(imzali)
    ham[ham.find(b"stream", 200) + 60] ^= 1
    assert yargila(tmp_path, bytes(ham)).durum is Gosterge.TOTAL_FAILED


def test_overlay_by_incremental_update_fails(tmp_path, imzali):
    """Content replaced after signing."""
    import io

    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    yazar = IncrementalPdfFileWriter(io.BytesIO(imzali))
    sayfa = yazar.root["/Pages"]["/Kids"][0]
    sayfa["/Contents"] = yazar.add_object(generic.StreamObject(stream_data=b"BT ET"))
    yazar.update_container(sayfa)
    cikti = io.BytesIO()
    yazar.write(cikti)
    sonuc = yargila(tmp_path, cikti.getvalue())
    assert sonuc.durum is Gosterge.TOTAL_FAILED


@pytest.mark.parametrize("veri", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>", b"%PDF-" + b"\0" * 5000])
def test_broken_pdf_is_an_answer(tmp_path, veri):
    """FORMAT_FAILURE, not an exception."""
    assert yargila(tmp_path, veri).durum is Gosterge.TOTAL_FAILED


def test_unsigned_pdf_is_said_to_be_unsigned(tmp_path):
    """Its own code."""
    sonuc = yargila(tmp_path, render(["deneme"], "metinli-pdf"))
    assert not sonuc.imzalar and sonuc.bulgular[0].kod == "IMZ-041"
