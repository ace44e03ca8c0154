"""Posts, ranks, forms of address and family names.

One line of POSTS is `full name | class | forms`. Classes: `c` a Party committee follows (Bí thư *Huyện ủy X*); `m` the committee
is in the word (Tỉnh ủy viên); `b` a body follows (Chánh án *TAND tỉnh*); `g` the last word belongs to the body's own name
(Trưởng *Ban Dân vận*); `.` complete in itself; `A` only before an
abbreviated body (Trưởng *BTG*). Every form may carry *nguyên* or *Quyền* before it.
"""

# ruff: noqa: E501 - one line of a table is one post
from __future__ import annotations

from functools import cache

from phoihop.extract.phrases import PhraseTable
from phoihop.extract.tokens import split_phrase

POSTS = """
Tổng Bí thư | . | tổng bí thư ban chấp hành trung ương đảng, tổng bí thư
Chủ tịch nước | . | chủ tịch nước chxhcn việt nam, chủ tịch nước
Phó Chủ tịch nước | . | phó chủ tịch nước
Chủ tịch Quốc hội | . | chủ tịch quốc hội
Phó Chủ tịch Thường trực Quốc hội | . | phó chủ tịch thường trực quốc hội
Phó Chủ tịch Quốc hội | . | phó chủ tịch quốc hội
Tổng Thư ký Quốc hội | . | tổng thư ký quốc hội
Thủ tướng Chính phủ | . | thủ tướng chính phủ, thủ tướng
Phó Thủ tướng Thường trực Chính phủ | . | phó thủ tướng thường trực chính phủ, phó thủ tướng thường trực
Phó Thủ tướng Chính phủ | . | phó thủ tướng chính phủ, phó thủ tướng
Thường trực Ban Bí thư | . | thường trực ban bí thư
Ủy viên Bộ Chính trị | . | ủy viên bộ chính trị, uvbct
Bí thư Trung ương Đảng | . | bí thư trung ương đảng, bí thư t.ư đảng, bí thư tw đảng, bí thư ban chấp hành trung ương đảng
Ủy viên Trung ương Đảng | . | ủy viên ban chấp hành trung ương đảng, ủy viên bch trung ương đảng, ủy viên bch t.ư đảng, ủy viên bch tw đảng, ủy viên trung ương đảng, ủy viên t.ư đảng, ủy viên tw đảng, ủy viên tư đảng, ủy viên trung ương, uvtw đảng, uvt.ư đảng, uvtư đảng, uvtw, uv tw đảng, uv bch trung ương đảng, uv bch tw đảng
Ủy viên dự khuyết Trung ương Đảng | . | ủy viên dự khuyết ban chấp hành trung ương đảng, ủy viên dự khuyết bch trung ương đảng, ủy viên dự khuyết trung ương đảng, ủy viên dự khuyết bch tw đảng, ủy viên dự khuyết tw đảng, ủy viên dự khuyết t.ư đảng
Ủy viên Ủy ban Thường vụ Quốc hội | . | ủy viên ủy ban thường vụ quốc hội, ủy viên ubtvqh, ủy viên thường vụ quốc hội
Tổng Kiểm toán nhà nước | . | tổng kiểm toán nhà nước, tổng kiểm toán
Tổng Thanh tra Chính phủ | . | tổng thanh tra chính phủ
Phó Tổng Thanh tra Chính phủ | . | phó tổng thanh tra chính phủ
Thống đốc Ngân hàng Nhà nước Việt Nam | . | thống đốc ngân hàng nhà nước việt nam, thống đốc ngân hàng nhà nước, thống đốc nhnn
Bí thư | c | bí thư
Phó Bí thư Thường trực | c | phó bí thư thường trực, phó bí thư tt, phó bí thư - thường trực, pbt thường trực, pbt tt
Phó Bí thư chuyên trách | c | phó bí thư chuyên trách
Phó Bí thư | c | phó bí thư, pbt
Bí thư thứ nhất | c | bí thư thứ nhất
Ủy viên Ban Thường vụ | c | ủy viên ban thường vụ, ủy viên btv, ủy viên thường vụ, uv ban thường vụ, uv btv, uvbtv, uvtv, ủy viên ban thường  vụ
Ủy viên Ban Thường vụ | c | =TVTU
Ủy viên Ban Thường vụ | C | thường vụ
Ủy viên Ban Chấp hành Đảng bộ | b | ủy viên ban chấp hành đảng bộ, ủy viên bch đảng bộ
Ủy viên Ban Cán sự đảng | h | ủy viên ban cán sự đảng, ủy viên bcsđ
Tỉnh ủy viên | m | tỉnh ủy viên, ủy viên ban chấp hành đảng bộ tỉnh, ủy viên bch đảng bộ tỉnh, =TUV
Thành ủy viên | m | thành ủy viên, ủy viên ban chấp hành đảng bộ thành phố, ủy viên bch đảng bộ thành phố
Huyện ủy viên | m | huyện ủy viên, =HUV
Quận ủy viên | m | quận ủy viên, =QUV
Thị ủy viên | m | thị ủy viên
Đảng ủy viên | m | đảng ủy viên
Trưởng Ban | g | trưởng ban
Phó Trưởng ban Thường trực | b | phó trưởng ban thường trực, phó trưởng ban - thường trực, phó ban thường trực, phó trưởng ban phụ trách
Phó Trưởng Ban | g | phó trưởng ban, phó ban
Quyền Trưởng Ban | g | quyền trưởng ban, q. trưởng ban
Trưởng Đoàn | g | trưởng đoàn
Phó Trưởng Đoàn chuyên trách | b | phó trưởng đoàn chuyên trách, phó trưởng đoàn phụ trách
Phó Trưởng Đoàn | g | phó trưởng đoàn, phó đoàn
Trưởng Công an | g | trưởng công an
Phó Trưởng Công an | g | phó trưởng công an
Trưởng phòng | G | trưởng phòng
Phó Trưởng phòng | G | phó trưởng phòng
Trưởng Thi hành án dân sự | g | trưởng thi hành án dân sự, trưởng thads
Phó Trưởng Thi hành án dân sự | g | phó trưởng thi hành án dân sự, phó trưởng thads
Chủ nhiệm | b | chủ nhiệm
Phó Chủ nhiệm Thường trực | b | phó chủ nhiệm thường trực
Phó Chủ nhiệm | b | phó chủ nhiệm
Chánh Văn phòng | g | chánh văn phòng
Phó Chánh Văn phòng | g | phó chánh văn phòng, phó văn phòng
Chánh Thanh tra | g | chánh thanh tra
Phó Chánh Thanh tra | g | phó chánh thanh tra
Chủ tịch Hội đồng quản trị | b | chủ tịch hội đồng quản trị, chủ tịch hđqt
Chủ tịch Hội đồng thành viên | b | chủ tịch hội đồng thành viên, chủ tịch hđtv
Phó Chủ tịch Thường trực | b | phó chủ tịch thường trực, phó chủ tịch tt, phó chủ tịch - thường trực, pct thường trực
Phó Chủ tịch chuyên trách | b | phó chủ tịch chuyên trách
Phó Chủ tịch phụ trách | b | phó chủ tịch phụ trách
Phó Chủ tịch | b | phó chủ tịch, pct
Chủ tịch | b | chủ tịch
Tổng Thư ký | b | tổng thư ký
Phó Tổng Thư ký | b | phó tổng thư ký
Ủy viên Thường trực | b | ủy viên thường trực
Ủy viên Đoàn Chủ tịch | b | ủy viên đoàn chủ tịch
Ủy viên Ban Thường trực | b | ủy viên ban thường trực
Ủy viên | o | ủy viên
Chánh án | b | chánh án
Phó Chánh án Thường trực | b | phó chánh án thường trực
Phó Chánh án phụ trách | b | phó chánh án phụ trách
Phó Chánh án | b | phó chánh án
Viện trưởng | b | viện trưởng
Phó Viện trưởng Thường trực | b | phó viện trưởng thường trực
Phó Viện trưởng phụ trách | b | phó viện trưởng phụ trách
Phó Viện trưởng | b | phó viện trưởng
Bộ trưởng | b | bộ trưởng
Thứ trưởng Thường trực | b | thứ trưởng thường trực
Thứ trưởng | b | thứ trưởng
Tổng cục trưởng | b | tổng cục trưởng
Phó Tổng cục trưởng | b | phó tổng cục trưởng
Chi cục trưởng | b | chi cục trưởng
Quyền Chi cục trưởng | b | quyền chi cục trưởng, q. chi cục trưởng
Phó Chi cục trưởng phụ trách | b | phó chi cục trưởng phụ trách
Phó Chi cục trưởng | b | phó chi cục trưởng
Cục trưởng | b | cục trưởng
Quyền Cục trưởng | b | quyền cục trưởng
Phó Cục trưởng phụ trách | b | phó cục trưởng phụ trách
Phó Cục trưởng | b | phó cục trưởng
Vụ trưởng | b | vụ trưởng
Phó Vụ trưởng | b | phó vụ trưởng
Tổng Giám đốc | b | tổng giám đốc
Phó Tổng Giám đốc | b | phó tổng giám đốc
Giám đốc | b | giám đốc
Quyền Giám đốc | b | quyền giám đốc
Phó Giám đốc Thường trực | b | phó giám đốc thường trực
Phó Giám đốc phụ trách | b | phó giám đốc phụ trách
Phó Giám đốc | b | phó giám đốc
Tổng Biên tập | b | tổng biên tập
Phó Tổng Biên tập | b | phó tổng biên tập
Chính ủy | b | chính ủy
Phó Chính ủy | b | phó chính ủy
Chỉ huy trưởng | b | chỉ huy trưởng
Phó Chỉ huy trưởng | b | phó chỉ huy trưởng
Chính trị viên phó | b | chính trị viên phó, phó chính trị viên
Chính trị viên | b | chính trị viên
Tham mưu trưởng | b | tham mưu trưởng
Phó Tham mưu trưởng | b | phó tham mưu trưởng
Đồn trưởng | b | đồn trưởng
Phó Đồn trưởng | b | phó đồn trưởng, đồn phó
Trạm trưởng | b | trạm trưởng
Tư lệnh | b | tư lệnh
Phó Tư lệnh | b | phó tư lệnh
Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam | . | tổng tham mưu trưởng quân đội nhân dân việt nam, tổng tham mưu trưởng qđnd việt nam
Phó Tổng Tham mưu trưởng Quân đội nhân dân Việt Nam | . | phó tổng tham mưu trưởng quân đội nhân dân việt nam, phó tổng tham mưu trưởng qđnd việt nam
Tổng Tham mưu trưởng | . | tổng tham mưu trưởng
Phó Tổng Tham mưu trưởng | . | phó tổng tham mưu trưởng
Tổng Cục trưởng | b | tổng cục trưởng
Thủ trưởng | b | thủ trưởng
Phó Thủ trưởng | b | phó thủ trưởng
Kiểm toán trưởng | b | kiểm toán trưởng
Phó Kiểm toán trưởng | b | phó kiểm toán trưởng
Tổ trưởng | b | tổ trưởng
Phó Tổ trưởng | b | phó tổ trưởng
Đội trưởng | b | đội trưởng
Phó Đội trưởng | b | phó đội trưởng
Đội phó | b | đội phó
Hạt phó | b | hạt phó
Trạm phó | b | trạm phó
Viện phó | b | viện phó
Chi cục phó | b | chi cục phó
Cụm trưởng | f | cụm trưởng
Phó Hạt trưởng | b | phó hạt trưởng
Trưởng | A | trưởng
Phó Trưởng | A | phó trưởng
Trưởng Thuế | g | trưởng thuế
Phó Trưởng Thuế | g | phó trưởng thuế
Trưởng Thống kê | g | trưởng thống kê
Hiệu trưởng | b | hiệu trưởng
Phó Hiệu trưởng | b | phó hiệu trưởng
Hạt trưởng | b | hạt trưởng
Tổng thống | f | tổng thống
Thủ tướng Nhật Bản | f | thủ tướng nhật bản
"""

_ADDRESS = "đồng chí, đ/c, đ / c, đc, ông, bà, các đồng chí, các đ/c, các ông, các bà, các ông bà"
HONORIFICS = tuple(_ADDRESS.split(", "))
_RANKS = (
    "đại tướng, thượng tướng, trung tướng, thiếu tướng, đại tá, thượng tá, trung tá, thiếu tá, đại úy, thượng úy, "
    "trung úy, thiếu úy, phó đô đốc, đô đốc, chuẩn đô đốc, gs.ts, gs, pgs.ts, pgs, ts, ts.bs, bs, ths, ths., ts., "
    "pgs.ts., gs.ts., gs., pgs., luật sư, tiến sĩ, thạc sĩ, bác sĩ, kỹ sư, giáo sư, phó giáo sư, nhà báo, "
    "thiếu tướng ts, trung tướng ts"
)
RANKS = tuple(_RANKS.split(", "))
_SURNAMES = (
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm "
    "phùng mai tô hà tạ cao châu chu cù diệp doãn đàm đậu giáp hứa kiều khúc kim khuất khương la lại lã lò lô lữ lương "
    "lưu mạc ma mã mùa nghiêm nông ninh phương quách quàng sầm sùng tăng thạch thái thân thào tiêu tòng "
    "tôn tống triệu từ ung uông văn vàng vi vừ xa âu bế bàn bạch bành biện bồ ca cà cầm cấn chẩu chử chung cung "
    "cháng chảo danh dư điêu điểu đồng giàng hạ hán hầu hàn hảng hạng hạp hoa hờ hơ kha khà khâu khổng khoàng kiên lầu lầm "
    "liêu lèng long lồ lù lục lường luyện mẫn mông ngân ngụy nhan nhâm nhữ ngọc nùng phí phù phụng quang quản quế "
    "sái sằm sơn thẩm thang thập thi thiều tòng trà trang trầm tráng tri trưng tưởng tường vạn vàng vầy viêm xin y a "
    "k h ksor siu rmah rah rơ nay puih kpă kpuih rcom rcăm ralan niê êban mlô ayun byă krông blô kon đinh bríu alăng "
    "zơrâm pơloong bhling bhnướch arất hiêng coor cil cill kra kơ liêng bon pang lơ mu kă ka ha sa đàng chế chamaléa "
    "katơr pi pinăng mấu bo tro hôih blúp tơ ngô zuông thung lỷ lộc thò chang chớ chá cứ giang hoàng hùng ly phàn "
    "tẩn tráng vù xồng tếnh thàng lừu phóng thuần vì vi hảo cụt moong lữ hủn quang lang lăng lư bh "
    "bá mang trượng lộ miêu neáng kbuôr êya ksơr kđoh hđơk hwing ktla kpơr knul ya touneh touprong "
    "chìu tằng sú voòng vòng lìu phù trạc ôn pờ pồ sừng toán tải sìn hủng đèo mè mào khiếu kỷ lều liễu lôi mầu nghị "
    "tất thiệu thích tiết trác trình ứng diêm đái đới giản hình hoắc bửu cái cự dụng nại não"
)
SURNAMES = frozenset(_SURNAMES.split())
#: Named as themes of an article, never as its officials.
NEVER_OFFICIALS = frozenset({"hồ chí minh", "võ nguyên giáp"})

#: What ends an open post phrase: a word alone, or a word with one of the words that may follow it.
POST_ENDS = {
    word: frozenset(rest.split())
    for word, _, rest in (
        line.partition(" + ")
        for line in """dự
đến
đã
đang
ký
tới
tại
có
nêu
nói
cùng
sẽ
với
được
là
trước
sau
cũng
vừa
vào
thì
mà
để
do
bị
ông
bà
gửi
chúc
tặng
thăm
đọc
làm + việc
trao + đổi tặng quà giải bằng cờ
trình + bày
báo + cáo
thông + báo tin qua
phát + biểu động
nhấn + mạnh
cho + biết rằng hay
khẳng + định
chủ + trì tọa động
đề + nghị xuất
yêu + cầu
kết + luận thúc
đánh + giá
tham + dự gia
tiếp + tục thu xã đón
thay + mặt
bày + tỏ
trả + lời
phân + tích công
quán + triệt
ghi + nhận
biểu + dương quyết
đồng + chí chủ thời ý tình
các + đồng ông đại bà đơn
khai + mạc
bế + mạc
điều + hành khiển
giới + thiệu
chứng + kiến
chia + sẻ
cam + kết
lưu + ý
lên + tiếng
quyết + định
vui + mừng
tin + tưởng
nhận + định xét được
đại + diện
đặt + vấn
kiểm + tra
bổ + sung
giải + trình đáp
mong + muốn
thống + nhất
phụ + trách
trực + tiếp
và + đồng ông bà các đại lãnh
chỉ + đạo rõ ra
triển + khai
hoan + nghênh
cảm + ơn
xúc + động
dẫn + đầu
công + bố
hoàn + toàn
thừa + nhận
giải + thích
băn + khoăn
tâm + sự
kể
hứa
làm + trưởng chủ
""".splitlines()
    )
    if word
}


#: Number of words, exact word or empty, title, class.
PostForm = tuple[int, str, str, str]


@cache
def post_forms() -> PhraseTable[PostForm]:
    """All post forms."""
    found = []
    for line in POSTS.strip().splitlines():
        title, rule, surfaces = (part.strip() for part in line.split(" | ", 2))
        for form in surfaces.split(", "):
            keys = split_phrase(form.lstrip("="))
            found.append((keys, (len(keys), form[1:] if form[0] == "=" else "", title, rule)))
    return PhraseTable(found)
