"""Hosts: which belong to the public network."""

import ipaddress
from functools import lru_cache


@lru_cache(maxsize=1000)
def is_private(host: str) -> bool:
    """True for `localhost` and for literal addresses outside the public network."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
