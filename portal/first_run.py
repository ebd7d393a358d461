"""What a fresh checkout needs before Django can start: a folder for its data, and a `.env` with a secret of its own.

Run as `python -m portal.first_run`; a second run changes nothing.
"""

import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = """# Made by `make run` for this machine. See .env.example for every name that can stand here.
SECRET_KEY={secret}
# There is no certificate on 127.0.0.1.
HTTPS=0
# A trial on one machine: nobody is made to set up a second factor. Remove this line where others can reach the portal.
MFA_REQUIRED=0
"""


def main() -> None:
    (ROOT / "var").mkdir(exist_ok=True)
    env = ROOT / ".env"
    if not env.exists():
        env.touch(mode=0o600)
        env.write_text(TEXT.format(secret=secrets.token_urlsafe(60)))
        print(f"Wrote {env.name} with a new secret key.")  # noqa: T201


if __name__ == "__main__":
    main()
