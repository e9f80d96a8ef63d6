"""The page with the race: what is sent to the drawing, in both languages, and what the widgets change."""

import pytest

from nnviz.core.catalog.surfaces import SURFACES
from nnviz.kit.exhibit import read_message
from nnviz.kit.session import widget_key
from nnviz.race.descents import RACERS, Entry, descend
from nnviz.race.exhibit import RACE, Settings, tell_end
from nnviz.race.page import change_settings, enter
from tests.helpers.drawings import data_of


def sent(app):
    """Return what the server sent to the drawing."""
    return data_of(app, "race/exhibit")


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_it_shows_in_every_language(open_page, lang):
    app = open_page("race", lang=lang)
    assert not app.error and not app.warning
    data = sent(app)
    assert data["lang"] == lang and all(data["words"].values())


def test_every_surface_shows(open_page):
    app = open_page("race", lang="en")
    for name, surface in SURFACES.items():
        app.segmented_control(key=widget_key("race_surface")).set_value(name).run()
        assert not app.exception and not app.error
        data = sent(app)
        assert (data["surface"], data["start"]) == (name, list(surface.start))


def test_the_tracks_are_those_of_the_library(open_page):
    app = open_page("race", lang="en")
    app.segmented_control(key=widget_key("race_surface")).set_value("ravine").run()
    app.segmented_control(key=widget_key("race_steps")).set_value(500).run()
    surface = SURFACES["ravine"]
    for racer in sent(app)["racers"]:
        momentum = 0.9 if RACERS[racer["name"]].uses_momentum else 0.0
        known = descend(Entry("ravine", racer["name"], surface.start, surface.rates[racer["name"]], momentum, 500))
        assert racer["places"][-1] == pytest.approx(known.places[-1].tolist(), rel=1e-5)
        assert len(racer["places"]) == 501
        assert racer["arrived"] == known.arrived


def test_the_end_tells_whether_the_guess_was_right(open_page):
    app = open_page("race", lang="en")
    assert sent(app)["words"]["ended"] == "First at the minimum: SGD, after 18 updates."
    guess = app.pills(key=widget_key("race_guess_bowl"))
    guess.set_value("adam").run()
    assert sent(app)["words"]["ended"].endswith("Your guess was another one.")
    guess.set_value("sgd").run()
    assert sent(app)["words"]["ended"].endswith("Your guess was right.")


START = Settings((1.0, 1.0), SURFACES["bowl"].rates)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"kind": "start", "place": [2.0, -1.5]}, ((2.0, -1.5), 0.1, 0.9)),
        ({"kind": "start", "place": [99.0, 0.0]}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "start", "place": ["a", 0.0]}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "start", "place": [1.0]}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "start", "place": [float("nan"), 0.0]}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "rate", "racer": "sgd", "value": 0.5}, ((1.0, 1.0), 0.5, 0.9)),
        ({"kind": "rate", "racer": "sgd", "value": 1e9}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "rate", "racer": "nobody", "value": 0.5}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "momentum", "racer": "momentum", "value": 0.5}, ((1.0, 1.0), 0.1, 0.5)),
        ({"kind": "momentum", "racer": "momentum", "value": 1.0}, ((1.0, 1.0), 0.1, 0.9)),
        ({"kind": "other"}, ((1.0, 1.0), 0.1, 0.9)),
    ],
)
def test_what_the_browser_sends_is_checked(wish, expected):
    message = read_message(RACE, wish)
    changed = START if message is None else change_settings(START, SURFACES["bowl"], message)
    assert (changed.start, changed.rates["sgd"], changed.momenta["momentum"]) == expected


def test_who_flies_off_is_named():
    rates = {**SURFACES["bowl"].rates, "sgd": 5.0}
    settings = Settings((1.0, 1.0), rates)
    descents = {name: descend(enter(SURFACES["bowl"], settings, name, 100)) for name in RACERS}
    assert "Flown off: SGD." in tell_end(descents, None)
