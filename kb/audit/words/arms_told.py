"""Figures of arms and contrasts against the arms that their sentence names beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.audit.words.disagreements import Disagreement, DisagreementKind, ToldFigure, ToldSentence
from kb.audit.words.implied_sides import NumberGroup, implied_keys, stands_in_brackets
from kb.audit.words.study_words import StudyWords, WordMention, mentions_in


def arm_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures that the sentence gives to another arm."""
    words = sentence.words
    figures = _of_one_arm(sentence)
    mentions = _outside(mentions_in(sentence.text, sentence.start, sentence.stop, words.arm_phrases), figures)
    other = _counterparts(list(words.arms))
    groups = groups_of(figures, [figure.claim.arm for figure in figures], mentions)
    if len(groups) % 2:
        groups = groups_of(figures, [figure.claim.arm for figure in figures], mentions, apart=True)
    implied = implied_keys(sentence.text, sentence.start, [group for group, _ in groups], mentions, other)
    if not _consistent(groups, implied):
        return
    for (group, members), key in zip(groups, implied, strict=True):
        if key is not None and key != group.key:
            label = words.arms[key][0]
            yield from (
                sentence.disagrees(figure, DisagreementKind.ARM, f"the sentence gives it to {label}")
                for figure in members
            )


def contrast_disagreements(sentence: ToldSentence) -> Iterator[Disagreement]:
    """Figures of contrasts that the sentence gives to a contrast of other arms."""
    words = sentence.words
    figures = [figure for figure in sentence.figures if len(words.arms_of(figure.claim.contrast)) == 2]
    if len(words.sides) < 2 or not figures:
        return
    mentions = mentions_in(sentence.text, sentence.start, sentence.stop, words.arm_phrases)
    groups = groups_of(figures, [figure.claim.contrast for figure in figures], mentions)
    pairs = [_pair(sentence, group, groups, index, mentions) for index, (group, _) in enumerate(groups)]
    if len(groups) < 2 or not _is_exchange(groups, pairs, words):
        return
    for (group, members), pair in zip(groups, pairs, strict=True):
        if not pair <= words.arms_of(group.key):
            named = " and ".join(words.arms[arm][0] for arm in sorted(pair))
            yield from (
                sentence.disagrees(figure, DisagreementKind.CONTRAST, f"the sentence gives it to {named}")
                for figure in members
            )


def _is_exchange(
    groups: Sequence[tuple[NumberGroup, list[ToldFigure]]],
    pairs: Sequence[frozenset[str]],
    words: StudyWords,
) -> bool:
    """Whether the arms named by each group are those of one contrast alone, and all of them those on file."""
    recorded = [group.key for group, _ in groups]
    told = [[key for key in dict.fromkeys(recorded) if pair and pair <= words.arms_of(key)] for pair in pairs]
    if any(len(keys) != 1 for keys in told):
        return False
    return sorted(key for (key,) in told) == sorted(recorded)


def _pair(
    sentence: ToldSentence,
    group: NumberGroup,
    groups: Sequence[tuple[NumberGroup, list[ToldFigure]]],
    index: int,
    mentions: Sequence[WordMention],
) -> frozenset[str]:
    """The arms named between a group of figures and its neighbour: after it where they follow each, else
    before.
    """
    begin = groups[index - 1][0].stop if index else sentence.start
    end = groups[index + 1][0].start if index + 1 < len(groups) else sentence.stop
    after_last = any(mention.start >= groups[-1][0].stop for mention in mentions) and not all(
        stands_in_brackets(sentence.text, other, mentions) for other, _ in groups
    )
    span = (group.stop, end) if after_last else (begin, group.start)
    named = [mention for mention in mentions if span[0] <= mention.start < span[1]]
    return frozenset(mention.key for mention in (named[:2] if after_last else named[-2:]))


def groups_of(
    figures: Sequence[ToldFigure],
    keys: Sequence[str],
    mentions: Sequence[WordMention],
    *,
    apart: bool = False,
) -> list[tuple[NumberGroup, list[ToldFigure]]]:
    """Figures side by side of one key, and where outcomes stand ``apart`` of one, as far as nothing is
    named between.
    """
    groups: list[tuple[NumberGroup, list[ToldFigure]]] = []
    for figure, key in zip(figures, keys, strict=True):
        if groups and groups[-1][0].key == key:
            last, members = groups[-1]
            split = apart and members[-1].claim.outcome_key != figure.claim.outcome_key
            if not split and not any(last.stop <= mention.start < figure.start for mention in mentions):
                groups[-1] = (NumberGroup(last.start, max(last.stop, figure.stop), key), [*members, figure])
                continue
        groups.append((NumberGroup(figure.start, figure.stop, key), [figure]))
    return groups


def _of_one_arm(sentence: ToldSentence) -> list[ToldFigure]:
    """The figures of arms, without those that state several arms at once ("in each group")."""
    own = [figure for figure in sentence.figures if figure.claim.arm in sentence.words.arms]
    arms: dict[tuple[int, int], set[str]] = {}
    for figure in own:
        arms.setdefault((figure.start, figure.stop), set()).add(figure.claim.arm)
    return [figure for figure in own if len(arms[figure.start, figure.stop]) == 1]


def _outside(mentions: Sequence[WordMention], figures: Sequence[ToldFigure]) -> list[WordMention]:
    return [
        mention
        for mention in mentions
        if not any(figure.start <= mention.start < figure.stop for figure in figures)
    ]


def _counterparts(arms: Sequence[str]) -> dict[str, str]:
    return {arms[0]: arms[1], arms[1]: arms[0]} if len(arms) == 2 else {}


def _consistent(
    groups: Sequence[tuple[NumberGroup, list[ToldFigure]]], implied: Sequence[str | None]
) -> bool:
    """Whether the sentence tells as many arms of an outcome as the record has figures of: else it was not
    understood.
    """
    told: dict[str, set[tuple[str, str]]] = {}
    for (group, members), key in zip(groups, implied, strict=True):
        if key is not None:
            told.setdefault(members[0].claim.outcome_key, set()).add((group.key, key))
    return all(
        len(pairs) == len({recorded for recorded, _ in pairs}) == len({key for _, key in pairs})
        for pairs in told.values()
    )
