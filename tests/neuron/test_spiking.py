"""The spiking neuron, against SciPy's solution of the same equation with its own detection of the threshold."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from nnviz.core.problems import InputError
from nnviz.neuron.spiking import LeakyIntegrateAndFire, current_for, simulate_spikes

NEURON = LeakyIntegrateAndFire()


def integrate(neuron, current, duration):
    """Return spike times and a function V(t), by numerical integration from spike to spike."""

    def slope(_t, v):
        return (-(v - neuron.rest) + neuron.resistance * current) / neuron.time_constant

    def reaches(_t, v):
        return v[0] - neuron.threshold

    reaches.terminal, reaches.direction = True, 1
    time, level, spikes, pieces = 0.0, neuron.rest, [], []
    while time < duration:
        solved = solve_ivp(slope, (time, duration), [level], events=reaches, rtol=1e-9, atol=1e-9, dense_output=True)
        pieces.append((time, solved.t[-1], solved.sol))
        if not solved.t_events[0].size:
            break
        spikes.append(solved.t_events[0][0])
        time, level = spikes[-1] + neuron.refractory, neuron.reset
    return np.array(spikes), pieces


@pytest.mark.parametrize("current", [0.0, 1.4, 1.6, 2.5, 8.0])
@pytest.mark.parametrize("neuron", [NEURON, replace(NEURON, refractory=0.01, reset=-60.0, time_constant=0.01)])
def test_it_fires_when_the_integrated_equation_reaches_the_threshold(neuron, current):
    train = simulate_spikes(neuron, current, 0.2)
    spikes, pieces = integrate(neuron, current, 0.2)
    assert train.spikes == pytest.approx(spikes, abs=1e-6)
    for start, end, solution in pieces:
        within = (train.times > start) & (train.times < end - 1e-6)
        assert train.voltage[within] == pytest.approx(solution(train.times[within])[0], abs=1e-4)


def test_each_spike_is_at_the_threshold_and_falls_to_reset():
    train = simulate_spikes(NEURON, 3.0)
    before = np.searchsorted(train.times, train.spikes, side="left")
    assert len(train.spikes) > 5
    assert train.voltage[before] == pytest.approx(NEURON.threshold)
    assert train.voltage[before + 1] == pytest.approx(NEURON.reset)


def test_in_the_refractory_time_the_voltage_stays_at_reset():
    neuron = replace(NEURON, refractory=0.01)
    train = simulate_spikes(neuron, 3.0)
    resting = (train.times > train.spikes[0]) & (train.times < train.spikes[0] + neuron.refractory)
    assert resting.any() and (train.voltage[resting] == neuron.reset).all()


def test_the_rate_is_one_over_the_time_between_spikes():
    train = simulate_spikes(NEURON, 2.5, 1.0)
    assert train.rate == pytest.approx(1 / np.diff(train.spikes).mean())


@given(st.floats(-30, 30))
def test_it_fires_exactly_when_the_weighted_sum_is_above_zero(z):
    train = simulate_spikes(NEURON, current_for(z, NEURON), duration=10.0)
    assert (train.rate > 0) == (NEURON.settled(train.current) > NEURON.threshold)
    if abs(z) > 1e-3:
        assert (len(train.spikes) > 0) == (z > 0)
    assert train.voltage.max() <= NEURON.threshold + 1e-9


def test_a_current_is_never_negative():
    assert current_for(-100, NEURON) == 0
    assert current_for(0, NEURON) == pytest.approx(1.5)


@pytest.mark.parametrize(
    ("field", "value"),
    [("resistance", 0.0), ("time_constant", -1.0), ("refractory", -0.1), ("threshold", -80.0), ("rest", float("nan"))],
)
def test_a_parameter_that_makes_no_neuron_is_named(field, value):
    with pytest.raises(InputError) as error:
        replace(NEURON, **{field: value})
    assert field in [problem.field for problem in error.value.problems]
