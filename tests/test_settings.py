"""What users may set, and what they are told about what cannot be meant."""

import pytest
from scrapy.settings import default_settings
from scrapy.utils.project import get_project_settings

from crawler.arguments import ArgumentError, check_settings
from crawler.media import check_media

WRONG = {
    "ARCHIVE": ("perhaps", "2", "yes", ""),
    "ARCHIVE_SIZE": ("0", "-1", "1 GB", "1.5"),
    "BACKOFF_FIRST_PAUSE": ("x", "-1", "nan", "inf"),
    "AUTOTHROTTLE_MAX_DELAY": ("x", ""),
    "DISK_RESERVE": ("-1", "x", ""),
    "LISTING_TRUST_HOURS": ("1e9", "", "inf"),
    "LOG_LEVEL": ("LOUD", ""),
    "MEDIA_MAXSIZE": ("50 MB", 0, "", float("inf")),
    "MEMORY_URL": ("", "memory.sqlite3", "mysql://a/b", "sqlite://memory.sqlite3"),
    "RECENT_DAYS": ("99999999999", "", "-1"),
    "RETRY_TIMES": ("", "x"),
    "SECOND_LOOKS_HOURS": ("6;24", ("6", "x"), "6,9e9"),
    "SINK_FILES_COMPRESSION": ("rar", "gzip"),
    "SINK_PAUSES": ("1,,2", "often", "1e11"),
    "SINK_POSTGRES": ("bantin", "mysql://a/b"),
    "SINK_S3": ("https://bucket/x", "bucket", "s3:///x"),
    "SINK_SYNDICATION_URL": ("bulletins.vn/feeds",),
}
RIGHT = {
    "ARCHIVE": ("0", "1", True, "true"),
    "ARCHIVE_SIZE": ("1", 10**9),
    "LOG_LEVEL": ("debug", "10"),
    "MEMORY_URL": ("sqlite:////tmp/a.sqlite3", "postgresql+psycopg://a@b/c", "postgresql://a@b/c"),
    "SINK_FILES_COMPRESSION": ("", None, "gz", "zst"),
    "RECENT_DAYS": ("0", 30, "36500", None),
    "SECOND_LOOKS_HOURS": ("", ()),
    "SINK_PAUSES": ("0.1", "1,5", (1, 5.5), ()),
    "SINK_POSTGRES": ("", "postgresql://a@b/c", "host=b dbname=c"),
    "SINK_S3": ("s3://bucket", "s3://bucket/a/b"),
    "SINK_SYNDICATION_URL": ("https://bulletins.vn/feeds",),
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in WRONG.items() for v in values])
def test_nonsense_is_named(name: str, value: object) -> None:
    with pytest.raises(ArgumentError, match=name):
        check_settings({name: value})


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in RIGHT.items() for v in values])
def test_sense_passes(name: str, value: object) -> None:
    check_settings({name: value})


def test_what_is_set_by_default_passes() -> None:
    settings = get_project_settings()
    check_settings(settings)
    check_media(settings)


def test_of_scrapys_extensions_those_that_listen_are_left_out() -> None:
    settings = get_project_settings()
    ours = settings.get_component_priority_dict_with_base("EXTENSIONS")
    assert set(default_settings.EXTENSIONS_BASE) - set(ours) == {
        "scrapy.extensions.telnet.TelnetConsole",
        "scrapy.extensions.remote_control.RemoteControl",
    }
