"""
The page of ``perfscore serve`` in a real browser: documents go in by drop, choice and keyboard, results come out and open.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zipfile

from pathlib import Path

import chromium
import openpyxl
import pytest


pytest.importorskip("uvicorn")
pytest.importorskip("starlette")
pytest.importorskip("python_multipart")

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "international-cooperation-2022.json"
SLIP = EXAMPLES / "one-slip.json"
#: A workbook whose first score and total are blank: half of the target is worth 30 of 60 points.
BLANK = [
    ["项目支出绩效自评表"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "举办培训", "≥4次", "2次", "60", None],
    ["效益指标", "社会效益指标", "受训人数", "≥90人", "95人", "40", "40"],
    ["总分", None, None, None, None, "100", None],
]
#: Remove what tests before this one have handed in.
EMPTY = """
    const done = arguments[0];
    fetch("/batches").then((answer) => answer.json())
        .then((names) => Promise.all(names.map((name) => fetch(`/batches/${name}`, { method: "DELETE" }))))
        .then(() => done());
"""


@pytest.fixture(scope="module")
def address():
    command = [sys.executable, "-m", "perfscore", "serve", "--port", "0", "--lang", "zh", "--no-config"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        yield [process.stdout.readline() for _ in range(2)][1].strip()
        process.terminate()


@pytest.fixture
def page(browser, address, tmp_path):
    """
    The page in Chinese; what is downloaded goes into the test's folder, and nothing is asked of any other machine.
    """
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path / "in")})
    browser.get(address)
    browser.execute_async_script(EMPTY)
    browser.refresh()
    browser.get_log("browser")
    yield browser
    shown(browser, 1280)
    own = address.partition("?")[0]
    assert [url for url in chromium.requested(browser) if not url.startswith(own)] == []


def shown(browser, width, scheme="light"):
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)


def wait_for(look):
    for _ in range(300):
        if found := look():
            return found
        time.sleep(0.05)
    raise TimeoutError


def find(browser, selector):
    return browser.find_element("css selector", selector)


def result_of(browser, *paths):
    """
    The finished card of documents that were chosen.
    """
    before = len(browser.find_elements("css selector", "article nav"))
    find(browser, "#files").send_keys("\n".join(map(str, paths)))
    wait_for(lambda: len(browser.find_elements("css selector", "article nav")) > before)
    return find(browser, "article")


def downloaded(folder, name):
    path = folder / "in" / name
    wait_for(path.exists)
    return path


def workbook(path):
    book = openpyxl.Workbook()
    for cells in BLANK:
        book.active.append(cells)
    book.save(path)
    return path


def test_documents_are_dropped(page):
    script = """
        const carried = new DataTransfer();
        carried.items.add(new File([arguments[0]], "<b>自评表.json"));
        document.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
    """
    page.execute_script(script, SLIP.read_text(encoding="utf-8"))
    wait_for(lambda: page.find_elements("css selector", "article nav"))

    assert find(page, "article li").text.endswith("自评表.json 推动北京与欧美国际科技合作 — 数字矛盾 · 2 处错误")
    assert page.find_elements("css selector", "article b") == []
    assert page.get_log("browser") == []


def test_every_download_opens(page, tmp_path):
    card = result_of(page, SLIP)
    for name in ("summary", "copies", "everything"):
        card.find_element("css selector", f"a.{name}").click()
    summary = openpyxl.load_workbook(downloaded(tmp_path, "summary.xlsx"))
    marked = openpyxl.load_workbook(downloaded(tmp_path, "one-slip.json.xlsx"))
    with zipfile.ZipFile(downloaded(tmp_path, "everything.zip")) as archive:
        names = set(archive.namelist())

    assert "one-slip.json" in {cell.value for row in summary.worksheets[0].iter_rows() for cell in row}
    assert {sheet.title for sheet in marked} == {"自评表", "核对结果"}
    assert {"pages/index.html", "copies/one-slip.json.xlsx", "summary/summary.xlsx"} <= names


def test_the_marked_pages_open(page):
    page.get(result_of(page, SLIP, GOOD).find_element("css selector", "a.open").get_attribute("href"))

    assert "自评表核对结果（2 张）" in find(page, "h1").text
    heads = (
        "return [...document.querySelectorAll('thead th')].filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    assert page.execute_script(heads) == 0
    assert page.get_log("browser") == []


def test_blanks_are_filled(page, tmp_path):
    card = result_of(page, workbook(tmp_path / "表.xlsx"))
    card.find_element("css selector", "button.fill").click()
    sheet = openpyxl.load_workbook(downloaded(tmp_path, "表.xlsx")).active

    assert (sheet["G3"].value, sheet["G5"].value) == (30, 70)


def test_why_nothing_was_filled(page):
    card = result_of(page, SLIP)
    card.find_element("css selector", "button.fill").click()

    assert ".xlsx" in wait_for(lambda: card.find_elements("css selector", ".note"))[0].text


def test_two_are_compared_by_keyboard_alone(page):
    press = page.switch_to.active_element.send_keys
    find(page, "summary").send_keys("\ue007")
    find(page, "#before").send_keys(str(GOOD))
    find(page, "#after").send_keys(str(SLIP))
    assert (find(page, "#before-name").text, find(page, "#after-name").text) == (GOOD.name, SLIP.name)
    press("\ue004")
    find(page, "#compare").send_keys("\ue007")
    (link,) = wait_for(lambda: page.find_elements("css selector", "article a.open"))
    href = link.get_attribute("href")
    assert find(page, "article .remove").is_displayed()
    page.get(href)
    shown(page, 390)

    # no number is broken over two lines, however narrow the window
    lines = "return [...document.querySelectorAll('.of-budget .stated')].map((one) => one.getClientRects().length)"
    assert set(page.execute_script(lines)) == {1}
    assert find(page, "h1").text == "比较结果"
    assert page.get_log("browser") == []


def test_every_control_is_reached_and_seen_by_keyboard(page):
    """
    In the order of the page; what has the focus has an outline, a chooser's on what stands for it.
    """
    from selenium.webdriver import ActionChains  # noqa: PLC0415 - may be missing

    result_of(page, SLIP)
    page.execute_script("document.querySelector('details').open = true; document.querySelector('header a').focus()")
    outlined = """
        const at = document.activeElement;
        const seen = at.type === "file" ? at.closest(".button") || at.parentElement.querySelector(".button") : at;
        return [at.id || at.className || at.tagName, getComputedStyle(seen).outlineStyle];
    """
    reached = []
    for _ in range(12):
        ActionChains(page).send_keys("\ue004").perform()
        reached.append(tuple(page.execute_script(outlined)))

    assert [name for name, _ in reached] == [
        *("files", "folder", "SUMMARY", "before", "after", "compare"),
        *("open", "summary", "copies", "everything", "fill", "remove"),
    ]
    assert {outline for _, outline in reached} == {"solid"}
    ActionChains(page).send_keys("\ue007").perform()
    wait_for(lambda: not page.find_elements("css selector", "article"))


def test_the_other_language(page):
    """
    What was handed in before stays on the page, and is said in the new language.
    """
    result_of(page, SLIP)
    find(page, "header a").click()
    wait_for(lambda: find(page, "h1").text == "Self-evaluation forms, checked")
    wait_for(lambda: "inconsistent · 2 errors" in find(page, "#results").text)

    assert find(page, "html").get_attribute("lang") == "en"
    assert "inconsistent · 2 errors" in result_of(page, SLIP).text


def test_results_outlive_the_page(page):
    """
    Loading it again shows what was handed in, comparisons too, until it is removed.
    """
    result_of(page, SLIP)
    find(page, "details summary").click()
    for name, path in (("before", GOOD), ("after", SLIP)):
        find(page, f"#{name}").send_keys(str(path))
    find(page, "#compare").click()
    wait_for(lambda: f"{GOOD.name} → {SLIP.name}" in find(page, "#results").text)

    page.refresh()
    wait_for(lambda: len(page.find_elements("css selector", "article .remove")) == 2)
    assert f"{GOOD.name} → {SLIP.name}" in find(page, "#results").text
    for button in page.find_elements("css selector", "article .remove"):
        button.click()
    wait_for(lambda: not page.find_elements("css selector", "article"))
    page.refresh()
    wait_for(lambda: find(page, "#drop").is_displayed())
    assert page.execute_async_script("fetch('/batches').then((answer) => answer.json()).then(arguments[0])") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_can_be_read(page, width, scheme):
    """
    Nothing is wider than the window, and text stands out from what is behind it.
    """
    shown(page, width, scheme)
    result_of(page, SLIP)
    page.execute_script("document.querySelector('details').open = true")
    colours = """
        return [...document.querySelectorAll("h1, p, a, li, li span, .button, button, small")].map((one) => {
            let behind = one;
            while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
            const root = matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)";
            return [getComputedStyle(one).color, behind ? getComputedStyle(behind).backgroundColor : root];
        });
    """

    assert page.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert [pair for pair in page.execute_script(colours) if contrast(*pair) < 4.5] == []


def contrast(*colours):
    """
    The contrast of two colours as WCAG 2 defines it.
    """
    lights = sorted(map(luminance, colours))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour):
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
