"""One frozen settings object, read once, in cli."""

import os
import re
from base64 import b64decode
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from allegedly.errors import InputMissing
from allegedly.model.home import Home, Shared, home
from allegedly.model.notice import NoticeKind
from allegedly.model.people import Role
from allegedly.model.vocabulary import Attributed, Event, Occurrence

# Of scheme://user:password@host/path?query: password, query.
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@:]*:([^/?#]*)@)?[^?#]*(?:\?([^#]+))?", re.IGNORECASE)
NAME = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)*", re.IGNORECASE)  # of a host
SHORTEST_KEY = 24  # bytes (Standard Webhooks)


# An OpenTimestamps calendar; without TLS on this machine only.
Calendar = Annotated[str, Field(pattern=r"^(https://[\w.-]+|http://(127\.0\.0\.1|localhost))(:\d+)?[\w./-]*$")]


class Authority(BaseModel):
    """A time-stamping authority (RFC 3161): where it answers, and the certificate that its stamps are checked by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w.-]+$", description="How stamps of it are called.")
    url: str = Field(pattern=r"^https?://", description="Where it takes requests.")
    certificate: Path = Field(description="PEM file with its root certificate (and others of its chain).")


class Wish(BaseModel):
    """Which incidents a webhook is told of; empty means any. As the filters of lists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str = Field(default="", max_length=200, description="Words of a report.")
    place: str = Field(default="", max_length=200, description="Part of a place's name, or its id.")
    status: Occurrence | Literal[""] = Field(default="", description="Did it happen.")
    attribution: Attributed | Literal[""] = Field(default="", description="Who did it.")
    event: Event | Literal[""] = Field(default="", description="A kind of happening that is stated.")
    conflicts: Literal["", "open"] = Field(default="", description="Only with a conflict that is open.")


class Webhook(BaseModel):
    """Somebody who is told what becomes different at the desk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[\w.-]{1,60}$", description="How the desk calls it.")
    url: str = Field(pattern=r"^https?://", description="Where messages are sent.")
    secret: SecretStr = Field(description="What signs messages: whsec_ and base64, or at least 24 characters.")
    kinds: tuple[NoticeKind, ...] = Field((), description="report, incident, conflict; empty: all.")
    filter: Wish = Field(Wish(), description="Only of these incidents.")
    role: Role = Field("reader", description="Whose view messages are made from, where something is restricted.")

    @property
    def key(self) -> bytes:
        """The secret as bytes."""
        given = self.secret.get_secret_value()
        return b64decode(given.removeprefix("whsec_"), validate=True) if given.startswith("whsec_") else given.encode()

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        given = secret.get_secret_value()
        try:
            size = len(b64decode(given[6:], validate=True)) if given.startswith("whsec_") else len(given)
        except ValueError as error:
            raise ValueError("what follows whsec_ is not base64") from error
        if size < SHORTEST_KEY:
            raise ValueError(f"is too short: at least {SHORTEST_KEY} bytes")
        return secret


class OpenId(BaseModel):
    """An OpenID provider that people sign in by (OpenID Connect, code flow with PKCE); without an issuer there is none.

    The secret stands in a file of its own or in ALLEGEDLY_OPENID_SECRET, never in the file of settings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field("", pattern=r"^(https://\S+|http://(127\.0\.0\.1|localhost)(:\d+)?(/\S*)?)?$",
                        description="Its address, as its tokens name it.")  # fmt: skip
    client: str = Field("", description="The id that it knows this desk by.")
    secret_file: Path | None = Field(None, description="File with the secret; without one: ALLEGEDLY_OPENID_SECRET.")
    label: str = Field("OpenID", max_length=60, description="What the page calls it: Sign in with ...")
    scopes: str = Field("openid profile", pattern=r"(^|.* )openid( .*|$)", description="What the desk asks it for.")
    name_claim: str = Field("name", description="The claim that a new person is named by.")
    role_claim: str = Field("groups", description="The claim that says what somebody may do: a text or a list.")
    roles: dict[str, Role] = Field(
        {}, description="Role by value of that claim; the highest counts, without one: none."
    )


class Settings(BaseSettings):
    """What a desk may set: in `allegedly.toml` (or the file ALLEGEDLY_CONFIG names), by ALLEGEDLY_X, by an option."""

    model_config = SettingsConfigDict(env_prefix="ALLEGEDLY_", frozen=True, extra="forbid")

    store: Home = Field(Path("desk.db"), description="The desk: its file, or postgresql://USER@HOST/DATABASE.")
    jobs: int = Field(0, ge=0, description="Processes; 0: one for few reports, all cores for many.")
    max_chars: int = Field(250_000, gt=0, description="Longest text of one report, in characters.")
    extractor: str = Field("rules", description="Which extractor reads the reports.")
    engine: Literal["local", "dask"] = Field(
        "local", description="What runs bulk work: this machine, or a Dask cluster."
    )
    scheduler: str = Field(
        "", description="A Dask scheduler, such as tcp://10.0.0.5:8786; empty: a cluster of one's own."
    )
    zone: str = Field("UTC", description="The clock that pages and terminal print, such as Europe/Kyiv.")
    archive: str = Field("", description="Where captures are kept: a folder, or s3://...; empty: beside the store.")
    operator: str = Field("", description="Who runs this desk, as custody records name them.")
    authorities: tuple[Authority, ...] = Field((), description="Who stamps the log's checkpoints with the time.")
    calendars: tuple[Calendar, ...] = Field((), description="OpenTimestamps calendars that anchor checkpoints.")
    sources: Path = Field(Path("sources.toml"), description="The file that says what `watch` looks at.")
    contact: str = Field("", description="An address or mail that hosts see in the desk's name, to reach you by.")
    host_pause: float = Field(1.0, ge=0, description="Seconds between two requests to one host, at least.")
    networks: tuple[str, ...] = Field((), description="Inner networks that may be fetched from, such as 10.20.0.0/16.")
    proxy: str = Field("", description="An http proxy for all fetching, such as http://proxy.example:3128.")
    by: str = Field("", max_length=100, description="Who decides: the name that judgements are signed with.")
    webhooks: tuple[Webhook, ...] = Field((), description="Who is told what becomes different at the desk.")
    port: int = Field(8017, ge=1, le=65535, description="Where `serve` listens, on this machine only.")
    log: Literal["", "text", "json"] = Field(
        "", description="What `serve` and `watch` log by, on standard error: text, or json; empty: no log."
    )
    metrics: bool = Field(False, description="`serve` answers /metrics, for Prometheus.")

    host: str = Field("127.0.0.1", description="Address that `serve` listens at; another one needs accounts.")
    names: tuple[str, ...] = Field((), description="Names it is asked under, such as https://desk.example.org.")
    behind_proxy: tuple[str, ...] = Field(
        (), description="Addresses of proxies whose X-Forwarded-For and -Proto are believed, such as 127.0.0.1."
    )
    guests: Literal["", "reader"] = Field("", description="reader: those without an account may read.")
    second_factor: Literal["", "reader", "reporter", "editor", "admin"] = Field(
        "", description="The least role whose passwords need a second factor; empty: none does, all may."
    )
    session_idle: float = Field(8, gt=0, le=720, description="Hours after which an unused session ends.")
    session_most: float = Field(72, gt=0, le=2160, description="Hours after which any session ends.")
    limit_pages: int = Field(600, ge=0, description="Pages that one person or address may ask in a minute; 0: any.")
    limit_programs: int = Field(600, ge=0, description="The same for API, feeds and streams.")
    limit_sign_in: int = Field(20, ge=0, description="Attempts to sign in of one address in a minute; 0: any.")
    openid: OpenId = Field(OpenId.model_validate({}), description="An OpenID provider that people sign in by.")

    @field_validator("names")
    @classmethod
    def _names(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        wrong = next((one for one in given if not NAME.fullmatch(one)), None)
        if wrong is not None:
            raise ValueError(f"{wrong!r} is no name such as desk.example.org or https://desk.example.org")
        return given

    @field_validator("behind_proxy")
    @classmethod
    def _networks(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for one in given:
            ip_network(one)
        return given

    @field_validator("store", mode="before")
    @classmethod
    def _path_or_address(cls, given: Any) -> Any:
        return home(given) if isinstance(given, str) else given

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """An option beats the environment, the environment beats the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config())


def secrets(settings: BaseModel) -> frozenset[str]:
    """What must stand in no log: secrets, and of addresses (RFC 3986) the password and the query."""
    found: set[str] = set()
    waiting: list[Any] = [value for _, value in settings]
    while waiting:
        one = waiting.pop()
        if isinstance(one, SecretStr):
            found.add(one.get_secret_value())
        elif isinstance(one, BaseModel):
            waiting += [value for _, value in one]
        elif isinstance(one, tuple):
            waiting += one
        elif isinstance(one, str | Shared) and (parts := ADDRESS.match(one.url if isinstance(one, Shared) else one)):
            found |= {part for part in parts.groups() if part}
    return frozenset(found)


def config() -> Path:
    """The settings file: it need not exist."""
    return Path(os.environ.get("ALLEGEDLY_CONFIG", "allegedly.toml"))


def read_settings(**given: Any) -> Settings:
    """The settings, with what was given on the command line (None: not given). Raises InputMissing on a fault."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, e['loc']))}: {_wrong(e['type'], e['loc'], e['msg'])}" for e in error.errors()
        )
        raise InputMissing(f"settings ({config()}, ALLEGEDLY_*): {faults}. Correct or remove it.") from error
    except SettingsError as error:  # a list or a table that is not written as JSON
        raise InputMissing(f'settings (ALLEGEDLY_*): {error}: write it as JSON, such as \'["a", "b"]\'.') from error
    except (OSError, TOMLDecodeError) as error:
        raise InputMissing(f"{config()}: not a settings file: {error}. Correct it or remove it.") from error


def _wrong(kind: str, where: tuple[int | str, ...], told: str) -> str:
    """What is wrong with a setting; of a name that is none, the nearest one that is."""
    if kind != "extra_forbidden":
        return told
    near = get_close_matches(str(where[-1]), Settings.model_fields, 1) if len(where) == 1 else []
    return "no such setting" + (f"; did you mean {near[0]}?" if near else "")
