"""WARC records read back: what a file holds, and a record as the response that it was made from."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.archive.records import ROLE, RUN, SITE, Capture, moment_of

DAMAGE = (ArchiveLoadFailed, AttributeError, ValueError, EOFError, zlib.error)
"""What warcio raises for bytes that are no WARC."""
_EMPTY_LINE = b"\r\n\r\n"
_LENGTH = re.compile(rb"\nContent-Length: *(\d+)\r\n", re.I)
_ODD = re.compile(rb"\n(?:WARC-Truncated:|Transfer-Encoding:|[ \t])", re.I)
_GZIP = b"\x1f\x8b"


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
