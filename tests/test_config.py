# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""earsiv.toml: what is written is read back, and a newer store is refused."""

import attrs
import pytest

from earsiv.config import AktorAyari, Ayarlar
from earsiv.errors import DepoHatasi


def test_settings_survive_a_round_trip(tmp_path):
    """Quotes, backslashes and Turkish letters come back as they were."""
    ayar = Ayarlar(
        kurum='Örnekova "Merkez" \\ Şubesi', detsis="99900001", aktorler=(AktorAyari("sicil:1", "HZO", ("99900011",), ("gor", "liste")),)
    )
    (tmp_path / "earsiv.toml").write_bytes(ayar.dump())
    assert Ayarlar.load(tmp_path) == ayar


@pytest.mark.fault("C11")
@pytest.mark.parametrize("degisik", [{"bicim": 99}, {"ozellikler": ("ocfl-1.1", "gelecekten")}])
def test_newer_store_is_refused(tmp_path, degisik):
    """An unknown format number or mandatory feature stops the library before it can harm anything."""
    (tmp_path / "earsiv.toml").write_bytes(attrs.evolve(Ayarlar(), **degisik).dump())
    with pytest.raises(DepoHatasi) as hata:
        Ayarlar.load(tmp_path)
    assert hata.value.kod == "DEP-003"


@pytest.mark.parametrize(
    ("icerik", "kod"), [(None, "DEP-001"), (b"bu toml degil [", "DEP-002"), (b"[kurum]\n", "DEP-002"), (b"\xff", "DEP-002")]
)
def test_missing_or_broken_settings_have_their_code(tmp_path, icerik, kod):
    """No archive and a broken settings file are told apart."""
    if icerik is not None:
        (tmp_path / "earsiv.toml").write_bytes(icerik)
    with pytest.raises(DepoHatasi) as hata:
        Ayarlar.load(tmp_path)
    assert hata.value.kod == kod
