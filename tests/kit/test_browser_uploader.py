"""The place to give a file: chosen, dropped, too large, gone, twice, by keyboard, and while the network plays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from nnviz.data.csv_table import MOST_BYTES, MOST_ROWS
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.screens import PHONE, show_in
from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part

TREES = "height,width,kind\n" + "".join(f"{i}.5,{2 * i},{'oak' if i > 20 else 'elm'}\n" for i in range(40))
OWN_FILE = {"en": "Your own file", "hi": "आपकी अपनी फ़ाइल"}
SMALLEST_TARGET = 44

DRAG = """(place, [types, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    return types.map(type => place.dispatchEvent(
        new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true, composed: true })));
}"""

DROP_FROM = """(zone, field) => {
    const data = new DataTransfer();
    data.items.add(field.files[0]);
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, composed: true }));
}"""


class Uploader:
    """The one uploader on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.get_by_test_id("uploader")
        self.zone = self.root.locator(".zone")
        self.input = self.root.get_by_test_id("uploader-input")
        self.said = self.root.get_by_test_id("uploader-said")
        self.remove = self.root.get_by_test_id("uploader-remove")

    def give(self, content: str | Path, name: str = "trees.csv") -> None:
        if isinstance(content, Path):
            self.input.set_input_files(content)
        else:
            self.input.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})

    def drop(self, *files: tuple[str, str]) -> None:
        self.zone.evaluate(DRAG, [["dragover", "drop"], files])

    def wait_for(self, state: str) -> None:
        expect(self.root).to_have_attribute("data-state", state)


def open_uploader(keep_open, lang: str = "en", **parameters: str) -> Uploader:
    return uploader_on(keep_open.anew(lang=lang, **parameters), lang)


def uploader_on(page: Page, lang: str = "en") -> Uploader:
    """Choose a file as data, on an open playground whose controls are seen."""
    Stage.on(page)
    Sidebar(page).choose("Data set", OWN_FILE[lang])
    uploader = Uploader(page)
    uploader.wait_for("empty")
    return uploader


def message(uploader: Uploader) -> Locator:
    return Sidebar(uploader.page).message()


@pytest.fixture(scope="module")
def ten_million_rows(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("files") / "rows.csv"
    with file.open("wb") as output:
        output.write(b"a,b,c\n")
        for _part in range(100):
            output.write(b"1,2,0\n" * 100_000)
    return file


@pytest.mark.parametrize(
    ("lang", "words", "kept"),
    [
        (
            "en",
            "rows.csv: the file has 57.2 MB. At most 5 MB and 5,000 rows are accepted; please keep fewer rows.",
            "The data before stays in use.",
        ),
        ("hi", "rows.csv: फ़ाइल 57.2 MB की है। ज़्यादा से ज़्यादा 5 MB और 5,000 rows", "पहले वाला data ही लगा रहेगा।"),
    ],
)
def test_ten_million_rows_are_refused_in_the_pages_language_and_the_data_before_stays(
    keep_open, ten_million_rows, lang, words, kept
):
    uploader = open_uploader(keep_open, lang, dataset="moons")
    stage = Stage.on(uploader.page)
    loss = stage.train_loss
    uploader.page.evaluate("() => { FileReader.prototype.readAsDataURL = () => { throw Error('it was read'); }; }")
    uploader.give(ten_million_rows)
    uploader.wait_for("refused")
    expect(message(uploader)).to_contain_text(words)
    expect(message(uploader)).to_contain_text(kept)
    assert stage.link()["dataset"] == "moons"
    assert stage.train_loss == loss


def test_a_file_just_under_the_limit_is_used(keep_open):
    rows = MOST_ROWS - 1
    note = "x" * (MOST_BYTES // rows - 16)
    content = "height,width,kind,note\n" + "".join(f"{i:05},{i % 7},{i % 2},{note}\n" for i in range(rows))
    assert 0.99 * MOST_BYTES < len(content) < MOST_BYTES
    uploader = open_uploader(keep_open)
    uploader.give(content, "long.csv")
    uploader.wait_for("ready")
    expect(uploader.said).to_have_text("Ready: long.csv")
    sidebar = Sidebar(uploader.page)
    sidebar.choose("Column to predict", "kind")
    sidebar.button("Use this data").click()
    Stage.on(uploader.page).wait_for_link(dataset="file")
    uploader.wait_for("ready")


def test_the_same_file_can_be_given_again_after_it_was_changed(keep_open, tmp_path):
    file = tmp_path / "trees.csv"
    file.write_text("height,width,kind\n")
    uploader = open_uploader(keep_open)
    uploader.give(file)
    expect(message(uploader)).to_contain_text("trees.csv: the file has only a row of names")
    file.write_text(TREES)
    uploader.give(file)
    uploader.wait_for("ready")
    expect(message(uploader)).to_have_count(0)
    uploader.give(file)
    uploader.wait_for("ready")
    Sidebar(uploader.page).button("Use this data").click()
    Stage.on(uploader.page).wait_for_link(dataset="file")


class TestDropping:
    def test_a_file_is_dropped(self, keep_open):
        uploader = open_uploader(keep_open)
        uploader.drop(("trees.csv", TREES))
        uploader.wait_for("ready")
        expect(Sidebar(uploader.page).button("Use this data")).to_be_visible()

    def test_one_of_several_is_not_guessed(self, keep_open):
        uploader = open_uploader(keep_open)
        uploader.drop(("trees.csv", TREES), ("more.csv", TREES))
        expect(message(uploader)).to_contain_text("Please give one file at a time.")
        uploader.remove.click()
        expect(message(uploader)).to_have_count(0)
        uploader.wait_for("empty")

    def test_the_place_shows_that_it_takes_what_is_dragged_over_it(self, keep_open):
        uploader = open_uploader(keep_open)
        taken = uploader.zone.evaluate(DRAG, [["dragover"], [["trees.csv", TREES]]])
        assert taken == [False]
        expect(uploader.zone).to_contain_class("over")
        uploader.zone.evaluate(DRAG, [["dragleave"], [["trees.csv", TREES]]])
        expect(uploader.zone).not_to_contain_class("over")

    def test_a_file_dropped_beside_it_does_not_make_the_browser_leave_the_page(self, keep_open):
        uploader = open_uploader(keep_open)
        beside = uploader.page.get_by_test_id("stage")
        assert beside.evaluate(DRAG, [["dragover", "drop"], [["trees.csv", TREES]]]) == [False, False]
        uploader.wait_for("empty")

    def test_a_file_that_is_gone_is_explained(self, keep_open, tmp_path):
        uploader = open_uploader(keep_open)
        file = tmp_path / "gone.csv"
        file.write_text(TREES)
        field = uploader.page.evaluate_handle("() => Object.assign(document.createElement('input'), { type: 'file' })")
        field.as_element().set_input_files(file)
        file.unlink()
        uploader.zone.evaluate(DROP_FROM, field)
        expect(message(uploader)).to_contain_text("gone.csv: it can't be read.")
        expect(message(uploader)).to_contain_text("The data before stays in use.")


def test_it_is_used_by_keyboard_alone(keep_open):
    uploader = open_uploader(keep_open)
    page = uploader.page
    # Playwright catches the browser's dialog from when it is first listened for, but does not wait until it does so.
    page.on("filechooser", lambda _chooser: None)
    Sidebar(page).root.get_by_role("combobox", name="Data set").focus()
    page.keyboard.press("Tab")
    expect(uploader.input).to_be_focused()
    expect(page.get_by_label("Choose a CSV file")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files({"name": "bad.csv", "mimeType": "text/csv", "buffer": b"1,2,3\n"})
    uploader.wait_for("refused")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove bad.csv")).to_be_focused()
    page.keyboard.press("Enter")
    uploader.wait_for("empty")
    expect(uploader.input).to_be_focused()
    expect(message(uploader)).to_have_count(0)


def test_it_says_what_it_does_until_the_server_has_answered(keep_open):
    uploader = open_uploader(keep_open)
    seen = uploader.said.evaluate_handle("""said => {
        const seen = [];
        new MutationObserver(() => seen.push(said.textContent)).observe(said, { childList: true, subtree: true });
        return seen;
    }""")
    uploader.give(TREES)
    uploader.wait_for("ready")
    assert seen.json_value() == ["Reading trees.csv …", "Checking trees.csv …", "Ready: trees.csv"]


def test_a_file_stays_when_the_page_changes_its_language(keep_open):
    uploader = open_uploader(keep_open)
    uploader.give(TREES)
    uploader.wait_for("ready")
    Sidebar(uploader.page).choose_language("हिन्दी")
    expect(uploader.said).to_have_text("तैयार: trees.csv")
    uploader.give("", "empty.csv")
    expect(message(uploader)).to_contain_text("empty.csv: फ़ाइल खाली है।")
    Sidebar(uploader.page).choose_language("English")
    expect(message(uploader)).to_contain_text("empty.csv: the file is empty.")


class TestWhilePlaying:
    def test_a_file_is_given_and_used(self, keep_open):
        uploader = open_uploader(keep_open)
        stage = Stage.on(uploader.page)
        stage.play(beyond=10)
        uploader.give(TREES)
        uploader.wait_for("ready")
        stage.wait_beyond(stage.step)
        Sidebar(uploader.page).button("Use this data").click()
        stage.wait_for_link(dataset="file")
        uploader.wait_for("ready")
        expect(stage.root).to_contain_text("elm")
        stage.play(beyond=10)

    def test_a_sending_in_the_same_instant_as_the_stages_is_heard_too(self, keep_open):
        uploader = open_uploader(keep_open)
        stage = Stage.on(uploader.page)
        step = stage.part("step").element_handle()
        uploader.zone.evaluate(
            f"(zone, [step, files]) => {{ step.click(); ({DRAG})(zone, [['drop'], files]); }}",
            [step, [["trees.csv", TREES], ["more.csv", TREES]]],
        )
        uploader.wait_for("refused")
        expect(message(uploader)).to_contain_text("Please give one file at a time.")
        stage.wait_for_step(1)


def test_on_the_page_of_statistics_a_column_is_taken(keep_open):
    page = keep_open.anew("statistics", lang="en")
    expect(page.get_by_test_id("numberline")).to_be_visible()
    wait_until_drawn(page)
    opener = page.get_by_role("button", name="Column of a CSV file")
    # What opens needs the room below.
    opener.evaluate("button => button.scrollIntoView({ block: 'start' })")
    opener.click()
    uploader = Uploader(page)
    uploader.give("height\n1\n2\n4\n8\n")
    uploader.wait_for("ready")
    page.get_by_role("button", name="Use this column").click()
    expect(page.get_by_test_id("numberline")).to_have_attribute("data-count", "4")
    uploader.give("1,2\n", "bad.csv")
    expect(page.get_by_test_id(Part.ALERT).filter(has_text="bad.csv")).to_contain_text("The values before stay.")
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("hi", "dark")])
def test_it_is_accessible(keep_open, lang, scheme):
    uploader = open_uploader(keep_open, lang)
    show_in(uploader.page, scheme)
    for content, state in ((TREES, "ready"), ("", "refused")):
        uploader.give(content)
        uploader.wait_for(state)
        wait_until_drawn(uploader.page)
        assert violations(uploader.page) == []


def test_it_fits_a_phone(visit):
    page = visit(profile={"viewport": PHONE})
    Stage.on(page)
    Sidebar(page).open()
    uploader = uploader_on(page)
    uploader.give("")
    uploader.wait_for("refused")
    for target in (uploader.root.locator("label"), uploader.remove):
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET
    assert uploader.root.evaluate("root => root.scrollWidth - root.clientWidth") == 0
