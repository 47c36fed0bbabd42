"""Every fact of the 2022 plan can be reached by a question, and is said with its year."""

from __future__ import annotations

import pytest

from bot.dialogue.understanding import Understanding
from bot.services.ask import ask
from tests.fakes import NOON
from tests.shipped import understand_shipped

FACTS = [
    ("bài nhiệm vụ trọng tâm khuyến công Đồng Nai năm 2022 nói gì", "Nhiệm vụ trọng tâm"),
    ("toan tinh co bao nhieu co so cong nghiep nong thon", "9.785"),
    ("số cơ sở giảm bao nhiêu so với năm 2020", "19"),
    ("vì sao số cơ sở công nghiệp nông thôn giảm", "Covid"),
    ("ho kinh doanh chiem bao nhieu phan tram co so", "85,57%"),
    ("cơ sở công nghiệp nông thôn gặp khó khăn gì khi cạnh tranh", "xuất phát điểm thấp"),
    ("hoạt động khuyến công đã giúp ích gì cho cơ sở", "năng lực"),
    ("năm 2022 là năm thứ mấy của chương trình 2021-2025", "thứ hai"),
    ("định hướng khuyến công năm 2022 là gì", "tiểu thủ công nghiệp truyền thống"),
    ("kế hoạch 2022 nêu những nhóm ngành nào làm ví dụ", "da giày"),
    ("tổng kinh phí khuyến công năm 2022 là bao nhiêu", "17.331 triệu"),
    ("kinh phí khuyến công quốc gia năm 2022", "300 triệu"),
    ("kinh phi khuyen cong dia phuong nam 2022", "8.875 triệu"),
    ("kinh phí thu hút từ cơ sở năm 2022 bao nhiêu", "8.000 triệu"),
    ("covid ảnh hưởng thế nào tới khuyến công năm 2021", "2021"),
    ("chi thi 16 anh huong the nao toi khuyen cong", "16/CT-TTg"),
    ("năm 2022 có mấy nhiệm vụ trọng tâm", "07 nhiệm vụ"),
    ("nhiệm vụ 1 của kế hoạch 2022", "sản xuất sạch hơn"),
    ("kế hoạch 2022 có đoàn tham quan học tập nào", "01 đoàn"),
    ("năm 2022 dự kiến đào tạo khởi sự cho bao nhiêu học viên", "300"),
    ("kế hoạch 2022 hỗ trợ mấy cơ sở làm nhãn hiệu", "01 cơ sở"),
    ("năm 2022 có bao nhiêu mô hình trình diễn", "2022"),
    ("ke hoach 2022 ho tro may moc cho bao nhieu co so", "15 cơ sở"),
    ("nhiệm vụ 3 của kế hoạch 2022", "tiêu biểu"),
    ("năm 2022 bình chọn bao nhiêu sản phẩm cấp tỉnh", "20 sản phẩm"),
    ("năm 2022 đưa bao nhiêu sản phẩm dự bình chọn khu vực", "16 sản phẩm"),
    ("nam 2022 xet tang bao nhieu tho gioi", "55"),
    ("năm 2022 đăng ký xét nghệ nhân ưu tú cho mấy người", "11"),
    ("năm 2022 tham gia hội chợ khu vực ở tỉnh nào", "Ninh Thuận"),
    ("năm 2022 hỗ trợ thuê gian hàng cho mấy cơ sở", "08 cơ sở"),
    ("kế hoạch 2022 hỗ trợ mấy phòng trưng bày", "01 cơ sở"),
    ("nhiệm vụ 4 của kế hoạch 2022 là gì", "liên doanh"),
    ("cụm công nghiệp Quang Trung trong kế hoạch 2022", "Quang Trung"),
    ("nhiệm vụ 5 của kế hoạch 2022 về tư vấn", "05 cơ sở"),
    ("kế hoạch 2022 tư vấn những lĩnh vực nào", "kế toán"),
    ("nhiệm vụ 6 tuyên truyền năm 2022 gồm gì", "24 chuyên đề"),
    ("bản tin khuyến công năm 2022 in bao nhiêu cuốn", "1.600"),
    ("brochure sản phẩm tiêu biểu in bao nhiêu cuốn", "1.000"),
    ("năm 2022 có mấy hội thảo phổ biến công nghệ", "04 hội thảo"),
    ("nhiệm vụ 7 của kế hoạch 2022", "năng lực quản lý"),
    ("mạng lưới cộng tác viên khuyến công có bao nhiêu người", "65"),
    ("mạng lưới cộng tác viên ở những địa bàn nào", "Long Khánh"),
    ("trung tâm đầu tư thiết bị họp trực tuyến năm 2022", "hội trường"),
    ("phòng trưng bày sản phẩm của trung tâm", "phòng trưng bày"),
    ("trung tâm có zalo không", "Zalo"),
]


@pytest.fixture(scope="module")
def shipped() -> Understanding:
    return understand_shipped()


@pytest.mark.parametrize(("question", "fact"), FACTS)
def test_a_fact_of_the_plan_is_reached(shipped: Understanding, question: str, fact: str) -> None:
    """The answer holds the figure, says which year it is of, and where it comes from."""
    [asked] = ask(shipped, [question], NOON, is_dialogue=False)
    assert asked.turn.kind == "answer", [match.entry for match in asked.matches[:3]]
    assert fact.casefold() in asked.text.casefold(), asked.text
    assert "2022" in asked.text
    assert asked.turn.sources
