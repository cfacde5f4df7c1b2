"""Codes that an app makes: six digits, others every thirty seconds (TOTP, RFC 6238, over HOTP, RFC 4226).

Here rather than from a library, since it is one HMAC ([decision 11](docs/decisions/0011-second-factor.md)).
"""

import hmac
import re
import secrets
from base64 import b32encode
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote, urlencode

STEP = 30  # seconds that a code stands (RFC 6238, 5.2)
DIGITS = 6
BYTES = 20  # of a shared secret: what RFC 4226, 4 (R6) recommends
DRIFT = 1  # steps by which the two clocks may differ (RFC 6238, 6)
SPARE = 10  # codes for whoever lost the app
SPARE_BYTES = 15  # 120 bits each, so that a plain hash of them tells nothing (ASVS 5.0, 6.5.2)
CODE = re.compile(rf"\d{{{DIGITS}}}", re.ASCII)


def fresh() -> bytes:
    """A new secret for an app."""
    return secrets.token_bytes(BYTES)


def step(at: datetime) -> int:
    """The number of the step that a moment lies in."""
    return int(at.timestamp()) // STEP


def code(secret: bytes, number: int) -> str:
    """The code of a step (RFC 4226, 5.3)."""
    mac = hmac.digest(secret, number.to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    value = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{value % 10**DIGITS:0{DIGITS}}"


def fitting(secret: bytes, given: str, at: datetime, last: int) -> int | None:
    """The step that a typed code is of, if it is now's or a neighbour's and later than the last that was used."""
    typed, found = "".join(given.split()), None
    if not secret or not CODE.fullmatch(typed):
        return None
    now = step(at)
    for number in range(now - DRIFT, now + DRIFT + 1):
        fits = hmac.compare_digest(code(secret, number), typed)
        found = number if fits and number > last else found
    return found


def spelt(secret: bytes) -> str:
    """A secret to be typed into an app: Base32 without padding."""
    return b32encode(secret).decode().rstrip("=")


def address(secret: bytes, name: str, desk: str) -> str:
    """The otpauth address that apps take a secret from (the Key Uri Format of Google Authenticator)."""
    label = f"{quote(desk, safe='')}:{quote(name, safe='')}"
    return f"otpauth://totp/{label}?{urlencode({'secret': spelt(secret), 'issuer': desk}, quote_via=quote)}"


def spares() -> tuple[str, ...]:
    """New codes for whoever lost the app, each good once."""
    made = (spelt(secrets.token_bytes(SPARE_BYTES)) for _ in range(SPARE))
    return tuple("-".join(re.findall("....", one)) for one in made)


def spare_hash(given: str) -> bytes:
    """What the store has of such a code, however it was typed."""
    return sha256(re.sub(r"[\s-]+", "", given).upper().encode()).digest()
