"""The names of bodies: what they are called in articles, their full name, kind, side and what may follow them.

Tables to be read and corrected by people who know the field. One line is `full name | kind | side | follows | forms`.
*follows* says what can specify the body: `c` a Party committee or the Centre (Ban Tuyên giáo *Tỉnh ủy X*), `l` a level or a
place (TAND *tỉnh X*), `n` nothing is needed at national level (MTTQ Việt Nam), `.` complete as it stands, `h` a host (caucus), `i` the body it is part of,
`o` an open tail of capital words, `O` the same but required, `q` open words and
a level (Trung tâm … tỉnh). A form written with `=` counts only in exactly that case, with `^` only with a
capital first letter; all others in any case. `{a|b|}` stands for each of its parts in turn. Sources: Party Statute and Constitution for the names, and the articles
of the genre for the forms; see docs/codebook.
"""

# ruff: noqa: E501 - one line of a table is one body
from __future__ import annotations

# Party bodies. The kinds are the concepts of the vocabulary.
PARTY = """
Ban Tuyên giáo và Dân vận | propaganda-and-mass-mobilisation-commission | party | c | ban tuyên giáo và dân vận, ban tuyên giáo - dân vận, ban tuyên giáo & dân vận, =BTGDV, =BTG&DV
Ban Tuyên giáo | propaganda-commission | party | c | ban tuyên giáo, =BTG
Ban Dân vận | mass-mobilisation-commission | party | c | ban dân vận, ban dân vân, =BDV
Ban Nội chính | internal-affairs-commission | party | c | ban nội chính, =BNC
Ban Tổ chức | organisation-commission | party | c | ban tổ chức, =BTC
Ban Kinh tế | other | party | c | ban kinh tế
Ban Đối ngoại | other | party | c | ban đối ngoại
Ban Xây dựng Đảng | other | party | c | ban xây dựng đảng
Ban Chính sách, chiến lược | other | party | c | {ban chính sách, chiến lược|ban chính sách và chiến lược}
Ủy ban Kiểm tra | inspection-commission | party | c | ủy ban kiểm tra, =UBKT, cơ quan ủy ban kiểm tra
Văn phòng | party-office | party | c | ^văn phòng, =VP
Ban Thường vụ | standing-committee | party | c | ban thường vụ, =BTV
Thường trực | standing-committee | party | c | thường trực
Ban Chấp hành Đảng bộ | party-committee | party | l | ban chấp hành đảng bộ, bch đảng bộ
Ban Chấp hành Trung ương Đảng | party-committee | party | . | ban chấp hành trung ương đảng, ban chấp hành trung ương, bch trung ương đảng, bch trung ương, bch t.ư đảng, bch tw đảng
Bộ Chính trị | party-committee | party | . | ^bộ chính trị
Ban Bí thư | party-secretariat | party | . | ban bí thư trung ương đảng, ban bí thư t.ư đảng, ban bí thư tw đảng, ban bí thư trung ương, ban bí thư
Quân ủy Trung ương | party-committee | party | . | quân ủy trung ương, quân ủy t.ư, quân ủy tw
Đảng ủy Công an Trung ương | party-committee | party | . | đảng ủy công an trung ương, đảng ủy công an t.ư, đảng ủy công an tw
Đảng ủy Công an | party-committee | party | l | đảng ủy công an
Đảng ủy Quân sự | party-committee | party | l | đảng ủy quân sự, đảng ủy bộ chỉ huy quân sự, đảng ủy bộ chqs
Đảng ủy Bộ đội Biên phòng | party-committee | party | l | đảng ủy bộ đội biên phòng, đảng ủy bđbp, đảng ủy bộ chỉ huy bộ đội biên phòng
Đảng ủy Khối các cơ quan và doanh nghiệp | party-committee | party | l | đảng ủy khối các cơ quan và doanh nghiệp, đảng ủy khối cơ quan và doanh nghiệp
Đảng ủy Khối các cơ quan | party-committee | party | l | đảng ủy khối các cơ quan, đảng ủy khối cơ quan
Đảng ủy Khối Doanh nghiệp | party-committee | party | l | đảng ủy khối doanh nghiệp, đảng ủy khối các doanh nghiệp
Đảng ủy Mặt trận Tổ quốc, các đoàn thể Trung ương | party-committee | party | . | {đảng ủy mặt trận tổ quốc, các đoàn thể trung ương|đảng ủy mttq, các đoàn thể trung ương}
Đảng ủy các cơ quan Đảng | party-committee | party | l | đảng ủy các cơ quan đảng
Đảng ủy Ủy ban nhân dân | party-committee | party | l | đảng ủy ủy ban nhân dân, đảng ủy ubnd
Ban Chỉ đạo Tây Nam Bộ | other | party | . | ban chỉ đạo tây nam bộ
Ban Chỉ đạo Tây Nguyên | other | party | . | ban chỉ đạo tây nguyên
Ban Chỉ đạo Tây Bắc | other | party | . | ban chỉ đạo tây bắc
Ban cán sự đảng | party-caucus | party | h | ban cán sự đảng, =BCSĐ, =BCS Đảng, =BCS đảng, ban cán sự
Đảng đoàn | party-caucus | party | h | đảng đoàn, =ĐĐ
"""

STATE = """
Ủy ban Thường vụ Quốc hội | national-assembly | state | . | ủy ban thường vụ quốc hội, =UBTVQH, ^thường vụ quốc hội
Văn phòng Quốc hội | national-assembly | state | . | văn phòng quốc hội
Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân | people-council | state | l | văn phòng đoàn đại biểu quốc hội và hội đồng nhân dân, văn phòng đoàn đbqh và hđnd, văn phòng đoàn đbqh & hđnd, vp đoàn đbqh và hđnd, vp đoàn đbqh & hđnd, văn phòng đoàn đbqh&hđnd, văn phòng đoàn đbqh-hđnd
Đoàn đại biểu Quốc hội | national-assembly-delegation | state | l | đoàn đại biểu quốc hội, đoàn đbqh, =ĐĐBQH
Quốc hội | national-assembly | state | . | ^quốc hội
Văn phòng Chính phủ | government | state | . | văn phòng chính phủ, =VPCP
Thanh tra Chính phủ | ministry | state | . | thanh tra chính phủ, =TTCP
Chính phủ | government | state | . | ^chính phủ
Văn phòng Chủ tịch nước | other | state | . | văn phòng chủ tịch nước
Văn phòng Trung ương Đảng | party-office | party | . | văn phòng trung ương đảng, văn phòng trung ương, văn phòng tw đảng, văn phòng t.ư đảng
Kiểm toán nhà nước | other | state | r | kiểm toán nhà nước, =KTNN
Ngân hàng Nhà nước Việt Nam | ministry | state | . | ngân hàng nhà nước việt nam, ngân hàng nhà nước vn, =NHNN Việt Nam
Ngân hàng Nhà nước | other | state | ln | ngân hàng nhà nước, =NHNN
Ban Pháp chế Hội đồng nhân dân | people-council | state | l | ban pháp chế {hội đồng nhân dân|hđnd}
Ban Dân tộc Hội đồng nhân dân | people-council | state | l | ban dân tộc {hội đồng nhân dân|hđnd}
Ban Kinh tế - Ngân sách Hội đồng nhân dân | people-council | state | l | ban {kinh tế - ngân sách|kinh tế – ngân sách|kinh tế và ngân sách|kt-ns|kt - ns} {hội đồng nhân dân|hđnd}
Ban Văn hóa - Xã hội Hội đồng nhân dân | people-council | state | l | ban {văn hóa - xã hội|văn hóa – xã hội|văn hóa và xã hội|vh-xh|vh - xh} {hội đồng nhân dân|hđnd}
Thường trực Hội đồng nhân dân | people-council | state | l | thường trực hội đồng nhân dân, thường trực hđnd, =TT HĐND, =TT.HĐND
Văn phòng Hội đồng nhân dân và Ủy ban nhân dân | people-committee | state | l | văn phòng hđnd và ubnd, văn phòng hội đồng nhân dân và ủy ban nhân dân, văn phòng hđnd&ubnd
Văn phòng Hội đồng nhân dân | people-council | state | l | văn phòng hội đồng nhân dân, văn phòng hđnd
Văn phòng Ủy ban nhân dân | people-committee | state | l | văn phòng ủy ban nhân dân, văn phòng ubnd, vp ubnd
Thường trực Ủy ban nhân dân | people-committee | state | l | thường trực ủy ban nhân dân, thường trực ubnd, =TT UBND, =TT.UBND
Hội đồng nhân dân | people-council | state | l | hội đồng nhân dân, hđnd
Ủy ban nhân dân | people-committee | state | l | ủy ban nhân dân, ubnd, ủy ban nhân nhân
Tòa án nhân dân | people-court | state | l | tòa án nhân dân, toà án nhân dân, tòa an nhân dân, toá án nhân dân, tand, tòa án nhân dan, =TAND
Tòa án nhân dân tối cao | people-court | state | . | =TANDTC, =TAND TC
Tòa án nhân dân | people-court | state | L | ^tòa án, ^tòa an, ^toá án, =TA, ^tòa
Tòa án quân sự | people-court | state | o | ^tòa án quân sự
Viện kiểm sát nhân dân tối cao | people-procuracy | state | . | =VKSNDTC, =Viện KSNDTC, =VKSND TC
Viện kiểm sát nhân dân | people-procuracy | state | l | viện kiểm sát nhân dân, vksnd, viện ksnd, =VKS ND
Viện kiểm sát nhân dân | people-procuracy | state | L | ^viện kiểm sát, =VKS, =Viện KS
Cục Thi hành án dân sự | civil-judgment-enforcement | state | l | cục thi hành án dân sự, cục thads, cục tha dân sự, cục tha
Chi cục Thi hành án dân sự | civil-judgment-enforcement | state | l | chi cục thi hành án dân sự, chi cục thads, chi cục tha dân sự, chi cục tha
Phòng Thi hành án dân sự | civil-judgment-enforcement | state | l | phòng thi hành án dân sự, phòng thads
Thi hành án dân sự | civil-judgment-enforcement | state | l | ^thi hành án dân sự, =THADS, =THA
Công an | police | state | l | ^công an, =CA
Công an tỉnh | police | state | T | =CAT
Công an thành phố | police | state | T | =CATP
Cơ quan Cảnh sát điều tra | police | state | i | cơ quan cảnh sát điều tra, cơ quan csđt
Cơ quan An ninh điều tra | police | state | i | cơ quan an ninh điều tra, cơ quan anđt
Cơ quan Hồ sơ nghiệp vụ | police | state | i | cơ quan hồ sơ nghiệp vụ
Cảnh sát phòng cháy và chữa cháy | police | state | l | ^cảnh sát phòng cháy và chữa cháy, ^cảnh sát pccc
Bộ Chỉ huy Quân sự | military-command | state | l | bộ chỉ huy quân sự, bộ chqs, =BCHQS, bch quân sự tỉnh
Ban Chỉ huy Quân sự | military-command | state | l | ban chỉ huy quân sự, ban chqs, bch quân sự
Ban Chỉ huy Phòng thủ | military-command | state | l | ban chỉ huy phòng thủ, ban chpt
Bộ Chỉ huy Bộ đội Biên phòng | military-command | state | l | bộ chỉ huy bộ đội biên phòng, bộ chỉ huy bđbp, bộ chỉ huy biên phòng, =BCH BĐBP
Bộ Tư lệnh Bộ đội Biên phòng | military-command | state | . | bộ tư lệnh bộ đội biên phòng, bộ tư lệnh bđbp, bộ tư lệnh biên phòng
Bộ đội Biên phòng | military-command | state | l | ^bộ đội biên phòng, =BĐBP
Đồn Biên phòng | military-command | state | o | đồn biên phòng
Bộ Tư lệnh Thủ đô Hà Nội | military-command | state | . | bộ tư lệnh thủ đô hà nội, bộ tư lệnh thủ đô
Bộ Tư lệnh Thành phố Hồ Chí Minh | military-command | state | . | bộ tư lệnh thành phố hồ chí minh, bộ tư lệnh tp hồ chí minh, bộ tư lệnh tphcm, bộ tư lệnh tp.hcm, bộ tư lệnh tp. hồ chí minh
Bộ Tư lệnh | military-command | state | q | bộ tư lệnh
Quân khu | military-command | state | r | ^quân khu
Quân chủng | military-command | state | q | ^quân chủng
Tổng cục Chính trị Quân đội nhân dân Việt Nam | military-command | state | . | tổng cục chính trị quân đội nhân dân việt nam, tổng cục chính trị qđnd việt nam
Bộ Tư lệnh Vùng 1 Hải quân | military-command | state | . | bộ tư lệnh vùng 1 hải quân
Bộ Tư lệnh Vùng 2 Hải quân | military-command | state | . | bộ tư lệnh vùng 2 hải quân
Bộ Tư lệnh Vùng 3 Hải quân | military-command | state | . | bộ tư lệnh vùng 3 hải quân
Bộ Tư lệnh Vùng 4 Hải quân | military-command | state | . | bộ tư lệnh vùng 4 hải quân
Bộ Tư lệnh Vùng 5 Hải quân | military-command | state | . | bộ tư lệnh vùng 5 hải quân
Vùng 1 Hải quân | military-command | state | . | vùng 1 hải quân, hải quân vùng 1
Vùng 2 Hải quân | military-command | state | . | vùng 2 hải quân, hải quân vùng 2
Vùng 3 Hải quân | military-command | state | . | vùng 3 hải quân, hải quân vùng 3
Vùng 4 Hải quân | military-command | state | . | vùng 4 hải quân, hải quân vùng 4
Vùng 5 Hải quân | military-command | state | . | vùng 5 hải quân, hải quân vùng 5
Viện Kỹ thuật Hải quân | military-command | state | . | viện kỹ thuật hải quân
Vùng Cảnh sát biển | military-command | state | r | vùng cảnh sát biển
Bộ Tư lệnh Cảnh sát biển | military-command | state | . | bộ tư lệnh cảnh sát biển, cảnh sát biển việt nam
Thanh tra | inspectorate | state | L | ^thanh tra
Cục Hải quan | department | state | l | cục hải quan
Cục Thuế | department | state | l | cục thuế
Thuế | department | state | L | ^thuế
Thống kê | department | state | L | ^thống kê
Chi cục Hải quan | department | state | l | chi cục hải quan
Thuế cơ sở | department | state | r | =Thuế cơ sở
Chi cục Thuế | department | state | l | chi cục thuế
Chi cục Kiểm lâm | department | state | l | chi cục kiểm lâm
Hạt Kiểm lâm | department | state | l | hạt kiểm lâm
Chi cục Quản lý thị trường | department | state | l | chi cục quản lý thị trường, chi cục qltt
Cục Quản lý thị trường | department | state | l | cục quản lý thị trường, cục qltt
Đội Quản lý thị trường | department | state | r | đội quản lý thị trường, đội qltt
Cục Thống kê | department | state | l | cục thống kê
Kho bạc Nhà nước | department | state | l | kho bạc nhà nước
Ban Dân tộc | department | state | l | ban dân tộc
Ban Quản lý các khu công nghiệp | department | state | l | ban quản lý các khu công nghiệp, ban quản lý các kcn
Ban Chỉ đạo 389 | other | state | l | ban chỉ đạo 389, bcđ 389
Bảo hiểm xã hội Việt Nam | other | state | . | bảo hiểm xã hội việt nam, bảo hiểm xã hội vn, bảo hiểm xã hội (bhxh) vn, bhxh việt nam, bhxh vn
Bảo hiểm xã hội | other | state | l | ^bảo hiểm xã hội, =BHXH
Trung tâm Giám định bảo hiểm y tế và Thanh toán đa tuyến khu vực phía Bắc | other | state | . | trung tâm giám định bhyt và thanh toán đa tuyến khu vực phía bắc, trung tâm giám định bảo hiểm y tế và thanh toán đa tuyến khu vực phía bắc
Ủy ban An toàn giao thông Quốc gia | other | state | . | ủy ban an toàn giao thông quốc gia, ủy ban atgt quốc gia
Ban An toàn giao thông | other | state | l | ban an toàn giao thông, ban atgt
Ủy ban Dân tộc | ministry | state | . | ủy ban dân tộc
Thông tấn xã Việt Nam | press | state | . | thông tấn xã việt nam, =TTXVN
Đài Tiếng nói Việt Nam | press | state | . | đài tiếng nói việt nam, =VOV
Đài Truyền hình Việt Nam | press | state | . | đài truyền hình việt nam, =VTV
Đài Phát thanh và Truyền hình | press | state | l | đài phát thanh và truyền hình, đài pt&th
Đài Phát thanh - Truyền hình | press | state | l | đài phát thanh - truyền hình, {đài phát thanh, truyền hình|đài phát thanh}, đài pt-th, đài ptth
Báo Nhân Dân | press | other | . | =Báo Nhân Dân, =Báo Nhân dân, =báo Nhân Dân
Báo Quân đội nhân dân | press | other | . | =Báo Quân đội nhân dân, =báo Quân đội nhân dân
Báo | press | other | P | =Báo, =báo
Học viện Chính trị quốc gia Hồ Chí Minh | other | state | . | học viện chính trị quốc gia hồ chí minh, học viện chính trị - hành chính quốc gia hồ chí minh
Trường Chính trị | other | state | l | trường chính trị
Học viện | other | state | q | ^học viện
Viện Hàn lâm | other | state | q | viện hàn lâm
Tổng cục | department | state | q | ^tổng cục
Vụ | department | state | q | =Vụ
Phòng Tư pháp | department | state | l | phòng tư pháp
Phòng Nội vụ | department | state | l | phòng nội vụ
Phòng Giáo dục và Đào tạo | department | state | l | phòng giáo dục và đào tạo, phòng gd&đt, phòng gd-đt, phòng gdđt
Phòng Lao động - Thương binh và Xã hội | department | state | l | phòng lao động - thương binh và xã hội, phòng lao động thương binh và xã hội, phòng lđ-tb&xh, phòng lđtbxh
Văn phòng Đăng ký đất đai | department | state | l | văn phòng đăng ký đất đai
Phòng Kinh tế, Hạ tầng và Đô thị | department | state | l | {phòng kinh tế, hạ tầng và đô thị}
Phòng Kinh tế | department | state | l | phòng kinh tế
Phòng Văn hóa - Xã hội | department | state | l | phòng văn hóa - xã hội, phòng văn hóa – xã hội, phòng vh-xh
Trung tâm Phục vụ hành chính công | department | state | l | trung tâm phục vụ hành chính công
Phòng Văn hóa và Thông tin | department | state | l | phòng văn hóa và thông tin, phòng vh-tt
Phòng | department | state | q | =Phòng
Ban Quản lý | department | state | q | ^ban quản lý
Ban | other | state | q | =Ban
Trung tâm | other | state | q | =Trung tâm
Cục | department | state | q | =Cục
Chi cục | department | state | q | =Chi cục
Viện | other | state | q | =Viện
Ủy ban | other | state | q | =Ủy ban, =Uỷ ban
Hạt | department | state | q | =Hạt
Liên đoàn | mass-organisation | front-mass | q | =Liên đoàn
Liên hiệp | mass-organisation | front-mass | q | =Liên hiệp
"""

FRONT = """
Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam | fatherland-front | front-mass | . | đoàn chủ tịch {ủy ban trung ương|ubtw|ubtư|ub tw|ủy ban tw|ủy ban t.ư} {mttq|mặt trận tổ quốc|mặt trận tổ quốc (mttq)} {việt nam|vn|}, đoàn chủ tịch {ubtwmttq|ubtwmttqvn} {việt nam|}
Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam | fatherland-front | front-mass | . | ban thường trực {ủy ban trung ương|ubtw|ub tw|ủy ban tw|ủy ban t.ư} {mttq|mặt trận tổ quốc|mặt trận tổ quốc (mttq)} {việt nam|vn|}
Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam | fatherland-front | front-mass | . | {ủy ban trung ương|ubtw|ubtư|ub tw|ủy ban tw|ủy ban t.ư|trung ương} {mttq|mặt trận tổ quốc|mặt trận tổ quốc (mttq)} {việt nam|vn|}, ủy ban trung ương (ubtw) mttq {việt nam|vn|}, {ubtwmttq|ubtwmttqvn} {việt nam|}
Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam | fatherland-front | front-mass | l | {ban thường trực|btt} {ủy ban|ub|} {mttq|mặt trận tổ quốc|mttqvn|mặt trận tổ quốc (mttq)} {việt nam|vn|}, {ban thường trực|btt} {ubmttq|ubmttqvn} {việt nam|vn|}
Ủy ban Mặt trận Tổ quốc Việt Nam | fatherland-front | front-mass | ln | {ủy ban|ub} {mttq|mặt trận tổ quốc|mttqvn|mặt trận tổ quốc (mttq)} {việt nam|vn|}, {ubmttq|ubmttqvn} {việt nam|vn|}, mttq {việt nam|vn|}, mặt trận tổ quốc {việt nam|(mttq)|(mttq) việt nam|}
Tổng Liên đoàn Lao động Việt Nam | mass-organisation | front-mass | . | tổng liên đoàn lao động việt nam, tổng lđlđ việt nam, tổng lđlđvn, tổng lđlđ vn, =TLĐLĐVN, tổng liên đoàn lao động
Liên đoàn Lao động | mass-organisation | front-mass | l | liên đoàn lao động, lđlđ
Hội Liên hiệp Phụ nữ | mass-organisation | front-mass | ln | hội liên hiệp phụ nữ, hội lhpn, =HLHPN, hội phụ nữ
Hội Nông dân | mass-organisation | front-mass | ln | hội nông dân, =HND, hội nd
Hội Cựu chiến binh | mass-organisation | front-mass | ln | hội cựu chiến binh, hội ccb, =HCCB
Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh | mass-organisation | front-mass | . | trung ương đoàn thanh niên cộng sản hồ chí minh, trung ương đoàn tncs hồ chí minh, trung ương đoàn tncs hcm, t.ư đoàn tncs hồ chí minh, tw đoàn tncs hồ chí minh, trung ương đoàn thanh niên, {ban bí thư|ban thường vụ|} {trung ương|t.ư|tw} đoàn
Đoàn Thanh niên Cộng sản Hồ Chí Minh | mass-organisation | front-mass | ln | đoàn thanh niên cộng sản hồ chí minh, đoàn tncs hồ chí minh, đoàn tncs hcm, đoàn thanh niên, đoàn tncs
Ban Thường vụ Tỉnh đoàn | mass-organisation | front-mass | d | {ban thường vụ|btv} tỉnh đoàn
Ban Thường vụ Thành đoàn | mass-organisation | front-mass | d | {ban thường vụ|btv} thành đoàn
Ban Thường vụ Huyện đoàn | mass-organisation | front-mass | d | {ban thường vụ|btv} huyện đoàn
Tỉnh đoàn | mass-organisation | front-mass | d | tỉnh đoàn
Thành đoàn | mass-organisation | front-mass | d | thành đoàn
Huyện đoàn | mass-organisation | front-mass | d | huyện đoàn
Thị đoàn | mass-organisation | front-mass | d | thị đoàn
Quận đoàn | mass-organisation | front-mass | d | quận đoàn
Hội Nhà báo | mass-organisation | front-mass | ln | hội nhà báo
Hội Luật gia | mass-organisation | front-mass | ln | hội luật gia
Hội Khuyến học | mass-organisation | front-mass | ln | hội khuyến học
Hội Người cao tuổi | mass-organisation | front-mass | ln | hội người cao tuổi, hội nct
Hội Chữ thập đỏ | mass-organisation | front-mass | ln | hội chữ thập đỏ, hội ctđ
Hội Kế hoạch hóa gia đình | mass-organisation | front-mass | ln | hội kế hoạch hóa gia đình
Hội Bảo vệ quyền trẻ em | mass-organisation | front-mass | ln | hội bảo vệ quyền trẻ em
Hội Cựu thanh niên xung phong | mass-organisation | front-mass | ln | hội cựu thanh niên xung phong, hội cựu tnxp
Hội Văn học nghệ thuật | mass-organisation | front-mass | ln | hội văn học nghệ thuật, hội văn học - nghệ thuật
Hội Nạn nhân chất độc da cam/dioxin | mass-organisation | front-mass | ln | hội nạn nhân chất độc da cam/dioxin, hội nạn nhân chất độc da cam
Hội Sinh viên | mass-organisation | front-mass | ln | hội sinh viên
Hội Liên hiệp Thanh niên | mass-organisation | front-mass | ln | hội liên hiệp thanh niên, hội lhtn
Liên hiệp các Hội Khoa học và Kỹ thuật | mass-organisation | front-mass | ln | liên hiệp các hội khoa học và kỹ thuật, liên hiệp các hội kh&kt
Liên minh Hợp tác xã | mass-organisation | front-mass | ln | liên minh hợp tác xã, liên minh htx
Công đoàn | mass-organisation | front-mass | q | ^công đoàn
Đoàn Luật sư | mass-organisation | front-mass | l | đoàn luật sư
Giáo hội Phật giáo Việt Nam | mass-organisation | front-mass | l | giáo hội phật giáo việt nam, giáo hội phật giáo
Hội | mass-organisation | front-mass | q | =Hội
"""

# Bodies that can sign but are outside Party, State, Front and mass organisations: they are never parties.
OUTSIDE = """
Hiệp hội | other | other | x | ^hiệp hội, =hiệp hội
Tập đoàn | other | other | x | ^tập đoàn
Tổng công ty | other | other | x | ^tổng công ty, =TCT
Công ty | other | other | x | ^công ty
Doanh nghiệp | other | other | x | =Doanh nghiệp
Bệnh viện | other | other | x | ^bệnh viện, =BV
Ngân hàng Chính sách xã hội | other | state | ln | ngân hàng chính sách xã hội, =NHCSXH, =Ngân hàng CSXH
Ngân hàng | other | other | x | ^ngân hàng
Đại học | other | other | x | =Đại học
Trường | other | other | x | =Trường
Quỹ | other | other | x | =Quỹ
Đại sứ quán | other | other | x | đại sứ quán
Liên hợp quốc | other | other | . | ^liên hợp quốc
Phòng Thương mại và Công nghiệp Việt Nam | other | other | . | phòng thương mại và công nghiệp việt nam, =VCCI
"""

# Domain of a ministry or a provincial department: full name = abbreviations and variants.
DOMAINS = """
Quốc phòng = QP
Công an = CA
Ngoại giao = NG
Nội vụ = NV
Tư pháp = TP
Kế hoạch và Đầu tư = KH&ĐT; KH-ĐT; KHĐT; Kế hoạch - Đầu tư; Kế hoạch & Đầu tư
Tài chính = TC
Công Thương = CT
Nông nghiệp và Phát triển nông thôn = NN&PTNT; NN-PTNT; NNPTNT; NN và PTNT; Nông nghiệp và PTNT; Nông nghiệp & PTNT; Nông nghiệp và Phát triển Nông thôn
Nông nghiệp và Môi trường = NN&MT; NNMT
Giao thông vận tải = GTVT; Giao thông - Vận tải; Giao thông Vận tải; GT-VT
Xây dựng = XD
Tài nguyên và Môi trường = TN&MT; TN-MT; TNMT; Tài nguyên & Môi trường; Tài nguyên - Môi trường
Thông tin và Truyền thông = TT&TT; TT-TT; TTTT; Thông tin & Truyền thông; Thông tin - Truyền thông
Lao động - Thương binh và Xã hội = LĐ-TB&XH; LĐTB&XH; LĐ-TBXH; LĐTBXH; Lao động Thương binh và Xã hội; Lao động, Thương binh và Xã hội; LĐ-TB-XH; LĐ - TB&XH; Lao động – Thương binh và Xã hội; Lao động - Thương binh & Xã hội
Văn hóa, Thể thao và Du lịch = VH,TT&DL; VH-TT&DL; VHTT&DL; VHTTDL; VH-TT-DL; VH,TT và DL; Văn hóa - Thể thao và Du lịch; Văn hóa Thể thao và Du lịch; Văn hóa, Thể thao & Du lịch
Văn hóa và Thể thao = VH&TT; VH-TT; VHTT; Văn hóa - Thể thao; Văn hóa Thể thao
Khoa học và Công nghệ = KH&CN; KH-CN; KHCN; Khoa học - Công nghệ; Khoa học & Công nghệ
Giáo dục và Đào tạo = GD&ĐT; GD-ĐT; GDĐT; GD và ĐT; Giáo dục - Đào tạo; Giáo dục & Đào tạo
Y tế = YT
Dân tộc và Tôn giáo = DT&TG
Du lịch = DL
Ngoại vụ = NgV
Quy hoạch - Kiến trúc = QH-KT; Quy hoạch và Kiến trúc
Dân tộc = DT
"""

# Abbreviated words inside otherwise open names, put in full in values.
EXPANSIONS = """
BHXH = bảo hiểm xã hội
BHYT = bảo hiểm y tế
ATGT = an toàn giao thông
TCT = Tổng công ty
CAND = Công an nhân dân
VN = Việt Nam
UBND = Ủy ban nhân dân
HĐND = Hội đồng nhân dân
TAND = Tòa án nhân dân
VKSND = Viện kiểm sát nhân dân
VKS = Viện kiểm sát nhân dân
THADS = Thi hành án dân sự
MTTQ = Mặt trận Tổ quốc Việt Nam
LĐLĐ = Liên đoàn Lao động
LHPN = Liên hiệp Phụ nữ
ĐBQH = đại biểu Quốc hội
CSĐT = Cảnh sát điều tra
CSGT = Cảnh sát giao thông
BĐBP = Bộ đội Biên phòng
CHQS = Chỉ huy Quân sự
PCTN = phòng, chống tham nhũng
T.Ư = Trung ương
TW = Trung ương
TƯ = Trung ương
TP = thành phố
TP. = thành phố
Tp = thành phố
HĐQT = Hội đồng quản trị
TNCS = Thanh niên Cộng sản
CCB = Cựu chiến binh
CA = Công an
CAT = Công an tỉnh
CATP = Công an thành phố
TTXVN = Thông tấn xã Việt Nam
TANDTC = Tòa án nhân dân tối cao
VKSNDTC = Viện kiểm sát nhân dân tối cao
TTATGT = trật tự, an toàn giao thông
QĐND = Quân đội nhân dân
UBKT = Ủy ban Kiểm tra
BTV = Ban Thường vụ
BCH = Ban Chấp hành
BTG = Ban Tuyên giáo
BDV = Ban Dân vận
KT-XH = kinh tế - xã hội
QLTT = Quản lý thị trường
QP-AN = quốc phòng - an ninh
"""

#: Other countries: a body or post with one of these behind it is outside.
COUNTRY_NAMES = (
    "lào|campuchia|trung quốc|cuba|nga|liên bang|nhật bản|hàn quốc|thái lan|mỹ|hoa kỳ|anh|pháp|đức|italia|úc|australia|ấn độ|"
    "singapore|malaysia|indonesia|philippines|myanmar|belarus|ukraine|ba lan|hungary|triều tiên|mông cổ|canada|thụy sĩ|"
    "thụy điển|na uy|phần lan|đan mạch|hà lan|bỉ|áo|israel|iran|nam phi|new zealand|brunei|kazakhstan|bulgaria|romania"
)
COUNTRIES = frozenset(COUNTRY_NAMES.split("|"))
