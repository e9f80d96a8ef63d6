"""How it looks and speaks: two languages, light and dark, laptop and phone, calm motion, every kind of data."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from nnviz.app.run_pages import RUN_PAGES
from nnviz.lessons.chapters import CHAPTERS
from tests.helpers.screens import LAPTOP, PHONE, show_in
from tests.helpers.sidebar import Sidebar
from tests.helpers.stage import Stage
from tests.helpers.streamlit_private import Part

TOUCH_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
HINDI = {"locale": "hi-IN"}
NOTE_STEPS = """stage => {
    window.noted = [];
    new MutationObserver(() => window.noted.push([document.timeline.currentTime, +stage.dataset.step]))
        .observe(stage, {attributes: true, attributeFilter: ["data-step"]});
}"""


@pytest.fixture
def stage(keep_open) -> Stage:
    """Return the stage of a page that stays open, at its first weights."""
    stage = Stage.on(keep_open("playground"))
    stage.begin_again()
    return stage


def note_steps(stage: Stage) -> None:
    """Begin to note each update that the stage shows, and the time of the frame that shows it."""
    stage.root.evaluate(NOTE_STEPS)


def noted(stage: Stage) -> list[tuple[float, int]]:
    return [(time, step) for time, step in stage.page.evaluate("() => window.noted")]


class TestLanguage:
    def test_the_switch_changes_page_and_stage_and_keeps_the_run(self, stage):
        page = stage.page
        stage.play(beyond=50)
        stood = stage.pause()
        loss = stage.train_loss

        Sidebar(page).choose_language("हिन्दी")
        stage.wait_for_link(lang="hi", step=str(stood))
        expect(stage.part("step")).to_contain_text(re.compile("[ऀ-ॿ]"))
        expect(stage.root).to_have_attribute("lang", "hi")
        expect(page.get_by_test_id(Part.TOP_NAV).get_by_role("button").first).to_contain_text(re.compile("[ऀ-ॿ]"))
        expect(Sidebar(page).root.get_by_test_id(Part.CAPTION_CONTAINER).first).to_contain_text(re.compile("[ऀ-ॿ]"))
        assert (stage.step, stage.train_loss) == (stood, loss)

        Sidebar(page).choose_language("English")
        expect(stage.part("step")).to_contain_text("One batch")
        assert (stage.step, stage.train_loss) == (stood, loss)

    def test_it_speaks_the_language_of_the_browser(self, keep_open):
        stage = Stage.on(keep_open.anew(profile=HINDI))
        expect(stage.root).to_have_attribute("lang", "hi")
        assert "lang" not in stage.link()

    def test_the_link_decides_over_the_browser(self, keep_open):
        expect(Stage.on(keep_open.anew(profile=HINDI, lang="en")).root).to_have_attribute("lang", "en")

    def test_devanagari_comes_in_the_shipped_font(self, keep_open):
        page = keep_open.anew(lang="hi")
        Stage.on(page)
        page.wait_for_function("() => document.fonts.check('16px \"Noto Sans Devanagari\"', 'सीखना')")
        loaded = (
            "() => performance.getEntriesByType('resource').some(file => file.name.includes('noto-sans-devanagari'))"
        )
        page.wait_for_function(loaded)


class TestDarkMode:
    def test_page_and_stage_are_dark(self, visit):
        stage = Stage.on(visit(profile={"color_scheme": "dark"}))
        expect(stage.root).to_contain_class("dark")
        assert brightness(stage.page) < 60

    def test_the_stage_follows_a_change_while_it_plays(self, stage):
        show_in(stage.page, "light")
        expect(stage.root).not_to_contain_class("dark")
        stage.play(beyond=10)
        stage.page.emulate_media(color_scheme="dark")
        expect(stage.root).to_contain_class("dark")
        stage.wait_beyond(stage.step)
        stage.pause()
        show_in(stage.page, "light")
        expect(stage.root).not_to_contain_class("dark")


def brightness(page: Page) -> float:
    """Return the mean of the page's background, 0 to 255."""
    color = page.get_by_test_id(Part.APP).evaluate("app => getComputedStyle(app).backgroundColor")
    parts = [float(number) for number in re.findall(r"[\d.]+", color)][:3]
    return sum(parts) / 3


class TestSizes:
    @pytest.mark.parametrize(
        "parameters", [{}, {"dataset": "spiral", "layers": "dense:8:tanh,dense:8:tanh,dense:8:tanh"}]
    )
    def test_on_a_small_laptop_the_whole_stage_is_seen_at_once(self, keep_open, parameters):
        stage = Stage.on(keep_open.anew(**parameters))
        box = stage.root.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= LAPTOP["height"]
        assert_no_sideways_scrolling(stage.page)

    def test_on_a_phone_it_plays_and_nothing_sticks_out(self, keep_open):
        stage = Stage.on(keep_open.anew(profile=TOUCH_PHONE))
        assert_no_sideways_scrolling(stage.page)
        stage.part("play").tap()
        stage.wait_beyond(20)
        stage.part("play").tap()
        stage.stand_still()
        assert_no_sideways_scrolling(stage.page)
        play, plot = stage.part("play").bounding_box(), stage.part("boundary").bounding_box()
        assert plot["y"] + plot["height"] - play["y"] <= PHONE["height"], "button and plot are not seen together"

    def test_the_home_page_fits_a_phone(self, keep_open):
        page = keep_open.anew("", profile=TOUCH_PHONE)
        expect(page.get_by_role("button", name="Open the playground")).to_be_visible()
        assert_no_sideways_scrolling(page)


def assert_no_sideways_scrolling(page: Page) -> None:
    widths = "main => [document.documentElement, main].map(box => box.scrollWidth - box.clientWidth)"
    assert page.get_by_test_id(Part.MAIN).evaluate(widths) == [0, 0]


class TestMotion:
    def test_at_one_update_a_second_each_update_is_shown(self, keep_open):
        stage = Stage.on(keep_open.anew(speed="1"))
        note_steps(stage)
        stage.play(beyond=2)
        times = {step: time for time, step in noted(stage)}
        assert list(times) == [1, 2, 3]
        # Not faster than asked for; slower is the machine's business.
        assert times[3] - times[1] > 1800

    def test_the_slider_changes_the_speed_of_a_run_and_the_link(self, stage):
        slider = stage.part("speed")
        slider.focus()
        slider.press("Home")
        stage.wait_for_link(speed="1")
        stage.play()
        slider.press("End")
        stage.wait_for_link(speed=None)
        stage.wait_beyond(500)

    def test_with_reduced_motion_it_learns_but_moves_seldom(self, stage):
        stage.page.emulate_media(reduced_motion="reduce")
        note_steps(stage)
        stage.press("play")
        stage.wait("() => window.noted.length > 4")
        times = [time for time, _step in noted(stage)]
        assert min(later - earlier for earlier, later in pairwise(times)) > 400
        stage.press("play")
        stage.page.emulate_media(reduced_motion="no-preference")


class TestMidRun:
    def test_another_learning_rate_lets_the_run_go_on(self, keep_open):
        page = keep_open.anew(lr="0.001")
        stage = Stage.on(page)
        sidebar = Sidebar(page)
        sidebar.tab("Train")
        stage.play(beyond=50)
        note_steps(stage)
        stage.press("hard")
        sidebar.slide("Learning rate", "ArrowRight")
        stage.wait_for_change("lr:0.003")
        stage.wait_beyond(stage.step)
        stage.press("play")
        stage.wait_for_state("paused")
        steps = [step for _time, step in noted(stage)]
        assert steps == sorted(steps)
        assert steps[0] > 50
        # It is the same stage: what was chosen on it stays.
        expect(stage.part("hard")).to_be_checked()

    def test_another_data_set_begins_anew(self, keep_open):
        page = keep_open.anew()
        stage = Stage.on(page)
        stage.play(beyond=50)
        stage.pause()
        Sidebar(page).choose("Data set", "XOR")
        stage.wait_for_link(dataset="xor", step=None)
        stage.wait_for_step(0)
        stage.wait_for_state("idle")


@pytest.mark.parametrize(
    "parameters",
    [
        {"dataset": "rings"},
        {"dataset": "sine"},
        {"dataset": "hills"},
        {"dataset": "iris", "layers": "dense:64:relu,dropout:0.1,dense:3:gelu,batchnorm"},
        {"dataset": "spiral", "layers": ",".join(["dense:8:relu"] * 8), "features": "x1,x2,sin_x1,sin_x2"},
        {"dataset": "xor", "layers": "none"},
    ],
    ids=["three classes", "curve", "surface", "real", "deep", "no hidden layer"],
)
def test_every_kind_of_set_up_plays(keep_open, parameters):
    stage = Stage.on(keep_open.anew(**parameters))
    stage.play(beyond=30)
    for toggle in ("hard", "show-batch", "show-test", "log"):
        if stage.part(toggle).is_visible():
            stage.part(toggle).click()
    stage.wait_beyond(stage.step)
    stage.pause()
    assert stage.train_loss == stage.train_loss
    assert (stage.root.get_attribute("data-test-accuracy") is None) == (parameters["dataset"] in {"sine", "hills"})


def test_a_run_that_diverges_says_so_and_leads_back(keep_open):
    stage = Stage.on(keep_open.anew(dataset="hills", layers="dense:8:relu", optimizer="sgd", lr="100"))
    stage.press("play")
    stage.wait_for_state("diverged")
    expect(stage.part("hint-diverged")).to_contain_text("learning rate")
    stage.press("recover")
    stage.wait_for_state("paused")
    assert 0 <= stage.train_loss < float("inf")


def test_paused_the_boundary_is_a_chart_and_a_surface(visit):
    visit.allow_drawings()
    page = visit(step="200")
    stage = Stage.on(page)
    chart = page.get_by_test_id(Part.PLOTLY_CHART)
    page.get_by_role("radio", name="Chart").click()
    expect(chart.locator(".heatmaplayer, .contourlayer").first).to_be_visible()

    page.get_by_role("radio", name="3-D surface").click()
    expect(chart.locator(".gl-container canvas").first).to_be_visible()

    stage.play(beyond=200)
    expect(chart).to_have_count(0)


def test_each_title_stands_below_the_header(visit):
    visit.allow_drawings()
    page = visit("home")
    covered = []
    pages = [(path, {}) for path in ("home", *RUN_PAGES, *CHAPTERS, "practice")]
    for path, options in (*pages, ("backprop", {"present": "1"})):
        page.goto(visit.address(path, options))
        title = page.get_by_test_id(Part.MAIN).get_by_role("heading", level=1)
        expect(title).to_be_visible()
        header = page.get_by_test_id(Part.HEADER).bounding_box()
        if title.bounding_box()["y"] < header["y"] + header["height"]:
            covered.append((path, options))
    assert covered == []
