"""Run the whole suite: on SQLite, in a browser, and on PostgreSQL and Redis where they answer.

Says in one line what could not be run; under CI=true that is a failure.
"""

import os
import shutil
import socket
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/odaq")
NU_CHECKER = "26.9.27"
BROWSERS = str(min(os.cpu_count() or 1, 4))  # at once: each has a server and a database of its own
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


def say(text: str) -> None:
    print(f"\n── {text}", flush=True)  # noqa: T201


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def installed(program: str, package: str) -> bool:
    """Find a program, or install Debian's package of it where we may."""
    if shutil.which(program):
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing {package} …")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # noqa: S607
    subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False, **quiet)  # noqa: S603, S607
    return shutil.which(program) is not None


def pytest(*arguments: str, **environment: str) -> bool:
    command = [sys.executable, "-m", "pytest", *arguments, *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0  # noqa: S603


def manage(*arguments: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)  # noqa: S603


def nu_checker() -> Path | None:
    """Return the Nu HTML checker's program, fetched once; None where Java or the package cannot be had."""
    jar = ROOT / "var" / "tools" / "vnu.jar"
    if not installed("java", "default-jre-headless"):
        return None
    if not jar.exists() and installed("npm", "npm"):
        say("Fetching the Nu HTML checker …")
        jar.parent.mkdir(parents=True, exist_ok=True)
        packed = ["npm", "pack", "--silent", f"vnu-jar@{NU_CHECKER}"]
        subprocess.run(packed, cwd=jar.parent, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
        for archive in jar.parent.glob("vnu-jar-*.tgz"):
            with tarfile.open(archive) as packed_file:
                packed_file.extract("package/build/dist/vnu.jar", jar.parent, filter="data")
            (jar.parent / "package" / "build" / "dist" / "vnu.jar").rename(jar)
            archive.unlink()
    return jar if jar.exists() else None


def main() -> int:
    missing, passed = [], True
    if not installed("xgettext", "gettext"):
        missing.append("gettext (is every message in the catalogue?)")
    manage("compile_catalogues")

    say("Unit tests on SQLite")
    passed &= pytest("-n", "auto", "--dist", "loadgroup", "-m", "not browser and not nu and not postgresql")

    if installed("chromium", "chromium"):
        redis = {"REDIS_URL": REDIS} if answers(6379) else {}
        say(f"Browser tests{' with Redis' if redis else ''}")
        passed &= pytest("-n", BROWSERS, "--dist", "loadgroup", "-m", "browser", **redis)
    else:
        missing.append("Chromium (browser tests)")
    if jar := nu_checker():
        say("Every page through the Nu HTML checker")
        passed &= pytest("-m", "nu", VNU_JAR=str(jar))
    else:
        missing.append("the Nu HTML checker (needs Java and npm)")

    if not answers(6379):
        missing.append("Redis (the shared cache)")

    if answers(5432):
        say("Unit tests on PostgreSQL, but for those that are the same on every database")
        passed &= pytest(
            "-n", "auto", "--dist", "loadgroup", "-m", "not browser and not nu and not once", DATABASE_URL=POSTGRESQL
        )
    else:
        missing.append("PostgreSQL (the same tests again)")

    if missing:
        say(f"Not found here, so not run: {', '.join(missing)}.")
    return 0 if passed and not (missing and CI) else 1


if __name__ == "__main__":
    sys.exit(main())
