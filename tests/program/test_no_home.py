"""A service's user often has no home, where what the program draws with would keep a cache."""

from pathlib import Path

from tests.program.conftest import Run


def test_without_a_home_nothing_is_said_and_nothing_is_left(
    started_zkkk: Run, tmp_path: Path
) -> None:
    """No library's warning gets out, and no folder for the time being stays behind."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    nowhere = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "/dev/null")
    done = started_zkkk(
        *("build", "--year", "2016", "--lang", "sq", "--format", "html"),
        *("--no-municipalities", "--log-format", "json"),
        cwd=tmp_path,
        env={**nowhere, "TMPDIR": str(temporary), "MPLCONFIGDIR": ""},
    )
    assert done.returncode == 0
    assert "2016" in done.stderr
    assert "matplotlib" not in done.stderr.lower()
    assert list(temporary.iterdir()) == []
