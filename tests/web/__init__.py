"""Pages and interface; Django is told where its settings are before anything of it is imported."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "voimavara.web.settings")
