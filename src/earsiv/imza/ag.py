# SPDX-FileCopyrightText: 2026 earsiv geliştiricileri
# SPDX-License-Identifier: Apache-2.0
"""The one door to the network of this room: a ``Fetcher`` that someone has to hand in. The default one refuses.

The addresses stand in certificates, so a stranger chooses them. Hence: http and https only, also after a redirect; no user names in
addresses; no address inside the institution's own network unless allowed; one limit on bytes, one on time for the whole of it, whatever
the server does (silence, one byte a second, ten gigabytes). No proxy of the environment is used, only one that is named. What comes back
is bytes and nothing more: who asked decides whether they answer the question.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
from typing import Final, Protocol
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import attrs

from earsiv._clock import stopwatch
from earsiv.errors import AracHatasi, os_reason

_YONLENDIRME: Final = frozenset({301, 302, 303, 307, 308})
_EN_COK_YONLENDIRME: Final = 5
_ADRES_BOYU: Final = 2_048
_PARCA: Final = 64 * 1024
_GUVENLI: Final = "%/:=&?~#+!$,;'@()*[]"
_TURLER: Final = {  # kind of question -> media type of what is sent
    "ocsp": "application/ocsp-request",
    "damga": "application/timestamp-query",
}


@attrs.frozen
class Istek:
    """One question: address, what is sent (``None``: a GET), kind (``ocsp``, ``sil``, ``sertifika``, ``damga``), limits.

    ``en_fazla`` is in bytes, ``sure`` in seconds for the whole of it; ``basliklar`` may hold a login and is never shown.
    """

    adres: str
    govde: bytes | None = attrs.field(repr=False)
    tur: str
    en_fazla: int
    sure: float
    basliklar: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)


class Fetcher(Protocol):
    """Who fetches from elsewhere."""

    def fetch(self, istek: Istek) -> bytes:
        """Return what the address answers.

        Raises:
            AracHatasi: IMZ-200 … IMZ-204.
        """
        ...


class YasakFetcher:
    """The default: fetches nothing."""

    def fetch(self, istek: Istek) -> bytes:
        """Refuse.

        Raises:
            AracHatasi: IMZ-200 always.
        """
        raise AracHatasi("IMZ-200", shown(istek.adres))


def shown(adres: str) -> str:
    """Return an address for a message: printable, not endless."""
    return "".join(c if c.isprintable() else "?" for c in adres[:200])


def check_address(adres: str) -> SplitResult:
    """Return the parts of an address that may be fetched from.

    Raises:
        AracHatasi: IMZ-201 with the reason.
    """
    parcalar: SplitResult | None = None
    port: int | None = None
    if len(adres) <= _ADRES_BOYU:
        try:
            parcalar = urlsplit(adres.strip())
            port = parcalar.port
        except ValueError:
            parcalar = None
    if parcalar is None or re.search(r"[\x00-\x1f\x7f]", adres) or port == 0:
        raise AracHatasi("IMZ-201", shown(adres), ayrinti="adres okunamadı")
    if parcalar.scheme not in {"http", "https"}:
        ne = "LDAP dizininden indirilmez" if parcalar.scheme in {"ldap", "ldaps"} else f"“{shown(parcalar.scheme)}” şeması"
        raise AracHatasi("IMZ-201", shown(adres), ayrinti=ne)
    if not parcalar.hostname or parcalar.username is not None or parcalar.password is not None:
        raise AracHatasi("IMZ-201", shown(adres), ayrinti="sunucu adı yok ya da adreste kullanıcı adı var")
    return parcalar


class HttpFetcher:
    """Fetches over HTTP and HTTPS within the limits of each question."""

    def __init__(self, *, ozel_ag: bool = False, vekil: tuple[str, int] | None = None, tls: ssl.SSLContext | None = None) -> None:
        """Set the rules.

        Args:
            ozel_ag: whether addresses inside the institution (private, loopback, link-local) may be asked; for time-stamps
                they always may, that address is the institution's own choice.
            vekil: host and port of an HTTP proxy; the environment's is never used.
            tls: how servers prove who they are; the system's list by default. Evidence proves itself, whatever the line.
        """
        self._ozel_ag, self._vekil, self._tls = ozel_ag, vekil, tls

    def fetch(self, istek: Istek) -> bytes:
        """Return what the address answers.

        Raises:
            AracHatasi: IMZ-201 address, IMZ-202 time, IMZ-203 size, IMZ-204 no answer.
        """
        check_address(istek.adres)
        indirme = _Indirme(istek, ozel_ag=self._ozel_ag, vekil=self._vekil, tls=self._tls)
        is_parcasi = threading.Thread(target=indirme.run, name="earsiv-getir", daemon=True)
        is_parcasi.start()
        is_parcasi.join(istek.sure)
        if is_parcasi.is_alive():
            indirme.stop()
            raise AracHatasi("IMZ-202", shown(istek.adres), sure=f"{istek.sure:g}")
        if indirme.hata is not None:
            raise indirme.hata
        return indirme.veri


class _Indirme:
    """One download in a thread of its own, so that nothing a server does can hold the caller longer than agreed."""

    def __init__(self, istek: Istek, *, ozel_ag: bool, vekil: tuple[str, int] | None, tls: ssl.SSLContext | None) -> None:
        self._istek, self._vekil, self._tls = istek, vekil, tls
        self._ozel_ag = ozel_ag or istek.tur == "damga"  # a time-stamp authority is named by the institution, not by a certificate
        self._son = stopwatch() + istek.sure
        self._baglanti: _Baglanti | None = None
        self._cevap: http.client.HTTPResponse | None = None
        self._dur = False
        self.veri = b""
        self.hata: BaseException | None = None

    def run(self) -> None:
        """Download; whatever is raised is kept for the caller."""
        try:
            self.veri = self._download()
        except TimeoutError:
            self.hata = AracHatasi("IMZ-202", shown(self._istek.adres), sure=f"{self._istek.sure:g}")
        except ssl.SSLError as hata:
            self.hata = self._failed(f"TLS: {hata.reason or 'bağlantı kurulamadı'}")
        except OSError as hata:
            self.hata = self._failed(os_reason(hata))
        except (http.client.HTTPException, ValueError) as hata:
            self.hata = self._failed(f"HTTP cevabı anlaşılmadı ({type(hata).__name__})")
        except BaseException as hata:  # noqa: BLE001 - handed to the caller as it is
            self.hata = hata
        finally:
            self._close()

    def stop(self) -> None:
        """End it from another thread: who waits for bytes wakes up and finds none."""
        self._dur = True
        baglanti = self._baglanti
        if baglanti is not None and baglanti.soket is not None:
            with contextlib.suppress(OSError):
                baglanti.soket.shutdown(socket.SHUT_RDWR)

    def _close(self) -> None:
        if self._cevap is not None:
            self._cevap.close()
        if self._baglanti is not None:
            self._baglanti.close()

    def _failed(self, neden: str, deger: object = "") -> AracHatasi:
        return AracHatasi("IMZ-204", shown(self._istek.adres), ayrinti=neden.format(deger))

    def _left(self) -> float:
        kalan = self._son - stopwatch()
        if kalan <= 0 or self._dur:
            raise TimeoutError
        return kalan

    def _download(self) -> bytes:
        adres = self._istek.adres
        for _ in range(_EN_COK_YONLENDIRME + 1):
            parcalar = check_address(adres)
            cevap = self._ask(parcalar)
            if cevap.status not in _YONLENDIRME:
                return self._read(cevap)
            hedef = urljoin(adres, cevap.getheader("Location") or "")
            if self._istek.govde is not None:
                raise self._failed("sunucu soruyu başka adrese yönlendirdi: {}", shown(hedef))
            if parcalar.scheme == "https" and check_address(hedef).scheme != "https":
                raise AracHatasi("IMZ-201", shown(hedef), ayrinti="https adresinden http adresine yönlendirme")
            adres = hedef
        raise self._failed("çok fazla yönlendirme")

    def _ask(self, parcalar: SplitResult) -> http.client.HTTPResponse:
        """Send the question and return the answer's head."""
        self._close()
        sunucu = str(parcalar.hostname)
        yol = quote(parcalar.path or "/", safe=_GUVENLI) + (f"?{quote(parcalar.query, safe=_GUVENLI)}" if parcalar.query else "")
        if self._vekil:
            _allowed([sunucu], self._istek.adres, ozel_ag=self._ozel_ag, adli=True)
            hedefler = [self._vekil]
        else:
            kapi = parcalar.port or (443 if parcalar.scheme == "https" else 80)
            sayilar = [str(bilgi[4][0]) for bilgi in socket.getaddrinfo(sunucu, kapi, type=socket.SOCK_STREAM)]
            hedefler = [(sayi, kapi) for sayi in _allowed(sayilar, self._istek.adres, ozel_ag=self._ozel_ag)]
        if self._vekil and parcalar.scheme == "http":
            yol = f"http://{parcalar.netloc}{yol}"
        tls = (self._tls or ssl.create_default_context()) if parcalar.scheme == "https" else None
        self._baglanti = _Baglanti(sunucu, parcalar.port, hedefler, tls, self._left(), tunel=bool(self._vekil and tls))
        govde, tur = self._istek.govde, self._istek.tur
        basliklar = {"User-Agent": "earsiv", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
        if govde is not None:
            basliklar["Content-Type"] = _TURLER.get(tur, "application/octet-stream")
        self._baglanti.request("GET" if govde is None else "POST", yol, govde, basliklar | dict(self._istek.basliklar))
        self._left()
        self._cevap = self._baglanti.getresponse()
        return self._cevap

    def _read(self, cevap: http.client.HTTPResponse) -> bytes:
        """Return the body, piece by piece, so that size and time are looked at between the pieces."""
        sinir = self._istek.en_fazla
        if cevap.status != 200:
            raise self._failed("HTTP {}", cevap.status)
        if cevap.length is not None and cevap.length > sinir:
            raise AracHatasi("IMZ-203", shown(self._istek.adres), sinir=sinir)
        govde = bytearray()
        while parca := cevap.read1(_PARCA):
            govde += parca
            if len(govde) > sinir:
                raise AracHatasi("IMZ-203", shown(self._istek.adres), sinir=sinir)
            self._left()
        if self._dur or cevap.length:
            raise self._failed("cevap yarım kaldı")
        return bytes(govde)


class _Baglanti(http.client.HTTPConnection):
    """A connection to an address that was looked up and allowed before, so that the name cannot point elsewhere a moment later."""

    def __init__(
        self, sunucu: str, kapi: int | None, hedefler: list[tuple[str, int]], tls: ssl.SSLContext | None, sure: float, *, tunel: bool
    ) -> None:
        super().__init__(sunucu, kapi or (443 if tls else 80), timeout=sure)
        self.default_port = 443 if tls else 80  # the Host header leaves it out
        self._hedefler, self._tls, self._tunel = hedefler, tls, tunel
        self.soket: socket.socket | None = None  # stays known after the head is read, when the connection lets go of it

    def connect(self) -> None:
        """Connect to the first of the chosen addresses that answers; through a proxy, ask it for a tunnel first."""
        for hedef in self._hedefler[:-1]:
            with contextlib.suppress(OSError):
                self.sock = socket.create_connection(hedef, (self.timeout or 0) / len(self._hedefler))
                self.sock.settimeout(self.timeout)
                break
        else:
            self.sock = socket.create_connection(self._hedefler[-1], self.timeout)
        self.soket = self.sock
        if self._tunel:
            _tunnel(self.sock, self.host, self.port)
        if self._tls is not None:
            self.sock = self.soket = self._tls.wrap_socket(self.sock, server_hostname=self.host)


def _tunnel(soket: socket.socket, sunucu: str, kapi: int) -> None:
    """Ask a proxy for a tunnel; its head is at most eight kilobytes."""
    ad = f"[{sunucu}]" if ":" in sunucu else sunucu
    soket.sendall(f"CONNECT {ad}:{kapi} HTTP/1.1\r\nHost: {ad}:{kapi}\r\n\r\n".encode("ascii"))
    bas = b""
    while b"\r\n\r\n" not in bas:
        parca = soket.recv(1)
        bas += parca
        if not parca or len(bas) > 8_192:
            raise http.client.BadStatusLine("vekil")
    if not re.match(rb"HTTP/1\.[01] 200\b", bas):
        raise http.client.BadStatusLine("vekil")


def _allowed(sayilar: list[str], adres: str, *, ozel_ag: bool, adli: bool = False) -> list[str]:
    """Return those numeric addresses that may be asked.

    Args:
        adli: names may stand among them, because a proxy looks them up.

    Raises:
        AracHatasi: IMZ-201 all lie inside the institution's own network.
    """
    kalan = list(dict.fromkeys(s for s in sayilar if ozel_ag or _global(s, adli=adli)))
    if not kalan:
        raise AracHatasi("IMZ-201", shown(adres), ayrinti="adres kurum içi bir ağa götürüyor")
    return kalan


def _global(sayi: str, *, adli: bool) -> bool:
    """Return whether an address lies in the public network."""
    try:
        ip = ipaddress.ip_address(sayi.partition("%")[0])
    except ValueError:
        return adli and sayi not in {"localhost", "localhost."}
    esas = getattr(ip, "ipv4_mapped", None) or ip
    return bool(esas.is_global and not esas.is_multicast)
