"""Plain text of attached files, read by a process of its own.

Such files come from anywhere: one that loops or swells ends that process at its limits and
costs only itself. `python -m crawler.attachments pdf < file` writes the text.
"""

import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from crawler.extract.text import clean

KINDS = frozenset({"pdf", "docx"})
NEEDED = ("pypdf", "docx")
"""Modules of requirements-extras.txt."""
SECONDS = 30
"""Of processor; twice as long by the clock."""
_MEMORY = 1 << 30
_MOST_UNPACKED = 200 << 20
_MOST_TEXT = 2_000_000
"""Characters; the longest known decree with its annexes has 900,000."""
_ENDS = re.compile(r"[.:;!?…”\"]$")
_BEGINS = re.compile(r"(?:[-–+•*]|\d{1,3}[.)]|[a-zđ]\)|(?:Điều|Chương|Mục|Phần)\s)")


def text_of(data: bytes, kind: str) -> str | None:
    """The text of a PDF or DOCX; None for one without text, broken, locked or beyond the limits."""
    command = [sys.executable, "-m", "crawler.attachments", kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS)
    except subprocess.TimeoutExpired:
        return None
    text = done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
    return text[:_MOST_TEXT] or None


def read_pdf(data: bytes) -> Iterator[str]:
    """Paragraphs of a PDF. Raises what pypdf raises."""
    from pypdf import PdfReader

    for page in PdfReader(BytesIO(data)).pages:
        yield from join_lines(page.extract_text().splitlines())


def join_lines(lines: list[str]) -> Iterator[str]:
    """Paragraphs of a printed page: a line goes on in the next one unless it ends a sentence, is
    short, or the next begins an item."""
    cleaned = [clean(line) for line in lines]
    width = max(map(len, cleaned), default=0)
    paragraph, short = "", False
    for line in cleaned:
        ended = _ENDS.search(paragraph) or not line or _BEGINS.match(line)
        if paragraph and (ended or short):
            yield paragraph
            paragraph = ""
        paragraph = f"{paragraph} {line}".strip()
        short = len(line) < 0.7 * width
    if paragraph:
        yield paragraph


def read_docx(data: bytes) -> Iterator[str]:
    """Paragraphs and table rows of a DOCX. Raises what python-docx raises."""
    from docx import Document
    from docx.table import Table

    if sum(info.file_size for info in ZipFile(BytesIO(data)).infolist()) > _MOST_UNPACKED:
        raise ValueError("too large")
    for block in Document(BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(clean(cell.text) for cell in row.cells)
        else:
            yield clean(block.text)


def main(kind: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    reader = {"pdf": read_pdf, "docx": read_docx}[kind]
    paragraphs = (paragraph for paragraph in reader(sys.stdin.buffer.read()) if paragraph)
    sys.stdout.buffer.write("\n\n".join(paragraphs).encode())


if __name__ == "__main__":
    main(sys.argv[1])
