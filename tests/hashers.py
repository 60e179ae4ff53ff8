"""A password hasher that is quick, and safe for nobody's password but a test's."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickPasswordHasher(PBKDF2PasswordHasher):
    """Django's own, with fewer rounds."""

    iterations = 1000
