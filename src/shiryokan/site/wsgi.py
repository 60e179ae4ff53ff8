"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
application = get_wsgi_application()

from shiryokan.access.scope import nothing_outside_of_requests  # noqa: E402  after set-up

nothing_outside_of_requests()
