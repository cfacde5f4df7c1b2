"""The only connection of this room: one request to an address of the settings. No redirects, no unpacking, limits."""

from time import monotonic

SECONDS = 20.0  # between two pieces of an answer; the whole of it may take three times as long


def asked_of(url: str, body: bytes | None, headers: dict[str, str], longest: int) -> tuple[int, bytes]:
    """Status and bytes of one answer over HTTP (POST where there is a body). Raises OSError, also past `longest`."""
    import httpx

    given = {"User-Agent": "allegedly", "Accept-Encoding": "identity"} | headers
    method, until = "GET" if body is None else "POST", monotonic() + 3 * SECONDS
    try:
        with httpx.stream(method, url, content=body, headers=given, timeout=SECONDS) as response:
            found = b""
            for piece in response.iter_raw():
                found += piece
                if len(found) > longest:
                    raise OSError(f"{url} answered with more than {longest:,} bytes")
                if monotonic() > until:
                    raise OSError(f"{url} did not end its answer within {3 * SECONDS:.0f} seconds")
            return response.status_code, found
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise OSError(f"{url} cannot be reached: {error or type(error).__name__}") from error
