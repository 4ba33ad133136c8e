"""The S3 sink against a small server on loopback that speaks what is needed of S3."""

from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from crawler.sinks import SinkFailed, bring_up_to_date
from crawler.sinks.columns import dump_line
from crawler.sinks.s3 import S3Sink
from tests.serving import serving
from tests.sinks.articles import many, write_feed

pytest.importorskip("boto3", reason="boto3 is not installed")


class Bucket(ThreadingHTTPServer):
    """Objects by key, of one bucket called `bantin`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.down = False


class _Handler(BaseHTTPRequestHandler):
    server: Bucket
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.down:
            self.server.objects[self._key()] = body
        self._answer(503 if self.server.down else 200, b"")

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        if "list-type" in asked:
            prefix = asked.get("prefix", [""])[0]
            keys = [key for key in sorted(self.server.objects) if key.startswith(prefix)]
            found = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in keys)
            self._answer(200, f"<ListBucketResult>{found}</ListBucketResult>".encode())
        else:
            self._answer(200, self.server.objects[self._key()])

    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix("/bantin/")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Stay silent."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    # without it botocore sends checksums that many compatible servers, and this one, do not know
    monkeypatch.setenv("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    server = Bucket()
    with serving(server):
        yield server


def settings_of(bucket: Bucket) -> dict[str, Any]:
    return {
        "SINK_S3": "s3://bantin/feeds/",
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_REGION_NAME": "vn",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{bucket.server_port}",
    }


def test_a_feed_becomes_an_object_and_comes_back(bucket: Bucket, tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "mau" / "20261124T050000Z.jsonl", many(20))
    settings = settings_of(bucket)
    assert bring_up_to_date([feed], settings) == {"s3": 1}
    assert bring_up_to_date([feed], settings) == {"s3": 0}
    assert bucket.objects == {"feeds/mau/20261124T050000Z.jsonl": feed.read_bytes()}
    with closing(S3Sink(settings["SINK_S3"], settings)) as sink:
        assert b"".join(map(dump_line, sink.lines())) == feed.read_bytes()


def test_a_store_that_is_down_holds_nothing(bucket: Bucket, tmp_path: Path) -> None:
    feed = write_feed(tmp_path / "mau" / "20261124T050000Z.jsonl", many(2))
    bucket.down = True
    with pytest.raises(SinkFailed, match="s3 sink failed"):
        bring_up_to_date([feed], settings_of(bucket))
    bucket.down = False
    assert bring_up_to_date([feed], settings_of(bucket)) == {"s3": 1}
