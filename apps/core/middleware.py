"""What the site says when its database is gone, and when a page is asked for in a way that it does not know."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from redis import exceptions as redis

logger = logging.getLogger(__name__)

# Signing in and suggesting count their tries in the shared cache: without it nobody could be held to them.
DOES_NOT_ANSWER = (OperationalError, InterfaceError, redis.ConnectionError, redis.TimeoutError)


class DatabaseDownMiddleware:
    """Answers 503, in the reader's language, where a page could not reach the database or the shared cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DOES_NOT_ANSWER):
            return None
        logger.error("The database or the cache does not answer.", exc_info=exception)
        with translation.override(translation.get_language_from_request(request, check_path=True)):
            page = render_to_string("503.html", request=None)
        return HttpResponse(page, status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})


class MethodNotAllowedMiddleware:
    """Gives the empty answer of a view that does not know the method (405) a page, in the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            with translation.override(translation.get_language_from_request(request, check_path=True)):
                response.content = render_to_string("405.html", request=None)
            response["Content-Type"] = "text/html; charset=utf-8"
        return response
