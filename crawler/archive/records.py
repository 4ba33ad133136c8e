"""WARC records: made from a request and its response, and read back as a response.

A body is stored as it was sent, with its Content-Encoding; only the chunks of a transfer are
joined. Record types, named fields and profiles: ISO 28500:2017 (WARC 1.1).
"""

import base64
import hashlib
import re
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.httpobj import urlparse_cached
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
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
DAMAGE = (ArchiveLoadFailed, AttributeError, ValueError, EOFError, zlib.error)
"""What warcio raises for bytes that are no WARC."""
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


def captures(file: IO[bytes], path: Path) -> Iterator[tuple[Capture, ArcWarcRecord]]:
    """Every response, resource and revisit from where `file` stands, with its record.

    Raises ArchiveLoadFailed for a file that is no WARC or not compressed record by record. A
    record that the file's end cuts off is not given.
    """
    run = path.name
    records = ArchiveIterator(file)
    for record in records:
        headers = record.rec_headers
        if record.rec_type == "warcinfo":
            run = _run_of(record) or run
        url = (headers.get_header("WARC-Target-URI") or "").strip("<>")
        if record.rec_type not in ("response", "resource", "revisit") or not url:
            continue
        if not url.startswith(("http://", "https://")):
            continue  # dns: and urn: records say nothing about pages
        yield (
            Capture(
                url=url,
                date=moment_of(headers.get_header("WARC-Date")),
                path=path,
                offset=records.get_record_offset(),
                record=headers.get_header("WARC-Record-ID") or "",
                kind=record.rec_type,
                status=_status_of(record),
                digest=headers.get_header("WARC-Payload-Digest"),
                role=headers.get_header(ROLE),
                site=headers.get_header(SITE),
                run=run,
            ),
            record,
        )


def _run_of(record: ArcWarcRecord) -> str | None:
    text = record.content_stream().read().decode("utf-8", "replace")
    lines = (line.partition(":") for line in text.splitlines())
    return next((value.strip() for name, _, value in lines if name == RUN), None)


def _status_of(record: ArcWarcRecord) -> int:
    code = record.http_headers.get_statuscode() if record.http_headers else ""
    return int(code) if code.isdigit() else 200 if record.rec_type == "resource" else 0


def read_response(capture: Capture) -> Response:
    """The response of a capture as the download handler would give it: still encoded.

    Raises OSError where the file is gone, ArchiveLoadFailed where it is damaged.
    """
    with capture.path.open("rb", buffering=0) as file:
        file.seek(capture.offset)
        try:
            member = _member(file)
            if capture.kind == "response" and (plain := _plain_response(member, capture)):
                return plain
            file.seek(capture.offset)
            record = next(iter(ArchiveIterator(BytesIO(member) if member else file)), None)
            if record is None:
                raise ArchiveLoadFailed(f"{capture.path} ends before {capture.offset}")
            return response_of(record, capture)
        except DAMAGE as error:
            raise ArchiveLoadFailed(f"{capture.path}, {capture.offset}: {error}") from error


def _plain_response(record: bytes, capture: Capture) -> Response | None:
    """The response of a record as our archives hold them, in a third of the time; None for one
    that takes a parser: chunked, flagged, folded or not ASCII in its head."""
    start = record.find(_EMPTY_LINE) + 4
    head, middle = record[:start], record.find(_EMPTY_LINE, start) + 4
    length = _LENGTH.search(head)
    end = start + int(length[1]) if length else 0
    if not (start < middle <= end <= len(record) and head.startswith(b"WARC/1.")):
        return None
    fields, body = record[start : middle - 4], record[middle:end]
    if _ODD.search(head) or _ODD.search(fields) or not fields.isascii():
        return None
    headers = Headers()
    for line in fields.split(b"\r\n")[1:]:
        name, colon, value = line.partition(b":")
        if not colon:
            return None
        headers.appendlist(name, value.strip())
    kind = responsetypes.from_args(headers=headers, url=capture.url, body=body)
    return kind(capture.url, status=capture.status, headers=headers, body=body)


_EMPTY_LINE = b"\r\n\r\n"
_LENGTH = re.compile(rb"\nContent-Length: *(\d+)\r\n", re.I)
_ODD = re.compile(rb"\n(?:WARC-Truncated:|Transfer-Encoding:|[ \t])", re.I)


def _member(file: IO[bytes]) -> bytes:
    """The gzip member at which `file` stands, unpacked; nothing where none begins there.

    Raises zlib.error for one that is damaged and EOFError for one that the file's end cuts off:
    warcio would go on with whatever came out of it, and garbage would pass for a page.
    """
    piece = file.read(1 << 15)
    if not piece.startswith(_GZIP):
        return b""
    unpacker, pieces = zlib.decompressobj(31), []
    while piece:
        pieces.append(unpacker.decompress(piece))
        if unpacker.eof:
            return b"".join(pieces)
        piece = file.read(1 << 15)
    raise EOFError("the file ends within the record")


_GZIP = b"\x1f\x8b"


def response_of(record: ArcWarcRecord, capture: Capture) -> Response:
    """The response in a record; flagged `truncated` where the record says that it is.

    Raises ArchiveLoadFailed for a record that the file's end cuts off.
    """
    headers, stream = Headers(), record.raw_stream
    if record.http_headers:
        chunked = (record.http_headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
        stream = ChunkedDataReader(stream) if chunked else stream
        for name, value in record.http_headers.headers:
            if name.lower() != "transfer-encoding":
                headers.appendlist(name, value.encode())
    elif content_type := record.rec_headers.get_header("Content-Type"):
        headers["Content-Type"] = content_type
    body = _read_all(stream)
    _read_all(record.raw_stream)
    if getattr(record.raw_stream, "limit", 0):
        raise ArchiveLoadFailed(f"{capture.path} ends within the record at {capture.offset}")
    flags = ["truncated"] if record.rec_headers.get_header("WARC-Truncated") else []
    kind = responsetypes.from_args(headers=headers, url=capture.url, body=body)
    return kind(capture.url, status=capture.status, headers=headers, body=body, flags=flags)


def _read_all(stream: Any) -> bytes:
    pieces = []
    while piece := stream.read(65536):
        pieces.append(piece)
    return b"".join(pieces)
