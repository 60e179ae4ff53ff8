"""Django's settings, made from the instance's own (:mod:`shiryokan.instance.config`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from shiryokan.i18n import locale_folders
from shiryokan.instance.config import Config, load
from shiryokan.instance.home import Home
from shiryokan.registers import catalogue as _registers  # noqa: F401  brings their words
from shiryokan.site.logs import written_as

SHIRYOKAN: Config = load()
_home = Home(SHIRYOKAN.folder)
_home.make()
_site = Path(__file__).parent

SECRET_KEY = SHIRYOKAN.secret_key or _home.secret_key()
DEBUG = SHIRYOKAN.debug
ALLOWED_HOSTS = list(SHIRYOKAN.hosts)
ROOT_URLCONF = "shiryokan.site.urls"
WSGI_APPLICATION = "shiryokan.site.wsgi.application"

INSTALLED_APPS = [
    "shiryokan.audit.apps.AuditConfig",
    "shiryokan.jobs.apps.JobsConfig",
    "shiryokan.access.apps.AccessConfig",
    "shiryokan.documents.apps.DocumentsConfig",
    "shiryokan.scans.apps.ScansConfig",
    "shiryokan.following.apps.FollowingConfig",
    "shiryokan.homes.apps.HomesConfig",
    "shiryokan.records.apps.RecordsConfig",
    "shiryokan.search.apps.SearchConfig",
    "shiryokan.items.apps.ItemsConfig",
    "shiryokan.semantic.apps.SemanticConfig",
    "shiryokan.backup.apps.BackupConfig",
    "shiryokan.quotes.apps.QuotesConfig",
    "shiryokan.subjects.apps.SubjectsConfig",
    "shiryokan.deadlines.apps.DeadlinesConfig",
    "shiryokan.alerts.apps.AlertsConfig",
    "shiryokan.lookout.apps.LookoutConfig",
    "shiryokan.news.apps.NewsConfig",
    "shiryokan.learning.apps.LearningConfig",
    "shiryokan.remarks.apps.RemarksConfig",
    "shiryokan.checklists.apps.ChecklistsConfig",
    "shiryokan.parcels.apps.ParcelsConfig",
    "shiryokan.binders.apps.BindersConfig",
    "shiryokan.accounts.apps.AccountsConfig",
    "shiryokan.digest.apps.DigestConfig",
    "shiryokan.health.apps.HealthConfig",
    "shiryokan.api.apps.ApiConfig",
    "shiryokan.web.viewer.apps.ViewerConfig",
    "shiryokan.web.search.apps.SearchPagesConfig",
    "shiryokan.web.registers.apps.RegisterPagesConfig",
    "shiryokan.web.items.apps.ItemPagesConfig",
    "shiryokan.web.quotes.apps.QuotePagesConfig",
    "shiryokan.web.subjects.apps.SubjectPagesConfig",
    "shiryokan.web.scans.apps.ScanPagesConfig",
    "shiryokan.web.uploads.apps.UploadsConfig",
    "shiryokan.web.documents.apps.DocumentPagesConfig",
    "shiryokan.web.audit.apps.AuditPagesConfig",
    "shiryokan.web.alerts.apps.AlertPagesConfig",
    "shiryokan.web.lookout.apps.LookoutPagesConfig",
    "shiryokan.web.news.apps.NewsPagesConfig",
    "shiryokan.web.digest.apps.DigestPagesConfig",
    "shiryokan.web.learning.apps.LearningPagesConfig",
    "shiryokan.web.parcels.apps.ParcelPagesConfig",
    "shiryokan.web.remarks.apps.RemarkPagesConfig",
    "shiryokan.web.binders.apps.BinderPagesConfig",
    "shiryokan.web.checklists.apps.ChecklistPagesConfig",
    "shiryokan.web.deadlines.apps.DeadlinePagesConfig",
    "shiryokan.web.homes.apps.HomePagesConfig",
    "shiryokan.web.accounts.apps.AccountPagesConfig",
    "shiryokan.web.health.apps.HealthPagesConfig",
    "shiryokan.site.apps.SiteConfig",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "shiryokan.site.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "shiryokan.site.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "shiryokan.site.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shiryokan.site.reader_scope.ReadingMiddleware",
    "shiryokan.site.rate_limits.PacingMiddleware",
    "shiryokan.accounts.second_factor.SecondFactorMiddleware",
    # the next but one reads the body: whoever is refused is refused before that
    "shiryokan.site.request_bodies.BodiesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shiryokan.site.not_allowed.NotAllowedMiddleware",
    "shiryokan.site.languages.LanguagesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_site / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shiryokan.site.context.instance",
                "shiryokan.web.alerts.context.news",
            ],
        },
    }
]


def _databases() -> dict[str, Any]:
    if SHIRYOKAN.database_url:
        return {
            "default": {
                **dj_database_url.parse(SHIRYOKAN.database_url),
                "CONN_MAX_AGE": 60,
                "CONN_HEALTH_CHECKS": True,
            }
        }
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _home.database,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # a transaction takes its write lock at once: none fails half-way for want of it
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL;"
                    "PRAGMA synchronous=FULL;"
                    "PRAGMA cache_size=-16000;"
                    "PRAGMA mmap_size=0;"
                ),
            },
            "TEST": {"NAME": _home.folder / "test.sqlite3"},
        }
    }


DATABASES = _databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# without a list of queues any is allowed: each home has one of its own name
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    # all servers, and all processes of one, count the same attempts to sign in
    "default": {
        "BACKEND": "shiryokan.site.caches.SharedCache",
        "LOCATION": "jobs_remembered",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
    if SHIRYOKAN.database_url
    else {
        "BACKEND": "shiryokan.site.caches.InstanceCache",
        "LOCATION": _home.cache,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

LANGUAGE_CODE = SHIRYOKAN.language
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = locale_folders()
USE_I18N = True
USE_TZ = True
TIME_ZONE = SHIRYOKAN.time_zone

STATIC_URL = "/static/"
STATICFILES_DIRS = [_site / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "shiryokan.site.static_files.VersionedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "viewer:home"
LOGOUT_REDIRECT_URL = "viewer:home"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_ADAPTER = "shiryokan.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "shiryokan.web.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SHIRYOKAN.sends_mail else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = SHIRYOKAN.sends_mail
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SHIRYOKAN.https else "http"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/5m/ip,5/5m/key",
    "login": "60/m/ip",
    "reauthenticate": "5/5m/user",
    "change_password": "5/5m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SHIRYOKAN.https else 0
MFA_ADAPTER = "shiryokan.accounts.adapters.MfaAdapter"
MFA_FORMS = {"add_webauthn": "shiryokan.web.accounts.key_form.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SHIRYOKAN.https
SOCIALACCOUNT_ADAPTER = "shiryokan.accounts.openid.ElsewhereAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": SHIRYOKAN.oidc_name,
                "client_id": SHIRYOKAN.oidc_client,
                "secret": SHIRYOKAN.oidc_secret,
                "settings": {"server_url": SHIRYOKAN.oidc_server},
            }
        ]
        if SHIRYOKAN.oidc_server
        else [],
    }
}
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if SHIRYOKAN.sends_mail
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT = SHIRYOKAN.smtp_host, SHIRYOKAN.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SHIRYOKAN.smtp_user, SHIRYOKAN.smtp_password
EMAIL_USE_TLS = SHIRYOKAN.smtp_tls == "starttls"
EMAIL_USE_SSL = SHIRYOKAN.smtp_tls == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SHIRYOKAN.mail_from
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

DATA_UPLOAD_MAX_NUMBER_FILES = SHIRYOKAN.upload_files
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_TEMP_DIR = _home.incoming

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        # no script here makes markup out of text, nor may one begin to
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = SHIRYOKAN.session_days * 86_400
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SHIRYOKAN.https
SECURE_HSTS_SECONDS = 31_536_000 if SHIRYOKAN.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SHIRYOKAN.https else None

LOGGING = {
    **written_as(SHIRYOKAN.logs),
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        name: {"level": "INFO" if SHIRYOKAN.logs == "json" else "WARNING"}
        for name in ("shiryokan.requests", "shiryokan.jobs", "django_tasks_db")
    },
}
