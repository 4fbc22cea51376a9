"""
Nested plain data becomes attrs classes; what does not fit is refused with its path.
"""

from __future__ import annotations

import pickle

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Literal

import pytest

from attrs import field, frozen

from perfscore import Text
from perfscore.structuring import SettingsError, StructureError, plain, read_toml, structure


class Size(IntEnum):
    SMALL = 1
    LARGE = 2


class Colour(Enum):
    RED = "red"


@frozen
class Wheel:
    width: Decimal = field(metadata={"key": "from"})
    name: str | None = None


@frozen
class Cart:
    wheels: tuple[Wheel, ...]
    size: Size = Size.SMALL
    colour: Colour = Colour.RED
    kind: Literal["hand", "horse"] = "hand"
    count: int = 0
    covered: bool = False
    words: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(factory=dict, hash=False)
    title: Text | None = None
    since: date | None = None
    spare: Wheel = Wheel(Decimal(1))
    secret: str = ""


GOOD = {
    "wheels": [{"from": "1.5", "name": "left"}, {"from": "0"}],
    "size": "large",
    "colour": "red",
    "kind": "horse",
    "count": 3,
    "covered": True,
    "words": ["a", "b"],
    "texts": {"x": "y"},
    "title": {"zh": "车", "en": "cart"},
    "since": date(2021, 8, 18),
    "spare": {"from": "2"},
}


def paths(data):
    with pytest.raises(StructureError) as refused:
        structure(data, Cart, without={"secret"})
    return [problem.path for problem in refused.value.problems]


def test_everything_finds_its_place():
    cart = structure(GOOD, Cart, without={"secret"})

    assert cart == Cart(
        wheels=(Wheel(Decimal("1.5"), "left"), Wheel(Decimal(0))),
        size=Size.LARGE,
        kind="horse",
        count=3,
        covered=True,
        words=frozenset("ab"),
        texts={"x": "y"},
        title=Text("车", "cart"),
        since=date(2021, 8, 18),
        spare=Wheel(Decimal(2)),
    )


def test_null_in_place_of_what_may_be_left_out():
    assert structure({"wheels": [], "spare": None, "title": None, "words": None}, Cart) == Cart(())


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"wheels": None}, "$.wheels"),
        ({"wheels": "ab"}, "$.wheels"),
        ({"wheels": {"from": "1"}}, "$.wheels"),
        ({"wheels": [{}]}, "$.wheels[0].from"),
        ({"wheels": [{"from": "1"}, {"from": 1}]}, "$.wheels[1].from"),
        ({"wheels": [{"from": "NaN"}]}, "$.wheels[0].from"),
        ({"wheels": [{"from": "-1"}]}, "$.wheels[0].from"),
        ({"wheels": [{"width": "1", "from": "1"}]}, "$.wheels[0].width"),
        ({"size": 2}, "$.size"),
        ({"size": "huge"}, "$.size"),
        ({"colour": "RED"}, "$.colour"),
        ({"kind": ["hand"]}, "$.kind"),
        ({"count": True}, "$.count"),
        ({"count": "3"}, "$.count"),
        ({"covered": 1}, "$.covered"),
        ({"words": "ab"}, "$.words"),
        ({"words": ["a", 1]}, "$.words[1]"),
        ({"texts": ["x"]}, "$.texts"),
        ({"texts": {"x": 1}}, "$.texts.x"),
        ({"title": " "}, "$.title"),
        ({"title": {"zh": "车"}}, "$.title"),
        ({"since": "2021-08-18"}, "$.since"),
        ({"spare": []}, "$.spare"),
        ({"secret": "s"}, "$.secret"),
    ],
)
def test_what_does_not_fit_is_named_by_its_path(change, path):
    assert paths({**GOOD, **change}) == [path]


def test_all_problems_at_once_and_the_nearest_key():
    with pytest.raises(StructureError) as refused:
        structure({"wheel": [], "count": "x", "wheels": [{"from": 1}]}, Cart, path="$.carts[2]")

    said = {problem.path: problem.text for problem in refused.value.problems}
    assert set(said) == {"$.carts[2].wheel", "$.carts[2].count", "$.carts[2].wheels[0].from"}
    assert "did you mean wheels?" in said["$.carts[2].wheel"].en
    assert "是否为 wheels" in said["$.carts[2].wheel"].zh


def test_plain_data_comes_back():
    cart = structure(GOOD, Cart)
    data = plain(cart, without={"secret", "since", "title", "size", "words"}, sparse={"texts", "name"})

    assert data["wheels"] == [{"from": Decimal("1.5"), "name": "left"}, {"from": Decimal(0)}]
    assert data["colour"] == "red"
    assert "secret" not in data


def test_errors_travel():
    for error in (StructureError(()), SettingsError("a.toml", ())):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

        assert (type(copy), copy.problems, str(copy)) == (type(error), error.problems, str(error))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"=", "is not valid TOML"),
        (b"\xff", "is not valid TOML"),
        (b"a = " + b"9" * 5000, "is not valid TOML"),
        (b"a = " + b"[" * 3000, "is not valid TOML"),
        (b"#" * (1024 * 1024 + 1), "larger than"),
    ],
)
def test_files_that_are_no_settings(tmp_path, content, what):
    path = tmp_path / "x.toml"
    path.write_bytes(content)

    with pytest.raises(SettingsError, match=what):
        read_toml(str(path))


def test_files_that_cannot_be_read(tmp_path):
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(SettingsError, match=f"^{path}: "):
            read_toml(str(path))
