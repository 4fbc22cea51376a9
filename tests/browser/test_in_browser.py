"""
The pages in a real browser: they open, answer mouse and keyboard, fetch nothing, and run nothing that a form brings.
"""

from __future__ import annotations

import csv
import io

import chromium
import pytest

from attrs import evolve

import perfscore

from builders import form, funds, part, row
from drawn import PAYLOADS, hostile, page
from perfscore import Indicator
from perfscore.render import Style, html, writer
from perfscore.render.comparison import page as comparison_page
from perfscore.render.html.document import document
from perfscore.render.html.index import index
from perfscore.render.summary import form_line
from perfscore.render.writer import pieces_of
from perfscore.running.delivery import Destination


pytestmark = pytest.mark.browser

#: One slip in the execution score; the total misses it.
SLIP = form(
    Indicator("产出指标", "时效指标", "10月底前资金支出", target="≥30%", actual="实际支出率4.66%", weight="3", score="0.47"),
    Indicator("产出指标", "质量指标", "梳理信息可用率", target="≥70%", actual="80%", weight="87", score="87"),
    fund=[funds("119.838800", "64.185681", rate="53.56%", score="5.63", name="年度资金总额"), part("其他资金")],
    total="100",
    score="92.83",
    project="推动国际科技合作",
    year="2022",
)  # fmt: skip
RIGHT = form(row("10", "10", "≥3次", "3次"), row("90", "90", "≥1次", "1次"), total="100", score="100", project="甲")
NO_TOTAL = form(row("10", "10", "≥3次", "3次"), row("90", "90", "≥1次", "1次"), project="乙")


@pytest.fixture
def opened(browser, server):
    """
    Opens a page at a path, and afterwards looks for complaints in the console and for requests to anywhere else.
    """
    # What the browser loads for its own first page, and what earlier tests left.
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")

    def visit(text, path="/page.html"):
        server.pages[path] = text
        browser.get(server.url(path))
        return browser

    yield visit
    assert browser.get_log("browser") == []
    assert set(chromium.requested(browser)) <= {server.url(path) for path in server.pages}
    assert set(server.asked) == set(server.pages)


def find(browser, selector):
    return browser.find_element("css selector", selector)


def find_all(browser, selector):
    return browser.find_elements("css selector", selector)


def actions(browser):
    from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415 - missing where these are skipped

    return ActionChains(browser)


def press(browser, key):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415 - as above

    actions(browser).send_keys(getattr(Keys, key)).perform()


def wait(browser, condition):
    from selenium.webdriver.support.wait import WebDriverWait  # noqa: PLC0415 - as above

    return WebDriverWait(browser, 5).until(lambda _: condition())


def in_middle(browser, element):
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
    return element


def popup(browser):
    return find(browser, ".popup")


class TestForm:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_opens(self, opened, lang):
        """
        The page opens with the project as title, and the verdict can be seen.
        """
        browser = opened(page(SLIP, lang=lang))

        assert browser.title == "推动国际科技合作（2022）"
        assert find(browser, ".banner .verdict").is_displayed()
        assert not popup(browser).is_displayed()

    def test_pointing_at_a_cell_shows_its_arithmetic(self, opened):
        """
        Mouse over: rule, both values, derivation, suspects and source, and the cells that take part; away: all gone.
        """
        browser = opened(page(SLIP))
        cell = in_middle(browser, find(browser, "#form-total-score"))
        actions(browser).move_to_element(cell).perform()
        wait(browser, popup(browser).is_displayed)

        said = popup(browser).text
        for needed in ("T401", "total-score", "92.83", "93.10", "5.63 + 0.47 + 87 = 93.10", "5.63 → 5.36", "source"):
            assert needed in said
        parts = {part.get_attribute("id") for part in find_all(browser, ".part")}
        assert {"form-funds-0-score", "form-indicators-0-score", "form-indicators-1-score"} <= parts
        actions(browser).move_to_element(in_middle(browser, find(browser, "#form-project"))).perform()
        wait(browser, lambda: not popup(browser).is_displayed())
        assert not find_all(browser, ".part")

    def test_a_finding_of_a_group_comes_with_its_source(self, opened):
        """
        In the list rule and source stand once below the group; beside the cell each finding has its own.
        """
        exceeded = form(*(row("50", "50", "≥8次", "40次", name=name) for name in ("调研", "会商")), score="100")
        browser = opened(page(exceeded))
        listed = find(browser, ".group .finding")
        assert "source" not in listed.text
        assert find(browser, ".group").text.count("source") == 1
        cell = in_middle(browser, find(browser, "#form-indicators-1-actual"))
        actions(browser).move_to_element(cell).perform()
        wait(browser, popup(browser).is_displayed)

        said = popup(browser).text
        for needed in ("R503", "over-fulfilled", "500.0%", "source"):
            assert needed in said

    def test_the_mouse_can_go_into_the_popup(self, opened):
        """
        Its text can be read at leisure and selected.
        """
        browser = opened(page(SLIP))
        actions(browser).move_to_element(in_middle(browser, find(browser, "#form-funds-0-score"))).perform()
        wait(browser, popup(browser).is_displayed)
        actions(browser).move_to_element(find(browser, ".popup .message")).pause(0.6).perform()

        assert popup(browser).is_displayed()

    def test_the_keyboard_alone_reaches_everything(self, opened):
        """
        Tab goes to the skip link first, then through the marks; a focused mark shows its finding, Escape closes it,
        Enter goes to the finding in the list.
        """
        browser = opened(page(SLIP))
        press(browser, "TAB")
        assert browser.switch_to.active_element.get_attribute("class") == "skip"
        assert browser.switch_to.active_element.is_displayed()
        for _ in range(40):
            press(browser, "TAB")
            if browser.switch_to.active_element.get_attribute("class") == "flag error":
                break

        assert popup(browser).is_displayed()
        assert "10 × 53.56% = 5.36" in popup(browser).text
        outline = "return getComputedStyle(document.activeElement).outlineStyle"
        assert browser.execute_script(outline) == "solid"
        press(browser, "ESCAPE")
        assert not popup(browser).is_displayed()
        press(browser, "ENTER")
        assert browser.current_url.endswith("#form-finding-1")
        assert browser.switch_to.active_element.get_attribute("id") == "form-finding-1"

    def test_what_a_screen_reader_hears(self, opened):
        """
        A mark's name is severity and code, its description the finding with its arithmetic.
        """
        browser = opened(page(SLIP))
        nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        links = {
            node["name"]["value"]: node.get("description", {}).get("value", "")
            for node in nodes
            if node["role"]["value"] == "link" and node["name"]["value"].startswith("error")
        }

        assert set(links) >= {"error F103", "error T401"}
        assert "10 × 53.56% = 5.36" in links["error F103"]
        heads = {node["role"]["value"] for node in nodes}
        assert {"columnheader", "rowheader", "main", "caption"} <= {role.lower() for role in heads}

    def test_a_click_keeps_the_popup(self, opened):
        """
        Clicked, it stays when the mouse goes on, until Escape or a click elsewhere.
        """
        browser = opened(page(SLIP))
        cell = in_middle(browser, find(browser, "#form-total-score"))
        elsewhere = find(browser, "#form-indicators-0-name")
        stated = cell.find_element("css selector", ".stated")
        actions(browser).click(stated).move_to_element(elsewhere).pause(0.6).perform()
        assert popup(browser).is_displayed()
        actions(browser).click(elsewhere).perform()

        assert not popup(browser).is_displayed()

    def test_a_small_window(self, opened):
        """
        On a narrow screen the form scrolls by itself, and the page and the popup stay within the window.
        """
        browser = opened(page(SLIP))
        size = {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        try:
            wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert browser.execute_script(wide) <= 0
        finally:
            browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_every_text_can_be_read(self, opened, scheme):
        """
        Light or dark, text and ground differ by 4.5 to 1 at least, as WCAG asks.
        """
        browser = opened(page(SLIP, hostile("某")))
        emulated = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
        try:
            browser.execute_script("for (const fold of document.querySelectorAll('details')) fold.open = true")
            assert browser.execute_script(CONTRASTS) == []
        finally:
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def test_printing_unfolds_the_reasons_and_hides_what_moves(self, opened):
        """
        On paper: the findings below the form, why something was not checked, no popup.
        """
        unsure = SLIP.with_cells({"indicators[1].target": "提高", "indicators[1].actual": "提高"})
        browser = opened(page(unsure))
        actions(browser).move_to_element(in_middle(browser, find(browser, "#form-total-score"))).perform()
        wait(browser, popup(browser).is_displayed)
        assert not find(browser, "details.unchecked dl").is_displayed()
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        try:
            browser.execute_script("dispatchEvent(new Event('beforeprint'))")
            assert find(browser, "details.unchecked dl").is_displayed()
            assert find(browser, "#form-finding-1 .message").is_displayed()
            assert not popup(browser).is_displayed()
            browser.execute_script("dispatchEvent(new Event('afterprint'))")
        finally:
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

        assert not find(browser, "details.unchecked dl").is_displayed()


class TestIndex:
    def names(self, browser):
        rows = find_all(browser, "table.forms tbody tr")
        return [row.find_element("css selector", "a").text for row in rows if row.is_displayed()]

    def test_sorts(self, opened):
        """
        A click on a head sorts by its values, a second one the other way; a form without the value comes last.
        """
        browser = opened(page(SLIP, NO_TOTAL, RIGHT))
        (stated,) = (head for head in find_all(browser, "table.forms th") if head.text.startswith("stated total"))

        assert self.names(browser) == ["推动国际科技合作（2022）", "乙", "甲"]
        stated.find_element("css selector", "button").click()
        assert self.names(browser) == ["推动国际科技合作（2022）", "甲", "乙"]
        assert stated.get_attribute("aria-sort") == "ascending"
        stated.find_element("css selector", "button").click()
        assert self.names(browser) == ["甲", "推动国际科技合作（2022）", "乙"]
        assert stated.get_attribute("aria-sort") == "descending"

    def test_filters(self, opened):
        """
        By text, verdict, severity and rule; how many are left is said.
        """
        browser = opened(page(SLIP, NO_TOTAL, RIGHT))
        find(browser, "input[name=text]").send_keys("甲")
        assert self.names(browser) == ["甲"]
        assert find(browser, ".filters output").text == "1 of 3 shown"
        press(browser, "BACKSPACE")
        assert find(browser, ".filters output").text == "3 of 3 shown"
        find(browser, "select[name=verdict] option[value=inconsistent]").click()
        assert self.names(browser) == ["推动国际科技合作（2022）"]
        find(browser, "select[name=verdict] option[value='']").click()
        find(browser, "select[name=rule] option[value=F103]").click()
        assert self.names(browser) == ["推动国际科技合作（2022）"]
        find(browser, "select[name=severity] option[value=notice]").click()
        assert self.names(browser) == []
        assert find(browser, ".filters output").text == "0 of 3 shown"

    def test_a_row_opens_its_form(self, opened):
        """
        The link unfolds the form below, and its marks work like those of a page of its own.
        """
        browser = opened(page(RIGHT, SLIP))
        link = find_all(browser, "table.forms a")[0]
        total = f"{link.get_attribute('href').partition('#')[2]}-total-score"
        assert not find(browser, f"#{total}").is_displayed()
        link.click()
        wait(browser, find(browser, f"#{total}").is_displayed)
        actions(browser).move_to_element(in_middle(browser, find(browser, f"#{total}"))).perform()
        wait(browser, popup(browser).is_displayed)

        assert "T401" in popup(browser).text

    def test_a_folder_of_pages(self, browser, server, tmp_path):
        """
        From the index to a form and back.
        """
        reports = [(f"{n}.docx", 0, perfscore.check(checked)) for n, checked in enumerate((RIGHT, SLIP))]
        style = Style("en", layout="own file")
        destination = Destination(f"{tmp_path}/", {file: file for file, _, _ in reports})
        html.write_folder(pieces_of(writer("html"), reports, style), (), tmp_path, style, destination.file)
        browser.get(tmp_path.joinpath("index.html").as_uri())
        find(browser, "table.forms a[href='1.docx.html']").click()
        wait(browser, lambda: browser.title.startswith("推动国际科技合作"))
        find(browser, "nav a").click()
        wait(browser, lambda: find_all(browser, "table.forms"))

        assert browser.get_log("browser") == []
        assert server.asked == []

    def test_several_words_are_searched_for(self, opened):
        """
        Each anywhere in the row, a rule's code too.
        """
        browser = opened(page(SLIP, NO_TOTAL, RIGHT))
        find(browser, "input[name=text]").send_keys("合作 2022 f103")
        assert self.names(browser) == ["推动国际科技合作（2022）"]
        find(browser, "input[name=text]").send_keys(" 乙")
        assert self.names(browser) == []

    @pytest.fixture
    def folder(self, browser, tmp_path):
        """
        Five forms in a folder of pages, of which the first and the last three contradict themselves.
        """
        forms = [SLIP, RIGHT, *(evolve(SLIP, project=name) for name in ("丙", "丁", "戊"))]
        reports = [(f"{n}.docx", 0, perfscore.check(checked)) for n, checked in enumerate(forms)]
        style = Style("en", layout="own file")
        destination = Destination(f"{tmp_path}/", {file: file for file, _, _ in reports})
        html.write_folder(pieces_of(writer("html"), reports, style), (), tmp_path, style, destination.file)
        browser.get(tmp_path.joinpath("index.html").as_uri())
        return tmp_path

    @pytest.mark.usefixtures("folder")
    def test_the_list_is_found_again_as_it_was_left(self, browser):
        """
        By the browser's way back, by the link of the page, and when the address is opened anew.
        """
        find(browser, "select[name=verdict] option[value=inconsistent]").click()
        find_all(browser, "table.forms th button")[1].click()
        left = self.names(browser)
        address = browser.current_url
        for back in (browser.back, lambda: find(browser, "nav .back").click()):
            find_all(browser, "table.forms tbody tr:not([hidden]) a")[1].click()
            wait(browser, lambda: find_all(browser, "nav.pages"))
            back()
            wait(browser, lambda: find_all(browser, "table.forms"))
            assert self.names(browser) == left
            assert find(browser, ".filters output").text == "4 of 5 shown"
        browser.get("about:blank")
        browser.get(address)
        assert self.names(browser) == left

    @pytest.mark.usefixtures("folder")
    def test_previous_and_next_follow_the_list(self, browser):
        """
        Through the forms that the filters left, in the order in which they were sorted.
        """
        find(browser, "select[name=verdict] option[value=inconsistent]").click()
        left = self.names(browser)
        find(browser, "table.forms tbody tr:not([hidden]) a").click()
        wait(browser, lambda: find_all(browser, "nav.pages"))
        passed = [browser.title]
        while find_all(browser, "nav [rel=next]"):
            before = browser.title
            find(browser, "nav [rel=next]").click()
            wait(browser, lambda: browser.title != before)  # noqa: B023 - waited for at once
            passed.append(browser.title)

        assert passed == left
        assert not find_all(browser, "nav [rel=next]")
        assert len(find_all(browser, "nav [rel=prev]")) == 1

    def test_marks_stay_in_the_browser(self, browser, folder):
        """
        Set in the list or on the page of a form, and there after the next visit; they filter too.
        """
        find(browser, "table.forms tbody tr .mark option[value=returned]").click()
        find(browser, "table.forms tbody tr a").click()
        wait(browser, lambda: find_all(browser, "nav.pages"))
        assert find(browser, "nav .mark").get_attribute("value") == "returned"
        find(browser, "nav .mark option[value=seen]").click()
        browser.get(folder.joinpath("index.html").as_uri())
        find(browser, "select[name=mark] option[value=seen]").click()
        assert find(browser, ".filters output").text == "1 of 5 shown"

    @pytest.mark.usefixtures("folder")
    def test_the_list_can_be_exported(self, browser, tmp_path):
        """
        What the filters left, as CSV with the heads of the table.
        """
        down = tmp_path / "down"
        browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(down)})
        find(browser, "input[name=text]").send_keys("丙")
        find(browser, "button[name=export]").click()
        (file,) = wait(browser, lambda: list(down.glob("*.csv")) if down.is_dir() else [])
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))

        assert [row[1] for row in rows] == ["form", "丙（2022） 2.docx"]
        assert browser.get_log("browser") == []

    def test_a_long_list_is_there_at_once(self, browser, server):
        """
        Two thousand forms take a second of the browser's own work, on a machine that does other things as well two.
        """
        line = form_line(perfscore.check(SLIP), "a.docx", 0, "en").without_findings()
        lines = {f"{n}.html": evolve(line, file=f"{n}.docx", title=f"表 {n}") for n in range(2000)}
        server.pages["/many.html"] = document("many", "en", index(lines, "en"))
        browser.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        browser.get(server.url("/many.html"))
        wait(browser, lambda: find(browser, ".filters output").text == "2000 of 2000 shown")
        metrics = {
            each["name"]: each["value"] for each in browser.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        }

        assert metrics["TaskDuration"] < 2


class TestHostileForms:
    def test_no_script_of_a_form_runs(self, opened):
        """
        Every payload in every cell, on a page of its own and on one with all of them; pointed at, focused, sorted,
        filtered: nothing runs, nothing is fetched, no dialog opens.
        """
        for number, payload in enumerate(PAYLOADS):
            browser = opened(page(hostile(payload)), f"/{number}.html")
            cell = in_middle(browser, find(browser, "#form-funds-0-score .stated"))
            actions(browser).move_to_element(cell).click(cell).perform()
            assert popup(browser).is_displayed()
            assert browser.execute_script("return window.__pwned === undefined && document.forms.length === 0")
        browser = opened(page(*map(hostile, PAYLOADS), lang="zh"), "/all.html")
        for button in find_all(browser, "table.forms th button"):
            button.click()
        find(browser, "input[name=text]").send_keys("<script>")
        for link in find_all(browser, "table.forms a"):
            browser.execute_script("arguments[0].click()", link)
        for flag in find_all(browser, ".sheet .flag"):
            browser.execute_script("arguments[0].focus()", flag)

        assert browser.execute_script("return window.__pwned") is None
        assert browser.execute_script("return document.scripts.length") == 1

    def test_a_script_that_slipped_in_would_be_stopped(self, browser, server):
        """
        The policy is the second lock: markup put into the page by hand runs nothing and fetches nothing.
        """
        smuggled = "<script>window.__pwned = 1</script><img src='/stolen.png' onerror='window.__pwned = 2'>"
        server.pages["/page.html"] = page(SLIP).replace("<h1>", smuggled + "<h1>")
        browser.get(server.url("/page.html"))
        complaints = browser.get_log("browser")

        assert browser.execute_script("return window.__pwned") is None
        assert server.asked == ["/page.html"]
        assert any("Content Security Policy" in entry["message"] for entry in complaints)


#: The texts whose contrast with what lies behind them is below 4.5 to 1, each once.
CONTRASTS = """
const channels = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b]
  .map((c) => c / 255)
  .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (node) => {
  for (; node; node = node.parentElement) {
    const color = channels(getComputedStyle(node).backgroundColor);
    if (color.length < 4 || color[3] === 1) return color;
  }
  return [255, 255, 255];
};
const low = new Set();
for (const node of document.querySelectorAll(".perfscore *")) {
  const says = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  if (!says || !node.checkVisibility() || node.closest("svg, script, .skip")) continue;
  const [a, b] = [light(channels(getComputedStyle(node).color)), light(ground(node))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) low.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
}
return [...low];
"""


class TestComparison:
    """
    Two documents side by side.
    """

    @pytest.fixture
    def compared(self, opened):
        """
        The page of a lowered target and a moved weight.
        """
        before = form(
            row("60", None, "≥12公里", None, name="管网改造长度"), row("40", None, "≥95%", None, name="工程验收合格率")
        )
        after = form(
            row("70", "70", "≥10公里", "11公里", name="管网改造长度"),
            row("40", "40", "≥95%", "96%", name="工程验收合格率"),
        )
        text = io.StringIO()
        comparison_page.write(perfscore.compare(before, after, kind="targets"), (), text, Style("en"))
        return opened(text.getvalue())

    def test_the_keyboard_goes_through_the_marks(self, compared):
        """
        Tab reaches each mark and shows its difference, Escape hides it, Enter goes to it in the list.
        """
        flags = find_all(compared, ".side-by-side .flag")
        assert [flag.text.split()[-1] for flag in flags] == ["C801", "C804", "C801", "C804"]
        assert not popup(compared).is_displayed()

        compared.execute_script("arguments[0].focus()", flags[0])
        wait(compared, popup(compared).is_displayed)
        assert "easier: ≥12公里 → ≥10公里" in popup(compared).text
        press(compared, "ESCAPE")
        assert not popup(compared).is_displayed()
        press(compared, "TAB")
        wait(compared, popup(compared).is_displayed)
        assert "weight changed: 60 → 70" in popup(compared).text
        press(compared, "ENTER")
        wait(compared, lambda: find_all(compared, ".finding:target"))
        assert "C804" in find(compared, ".finding:target").text

    def test_the_partner_of_a_marked_cell_lights_up(self, compared):
        """
        The same row on the other side.
        """
        cells = find_all(compared, ".side-by-side .of-target.marked")
        assert [cell.text.split("\n")[0] for cell in cells] == ["≥12公里", "≥10公里"]

        actions(compared).move_to_element(in_middle(compared, cells[0])).perform()
        wait(compared, lambda: "part" in cells[1].get_attribute("class").split())

    def test_what_a_form_brings_does_not_run(self, opened):
        """
        Neither in a cell nor in a difference.
        """
        for number, payload in enumerate(PAYLOADS):
            one, other = (form(row("60", None, f"{payload}{end}", None, name=f"{payload}甲")) for end in ("", "乙"))
            text = io.StringIO()
            comparison_page.write(perfscore.compare(one, other, kind="targets"), [payload], text, Style("en"))
            browser = opened(text.getvalue(), f"/compared-{number}.html")
            assert browser.execute_script("return window.__pwned === undefined")
