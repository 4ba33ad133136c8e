"""What the reader has made right passes all pipelines unchanged: each page of the sample site."""

from dataclasses import replace

import pytest

from crawler.reader import join_articles, open_article
from pipelines.captions import Captions
from pipelines.duplicates import Duplicates
from pipelines.furniture import Furniture
from pipelines.normalize import Normalize
from pipelines.validate import Validate
from sample.server import Content

SITE = Content()
PIPELINES = (Normalize, Furniture, Captions, Duplicates, Validate)


def read(story):
    parts = []
    for number in (1, 2):
        _, body = SITE.answer(story.path, number, "example.vn")
        page = open_article(
            body, f"http://example.vn{story.path}" + ("?page=2" if number > 1 else "")
        )
        parts.append(page.to_item())
        if not page.next_part:
            break
    return join_articles(*parts)


@pytest.mark.parametrize("story", SITE.stories, ids=lambda story: str(story.id))
def test_an_article_passes_unchanged(story):
    item = article = read(story)
    for pipeline in PIPELINES:
        item = pipeline().process_item(item)
    assert item == article


@pytest.mark.parametrize("story", SITE.stories, ids=lambda story: str(story.id))
def test_the_same_article_as_a_raw_item_keeps_every_word(story):
    """Without the reader's mark the pipelines look at it closely, and find nothing to mend."""
    article = replace(read(story), provenance={})
    item = article
    for pipeline in PIPELINES:
        item = pipeline().process_item(item)
    assert item == article
