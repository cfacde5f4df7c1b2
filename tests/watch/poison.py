# ruff: noqa: E501 - an input a line
"""Inputs that are made to hurt a reader: at least five hundred, the same at each run."""

import gzip
import random
import zlib
from collections.abc import Iterator

from tests.watch.pages import article, day, post, preview, rss

TEXT = "Police said two workers were killed in a warehouse fire in Lviv. Вода піднялася. Вода поднялась."
SEEDS: dict[str, bytes] = {
    "rss": rss(("a", TEXT, day(1)), ("b", "Snow fell.", day(2))),
    "atom": b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><title>A</title></entry></feed>",
    "page": article("Fire", TEXT),
    "preview": preview("Channel", [post("chan", n, TEXT, n) for n in range(3)]),
    "jsonl": b'{"id": "1", "text": "Two cars burned."}\n{"id": "2", "text": "Snow fell."}\n',
    "json feed": b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "<p>A</p>"}]}',
    "telegram": b'{"name": "c", "id": 1, "messages": [{"id": 1, "type": "message", "date_unixtime": "1700000000", "text": "A"}]}',
    "table": b"id,text,published\n1,Two cars burned,2026-03-01\n2,Snow fell,2026-03-01\n",
    "plain": TEXT.encode(),
}
BIDI = "\u202e\u2066\u202d\u200f"
ODD = ("\u0000", "\ufeff", "\u200b" * 1000, "\ud7ff", "\U0010ffff", "\u0301" * 5000, "аа́" * 50, "\u2028", "ﷺ" * 500)


def inputs() -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each."""
    yield from _bombs()
    yield from _nested()
    yield from _odd_letters()
    yield from _encodings()
    yield from _mutated()


def _bombs() -> Iterator[tuple[str, bytes]]:
    for size in (10_000_000, 60_000_000, 120_000_000):
        yield f"gzip of {size}", gzip.compress(b"\0" * size)
    once = gzip.compress(b"a" * 30_000_000)
    yield "gzip in gzip", gzip.compress(once)
    yield "cut gzip", once[:-20]
    yield "zlib", zlib.compress(b"a" * 1_000_000)
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    for root in ("rss", "feed", "urlset", "html"):
        yield (
            f"laughs in {root}",
            f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'lol'>{laughs}]><{root}>&l11;</{root}>".encode(),
        )
        yield (
            f"outer entity in {root}",
            f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><{root}>&a;</{root}>".encode(),
        )
        yield (
            f"parameter entity in {root}",
            f"<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://127.0.0.1:9/x'> %a;]><{root}/>".encode(),
        )
        yield (
            f"quadratic in {root}",
            f"<!DOCTYPE x [<!ENTITY a '{'a' * 100_000}'>]><{root}>{'&a;' * 10_000}</{root}>".encode(),
        )


def _nested() -> Iterator[tuple[str, bytes]]:
    for depth in (100, 1_000, 10_000, 100_000):
        for tag in ("div", "b", "table", "ul", "a", "font", "blockquote", "span", "p", "i"):
            yield f"{depth} {tag}", f"<!doctype html><html><body><article>{f'<{tag}>' * depth}x".encode()
        yield f"{depth} arrays", b'{"id": "1", "text": ' + b"[" * depth + b"]" * depth + b"}"
        yield f"{depth} objects", b'{"a":' * depth + b"1" + b"}" * depth
        yield f"{depth} elements in a feed", b"<rss><channel><item><description>" + b"<b>" * depth
        yield f"{depth} json messages", b'{"messages": [' + b"{" * depth
    yield (
        "many attributes",
        b"<!doctype html><html><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p></html>",
    )
    yield "a long attribute", b"<!doctype html><html><p class='" + b"a" * 5_000_000 + b"'>x</p></html>"
    yield "many items", b"<rss><channel>" + b"<item><title>a</title></item>" * 20_000
    yield "many comments", b"<!doctype html><html>" + b"<!-- x -->" * 100_000
    yield "many brackets", b"<" * 1_000_000
    yield "many ampersands", b"<!doctype html><html><p>" + b"&" * 1_000_000
    yield "one long line", b"a" * 3_000_000
    yield "a table of one column", b"text\n" + b"x\n" * 100_000
    yield "a table of many columns", b",".join(b"c%d" % n for n in range(50_000)) + b"\n1\n"
    yield "an open quote in a table", b'id,text\n1,"' + b"x" * 2_000_000
    yield "large numbers", b'{"id": "1", "text": "a", "published": ' + b"9" * 100_000 + b"}"
    yield "a date of much length", b'{"id": "1", "text": "a", "published": "' + b"1" * 1_000_000 + b'"}'


def _odd_letters() -> Iterator[tuple[str, bytes]]:
    for name, seed in SEEDS.items():
        for number, odd in enumerate((*ODD, BIDI)):
            yield f"letters {number} in {name}", seed.replace(b"a", odd.encode("utf-8", "surrogatepass"), 3)
        yield f"half a letter in {name}", seed.replace(b"a", b"\xed\xa0\x80", 2)
        yield f"not utf-8 in {name}", seed.replace(b"a", b"\xff\xfe\xc0\x80", 2)


def _encodings() -> Iterator[tuple[str, bytes]]:
    for name, seed in SEEDS.items():
        for code in ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1251", "koi8-r", "cp037", "shift_jis", "iso2022_jp"):
            yield f"{name} in {code}", seed.decode().encode(code, "replace")
        yield (
            f"{name} that lies of its encoding",
            seed.replace(b"utf-8", b"ascii").replace(b"1.0'", b"1.0' encoding='utf-32'"),
        )


def _mutated() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(25)
    for name, seed in SEEDS.items():
        for number in range(24):
            data = bytearray(seed * (1 + number % 3))
            for _ in range(1 + number):
                at = chance.randrange(len(data))
                match number % 4:
                    case 0:
                        data[at] = chance.randrange(256)
                    case 1:
                        del data[at : at + chance.randrange(1, 40)]
                    case 2:
                        data[at:at] = chance.randbytes(chance.randrange(1, 20))
                    case _:
                        data[at:at] = data[at : at + 50] * chance.randrange(1, 50)
                data = data or bytearray(b" ")
            yield f"{name}, mutation {number}", bytes(data)
