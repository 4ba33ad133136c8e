"""What differs from Scrapy's defaults, each with its reason."""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

try:
    VERSION = version("bantin")
except PackageNotFoundError:  # a checkout that was never installed
    VERSION = "0.1"

BOT_NAME = "bantin"
SPIDER_MODULES = ["spiders"]
SPIDER_LOADER_CLASS = "crawler.spiderloader.BulletinSpiderLoader"  # a bad module costs only itself
COMMANDS_MODULE = "crawler.commands"  # Scrapy's own crawl exits 0 even when every callback raises

# Where data lies
DATA = os.environ.get("BANTIN_DATA") or str(Path(__file__).resolve().parent.parent / "data")
MEMORY_URL = os.environ.get("BANTIN_MEMORY") or f"sqlite:///{quote(DATA)}/memory.sqlite3"

# The feed: one file a run, under its final name only when whole
FEEDS = {
    f"{DATA}/feeds/%(name)s/%(stamp)s.jsonl": {
        "format": "jsonlines",
        "overwrite": True,
    },
}
FEED_URI_PARAMS = "crawler.feeds.uri_params"
FEED_STORAGES = {"": "crawler.feeds.WholeFile", "file": "crawler.feeds.WholeFile"}
FEED_EXPORTERS = {name: "crawler.exporters.ArticleLines" for name in ("jsonlines", "jsonl", "jl")}
FEED_EXPORT_ENCODING = "utf-8"  # the default escapes diacritics to \uXXXX
FEED_CONFIRMATIONS = ["crawler.sinks.hold"]  # before a feed's articles count as seen
FEED_STORE_EMPTY = False  # nothing new is no feed; a trial writes its file all the same

# The archive: each response as it was sent, in data/archive/<spider>/
ARCHIVE = os.environ.get("BANTIN_ARCHIVE") or "0"
ARCHIVE_SIZE = 1_000_000_000  # bytes behind which a WARC file is closed; what the field is used to
ADDONS = {"crawler.archive.replay.ReplayAddon": 0}  # REPLAY='data/archive/<spider>/*.warc.gz'

# Pictures and files of articles: switched on by naming them (docs/archive.md)
MEDIA = os.environ.get("BANTIN_MEDIA", "")  # images, attachments, or both with a comma
MEDIA_TEXT = os.environ.get("BANTIN_MEDIA_TEXT") or "0"  # plain text of PDF and DOCX
MEDIA_MAXSIZE = 50 * 1024 * 1024  # a scanned decree with its annexes
MEDIA_PER_ARTICLE = 50
MEDIA_ALLOW_REDIRECTS = True  # on the file's own host
FILES_STORE = f"{DATA}/files"

# What is looked at again
SECOND_LOOKS_HOURS = (6, 24, 168)  # after the export, and after the look before
RECENT_DAYS = 30  # an older article is not looked at again
LOOKS_PER_RUN = 500  # second looks and retries of a site; where more are due, oldest and newest
QUIET_SECTIONS_HOURS = 6  # pause of what only a front page names and has brought nothing so long
LISTING_TRUST_HOURS = 24  # so long "not modified" is believed: some servers never change an ETag

DISK_RESERVE = 100 * 1024 * 1024  # bytes; with less room a run does not begin

# Sinks: each is switched on by its setting (docs/sinks.md) and must hold every published feed
SINK_PAUSES = (1, 5, 25)  # seconds before a sink that failed is tried again
SINK_SQLITE = os.environ.get("BANTIN_SINK_SQLITE")  # a file
SINK_POSTGRES = os.environ.get("BANTIN_SINK_POSTGRES")  # postgresql://user@host/database
SINK_PARQUET = os.environ.get("BANTIN_SINK_PARQUET")  # a folder
SINK_FILES = os.environ.get("BANTIN_SINK_FILES")  # a folder: the feed by site and month
SINK_FILES_COMPRESSION = os.environ.get("BANTIN_SINK_FILES_COMPRESSION")  # gz or zst
SINK_FILES_BATCH_LINES = 0  # in a file at most; 0: 100,000
SINK_FILES_BATCH_BYTES = 0  # of lines, with which a file is full; 0: 32 MB
SINK_S3 = os.environ.get("BANTIN_SINK_S3")  # s3://bucket/folder; keys as for Scrapy, AWS_...
SINK_SYNDICATION = os.environ.get("BANTIN_SINK_SYNDICATION")  # a folder: RSS, Atom, JSON Feed
SINK_SYNDICATION_URL = os.environ.get(
    "BANTIN_SINK_SYNDICATION_URL"
)  # where readers find that folder

# Politeness
CONTACT = os.environ.get("CONTACT") or os.environ.get("BANTIN_CONTACT") or ""


def user_agent(contact: str) -> str:
    """What sites get to know; the commands ask again where CONTACT is set elsewhere, by `-s`."""
    return f"BanTin/{VERSION}" + (f" (+{contact})" if contact else "")


USER_AGENT = user_agent(CONTACT)
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "BanTin"
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # small editorial servers
DOWNLOAD_DELAY = 2  # several of these hosts answer 503 above one request in 2 s
DOWNLOAD_DELAY_JITTER = 0  # the default's half would be one request a second
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2
AUTOTHROTTLE_MAX_DELAY = 60
DOWNLOAD_SLOTS = {  # a server of our own need not be spared; StayOnSite keeps AutoThrottle off it
    host: {"concurrency": 8, "delay": 0, "jitter": 0} for host in ("127.0.0.1", "localhost")
}
COOKIES_ENABLED = True  # held per site; StayOnSite switches the jar off where it is not needed
REQUESTS_PER_HOST_AND_DAY = 2000  # hourly runs need some hundred; more fills an archive, 0: no end
BACKOFF_FIRST_PAUSE = 2  # seconds after a failure of a host; doubled with each that follows
BACKOFF_LONGEST_PAUSE = 300  # a Retry-After beyond it is left to another run
BACKOFF_GIVE_UP_AFTER = 8  # failures in a row, retries counted; about four minutes of pauses

# Hostile and broken servers
TWISTED_DNS_RESOLVER = "crawler.resolver.PublicResolver"  # no name leads into the local network
DOWNLOAD_HANDLERS = {scheme: None for scheme in ("data", "file", "ftp", "s3")}
DOWNLOAD_VERIFY_CERTIFICATES = True  # an archive must know whom it quotes
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 20 * 1024 * 1024  # the longest known article page has 2 MB
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # Accounts writes one line for each request that failed
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # filters nothing: Accounts knows doubles by
# their identity, and a filtered redirect (to itself, once a cookie is held) would end unanswered
PAGES_PER_SECTION = 500  # of a paginated section in one run; sitemaps of an index
PARTS_PER_ARTICLE = 20

# What is asked for next: the articles of a page in its order, then the page that follows
SCHEDULER_MEMORY_QUEUE = "crawler.queues.SlimQueue"
REFERRER_POLICY = "no-referrer"  # a header for each queued request, and no site needs it

# Speed
CONCURRENT_ITEMS = 1  # tasks that each response is given; a page has one item
WARN_ON_GENERATOR_RETURN_VALUE = False  # reads and parses the source of callbacks in every run

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.conditional.Conditional": 40,  # nearest the engine: sees what is let through
    "crawler.middlewares.borders.StayOnSite": 50,  # before robots.txt of a foreign host is asked
    "crawler.middlewares.robots.HeedRobots": 120,  # when retries are over
    "crawler.middlewares.backoff.Backoff": 560,  # sees each attempt before it is retried
    "crawler.middlewares.refusals.Refusals": 570,  # sees decoded bodies
    "crawler.middlewares.spending.DailyBudget": 940,  # counts what really leaves
    "crawler.archive.capture.Capture": 950,  # next to the downloader: every hop as it was sent
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "crawler.middlewares.refresh.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # StayOnSite knows sites
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    "crawler.middlewares.accounts.Accounts": 550,
    # start requests have a priority of their own, nobody reads the depth, the reader drops what is
    # too long, and each layer costs all pages
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "crawler.revisit.Revisits": 560,  # sees all that the spider hands over
}
# Nothing listens: no console, no port of loopback that executes the Python sent to it. Scrapy loads
# what its own table names even where it is switched off, and a web server with it
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.logstats.LogStats": 0,
    "scrapy.extensions.spiderstate.SpiderState": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
    "crawler.extensions.remember.Remember": 1,
    "crawler.extensions.crawldelay.CrawlDelay": 10,
    "crawler.extensions.report.Report": 20,
    "crawler.extensions.publication.Publication": 30,  # behind the report, whose verdicts it needs
}
ITEM_PIPELINES = {
    "pipelines.normalize.Normalize": 100,
    "pipelines.furniture.Furniture": 200,
    "pipelines.captions.Captions": 300,
    "pipelines.duplicates.Duplicates": 400,
    "pipelines.validate.Validate": 500,
    "pipelines.sample.Sample": 900,  # behind all that drops, so that the number is exact
    "crawler.media.Media": 950,  # only for what is published
}

LOG_FORMATTER = "crawler.logformat.BriefDrops"  # Scrapy prints the whole item of each drop
LOG_LEVEL = "WARNING"  # the summary tells the rest; -L INFO tells more
