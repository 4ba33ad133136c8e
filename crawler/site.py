"""A CMS is a pair of page objects; a site is a value. Both check themselves."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin, urlsplit

from crawler.pages import ArticlePage, ListingPage

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9-]+(?::\d+)?\Z")
STATUSES = ("active", "moved", "archived", "unsure")
VERIFIED_BY = ("as-served page", "template", "reconstructed", "never")
_DENIED = (
    (r"(?:.+\.)?baomoi\.(?:com|net\.vn)", "an aggregator: it reprints what its sources publish"),
    (r"(?:.+\.)?rgbet01\.com|(?:.+\.)?autocadtfesvb\.com", "spam: articles with words swapped"),
    (r"dhtn\.dcs\.vn|chamcong\.vptw\.dcs\.vn|sotaynghiepvu\.dcs\.vn", "an internal service"),
    (r"(?:.+\.)?noibo\..+", "an internal service"),
)


def why_denied(host: str) -> str | None:
    """Why `host` (a port may follow) is never crawled; None where it may be."""
    name = host.rpartition("@")[2].lower().partition(":")[0]
    return next((reason for pattern, reason in _DENIED if re.fullmatch(pattern, name)), None)


def _check_patterns(owner: str, patterns: tuple[str, ...], groups: int) -> None:
    for pattern in patterns:
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{owner}: {pattern!r} is no regular expression: {error}") from error
        if compiled.groups < groups:
            raise ValueError(f"{owner}: {pattern!r} needs a group around the article's id")


@dataclass(frozen=True)
class Cms:
    """How the pages of one content management system are read."""

    name: str
    """Lower-case name, as in provenance, fixtures and portals.csv."""
    article_page: type[ArticlePage] = ArticlePage
    listing_page: type[ListingPage] = ListingPage
    tell_tales: tuple[str, ...] = ()
    """Marks (see `crawler.extract.marks`) of which a page of this CMS shows at least two (or the
    only one); no page of another CMS does."""
    id_patterns: tuple[str, ...] = ()
    """Regular expressions searched in path + query; group 1 is the site's own article id."""
    former: tuple["Cms", ...] = ()
    """Layouts that sites of this CMS had before and may still serve, each with tell-tales."""

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9_]+", self.name):
            raise ValueError(f"Cms.name {self.name!r}: lower-case letters, digits and _ only")
        _check_patterns(f"Cms {self.name}", self.id_patterns, groups=1)
        for cms in self.former:
            if not cms.tell_tales:
                raise ValueError(f"Cms {self.name}: {cms.name} needs tell-tales to be chosen by")

    def shown_by(self, marks: Container[str]) -> bool:
        """True where a page holds two tell-tales, or the only one that there is."""
        needed = min(2, len(self.tell_tales))
        for left, mark in zip(range(len(self.tell_tales), 0, -1), self.tell_tales, strict=True):
            if left < needed:  # too few are left to be searched for
                return False
            needed -= mark in marks
            if needed == 0:
                return True
        return False

    def layout_of(self, marks: Container[str]) -> "Cms":
        """The former layout that the page shows; else this one."""
        return next((cms for cms in self.former if cms.shown_by(marks)), self)


@dataclass(frozen=True)
class Site:
    """One bulletin site: what differs from every other."""

    host: str
    """Host name without scheme and without `www.`; `host:port` for a local server."""
    start: tuple[str, ...] = ("/",)
    """Where discovery begins: paths or absolute URLs of feeds, sitemaps and sections, in any
    mix; what each is shows in its content. Several addresses are shared fairly."""
    cms: Cms | None = None
    """None: the page's own tell-tales decide."""
    owner: str = ""
    """Who publishes it, in Vietnamese."""
    aliases: tuple[str, ...] = ()
    """Further hosts that serve the same articles under the same ids (`m.`, an old domain)."""
    id_patterns: tuple[str, ...] = ()
    """Like `Cms.id_patterns`; tried before those of the CMS."""
    deny: tuple[str, ...] = ()
    """Regular expressions over path + query of URLs that are never requested."""
    datelines: tuple[str, ...] = ()
    """Codes before the sapo that this site uses beyond the common ones, bare (`NTO`)."""
    language: str | None = "vi"
    """What the site is written in where the page does not say."""
    cookies: bool = False
    """True where the site answers only with a session cookie held (qdnd.vn feeds)."""
    id_host: str | None = None
    """What stands before the colon of article ids where it is not the host: the sample site
    lives on another port each time, and its ids must not."""
    scheme: str = "https"
    status: str = "active"
    """`active`, `moved`, `archived` or `unsure`."""
    status_basis: str = ""
    """Why we think so, in a sentence."""
    moved_to: str | None = None
    """Host that took over; set exactly when status is `moved`."""
    verified: date | None = None
    """When a page of the site last proved the profile; None: never."""
    verified_by: str = "never"
    """`as-served page`, `template`, `reconstructed` or `never`."""
    _deny: re.Pattern[str] | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        for host in (self.host, *self.aliases):
            if reason := why_denied(host):
                raise ValueError(f"{host} is never crawled: {reason}")
            if not _HOST.match(host) or host.startswith("www."):
                raise ValueError(
                    f"Site.host {host!r}: a lower-case host name without www. is needed"
                )
        if self.scheme not in ("http", "https"):
            raise ValueError(f"Site {self.host}: scheme {self.scheme!r} is neither http nor https")
        if not self.start:
            raise ValueError(f"Site {self.host}: start is empty")
        if self.status not in STATUSES:
            raise ValueError(f"Site {self.host}: status {self.status!r} is none of {STATUSES}")
        if (self.status == "moved") != (self.moved_to is not None):
            raise ValueError(f"Site {self.host}: moved_to goes with status 'moved'")
        if self.verified_by not in VERIFIED_BY:
            raise ValueError(f"Site {self.host}: verified_by is none of {VERIFIED_BY}")
        if (self.verified_by == "never") != (self.verified is None):
            raise ValueError(f"Site {self.host}: verified and verified_by go together")
        if self.status != "active" and not self.status_basis:
            raise ValueError(f"Site {self.host}: status {self.status!r} needs its status_basis")
        _check_patterns(f"Site {self.host}", self.id_patterns, groups=1)
        _check_patterns(f"Site {self.host}", self.deny, groups=0)
        for url in self.start_urls:
            if not self.owns(url):
                raise ValueError(f"Site {self.host}: start {url!r} is not on the site's own hosts")
        if self.deny:
            object.__setattr__(self, "_deny", re.compile("|".join(f"(?:{p})" for p in self.deny)))

    @property
    def patterns(self) -> tuple[str, ...]:
        """Patterns of article ids: the site's own, then those of its CMS."""
        return self.id_patterns + (self.cms.id_patterns if self.cms else ())

    @property
    def is_undescribed(self) -> bool:
        """True where all that is known is the front page, which then shows the rest."""
        return [urlsplit(url).path for url in self.start_urls] == ["/"]

    @property
    def start_urls(self) -> tuple[str, ...]:
        """`start` as absolute URLs."""
        return tuple(urljoin(f"{self.scheme}://{self.host}/", start) for start in self.start)

    @property
    def farewell(self) -> str | None:
        """Where the site went or why nothing new appears on it; None while it is worth a visit."""
        if self.status == "moved":
            return f"{self.host} has moved to {self.moved_to}: {self.status_basis}"
        if self.status == "archived":
            return f"{self.host} is archived: {self.status_basis}"
        return None

    @property
    def identity(self) -> str:
        """What stands before the colon of this site's article ids."""
        return self.id_host or self.host

    def owns(self, url: str) -> bool:
        """True when `url` is http(s) on the site's host, an alias, or `www.` before either."""
        try:
            parts = urlsplit(url)
        except ValueError:  # pages hold links such as http://[x
            return False
        if parts.scheme not in ("http", "https"):
            return False
        netloc = parts.netloc.rpartition("@")[2].lower().removeprefix("www.")
        netloc = netloc.removesuffix(":443" if parts.scheme == "https" else ":80")
        return netloc == self.host or netloc in self.aliases

    def denies(self, url: str) -> bool:
        """True when the site's own `deny` forbids `url`."""
        if self._deny is None:
            return False
        parts = urlsplit(url)
        return bool(self._deny.search(f"{parts.path}?{parts.query}" if parts.query else parts.path))
