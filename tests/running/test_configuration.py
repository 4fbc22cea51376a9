"""
The configuration: where it is found, what it decides, and what is said of one that is none.
"""

from __future__ import annotations

import json
import shutil

from pathlib import Path

import pytest

from perfscore.cli import main
from perfscore.running.configuration import Configuration, ConfigurationError, configuration_for, load_configuration


SPOILED = Path(__file__).parents[2] / "examples" / "international-cooperation-2022-spoiled.json"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """
    A folder to work in with a form two levels down.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2022" / "forms").mkdir(parents=True)
    shutil.copy(SPOILED, tmp_path / "2022" / "forms" / "form.json")
    return tmp_path


@pytest.fixture
def check(project, capsys):
    """
    Checks the form of the project; gives exit code, findings by code, and stderr.
    """

    def command(*options):
        code = main(["check", str(project / "2022" / "forms" / "form.json"), "--format", "json", *options])
        out, err = capsys.readouterr()
        reports = json.loads(out)["reports"]
        findings = {f["code"]: f for report in reports for f in report["findings"]}
        return code, findings, err

    return command


def write(folder, text, name="perfscore.toml"):
    (folder / name).write_text(text, encoding="utf-8")


class TestWhereItIsFound:
    def test_upwards_from_the_file(self, project):
        """
        Two folders above the form.
        """
        write(project, 'rulebook = "hubei"')

        assert configuration_for(str(project / "2022" / "forms" / "form.json")).rulebook == "hubei"

    def test_the_nearest_holds_alone(self, project):
        """
        Nothing of the one further up is mixed in.
        """
        write(project, 'rulebook = "hubei"\nignore = ["M605"]')
        write(project / "2022", 'rulebook = "beijing"')
        found = configuration_for(str(project / "2022" / "forms" / "form.json"))

        assert (found.rulebook, found.ignore) == ("beijing", ())

    def test_in_a_pyproject(self, project):
        """
        Under [tool.perfscore]; a pyproject.toml without it is passed over.
        """
        write(project, '[tool.perfscore]\nrulebook = "hubei"', "pyproject.toml")
        write(project / "2022", "[tool.other]\n", "pyproject.toml")

        assert configuration_for(str(project / "2022" / "forms" / "form.json")).rulebook == "hubei"

    def test_for_stdin_in_the_working_folder(self, project, monkeypatch):
        """
        Standard input lies nowhere else.
        """
        write(project, 'rulebook = "hubei"')
        monkeypatch.chdir(project / "2022")

        assert configuration_for("-").rulebook == "hubei"

    def test_a_rulebook_file_is_relative_to_it(self, project, check):
        """
        The form lies elsewhere.
        """
        write(project, 'rulebook = "rules/city.toml"')
        (project / "rules").mkdir()
        write(project / "rules", 'extends = "jiangxi"', "city.toml")

        assert check()[1]["F103"]["expected"] == "0.00"  # 53.56 % is below 60 %


class TestWhatItDecides:
    def test_which_rules(self, check, project):
        """
        The command line replaces the choice as a whole.
        """
        write(project, 'select = ["F", "t4"]\nignore = ["F108"]')

        assert set(check()[1]) == {"F103", "T401"}
        assert set(check("--select", "W201")[1]) == {"W201"}
        assert "S303" in check("--no-config")[1]

    def test_how_severe(self, check, project):
        """
        By code or prefix; the longest prefix decides. An error made a notice fails nothing.
        """
        write(project, 'select = ["F103", "T401"]\n[severity]\nF1 = "warning"\nF103 = "notice"\nT = "warning"')
        code, findings, _ = check()

        assert {code: f["severity"] for code, f in findings.items()} == {"F103": "notice", "T401": "warning"}
        assert code == 0
        assert check("--fail-on", "warning")[0] == 1

    def test_the_worst_still_come_first(self, check, project):
        """
        Findings are sorted by the severities that the configuration gives.
        """
        write(project, 'select = ["F103", "T401"]\n[severity]\nF103 = "notice"')

        assert list(check()[1]) == ["T401", "F103"]

    def test_what_is_accepted_is_still_listed(self, check, project):
        """
        With its reason, and it fails nothing.
        """
        accepted = '[[accepted]]\nfile = "2022/*.json"\ncell = "funds[0].score"\ncode = "F103"\nreason = "财政已核准"\n'
        write(project, f'select = ["F103"]\n{accepted}')
        code, findings, _ = check()

        assert code == 0
        assert (findings["F103"]["severity"], findings["F103"]["accepted"]) == ("error", "财政已核准")

    @pytest.mark.parametrize("other", ['file = "2023/*"', 'cell = "funds[1].score"', 'code = "F102"'])
    def test_another_finding_is_not(self, check, project, other):
        """
        File, cell and code must all fit.
        """
        code = "" if "code" in other else 'code = "F103"'
        write(project, f'select = ["F103"]\n[[accepted]]\nreason = "x"\n{code}\n{other}\n')

        status, findings, _ = check()
        assert status == 1
        assert "accepted" not in findings["F103"]

    def test_the_terminal_shows_the_reason(self, project, capsys):
        """
        Listed as accepted, not hidden.
        """
        write(project, '[[accepted]]\ncode = "F103"\nreason = "财政已核准"\n')
        main(["check", str(project / "2022" / "forms" / "form.json"), "--lang", "en"])

        assert "accepted: 财政已核准" in capsys.readouterr().out

    def test_nothing_for_nobody(self):
        """
        Without a configuration nothing is decided.
        """
        assert Configuration().rulebook is None


REFUSED = {
    "colour = 1": "colour: is not a key here; the keys are rulebook, select",
    'selct = ["F1"]': "selct: is not a key here (did you mean select?)",
    "rulebook = 3": "rulebook: must be a string",
    'select = "F1"': "select: must be a list",
    "select = [1]": "select[0]: must be a string",
    'severity = "error"': "severity: must be an object (in TOML a table)",
    '[severity]\nF103 = "fatal"': "severity.F103: must be one of notice, warning, error",
    'accepted = ["F103"]': "accepted[0]: must be an object (in TOML a table)",
    '[[accepted]]\ncode = "F103"': "accepted[0].reason: is missing",
    '[[accepted]]\ncode = "F103"\nreason = "x"\nrow = "3"': "accepted[0].row: is not a key here",
    '[[accepted]]\ncode = "F103"\nreason = 3': "accepted[0].reason: must be a string",
    "=": "perfscore.toml: ",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(project, check, text):
    """
    The file and the key are named, and the command ends with 2.
    """
    write(project, text)

    with pytest.raises(ConfigurationError) as refused:
        load_configuration(str(project / "perfscore.toml"))
    assert REFUSED[text] in str(refused.value)
    code, findings, err = check()
    assert (code, findings) == (2, {})
    assert REFUSED[text] in err


def test_everything_wrong_is_said_at_once(project):
    """
    Each key on a line of its own, with the file.
    """
    write(project, 'rulebook = 3\nselct = []\n[[accepted]]\nreason = "x"')

    with pytest.raises(ConfigurationError) as refused:
        load_configuration(str(project / "perfscore.toml"))
    lines = str(refused.value).splitlines()
    assert all(line.startswith(str(project / "perfscore.toml")) for line in lines)
    assert [line.split(": ")[1] for line in lines] == ["rulebook", "accepted[0].code", "selct"]


@pytest.mark.parametrize("text", ['rulebook = "atlantis"', 'select = ["Q9"]'])
def test_a_name_that_nobody_knows(project, check, text):
    """
    Rulebooks and codes are looked up when a form is checked.
    """
    write(project, text)

    assert check()[0] == 2


def test_a_file_that_is_no_configuration(tmp_path, capsys):
    """
    One named on the command line must be there.
    """
    assert main(["check", str(SPOILED), "--config", str(tmp_path / "none.toml")]) == 2
    assert "does not exist" in capsys.readouterr().err


class TestWhoseConfiguration:
    def test_not_that_of_a_folder_elsewhere(self, project, check, tmp_path_factory, monkeypatch):
        """
        A downloaded folder does not decide how it is checked.
        """
        write(project, 'ignore = ["F", "W", "S", "T"]')
        assert check()[0] == 0
        monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

        assert check()[0] == 1
        assert check("--config", str(project / "perfscore.toml"))[0] == 0

    def test_the_working_folders_holds_for_files_elsewhere(self, project, check, tmp_path_factory, monkeypatch):
        own = tmp_path_factory.mktemp("own")
        write(own, 'select = ["F103"]')
        write(project, 'select = ["T401"]')
        monkeypatch.chdir(own)

        assert set(check()[1]) == {"F103"}

    @pytest.mark.parametrize("text", ["=", "[[[", "[tool]\nperfscore", "a = " + "9" * 5000])
    def test_what_is_broken_elsewhere_stops_nothing(self, project, check, text):
        write(project, 'select = ["F103"]')
        write(project / "2022", text.replace("perfscore", "other"), "pyproject.toml")

        assert set(check()[1]) == {"F103"}

    def test_what_is_broken_and_ours_does(self, project, check):
        write(project, "[tool.perfscore]\nselect = [", "pyproject.toml")

        assert check()[0] == 2

    def test_a_tool_that_is_no_table(self, project, check):
        write(project, "tool = 1", "pyproject.toml")

        assert check()[0] == 1

    def test_the_report_names_it(self, project, capsys):
        """
        With how many findings it left out, accepted and changed.
        """
        write(
            project,
            'ignore = ["W"]\n[severity]\nT401 = "warning"\n[[accepted]]\ncode = "F103"\nreason = "已核准"\n',
        )
        main(["check", "2022", "--format", "json", "--no-config"])
        without = json.loads(capsys.readouterr().out)["reports"][0]
        main(["check", "2022", "--format", "json"])
        report = json.loads(capsys.readouterr().out)["reports"][0]

        weights = [finding for finding in without["findings"] if finding["code"].startswith("W")]
        assert without["configuration"] is None
        assert report["configuration"]["file"].endswith("perfscore.toml")
        assert report["configuration"]["left_out"] == len(weights) > 0
        assert (report["configuration"]["accepted"], report["configuration"]["changed"]) == (1, 1)
        assert report["verdict"] == without["verdict"]


class TestWhatIsAcceptedInVain:
    def test_it_is_told(self, project, capsys):
        write(
            project,
            '[[accepted]]\ncode = "F103"\nreason = "x"\n'
            '[[accepted]]\ncode = "S301"\nreason = "x"\nfile = "2022/*"\n'
            '[[accepted]]\ncode = "S301"\nreason = "x"\nfile = "2021/*"\n',
        )
        main(["check", "2022", "--format", "json"])
        said = capsys.readouterr().err

        assert "accepted S301 (file 2022/*, cell *) was not found" in said
        assert "F103" not in said
        assert "2021" not in said
