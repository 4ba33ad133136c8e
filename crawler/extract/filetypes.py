"""What kind of file some bytes are: by what they hold, since names and headers lie."""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

PICTURES = frozenset({"jpg", "png", "gif", "webp", "avif", "bmp", "tif"})
DOCUMENTS = frozenset({"pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "rar", "rtf"})
_MAGIC = (
    (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif"), (b"BM", "bmp"),
    (b"II*\x00", "tif"), (b"MM\x00*", "tif"), (b"Rar!\x1a\x07", "rar"), (b"{\\rtf", "rtf"),
)  # fmt: skip
_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = re.compile(r"\.(doc|xls|ppt)(?:$|[?#])", re.I)


def file_type(data: bytes, url: str) -> str | None:
    """The usual suffix of a picture or document (`jpg`, `pdf`), None for anything else.

    `url` only tells apart what begins alike: the old formats of Word, Excel and PowerPoint.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "avif"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        found = _OLD_OFFICE.search(url)
        return found[1].lower() if found else "doc"
    return _zipped(data) if data.startswith(b"PK\x03\x04") else None


def _zipped(data: bytes) -> str | None:
    try:
        names = ZipFile(BytesIO(data)).namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return None
    return next(
        (kind for name in names for folder, kind in _OFFICE.items() if name.startswith(folder)),
        "zip",
    )
