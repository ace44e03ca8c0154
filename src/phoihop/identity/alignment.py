"""Which syllable of one name stands against which of another, and what the two have to do with each other."""

from __future__ import annotations

from dataclasses import dataclass

from phoihop.identity.syllables import TONE_NAMES, Syllable

GENDER_MIDDLES = frozenset(("văn", "thị", "van", "thi"))

Pairs = tuple[tuple[Syllable, Syllable], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How well two syllables agree (1 for fully), and why not better."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The syllables that stand against each other, how likely that is, and what had to be assumed."""

    pairs: Pairs
    score: float = 1.0
    reasons: tuple[str, ...] = ()


def align(a: tuple[Syllable, ...], b: tuple[Syllable, ...]) -> Alignment | None:
    """One syllable against one; else a name cut short against the whole name; None where neither is possible."""
    if len(a) == len(b):
        return Alignment(tuple(zip(a, b, strict=True)))
    if len(a) > len(b):
        turned = align(b, a)
        return turned and Alignment(tuple((y, x) for x, y in turned.pairs), turned.score, turned.reasons)
    shown = " ".join(s.shown for s in a)
    tail = b[len(b) - len(a) :]
    if _alike(a, tail):
        score, part = (0.4, "the given name alone") if len(a) == 1 else (0.5, "the end of the name alone")
        return Alignment(tuple(zip(a, tail, strict=True)), score, (f"“{shown}” may be {part}",))
    # Ê Đê and M'nông names begin with Y or H' and end with the clan, which later mentions leave out.
    if (len(a) > 1 or b[0].bare != "y") and _has_clan(b[0]) and _alike(a, b[: len(a)]):
        pairs = tuple(zip(a, b, strict=False))
        return Alignment(pairs, 0.5, (f"“{shown}” may be the name without the clan",))
    ungendered = (b[0], *(s for s in b[1:-1] if s.shown.lower() not in GENDER_MIDDLES), b[-1])
    for shorter in (ungendered, (b[0], b[-1])):
        if len(shorter) == len(a) > 1 and _alike(a, shorter):
            reason = f"“{shown}” may leave out a middle name"
            return Alignment(tuple(zip(a, shorter, strict=True)), 0.5, (reason,))
    return None


def _has_clan(first: Syllable) -> bool:
    return first.bare == "y" or (first.bare[:1] == "h" and len(first.bare) > 1 and first.bare[1] not in "aeiou")


def _alike(a: tuple[Syllable, ...], b: tuple[Syllable, ...]) -> bool:
    pairs = zip(a, b, strict=True)
    return all(x.respelled()[0] == y.respelled()[0] or x.bare == y.bare or _abbreviates(x, y) for x, y in pairs)


def _abbreviates(a: Syllable, b: Syllable) -> bool:
    return (a.initial and b.bare.startswith(a.bare)) or (b.initial and a.bare.startswith(b.bare))


class PairJudge:
    """Judges aligned syllables in the light of the whole two names.

    Args:
        pairs: all the syllables that stand against each other.
        a_unmarked, b_unmarked: whether nothing in that text has a mark, so that any mark may be missing.
    """

    def __init__(self, pairs: Pairs, a_unmarked: bool, b_unmarked: bool) -> None:
        self._a_drops = a_unmarked or _drops_marks(pairs)
        self._b_drops = b_unmarked or _drops_marks(tuple((y, x) for x, y in pairs))
        self._a_unmarked, self._b_unmarked = a_unmarked, b_unmarked

    def relate(self, a: Syllable, b: Syllable) -> Relation | None:
        """What the two have in common; None where they are different syllables."""
        if a.key == b.key:
            return Relation(1.0)
        if a.initial or b.initial:
            return self._relate_initial(a, b)
        if a.respelled() == b.respelled():
            return Relation(0.9, (f"“{a.shown}” and “{b.shown}” are spelling variants (i and y)",))
        for one, other, drops in ((a, b, self._a_drops), (b, a, self._b_drops)):
            if drops and one.lacks_marks_of(other):
                return Relation(0.85, (f"“{one.shown}” may be “{other.shown}” with its marks missing",))
        return None

    def _relate_initial(self, a: Syllable, b: Syllable) -> Relation | None:
        short, long, unmarked = (a, b, self._a_unmarked) if a.initial else (b, a, self._b_unmarked)
        if a.initial and b.initial and len(a.letters) > len(b.letters):
            short, long = b, a
        # Đ. is not D.; but a vowel stands for itself with any mark (A. for Ân).
        by_letter = short.letters[0] in "dđ" and not unmarked
        if not (long.letters.startswith(short.letters) if by_letter else _abbreviates(short, long)):
            return None
        return Relation(0.8, (f"“{short.shown}” may abbreviate “{long.shown}”",))


def _drops_marks(pairs: Pairs) -> bool:
    """Whether the first form certainly leaves out marks that the second has.

    One syllable that cannot be a name as it stands shows it; so do two whose tone is missing in a form without
    a single tone (typed with the letters ă â ê ô ơ ư only).
    """
    lacking = [(a, b) for a, b in pairs if a.lacks_marks_of(b)]
    if any(a.incomplete for a, _ in lacking):
        return True
    marked = any(a.letters != a.bare for a, _ in pairs)
    return marked and len(lacking) > 1 and not any(a.tone for a, _ in pairs)


def describe_difference(a: Syllable, b: Syllable) -> str:
    """One sentence on why two syllables are different ones."""
    if not (a.initial or b.initial) and a.letters == b.letters:
        tones = f"{TONE_NAMES.get(a.tone, 'two tones')}, {TONE_NAMES.get(b.tone, 'two tones')}"
        return f"“{a.shown}” and “{b.shown}” differ in tone ({tones}) and are different names"
    return f"“{a.shown}” and “{b.shown}” differ in letters and are different names"
