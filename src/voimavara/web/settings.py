"""Django's settings: no database, no sessions, no accounts; the workspace comes from the environment."""

from __future__ import annotations

import hashlib
import os
import secrets
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import django_htmx
from django.core.exceptions import ImproperlyConfigured

HERE = Path(__file__).parent
WORKSPACE = Path(os.environ.get("VOIMAVARA_WORKSPACE", "."))
SNAPSHOTS = WORKSPACE / "snapshots"
# Pages show the newest snapshot, or that of the day.
AS_OF = date.fromisoformat(os.environ["VOIMAVARA_AS_OF"]) if os.environ.get("VOIMAVARA_AS_OF") else None
# Whether the charts of a new snapshot are drawn before anybody asks for them.
DRAW_AHEAD = bool(os.environ.get("VOIMAVARA_DRAW_AHEAD"))
# A city's own colours and mark, laid over the product's: <workspace>/brand/tokens.css and mark.svg.
BRAND = WORKSPACE / "brand"

# The map's background, only where a city names one: its tiles and, after a space, whose they are.
TILES, _, TILES_BY = os.environ.get("VOIMAVARA_TILES", "").strip().partition(" ")
if TILES and not (
    TILES.startswith("https://") and all(sign in TILES for sign in ("{z}", "{x}", "{y}")) and TILES_BY
):
    raise ImproperlyConfigured(
        f"VOIMAVARA_TILES: got '{TILES} {TILES_BY}', expected an https address with {{z}}, {{x}} and {{y}}, "
        "a space, and whose map it is, as in: https://tiles.example/{z}/{x}/{y}.png © Example"
    )


def _leaflet() -> Path:
    """The static files of django-leaflet; it is not imported, for nothing else of it is used."""
    found = find_spec("leaflet")
    if found is None or not found.submodule_search_locations:
        raise ImproperlyConfigured(
            "django-leaflet is missing; install it with: pip install -r requirements.txt"
        )
    return Path(found.submodule_search_locations[0]) / "static"


LEAFLET = _leaflet()


def _fingerprint(*folders: Path) -> str:
    """Changes when a stylesheet or script changes, so that browsers may keep them for a year."""
    files = sorted(
        path for folder in folders for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"
    )
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


# Part of every page's ETag: changes with the product, as the snapshot's id does with the figures.
PRODUCT = _fingerprint(HERE, HERE.parent / "locale", HERE.parent / "charts", BRAND)
BRAND_FILES = frozenset(path.name for path in BRAND.glob("*")) if BRAND.is_dir() else frozenset()

DEBUG = False
# Nothing is signed (no sessions, no forms that write); Django only wants the setting to be there.
SECRET_KEY = secrets.token_urlsafe(32)
# Pages hold no links built from the Host header, so any name the server answers to is fine.
ALLOWED_HOSTS = os.environ.get("VOIMAVARA_HOSTS", "*").split(",")
ROOT_URLCONF = "voimavara.web.urls"
WSGI_APPLICATION = "voimavara.web.wsgi.application"
APPEND_SLASH = False
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
DATABASES: dict[str, object] = {}
INSTALLED_APPS = ["django.contrib.staticfiles", "django_htmx"]

MIDDLEWARE = [
    "voimavara.web.headers.headers",
    "voimavara.web.headers.Compressed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {"environment": "voimavara.web.templating.environment"},
    }
]

STATICFILES_DIRS: list[object] = [HERE / "static", LEAFLET]
if BRAND.is_dir():
    STATICFILES_DIRS.append(("brand", BRAND))
STATIC_URL = f"/static/{_fingerprint(HERE / 'static', Path(django_htmx.__file__).parent, LEAFLET, BRAND)}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802 - the setting's name
    """Every static address carries the fingerprint of all files, so none of them ever changes."""
    return bool(path) and url.startswith(STATIC_URL)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["stderr"], "level": "ERROR"}},
}
