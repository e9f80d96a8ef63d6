"""A biological neuron in its simplest model that fires: leaky integrate-and-fire.

The membrane is a capacitor that leaks: a current charges it, the leak pulls it back to rest. When the
voltage reaches the threshold the neuron fires, the voltage falls to its reset value, and for the
refractory time nothing happens. Under a constant current the equation has an exact solution, so the
times of the spikes are computed and not approached step by step.

Units fit together without factors: megaohm times nanoampere is millivolt; times are in seconds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from nnviz.core.i18n import _
from nnviz.core.problems import InputError, Problem
from nnviz.core.results import Floats

__all__ = ["LeakyIntegrateAndFire", "SpikeTrain", "current_for", "simulate_spikes"]

DURATION = 0.2
SAMPLES = 401
NANOAMPERE_PER_UNIT = 1.0


@dataclass(frozen=True, slots=True)
class LeakyIntegrateAndFire:
    """The model's parameters, with the values of a textbook's cortical neuron.

    Between spikes: time_constant · dV/dt = −(V − rest) + resistance · I (Gerstner and others, *Neuronal
    Dynamics*, section 1.3).

    Attributes
    ----------
    resistance : float
        Membrane resistance R, megaohm.
    time_constant : float
        Membrane time constant τ, seconds.
    rest, threshold, reset : float
        Voltages, millivolt: without a current, where it fires, and where it falls to after a spike.
    refractory : float
        Time after a spike in which the voltage stays at `reset`, seconds.

    Raises
    ------
    InputError
        When a value is not finite, not positive where it must be, or the threshold is not above rest and reset.
    """

    resistance: float = 10.0
    time_constant: float = 0.02
    rest: float = -70.0
    threshold: float = -55.0
    reset: float = -75.0
    refractory: float = 0.002

    def __post_init__(self) -> None:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        wrong = [name for name, value in values.items() if not math.isfinite(value)]
        wrong += [name for name in ("resistance", "time_constant") if not values[name] > 0]
        wrong += [] if self.refractory >= 0 else ["refractory"]
        wrong += [] if self.threshold > max(self.rest, self.reset) else ["threshold"]
        if wrong:
            message = _("{field}: {value} does not fit the model of a neuron.")
            raise InputError([Problem(name, message.format(field=name, value=values[name])) for name in wrong])

    @property
    def rheobase(self) -> float:
        """The smallest current that brings the voltage to the threshold, nanoampere."""
        return (self.threshold - self.rest) / self.resistance

    def settled(self, current: float) -> float:
        """Return the voltage (millivolt) that `current` (nanoampere) would hold if the neuron did not fire."""
        return self.rest + self.resistance * current

    def time_to_fire(self, start: float, current: float) -> float:
        """Return the seconds from voltage `start` to the threshold; infinite when it is never reached."""
        settled = self.settled(current)
        if settled <= self.threshold:
            return math.inf
        return self.time_constant * math.log((settled - start) / (settled - self.threshold))


@dataclass(frozen=True, slots=True)
class SpikeTrain:
    """What a neuron did under a constant current that began at time 0, at rest.

    Attributes
    ----------
    times : (n,) float64
        Seconds, ascending; the moment of each spike is in it twice, before and after the fall.
    voltage : (n,) float64
        Membrane voltage at `times`, millivolt.
    spikes : (m,) float64
        When it fired, seconds.
    current : float
        Nanoampere.
    rate : float
        Spikes a second once it fires regularly; 0 when it does not fire.
    """

    times: Floats
    voltage: Floats
    spikes: Floats
    current: float
    rate: float


def current_for(z: float, neuron: LeakyIntegrateAndFire) -> float:
    """Return the current (nanoampere) that stands for a weighted sum with bias `z`.

    At z = 0 it is the rheobase, so that both neurons have their threshold in the same place; each unit of
    z adds one nanoampere. It is never negative: an input that forbids firing only takes the current away.
    This map is a choice made for the comparison, not a law of nature.
    """
    return max(0.0, neuron.rheobase + NANOAMPERE_PER_UNIT * z)


def simulate_spikes(neuron: LeakyIntegrateAndFire, current: float, duration: float = DURATION) -> SpikeTrain:
    """Return the voltage and the spikes under a constant `current` (nanoampere) for `duration` seconds."""
    first = neuron.time_to_fire(neuron.rest, current)
    period = neuron.refractory + neuron.time_to_fire(neuron.reset, current)
    count = 0 if first > duration else 1 + math.floor((duration - first) / period)
    # Without a spike `first` is infinite, and there is nothing to multiply.
    spikes = first + period * np.arange(count) if count else np.empty(0)
    times = np.sort(np.concatenate([np.linspace(0.0, duration, SAMPLES), spikes, spikes]))
    voltage = _voltage(neuron, current, times, spikes)
    rate = 1.0 / period if math.isfinite(first) else 0.0
    return SpikeTrain(times, voltage, spikes, current, rate)


def _voltage(neuron: LeakyIntegrateAndFire, current: float, times: Floats, spikes: Floats) -> Floats:
    """Return V(t) = V∞ + (V₀ − V∞) e^(−t/τ), where t counts from the start or from the end of the last rest."""
    settled = neuron.settled(current)
    # The first of the two entries for a spike belongs to the stretch before it.
    fired = np.searchsorted(spikes, times, side="left")
    fired[1:] += (times[1:] == times[:-1]) & np.isin(times[1:], spikes)
    starts = np.concatenate([[0.0], spikes + neuron.refractory])[fired]
    levels = np.where(fired == 0, neuron.rest, neuron.reset)
    since = np.maximum(0.0, times - starts)
    return np.asarray(settled + (levels - settled) * np.exp(-since / neuron.time_constant))
