# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""From scans and PDFs to text per page: existing text layer, or OCR with Tesseract ``tur``; words with boxes.

All parsing of hostile bytes happens in child processes with limits. The original is only read. A missing OCR tool is a state
("bekliyor"), never a failed intake.
"""

from earsiv.tarama.goruntu import Goruntuler, page_images
from earsiv.tarama.ocr import Ocr
from earsiv.tarama.oku import TaramaSonucu, read
from earsiv.tarama.sayfa import Kelime, Sayfa, decode_pages, encode_pages
from earsiv.tarama.tur import Kind, detect

__all__ = ["Goruntuler", "Kelime", "Kind", "Ocr", "Sayfa", "TaramaSonucu", "decode_pages", "detect", "encode_pages", "page_images", "read"]
