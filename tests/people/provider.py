"""A small OpenID provider on this machine: real HTTP, real RS256 signatures, codes that are good once, PKCE checked."""

import base64
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "desk-client", "provider-secret-41"


@dataclass
class Provider:
    """What it answers; tests change it. `twist` alters the claims that a token is made of."""

    address: str = ""
    user: dict[str, Any] = field(default_factory=dict)
    twist: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1"}))
    signs: RSAKey | None = None
    algorithm: str = "RS256"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    now: Callable[[], float] = lambda: 0.0

    def authorize(self, asked: dict[str, str]) -> str:
        """The address that a browser is sent back to after its user agreed."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.address})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, str] | None:
        """The answer to a code, or None."""
        asked = self.codes.pop(form.get("code", ""), None)
        who = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        proof = base64.urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if asked is None or authorization != who or proof != asked["code_challenge"]:
            return None
        if form["redirect_uri"] != asked["redirect_uri"] or form["grant_type"] != "authorization_code":
            return None
        at = int(self.now())
        claims = {"iss": self.address, "aud": CLIENT, "nonce": asked["nonce"], "iat": at, "exp": at + 300, **self.user}
        header = {"alg": self.algorithm, "kid": "k1"}
        return {
            "id_token": jwt.encode(header, self.twist(claims), self.signs or self.key, [self.algorithm]),
            "access_token": "x",
        }


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers for the length of the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/.well-known/openid-configuration":
                home = provider.address
                self.told({"issuer": home, "authorization_endpoint": f"{home}/authorize",
                           "token_endpoint": f"{home}/token", "jwks_uri": f"{home}/keys",
                           **provider.metadata})  # fmt: skip
            elif parts.path == "/keys":
                self.told({"keys": [provider.key.as_dict(private=False)]})
            elif parts.path == "/authorize":
                asked = dict(parse_qsl(parts.query))
                provider.asked.append((parts.path, asked))
                self.send_response(302)
                self.send_header("Location", provider.authorize(asked))
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.told({}, 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            answer = provider.token(form, self.headers.get("Authorization", ""))
            self.told(answer or {"error": "invalid_grant"}, 200 if answer else 400)

        def told(self, what: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_given: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
