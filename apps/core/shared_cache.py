"""A cache that every process of this machine shares, where there is no Redis.

Memory of each process would count tries to sign in once for each process.
"""

import fcntl
from pathlib import Path
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache


class SharedFileCache(FileBasedCache):
    """Django's cache in files, in which only one process at a time can add a key: what is counted under such a lock
    is counted right."""

    def add(self, *args: Any, **kwargs: Any) -> bool:
        self._createdir()
        with (Path(self._dir) / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return super().add(*args, **kwargs)
