"""Means and standard deviations of whole numbers: which ones a sample of that size can have.

The mean of n whole numbers is a whole number over n, so most printed means are impossible for small n: the
GRIM test (Brown & Heathers 2017, doi:10.1177/1948550616673876). A mean over a scale of several items, each
answered in whole numbers, is a whole number over n times items. For standard deviations, the sum of squares
has to be whole too, and even or odd as the sum is: the GRIMMER test (Anaya 2016,
doi:10.7287/peerj.preprints.2400v1; by Allard's analytic solution, 2018). Both say "impossible" only; what
they do not refuse need not be right.
"""

from __future__ import annotations

from kb.statistics.rounding import Printed, Rounding


def sums_for(mean: Printed, size: int, items: int = 1, rounding: Rounding = Rounding.NEAREST) -> range:
    """Return the sums of ``size`` times ``items`` whole numbers whose mean is printed like this.

    ``items`` is the number of whole-number items that each value is the mean of. Empty: impossible mean.
    Raises ``ValueError`` for a mean printed as a bound, which any sum beyond it fits.
    """
    parts = _parts(size, items)
    low, high, scale, is_low_open, is_high_open = mean.bounds(rounding)
    if low is None or high is None:
        raise ValueError(f"A mean printed as a bound ({mean.sign}{mean.value}) cannot be tested")
    first, last = -(-low * parts // scale), high * parts // scale
    if is_low_open and first * scale == low * parts:
        first += 1
    if is_high_open and last * scale == high * parts:
        last -= 1
    return range(first, max(first, last + 1))


def is_attainable_mean(
    mean: Printed, size: int, items: int = 1, rounding: Rounding = Rounding.NEAREST
) -> bool:
    """Whether ``size`` whole numbers (or means of ``items`` of them) can have this mean."""
    return len(sums_for(mean, size, items, rounding)) > 0


def can_refuse(mean: Printed, size: int, items: int = 1) -> bool:
    """Whether the sample is small enough, for the decimals printed, that any mean could be impossible."""
    return _parts(size, items) * mean.unit < 1


def is_attainable_deviation(mean: Printed, deviation: Printed, size: int, items: int = 1) -> bool:
    """Whether ``size`` whole numbers can have this mean and this standard deviation.

    The deviation may have been computed with n - 1 or with n. Raises ``ValueError`` for fewer than two values
    and for a negative deviation.
    """
    if size < 2:
        raise ValueError(f"A standard deviation needs at least 2 values, not {size}")
    low, high, scale, _, _ = deviation.bounds()
    if high is None or low is None:
        raise ValueError("A standard deviation printed as a bound cannot be tested")
    if high < 0 or deviation.value < 0:
        raise ValueError(f"A standard deviation cannot be negative: {deviation.value}")
    ends = max(0, low), high
    return any(
        _has_squares(total, size, [end * items for end in ends], scale, divisor)
        for total in sums_for(mean, size, items)
        for divisor in (size - 1, size)
    )


def _has_squares(total: int, size: int, ends: list[int], scale: int, divisor: int) -> bool:
    """Whether a whole sum of squares lies between the ends and suits the sum (all in whole items)."""
    # Sum of squares = divisor * deviation^2 + total^2 / size, brought to one denominator.
    denominator = scale * scale * size
    bounds = [divisor * end * end * size + total * total * scale * scale for end in ends]
    # A square is even or odd as its root is, so the sum of squares is as the sum is.
    lowest = max(-(-bounds[0] // denominator), _least_squares(total, size))
    lowest += (lowest - total) % 2
    return lowest * denominator <= bounds[1]


def _least_squares(total: int, size: int) -> int:
    """Return the smallest sum of squares of ``size`` whole numbers with this sum: all as equal as can be."""
    each, larger = divmod(total, size)
    return larger * (each + 1) ** 2 + (size - larger) * each**2


def _parts(size: int, items: int) -> int:
    if size < 1 or items < 1:
        raise ValueError(f"A mean needs at least 1 value of at least 1 item, not {size} of {items}")
    return size * items
