# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Sphinx settings: MyST pages, furo, Turkish; warnings are errors (``make docs``)."""

from earsiv import __version__

project = "earsiv"
author = "earsiv geliştiricileri"
copyright = "2026, earsiv geliştiricileri"
version = release = __version__
language = "tr"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"earsiv {__version__}"
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]
suppress_warnings = ["myst.header"]
