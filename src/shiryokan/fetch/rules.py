"""What may be fetched, and how much."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        # IANA IPv4 and IPv6 Special-Purpose Address Registries: what is not globally reachable,
        # and what wraps another address
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *(
            "::/128",
            "::1/128",
            "::ffff:0:0/96",
            "::ffff:0:0:0/96",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
        ),
        *("100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"),
        *("fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Bounds of one fetch, all of its redirects together."""

    bytes: int = 512 * 1024 * 1024
    seconds: float = 300.0
    read_seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """Where one may fetch from.

    ``allow_addresses`` are networks that are allowed although they are not public.
    """

    ports: frozenset[int] = frozenset((80, 443))
    allow_addresses: tuple[Network, ...] = ()
    obey_robots: bool = True
    contact: str = ""

    @property
    def agent(self) -> str:
        """How the fetcher names itself."""
        return f"Shiryokan/0.1 ({self.contact})" if self.contact else "Shiryokan/0.1"


def is_allowed(address: Address, rules: FetchRules) -> bool:
    """Whether one may connect to ``address``."""
    inner = getattr(address, "ipv4_mapped", None)
    tried = (address, inner) if inner else (address,)
    if any(one in network for one in tried for network in rules.allow_addresses):
        return True
    if getattr(address, "scope_id", None):
        return False
    return address.is_global and not any(address in network for network in _NOT_PUBLIC)
