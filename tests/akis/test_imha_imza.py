# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""Electronic signatures over the canonical list: accepted from whom they are by, kept, and an obstacle where they do not hold."""

import datetime as dt

import pytest
from cryptography.hazmat.primitives.serialization import load_der_private_key

from earsiv.errors import ImhaHatasi
from earsiv.imza import GuvenDeposu, add_timestamp, raise_to_xl, sign
from earsiv.imza.anahtar import Pkcs12Anahtari
from earsiv.imza.oznitelik import Profil
from earsiv.imza.yukselt import XlKaniti
from earsiv.model import Koltuk, ListeDurumu
from earsiv.store import ocfl_id
from earsiv.testing import SahteSaat
from earsiv.testing.dunya import dunya
from tests.akis.imha_dunyasi import DETSIS, IMAR, Belediye

pytestmark = pytest.mark.yavas

D = dunya()
GUVEN = GuvenDeposu.of(*D.kokler())
AN = dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC)
SONRA = AN + dt.timedelta(hours=30)
UYELER = {f"sicil:{n}": ad for n, ad in ((101, "Hayali Şahıs"), (102, "Tasarlanmış Örnek"), (103, "Ü Üç"), (201, "Dört"), (202, "Beş"))}


class Damgalayan:
    def stamp(self, ozet, algoritma):
        return D.damga(ozet, algoritma, AN + dt.timedelta(minutes=1), tsa="zd")


def imza(veri, etiket="kisi", *, uzun=True):
    """Return a signature that can be proved offline for decades, or a bare one."""
    anahtar = Pkcs12Anahtari(D.sertifika(etiket), D.zincir(etiket)[1:], load_der_private_key(D.anahtar(etiket), None))
    yalin = sign(veri, anahtar, profil=Profil.P4, saat=SahteSaat(AN), ayrik=True)
    if not uzun:
        return yalin
    yaprak, alt, kok = D.zincir_etiketleri(etiket)
    siller = [D.sil(kok, SONRA, sonraki=SONRA + dt.timedelta(days=90)), D.sil(alt, SONRA, sonraki=SONRA + dt.timedelta(days=7))]
    damgali = add_timestamp(yalin, Damgalayan())
    return raise_to_xl(damgali, [XlKaniti(D.zincir(etiket), siller, [D.ocsp(yaprak, SONRA)])])


@pytest.fixture
def yer(tmp_path):
    belediye = Belediye(tmp_path, SahteSaat(AN))
    belediye.gunu(dt.date(2026, 5, 8))
    belediye.close()
    belediye.arsiv = belediye.open(guven=GUVEN)
    yield belediye
    belediye.close()


def karara(yer):
    """Bring a list of one file to its decision and consent, and return its number."""
    a = yer.arsiv
    yer.dosya("165.05", 2013, ["yazı"])
    liste = a.propose_imha()
    kodlar = (("B", "BASKAN", DETSIS), ("A1", "ARSIV", DETSIS), ("A2", "ARSIV", DETSIS), ("U1", "BIRIM", IMAR), ("U2", "BIRIM", IMAR))
    bas = dt.date(2026, 1, 5)
    koltuklar = [
        Koltuk(kod, tur, kisi, ad, "Memur", birim, bas) for (kod, tur, birim), (kisi, ad) in zip(kodlar, UYELER.items(), strict=True)
    ]
    komisyon = a.appoint(koltuklar, "E-1", bas, arsiv_birimi=DETSIS).no
    a.open_session(liste.no, komisyon, a.today(), "oda", UYELER)
    for uye in UYELER:
        a.vote(liste.no, "IMHA", uye=uye)
    a.decide(liste.no)
    return liste.no


def olur(a, no, **ayar):
    bilgi = {"kisi": "sicil:1", "ad": "Uydurma Kişi", **ayar}
    return a.approve(no, "E-2", a.today(), a.liste(no).ozet, **bilgi)


@pytest.mark.fault("I18")
def test_signatures_of_members_and_approver_over_the_list_are_kept(yer):
    """Signed by the member and by the mayor over the canonical list: both pass, both are kept byte for byte with the verdict."""
    a, no = yer.arsiv, karara(yer)
    kanonik = a.canonical_list(no)
    uye = imza(kanonik, "kisi2")
    kabul = a.sign_list(no, uye, "sicil:101")
    assert kabul.durum == "TOTAL_PASSED", kabul
    with pytest.raises(ImhaHatasi) as hata:
        a.sign_list(no, uye, "sicil:101")
    assert hata.value.kod == "IMH-037"
    a.consent(no, "E-1", a.today(), a.liste(no).ozet)
    baskan = imza(kanonik)
    yol = olur(a, no, imza=baskan)
    assert yol.olur.imza == yol.imzalar[-1].dosya and yol.imzalar[-1].durum == "TOTAL_PASSED"
    assert [a.depo.ocfl.read(ocfl_id("liste", no), i.dosya) for i in yol.imzalar] == [uye, baskan]
    yol, _ = a.destroy(no)
    assert yol.durum is ListeDurumu.TAMAM and a.check() == []


@pytest.mark.fault("I18", "S06")
def test_a_signature_over_another_list_or_by_another_person_is_refused(yer):
    """Another list's bytes, one bit more, somebody else's certificate, a root nobody trusts, no signature at all: nothing is recorded."""
    a, no = yer.arsiv, karara(yer)
    a.consent(no, "E-1", a.today(), a.liste(no).ozet)
    kanonik = a.canonical_list(no)
    kotuler = (
        (imza(kanonik.replace(b"2013", b"2012")), "IMH-034"),
        (imza(kanonik + b" "), "IMH-034"),
        (imza(kanonik, "kisi3"), "IMH-035"),
        (imza(kanonik, "kisi-sahte-ayni-seri", uzun=False), "IMH-034"),
        (b"imza degil", "IMH-034"),
    )
    for veri, kod in kotuler:
        with pytest.raises(ImhaHatasi) as hata:
            olur(a, no, imza=veri)
        assert hata.value.kod == kod
    assert a.list_path(no).durum is ListeDurumu.GORUS and a.list_path(no).imzalar == ()


def test_where_signatures_are_demanded_nothing_goes_without_them(yer):
    """The institution demands them: one member short, or one whose signature could not be proved, and nothing is executed."""
    a, no = yer.arsiv, karara(yer)
    a.set_parameter("liste_imzasi", "ZORUNLU", "Yönerge")
    kanonik = a.canonical_list(no)
    a.sign_list(no, imza(kanonik, "kisi2"), "sicil:101")
    bare = a.sign_list(no, imza(kanonik, "kisi3", uzun=False), "sicil:102")
    assert bare.durum == "INDETERMINATE"
    a.consent(no, "E-1", a.today(), a.liste(no).ozet)
    olur(a, no, imza=imza(kanonik))
    with pytest.raises(ImhaHatasi) as hata:
        a.destroy(no)
    assert hata.value.kod == "IMH-044" and "Tasarlanmış Örnek" in str(hata.value) and "Hayali Şahıs" not in str(hata.value)


@pytest.mark.fault("I18", "I17")
def test_a_kept_signature_that_was_changed_stops_the_execution(yer):
    """The kept file is not what was accepted: nothing goes."""
    a, no = yer.arsiv, karara(yer)
    a.sign_list(no, imza(a.canonical_list(no), "kisi2"), "sicil:101")
    a.consent(no, "E-1", a.today(), a.liste(no).ozet)
    yol = olur(a, no)
    dosya = a.depo.ocfl.file(ocfl_id("liste", no), yol.imzalar[0].dosya)
    dosya.write_bytes(dosya.read_bytes()[:-1] + b"\x00")
    with pytest.raises(ImhaHatasi) as hata:
        a.destroy(no)
    assert hata.value.kod == "IMH-007"
