"""Every block of a page is accounted for: kept or removed, and by which rule."""

from unicodedata import normalize

import pytest
from lxml import etree

from crawler.catalogue import find_site
from crawler.extract.kinds import KINDS, SKIP
from crawler.extract.tree import parse_html
from crawler.reader import NotAnArticle, explain_article, read_article
from tests.test_fixtures import CASES, expected

KEPT = {"text", "lead", "headline", "dateline", "caption", "picture", "byline", "date line"}


def explained(case: str):
    html, told = (CASES[case] / "page.html").read_bytes(), expected(case)
    url, encoding = told["url"], told.get("encoding")
    return html, explain_article(html, url, site=find_site(url), encoding=encoding)


def bare(text: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFC", text)))


@pytest.mark.parametrize("case", CASES)
def test_what_is_kept_is_the_body(case):
    html, found = explained(case)
    told = expected(case)
    try:
        item = read_article(
            html, told["url"], site=find_site(told["url"]), encoding=told.get("encoding")
        )
    except NotAnArticle as refusal:
        assert (found.item, found.refused) == (None, refusal.reason)
        return
    assert (found.item, found.refused) == (item, None)
    texts = [block.text for block in found.blocks if block.rule == "text"]
    assert bare("".join(texts)) == bare(item.body or "")
    pictures = [block.text for block in found.blocks if block.rule == "picture"]
    assert pictures == [image.url for image in item.images]
    leads = [block.text for block in found.blocks if block.rule == "lead"]
    assert len(leads) == bool(item.lead) and bare(item.lead or "") in bare("".join(leads))


@pytest.mark.parametrize("case", CASES)
def test_every_block_has_a_rule(case):
    _, found = explained(case)
    assert all(block.rule for block in found.blocks)
    assert {block.rule for block in found.blocks if block.kept} <= KEPT
    assert not any(block.rule == "text" and not block.kept for block in found.blocks)


def printed(root: etree._Element) -> list[str]:
    """The texts inside the body, without what no reader sees as text."""
    texts: list[str] = []
    stack = [root.find("body")]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            texts.append(node)
            continue
        inner = [] if KINDS.get(node.tag) == SKIP or node.tag == "video" else [node.text, *node]
        ahead = [part for child in inner for part in (child,) if part is not None]
        stack.extend(reversed(ahead + [node.tail] * bool(node.tail)))
    return texts


@pytest.mark.parametrize("case", CASES)
def test_nothing_that_is_printed_is_missing(case):
    html, found = explained(case)
    if not found.blocks:
        return
    there = bare("".join(block.text for block in found.blocks))
    root = parse_html(html, expected(case).get("encoding"))
    missing = [text for text in printed(root) if bare(text) not in there]
    assert missing == []


def test_a_page_that_is_none_is_explained():
    assert explain_article(b"", "https://example.vn/a").refused == "empty"
