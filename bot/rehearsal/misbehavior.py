"""Every switch of a rehearsal, with the name by which a person knows it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.rehearsal.fakes.notes import ANY
from bot.rehearsal.switches import (
    Switch,
    expire,
    strange_to_telegram,
    strange_to_zalo_bot,
    strange_to_zalo_oa,
    telegram_fault,
    telegram_habit,
    zalo_bot_fault,
    zalo_bot_habit,
    zalo_oa_fault,
    zalo_oa_habit,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

TOKENS = "/v4/oa/access_token"
SLOW_DOWN = "429: gọi quá nhanh, chờ {} giây"
ABSENT = "Im lặng: nhận lời gọi, không trả lời"
CUT = "Trả lời bị cắt giữa chừng"
LOST = "Đã nhận tin nhưng mất câu trả lời"
MAYBE = "Không rõ tin đã tới chưa: bot không gửi lần hai, ghi là maybe_sent."
RESET = "Đứt mạng giữa chừng"
CUT_OFF = "Lấy tin thì thử lại; tin đang gửi thì không rõ đã tới chưa, ghi là maybe_sent."
LATER = "Bot thử lại thưa dần; tắt công tắc thì tin tới."
SKEWED = "Bấm “Khám bot”: doctor báo đồng hồ lệch."
STRANGE = "Bot nhận, bỏ qua, và trả lời tin sau như thường."
ONCE = "Bot phải nhận ra tin trùng và chỉ trả lời một lần."

tg, oa, zb = telegram_fault, zalo_oa_fault, zalo_bot_fault

TELEGRAM: Sequence[Switch] = (
    Switch("telegram.429", "telegram", SLOW_DOWN.format(1), "Bot chờ đúng số giây rồi gửi lại.",
           partial(tg, "429", retry_after=1)),
    Switch("telegram.429.35", "telegram", SLOW_DOWN.format(35),
           "Chỉ cuộc trò chuyện này phải chờ, người khác vẫn được trả lời.",
           partial(tg, "429", retry_after=35)),
    Switch("telegram.429.2282", "telegram", SLOW_DOWN.format(2282),
           "38 phút, đã có người gặp. Tắt công tắc rồi tin vẫn phải chờ hết hạn.",
           partial(tg, "429", retry_after=2282)),
    Switch("telegram.500", "telegram", "Lỗi 500 khi gửi", LATER, partial(tg, "500")),
    Switch("telegram.html", "telegram", "Trang bảo trì (502, HTML)", MAYBE, partial(tg, "html")),
    Switch("telegram.hang", "telegram", ABSENT, MAYBE, partial(tg, "hang")),
    Switch("telegram.truncated", "telegram", CUT, MAYBE, partial(tg, "truncated")),
    Switch("telegram.lost", "telegram", LOST, MAYBE, partial(tg, "lost")),
    Switch("telegram.reset", "telegram", RESET, CUT_OFF,
           partial(tg, "reset", method=ANY)),
    Switch("telegram.blocked", "telegram", "Người nhận chặn bot",
           "Tin ghi là failed; cộng tác viên bị cắt thì doctor nêu tên.", partial(tg, "blocked")),
    Switch("telegram.401", "telegram", "Token bị thu hồi", "Như sau /revoke ở BotFather.",
           partial(tg, "401", method=ANY)),
    Switch("telegram.conflict", "telegram", "Chương trình khác cũng lấy tin", LATER,
           partial(tg, "conflict", method="getUpdates")),
    Switch("telegram.repeats", "telegram", "Mỗi tin đến ba lần", ONCE,
           partial(telegram_habit, repeats=3)),
    Switch("telegram.shuffled", "telegram", "Tin đến đảo thứ tự", "Bot xếp lại theo số của tin.",
           partial(telegram_habit, is_shuffled=True)),
    Switch("telegram.strange", "telegram", "Tin lạ, thiếu phần", STRANGE,
           strange_to_telegram, is_once=True),
    Switch("telegram.clock", "telegram", "Đồng hồ lệch 10 phút", SKEWED,
           partial(telegram_habit, clock_ahead=600.0)),
)  # fmt: skip

ZALO_OA: Sequence[Switch] = (
    Switch("zalo_oa.429", "zalo_oa", SLOW_DOWN.format(1), LATER, partial(oa, "429")),
    Switch("zalo_oa.-32", "zalo_oa", "-32: gọi quá nhanh", "Bot chờ một phút rồi gửi lại.",
           partial(oa, "code", code=-32)),
    Switch("zalo_oa.500", "zalo_oa", "Lỗi 500 khi gửi", LATER, partial(oa, "500")),
    Switch("zalo_oa.-200", "zalo_oa", "-200: Zalo gửi không được", LATER,
           partial(oa, "code", code=-200)),
    Switch("zalo_oa.hang", "zalo_oa", ABSENT, MAYBE, partial(oa, "hang")),
    Switch("zalo_oa.truncated", "zalo_oa", CUT, MAYBE, partial(oa, "truncated")),
    Switch("zalo_oa.html", "zalo_oa", "Trả lời bằng trang HTML", MAYBE, partial(oa, "html")),
    Switch("zalo_oa.lost", "zalo_oa", LOST, MAYBE, partial(oa, "lost")),
    Switch("zalo_oa.504", "zalo_oa", "504: hết giờ chờ", MAYBE, partial(oa, "504")),
    Switch("zalo_oa.reset", "zalo_oa", RESET, CUT_OFF,
           partial(oa, "reset", path=ANY)),
    Switch("zalo_oa.expired", "zalo_oa", "Access token hết hạn ngay",
           "Bot đổi token mới một lần, người hỏi không biết gì.", expire, is_once=True),
    Switch("zalo_oa.-220", "zalo_oa", "-220: token bị từ chối mãi",
           "Bot đổi token, không được thì chờ; không gọi dồn dập.",
           partial(oa, "code", code=-220)),
    Switch("zalo_oa.-14014", "zalo_oa", "-14014: refresh token hết dùng được",
           "Bật rồi bấm “Access token hết hạn ngay”. Bot dừng đổi, báo người trực; sửa bằng nút "
           "“Đăng nhập lại Zalo OA”.", partial(oa, "code", code=-14014, path=TOKENS)),
    Switch("zalo_oa.token.lost", "zalo_oa", "Mất câu trả lời lúc đổi token",
           "Zalo đã huỷ token cũ mà bot chưa nhận token mới: phải đăng nhập lại.",
           partial(oa, "lost", path=TOKENS)),
    Switch("zalo_oa.-230", "zalo_oa", "-230: quá 7 ngày không nhắn",
           "Tin được giữ lại, phiếu ghi held, cộng tác viên được báo gọi điện.",
           partial(oa, "code", code=-230)),
    Switch("zalo_oa.-211", "zalo_oa", "-211: hết hạn mức gửi", "Bot thử lại sau mấy giờ.",
           partial(oa, "code", code=-211)),
    Switch("zalo_oa.-213", "zalo_oa", "-213: người hỏi bỏ quan tâm OA",
           "Đánh dấu không tới được.", partial(oa, "code", code=-213)),
    Switch("zalo_oa.-224", "zalo_oa", "-224: gói OA không có OpenAPI",
           "Bot thử lại thưa; xem khuyencong outbox.", partial(zalo_oa_habit, account_code=-224)),
    Switch("zalo_oa.-321", "zalo_oa", "-321: tài khoản Zalo hết tiền",
           "Bot thử lại thưa; xem khuyencong outbox.", partial(zalo_oa_habit, account_code=-321)),
    Switch("zalo_oa.night", "zalo_oa", "-234: ban đêm Zalo không cho gửi", "Chờ đến 6 giờ.",
           partial(zalo_oa_habit, is_night=True)),
    Switch("zalo_oa.contact", "zalo_oa", "Không nhận khung xin số điện thoại",
           "Người hỏi vẫn gõ số được.", partial(zalo_oa_habit, takes_contact=False)),
    Switch("zalo_oa.repeats", "zalo_oa", "Mỗi tin đến ba lần cùng lúc", ONCE,
           partial(zalo_oa_habit, repeats=3)),
    Switch("zalo_oa.shuffled", "zalo_oa", "Tin đến đảo thứ tự",
           "Zalo không hứa thứ tự; gửi mấy tin liền nhau mà xem.",
           partial(zalo_oa_habit, is_shuffled=True)),
    Switch("zalo_oa.receipts", "zalo_oa", "Báo đã nhận, đã xem", "Bot nhận và bỏ qua.",
           partial(zalo_oa_habit, sends_receipts=True)),
    Switch("zalo_oa.forged", "zalo_oa", "Chữ ký giả",
           "Bot từ chối (401); doctor báo chữ ký sai. Sau 5 lần Zalo tắt webhook.",
           partial(zalo_oa_habit, sum_of="damaged")),
    Switch("zalo_oa.wrong_secret", "zalo_oa", "Ký bằng khoá của ứng dụng",
           "Nhầm hai khoá bí mật, lỗi hay gặp nhất: bot từ chối (401).",
           partial(zalo_oa_habit, sum_of="app")),
    Switch("zalo_oa.header", "zalo_oa", "Ký theo giờ trong header", "Bot nhận cả hai cách ký.",
           partial(zalo_oa_habit, time_header="signed")),
    Switch("zalo_oa.bare", "zalo_oa", "Chữ ký không có chữ mac=", "Bot vẫn nhận.",
           partial(zalo_oa_habit, is_mac_bare=True)),
    Switch("zalo_oa.number", "zalo_oa", "Giờ là số, không là chữ", "Bot vẫn nhận.",
           partial(zalo_oa_habit, is_time_a_number=True)),
    Switch("zalo_oa.escaped", "zalo_oa", "JSON viết bằng mã \\u", "Chữ ký tính trên từng byte.",
           partial(zalo_oa_habit, spelling="escaped")),
    Switch("zalo_oa.off", "zalo_oa", "Sự kiện user_send_text chưa bật",
           "Mặc định ở Zalo: mọi sự kiện đều tắt, tin không tới bot.",
           partial(zalo_oa_habit, off={"user_send_text"})),
    Switch("zalo_oa.strange", "zalo_oa", "Tin lạ, thiếu phần", STRANGE,
           strange_to_zalo_oa, is_once=True),
    Switch("zalo_oa.clock", "zalo_oa", "Đồng hồ lệch 10 phút", SKEWED,
           partial(zalo_oa_habit, clock_ahead=600.0)),
)  # fmt: skip

ZALO_BOT: Sequence[Switch] = (
    Switch("zalo_bot.429", "zalo_bot", "429: gọi quá nhanh, không nói chờ bao lâu", LATER,
           partial(zb, "429")),
    Switch("zalo_bot.429.35", "zalo_bot", SLOW_DOWN.format(35), "Bot chờ đúng số giây.",
           partial(zb, "429", retry_after=35)),
    Switch("zalo_bot.500", "zalo_bot", "Lỗi 500 khi gửi", LATER, partial(zb, "500")),
    Switch("zalo_bot.200", "zalo_bot", "Lỗi giấu sau HTTP 200", LATER, partial(zb, "200")),
    Switch("zalo_bot.html", "zalo_bot", "Trang bảo trì (503, HTML)", LATER, partial(zb, "html")),
    Switch("zalo_bot.hang", "zalo_bot", ABSENT, MAYBE, partial(zb, "hang")),
    Switch("zalo_bot.truncated", "zalo_bot", CUT, MAYBE, partial(zb, "truncated")),
    Switch("zalo_bot.lost", "zalo_bot", LOST, MAYBE, partial(zb, "lost")),
    Switch("zalo_bot.reset", "zalo_bot", RESET, CUT_OFF,
           partial(zb, "reset", method=ANY)),
    Switch("zalo_bot.401", "zalo_bot", "Token bị đặt lại", "Như sau khi đổi token ở mini app.",
           partial(zb, "401", method=ANY)),
    Switch("zalo_bot.replaying", "zalo_bot", "Kể lại tin cũ mãi", ONCE,
           partial(zalo_bot_habit, is_replaying=True)),
    Switch("zalo_bot.shuffled", "zalo_bot", "Tin đến đảo thứ tự", "Gửi mấy tin liền nhau mà xem.",
           partial(zalo_bot_habit, is_shuffled=True)),
    Switch("zalo_bot.strange", "zalo_bot", "Tin lạ, thiếu phần", STRANGE,
           strange_to_zalo_bot, is_once=True),
    Switch("zalo_bot.clock", "zalo_bot", "Đồng hồ lệch 10 phút", SKEWED,
           partial(zalo_bot_habit, clock_ahead=600.0)),
)  # fmt: skip

ALL: Sequence[Switch] = (*TELEGRAM, *ZALO_OA, *ZALO_BOT)
