"""Words that tell of a pact: instruments, acts, signs of a plan, of an organiser. Tables to be read by people."""

# ruff: noqa: E501 - a table line holds all forms of one thing
from __future__ import annotations

from functools import cache
from typing import NamedTuple

from phoihop.extract.phrases import PhraseTable
from phoihop.extract.tokens import BREAK, split_phrase

#: Instruments by programme kind. `{…}` does not apply here: each form stands as written.
INSTRUMENTS = {
    "chuong-trinh": "chương trình phối hợp công tác, chương trình phối hợp hành động, chương trình phối hợp, "
    "chương trình công tác phối hợp, chương trình liên tịch, chương trình hợp tác, chương trình ký kết, chương trình hành động phối hợp, "
    "ctph",
    "quy-che": "quy chế phối hợp công tác, quy chế phối hợp liên ngành, quy chế phối hợp, quy chế liên ngành, "
    "quy chế liên tịch, quy chế công tác phối hợp, qcph, quy chế phối kết hợp, quy chế về phối hợp",
    "quy-dinh": "quy định phối hợp liên ngành, quy định phối hợp công tác, quy định phối hợp, quy định liên ngành",
    "ke-hoach": "kế hoạch phối hợp liên ngành, kế hoạch phối hợp công tác, kế hoạch phối hợp, kế hoạch liên tịch, "
    "kế hoạch liên ngành, kế hoạch hợp tác, khlt, khph",
    "nghi-quyet-lien-tich": "nghị quyết liên tịch, nqlt",
    "thoa-thuan": "bản thỏa thuận phối hợp, bản thỏa thuận hợp tác, bản thỏa thuận, thỏa thuận phối hợp, thỏa thuận hợp tác, "
    "văn bản thỏa thuận, biên bản thỏa thuận, biên bản ghi nhớ, bản ghi nhớ, biên bản hợp tác, ghi nhớ hợp tác, "
    "thông tư liên tịch, văn bản liên tịch, hướng dẫn liên ngành, hướng dẫn liên tịch, giao ước phối hợp, "
    "văn bản phối hợp, quy trình phối hợp, đề án phối hợp, phương án phối hợp",
}
#: Loose instruments count only after their own act verb in the same sentence.
LOOSE = {
    "quy-che": "quy chế",
    "chuong-trinh": "chương trình",
    "ke-hoach": "kế hoạch",
    "thoa-thuan": "thỏa thuận, văn bản",
}
ACTS = {
    "signing": "ký kết liên tịch, ký kết phối hợp, ký kết, kí kết, ký, kí",
    "review": "sơ kết, tổng kết, kiểm điểm, rút kinh nghiệm, đánh giá kết quả, đánh giá tình hình, đánh giá việc, đánh giá",
    "issuing": "ban hành, thống nhất xây dựng, thống nhất ban hành, ra, lập",
    "rollout": "triển khai, quán triệt, phổ biến, công bố",
}
#: Words that make a plan, an order or a wish of the act behind them.
HARD_PLAN_FORMS = (
    "sẽ, dự kiến, sớm, đề nghị, kiến nghị, đề xuất, chuẩn bị, tiến tới, yêu cầu, mong muốn, phấn đấu, giao, góp ý, dự thảo, sắp, "
    "chưa, cần, phải, nghiên cứu, xem xét, tham mưu, hướng tới, hướng đến, kế hoạch ký kết, chuẩn bị ký kết, thống nhất sẽ, "
    "có thể, chỉ đạo, hoãn, nhằm tiến tới, để tiến tới, mong, hy vọng, khuyến khích, gợi ý, cho phép, tính chuyện, tính đến, "
    "bàn việc, bàn chuyện, bàn về việc"
)
#: Right before an act these deny it or advise it: `không ký`, `nên ký kết`.
NOT_DONE = frozenset({"không", "nên", "chối"})
HARD_PLANS = frozenset(HARD_PLAN_FORMS.split(", "))
#: Words that only keep an instrument without an act from counting as a mention.
SOFT_PLAN_FORMS = "xây dựng, rà soát, sửa đổi, hoàn thiện, khẩn trương, nếu, khi, sau khi, ngay sau khi, đang"
FRAMES = "tổ chức, diễn ra, chủ trì, phối hợp tổ chức, đồng chủ trì, phối hợp"
EVENTS = "dịp, hội nghị, lễ, buổi lễ, hội thảo, cuộc họp, buổi làm việc, phiên họp, buổi gặp mặt"


#: Before `ký` these make another word of it: đăng ký, thư ký, chữ ký.
_OTHER_SIGNS = frozenset({"đăng", "thư", "chữ", "nhật", "tốc", "bút", "du", "sử"})
#: `lập`, `ra` are acts only right before an instrument, and not as part of another word: thành lập, đưa ra.
_SHORT_ACTS = frozenset({"lập", "ra"})
_INSTRUMENT_FIRST = frozenset({"quy", "chương", "kế", "nghị", "biên", "bản"})
_OTHER_MAKINGS = frozenset({"thành", "thiết", "đưa", "đề", "diễn", "tạo", "nêu", "xác", "độc", "để", "khi"})


class Word(NamedTuple):
    """One such word in a text: its role (`pact`, `act`, `plan`, `frame`, `event`), its value and its tokens."""

    role: str
    value: str
    first: int
    last: int
    loose: bool = False


Entry = tuple[tuple[str, ...], str, str, bool]


@cache
def word_forms() -> PhraseTable[Entry]:
    """All these words."""
    found: list[tuple[tuple[str, ...], Entry]] = []

    def enter(forms: str, role: str, value: str, *, loose: bool = False) -> None:
        for form in forms.split(", "):
            keys = split_phrase(form.strip())
            found.append((keys, (keys, role, value or form, loose)))

    for value, forms in INSTRUMENTS.items():
        enter(forms, "pact", value)
    for value, forms in LOOSE.items():
        enter(forms, "pact", value, loose=True)
    for value, forms in ACTS.items():
        enter(forms, "act", value)
    enter(HARD_PLAN_FORMS, "plan", "")
    enter(SOFT_PLAN_FORMS, "plan", "")
    enter(FRAMES, "frame", "")
    enter(EVENTS, "event", "")
    return PhraseTable(found)


def match_word(keys: list[str], at: int) -> Word | None:
    """The longest of these words at a token."""
    for form, role, value, loose in word_forms().look_up(keys, at):
        if role == "act" and at and keys[at - 1] in _OTHER_SIGNS and form[0] in ("ký", "kí"):
            penned = keys[max(0, at - 2) : at] in (["đặt", "bút"], ["hạ", "bút"])
            if not penned:
                continue
        if form[0] in _SHORT_ACTS:
            following = keys[at + 1] if at + 1 < len(keys) else BREAK
            if following not in _INSTRUMENT_FIRST or keys[at - 1] in _OTHER_MAKINGS:
                continue
        return Word(role, value, at, at + len(form), loose)
    return None
