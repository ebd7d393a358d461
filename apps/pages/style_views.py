from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from apps.core.views import PageView

from .palette import PAIRS, THEMES, swatches
from .samples import Samples
from .specimens import SECTIONS


class Style(PageView):
    """The design system, drawn by the templates and the style sheet that readers get. For staff only."""

    template_name = "pages/style.html"
    title = _("Style page")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.reader_is_staff():
            raise Http404
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        samples = Samples(self.moment)
        return super().get_context_data(
            swatches=swatches(),
            pairs=[(pair, [(theme, round(pair.measured(theme), 1)) for theme in THEMES]) for pair in PAIRS],
            sections=SECTIONS,
            sample=samples,
            **samples.listing,
            **kwargs,
        )
