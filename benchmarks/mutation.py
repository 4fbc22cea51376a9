"""
Mutation testing of the heart: notation, relations and rules.

    pip install mutmut
    python benchmarks/mutation.py [--only notation relations rules] [--children 2] [--sample 200]

mutmut changes one thing at a time in a copy of the source and runs the tests that reach it; a mutant is killed when one
fails. *--sample* tries so many of each package, picked by chance. The command prints the score of each package, of each of its modules, and the mutants that survived; docs/testing.md says why those may.
Of the two maintained tools mutmut was chosen because it imports the tests once and forks for each mutant; cosmic-ray
starts pytest anew, which takes longer than the tests themselves.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import shutil
import subprocess
import sys
import tempfile

from collections import Counter
from pathlib import Path
from random import Random
from typing import Final


_ROOT: Final = Path(__file__).parent.parent
_COPIED: Final = ("src", "tests", "examples", "docs", "README.md", "pyproject.toml")
_MODULES: Final = {
    "notation": "src/perfscore/notation/*.py",
    "relations": "src/perfscore/relations/*.py",
    "rules": "src/perfscore/rules/*.py",
}
#: mutmut forks from a process that has run the tests, so that what a memo remembers there would hide a change.
_COLD: Final = """

def forget():
    import functools
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith("perfscore"):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()


def pytest_sessionstart():
    forget()


@pytest.fixture(autouse=True)
def _forgetting():
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        forget()
"""
#: The tests that reach the heart.
_TESTS: Final = (
    "tests/notation",
    "tests/relations",
    "tests/checking",
    "tests/rules",
    "tests/conformance",
    "tests/suspects/test_investigation.py",
    "tests/suspects/test_slips_of_judgement.py",
    "tests/property/test_rounding_laws.py",
)
_CONFIG: Final = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {only}
pytest_add_cli_args_test_selection = {tests}
also_copy = ["examples", "docs", "README.md"]
pytest_add_cli_args = ["-p", "no:cacheprovider"]
"""
_RESULT: Final = re.compile(r"\s*perfscore\.(?P<module>[\w.]+?)\.[^.]*__mutmut_\d+: (?P<outcome>[\w ]+)")


def _prepared(folder: Path, modules: list[str]) -> None:
    for name in _COPIED:
        source = _ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    # A mutant meets a law many times over; fifty examples tell nearly as much as four hundred.
    laws = folder / "tests" / "property" / "test_rounding_laws.py"
    laws.write_text(laws.read_text("utf-8").replace("max_examples=400", "max_examples=50"), "utf-8")
    with (folder / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
        file.write(_COLD)
    config = _CONFIG.format(only=[_MODULES[name] for name in modules], tests=list(_TESTS))
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(config.replace("'", '"'))


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own copy
    return run.stdout + run.stderr


def _outcomes(folder: Path) -> list[tuple[str, str, str]]:
    """
    Module, outcome and name of each mutant; one that was not tried has an outcome that says so.
    """
    results = _mutmut(folder, "results", "--all", "true")
    found = _RESULT.finditer(results)
    return [(match["module"], match["outcome"], match[0].strip().partition(":")[0]) for match in found]


def _sample(folder: Path, size: int, seed: int) -> list[str]:
    """
    The names of *size* mutants of each package.
    """
    # what asks for a mutant that is not there makes them all and stops
    _mutmut(folder, "run", "none")
    packages: dict[str, list[str]] = {}
    for module, _, name in _outcomes(folder):
        packages.setdefault(module.partition(".")[0], []).append(name)
    random = Random(seed)
    return [name for names in packages.values() for name in random.sample(names, min(size, len(names)))]


def _changed(folder: Path, module: str, name: str) -> str:
    """
    What the mutant *name* changed, as a difference of two lines.
    """
    from mutmut.mutation.diff_apply import get_diff_for_mutant  # noqa: PLC0415 - needed for survivors only

    path = Path("src", "perfscore", *module.split("."))
    with contextlib.chdir(folder):
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        difference = str(get_diff_for_mutant(name, path=str(source))).splitlines()
    lines = [line for line in difference if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))]
    return "\n".join(("", name, *lines))


def main() -> int:
    """
    Mutate, test, and print the scores; 1 where a package stays below 95 %.
    """
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=_MODULES, default=list(_MODULES))
    parser.add_argument("--children", default="2")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _prepared(folder, options.only)
        sample = _sample(folder, options.sample, options.seed) if options.sample else []
        told = _mutmut(folder, "run", "--max-children", options.children, *sample)
        outcomes = [found for found in _outcomes(folder) if found[1] != "not checked"]
        if not outcomes:
            print(told[-3000:])
            return 2
        # Each module, and the package as a whole.
        counted = [(name, outcome) for module, outcome, _ in outcomes for name in {module, module.partition(".")[0]}]
        counts = Counter(counted)
        worst = 100
        print("| module | mutants | killed | survived | not reached | score |\n|---|--:|--:|--:|--:|--:|")
        for module in sorted({name for name, _ in counted}):
            total = sum(count for (name, _), count in counts.items() if name == module)
            killed = counts[module, "killed"] + counts[module, "timeout"]
            score = 100 * killed // total
            worst = min(worst, score if "." not in module else worst)
            print(
                f"| {module} | {total} | {killed} | {counts[module, 'survived']} | {counts[module, 'no tests']} | {score} % |"
            )
        for module, outcome, name in outcomes:
            if outcome == "survived":
                print(_changed(folder, module, name))
    return 0 if worst >= 95 else 1


if __name__ == "__main__":
    sys.exit(main())
