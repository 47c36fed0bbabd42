"""A small knowledge of its own, so that these tests stand when the shipped one changes."""

from __future__ import annotations

import pytest

from bot.matching import Matcher
from bot.text.lexicon import Lexicon

PHRASINGS = {
    "machinery.amount": [
        "mua máy được hỗ trợ bao nhiêu tiền",
        "mức hỗ trợ máy móc tối đa",
        "xin tien mua may duoc may tram trieu",
    ],
    "machinery.dossier": [
        "hồ sơ xin hỗ trợ máy móc gồm những gì",
        "giấy tờ mua máy cần gì",
        "mua may phai nop giay to nao",
    ],
    "machinery.used": ["máy cũ có được hỗ trợ không", "mua máy nhập bãi được không"],
    "trademark.amount": [
        "đăng ký nhãn hiệu được hỗ trợ bao nhiêu",
        "làm thương hiệu nhà nước cho bao nhiêu tiền",
    ],
    "trademark.dossier": ["hồ sơ đăng ký nhãn hiệu gồm những gì", "giấy tờ làm thương hiệu"],
    "fair.booth": [
        "thuê gian hàng hội chợ có được hỗ trợ không",
        "đi hội chợ có phải trả tiền gian hàng không",
    ],
    "fair.calendar": ["sắp tới có hội chợ nào", "lịch hội chợ triển lãm năm nay"],
    "fair.register": ["đăng ký gian hàng hội chợ thế nào", "muốn đi hội chợ thì đăng ký ở đâu"],
    "contest.group": ["sản phẩm nào được dự bình chọn", "bình chọn có mấy nhóm sản phẩm"],
    "contest.deadline": ["hạn nộp hồ sơ bình chọn là khi nào", "bình chọn bao giờ hết hạn"],
    "contest.benefit": ["sản phẩm đạt tiêu biểu được thưởng gì", "đạt giải bình chọn được lợi gì"],
    "skilled.conditions": ["điều kiện xét thợ giỏi", "làm sao để được danh hiệu thợ giỏi"],
    "artisan.conditions": [
        "tiêu chuẩn nghệ nhân ưu tú",
        "bao nhiêu năm nghề thì được xét nghệ nhân",
    ],
    "training.calendar": [
        "lớp khởi sự doanh nghiệp khi nào mở",
        "có khóa quản trị nào sắp khai giảng",
    ],
    "training.cost": ["học khởi sự có mất tiền không", "học phí lớp quản trị doanh nghiệp"],
    "relocation.overview": [
        "xưởng ô nhiễm muốn di dời vào cụm công nghiệp",
        "chuyển xưởng vào cụm",
    ],
    "cluster.land": ["cụm công nghiệp nào còn đất cho thuê", "giá thuê đất trong cụm công nghiệp"],
    "eligibility.household": [
        "hộ kinh doanh có được hưởng khuyến công không",
        "hộ cá thể xin được không",
    ],
    "eligibility.foreign": [
        "công ty vốn nước ngoài có được không",
        "doanh nghiệp fdi có được hỗ trợ",
    ],
    "showroom.overview": [
        "mở phòng trưng bày sản phẩm được hỗ trợ không",
        "làm showroom tại xưởng",
    ],
    "consulting.design": ["thiết kế bao bì mẫu mã có hỗ trợ không", "thuê tư vấn làm bao bì"],
    "cleaner.overview": ["sản xuất sạch hơn là gì", "áp dụng sản xuất sạch hơn được giúp gì"],
    "center.contact": ["số điện thoại trung tâm", "liên hệ trung tâm khuyến công ở đâu"],
    "promotion.overview": ["khuyến công là gì", "khuyến công khác khuyến nông chỗ nào"],
    "procedure.payment": ["bao lâu thì được giải ngân", "nghiệm thu xong khi nào nhận tiền"],
}


@pytest.fixture(scope="session")
def phrasings() -> dict[str, list[str]]:
    return PHRASINGS


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    lexicon = Lexicon(
        {"ccn": ("cụm công nghiệp",), "hs": ("hồ sơ",), "sxsh": ("sản xuất sạch hơn",)},
        [("nhãn hiệu", "thương hiệu"), ("khi nào", "chừng nào", "bao giờ"), ("thuê", "mướn")],
        ["ạ", "a", "dạ", "ad ơi", "cho em hỏi", "v", "z"],
    )
    topics = {entry: entry.split(".")[0] for entry in PHRASINGS}
    aspects = {entry: entry.split(".")[1] for entry in PHRASINGS}
    return Matcher(PHRASINGS, lexicon, topics=topics, aspects=aspects)
