"""
A real browser and a server for the pages; without Chromium and Selenium, the tests say that they were skipped.

``PERFSCORE_BROWSER=required`` turns the skip into a failure, for machines that are meant to have them.
"""

from __future__ import annotations

import os
import threading

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import chromium
import pytest


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """
    One browser for all tests.
    """
    try:
        running = chromium.start(tmp_path_factory.mktemp("profile"))
    except chromium.MissingError as error:
        if os.environ.get("PERFSCORE_BROWSER") == "required":
            pytest.fail(f"PERFSCORE_BROWSER=required, but {error}")
        pytest.skip(f"NO BROWSER TESTS: {error}")
    yield running
    running.quit()


class _Server(ThreadingHTTPServer):
    """
    Serves texts by path, and remembers what it was asked for.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = {}
        self.asked = []

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body = self.server.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_):
        """
        Nothing: pytest prints what there is to say.
        """


@pytest.fixture(scope="session")
def _running():
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(_running):
    """
    The server, without pages and without memory of earlier tests.
    """
    _running.pages.clear()
    _running.asked.clear()
    return _running
