"""Lists of feeds as other programs write them: OPML 2.0, in and out."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from allegedly.errors import InputMissing
from allegedly.model import Watched

LARGEST = 20_000_000  # bytes


def read_opml(path: Path) -> list[Watched]:
    """The feeds of an OPML file, whatever folders they stand in. Raises InputMissing where it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputMissing(f"{path}: cannot be read: {error.strerror}. Check the path.") from error
    if len(data) > LARGEST or b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise InputMissing(f"{path}: too large, or defines entities of its own; it is not read. Export it again.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        root = None
    if root is not None and b"</opml>" not in data:
        raise InputMissing(f"{path}: breaks off before its end. Export it again.")
    if root is None or etree.QName(root).localname != "opml":
        raise InputMissing(f"{path}: no OPML file. Export your list of feeds as OPML and give that.")
    return list(_feeds(root))


def _feeds(root: etree._Element) -> Iterator[Watched]:
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if url:
            name = (outline.get("title") or outline.get("text") or url).strip()
            yield Watched(name, url, "feed")


def write_opml(watched: Iterable[Watched]) -> bytes:
    """The feeds among the sources as OPML; other kinds have no place in it."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Sources of an incident desk"
    body = etree.SubElement(root, "body")
    for one in watched:
        if one.kind == "feed":
            etree.SubElement(body, "outline", type="rss", text=one.name, title=one.name, xmlUrl=one.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
