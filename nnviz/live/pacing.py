"""Pacing: how many frames to leave for a request, and how long to train for them.

The browser plays the frames of one packet while the next is on its way. So a packet must hold as
many frames as the display shows in the time from one packet to the next: the time on the way plus
the time the server works. Figures behind the numbers are in docs/decisions.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["FASTEST", "Plan", "plan_frames"]

FASTEST = 0
DISPLAY_RATE = 60.0
FEWEST_FRAMES, MOST_FRAMES = 8, 16
SHORTEST_WORK, LONGEST_WORK = 105.0, 110.0
WORK_PER_TRAVEL = 0.6


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do for one request.

    Attributes
    ----------
    frames : int
        Frames to leave.
    work : float
        Milliseconds to spend in all; only for a run as fast as it goes.
    steps : int
        Updates between two frames; 0 when the time decides.
    """

    frames: int
    work: float
    steps: int


def plan_frames(speed: int, round_trip: float, last_work: float, sharers: int = 1) -> Plan:
    """Return the plan for a request.

    Parameters
    ----------
    speed : int
        Updates a second, 0 for as fast as it goes.
    round_trip : float
        Milliseconds from the browser's last request to its packet, 0 when unknown.
    last_work : float
        Milliseconds the server worked on that request.
    sharers : int
        Sessions that train now; each gets its share of the processor.
    """
    travel = max(round_trip - last_work, 0.0)
    work = min(max(WORK_PER_TRAVEL * travel, SHORTEST_WORK), LONGEST_WORK)
    if speed == FASTEST:
        frames = round((travel + work) * DISPLAY_RATE / 1000)
        return Plan(min(max(frames, FEWEST_FRAMES), MOST_FRAMES), work / max(sharers, 1), 0)
    steps = max(1, round(speed / DISPLAY_RATE))
    frames = math.ceil((travel + work) * speed / steps / 1000)
    return Plan(min(max(frames, 1), MOST_FRAMES), work, steps)
