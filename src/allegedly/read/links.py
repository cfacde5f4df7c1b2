"""What pages name: articles of a listing page, addresses of a sitemap."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from allegedly.errors import KnowledgeInvalid, Unreadable
from allegedly.model import Listed, Site, Snapshot, digest
from allegedly.read.dates import read_date
from allegedly.read.decode import decode
from allegedly.read.feed import DOCTYPE

# An article's own address has a longer last part than a section's: several words, or a number.
ARTICLE = re.compile(r"[^/]*(?:[-_][^/_-]+){2,}[^/]*/?$|[^/]*\d{4,}[^/]*/?$", re.I)
WEB = re.compile(r"https?://([^/?#]+)([^?#]*)", re.I)  # host (with its port), path
MOST = 500  # links of one listing page that are taken


def links(snapshot: Snapshot, site: Site | None = None) -> list[Listed]:
    """The articles that a listing page links to, on its own host, in order: by the site's rule, else by their shape.

    Raises Unreadable where the page cannot be parsed, KnowledgeInvalid where the rule is no XPath.
    """
    try:
        tree = lxml_html.document_fromstring(decode(snapshot, declared=True))
    except (etree.ParserError, ValueError) as error:
        raise Unreadable(f"{snapshot.origin}: not a page: {error}.") from error
    tree.make_links_absolute(snapshot.origin, resolve_base_href=True, handle_failures="ignore")
    rule = site.links if site else ""
    found = _by_rule(tree, rule) if rule else [a.get("href") for a in tree.xpath("//a[@href]")]
    urls = (link.partition("#")[0].strip() for link in found)
    kept = dict.fromkeys(u for u in urls if _kept(u, snapshot.origin, bool(rule)))
    return [Listed(f"page-{digest(u, size=6)}", u) for u in kept][:MOST]


def _by_rule(tree: lxml_html.HtmlElement, rule: str) -> list[str]:
    try:
        found = tree.xpath(rule)
    except etree.XPathError as error:
        raise KnowledgeInvalid(
            f"links = {rule!r}: not an XPath expression: {error}. Correct it in the sources."
        ) from error
    rows = found if isinstance(found, list) else [found]
    return [str(one) if isinstance(one, str) else str(one.get("href", "")) for one in rows]


def _kept(url: str, page: str, ruled: bool) -> bool:
    """Is it an article of the page's own host? What a rule names is taken at its word."""
    parts, own = WEB.match(url), WEB.match(page)
    if parts is None:
        return False
    return ruled or (own is not None and parts[1].lower() == own[1].lower() and bool(ARTICLE.search(parts[2])))


def sitemap(snapshot: Snapshot) -> tuple[list[Listed], list[str]]:
    """Pages of a sitemap, newest first where it says, and further sitemaps that it names. Raises Unreadable."""
    if DOCTYPE.search(snapshot.data):
        raise Unreadable(f"{snapshot.origin}: the sitemap defines entities of its own (DOCTYPE); it is not read.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(snapshot.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"{snapshot.origin}: not a whole sitemap: {error}. Fetch it again.") from error
    if etree.QName(root).localname == "sitemapindex":
        return [], [t.strip() for t in root.xpath("//*[local-name()='sitemap']/*[local-name()='loc']/text()")]
    if etree.QName(root).localname != "urlset":
        raise Unreadable(f"{snapshot.origin}: no sitemap: its root is <{etree.QName(root).localname}>.")
    return sorted(_pages(root), key=lambda one: str(one.published or ""), reverse=True), []


def _pages(root: etree._Element) -> Iterator[Listed]:
    for entry in root.xpath("//*[local-name()='url']"):
        where = "".join(entry.xpath("./*[local-name()='loc']/text()")).strip()
        if not where:
            continue
        dates = entry.xpath(".//*[local-name()='publication_date']/text() | ./*[local-name()='lastmod']/text()")
        try:
            when = read_date(dates[0]).when if dates else None
        except ValueError:
            when = None
        yield Listed(f"page-{digest(where, size=6)}", where, when)
