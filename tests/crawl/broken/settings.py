"""The project's settings with other spiders."""

from crawler.settings import *  # noqa: F403

SPIDER_MODULES = ["tests.crawl.broken.spiders"]
