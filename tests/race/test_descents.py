"""The race: every step against the classes of torch.optim, and how it is judged."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from nnviz.core.catalog.surfaces import SURFACES
from nnviz.race.descents import NEAR, RACERS, Entry, descend, find_depth, map_surface, rank

CLASSES = {
    "sgd": lambda place, lr, _momentum: torch.optim.SGD([place], lr=lr),
    "momentum": lambda place, lr, momentum: torch.optim.SGD([place], lr=lr, momentum=momentum),
    "nesterov": lambda place, lr, momentum: torch.optim.SGD([place], lr=lr, momentum=momentum, nesterov=True),
    "rmsprop": lambda place, lr, _momentum: torch.optim.RMSprop([place], lr=lr),
    "adam": lambda place, lr, _momentum: torch.optim.Adam([place], lr=lr),
}


def enter(surface="bowl", racer="sgd", lr=None, momentum=0.9, start=None, steps=60):
    known = SURFACES[surface]
    return Entry(surface, racer, start or known.start, lr or known.rates[racer], momentum, steps)


@pytest.mark.parametrize("racer", RACERS)
def test_places_are_those_of_the_class_of_torch(racer):
    entry = enter("himmelblau", racer, momentum=0.8)
    surface = SURFACES["himmelblau"]
    place = torch.tensor(entry.start, dtype=torch.float64, requires_grad=True)
    optimizer = CLASSES[racer](place, entry.lr, entry.momentum)
    expected, values = [], []
    for _step in range(entry.steps + 1):
        expected.append(place.detach().clone().numpy())
        optimizer.zero_grad()
        value = surface.value(place[0], place[1])
        values.append(value.item())
        value.backward()
        optimizer.step()
    found = descend(entry)
    np.testing.assert_allclose(found.places, expected, rtol=1e-12)
    np.testing.assert_allclose(found.values, values, rtol=1e-10, atol=1e-12)


def test_gradient_descent_on_the_bowl_is_the_known_series():
    found = descend(enter(lr=0.1, start=(2.0, -1.0)))
    shrinking = 0.8 ** np.arange(61)
    np.testing.assert_allclose(found.places, np.outer(shrinking, [2.0, -1.0]), rtol=1e-12)
    near = np.sqrt(5) * shrinking <= NEAR * 6
    assert found.arrived == int(np.argmax(near))
    assert found.diverged is None


def test_who_only_rushes_past_has_not_arrived():
    start = (-1.0, 0.0)
    passing = descend(enter(racer="momentum", lr=0.05, momentum=0.95, start=start, steps=15))
    settled = descend(enter(racer="momentum", lr=0.05, momentum=0.95, start=start, steps=400))
    assert np.diff(np.sign(passing.places[:, 0])).any()
    assert passing.arrived is None
    distances = np.linalg.norm(settled.places, axis=1)
    assert settled.arrived is not None
    assert distances[settled.arrived - 1] > NEAR * 6 >= distances[settled.arrived :].max()


def test_a_learning_rate_too_high_flies_off_and_stays_finite():
    found = descend(enter("rosenbrock", lr=0.05))
    assert found.diverged is not None
    assert found.arrived is None
    assert len(found.places) == len(found.values) == found.diverged
    assert np.isfinite(found.places).all() and np.isfinite(found.values).all()


def test_gradient_descent_cannot_leave_the_ridge_of_the_saddle():
    stuck = descend(enter("saddle", start=(-2.0, 0.0), steps=200))
    free = descend(enter("saddle", start=(-2.0, 0.001), steps=200))
    np.testing.assert_allclose(stuck.places[-1], [0, 0], atol=1e-9)
    assert stuck.arrived is None
    assert free.arrived is not None


def test_the_ranking_leaves_out_who_is_not_there():
    descents = {name: descend(enter(racer=name, steps=65)) for name in RACERS}
    order = rank(descents)
    arrivals = [descents[name].arrived for name in order]
    assert arrivals == sorted(arrivals)
    assert set(order) == {name for name, descent in descents.items() if descent.arrived is not None} < set(RACERS)


@pytest.mark.parametrize("steps", [0, 501])
def test_the_number_of_steps_is_limited(steps):
    with pytest.raises(ValueError, match="steps must be from 1 to 500"):
        descend(enter(steps=steps))


def test_the_map_has_the_values_of_the_surface():
    heights = map_surface("rosenbrock", 5)
    np.testing.assert_allclose(heights[4, 0], (1 + 2) ** 2 + 100 * (3 - 4) ** 2)
    np.testing.assert_allclose(heights[0, 2], 1 + 100)
    assert find_depth("saddle") == pytest.approx(-1.0)
