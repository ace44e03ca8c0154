# ruff: noqa: E501 - a sample sentence stays on one line
"""What a document is to the pact that an article tells of."""

from __future__ import annotations

import pytest

from phoihop.extract import extract

SIGN = "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp số 9/QCPH-TA-VKS"

CASES = {
    "done away with": (f"{SIGN}. Quy chế số 1/QCPH-TA-VKS năm 2012 vì thế được bãi bỏ.", "1/QCPH-TA-VKS", "other"),
    "no longer in force": (f"{SIGN}. Hai bên thống nhất chấm dứt hiệu lực của Quy chế số 1/QCPH-TA-VKS.", "1/QCPH-TA-VKS", "other"),
    "from before": (f"{SIGN}.\n\nTrước đây, hai ngành có quy chế số 1/QCPH-TA-VKS nhưng ít dùng.", "1/QCPH-TA-VKS", "other"),
    "not itself replaced": (
        "TAND tỉnh Kon Tum và VKSND tỉnh ký kết Quy chế phối hợp. Quy chế thay cho văn bản cùng loại và bám theo Chỉ thị số 21-CT/TW.",
        "21-CT/TW", "basis",
    ),
    "taken as basis": (
        f"{SIGN}. Quy chế lấy Quyết định số 290-QĐ/TW, Nghị quyết số 25-NQ/TW và Chương trình hành động số 28-NQ/TU làm căn cứ.",
        "28-NQ/TU", "basis",
    ),
    "carried out by what is signed": (f"{SIGN} về khiếu nại của nông dân, thực hiện Chỉ thị số 26/2001/CT-TTg.", "26/2001/CT-TTg", "basis"),
    "summed up beside it": (f"Hội nghị tổng kết mười năm thực hiện Quyết định số 218-QĐ/TW.\n\n{SIGN}.", "218-QĐ/TW", "other"),
    "founded on joint rules": (f"Căn cứ Thông tư liên tịch số 5/2018/TTLT-BCA-BTP, {SIGN[14:]}.", "5/2018/TTLT-BCA-BTP", "basis"),
    "signed on that ground": (f"Căn cứ Thông tư liên tịch số 5/2018/TTLT-BCA-BTP, {SIGN[14:]}.", "9/QCPH-TA-VKS", "pact-itself"),
    "opens the sentence before": (f"Thực hiện Thông tư số 4/2018/TT-TANDTC, hai ngành họp nhiều lần. {SIGN}.", "4/2018/TT-TANDTC", "basis"),
    "far from the pact": (
        f"Thực hiện Thông tư số 4/2018/TT-TANDTC, hai ngành họp nhiều lần.{' Cuộc họp nào cũng dài và nhiều ý kiến khác nhau.' * 8} {SIGN}.",
        "4/2018/TT-TANDTC", "other",
    ),
    "what it is built on": (f"{SIGN}. Cách làm dựa trên Chỉ thị số 21-CT/TW.", "21-CT/TW", "basis"),
    "what nobody builds on": (f"{SIGN}. Lớp học cũng nghe giới thiệu Chỉ thị số 21-CT/TW.", "21-CT/TW", "other"),
    "ground of its issue": (f"{SIGN}.\n\nBan hành trên cơ sở Kết luận số 43-KL/TW, quy chế có 5 chương.", "43-KL/TW", "basis"),
    "one of those replaced": (
        f"{SIGN}. Quy chế thay thế những văn bản lẻ tẻ mà các huyện và các ngành đã ký ở nhiều thời điểm, trong đó có Quy chế số 1/QCPH-TA-VKS.",
        "1/QCPH-TA-VKS", "other",
    ),
    "under review as it is replaced": (
        "Ngày 3/3/2020, TAND tỉnh Kon Tum và VKSND tỉnh tổng kết việc thực hiện Quy chế phối hợp số 1/QCPH-TA-VKS. Quy chế số 1 nay được bãi bỏ.",
        "1/QCPH-TA-VKS", "pact-itself",
    ),
    "replaced by its bare number": (
        f"{SIGN} sau khi rà soát Quy chế phối hợp số 1/QCPH-TA-VKS. Văn bản này thay thế Quy chế số 1 nói trên.", "1/QCPH-TA-VKS", "other",
    ),
    "from before a merger": (f"{SIGN}.\n\nTrước khi hợp nhất, tỉnh bạn có Quy chế phối hợp số 1/QCPH-TA-VKS.", "1/QCPH-TA-VKS", "other"),
    "a policy of the province beside a central one": (
        f"{SIGN}. Quy chế cụ thể hóa Chỉ thị số 21-CT/TW và Nghị quyết số 3-NQ/TU của Tỉnh ủy.", "3-NQ/TU", "basis",
    ),
    "the pact's own": (f"{SIGN}.", "9/QCPH-TA-VKS", "pact-itself"),
    "known as a basis": (f"{SIGN} thực hiện Quyết định số 217-QĐ/TW.", "217-QĐ/TW", "basis"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_role_of_a_document_follows_the_words_around_it(case):
    text, number, role = CASES[case]
    assert {fact.value: fact.note["role"] for fact in extract(text).of("document")}[number] == role


def test_a_term_may_be_told_by_its_months(values):
    assert values(f"{SIGN}, thực hiện từ tháng 9/2023 đến hết năm 2025.", "term") == ["2023/2025"]
    assert values(f"{SIGN}, vụ án kéo dài từ năm 2011 đến nay.", "term") == []


def test_a_number_ends_with_its_sentence(values):
    assert values(f"{SIGN}. Hai bên giao ban mỗi quý.", "document") == ["9/QCPH-TA-VKS"]
    assert values(f"{SIGN}, bám theo Kế hoạch số 45-KH/TU. Các bên phối hợp.", "document")[-1] == "45-KH/TU"
