"""Signing in by an OpenID provider: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), state and nonce.

The desk asks the provider for its addresses and keys, and changes the code for an ID token by itself; the browser only
carries the code. Who somebody is, is the provider's word; what they may do follows from a claim by the settings.
"""

import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from allegedly.errors import AccountRefused
from allegedly.model.people import ROLES, Person, Role, Visitor, powers
from allegedly.people.keeper import StoredPeople, hashed
from allegedly.people.names import LONGEST
from allegedly.publish.people import Asker, Entered, NotLetIn
from allegedly.publish.tongue import _
from allegedly.store.passes import Errand

ALGORITHMS = ["RS256", "PS256", "ES256"]  # never "none", never one with a shared secret
WITHIN = timedelta(minutes=10)  # from leaving for the provider to coming back
LEEWAY = 60  # seconds that clocks may differ
KEPT = 3600.0  # seconds that addresses and keys of the provider are kept
PATIENCE = httpx.Timeout(10.0)
LARGEST = 256 * 1024  # bytes of an answer of the provider
BACK = "/sign-in/provider/back"


@dataclass(frozen=True, slots=True)
class Issuer:
    """A provider as the settings name it; `roles` by value of the claim `role_claim`."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str = "OpenID"
    scopes: str = "openid profile"
    name_claim: str = "name"
    role_claim: str = "groups"
    roles: Mapping[str, Role] = field(default_factory=dict)


class OpenId:
    """Implements `publish.people.Provider`. Safe to use from several threads."""

    def __init__(self, issuer: Issuer, keeper: StoredPeople, clock: Callable[[], float] = time.time) -> None:
        self.name, self._issuer, self._keeper, self._clock = issuer.name, issuer, keeper, clock
        self._client = httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False)
        self._held: dict[str, tuple[float, dict[str, Any]]] = {}
        self._holding = threading.Lock()

    def away(self, home: str, back: str) -> tuple[str, str]:
        """The address to send a browser to, and the secret that it is to bring back."""
        secret, nonce, verifier = (secrets.token_urlsafe(32) for _number in range(3))
        self._keeper.send(hashed(secret), Errand(nonce, verifier, back), WITHIN)
        asked = {
            "response_type": "code",
            "client_id": self._issuer.client,
            "redirect_uri": home + BACK,
            "scope": self._issuer.scopes,
            "state": state_of(secret),
            "nonce": nonce,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        where = self._address("authorization_endpoint")
        return f"{where}{'&' if urlsplit(where).query else '?'}{urlencode(asked)}", secret

    def returned(self, home: str, given: dict[str, str], secret: str, asker: Asker) -> tuple[Entered, str]:
        """What the provider's answer opens. Raises NotLetIn."""
        errand = self._keeper.back(hashed(secret)) if secret else None
        if errand is None or not secrets.compare_digest(given.get("state", "").encode(), state_of(secret).encode()):
            raise NotLetIn(why=_("This way in is over. Begin anew."))
        if "iss" in given and given["iss"] != self._issuer.issuer:  # RFC 9207: an answer of another provider
            raise NotLetIn(why=_("The provider’s answer cannot be trusted."))
        if not given.get("code"):
            raise NotLetIn(why=_("The provider did not let you in."))
        claims = self._claims(self._token(home, given["code"], errand.verifier), errand.nonce)
        return self._keeper.enter(self._person(claims), asker), errand.back

    def _person(self, claims: Mapping[str, Any]) -> Person:
        """The person of these claims, with the role that they say; made where there is none yet."""
        role, subject = self._role(claims), f"{self._issuer.issuer} {claims['sub']}"
        known = self._keeper.known_as(subject)
        if known is not None and known.ended:
            raise NotLetIn(why=_("Your account at this desk has ended."))
        by = Visitor(f"({self._issuer.name})"[:LONGEST], "admin", powers("admin"))
        try:
            if role is None:
                if known is not None:
                    self._keeper.end_sessions(known.name, by)
                raise NotLetIn(why=_("The provider gives you no role at this desk. Ask whoever keeps it."))
            if known is None:
                return self._keeper.add_known(str(claims.get(self._issuer.name_claim) or ""), role, subject, by)
            self._keeper.set_role(known.name, role, by)
        except AccountRefused as error:
            raise NotLetIn(why=str(error)) from error
        return Person(known.name, role, known.since)

    def _role(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role that the claim gives."""
        given = claims.get(self._issuer.role_claim)
        values = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        found = [self._issuer.roles[one] for one in values if isinstance(one, str) and one in self._issuer.roles]
        return max(found, key=ROLES.index, default=None)

    def _token(self, home: str, code: str, verifier: str) -> str:
        """The ID token for a code (RFC 6749, 4.1.3)."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": home + BACK,
                "client_id": self._issuer.client, "code_verifier": verifier}  # fmt: skip
        told = self._asked("POST", self._address("token_endpoint"), form)
        token = told.get("id_token")
        if not isinstance(token, str):
            raise NotLetIn(why=_("The provider’s answer cannot be trusted."))
        return token

    def _claims(self, token: str, nonce: str) -> Mapping[str, Any]:
        """The claims of an ID token, checked (OpenID Connect Core 1.0, 3.1.3.7)."""
        wanted = jwt.JWTClaimsRegistry(
            now=int(self._clock()),
            leeway=LEEWAY,
            iss={"essential": True, "value": self._issuer.issuer},
            sub={"essential": True},
            aud={"essential": True, "value": self._issuer.client},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims = self._decoded(token)
            wanted.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise NotLetIn(why=_("The provider’s answer cannot be trusted.")) from error
        parties = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        meant = claims.get("azp", self._issuer.client) == self._issuer.client and parties == [self._issuer.client]
        if not meant or not isinstance(claims["sub"], str) or not claims["sub"]:
            raise NotLetIn(why=_("The provider’s answer cannot be trusted."))
        return claims

    def _decoded(self, token: str) -> dict[str, Any]:
        """The claims, if a key of the provider has signed them; keys are asked anew where none fits."""
        try:
            return jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, KeyError):
            with self._holding:
                self._held.pop("keys", None)
            return jwt.decode(token, self._keys(), algorithms=ALGORITHMS).claims

    def _keys(self) -> KeySet:
        told = self._once("keys", lambda: self._asked("GET", self._address("jwks_uri")))
        return KeySet.import_key_set(told)  # type: ignore[arg-type]

    def _address(self, name: str) -> str:
        """One of the provider's addresses. Raises NotLetIn where it is not as safe as the issuer's own."""
        told = self._once("metadata", self._metadata)
        found = str(told.get(name, ""))
        if not found.startswith("https://") and urlsplit(found).netloc != urlsplit(self._issuer.issuer).netloc:
            raise NotLetIn(why=_("The provider cannot be reached now."))
        return found

    def _metadata(self) -> dict[str, Any]:
        told = self._asked("GET", self._issuer.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if told.get("issuer") != self._issuer.issuer:
            raise NotLetIn(why=_("The provider’s answer cannot be trusted."))
        return told

    def _once(self, name: str, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        now = self._clock()
        with self._holding:
            held = self._held.get(name)
        if held is None or now - held[0] > KEPT:
            held = (now, ask())
            with self._holding:
                self._held[name] = held
        return held[1]

    def _asked(self, method: str, where: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        """An answer of the provider. Raises NotLetIn; what it says is not repeated, since it may hold a code."""
        who = (self._issuer.client, self._issuer.secret) if form and self._issuer.secret else None
        try:
            answer = self._client.request(method, where, data=form, auth=who)
            told = answer.json() if answer.status_code == httpx.codes.OK and len(answer.content) <= LARGEST else None
        except (httpx.HTTPError, ValueError) as error:
            raise NotLetIn(why=_("The provider cannot be reached now.")) from error
        if not isinstance(told, dict):
            raise NotLetIn(why=_("The provider did not let you in."))
        return told


def state_of(secret: str) -> str:
    """What the provider carries back, and only the browser that was sent can prove."""
    return sha256(f"state {secret}".encode()).hexdigest()


def challenge(verifier: str) -> str:
    """The challenge of a verifier (RFC 7636, 4.2, S256)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
