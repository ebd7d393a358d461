"""What is unwise about signing in, said in a sentence at `manage.py check --deploy`."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def second_factor_is_required(app_configs, **kwargs):
    if settings.MFA_REQUIRED or settings.DEBUG:
        return []
    return [
        Warning(
            "Publishers and administrators may work without a second factor (MFA_REQUIRED=0).",
            hint="Remove MFA_REQUIRED from the environment and from .env.",
            id="odaq.W030",
        )
    ]


@register(Tags.security, deploy=True)
def tries_are_counted_by_reader(app_configs, **kwargs):
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT or not settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Warning(
            "Behind the proxy everybody signs in from one address: one who guesses passwords would lock out all.",
            hint="Let the proxy add to X-Forwarded-For, and set TRUSTED_PROXY_COUNT to the number of proxies.",
            id="odaq.W031",
        )
    ]
