"""How long an article takes from its publication, and from our first sight of it, until it is ours. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil

from core.desk import DelayLine, Timing
from core.text import fold


def delays(timings: Iterable[Timing]) -> tuple[DelayLine, ...]:
    """Return one line per outlet, by name, and one for all together at the end; nothing gives no line.

    What was published before its source was first read successfully is counted as `older` and not measured: a first
    run finds weeks of stock in a feed. Percentiles are nearest-rank ones, so each is the delay of a real article.
    """
    everything = sorted(timings, key=lambda timing: (timing.stored_at, timing.outlet_id))
    outlets: defaultdict[str, list[Timing]] = defaultdict(list)
    for timing in everything:
        outlets[timing.outlet_id].append(timing)
    lines = [_line(key, found[-1].outlet, found) for key, found in outlets.items()]
    lines.sort(key=lambda line: (fold(line.outlet), line.outlet_id))
    return (*lines, _line("", "", everything)) if lines else ()


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least this share (0 to 1) of the sorted values does not exceed."""
    return values[max(ceil(share * len(values)), 1) - 1] if values else None


def slowest(lines: Iterable[DelayLine]) -> tuple[DelayLine, ...]:
    """Return the measured lines of outlets, the longest delay first."""
    measured = (line for line in lines if line.outlet_id and line.p95 is not None)
    return tuple(sorted(measured, key=lambda line: (-(line.p95 or 0.0), fold(line.outlet))))


def _line(key: str, outlet: str, timings: Sequence[Timing]) -> DelayLine:
    known = [timing for timing in timings if timing.published]
    fresh = [timing for timing in known if not _older(timing)]
    # A date in the future is a slip of the newsroom's clock; nothing is stored before it exists.
    taken = sorted(
        max(0.0, (timing.stored_at - timing.published).total_seconds()) for timing in fresh if timing.published
    )
    handled = sorted((timing.judged_at - timing.first_seen).total_seconds() for timing in timings)
    return DelayLine(
        outlet_id=key,
        outlet=outlet,
        articles=len(timings),
        published_known=len(known),
        p50=percentile(taken, 0.5),
        p95=percentile(taken, 0.95),
        seen_p50=percentile(handled, 0.5) or 0.0,
        seen_p95=percentile(handled, 0.95) or 0.0,
        older=len(known) - len(fresh),
    )


def _older(timing: Timing) -> bool:
    return timing.watched_since is None or (timing.published is not None and timing.published < timing.watched_since)
