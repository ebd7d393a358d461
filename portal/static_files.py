"""How static files are stored for visitors: style sheets without their comments, then named by content, compressed."""

from collections.abc import Iterator
from typing import Any

import rcssmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage


class LightStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Our style sheets explain themselves at length to whoever edits them; a reader's phone need not carry that."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[tuple]:
        for name in [name for name in paths if name.startswith("css/") and not dry_run]:
            with self.open(name) as file:
                light = rcssmin.cssmin(file.read().decode())
            self.delete(name)
            self._save(name, ContentFile(light.encode()))
            paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)
