"""Django's settings in tests: a home of its own, and the database that was asked for."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="shiryokan-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("SHIRYOKAN_")]:
    if _name != "SHIRYOKAN_TEST_DATABASE":
        del os.environ[_name]
os.environ["SHIRYOKAN_HOME"] = _home
# pictures are read where a test asks for it: each takes seconds
os.environ["SHIRYOKAN_SCANS"] = "off"
# all tests come from one address
os.environ["SHIRYOKAN_WEB_PER_MINUTE"] = os.environ["SHIRYOKAN_HEAVY_PER_MINUTE"] = "0"

if os.environ.get("SHIRYOKAN_TEST_DATABASE") == "postgresql":
    from tests import postgresql

    _server = postgresql.start()
    atexit.register(_server.cleanup)
    os.environ["SHIRYOKAN_DATABASE_URL"] = _server.get_uri()
    os.environ["SHIRYOKAN_SEARCH_ENGINE"] = "postgresql"

from shiryokan.site.settings import *  # noqa: E402, F403
from shiryokan.site.settings import DATABASES  # noqa: E402

# nothing is killed in the tests' own process, so no commit of it need wait for the disk
for _options in (_database.get("OPTIONS", {}) for _database in DATABASES.values()):
    if "init_command" in _options:
        _options["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = [
    "tests.hashers.QuickPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
