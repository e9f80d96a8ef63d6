"""A learner's own data: a table to upload, points to click into the plot."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.helpers.held_link import HeldLink
from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage

TREES = b"age,height,width,kind\n" + b"".join(
    b"%d,%d.5,%d,%s\n" % (i % 7, i, 2 * i, b"oak" if i > 20 else b"elm") for i in range(40)
)
HINDI = "ऊँचाई;चौड़ाई;पेड़\n".encode() + b"".join(
    f"{i},5;{2 * i};{'नीम' if i > 20 else 'आम'}\n".encode() for i in range(40)
)
SIX_POINTS = "0:-1:-1;0:-1:1;0:-0.5:0.5;1:1:-1;1:1:1;1:0.5:0.5"


def choose_file(page: Page, content: bytes, name: str = "trees.csv") -> Sidebar:
    sidebar = Sidebar(page)
    sidebar.choose("Data set", "Your own file")
    sidebar.upload(name, content)
    return sidebar


def test_a_table_is_uploaded_its_columns_are_chosen_and_learned_from(keep_open):
    page = keep_open.anew()
    stage = Stage.on(page)
    sidebar = choose_file(page, TREES)
    sidebar.choose("Horizontal column", "height")
    sidebar.choose("Vertical column", "age")
    sidebar.choose("Column to predict", "kind")
    sidebar.button("Use this data").click()

    stage.wait_for_link(dataset="file")
    expect(stage.root).to_contain_text("elm")
    expect(stage.root).to_contain_text("oak")
    first = stage.train_loss
    stage.play(beyond=100)
    assert stage.train_loss < first


def test_a_table_in_hindi_with_semicolons_and_decimal_commas(keep_open):
    page = keep_open.anew()
    stage = Stage.on(page)
    choose_file(page, HINDI).button("Use this data").click()
    stage.wait_for_link(dataset="file")
    expect(stage.root).to_contain_text("नीम")


def test_a_bad_cell_is_named_by_row_and_column_and_the_data_before_stays(keep_open):
    page = keep_open.anew(dataset="moons")
    stage = Stage.on(page)
    before = stage.train_loss
    sidebar = choose_file(page, TREES.replace(b"4,11.5", b"4,tall"))
    sidebar.choose("Horizontal column", "height")
    sidebar.choose("Vertical column", "age")
    sidebar.choose("Column to predict", "kind")
    sidebar.button("Use this data").click()

    for words in ("row 13", "height", "tall", "The data before stays in use."):
        expect(sidebar.message()).to_contain_text(words)
    assert stage.link()["dataset"] == "moons"
    assert stage.train_loss == before


def test_a_file_that_is_no_table_is_explained_and_the_run_goes_on(keep_open):
    page = keep_open.anew()
    stage = Stage.on(page)
    sidebar = choose_file(page, b"\x89PNG\r\n\x1a\n\x00\x00")
    expect(sidebar.message()).to_contain_text("trees.csv")
    sidebar.upload("empty.csv", b"")
    expect(sidebar.message()).to_contain_text("empty.csv")
    stage.play(beyond=10)


class TestDrawnPoints:
    def place(self, stage: Stage, x: float, y: float) -> None:
        """Click in the plot, at shares of its width and height."""
        box = stage.part("boundary").bounding_box()
        stage.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])

    def test_points_are_added_by_class_taken_out_and_learned_from(self, keep_open):
        stage = Stage.on(keep_open.anew(dataset="drawn", points=SIX_POINTS))
        points = stage.link()["points"]

        stage.press("class-1")
        self.place(stage, 0.62, 0.45)
        stage.wait("(s, old) => new URL(location).searchParams.get('points').length > old.length", points)
        added = stage.link()["points"].removeprefix(points)
        assert added.startswith(";1:")

        self.place(stage, 0.62, 0.45)
        stage.wait_for_link(points=points)

        stage.play(beyond=300)
        assert stage.get("train-accuracy") == "1"

    def test_all_points_are_cleared_and_it_says_what_is_lacking(self, keep_open):
        stage = Stage.on(keep_open.anew(dataset="drawn", points=SIX_POINTS))
        stage.press("step")
        stage.wait_for_step(1)
        stage.press("clear")
        expect(stage.part("play")).to_be_disabled()
        stage.wait_for_step(0)
        for left in ("train-loss", "test-loss", "train-accuracy", "test-accuracy"):
            expect(stage.root).not_to_have_attribute(f"data-{left}", re.compile(""))
        expect(stage.part("hint-note")).to_be_visible()
        expect(stage.root.locator(".state")).to_have_text("Not ready")
        stage.press("class-0")
        for x in (0.3, 0.35, 0.4):
            self.place(stage, x, 0.3)
        stage.press("class-1")
        for x in (0.6, 0.65, 0.7):
            self.place(stage, x, 0.6)
        expect(stage.part("play")).to_be_enabled()
        expect(stage.root.locator(".state")).to_have_text("Ready")
        stage.play(beyond=50)

    def test_points_drawn_faster_than_the_server_answers_are_all_kept(self, visit):
        page = visit.new_tab()
        link = HeldLink(page)
        page.goto(visit.address("playground", {"dataset": "drawn", "points": SIX_POINTS}))
        stage = Stage.on(page)
        stage.press("clear")
        stage.wait_for_link(points=None)

        link.hold()
        for x in (0.3, 0.4, 0.5):
            self.place(stage, x, 0.3)
        link.release_one()
        link.wait_for_request()
        self.place(stage, 0.6, 0.3)
        link.release()
        stage.wait("s => new URL(location).searchParams.get('points')?.split(';').length === 4")
