"""How static files are stored for visitors: ours without their comments, then all named by content and compressed."""

from collections.abc import Iterator
from typing import Any

import rcssmin
import rjsmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

LIGHTER = {"css/": rcssmin.cssmin, "js/": rjsmin.jsmin}  # what is ours; vendored files come as they are


class LightStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Our style sheets and scripts explain themselves at length to whoever edits them; a reader need not carry that."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[tuple]:
        for folder, lighter in LIGHTER.items():
            for name in [name for name in paths if name.startswith(folder) and not dry_run]:
                with self.open(name) as file:
                    light = lighter(file.read().decode())
                self.delete(name)
                self._save(name, ContentFile(light.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)
