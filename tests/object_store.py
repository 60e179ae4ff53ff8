"""An S3 service of the tests' own (SeaweedFS), and one between that does what services do at their worst."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from shiryokan.cli.serve import die_with_parent
from tests.served import free_port

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "shiryokan", "AWS_SECRET_ACCESS_KEY": "a secret of tests alone",
    "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
}  # fmt: skip
SECONDS = 60.0
"""How long the service may take to answer for the first time."""
_numbers = itertools.count()


class Service:
    """A service, its address, and a client of it that goes no detour."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client: Any = boto3.client(
            "s3", endpoint_url=address, region_name=CREDENTIALS["AWS_REGION"],
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(s3={"addressing_style": "path"}),
        )  # fmt: skip

    def bucket(self, *, versioned: bool = False) -> str:
        """A new bucket."""
        name = f"papers-{os.getpid()}-{next(_numbers)}"
        self.client.create_bucket(Bucket=name)
        if versioned:
            self.client.put_bucket_versioning(
                Bucket=name, VersioningConfiguration={"Status": "Enabled"}
            )
        return name

    def keys(self, bucket: str, prefix: str = "") -> list[str]:
        """The keys of a bucket."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        return [each["Key"] for page in pages for each in page.get("Contents", ())]

    def bytes_of(self, bucket: str, key: str) -> bytes:
        """An object's bytes."""
        return bytes(self.client.get_object(Bucket=bucket, Key=key)["Body"].read())

    def settings(self, bucket: str, address: str = "") -> dict[str, str]:
        """The settings of an instance that keeps its files in a bucket."""
        return {"s3_bucket": bucket, "s3_endpoint": address or self.address, "s3_seconds": "20"}


@contextmanager
def service() -> Iterator[Service]:
    """A service, which ends with the block."""
    with tempfile.TemporaryDirectory(prefix="shiryokan-s3-") as place:
        folder = Path(place)
        identity = {
            "name": "tests", "actions": ["Admin", "Read", "Write", "List", "Tagging"],
            "credentials": [
                {
                    "accessKey": CREDENTIALS["AWS_ACCESS_KEY_ID"],
                    "secretKey": CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
                }
            ],
        }  # fmt: skip
        (folder / "identities.json").write_text(json.dumps({"identities": [identity]}))
        ports = {
            name: free_port()
            for name in (
                *("master.port", "master.port.grpc", "volume.port", "volume.port.grpc"),
                *("filer.port", "filer.port.grpc", "s3.port", "s3.port.grpc"),
            )
        }
        (folder / "data").mkdir()
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    str(Path(sys.executable).parent / "weed"), "server", "-s3",
                    f"-dir={folder / 'data'}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
                    f"-s3.config={folder / 'identities.json'}", "-volume.max=2000", "-s3.autoCreateBucket=false",
                    "-s3.port.iceberg=0", "-s3.port.lance=0",
                    "-master.volumeSizeLimitMB=64", "-master.volumePreallocate=false",
                    *(f"-{name}={port}" for name, port in ports.items()),
                ],
                stdout=log, stderr=log, cwd=folder, preexec_fn=die_with_parent,  # noqa: PLW1509
            )  # fmt: skip
        try:
            found = Service(f"http://127.0.0.1:{ports['s3.port']}")
            _wait_for(found, process, folder / "log")
            yield found
        finally:
            process.kill()
            process.wait()


def _wait_for(found: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the service takes an object: it answers before it does."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            urllib.request.urlopen(found.address, timeout=5).close()
        except urllib.error.HTTPError:
            with contextlib.suppress(Exception):
                bucket = found.bucket()
                found.client.put_object(Bucket=bucket, Key="first", Body=b"one")
                return
        except OSError:
            pass
        assert process.poll() is None and time.monotonic() < end, log.read_text()[-3000:]
        time.sleep(0.2)


Fault = Callable[["_Passing"], bool]
"""Told of a request; whether it was answered, or else is passed on."""


class Between:
    """A server between a client and a service. ``fault`` is asked of every request."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.fault: Fault | None = None
        self.asked: list[tuple[str, str]] = []
        self.released = threading.Event()
        """Lets those go who are kept waiting."""

    @contextmanager
    def running(self) -> Iterator[str]:
        """The address, as long as the block lasts."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Passing)
        server.between = self  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            self.released.set()
            server.shutdown()
            server.server_close()


class _Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _pass(self) -> None:
        between: Between = self.server.between  # type: ignore[attr-defined]
        length = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(length) if length else b""
        between.asked.append((self.command, self.path.partition("?")[0]))
        if between.fault is not None and between.fault(self):
            return
        self.answer(*self.passed_on())

    def passed_on(self) -> tuple[int, list[tuple[str, str]], bytes]:
        """The service's answer."""
        between: Between = self.server.between  # type: ignore[attr-defined]
        upstream = http.client.HTTPConnection(between.service.address.removeprefix("http://"))
        try:
            upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in ("connection", "expect"):
                    upstream.putheader(name, value)
            upstream.endheaders(self.body or None)
            answer = upstream.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            upstream.close()

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Answer whoever asked."""
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "date"):
                self.send_header(name, value)
        length = {n.lower(): v for n, v in headers}.get("content-length", str(len(body)))
        self.send_header("Content-Length", length if self.command == "HEAD" else str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass  # noqa: N815

    def log_message(self, *_args: object) -> None:
        pass


def busy(times: int, method: str = "") -> Fault:
    """503 to the first so many requests."""
    left = [times]

    def fault(request: _Passing) -> bool:
        if left[0] and method in ("", request.command):
            left[0] -= 1
            code = b"<Error><Code>SlowDown</Code><Message>busy</Message></Error>"
            request.answer(503, [("Content-Type", "application/xml")], code)
            return True
        return False

    return fault


def silent(request: _Passing) -> bool:
    """Never an answer."""
    between: Between = request.server.between  # type: ignore[attr-defined]
    between.released.wait()
    request.answer(503, [], b"")
    return True


def wrong_bytes(times: int) -> Fault:
    """One byte is another one in the first so many objects that are fetched."""
    left = [times]

    def fault(request: _Passing) -> bool:
        if not left[0] or request.command != "GET" or "list-type" in request.path:
            return False
        status, headers, body = request.passed_on()
        if status == 200 and body:
            left[0] -= 1
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        request.answer(status, headers, body)
        return True

    return fault


def cut_off(times: int) -> Fault:
    """The connection ends half-way through the first so many objects that are fetched."""
    left = [times]

    def fault(request: _Passing) -> bool:
        if not left[0] or request.command != "GET":
            return False
        status, headers, body = request.passed_on()
        left[0] -= 1
        request.send_response(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding"):
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body[: len(body) // 2])
        request.close_connection = True
        return True

    return fault


def wrong_on_the_way(request: _Passing) -> bool:
    """One byte of what is put is another one when it arrives."""
    if request.command == "PUT" and request.body:
        middle = len(request.body) // 2
        body = request.body
        request.body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
    return False


def lost_race(request: _Passing) -> bool:
    """Somebody else puts the same a moment before."""
    if request.command == "PUT" and request.headers.get("If-None-Match"):
        between: Between = request.server.between  # type: ignore[attr-defined]
        bucket, _, key = request.path.partition("?")[0].removeprefix("/").partition("/")
        between.service.client.put_object(Bucket=bucket, Key=key, Body=request.body)
    return False
