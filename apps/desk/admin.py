from . import account_admin  # noqa: F401  (signing in to the admin)
