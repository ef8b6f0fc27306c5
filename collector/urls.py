"""One spelling per address: the canonical URL is the identity of an article."""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

MAX_LENGTH = 2048

# Parameters that only say where a reader came from. Source: miniflux internal/reader/urlcleaner/urlcleaner.go, which
# joins the lists of AdGuard, Firefox, Neat-URL and Brave; zarsrc and gidzl are Zalo's, usqp and amp_* those of
# Google's AMP cache, the others of the last lines those of Google Ads, TikTok and Instagram.
_TRACKING_NAMES = """
    fbclid _openstat fb_action_ids fb_action_types fb_ref fb_source fb_comment_id hmb_campaign hmb_medium hmb_source
    itm_campaign itm_medium itm_source gclid dclid gbraid wbraid gclsrc campaign_id campaign_medium campaign_name
    campaign_source campaign_term campaign_content srsltid yclid ysclid twclid msclkid mc_cid mc_eid mc_tc wickedid
    hsa_cam _hsenc __hssc __hstc __hsfp _hsmi hsctatracking rb_clickid oly_anon_id oly_enc_id vero_id vero_conv mkt_tok
    sc_cid _bhlid _branch_match_id _branch_referrer __readwiselocation zarsrc gidzl _gl _ga gad_source gad_campaignid
    ttclid igsh igshid usqp amp_gsa amp_js_v
"""
_TRACKING = frozenset(_TRACKING_NAMES.split())
# VnExpress marks its links with vn_source, vn_campaign, vn_medium, vn_term; VietNamNet and Dân trí likewise.
_TRACKING_PREFIXES = ("utm_", "mtm_", "vn_", "vnn_", "dt_")
# Where content systems put the twins of a page for phones: WordPress and its AMP plugins (/amp/, ?amp, ?amp=1), Arc XP
# (?outputType=amp), Blogger (?m=1), Drupal (?amp), amp.dev's advice (.amp.html); hosts as Vietnamese papers name them.
_TWIN_HOSTS = frozenset({"m", "amp", "mobile", "wap"})
_TWIN_PATH = re.compile(
    r"^/amp(?=/.)|/amp/?$|[.-]amp(?=\.[a-z]{3,5}$)|(?<=\.html)\.amp$|(?<=\.htm)\.amp$|\.amp$", re.IGNORECASE
)
_TWIN_PAIRS = frozenset({"amp", "amp=", "amp=1", "amp=true", "outputtype=amp", "view=amp", "m=1", "m=0", "mobile=1"})
_WHOLE = ("https://", "http://")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/%:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?"
_WORDS = re.compile(r"[^\W\d_]+")


def canonical(url: str, base: str = "") -> str:
    """Return the one spelling of an address, resolved against `base`; "" when it is not a usable web address."""
    if not (url := url.strip()):
        return ""
    try:
        parts = urlsplit(url if url.startswith(_WHOLE) else urljoin(base, url))
        host, port = _host(parts), parts.port
        query = "&".join(pair for pair in parts.query.split("&") if pair and not _tracks(pair))
        path, query = quote(parts.path or "/", safe=_PATH_SAFE), quote(query, safe=_QUERY_SAFE)
    except ValueError:  # half a surrogate pair cannot be quoted either
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not host or parts.username is not None:
        return ""
    place = host if port in {None, _DEFAULT_PORTS[parts.scheme]} else f"{host}:{port}"
    made = f"{parts.scheme}://{place}{path}" + (f"?{query}" if query else "")
    return made if len(made) <= MAX_LENGTH else ""


def desktop(url: str, domains: Iterable[str]) -> str:
    """Return the address of the page of which a canonical address may be the AMP or mobile twin, inside the domains."""
    if not within(url, domains):
        return url
    parts = urlsplit(url)
    first, _, rest = parts.netloc.partition(".")
    place = rest if first in _TWIN_HOSTS and within(f"https://{rest}/", domains) else parts.netloc
    path = _TWIN_PATH.sub("", parts.path) or "/"
    query = "&".join(pair for pair in parts.query.split("&") if pair.lower() not in _TWIN_PAIRS)
    if path == "/" and not query:
        return url  # nothing would be left of the article
    return urlunsplit((parts.scheme, place, path, query, ""))


def host_of(url: str) -> str:
    """Return the lower-case host of an address, "" when it has none."""
    try:
        return _host(urlsplit(url))
    except ValueError:
        return ""


def words_of(url: str) -> str:
    """Return the words of the last part of an address, as papers build it from the title: no marks, no number."""
    try:
        slug = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""
    return " ".join(_WORDS.findall(slug.rpartition(".")[0] or slug))


def within(url: str, domains: Iterable[str]) -> bool:
    """Tell whether an address lies on one of the domains or below it."""
    host = host_of(url)
    return any(host == domain.lower() or host.endswith(f".{domain.lower()}") for domain in domains if domain)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode("ascii").lower()


def _tracks(pair: str) -> bool:
    name = pair.partition("=")[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
