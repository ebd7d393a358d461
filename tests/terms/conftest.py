"""The editor of these tests works in the admin as everywhere else."""

from tests.admin.conftest import editing_in

__all__ = ["editing_in"]
