"""Whatever the bytes: an item or NotAnArticle, nothing lost in silence, the same every time."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reader import NotAnArticle, explain_article, read_article, read_listing
from tests.hostile_pages import (
    KEYS,
    SENTENCE,
    TAGS,
    TOKENS,
    URL,
    ld,
    mutated,
    odd_pages,
    page,
    real_pages,
    text,
)  # fmt: skip

ROOT = Path(__file__).parents[1]
RUNS = int(os.environ.get("FUZZ", "150"))
"""Mutated pages that are read; `make fuzz` reads many more."""
FIXTURES = len(list((ROOT / "tests" / "fixtures").glob("*/*/page.html")))
DEEP = 100_000


def read_both(html: bytes, url: str = URL) -> str | None:
    """The body, or None where the page is refused by name; anything else is raised."""
    read_listing(html, url)
    try:
        return read_article(html, url).body or ""
    except NotAnArticle as refusal:
        assert refusal.reason
        return None


@pytest.mark.parametrize("html", [pytest.param(html, id=name) for name, html in odd_pages()])
def test_an_odd_page_is_read_or_refused_by_name(html):
    body = read_both(html)
    found = explain_article(html, URL)
    assert (found.item is None) == (body is None) == bool(found.refused)


@given(st.binary(max_size=2000))
def test_any_bytes(html):
    read_both(html)


@given(st.lists(st.sampled_from([*TOKENS, *(f"</{tag}>" for tag in TAGS), SENTENCE]), max_size=30))
def test_any_order_of_tags(pieces):
    read_both(page("".join(pieces)))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner, max_size=4)
    ),
)


@given(st.dictionaries(st.sampled_from(KEYS), _JSON))
def test_any_json(stated):
    read_both(page(text(3), ld({"@type": "NewsArticle", **stated})))
    read_both(page("", f"<script>window.__S__ = {ld(stated)[35:-9]};</script>"))


def load(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def test_mutated_pages_are_read_or_refused_by_name():
    pages = real_pages()
    for seed in range(RUNS):
        path, url = pages[seed * 7919 % len(pages)]
        try:
            read_both(mutated(load(path), seed), url)
        except Exception as error:
            error.add_note(f"mutated(load({str(path)!r}), {seed}) of {url}")
            raise


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize("tag", TAGS)
def test_text_that_lies_deep_is_kept_or_refused_by_name(tag, closed):
    lines = [SENTENCE.format(number) for number in range(6)]
    body = f"<{tag}>" * DEEP + "<br>".join(lines) + f"</{tag}>" * DEEP * closed
    found = read_both(page(body))
    assert found is None or all(line in found for line in lines)


@pytest.mark.parametrize("levels", [100, 900, 1100, 1900, 2030, 2060, 5000])
def test_text_under_many_levels_is_kept(levels):
    found = read_both(page("<div>" * levels + text()))
    assert found == "\n\n".join(SENTENCE.format(number) for number in range(6))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>{SENTENCE * 60_000}</p>", id="one paragraph"),
        pytest.param(text(40_000), id="paragraphs"),
        pytest.param(f"<p>{'a' * 10_000_000}</p>{text()}", id="one word"),
        pytest.param(f"<p>{' ' * 10_000_000}</p>{text()}", id="blanks"),
        pytest.param(f"<p>a{chr(0x301) + chr(0x323)}</p>" + text(), id="marks"),
        pytest.param(f"<p>a{(chr(0x301) + chr(0x323)) * 1_000_000}</p>{text()}", id="piled marks"),
        pytest.param(f'<p class="{"x " * 1_000_000}" id="{"y" * 10**6}">a</p>{text()}', id="names"),
        pytest.param(f'<img src="data:,{"A" * 5_000_000}">{text()}', id="data address"),
        pytest.param(f'<img srcset="{"a 1x," * 500_000}">{text()}', id="srcset"),
        pytest.param("&" * 3_000_000 + text(), id="ampersands"),
        pytest.param("<" * 3_000_000 + text(), id="brackets"),
        pytest.param("<p " + " ".join(f"a{n}={n}" for n in range(10**5)) + f">{text()}", id="attributes"),
    ],
)  # fmt: skip
def test_a_huge_page_is_read_in_seconds(body):
    found = read_both(page(body))
    assert found is not None and SENTENCE.format(5) in found or SENTENCE in (found or "")


def test_a_page_beyond_the_limit_is_refused_by_name():
    with pytest.raises(NotAnArticle, match="too large"):
        read_article(page(" " * 20_000_001), URL)


_DIGEST = """
import hashlib, sys
from tests.hostile_pages import real_pages
from tests.test_robustness import load
from crawler.reader import NotAnArticle, read_article, read_listing
digest = hashlib.sha256()
for path, url in real_pages()[: int(sys.argv[1])]:
    html = load(path)
    try:
        item = repr(read_article(html, url))
    except NotAnArticle as refusal:
        item = refusal.reason
    digest.update(f"{item}{read_listing(html, url)}".encode("utf-8", "surrogatepass"))
print(digest.hexdigest())
"""


def test_the_same_bytes_give_the_same_item_in_every_process():
    found = {
        seed: subprocess.run(
            [sys.executable, "-c", _DIGEST, str(FIXTURES + RUNS // 100)], cwd=ROOT, capture_output=True, text=True, timeout=170,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("0", "1", "random")
    }  # fmt: skip
    assert {run.stderr for run in found.values()} == {""}
    assert len({run.stdout for run in found.values()}) == 1, found
