"""How fast something grows."""
import math


def slope(points):
    """Of the straight line through (x, y), by least squares."""
    x0 = sum(x for x, _ in points) / len(points)
    y0 = sum(y for _, y in points) / len(points)
    return sum((x - x0) * (y - y0) for x, y in points) / sum((x - x0)**2 for x, _ in points)


def exponent(times):
    """The e of time = c * n ** e, for [(n, time)]; None where there are too few."""
    return slope([(math.log(n), math.log(t)) for n, t in times]) if len(times) > 1 else None


def against_n_log_n(times):
    """The exponent of what is left of the time over n log n: 0 where it grows like that, below where it grows less."""
    return exponent([(n, t / (n * math.log(n))) for n, t in times])
