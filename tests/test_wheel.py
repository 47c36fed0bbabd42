from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

TOP = Path(__file__).parent.parent


def test_a_wheel_brings_its_knowledge(tmp_path: Path) -> None:
    """Unpacked anywhere, it answers from another folder, serves its page and finds its tables."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(tmp_path)]
    subprocess.run([*build, str(TOP)], check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    for room in ("web", "rehearsal"):
        assert (installed / "bot" / room / "static" / "index.html").is_file()

    def khuyencong(*words: str, said: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            input=said,
            cwd=elsewhere,
            env=os.environ | {"PYTHONPATH": str(installed)},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    asked = json.loads(khuyencong("ask", "khuyến công là gì", "--json"))
    assert (asked["kind"], asked["entry"]) == ("answer", "promotion.overview")
    assert "khuyến công" in khuyencong("chat", said="xin chào\n").lower()
    assert khuyencong("leads", "--json") == ""
