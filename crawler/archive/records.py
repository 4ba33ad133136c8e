"""WARC records: what they say, and how one is made from a request and its response.

A body is stored as it was sent, with its Content-Encoding; only the chunks of a transfer are
joined. Record types, named fields and profiles: ISO 28500:2017 (WARC 1.1).
"""

import base64
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.timeutils import datetime_to_iso_date, iso_date_to_datetime
from warcio.warcwriter import WARCWriter

ROLE = "WARC-Bantin-Role"
"""What the crawl asked for: `article`, `part`, `listing`, `file`, or `robots`. The standard lets
readers pass over fields that they do not know."""
SITE = "WARC-Bantin-Site"
"""What stands before the colon of the ids of this site's articles."""
RUN = "isPartOf"
"""The field of warcinfo that names the run: `<spider>/<start>`."""
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"


@dataclass(frozen=True, slots=True)
class Capture:
    """One response in an archive, and where it lies."""

    url: str
    date: datetime
    """Aware UTC moment of the capture."""
    path: Path
    """The WARC file."""
    offset: int
    """Where the record begins in the file, in (compressed) bytes."""
    record: str
    """WARC-Record-ID, `<urn:uuid:...>`."""
    kind: str
    """`response`, `resource` or `revisit`."""
    status: int
    """HTTP status; 200 for a resource."""
    digest: str | None = None
    """WARC-Payload-Digest, `sha1:` and 32 base32 letters."""
    role: str | None = None
    """As `ROLE`; None in archives of others."""
    site: str | None = None
    """As `SITE`; None in archives of others."""
    run: str = ""
    """As `RUN`; the file's name in archives of others."""

    @property
    def is_page(self) -> bool:
        """True for a record that stands for a page; some revisits have no head, so no status."""
        return self.status == 200 or (self.kind == "revisit" and self.status == 0)


def payload_digest(body: bytes) -> str:
    """The digest of a payload as WARC-Payload-Digest wants it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()


def new_record_id() -> str:
    """A WARC-Record-ID that nobody else has."""
    return f"<{uuid.uuid4().urn}>"


def warc_date(moment: datetime) -> str:
    """An aware moment as WARC-Date: UTC, whole seconds."""
    return str(datetime_to_iso_date(moment.astimezone(UTC).replace(tzinfo=None)))


def moment_of(text: str) -> datetime:
    """WARC-Date as an aware UTC moment, whole seconds."""
    moment: datetime = iso_date_to_datetime(text, tz_aware=True)
    return moment.replace(microsecond=0)


def warcinfo(writer: WARCWriter, name: str, record: str, fields: dict[str, str]) -> ArcWarcRecord:
    """The record at the head of a file, saying who made it and how."""
    made = writer.create_warcinfo_record(name, fields)
    made.rec_headers.replace_header("WARC-Record-ID", record)
    return made


def pair(
    writer: WARCWriter,
    request: Request,
    response: Response,
    *,
    fields: dict[str, str],
    original: Capture | None = None,
) -> tuple[ArcWarcRecord, ArcWarcRecord]:
    """The records of a request and of its response.

    `fields` go into both; they hold WARC-Record-ID (of the response) and WARC-Date at least.
    `original`: an earlier capture with the same payload, for which the response becomes a
    revisit; an answer 304 becomes one without.
    """
    head = _response_head(response)
    extra = fields | {"WARC-Payload-Digest": payload_digest(response.body)}
    if response.ip_address:
        extra["WARC-IP-Address"] = str(response.ip_address)
    if "dataloss" in response.flags:
        extra["WARC-Truncated"] = "disconnect"
    if response.status == 304 or original:
        profile = "identical-payload-digest" if original else "server-not-modified"
        extra["WARC-Profile"] = _PROFILE + profile
        if original:
            extra["WARC-Refers-To"] = original.record
            extra["WARC-Refers-To-Target-URI"] = original.url
            extra["WARC-Refers-To-Date"] = warc_date(original.date)
        answer = _record(writer, request.url, "revisit", head, b"", extra)
    else:
        answer = _record(writer, request.url, "response", head, response.body, extra)
    asked = fields | {
        "WARC-Record-ID": new_record_id(),
        "WARC-Concurrent-To": fields["WARC-Record-ID"],
    }
    question = _record(writer, request.url, "request", _request_head(request), request.body, asked)
    return answer, question


class _AsSent(StatusAndHeaders):  # type: ignore[misc]
    """Headers that are written byte by byte as they came; warcio alone escapes what is not ASCII."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.to_str().encode("latin-1") + b"\r\n"


def _record(
    writer: WARCWriter, url: str, kind: str, head: str, body: bytes, fields: dict[str, str]
) -> ArcWarcRecord:
    status, *lines = head.split("\r\n")
    protocol, _, rest = status.partition(" ")
    headers = _AsSent(
        rest if kind != "request" else status,
        [tuple(line.split(": ", 1)) for line in lines],
        protocol=protocol if kind != "request" else "",
    )
    return writer.create_warc_record(
        url, kind, BytesIO(body), len(body), warc_headers_dict=fields, http_headers=headers
    )


def _response_head(response: Response) -> str:
    try:
        phrase = HTTPStatus(response.status).phrase
    except ValueError:
        phrase = ""
    protocol = response.protocol if (response.protocol or "").startswith("HTTP/") else "HTTP/1.1"
    return "\r\n".join((f"{protocol} {response.status} {phrase}", *_lines(response.headers)))


def _request_head(request: Request) -> str:
    parts = urlparse_cached(request)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = () if "Host" in request.headers else (f"Host: {parts.netloc.rpartition('@')[2]}",)
    return "\r\n".join((f"{request.method} {target} HTTP/1.1", *host, *_lines(request.headers)))


def _lines(headers: Headers) -> Iterator[str]:
    for name, values in headers.items():
        for value in values:
            text = value.decode("latin-1").replace("\r", " ").replace("\n", " ")
            yield f"{name.decode('latin-1')}: {text}"
