"""The chapter on activations in a browser: what is dragged, stepped through and played."""

from __future__ import annotations

import re

import pytest
import torch
from playwright.sync_api import Page, expect

from nnviz.activations.forward_pass import build_course_network, trace_forward
from nnviz.activations.plane_warp import film_warp
from tests.helpers.accessibility import violations, wait_until_drawn
from tests.helpers.printed import equations
from tests.helpers.screens import PHONE, put_away_news, show_in, sideways


def shown_number(page: Page, name: str) -> float:
    return float(page.get_by_test_id(name).inner_text().replace("−", "-"))


def open_chapter(keep_open, **options) -> Page:
    page = keep_open("activations", **({"lang": "en"} | options))
    expect(page.get_by_test_id("warp-play")).to_be_visible()
    return page


def test_the_tangent_follows_the_keyboard_and_the_goal_is_noticed(keep_open):
    page = open_chapter(keep_open)
    slider = page.get_by_test_id("tangent")
    slider.focus()
    page.keyboard.press("ArrowRight")
    z = torch.tensor(1.05, dtype=torch.float64, requires_grad=True)
    torch.sigmoid(z).backward()
    expect(page.get_by_test_id("slope-1")).to_have_text(f"{z.grad:.3f}")
    page.keyboard.press("End")
    expect(page.get_by_test_id("slope-0")).to_have_text("1.000")
    expect(page.get_by_text("Reached.", exact=True)).to_be_visible()
    put_away_news(page)


def test_the_tangent_can_be_dragged_along_the_curves(keep_open):
    page = open_chapter(keep_open)
    page.get_by_test_id("curves").scroll_into_view_if_needed()
    box = page.get_by_test_id("curves").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 42, box["y"] + 60, steps=5)
    page.mouse.up()
    assert shown_number(page, "value-0") == 0.0
    assert shown_number(page, "value-1") < 0.01


def test_softmax_gives_the_shares_of_torch(keep_open):
    page = open_chapter(keep_open)
    page.get_by_test_id("logit-1").fill("3.5")
    page.get_by_test_id("temperature").fill("0.5")
    expected = torch.softmax(torch.tensor([2.0, 3.5, -1.0], dtype=torch.float64) / 0.5, 0)
    for output, share in enumerate(expected):
        assert shown_number(page, f"share-{output}") == pytest.approx(float(share), abs=0.0005)
    expect(page.get_by_test_id("softmax-said")).to_contain_text("Output 2 leads with 95%.")


def begin_forward(page: Page) -> None:
    """Go back to where nothing is computed yet; another network may bring that about in the same moment."""
    back = page.get_by_test_id("forward-back")
    while back.is_enabled():
        back.evaluate("button => button.click()")


def test_the_forward_pass_is_stepped_by_button_and_arrow_keys(keep_open):
    page = open_chapter(keep_open)
    said, title = page.get_by_test_id("forward-said"), page.get_by_test_id("forward-title")
    begin_forward(page)
    page.get_by_test_id("forward-next").click()
    expect(title).to_have_text("Layer 1 of 2: weights times input")
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Layer 1 of 2: plus bias")
    for _step in range(4):
        page.keyboard.press("ArrowRight")
    answer = trace_forward(build_course_network("2-4-1", 1), [1.0, -2.0])[-1].a[0]
    expect(said).to_contain_text(f" {answer:.2f}".replace("-", "−"))
    expect(page.get_by_test_id("forward-next")).to_be_disabled()
    page.keyboard.press("ArrowLeft")
    expect(title).to_have_text("Layer 2 of 2: plus bias")


def test_the_arrow_keys_work_wherever_the_mouse_was_but_not_in_a_field(keep_open):
    page = open_chapter(keep_open)
    title = page.get_by_test_id("forward-title")
    begin_forward(page)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Layer 1 of 2: weights times input")
    page.get_by_test_id("forward-equation").click()
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Layer 1 of 2: plus bias")
    page.get_by_test_id("warp-play").click()
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Layer 1 of 2: through the activation")
    page.get_by_role("textbox", name="Your answer").first.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_test_id("temperature").focus()
    page.keyboard.press("ArrowRight")
    expect(title).to_have_text("Layer 1 of 2: through the activation")


def test_who_comes_by_keyboard_keeps_the_focus_at_both_ends(keep_open):
    page = open_chapter(keep_open)
    begin_forward(page)
    page.get_by_test_id("forward-end").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("forward-back")).to_be_focused()


@pytest.mark.parametrize("network", ["2 → 4 (ReLU) → 1", "3 → 5 (ReLU) → 1 (Sigmoid)"])
def test_every_sum_on_the_way_closes_with_the_printed_numbers(keep_open, network):
    page = open_chapter(keep_open)
    page.get_by_role("radio", name=network, exact=True).click()
    widest = page.get_by_test_id("forward-equation").locator("table").first.locator("tr:first-child td")
    begin_forward(page)
    expect(widest).to_have_count(int(network[0]))
    found = []
    while page.get_by_test_id("forward-next").is_enabled():
        page.get_by_test_id("forward-next").click()
        found += equations(page.get_by_test_id("forward-said").inner_text())
    assert len(found) == 4
    assert [equation for equation in found if not equation.closes] == []


def test_softmaxs_columns_add_up_to_what_stands_below_them(keep_open):
    page = open_chapter(keep_open)
    for temperature in ("1", "0.3"):
        page.get_by_test_id("temperature").fill(temperature)
        for name in ("power", "share"):
            terms = [page.get_by_test_id(f"{name}-{output}").inner_text() for output in range(3)]
            total = page.get_by_test_id(f"{name}-sum").inner_text()
            sign = "" if "≈" in total else "= "
            (equation,) = equations(f"{' + '.join(terms)} {sign}{total}")
            assert equation.closes, equation


def test_the_plane_is_bent_while_the_film_plays_and_its_sentence_says_what_is_drawn(keep_open):
    page = open_chapter(keep_open)
    warp = film_warp("xor")
    said = page.get_by_test_id("warp-said")
    page.get_by_test_id("warp-frame").fill("0")
    expect(said).to_contain_text("Update 0:")
    page.get_by_test_id("warp-play").click()
    expect(said).not_to_contain_text("Update 0:")
    page.get_by_test_id("warp-frame").fill(str(len(warp.steps) - 1))
    train, test = (round(100 * shares[-1]) for shares in (warp.accuracies, warp.test_accuracies))
    expect(said).to_contain_text(f"Update {warp.steps[-1]:,}: on the right side of the line are {train}% of")
    expect(said).to_contain_text(f"and {test}% of the test points")
    expect(page.get_by_test_id("warp-play")).to_have_text("Play")
    picture = page.get_by_role("img", name="The same plane behind the hidden layers")
    expect(picture.locator(".test")).to_have_count(len(warp.data.test_index))
    expect(picture.locator("g > .class0, g > .class1")).to_have_count(len(warp.data.points))


def test_a_question_answered_wrong_then_right(keep_open):
    page = open_chapter(keep_open)
    question = page.get_by_role("textbox", name="Your answer").nth(1)
    question.fill("three")
    question.press("Enter")
    question.fill("3")
    question.press("Enter")
    expect(page.get_by_text(re.compile("inputs and outputs, in this order"))).to_be_visible()
    question.fill("५")
    question.press("Enter")
    expect(page.get_by_text(re.compile("3 inputs go in"))).to_be_visible()


@pytest.mark.parametrize(("lang", "scheme"), [("en", "dark"), ("hi", "light")])
def test_it_is_accessible(keep_open, lang, scheme):
    page = open_chapter(keep_open, lang=lang)
    show_in(page, scheme)
    begin_forward(page)
    page.get_by_test_id("forward-end").click()
    wait_until_drawn(page)
    assert violations(page) == []


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_fits_a_phone(keep_open, lang):
    page = open_chapter(keep_open, lang=lang)
    page.set_viewport_size(PHONE)
    assert sideways(page) == 0
