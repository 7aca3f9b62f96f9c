"""Figures against the outcomes that their sentence names, and p values against the figures that they
stand by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kb.audit.words.arms_told import groups_of
from kb.audit.words.disagreements import Disagreement, DisagreementKind, ToldFigure, ToldSentence
from kb.audit.words.implied_sides import implied_keys
from kb.audit.words.study_words import WordMention, mentions_in


def outcome_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures in a sentence that tells of another outcome."""
    words = sentence.words
    figures = [
        figure for figure in sentence.figures if figure.claim.is_outcome and figure.claim.statistic != "total"
    ]
    mentions = mentions_in(sentence.text, sentence.start, sentence.stop, words.outcome_phrases)
    named = {mention.key for mention in mentions}
    strange = [figure for figure in figures if figure.claim.outcome_key not in named]
    full = {mention.key for mention in mentions if _is_name(sentence, mention)}
    if strange and full:
        for figure in strange:
            if not _partly_named(sentence, figure.claim.outcome_key, named):
                yield _told_of(sentence, figure, full)
        return
    # A single word of a name that stands in full elsewhere may be any word: "adverse outcomes included ...".
    mentions = [mention for mention in mentions if mention.key not in full or _is_name(sentence, mention)]
    misplaced = [*_out_of_order(sentence, figures, mentions), *_beside_others(sentence)]
    yield from misplaced or _out_of_order_by_side(sentence, figures, mentions)


def _out_of_order(
    sentence: ToldSentence, figures: Sequence[ToldFigure], mentions: Sequence[WordMention]
) -> Iterator[Disagreement]:
    """Several outcomes named, and their figures in another order."""
    own = [figure for figure in figures if figure.claim.arm]
    groups = groups_of(own, [figure.claim.outcome_key for figure in own], mentions)
    keys = {group.key for group, _ in groups}
    if len(keys) < 2 or len(groups) != len(keys):
        return
    listed = [mention for mention in mentions if mention.start < groups[0][0].start]
    if len({mention.key for mention in listed}) == len(keys):
        implied: list[str | None] = list(dict.fromkeys(mention.key for mention in listed))
    else:
        implied = _nearest_before([group.start for group, _ in groups], mentions)
    if None in implied or set(implied) != keys:
        return
    for (group, members), key in zip(groups, implied, strict=True):
        if key != group.key and key is not None:
            yield from (_told_of(sentence, figure, {key}) for figure in members)


def _out_of_order_by_side(
    sentence: ToldSentence, figures: Sequence[ToldFigure], mentions: Sequence[WordMention]
) -> Iterator[Disagreement]:
    """Figures of one arm or contrast for several outcomes: ``HRs were 0.7 for OS and 0.9 for recurrence``."""
    sides: dict[str, list[ToldFigure]] = {}
    for figure in figures:
        sides.setdefault(figure.claim.arm or figure.claim.contrast, []).append(figure)
    for own in sides.values():
        groups = groups_of(own, [figure.claim.outcome_key for figure in own], mentions)
        spans = [group for group, _ in groups]
        recorded = sorted(group.key for group in spans)
        if len(recorded) < 2 or len(set(recorded)) < len(recorded):
            continue
        implied = implied_keys(sentence.text, sentence.start, spans, mentions, {})
        if None in implied or sorted(filter(None, implied)) != recorded:
            continue
        for (group, members), key in zip(groups, implied, strict=True):
            if key is not None and key != group.key:
                yield from (_told_of(sentence, figure, {key}) for figure in members)


def _nearest_before(places: Sequence[int], mentions: Sequence[WordMention]) -> list[str | None]:
    return [
        next((mention.key for mention in reversed(mentions) if mention.stop <= place), None)
        for place in places
    ]


def _beside_others(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Comparisons that all stand right after the figures of another outcome of the same sentence."""
    strange: list[tuple[ToldFigure, ToldFigure]] = []
    before: ToldFigure | None = None
    compared = 0
    for figure in sentence.figures:
        if figure.claim.arm:
            before = figure
        elif figure.claim.contrast and figure.claim.is_outcome and figure.claim.value is not None and before:
            compared += 1
            if before.claim.outcome_key != figure.claim.outcome_key and before.claim.is_outcome:
                strange.append((figure, before))
    if strange and len(strange) == compared:
        for figure, other in strange:
            yield _told_of(sentence, figure, {other.claim.outcome_key})


def _is_name(sentence: ToldSentence, mention: WordMention) -> bool:
    """Whether a mention is a whole name or abbreviation, not a single word of one."""
    shown = " ".join(sentence.text[mention.start : mention.stop].replace("-", " ").split()).lower()
    names = [name.replace("-", " ").lower() for name in sentence.words.outcomes[mention.key]]
    return any(shown in (name, f"{name}s", name.rstrip("s")) for name in names)


def _partly_named(sentence: ToldSentence, outcome: str, named: set[str]) -> bool:
    """Whether the sentence has words of an outcome that those named do not share."""
    others = " ".join(name for key in named for name in sentence.words.outcomes[key]).lower()
    text = sentence.text[sentence.start : sentence.stop].lower()
    own = _stems([outcome, *sentence.words.outcomes.get(outcome, ())])
    if any(_stems(sentence.words.outcomes[key][:1]) <= own for key in named):
        return True  # the text may well use the shorter name
    telling = {stem for stem in own if stem not in others}
    return not telling or any(stem in text for stem in telling)


def _stems(names: Iterable[str]) -> set[str]:
    """The beginnings of the words of names, and of words for the same."""
    stems = {word[:5] for name in names for word in name.lower().replace("-", " ").split() if len(word) > 3}
    return stems | {other for stem in stems for other in _SAME_THING.get(stem, ())}


_SAME_THING = {
    "death": ("died", "morta", "decea", "fatal"),
    "morta": ("died", "death", "decea", "fatal"),
    "survi": ("alive", "lived"),
    "alive": ("survi", "lived", "died"),
    "recur": ("relap",),
    "relap": ("recur",),
    "adver": ("toxic", "side "),
    "compl": ("morbi",),
}
"""Words that a text may use for an outcome, by the beginning of the word in its name."""


def _told_of(sentence: ToldSentence, figure: ToldFigure, keys: set[str]) -> Disagreement:
    named = " and ".join(sentence.words.outcomes[key][0] for key in sorted(keys))
    return sentence.disagrees(figure, DisagreementKind.OUTCOME, f"the sentence tells it of {named}")
