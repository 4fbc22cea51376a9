"""
Fuzz the readers and parsers, guided by coverage:

    pip install -e ".[all,fuzz]"
    python tests/fuzz/fuzz.py [TARGET ...] [--seconds 600] [--processes 2] [--corpus FOLDER]

Without a target, all of them. A target's run stops at the first crash (anything but perfscore's own errors), at a hang of
more than 2 seconds, or when more than 500 MB are in use; the input that did it is left in the folder where the command
was run, and the status is 1. With *--corpus*, inputs that reach new code are kept there, one folder for each target,
for the next run to begin with.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from targets import TARGETS


HERE = Path(__file__).parent
#: What the last lines of libFuzzer tell: inputs tried, the slowest of them, memory.
STATS = {
    "inputs": r"number_of_executed_units:\s*(\d+)",
    "slowest": r"slowest_unit_time_sec:\s*(\d+)",
    "memory": r"peak_rss_mb:\s*(\d+)",
}


def dictionary(folder):
    """
    The words of forms as libFuzzer takes them: one by one, each byte escaped.
    """
    words = (HERE / "words.txt").read_text("utf-8").split()
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    file = folder / "words.dict"
    file.write_text("".join(f'"{word}"\n' for word in escaped), "ascii")
    return file


def corpus(target, folder):
    """
    The small corpus kept in the repository, copied where the fuzzer may add to it.
    """
    own = folder / target
    own.mkdir(parents=True, exist_ok=True)
    for file in sorted((HERE / "corpus" / target).glob("*")):
        (own / file.name).write_bytes(file.read_bytes())
    return own


def fuzzed(target, seconds, folder, words):
    """
    Run one target; whether nothing was found, and what libFuzzer says.
    """
    command = [sys.executable, str(HERE / "guided.py"), target, str(seconds), str(corpus(target, folder))]
    flags = [f"-dict={words}", f"-artifact_prefix={target}-"]
    run = subprocess.run([*command, *flags], capture_output=True, check=False)
    # The traceback of a crash stands in the standard output, so that comes last.
    lines = (run.stderr + run.stdout).decode("utf-8", "replace").splitlines()
    said = "\n".join(line for line in lines if not line.startswith("INFO: Instrumenting"))
    return run.returncode == 0 and "\tDONE " in said, said


def line(target, said):
    """
    One line of the table: what the run of a target came to.
    """
    inputs, slowest, memory = (match[-1] if (match := re.findall(pattern, said)) else "?" for pattern in STATS.values())
    reached = re.findall(r" cov: (\d+)", said) or ["?"]
    return f"{target:<10}{inputs:>12}{reached[0]:>10}{reached[-1]:>10}{slowest:>9} s{memory:>7} MB"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=600, help="for each target (default: 600)")
    parser.add_argument("--processes", type=int, default=1, help="targets at one time (default: 1)")
    parser.add_argument("--corpus", type=Path, default=None)
    options = parser.parse_args()
    chosen = options.targets or list(TARGETS)
    if unknown := set(chosen) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if importlib.util.find_spec("atheris") is None:
        sys.stderr.write("atheris is not installed: NOTHING WAS FUZZED\n")
        return 2
    harm = []
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.processes) as pool:
        folder, words = options.corpus or Path(scratch) / "corpus", dictionary(Path(scratch))
        runs = {name: pool.submit(fuzzed, name, options.seconds, folder, words) for name in chosen}
        sys.stdout.write(f"{'target':<10}{'inputs':>12}{'reached':>10}{'at end':>10}{'slowest':>11}{'memory':>10}\n")
        for name, run in runs.items():
            well, said = run.result()
            sys.stdout.write(line(name, said) + ("" if well else "  HARM") + "\n")
            sys.stdout.flush()
            harm += [] if well else [f"\n{name}:\n{said[-6000:]}"]
    sys.stderr.write("".join(harm))
    return 1 if harm else 0


if __name__ == "__main__":
    sys.exit(main())
