"""Names are resolved to public addresses only.

The address that is checked is the one that the connection is made to, so a name that changes its
address between two look-ups gains nothing.
"""

from collections.abc import Sequence

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred, succeed
from twisted.internet.error import DNSLookupError

from crawler.extract.hosts import is_private

PRIVATE: set[str] = set()
"""Names that were refused, for whoever has to say why."""


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver without private and loopback addresses.

    A literal address and `localhost` hide nothing: StayOnSite decides on them.
    """

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":
        """The address of `name`; fails with DNSLookupError for one that is not public."""
        if is_address(name):
            return succeed(name)
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found if is_private(name) else found.addCallback(_public, name)


def is_address(name: str) -> bool:
    """True for an IPv4 address in its usual form."""
    return name.count(".") == 3 and name.replace(".", "").isdecimal()


def _public(address: str, name: str) -> str:
    if is_private(address):
        PRIVATE.add(name)
        raise DNSLookupError(f"{name} is {address}, which is not public")
    return address
