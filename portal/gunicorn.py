"""How gunicorn serves the portal: a few processes, each with a few threads."""

import gc
import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
timeout = 30
# A query string of any length gets the page and a message; a proxy in front sets its own limit.
limit_request_line = 0
max_requests = 5000
max_requests_jitter = 500
accesslog = None
control_socket_disable = True


def post_worker_init(worker) -> None:
    """What is loaded by now stays for good: the garbage collector need not look through it again and again, which
    would stop some pages for a tenth of a second."""
    gc.collect()
    gc.freeze()
