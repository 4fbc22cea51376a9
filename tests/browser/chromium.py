"""
Chromium without a window, as the tests and the pictures of the documentation use it.
"""

from __future__ import annotations

import json
import shutil

from pathlib import Path


#: Nothing but the page itself may use the network, or the tests could not tell who did.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,900",
)


class MissingError(Exception):
    """
    There is no browser here, or nothing to drive it with.
    """


def start(profile: Path):
    """
    Debian's Chromium with its own driver, which has the same version, and an empty profile.
    """
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        msg = "chromium or chromedriver is missing (Debian: chromium, chromium-driver)"
        raise MissingError(msg)
    try:
        from selenium import webdriver  # noqa: PLC0415 - may be missing
    except ImportError:
        msg = "selenium is missing (pip: perfscore[browser])"
        raise MissingError(msg) from None
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=driver))


def requested(browser):
    """
    The addresses that the browser fetched something from; a ``data:`` address is part of the page.
    """
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    addresses = (
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    )
    return [address for address in addresses if not address.startswith("data:")]
