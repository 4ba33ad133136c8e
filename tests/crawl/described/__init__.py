"""Spiders of tests, as a package that `-s SPIDER_MODULES=tests.crawl.described` finds."""
