"""How often the check of gradients is right: of right gradients none is called wrong, of wrong ones nearly all are.

Run: ``python -m benchmarks.gradient_check``; it can be done in parts (``--help``). Wanted: 20,000 random
networks without a false "wrong", and 999 of 1,000 backward passes found that are wrong by 1 part in 1,000 somewhere, if
float64 can show it (`tests.helpers.random_faults`).
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from itertools import cycle
from unittest import mock

import numpy as np
import torch
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from nnviz.backprop import gradient_check
from nnviz.backprop.gradient_check import check_gradients
from nnviz.backprop.results import Float64
from nnviz.backprop.trace import trace_update
from nnviz.backprop.verdict import Verdict, judge
from nnviz.core.problems import InputError
from nnviz.core.spec import RunSpec
from tests.helpers.examples import draw_alike
from tests.helpers.random_faults import FAULTS_OF_A_NETWORK, list_parameters, look_for_faults
from tests.helpers.random_runs import STEPS, SWITCHED, build_trainer, runs

NETWORKS, FAULTS = 20_000, 12_000
OF_A_LAYER = 24
WAYS = ("autograd", "difference")


class Judge:
    """Judges as `nnviz.backprop.verdict.judge` does, and notes the verdicts and the most that is used of a limit."""

    def __init__(self) -> None:
        self.verdicts: Counter[tuple[str, Verdict]] = Counter()
        self.used = dict.fromkeys(WAYS, 0.0)
        self._ways = cycle(WAYS)

    def __call__(self, error: Float64, usual: float, absolute: Float64, limit: Float64) -> list[Verdict]:
        way, verdicts = next(self._ways), judge(error, usual, absolute, limit)
        self.verdicts.update((way, verdict) for verdict in verdicts)
        rounded = np.array(verdicts) == "rounding"
        share = np.divide(absolute, limit, out=np.zeros_like(limit), where=rounded & (limit > 0))
        self.used[way] = max(self.used[way], float(np.nanmax(share, initial=0.0)))
        return verdicts


def settings_for(count: int) -> settings:
    """Return what tries that many examples and shrinks none."""
    return settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def check_networks(first: int, count: int) -> tuple[Counter[str], Judge]:
    """Check the gradients of random networks; return how the networks fared, and the judge."""
    networks, judging = Counter[str](), Judge()

    @seed(first)
    @settings_for(count)
    @given(runs(), STEPS, SWITCHED, st.sampled_from([torch.float32, torch.float64]))
    def check_one(run: RunSpec, steps: int, switched: tuple[int, ...], dtype: torch.dtype) -> None:
        networks["tried"] += 1
        try:
            trace = trace_update(build_trainer(run, steps, switched, dtype))
            check = check_gradients(trace, list_parameters(trace, OF_A_LAYER))
        except InputError:
            networks["overflow"] += 1
            return
        verdicts = [
            way for name in (check.single, check.double) for way in (name.autograd_verdicts, name.difference_verdicts)
        ]
        if any("wrong" in way for way in verdicts):
            networks["false wrong"] += 1
            print("a false wrong:", run, steps, switched, dtype, flush=True)

    with mock.patch.object(gradient_check, "judge", judging):
        check_one()
    return networks, judging


def read_arguments() -> Namespace:
    """Return what is asked for."""
    parser = ArgumentParser()
    parser.add_argument("--first", type=int, default=0, help="another number tries other networks and faults")
    parser.add_argument("--networks", type=int, default=NETWORKS, help="0 leaves them out")
    parser.add_argument("--faults", type=int, default=FAULTS, help="0 leaves them out")
    return parser.parse_args()


def report_networks(first: int, count: int) -> None:
    """Print how right gradients fared."""
    networks, judging = check_networks(first, count)
    print("networks:", dict(networks))
    for (way, verdict), gradients in sorted(judging.verdicts.items()):
        print(f"gradients, {way}, {verdict} (kinks not told apart): {gradients}")
    print("largest share of a limit that rounding used:", judging.used, flush=True)


def main() -> None:
    """Print what was counted."""
    asked = read_arguments()
    torch.set_num_threads(1)
    draw_alike()
    with np.errstate(all="ignore"):
        if asked.networks:
            report_networks(asked.first, asked.networks)
        if asked.faults:
            tried = settings_for(asked.faults // FAULTS_OF_A_NETWORK)
            print("faults of 1 part in 1,000:", look_for_faults(tried, asked.first))


if __name__ == "__main__":
    main()
