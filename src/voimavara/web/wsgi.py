"""The application that an HTTP server runs: `granian --interface wsgi voimavara.web.wsgi:application`."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

from voimavara.web.kept_pages import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimavara.web.settings")
# A page that is being made lets go of Python's lock for readers of kept pages sooner than after 5 ms.
sys.setswitchinterval(0.0005)

application = KeptPages(get_wsgi_application())
