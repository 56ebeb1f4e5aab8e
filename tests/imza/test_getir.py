# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The door to the network: refuses by default, holds its limits against every server, keeps only what answers the question."""

import _socket
import contextlib
import datetime as dt
import json
import socket
import subprocess
import threading
import time
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_der_private_key
from cryptography.x509 import ocsp

from earsiv.cli._cikis import Cikis
from earsiv.errors import AracHatasi, GirdiHatasi
from earsiv.imza import der
from earsiv.imza.getir import HttpFetcher, Istek, YasakFetcher, check_address, collect, ocsp_request
from earsiv.imza.kanit import KanitDeposu
from earsiv.imza.sonuc import EksikKanit, KanitTuru
from earsiv.testing import test_pki
from earsiv.testing.getir import SahteFetcher

pytestmark = pytest.mark.yavas

AN = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
KOK, KISI, MUHUR = test_pki().kok, test_pki().kisi, test_pki().muhur
OCSP, SIL, AIA = "http://ocsp.ornek.invalid/", "http://sil.ornek.invalid/k.crl", "http://aia.ornek.invalid/k.cer"


# ---- a server of ill will


class Sunucu:
    """A TCP server on this machine; each connection is handled by one function."""

    def __init__(self, davran):
        self.davran, self.istekler, self._son, self.tls = davran, [], threading.Event(), None
        self._soket = socket.create_server(("127.0.0.1", 0))
        self.kapi = self._soket.getsockname()[1]
        self.adres = f"http://127.0.0.1:{self.kapi}/"
        self._is = threading.Thread(target=self._dinle, daemon=True)
        self._is.start()

    def _dinle(self):
        while True:
            try:
                baglanti, _ = self._soket.accept()
            except OSError:
                return
            threading.Thread(target=self._cevapla, args=(baglanti,), daemon=True).start()

    def _cevapla(self, baglanti):
        with contextlib.ExitStack() as yigin:
            yigin.enter_context(baglanti)
            try:
                if self.tls is not None:
                    baglanti = yigin.enter_context(self.tls.wrap_socket(baglanti, server_side=True))
                istek = b""
                while b"\r\n\r\n" not in istek:
                    parca = baglanti.recv(4096)
                    if not parca:
                        return
                    istek += parca
                bas, _, govde = istek.partition(b"\r\n\r\n")
                boy = next((int(s.split(b":")[1]) for s in bas.split(b"\r\n") if s.lower().startswith(b"content-length:")), 0)
                while len(govde) < boy:
                    govde += baglanti.recv(4096)
                self.istekler.append((bas, govde))
                self.davran(baglanti, self._son)
            except OSError:
                return

    def kapat(self):
        self._son.set()
        self._soket.close()


@pytest.fixture
def sunucu(monkeypatch):
    """Start servers; only 127.0.0.1 may be connected to."""
    acik = []

    def baglan(self, adres):
        assert adres[0] == "127.0.0.1", f"ağa çıkılmak istendi: {adres}"
        return _socket.socket.connect(self, adres)

    monkeypatch.setattr(socket.socket, "connect", baglan)

    def baslat(davran):
        if isinstance(davran, bytes):
            acik.append(Sunucu(lambda b, son: b.sendall(davran)))
            return acik[-1]
        acik.append(Sunucu(davran))
        return acik[-1]

    yield baslat
    for s in acik:
        s.kapat()


def answer(govde, durum="200 OK", ek=""):
    return f"HTTP/1.1 {durum}\r\nContent-Length: {len(govde)}\r\n{ek}Connection: close\r\n\r\n".encode() + govde


def ask(adres, *, sure=5.0, en_fazla=1000, govde=None, getirici=None, basliklar=()):
    return (getirici or HttpFetcher(ozel_ag=True)).fetch(Istek(adres, govde, "ocsp", en_fazla, sure, basliklar))


def refused(adres, **ayar):
    basla = time.perf_counter()
    with pytest.raises(AracHatasi) as hata:
        ask(adres, **ayar)
    return hata.value.kod, time.perf_counter() - basla


def hang(baglanti, son):
    son.wait(20)


def drip_head(baglanti, son):
    for harf in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1000:
        baglanti.sendall(bytes((harf,)))
        if son.wait(0.05):
            return


def drip_body(baglanti, son):
    baglanti.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not son.wait(0.05):
        baglanti.sendall(b"a")


def endless(baglanti, son):
    baglanti.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not son.is_set():
        baglanti.sendall(b"a" * 65536)


def endless_chunks(baglanti, son):
    baglanti.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not son.is_set():
        baglanti.sendall(b"10000\r\n" + b"a" * 65536 + b"\r\n")


def endless_continue(baglanti, son):
    while not son.wait(0.001):
        baglanti.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def test_answer_is_fetched(sunucu):
    """GET and POST, with the media type of the question and the headers that were given."""
    s = sunucu(answer(b"merhaba"))
    assert ask(s.adres + "a b?x=1") == b"merhaba" and s.istekler[0][0].startswith(b"GET /a%20b?x=1 HTTP/1.1")
    assert ask(s.adres, govde=b"soru", basliklar=(("identity", "gizli"),)) == b"merhaba"
    bas, govde = s.istekler[1]
    assert govde == b"soru" and b"application/ocsp-request" in bas and b"identity: gizli" in bas
    assert "gizli" not in repr(Istek(s.adres, b"", "damga", 1, 1, (("identity", "gizli"),)))


@pytest.mark.fault("S21")
@pytest.mark.parametrize("davran", [hang, drip_head, drip_body, endless_continue])
def test_server_that_hangs_or_drips_is_left_in_time(sunucu, davran):
    """Silence, one byte at a time in the head or in the body: the time is for the whole of it."""
    kod, gecen = refused(sunucu(davran).adres, sure=0.6, en_fazla=10**9)
    assert kod == "IMZ-202" and gecen < 2


@pytest.mark.fault("S21")
@pytest.mark.parametrize("davran", [endless, endless_chunks, b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"])
def test_ten_gigabytes_are_not_read(sunucu, davran):
    """Announced, unannounced or in chunks."""
    kod, gecen = refused(sunucu(davran).adres, en_fazla=100_000)
    assert kod == "IMZ-203" and gecen < 3


@pytest.mark.fault("S21")
@pytest.mark.parametrize(
    "hedef",
    ["file:///etc/passwd", "ftp://ornek.invalid/a", "ldap://ornek.invalid/a", "data:,a", "gopher://a.invalid/", "http://u:p@a.invalid/"],
)
def test_redirect_to_another_scheme_is_refused(sunucu, hedef):
    """A redirect goes through the same rules as the first address."""
    assert refused(sunucu(answer(b"", "302 Found", f"Location: {hedef}\r\n")).adres)[0] == "IMZ-201"


def test_redirects_are_followed_within_bounds(sunucu):
    """Once is normal, for ever is not, and a question with content is never sent on."""
    son = sunucu(answer(b"tamam"))
    bir = sunucu(answer(b"", "301 Moved", f"Location: {son.adres}x\r\n"))
    assert ask(bir.adres) == b"tamam"
    assert refused(bir.adres, govde=b"soru")[0] == "IMZ-204" and len(son.istekler) == 1
    assert refused(sunucu(answer(b"", "302 Found", "Location: /\r\n")).adres)[0] == "IMZ-204"


@pytest.mark.parametrize(
    "cevap",
    [
        answer(b"yok", "404 Not Found"),
        answer(b"hata", "500 Internal Server Error"),
        answer(b"", "204 No Content"),
        b"",
        b"SSH-2.0-deneme\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nyarim",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_whole_answer_is_an_error_of_ours(sunucu, cevap):
    """Error pages, half answers, other protocols."""
    assert refused(sunucu(cevap).adres)[0] == "IMZ-204"


def test_inner_network_is_not_asked_unless_allowed(sunucu):
    """An address in a stranger's certificate must not make the archive call its own machines."""
    s = sunucu(answer(b"x"))
    for getirici in (HttpFetcher(), HttpFetcher(vekil=("127.0.0.1", s.kapi))):
        assert refused(s.adres, getirici=getirici)[0] == "IMZ-201"
    for adres in (
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/x",
        "http://0.0.0.0/",
        "http://192.168.1.1/",
    ):
        assert refused(adres, getirici=HttpFetcher())[0] == "IMZ-201", adres
    assert s.istekler == []
    assert HttpFetcher().fetch(Istek(s.adres, b"soru", "damga", 10, 5)) == b"x"  # an authority inside is the institution's own choice


def test_proxy_is_used_only_when_named(sunucu, monkeypatch):
    """The environment's is not looked at."""
    vekil, hedef = sunucu(answer(b"vekilden")), sunucu(answer(b"dogrudan"))
    monkeypatch.setenv("http_proxy", vekil.adres)
    monkeypatch.setenv("HTTP_PROXY", vekil.adres)
    assert ask(hedef.adres) == b"dogrudan" and vekil.istekler == []
    assert ask("http://sil.ornek.invalid/k.crl", getirici=HttpFetcher(vekil=("127.0.0.1", vekil.kapi))) == b"vekilden"
    assert vekil.istekler[0][0].startswith(b"GET http://sil.ornek.invalid/k.crl HTTP/1.1\r\nHost: sil.ornek.invalid")
    assert refused("https://sil.ornek.invalid/", getirici=HttpFetcher(vekil=("127.0.0.1", hedef.kapi)))[0] == "IMZ-204"
    assert hedef.istekler[-1][0].startswith(b"CONNECT sil.ornek.invalid:443 HTTP/1.1")


def test_server_must_prove_its_name_behind_https(sunucu, tmp_path):
    """A certificate of nobody's is refused, one that the caller trusts is not; https never leads to http."""
    import ipaddress
    import ssl

    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat

    anahtar, ad = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "deneme")])
    kurucu = x509.CertificateBuilder().subject_name(ad).issuer_name(ad).public_key(anahtar.public_key()).serial_number(1)
    kurucu = kurucu.not_valid_before(dt.datetime(2020, 1, 1)).not_valid_after(dt.datetime(2100, 1, 1))
    kurucu = kurucu.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    pem = kurucu.sign(anahtar, hashes.SHA256()).public_bytes(Encoding.PEM)
    (tmp_path / "s.pem").write_bytes(pem + anahtar.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    sunan = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    sunan.load_cert_chain(tmp_path / "s.pem")
    taniyan = ssl.create_default_context(cadata=pem.decode())

    def davran(cevap):
        sonuc = sunucu(cevap)
        sonuc.tls = sunan
        return sonuc.adres.replace("http", "https")

    assert ask(davran(answer(b"tamam")), getirici=HttpFetcher(ozel_ag=True, tls=taniyan)) == b"tamam"
    assert refused(davran(answer(b"tamam")))[0] == "IMZ-204"
    asagi = davran(answer(b"", "302 Found", "Location: http://127.0.0.1/\r\n"))
    assert refused(asagi, getirici=HttpFetcher(ozel_ag=True, tls=taniyan))[0] == "IMZ-201"
    kod, gecen = refused(davran(hang), sure=0.5, getirici=HttpFetcher(ozel_ag=True, tls=taniyan))
    assert kod == "IMZ-202" and gecen < 2


def test_unreachable_and_untrusted_servers_are_errors_of_ours(sunucu):
    """Nobody listens; a server without TLS behind https."""
    s = sunucu(answer(b"x"))
    bos = socket.create_server(("127.0.0.1", 0))
    kapi = bos.getsockname()[1]
    bos.close()
    assert refused(f"http://127.0.0.1:{kapi}/")[0] == "IMZ-204"
    assert refused(s.adres.replace("http", "https"), sure=1)[0] in {"IMZ-204", "IMZ-202"}


@pytest.mark.parametrize(
    "adres",
    [
        "",
        "ornek",
        "file:///etc/passwd",
        "ldap://dizin.ornek.invalid/cn=a",
        "http://",
        "http:///yol",
        "http://u@ornek.invalid/",
        "http://ornek.invalid:99999/",
        "http://ornek.invalid:0/",
        "http://[::1/",
        "http://ornek.invalid/\r\nHost: x",
        "http://ornek.invalid/" + "a" * 3000,
        "HTTP+x://a",
    ],
)
def test_addresses_that_are_never_fetched(adres):
    """Other schemes, user names, control characters, nonsense."""
    with pytest.raises(AracHatasi) as hata:
        check_address(adres)
    assert hata.value.kod == "IMZ-201"
    assert refused(adres)[0] == "IMZ-201"


@pytest.mark.fault("S20")
def test_default_fetcher_refuses():
    """No network unless somebody hands in a fetcher that may."""
    with pytest.raises(AracHatasi) as hata:
        YasakFetcher().fetch(Istek(OCSP, None, "ocsp", 1, 1))
    assert hata.value.kod == "IMZ-200" and "topla" in str(hata.value)


# ---- questions and answers


def cert(k):
    return x509.load_der_x509_certificate(k.sertifika)


@cache
def ocsp_answer(kim="kisi", tohum="earsiv", ozet=hashes.SHA1, an=AN):
    pki = test_pki(tohum)
    kurucu = ocsp.OCSPResponseBuilder().add_response(
        cert=cert(getattr(pki, kim)),
        issuer=cert(pki.kok),
        algorithm=ozet(),
        cert_status=ocsp.OCSPCertStatus.GOOD,
        this_update=an,
        next_update=None,
        revocation_time=None,
        revocation_reason=None,
    )
    kurucu = kurucu.responder_id(ocsp.OCSPResponderEncoding.HASH, cert(pki.kok))
    return kurucu.sign(load_der_private_key(pki.kok.anahtar, None), hashes.SHA256()).public_bytes(Encoding.DER)


@cache
def crl(tohum="earsiv", ad="Deneme Kök Sertifikası (geçersiz)", an=AN):
    kok = test_pki(tohum).kok
    konu = cert(kok).subject if ad.startswith("Deneme Kök") else x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, ad)])
    kurucu = x509.CertificateRevocationListBuilder().issuer_name(konu).last_update(an).next_update(an + dt.timedelta(days=7))
    return kurucu.sign(load_der_private_key(kok.anahtar, None), hashes.SHA256()).public_bytes(Encoding.DER)


def eksik(tur, *adresler, sertifika=KISI.sertifika, makam=KOK.sertifika, bas=None):
    return EksikKanit(tur, "Deneme Kök", "5", adresler, bas, None, sertifika, makam)


@pytest.fixture
def depo(tmp_path, saat):
    with KanitDeposu.open(tmp_path / "kanit", saat, yazar=True) as acik:
        yield acik


def test_ocsp_request_is_what_others_read():
    """cryptography and OpenSSL see the same certificate in it."""
    okunan = ocsp.load_der_ocsp_request(ocsp_request(KISI.sertifika, KOK.sertifika, b"0123456789abcdef"))
    assert okunan.serial_number == cert(KISI).serial_number and okunan.extensions[0].value.nonce == b"0123456789abcdef"
    beklenen = ocsp.OCSPRequestBuilder().add_certificate(cert(KISI), cert(KOK), hashes.SHA1()).build().public_bytes(Encoding.DER)
    assert ocsp_request(KISI.sertifika, KOK.sertifika) == beklenen
    metin = subprocess.run(["openssl", "ocsp", "-reqin", "/dev/stdin", "-req_text"], input=beklenen, capture_output=True, check=True).stdout
    assert f"{cert(KISI).serial_number:X}".encode() in metin
    for kotu in ((b"cop", KOK.sertifika), (KISI.sertifika, b"cop"), (KISI.sertifika, b""), (b"", b"")):
        with pytest.raises(GirdiHatasi) as hata:
            ocsp_request(*kotu)
        assert hata.value.kod == "IMZ-210"


def test_evidence_is_collected_and_kept_with_its_source(depo, saat):
    """OCSP, CRL and issuer certificate: asked at their addresses, found in the store afterwards."""
    getirici = SahteFetcher({OCSP: ocsp_answer(), SIL: crl(), AIA: KOK.sertifika})
    istenen = [
        eksik(KanitTuru.OCSP, OCSP),
        eksik(KanitTuru.SIL, SIL),
        eksik(KanitTuru.SERTIFIKA, AIA, makam=b""),
        eksik(KanitTuru.SIL, SIL),
    ]
    sonuc = collect(istenen, getirici, depo, saat)
    assert len(sonuc.alinan) == 3 and sonuc.alinamayan == () and sonuc.bulgular == ()
    assert [i.adres for i in getirici.istekler] == [OCSP, SIL, AIA] and getirici.istekler[0].govde == ocsp_request(
        KISI.sertifika, KOK.sertifika
    )
    assert [k.kaynak for k in depo.ocsps(cert(KISI).serial_number)] == [OCSP]
    assert [k.kaynak for k in depo.crls(cert(KOK).subject.public_bytes())] == [SIL] and depo.certificates(cert(KOK).subject.public_bytes())
    assert depo.check() == ()


def test_bag_of_issuers_is_kept_whole_when_it_holds_the_issuer(depo, saat):
    """AIA often gives PKCS#7 (p7c): the issuer and the way up."""
    w = der.wrap
    kap = w(0x30, w(0x06, bytes.fromhex("2a864886f70d010701")))
    govde = w(0x30, b"\x02\x01\x01" + w(0x31, b"") + kap + w(0xA0, MUHUR.sertifika + KOK.sertifika) + w(0x31, b""))
    p7c = w(0x30, w(0x06, bytes.fromhex("2a864886f70d010702")) + w(0xA0, govde))
    sonuc = collect([eksik(KanitTuru.SERTIFIKA, AIA, makam=b"")], SahteFetcher({AIA: p7c}), depo, saat)
    assert [k.veri for k in sonuc.alinan] == [KOK.sertifika, MUHUR.sertifika]


@pytest.mark.parametrize(
    ("tur", "cevap"),
    [
        (KanitTuru.OCSP, b""),
        (KanitTuru.OCSP, b"<html>bakim</html>"),
        (KanitTuru.OCSP, ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED).public_bytes(Encoding.DER)),
        (KanitTuru.OCSP, ocsp_answer("muhur")),
        (KanitTuru.OCSP, ocsp_answer("kisi", "baska")),
        (KanitTuru.OCSP, ocsp_answer()[:-1]),
        (KanitTuru.OCSP, ocsp_answer() + b"\0"),
        (KanitTuru.OCSP, crl()),
        (KanitTuru.SIL, ocsp_answer()),
        (KanitTuru.SIL, crl(ad="Başka Makam")),
        (KanitTuru.SIL, KOK.sertifika),
        (KanitTuru.SERTIFIKA, KISI.sertifika),
        (KanitTuru.SERTIFIKA, b"\x30\x00"),
    ],
)
def test_answers_to_another_question_are_not_stored(depo, saat, tur, cevap):
    """Other certificate, other issuer, other kind, error page, damaged: named and dropped."""
    adres = {KanitTuru.OCSP: OCSP, KanitTuru.SIL: SIL, KanitTuru.SERTIFIKA: AIA}[tur]
    sonuc = collect([eksik(tur, adres)], SahteFetcher({adres: cevap}), depo, saat)
    assert sonuc.alinan == () and [b.kod for b in sonuc.alinamayan[0].bulgular] == ["IMZ-205"] and list(depo) == []


def test_sha256_named_answer_is_recognised(depo, saat):
    """A responder may hash the issuer's name with another digest than the question did."""
    assert len(collect([eksik(KanitTuru.OCSP, OCSP)], SahteFetcher({OCSP: ocsp_answer(ozet=hashes.SHA256)}), depo, saat).alinan) == 1


@pytest.mark.fault("S21")
def test_next_address_is_tried_and_every_reason_is_told(depo, saat):
    """ldap, a hanging server, ten gigabytes, then one that answers; or none."""
    yavas = AracHatasi("IMZ-202", "http://yavas.invalid/", sure="30")
    cevaplar = {"http://yavas.invalid/": yavas, "http://buyuk.invalid/": b"a" * (33 << 20), SIL: crl()}
    adresler = ("ldap://dizin.ornek.invalid/cn=k", "http://yavas.invalid/", "http://buyuk.invalid/")
    assert len(collect([eksik(KanitTuru.SIL, *adresler, SIL)], SahteFetcher(cevaplar), depo, saat).alinan) == 1
    sonuc = collect([eksik(KanitTuru.SIL, *adresler), eksik(KanitTuru.OCSP)], SahteFetcher(cevaplar), depo, saat)
    assert [[b.kod for b in a.bulgular] for a in sonuc.alinamayan] == [["IMZ-201", "IMZ-202", "IMZ-203"], ["IMZ-207"]]


@pytest.mark.fault("S20")
def test_collecting_without_a_fetcher_asks_nobody(depo, saat):
    """The refusal is the reason at each piece."""
    sonuc = collect([eksik(KanitTuru.SIL, SIL)], YasakFetcher(), depo, saat)
    assert [b.kod for b in sonuc.alinamayan[0].bulgular] == ["IMZ-200"]


@pytest.mark.fault("S22")
def test_caution_period_is_waited_for(depo, saat):
    """Evidence that only counts tomorrow is not asked for today; evidence issued too early is kept with a note."""
    yarin = saat.now() + dt.timedelta(hours=12)
    getirici = SahteFetcher({SIL: crl()})
    sonuc = collect([eksik(KanitTuru.SIL, SIL, bas=yarin)], getirici, depo, saat)
    assert [b.kod for b in sonuc.alinamayan[0].bulgular] == ["IMZ-211"] and getirici.istekler == []
    saat.move(days=1)
    sonuc = collect([eksik(KanitTuru.SIL, SIL, bas=yarin)], getirici, depo, saat)
    assert len(sonuc.alinan) == 1 and [b.kod for b in sonuc.bulgular] == ["IMZ-206"]
    erken = collect([eksik(KanitTuru.OCSP, OCSP, bas=yarin)], SahteFetcher({OCSP: ocsp_answer()}), depo, saat)
    assert [b.kod for b in erken.bulgular] == ["IMZ-206"]


def test_time_stamps_and_unreadable_questions_cannot_be_collected(depo, saat):
    """A stamp of the past cannot be had; a question about garbage is not asked."""
    sonuc = collect(
        [eksik(KanitTuru.ZAMAN_DAMGASI, SIL), eksik(KanitTuru.OCSP, OCSP, sertifika=b"cop")], SahteFetcher({OCSP: b"x"}), depo, saat
    )
    assert [[b.kod for b in a.bulgular] for a in sonuc.alinamayan] == [["IMZ-207"], ["IMZ-210"]]


# ---- command line


@pytest.fixture
def komut():
    from click.testing import CliRunner

    from earsiv.cli.imza.kanit import kanit

    return lambda *argumanlar: CliRunner().invoke(kanit, [str(a) for a in argumanlar], standalone_mode=False)


def test_command_takes_carried_in_evidence(tmp_path, komut):
    """ekle → liste → denetle."""
    usb, depo = tmp_path / "usb", tmp_path / "depo"
    usb.mkdir()
    (usb / "bir").write_bytes(crl())
    (usb / "iki").write_bytes(ocsp_answer())
    deneme = komut("ekle", depo, usb, "--deneme", "--json")
    assert len(json.loads(deneme.stdout)["eklenen"]) == 2 and not depo.exists()
    assert komut("ekle", depo, usb).return_value == Cikis.TAMAM and "2 kanıt zaten" in komut("ekle", depo, usb / "bir", usb / "iki").stdout
    satirlar = json.loads(komut("liste", depo, "--json").stdout)["kanitlar"]
    assert {s["tur"] for s in satirlar} == {"sil", "ocsp"} and all(s["ilk_gorulme"] for s in satirlar)
    assert "bilinmiyor" in komut("liste", usb).stdout
    assert komut("denetle", depo).return_value == Cikis.TAMAM
    next(y for y in (depo / "nesneler").rglob("*") if y.is_file()).write_bytes(b"")
    assert komut("denetle", depo).return_value == Cikis.BULGU
    (usb / "uc").write_bytes(b"cop")
    assert komut("ekle", depo, usb).return_value == Cikis.BULGU


def test_command_collects_until_nothing_new_is_missing(tmp_path, komut, monkeypatch):
    """What is brought may show what else is missing; each thing is asked once."""
    from importlib import import_module

    getirici = SahteFetcher({AIA: KOK.sertifika, SIL: crl()})
    monkeypatch.setattr("earsiv.imza.getir.HttpFetcher", lambda **ayar: getirici)

    def missing(yol, depo, **ayar):
        konu = cert(KOK).subject.public_bytes()
        if depo is None or not depo.certificates(konu):
            return [eksik(KanitTuru.SERTIFIKA, AIA, makam=b"")], []
        return ([eksik(KanitTuru.OCSP, OCSP)] if depo.crls(konu) else [eksik(KanitTuru.SIL, SIL), eksik(KanitTuru.OCSP, OCSP)]), []

    monkeypatch.setattr(import_module("earsiv.cli.imza.kanit"), "missing", missing)
    imz = tmp_path / "a.imz"
    imz.write_bytes(b"x")
    plan = komut("topla", imz, "--kanit", tmp_path / "k", "--deneme", "--json")
    assert json.loads(plan.stdout)["eksik_kanit"][0]["adresler"] == [AIA] and getirici.istekler == [] and not (tmp_path / "k").exists()
    sonuc = komut("topla", imz, "--kanit", tmp_path / "k", "--json")
    veri = json.loads(sonuc.stdout)
    assert len(veri["alinan"]) == 2 and [a["bulgular"][0]["kod"] for a in veri["alinamayan"]] == ["IMZ-204"]
    assert sonuc.return_value == Cikis.BULGU and [i.adres for i in getirici.istekler] == [AIA, SIL, OCSP]
    assert "AĞA ÇIKAR" in komut("topla", "--help").stdout
    assert komut("topla", imz, "--kanit", tmp_path / "k", "--vekil", "bozuk").exception is not None
