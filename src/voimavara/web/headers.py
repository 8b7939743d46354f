"""Headers of every answer: what a page may load (its own host only), and how long it may be kept."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Vary": "Accept-Encoding",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
# Open data may be read by any page in the world.
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


def headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that sets the headers."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        opened = OPEN if is_open_data(request.path) else {}
        for name, value in {**ALWAYS, **_with_tiles(request.path), **opened}.items():
            response.headers.setdefault(name, value)
        return response

    return answer


class Compressed(GZipMiddleware):
    """Django's, without the random bytes that hide secrets: pages hold none, and two of one are the same."""

    max_random_bytes = 0


def _with_tiles(path: str) -> dict[str, str]:
    """The page with the map may show the tiles that the city has chosen; no other page may."""
    if not settings.TILES or not path.endswith("/estate"):
        return {}
    host = urlsplit(settings.TILES)
    allowed = POLICY.replace(
        "img-src 'self'", f"img-src 'self' {host.scheme}://{host.netloc.replace('{s}', '*')}"
    )
    return {"Content-Security-Policy": allowed}


def is_open_data(path: str) -> bool:
    """Whether the address gives data for other programs rather than a page."""
    return path.startswith("/api/") or path.endswith((".csv", ".svg", ".json"))
