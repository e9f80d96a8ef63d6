"""The program of the chapter, executed."""

import pytest
import torch

from nnviz.statistics.course_listing import course_listing


@pytest.mark.parametrize(("seed", "count", "values"), [(1, 1000, (2, 4, 6)), (77, 2, (0.5, -1.0, 3.25, 8.0))])
def test_it_prints_what_the_page_says_it_prints(seed, count, values, capsys):
    listing = course_listing(seed, count, values)
    state = torch.get_rng_state()
    exec(compile(listing.code, "statistics.py", "exec"), {})
    torch.set_rng_state(state)
    assert capsys.readouterr().out == listing.output


def test_the_output_leaves_torchs_own_random_numbers_alone():
    state = torch.get_rng_state()
    course_listing(5, 100, (1.0, 2.0))
    assert torch.equal(torch.get_rng_state(), state)
