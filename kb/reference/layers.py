"""A layered layout: which column of the drawing each box stands in, in which order, and at what height.

The steps are those of Sugiyama, Tagawa and Toda (1981): break cycles, put every box right of what it points
at, cut long links by bends, order each layer by the places of the neighbours, then set the heights. Sorted
input and whole numbers keep the result the same everywhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
"""A link: the box that points, and the box it points at."""

_SWEEPS = 12
_BEND = 8
"""Height that a passing link takes up in a layer."""


@dataclass(slots=True)
class Layout:
    """``layers`` from left to right, each from top to bottom, bends included; ``top`` of each box and bend;
    ``route`` of each link: the bends it passes, from the box that points to the one it points at."""

    layers: list[list[str]] = field(default_factory=list)
    top: dict[str, int] = field(default_factory=dict)
    route: dict[Pair, list[str]] = field(default_factory=dict)


def lay_out(heights: Mapping[str, int], links: Iterable[Pair], gap: int) -> Layout:
    """The layout of boxes with these heights; links from a box to itself or to no box are left out."""
    pairs = sorted({(a, b) for a, b in links if a != b and a in heights and b in heights})
    pairs = _without_cycles(sorted(heights), pairs)
    layer = _layers(sorted(heights), pairs)
    layout = Layout([[] for _ in range(max(layer.values(), default=-1) + 1)])
    for name in sorted(heights):
        layout.layers[layer[name]].append(name)
    steps = [step for pair in pairs for step in _bent(pair, layer, layout)]
    near = _neighbours(steps)
    _order(layout, near)
    tall = {name: heights.get(name, _BEND) for names in layout.layers for name in names}
    _set_heights(layout, tall, near, gap)
    return layout


def _without_cycles(names: list[str], pairs: list[Pair]) -> list[Pair]:
    """The links, those that close a cycle turned round."""
    targets: dict[str, list[str]] = {name: [] for name in names}
    for source, target in pairs:
        targets[source].append(target)
    state: dict[str, int] = {}
    closing: set[Pair] = set()

    def visit(name: str) -> None:
        state[name] = 1
        for target in targets[name]:
            if state.get(target) == 1:
                closing.add((name, target))
            elif target not in state:
                visit(target)
        state[name] = 2

    for name in names:
        if name not in state:
            visit(name)
    return sorted({(b, a) if (a, b) in closing else (a, b) for a, b in pairs})


def _layers(names: list[str], pairs: list[Pair]) -> dict[str, int]:
    """Layer of each box, from 0: as far left as what it points at allows, then as far right as it may."""
    layer = dict.fromkeys(names, 0)
    for _ in names:
        for source, target in pairs:
            layer[source] = max(layer[source], layer[target] + 1)
    for name in sorted(names, key=lambda name: -layer[name]):
        pointing = [layer[source] for source, target in pairs if target == name]
        if pointing and not any(source == name for source, _ in pairs):
            layer[name] = min(pointing) - 1
    return layer


def _bent(pair: Pair, layer: Mapping[str, int], layout: Layout) -> list[Pair]:
    """The link in steps from layer to layer; its bends are put into the layers between."""
    source, target = pair
    bends = []
    for between in range(layer[source] - 1, layer[target], -1):
        bend = f"{source}>{target}>{between}"
        layout.layers[between].append(bend)
        bends.append(bend)
    layout.route[pair] = bends
    stops = [source, *bends, target]
    return list(itertools.pairwise(stops))


def _neighbours(steps: Iterable[Pair]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for a, b in steps:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    return near


def _order(layout: Layout, near: Mapping[str, list[str]]) -> None:
    """Order each layer by the mean place of the neighbours, sweeping to and fro; the best sweep stays."""
    best = [list(names) for names in layout.layers]
    fewest = _crossings(best, near)
    for sweep in range(_SWEEPS):
        numbers = range(len(layout.layers)) if sweep % 2 else range(len(layout.layers) - 1, -1, -1)
        for number in numbers:
            beside = number - 1 if sweep % 2 else number + 1
            if 0 <= beside < len(layout.layers):
                place = {name: index for index, name in enumerate(layout.layers[beside])}
                _by_mean(layout.layers[number], near, place)
        crossings = _crossings(layout.layers, near)
        if crossings < fewest:
            fewest, best = crossings, [list(names) for names in layout.layers]
    layout.layers[:] = best


def _by_mean(names: list[str], near: Mapping[str, list[str]], place: Mapping[str, int]) -> None:
    wanted: dict[str, float] = {}
    for index, name in enumerate(names):
        places = [place[other] for other in near.get(name, ()) if other in place]
        wanted[name] = sum(places) / len(places) if places else float(index)
    names.sort(key=lambda name: wanted[name])


def _crossings(layers: list[list[str]], near: Mapping[str, list[str]]) -> int:
    count = 0
    for left, right in itertools.pairwise(layers):
        place = {name: index for index, name in enumerate(right)}
        ends = [
            place[b]
            for a in left
            for b in sorted(near.get(a, ()), key=lambda b: place.get(b, -1))
            if b in place
        ]
        count += sum(earlier > later for n, later in enumerate(ends) for earlier in ends[:n])
    return count


def _set_heights(layout: Layout, tall: Mapping[str, int], near: Mapping[str, list[str]], gap: int) -> None:
    """Put every box as near to the middle of its neighbours as its layer allows."""
    for names in layout.layers:
        _place(layout.top, names, tall, lambda name: 0.0, gap)
    for sweep in range(_SWEEPS):
        order = layout.layers if sweep % 2 else layout.layers[::-1]
        middle = {name: top + tall[name] / 2 for name, top in layout.top.items()}
        for names in order:

            def wanted(name: str, middle: dict[str, float] = middle) -> float:
                others = [middle[other] for other in near.get(name, ())] or [middle[name]]
                return sum(others) / len(others) - tall[name] / 2

            _place(layout.top, names, tall, wanted, gap)
            middle.update({name: layout.top[name] + tall[name] / 2 for name in names})
    highest = min(layout.top.values(), default=0)
    for name in layout.top:
        layout.top[name] -= highest


def _place(
    top: dict[str, int], names: list[str], tall: Mapping[str, int], wanted: Callable[[str], float], gap: int
) -> None:
    """Heights that keep order and gaps and are nearest to the wanted ones (least squares, by pooling)."""
    offset = 0
    pools: list[tuple[float, int]] = []
    offsets = []
    for name in names:
        offsets.append(offset)
        pools.append((wanted(name) - offset, 1))
        offset += tall[name] + gap
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (a, m), (b, n) = pools[-2:]
            pools[-2:] = [((a * m + b * n) / (m + n), m + n)]
    level = [mean for mean, size in pools for _ in range(size)]
    for name, start, mean in zip(names, offsets, level, strict=True):
        top[name] = round(mean) + start
