"""Chat spellings that everybody who types Vietnamese knows, whatever the subject.

The words of the trade and of the region are data: `knowledge/tu-viet-tat.yaml` adds to this table
and wins over it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE = """
không: ko kô hok hk khum hum hơm hong hông hem khg hổng
được: đc đx dx đươc đuọc đuoc đcj dcj
như thế nào: ntn ntnao ntnào nhtn
thế nào: tnao tnào thnao
bao nhiêu: bnh bnhiu bnhieu bnhiêu nhiêu
nhiều: nhìu nhiu
rồi: r ròi rùi gòi roài rì
vậy: z zậy dzậy zị dị v
với: vs vz zới zoi
gì: j ji
cái gì: cgi
mình: m mk mik mh mjh
mọi người: mn mng
em: e
anh: a
chị: c
bạn: b
tôi: t tui
nó: n
sao: s
anh chị: ac
người: ng nguoif
người ta: ngta nta
trước: trc trk trươc
giờ: h
bây giờ: bjo bgio bh
hôm qua: hqua
hôm nay: hnay
cũng: cx cg cug
mới: ms
nữa: nx
nói: ns
nhưng mà: nma nhma
làm: lm
đang: đag đg đnag
trong: trg
biết: bik bít bit bt bít
bình thường: bth
hiểu: hỉu hju
muốn: mún mún
tiếp: típ
thích: thik thjk
thôi: thui
luôn: lun
giùm: zùm
giúp: jup zúp giup
vô: dô zô
quá: wá wa qá
quy: wy
phải: fải
phí: fí
phòng: fòng
nhắn riêng: ib inbox
trả lời: trl trloi rep
số điện thoại: sđt sdt
hướng dẫn: hdan
kiểm tra: ktra
thông báo: tbao
ví dụ: vd
nói chung: nchung
không sao: ksao
không biết: kbt
không có: kco
liên quan: lquan
vâng: uk uhm uh ukm
ok: oki okie oke okla
cảm ơn: tks thanks thank thks camon
có: cso
xong: xog xogn
hàng: hàg
tháng: thág
"""

_SEVERAL: dict[str, tuple[str, ...]] = {
    "k": ("không",),
    "kh": ("không", "khách hàng"),
    "o": ("không", "ở"),
    "dc": ("được", "địa chỉ"),
    "đk": ("đăng ký", "điều kiện", "được"),
    "dk": ("đăng ký", "điều kiện", "được"),
    "bn": ("bao nhiêu", "bạn"),
    "bh": ("bao giờ", "bây giờ", "bảo hiểm"),
    "đt": ("điện thoại", "đầu tư", "đào tạo"),
    "dt": ("điện thoại", "diện tích", "đầu tư"),
    "tk": ("tài khoản",),
    "tn": ("thế nào", "tin nhắn"),
    "tl": ("trả lời", "tài liệu"),
    "sp": ("sản phẩm",),
    "sx": ("sản xuất",),
    "cty": ("công ty",),
    "cti": ("công ty",),
    "sd": ("sử dụng",),
    "xl": ("xử lý", "xin lỗi"),
}


def _read(table: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        meaning, shorts = line.split(":")
        found.update(dict.fromkeys(shorts.split(), (meaning,)))
    return found


CHAT: Mapping[str, tuple[str, ...]] = _read(_ONE) | _SEVERAL
"""Short form and what it may mean, best first."""

UNITS: Mapping[str, str] = {
    "k": "nghìn", "ng": "nghìn", "tr": "triệu", "củ": "triệu", "h": "giờ", "m": "mét",
    "t": "tỷ", "kg": "kg", "lđ": "lao động",
}  # fmt: skip
"""What the same letters mean right after a number."""
