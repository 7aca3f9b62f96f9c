"""Blocks as sentences: sides with their tests, counts of a kind joined in one sentence, notes at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.evidence.study import Result
from kb.narrative.blocks import Block, blocks
from kb.narrative.comparisons import contrast_sentences, tail
from kb.narrative.numbers import value
from kb.narrative.runs import begins_breakdown, run_length
from kb.narrative.sides import Track, accuracy_sentence, frame, side_sentence, tracks
from kb.narrative.subjects import Subjects, outcome, timed
from kb.narrative.words import listed, sentence


@dataclass(frozen=True)
class Teller:
    """Tells the results of one study; what an outcome is, is said at its first mention."""

    subjects: Subjects
    introduced: set[str] = field(default_factory=set)

    def tell(self, results: Sequence[Result]) -> list[str]:
        """Sentences that say every given result once, in the order of the record."""
        sentences: list[str] = []
        waiting = blocks(results, self.subjects.study.contrasts)
        while waiting:
            size = run_length(waiting, self.subjects.study.breakdowns)
            if size > 1:
                sentences.append(sentence(self._joined(waiting[:size])))
            else:
                sentences += [sentence(text) for text in self._block(waiting[0])]
            waiting = waiting[max(size, 1) :]
        return sentences

    def _noun(self, block: Block) -> str:
        first = block.first.outcome not in self.introduced
        self.introduced.add(block.first.outcome)
        return outcome(block, introduce=first)

    def _block(self, block: Block) -> list[str]:
        noun, lead = self._noun(block), self.subjects.lead(block)
        texts = self._side_texts(block, noun) if block.sides else []
        if texts:
            texts[-1] += tail(block, self.subjects)
        else:
            texts = contrast_sentences(block, self.subjects, noun)
        led = [f"{lead}, {text}" if lead else text for text in texts]
        led[-1] = noted(led[-1], [note for one in block.everything for note in one.notes])
        return led

    def _side_texts(self, block: Block, noun: str) -> list[str]:
        found = tracks(block)
        together = accuracy_sentence(found, block, self.subjects, noun)
        if together is not None:
            return [together]
        return [side_sentence(track, block, self.subjects, noun) for track in found]

    def _joined(self, run: Sequence[Block]) -> str:
        """Counts of one arm in one sentence: ``complications occurred in 19, including abscess in 1 ...``."""
        first = run[0]
        lead = self.subjects.lead(first)
        noun = timed(self._noun(first), first.sides[0].times)
        track = tracks(first)[0]
        unit = first.first.counted or "patients"
        text = f"{frame(track, noun, first.first.domain, False)} {_item(first, track, unit)}"
        side = self.subjects.side(first.sides[0])
        text = f"{text} {side}" if side else text
        parts = begins_breakdown(run, self.subjects.study.breakdowns)
        items = []
        for index, block in enumerate(run[1:]):
            named = unit if parts and not index else ""
            items.append(f"{self._noun(block)} in {_item(block, tracks(block)[0], named)}")
        text = f"{text}, including {listed(items)}" if parts else listed([text, *items])
        return f"{lead}, {text}" if lead else text


def _item(block: Block, track: Track, unit: str) -> str:
    one = block.sides[0]
    clause = track.rows[0][0][0]
    text = value(clause, clause.head.counted or unit, one.notes)
    return text + "".join(f" [{flag}]" for flag in one.flags)


def noted(text: str, notes: Sequence[str]) -> str:
    """A sentence with remarks of ours: in parentheses, or in brackets when it ends in parentheses."""
    if not notes:
        return text
    remark = "; ".join(dict.fromkeys(notes))
    return f"{text} [{remark}]" if text.endswith((")", "]")) else f"{text} ({remark})"
