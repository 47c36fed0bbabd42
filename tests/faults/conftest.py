from collections.abc import Callable

import pytest

from bench.faults.finding import Finding

LINES = pytest.StashKey[list[str]]()
Keeps = Callable[[Finding], None]


@pytest.fixture
def keeps(pytestconfig: pytest.Config) -> Keeps:
    """Every promise was kept; the counts are told at the end."""

    def look(finding: Finding) -> None:
        pytestconfig.stash.setdefault(LINES, []).append(finding.line)
        assert not finding.broken, finding.line

    return look


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """The lines of the report."""
    if lines := config.stash.get(LINES, []):
        terminalreporter.section("faults (longer: python -m bench.faults)")
        for line in lines:
            terminalreporter.write_line(line)
