"""A headless Chromium for tests: found on the PATH, installed where that is wanted, else the
tests say why they were skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
WISH = "INSTALL_CHROMIUM"
# No sandbox, because tests also run as root; the rest keeps the browser from calling anybody.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A browser of one's own, closed in the end."""
    path = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


def find_chromium() -> str:
    """Where Chromium is.  Skips the test when there is none and it may not be installed."""
    found = _on_path()
    if found is None and _may_install():
        subprocess.run(["apt-get", "-qq", "update"], check=True)
        install = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(install, check=True)
        found = _on_path()
    if found is None:
        pytest.skip(f"no Chromium here; as root on Debian, {WISH}=1 installs it")
    return found


def _on_path() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _may_install() -> bool:
    is_wanted = bool(os.environ.get("CI") or os.environ.get(WISH))
    return is_wanted and os.geteuid() == 0 and shutil.which("apt-get") is not None
