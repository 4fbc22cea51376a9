"""
Rulebooks: parameters with their sources, and what is said of a file that is none.
"""

from __future__ import annotations

import re

from decimal import Decimal
from pathlib import Path

import pytest

import perfscore

from builders import fires, form, found, funds, row
from perfscore import RulebookError, Text, check, load_rulebook
from perfscore.rulebook import shipped_rulebooks


NATIONAL = (Path(perfscore.__file__).parent / "rulebooks" / "national.toml").read_text(encoding="utf-8")


def written(tmp_path, text, name="own.toml"):
    """
    The path of a rulebook file with that text.
    """
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def own(tmp_path, **changes):
    """
    The path of a rulebook that extends the national one and sets some keys: ``total__weight='"90"'``.
    """
    keys = "\n".join(
        f'[{key.replace("__", ".")}]\nvalue = {value}\nsource = "our own"\nmark = "read"'
        for key, value in changes.items()
    )
    return written(tmp_path, f'extends = "national"\n{keys}\n')


def refusal(path):
    """
    What is said of a rulebook that cannot be used.
    """
    with pytest.raises(RulebookError) as refused:
        load_rulebook(path)
    return str(refused.value)


class TestNational:
    def test_the_parameters_that_published_forms_show(self):
        """
        10 points for execution, 100 in all, two decimals.
        """
        national = load_rulebook("national")

        assert (national.execution_weight, national.total_weight, national.decimals) == (10, 100, 2)

    @pytest.mark.parametrize("name", shipped_rulebooks())
    def test_every_value_has_a_source_and_a_mark(self, name):
        """
        Nobody has to believe a number without being told where it comes from and how sure it is.
        """
        sources = load_rulebook(name).sources

        assert sources
        for key, source in sources.items():
            assert source.source.zh.strip(), key
            assert source.source.en.strip(), key
            assert source.mark in ("read", "in use", "on forms", "unconfirmed")

    @pytest.mark.parametrize("name", shipped_rulebooks())
    def test_a_source_is_told_in_the_reader_s_language(self, name):
        """
        An officer who reads Chinese is not sent to an English sentence.
        """
        for key, source in load_rulebook(name).sources.items():
            assert re.search("[\u4e00-\u9fff]", source.source.zh), key
            assert source.source.zh != source.source.en, key

    def test_it_is_loaded_once(self):
        """
        The same name is the same rulebook.
        """
        assert load_rulebook("national") is load_rulebook("national")

    def test_it_is_named_after_its_file(self):
        """
        The shipped rulebooks are known by name.
        """
        assert "national" in shipped_rulebooks()
        assert load_rulebook("national").name == "national"


class TestOwn:
    def test_a_file_of_ones_own(self, tmp_path):
        """
        What it does not set, the rulebook it extends does.
        """
        path = own(tmp_path, total__weight='"90"')
        rulebook = load_rulebook(path)

        assert rulebook.name == path
        assert (rulebook.total_weight, rulebook.execution_weight) == (Decimal(90), Decimal(10))
        assert rulebook.sources["total.weight"].source == Text("our own", "our own")
        assert rulebook.sources["execution.weight"] == load_rulebook("national").sources["execution.weight"]

    def test_its_total_weight_holds(self, tmp_path):
        """
        Weights of 95 are wrong for a total of 100, and right for one of 95.
        """
        rows = form(row("95", "95", "≥1次", "1次"), score="95")

        assert found(rows) == ["W201 total.weight"]
        assert found(rows, rulebook=own(tmp_path, total__weight='"95"')) == []

    def test_its_formulas_hold(self, tmp_path):
        """
        125 of at most 100 earns 8 by the ratio, which a rulebook may not accept.
        """
        over = form(row("100", "80", "≤100万元", "125万元", reason="超支"), score="80")

        assert found(over) == []
        assert "S302 indicators[0].score" in found(over, rulebook=own(tmp_path, attainment__at_most='["linear"]'))

    def test_its_recipes_hold(self, tmp_path):
        """
        A rulebook that accepts no truncation finds it.
        """
        cut = form(row("100", "46.15", "≥13次", "6次", reason="疫情"), score="46.15")
        truncated = form(row("100", "53.84", "≥13次", "7次", reason="疫情"), score="53.84")
        strict = own(tmp_path, rounding__accepted="[]")

        assert found(cut, rulebook=strict) == []
        assert found(truncated) == []
        assert found(truncated, rulebook=strict) == ["S302 indicators[0].score"]

    def test_no_cap(self, tmp_path):
        """
        Where execution is not capped, 120 % of 10 is 12.
        """
        over = form(fund=funds("100", "120", rate="120%", score="12"))

        assert "F103 funds[0].score" in found(over)
        assert "F103 funds[0].score" not in found(over, rulebook=own(tmp_path, execution__capped="false"))

    def test_reasons_may_be_optional(self, tmp_path):
        """
        A rulebook may not demand reasons.
        """
        silent = form(row("100", "90", "提高", "提高"), score="90")

        assert found(silent) == ["R501 indicators[0].reason"]
        assert found(silent, rulebook=own(tmp_path, reason__when_points_lost="false")) == []

    def test_bands_of_execution(self, tmp_path):
        """
        Where the rulebook has bands, 93.51 % may earn all and 76.33 % four fifths.
        """
        bands = '[{ from = "90", earns = "100" }, { from = "70", earns = "80" }, { from = "0", earns = "0" }]'
        banded = own(tmp_path, execution__method='"banded"', execution__bands=bands)
        high, low = (form(fund=funds("2926", "2736", rate="93.51%", score=score)) for score in ("10", "9.35"))
        middle = form(fund=funds("492", "375.5442", rate="76.33%", score="8.00"))

        assert "F103 funds[0].score" not in found(high, rulebook=banded)
        assert "F103 funds[0].score" in found(low, rulebook=banded)
        assert "F103 funds[0].score" not in found(middle, rulebook=banded)
        assert "F103 funds[0].score" in found(middle)

    def test_recipes_to_be_named(self, tmp_path):
        """
        A recipe that is accepted and to be noticed is no error but a notice.
        """
        cut = form(row("100", "53.84", "≥13次", "7次", reason="疫情"), score="53.84")

        assert fires(cut, "S302") == []
        assert fires(cut, "S302", rulebook=own(tmp_path, rounding__noticed='["truncated"]')) == [
            "indicators[0].score notice"
        ]

    def test_one_extends_another(self, tmp_path):
        """
        The nearest rulebook that sets a key counts; a path is relative to the file that names it.
        """
        (tmp_path / "below").mkdir()
        own(tmp_path, total__weight='"90"', execution__weight='"20"')
        entry = '[total.weight]\nvalue = "80"\nsource = "here"\nmark = "in use"\n'
        nearest = load_rulebook(written(tmp_path / "below", f'extends = "../own.toml"\n{entry}', "near.toml"))

        assert (nearest.total_weight, nearest.execution_weight, nearest.decimals) == (80, 20, 2)

    def test_a_whole_rulebook_needs_no_other(self, tmp_path):
        """
        A copy of the national rulebook stands alone.
        """
        assert load_rulebook(written(tmp_path, NATIONAL)).total_weight == 100


class TestRefused:
    def test_an_unknown_name_lists_the_known_ones(self):
        """
        A misspelt name is answered with the names there are.
        """
        with pytest.raises(RulebookError, match="national"):
            load_rulebook("nationwide")

    def test_a_missing_file(self, tmp_path):
        """
        The path that was given is named.
        """
        with pytest.raises(RulebookError, match=re.escape("nowhere.toml")):
            load_rulebook(str(tmp_path / "nowhere.toml"))

    def test_a_file_that_is_no_toml(self, tmp_path):
        """
        A form is no rulebook.
        """
        path = tmp_path / "form.toml"
        path.write_text('{"indicators": []}', encoding="utf-8")

        with pytest.raises(RulebookError, match=re.escape("form.toml")):
            load_rulebook(str(path))

    def test_bytes_that_are_no_text(self, tmp_path):
        """
        A picture is no rulebook either.
        """
        path = tmp_path / "picture.toml"
        path.write_bytes(b"\x89PNG\xff\xfe")

        with pytest.raises(RulebookError, match=re.escape("picture.toml")):
            load_rulebook(str(path))

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("total__weight", "100"),
            ("total__weight", '"hundred"'),
            ("total__weight", '"NaN"'),
            ("total__weight", '"-5"'),
            ("total__weight", '"Infinity"'),
            ("rounding__decimals", '"2"'),
            ("rounding__decimals", "7"),
            ("rounding__decimals", "true"),
            ("rounding__accepted", '["sometimes"]'),
            ("rounding__accepted", '"half-even"'),
            ("attainment__at_least", '["cubic"]'),
            ("execution__capped", '"yes"'),
            ("execution__method", '"cubic"'),
            ("execution__bands", '[{ from = "0", earns = "0" }, { from = "90", earns = "100" }]'),
            ("execution__bands", '[{ from = "90", earns = "100" }]'),
            ("execution__bands", '[{ from = "90" }]'),
            ("grade__bands", '[{ from = "0", grade = 5 }]'),
            ("sections__splits", "[{}]"),
            ("sections__splits", '"50"'),
            ("reason__fillers", "[1]"),
            ("reason__fillers", '"无"'),
        ],
    )
    def test_a_value_of_the_wrong_kind_names_its_key(self, tmp_path, key, value):
        """
        The file and the key are named.
        """
        with pytest.raises(RulebookError, match=re.escape(key.replace("__", "."))) as refused:
            load_rulebook(own(tmp_path, **{key: value}))

        assert "own.toml" in str(refused.value)

    def test_everything_wrong_is_said_at_once(self, tmp_path):
        """
        Each key on a line of its own, in either language.
        """
        path = own(tmp_path, total__weight="90", execution__capped='"yes"', total__wieght='"90"')
        with pytest.raises(RulebookError) as refused:
            load_rulebook(path)

        for lang in ("zh", "en"):
            lines = refused.value.say(lang).splitlines()
            assert sorted(line.removeprefix(f"{path}: ").split(": ")[0].split("：")[0] for line in lines) == [
                "execution.capped.value",
                "total.weight.value",
                "total.wieght",
            ]
        assert "did you mean weight?" in refused.value.say("en")

    def test_a_file_that_has_no_end(self):
        """
        Only regular files are read.
        """
        with pytest.raises(RulebookError, match="not a regular file"):
            load_rulebook("/dev/zero")

    def test_a_file_called_like_a_shipped_rulebook(self, tmp_path):
        """
        A file is called by its path in reports, never like the rulebook that comes with the package.
        """
        path = written(tmp_path, 'extends = "national"', "national.toml")

        assert check(form(row("100", "100", "≥1次", "1次")), rulebook=path).rulebook == path

    def test_a_missing_key(self, tmp_path):
        """
        A rulebook is whole or extends one that is.
        """
        assert "own.toml: " in refusal(written(tmp_path, NATIONAL.partition("[total.weight]")[0]))
        assert "is missing" in refusal(written(tmp_path, NATIONAL.partition("[total.weight]")[0]))
        assert "is missing" in refusal(written(tmp_path, ""))

    def test_an_unknown_key(self, tmp_path):
        """
        A misspelt key would otherwise be ignored in silence.
        """
        assert "total.wieght" in refusal(own(tmp_path, total__wieght='"90"'))

    @pytest.mark.parametrize("line", ["source", "mark", "value"])
    def test_a_value_without_its_source(self, tmp_path, line):
        """
        A parameter that does not say where it comes from is refused.
        """
        entry = {"value": '"90"', "source": '"here"', "mark": '"read"'}
        del entry[line]
        lines = "\n".join(f"{key} = {value}" for key, value in entry.items())

        assert f"total.weight.{line}" in refusal(written(tmp_path, f'extends = "national"\n[total.weight]\n{lines}\n'))

    def test_a_mark_that_is_none(self, tmp_path):
        """
        How sure a value is, is said in one of four ways.
        """
        assert "mark" in refusal(written(tmp_path, NATIONAL.replace('mark = "read"', 'mark = "certain"', 1)))

    @pytest.mark.parametrize(
        "text",
        [
            "total = 5",
            "[total]\nweight = 5",
            "[[total]]\nweight = 5",
            "title = 5",
            "title = { zh = 1, en = 2 }",
            "extends = 5",
            'extends = "atlantis"',
            'extends = "./own.toml"',
            '[total.weight]\nvalue = "90"\nsource = 5\nmark = "read"',
            '[total.weight]\nvalue = "90"\nsource = "here"\nmark = ["read"]',
            '[total.weight]\nvalue = "90"\nsource = "here"\nmark = "read"\nsince = "2021"',
            '[total.weight]\nvalue = "90"\nsource = "here"\nmark = "read"\nuntill = 2021-01-01',
        ],
    )
    def test_a_file_of_another_shape(self, tmp_path, text):
        """
        Whatever is wrong with the file, its name is said and nothing worse happens.
        """
        assert "own.toml" in refusal(written(tmp_path, text))

    def test_a_file_that_extends_a_missing_one(self, tmp_path):
        """
        The file that is missing is named.
        """
        assert "nowhere.toml" in refusal(written(tmp_path, 'extends = "./nowhere.toml"'))


def test_a_rulebook_in_the_working_folder_needs_no_slash(tmp_path, monkeypatch):
    """
    Anything that ends in .toml is a path.
    """
    own(tmp_path)
    monkeypatch.chdir(tmp_path)

    assert load_rulebook("own.toml").total_weight == 100
