"""The settings of Odaq: one file, driven by the environment (and by `.env`), secure unless asked otherwise.

Every name that is read here is explained in `.env.example`.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from . import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
env.load_env_file(BASE_DIR / ".env")

# ---- safety first
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# HTTPS is what the public gets. `make run` turns it off for 127.0.0.1, where there is no certificate.
HTTPS = env.flag("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "odaq_language"  # only the admin reads it: public pages have their language in the address
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# ---- the house
INSTALLED_APPS = [
    "modeltranslation",  # before the admin, which it extends
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "simple_history",
    "tree_queries",
    "django_htmx",
    "csp",
    "allauth.account",  # without "allauth" itself: every page and every word of it is the portal's own
    "allauth.mfa",
    "apps.core",
    "apps.reference",
    "apps.sources",
    "apps.organizations",
    "apps.terms",
    "apps.members",
    "apps.people",
    "apps.events",
    "apps.documents",
    "apps.search",
    "apps.desk",
    "apps.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.compression.BrotliMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # an unchanged page is not sent twice
    "csp.middleware.CSPMiddleware",
    "apps.core.middleware.DatabaseDownMiddleware",
    "apps.core.middleware.MethodNotAllowedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "apps.desk.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "apps.core.templatetags.odaq"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# ---- what it stands on
DATABASES = {"default": env.database("DATABASE_URL", VAR / "odaq.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {
            "BACKEND": "apps.core.shared_cache.SharedFileCache",
            "LOCATION": VAR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 100_000},  # above it, files are thrown out, and with them counted tries
        }
    )
}
# Fixtures name the target of a generic relation by its natural key.
SERIALIZATION_MODULES = {"json": "apps.core.serializers"}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# ---- languages and time
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("en", "English")]
MODELTRANSLATION_DEFAULT_LANGUAGE = "kk"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("kk", "en"), "kk": ("en",), "en": ("kk",)}
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django"]  # ours first, then Django's, completed
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Almaty"

# ---- files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT") or VAR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.static_files.LightStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (
    *"jpg jpeg png gif webp zip gz tgz bz2 tbz xz br swf flv woff woff2 3gp 3gpp asf avi m4v mov mp4 mpeg mpg".split(),
    *"webm wmv map po mo".split(),
)

# ---- people who work here
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL, ACCOUNT_LOGOUT_REDIRECT_URL = "account_login", "admin:index", "account_login"
AUTHENTICATION_BACKENDS = ["apps.desk.backends.DeskBackend"]
ACCOUNT_ADAPTER = "apps.desk.adapters.DeskAccounts"
ACCOUNT_FORMS = {
    "login": "apps.desk.account_forms.SignInForm",
    "change_password": "apps.desk.account_forms.PasswordForm",
    "reauthenticate": "apps.desk.account_forms.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # nobody signs up: it says that there are passwords
ACCOUNT_EMAIL_VERIFICATION = "none"  # no mail is sent
ACCOUNT_SESSION_REMEMBER = True
# By address and by account; what has failed is kept in the cache, which all processes share.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
# Publishers and administrators work only after a second factor, outside development.
MFA_REQUIRED = env.flag("MFA_REQUIRED", default=not DEBUG)
MFA_ADAPTER = "apps.desk.adapters.SealedFactors"
MFA_FORMS = {
    "authenticate": "apps.desk.account_forms.CodeForm",
    "reauthenticate": "apps.desk.account_forms.ConfirmCodeForm",
    "activate_totp": "apps.desk.account_forms.SetUpForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Odaq"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: clocks differ, and typing takes time
CSRF_FAILURE_VIEW = "apps.pages.views.csrf_failure"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the form of an organisation with 30 rows in each inline sends about 2,000

# ---- the portal's own
PAGE_SIZES = (20, 50, 100)
PREVIEW_DAYS = env.number("PREVIEW_DAYS", 7)  # so long a link to the page of a draft holds

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
