"""
The strategies that perfscore gives to others: their forms look real, shrink, and say the truth about themselves.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

from pathlib import Path
from random import Random

import pytest

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import perfscore

from perfscore import Form, FundRow, Indicator, RulebookError, load_rulebook
from perfscore.notation.number import Number, is_blank, read_number
from perfscore.notation.statement import read_statement
from perfscore.strategies import forms, fund_tables, indicators, printed_numbers, spoiled_forms, targets
from perfscore.strategies.chance import Seeded
from perfscore.strategies.sheets import honest_form
from perfscore.strategies.slips import SLIPS, spoil


pytestmark = pytest.mark.property

SETTINGS = settings(max_examples=100)

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "test_budget_system.py"
PAGE = ROOT / "docs" / "testing-your-scores.md"


class TestForms:
    @SETTINGS
    @given(forms())
    def test_look_like_real_ones(self, form):
        """
        A title, a year, a fund table, rows under the heads of the form with names of their own, a total.
        """
        assert form.title
        assert form.year
        assert form.funds[0].role == "total"
        assert all(row.level1 and row.level2 and row.name and row.target and row.actual for row in form.indicators)
        assert len({row.name for row in form.indicators}) == len(form.indicators)
        assert isinstance(read_number(form.total.score), Number)

    @pytest.mark.parametrize("rows", [1, 12, 80])
    @settings(max_examples=10)
    @given(data=st.data())
    def test_have_as_many_rows_as_asked_for(self, rows, data):
        """
        Their weights are above 0 and add up whatever their number.
        """
        form = data.draw(forms(rows=rows, layout="national"))

        assert len(form.indicators) == rows
        assert perfscore.check(form).verdict == "consistent"

    @pytest.mark.parametrize(("percent", "count"), [(0, 0), (100, 10)])
    @settings(max_examples=10)
    @given(data=st.data())
    def test_have_no_phrases_or_only_phrases(self, percent, count, data):
        """
        Where all or none is asked for, chance has no say.
        """
        form = data.draw(forms(rows=10, qualitative=percent, layout="national"))
        phrases = [row for row in form.indicators if row.actual.endswith("预期指标")]

        assert len(phrases) == count

    @SETTINGS
    @given(forms(layout="split"))
    def test_print_the_columns_of_their_layout(self, form):
        """
        Comparator, value and unit apart, and a grade beside the total.
        """
        figures = [row for row in form.indicators if row.comparator]

        assert all(row.unit and isinstance(read_number(row.target), Number) for row in figures)
        assert form.total.grade

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rows": 0},
            {"rows": 81},
            {"qualitative": 101},
            {"layout": "nonsense"},
            {"recipe": "nonsense"},
        ],
    )
    def test_refuse_what_no_form_has(self, wrong):
        """
        At once, and naming the argument.
        """
        with pytest.raises(ValueError, match=next(iter(wrong))):
            forms(**wrong)

    def test_refuse_a_recipe_that_the_rulebook_does_not_accept(self, tmp_path):
        """
        Such a form would not be honest.
        """
        strict = tmp_path / "strict.toml"
        strict.write_text(
            'extends = "national"\n[rounding.accepted]\nvalue = []\nsource = "a test"\nmark = "in use"\n', "utf-8"
        )

        with pytest.raises(ValueError, match="truncated"):
            forms(rulebook=str(strict), recipe="truncated")

    def test_refuse_an_unknown_rulebook(self):
        """
        In the rulebook's own words.
        """
        with pytest.raises(RulebookError, match="atlantis"):
            forms(rulebook="atlantis")

    def test_shrink_to_a_form_that_can_be_read_at_a_glance(self):
        """
        Whatever was drawn: one indicator, one fund row, an amount of one digit.
        """
        smallest = []

        @settings(database=None, phases=[Phase.generate, Phase.shrink], max_examples=300)
        @given(forms())
        def fails(form):
            if any(row.score != row.weight for row in form.indicators):
                smallest.append(form)
                raise AssertionError

        with pytest.raises(AssertionError):
            fails()
        form = smallest[-1]

        assert (len(form.indicators), len(form.funds), form.sections) == (1, 1, ())
        assert len(form.funds[0].budget) == 1

    def test_come_from_the_seed_alone(self):
        """
        The same seed makes the same forms.
        """
        book = load_rulebook("national")
        one, other = (honest_form(Seeded(Random(7)), rulebook=book, rows=20) for _ in range(2))

        assert one == other


class TestSpoiledForms:
    @SETTINGS
    @given(spoiled_forms())
    def test_tell_the_truth(self, spoiled):
        """
        Undoing the changes gives the honest form, and each of them changes what the cell says.
        """
        texts = {change.cell: change.value for change in spoiled.changes}

        assert spoiled.form.with_cells(texts) == spoiled.honest
        assert all(spoiled.form.cell(change.cell).text == change.stated != change.value for change in spoiled.changes)
        assert set(spoiled.slips) <= set(SLIPS)

    @pytest.mark.parametrize("errors", [2, 5])
    @settings(max_examples=30)
    @given(data=st.data())
    def test_have_as_many_errors_as_asked_for(self, errors, data):
        """
        In different cells.
        """
        spoiled = data.draw(spoiled_forms(errors=errors))

        assert len(spoiled.slips) == errors
        assert len({change.cell for change in spoiled.changes}) == len(spoiled.changes) >= errors

    def test_every_slip_is_made(self):
        """
        Over some hundred forms.
        """
        chance, book = Seeded(Random(1)), load_rulebook("national")
        made = {spoil(chance, honest_form(chance, rulebook=book, rows=8)).slips[0] for _ in range(300)}

        assert made == set(SLIPS)

    def test_refuse_a_form_without_an_error(self):
        """
        That would be `forms`.
        """
        with pytest.raises(ValueError, match="errors"):
            spoiled_forms(errors=0)


class TestParts:
    @SETTINGS
    @given(indicators())
    def test_a_row_alone_is_consistent(self, row):
        """
        Whether met, missed, a phrase or a deadline.
        """
        report = perfscore.check(Form((row,), complete=False))

        assert report.coverage.broken == 0

    @SETTINGS
    @given(fund_tables(rulebook="jiangxi"))
    def test_a_fund_table_alone_is_consistent(self, rows):
        """
        Under the bands of its rulebook.
        """
        report = perfscore.check(Form((), funds=rows), rulebook="jiangxi")

        assert report.verdict == "consistent"

    @SETTINGS
    @given(printed_numbers())
    def test_a_printed_number_is_read(self, text):
        """
        However it is dressed.
        """
        assert isinstance(read_number(text), Number)

    @SETTINGS
    @given(printed_numbers(places=2))
    def test_a_printed_number_has_the_places_asked_for(self, text):
        """
        Two, and no others.
        """
        assert read_number(text).places == 2

    @SETTINGS
    @given(targets())
    def test_a_target_says_something(self, text):
        """
        A comparison, a date, or a phrase; never nothing.
        """
        statement = read_statement(text)

        assert not is_blank(text)
        assert statement.clause or statement.dates or statement.rest


class TestRegistration:
    @SETTINGS
    @given(st.from_type(Form), st.from_type(Indicator), st.from_type(FundRow))
    def test_types_are_known_to_hypothesis(self, form, row, fund):
        """
        By the entry point alone.
        """
        assert perfscore.check(form).verdict == "consistent"
        assert row.target
        assert fund.budget

    @pytest.mark.parametrize("first", ["hypothesis", "perfscore.strategies", "perfscore"])
    def test_any_order_of_imports_will_do(self, first):
        """
        Hypothesis calls the entry point while whoever imported it may still be half imported.
        """
        code = f"""
            import {first}, hypothesis.strategies as st, perfscore, perfscore.strategies
            assert isinstance(st.from_type(perfscore.Form).wrapped_strategy, st.SearchStrategy)
        """
        run = subprocess.run(
            [sys.executable, "-W", "error", "-c", "\n".join(map(str.strip, code.splitlines()))],
            capture_output=True,
            text=True,
            check=False,
        )

        assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """
    Run the example's test as a CI does, which tries the same forms each time, on the system in the file or another.
    """

    def run(change=None):
        folder = tmp_path_factory.mktemp("system")
        (folder / "examples").mkdir()
        shutil.copy(EXAMPLE, folder / "examples")
        if change:
            subprocess.run(["git", "apply", "-"], cwd=folder, input=change, text=True, encoding="utf-8", check=True)  # noqa: S607
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"examples/{EXAMPLE.name}"]
        environment = {**os.environ, "CI": "true", "PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return run


@pytest.fixture(scope="module")
def failed(run):
    """
    The run of a system with the change that the page makes: it takes every target for a minimum.
    """
    (change,) = re.findall(r"```diff\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return run(change)


class TestExample:
    def test_the_page_shows_the_example(self):
        """
        Line by line.
        """
        _, start, shown = PAGE.read_text("utf-8").partition("@given(forms(")
        code = (start + shown).partition("```")[0]

        assert code in EXAMPLE.read_text("utf-8")

    def test_a_right_system_passes(self, run):
        """
        The one in the example is right.
        """
        assert run().returncode == 0

    def test_a_system_that_takes_every_target_for_a_minimum_fails(self, failed):
        """
        By its own assertion.
        """
        assert failed.returncode == 1, failed.stdout + failed.stderr
        assert "AssertionError: assert ['" in failed.stdout, failed.stdout

    @pytest.mark.unmeasured
    def test_the_page_shows_its_real_output(self, failed):
        """
        Which row fails first depends on how perfscore is installed; but for its texts and figures, the lines are the same.
        """
        (shown,) = re.findall(r"```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
        printed = failed.stdout.partition(">       assert")[2].partition("E       Explanation:")[0]
        said = r"Left contains one more item: '.+ score: target ≤.+, reached .+: missed, yet full marks \(.+\) were given; .+'"

        assert re.search(said, shown)
        assert re.search(said, printed)
        assert re.findall(r"(\w+)=", shown) == re.findall(r"(\w+)=", printed)
