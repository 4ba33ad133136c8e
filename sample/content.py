"""The texts of the sample site: an invented bulletin, "Bản tin Sông Lam"."""

import unicodedata
from dataclasses import dataclass, field

SECTIONS = {"xay-dung-dang": "Xây dựng Đảng", "thoi-su": "Thời sự", "doi-song": "Đời sống"}
PLACES = (
    "Sông Lam",
    "Bến Thủy Đông",
    "Trường Giang",
    "Hòa Lạc Thượng",
    "Phú Nghĩa Tây",
    "An Khánh Hạ",
)
PEOPLE = (
    "Lê Văn An",
    "Nguyễn Thị Hoa",
    "Trần Quốc Bình",
    "Phạm Minh Khuê",
    "Hoàng Thu Hằng",
    "Vũ Đức Thắng",
)
AUTHORS = ("Thu Hằng", "Minh Khuê", "Huỳnh Phong", "Hùng Anh", "Tố Tuấn", "Nguyễn Quỳnh")


@dataclass
class Story:
    """One article of the site, and what a reader should get from it."""

    id: int
    section: str
    title: str
    lead: str | None
    paragraphs: list[str]
    captions: list[str]
    authors: list[str]
    published: str | None
    layout: str
    slug: str
    dateline: str | None = None
    source: str | None = None
    kind: str = "text"
    tags: list[str] = field(default_factory=list)
    quirk: str | None = None

    @property
    def path(self) -> str:
        return f"/{self.section}/{self.slug}-{self.id}.html"


# (section, slug, title, lead, captions, paragraphs); {x} place, {p} person, {n} number.
TOPICS = [
    ("xay-dung-dang", "sinh-hoat-chi-bo", "Đảng bộ {x} đổi mới sinh hoạt chi bộ theo chuyên đề",
     "Từ đầu nhiệm kỳ đến nay, Đảng bộ {x} đã đưa sinh hoạt chuyên đề thành nền nếp ở {n} chi bộ, gắn nội dung thảo luận với việc khó của từng thôn, xóm.",
     ["Đồng chí {p} trao đổi với đảng viên chi bộ thôn Đông, {x}.", "Quang cảnh buổi sinh hoạt chuyên đề ở {x}. Ảnh: TTXVN"],
     ["Trước đây, nhiều buổi sinh hoạt ở {x} chỉ kéo dài chừng một giờ, phần lớn thời gian dành cho việc đọc thông báo của cấp trên, còn ý kiến của đảng viên rất thưa thớt.",
      "Theo đồng chí {p}, Bí thư Đảng ủy {x}, điều cần thay đổi trước hết là khâu chuẩn bị: nội dung phải được gửi trước ba ngày, mỗi đảng viên đăng ký ít nhất một ý kiến và có địa chỉ chịu trách nhiệm.",
      "Sau khi thực hiện, {n} chi bộ đã chọn được việc cụ thể để bàn, từ chỉnh trang đường làng, thu gom rác thải cho đến hướng dẫn bà con làm thủ tục hành chính trên môi trường mạng.",
      "Điểm đáng chú ý là biên bản sinh hoạt được công khai tại nhà văn hóa thôn, nhờ vậy người dân nắm được chi bộ đã hứa điều gì và đến kỳ sau có thể hỏi lại kết quả.",
      "Ban Thường vụ Đảng ủy {x} phân công từng đồng chí dự sinh hoạt với một chi bộ còn yếu, ghi nhận khó khăn ngay tại chỗ và trả lời bằng văn bản trong vòng mười ngày làm việc.",
      "Thời gian tới, Đảng bộ sẽ tổ chức hội thi bí thư chi bộ giỏi, coi chất lượng sinh hoạt là một tiêu chí khi đánh giá, xếp loại tổ chức đảng cuối năm."]),
    ("xay-dung-dang", "kiem-tra-giam-sat", "Ủy ban Kiểm tra {x}: Giám sát từ sớm, từ xa",
     "Xác định giám sát phải mở, kiểm tra phải có trọng tâm, Ủy ban Kiểm tra Đảng ủy {x} đã hoàn thành {n} cuộc giám sát chuyên đề trong chín tháng qua.",
     ["Đoàn giám sát làm việc với cấp ủy cơ sở tại {x}."],
     ["Ngay từ tháng Giêng, chương trình kiểm tra, giám sát đã được gửi đến từng chi bộ để các nơi chủ động tự rà soát, không chờ đến khi đoàn công tác về mới chuẩn bị hồ sơ.",
      "Các cuộc giám sát tập trung vào quản lý đất đai, đầu tư công và việc nêu gương của cán bộ chủ chốt, là những lĩnh vực mà cử tri {x} phản ánh nhiều trong các kỳ tiếp xúc.",
      "Đồng chí {p} cho biết, qua giám sát đã phát hiện một số thiếu sót về trình tự, thủ tục và yêu cầu khắc phục ngay, không để vi phạm nhỏ tích tụ thành sai phạm lớn.",
      "Kết luận giám sát được thông báo trong hội nghị cấp ủy mở rộng, nêu rõ người chịu trách nhiệm, thời hạn sửa chữa và cách thức kiểm tra lại sau ba tháng.",
      "Nhiều đảng viên nhận xét cách làm này nhẹ nhàng mà hiệu quả, giúp tổ chức cơ sở đảng nhìn ra khuyết điểm khi còn có thể tự sửa."]),
    ("xay-dung-dang", "hoc-tap-lam-theo", "Học và làm theo Bác ở {x}: Việc nhỏ, ý nghĩa lớn",
     "Mỗi chi bộ một mô hình, mỗi đảng viên một việc làm cụ thể, phong trào học tập và làm theo Bác ở {x} đã lan tới {n} khu dân cư.",
     ["Đồng chí {p} thăm mô hình thắp sáng đường quê tại {x}.", "Đoàn viên {x} trồng cây ven đê. Ảnh: Minh Khuê"],
     ["Ở xóm Bãi, câu chuyện bắt đầu từ chiếc đèn đường do các cựu chiến binh tự góp tiền lắp đặt, về sau cả xóm cùng làm và con đường dài hơn hai cây số sáng lên mỗi tối.",
      "Chi bộ trường học {x} chọn việc đọc sách mười lăm phút đầu giờ, thầy cô đọc trước, học trò đọc theo, thư viện nhờ thế có thêm hàng trăm đầu sách do phụ huynh tặng.",
      "Theo đồng chí {p}, cái khó nhất không phải nghĩ ra mô hình mà là giữ cho mô hình sống lâu, vì vậy Đảng ủy chỉ công nhận những việc đã làm liên tục từ sáu tháng trở lên.",
      "Hằng quý, các chi bộ họp chung để kể lại chuyện làm được và chưa làm được; những mô hình hình thức thì mạnh dạn dừng, không duy trì cho đủ số lượng.",
      "Người dân {x} nói vui rằng học Bác ở đây không nằm trên giấy, mà nằm ở con đường, ngọn đèn và vườn rau của từng nhà."]),
    ("thoi-su", "chuyen-doi-so", "{x} đưa chuyển đổi số về từng ngõ nhỏ",
     "Tổ công nghệ số cộng đồng ở {x} đã giúp {n} hộ dân nộp hồ sơ trực tuyến mà không phải lên trụ sở ủy ban.",
     ["Thành viên tổ công nghệ số hướng dẫn người cao tuổi ở {x} sử dụng điện thoại."],
     ["Mỗi tối thứ Năm, nhà văn hóa khối 5 lại sáng đèn để đón những học viên đặc biệt: các cụ già lần đầu học cách quét mã, tra cứu lịch khám bệnh và gọi điện có hình cho con cháu ở xa.",
      "Chủ tịch Ủy ban nhân dân {x} {p} cho biết, tỷ lệ hồ sơ trực tuyến đã tăng gần gấp đôi so với cùng kỳ, thời gian giải quyết trung bình rút ngắn từ năm ngày xuống còn hai ngày rưỡi.",
      "Điều khiến bà con yên tâm là luôn có người ngồi bên cạnh: đoàn viên thanh niên lo phần kỹ thuật, cán bộ tư pháp giải thích thủ tục, còn công an khu vực nhắc nhở cách phòng lừa đảo.",
      "Tuy vậy, ở các xóm ven sông, sóng di động còn chập chờn và nhiều gia đình chưa có điện thoại thông minh, nên bộ phận một cửa vẫn nhận hồ sơ giấy như thường lệ.",
      "{x} đặt mục tiêu đến cuối năm có thêm ba điểm truy cập miễn phí tại chợ, trạm y tế và bến xe để ai cũng có thể dùng dịch vụ công."]),
    ("thoi-su", "phong-chong-thien-tai", "{x} chủ động ứng phó mưa lũ cuối mùa",
     "Trước dự báo mưa lớn kéo dài, {x} đã rà soát {n} hộ ở vùng trũng, chuẩn bị phương tiện và lương thực tại chỗ cho ít nhất bảy ngày.",
     ["Lực lượng dân quân {x} gia cố bờ bao.", "Đồng chí {p} kiểm tra kho vật tư phòng chống thiên tai ở {x}. Ảnh: Huỳnh Phong"],
     ["Từ sáng sớm, xe tải chở bao cát đã nối nhau về tuyến đê bối, nơi mùa lũ trước từng sạt một đoạn dài gần ba mươi mét và phải hàn khẩu suốt đêm.",
      "Phương án năm nay được xây dựng theo phương châm bốn tại chỗ, mỗi thôn có một đội xung kích hai mươi người, phần đông là thanh niên biết bơi và thông thuộc luồng lạch.",
      "Kiểm tra tại hiện trường, đồng chí {p} yêu cầu không được chủ quan với các hồ chứa nhỏ do hợp tác xã quản lý, vì nhiều hồ đã xây dựng từ mấy chục năm trước.",
      "Trường học và trạm y tế trên địa bàn {x} được chọn làm nơi sơ tán, có máy phát điện, thuốc men và bếp ăn do hội phụ nữ phụ trách.",
      "Loa truyền thanh phát bản tin ba lần mỗi ngày; riêng các hộ nuôi cá lồng được nhắn tin trực tiếp để kịp kéo lồng vào nơi an toàn."]),
    ("thoi-su", "giai-phong-mat-bang", "Dự án đường ven sông qua {x}: Dân bàn, dân thuận",
     "Nhờ công khai phương án từ đầu, {n} hộ dân ở {x} đã bàn giao mặt bằng trước thời hạn cho dự án đường ven sông.",
     ["Một đoạn đường ven sông đang thi công qua {x}."],
     ["Con đường dài gần mười hai cây số, chạy dọc bờ tả, được kỳ vọng nối các làng nghề với quốc lộ và giảm bớt cảnh xe tải đi xuyên khu dân cư.",
      "Ở cuộc họp đầu tiên, không ít người băn khoăn về giá đền bù và chỗ ở mới; tổ công tác đã đến từng nhà, đo lại từng gốc cây, từng mét tường rào trước sự chứng kiến của chủ hộ.",
      "Ông {p}, người nhường hơn hai trăm mét vuông đất vườn, nói rằng ông chỉ cần mọi việc minh bạch, ai cũng như ai thì chẳng có gì phải so bì.",
      "Khu tái định cư được làm trước một bước, có điện, nước, đường bê tông và nhà văn hóa, bà con {x} bốc thăm chọn lô ngay tại sân đình.",
      "Theo ban quản lý dự án, phần nền đường sẽ hoàn thành trước mùa mưa tới, sau đó mới thảm nhựa và trồng cây hai bên."]),
    ("doi-song", "lang-nghe", "Giữ lửa nghề dệt chiếu bên sông ở {x}",
     "Giữa lúc chiếu nhựa tràn ngập chợ quê, {n} khung dệt ở {x} vẫn đều đặn gõ nhịp mỗi ngày.",
     ["Bà con {x} phơi cói trên triền đê.", "Nghệ nhân {p} bên khung dệt. Ảnh: Tư liệu"],
     ["Nghề dệt chiếu về làng từ bao giờ không ai nhớ rõ, chỉ biết trong gia phả các họ lớn đều có nhắc đến việc trồng cói trên đất bãi và bán chiếu theo đường sông.",
      "Để có một đôi chiếu đẹp, người thợ phải chọn cói đều sợi, chẻ tay, phơi đủ ba nắng rồi mới nhuộm bằng nước lá, củ nâu và gỗ vang theo bí quyết của từng nhà.",
      "Nghệ nhân {p} kể, có thời cả xóm chỉ còn hai khung cửi hoạt động; nhờ hợp tác xã ký được hợp đồng với các khách sạn nhỏ, lớp trẻ mới quay lại học nghề.",
      "Giờ đây, khách phương xa đến {x} có thể tự tay dệt một tấm lót cốc, nghe kể chuyện làng và mua chiếu về làm quà.",
      "Chính quyền địa phương đang hoàn thiện hồ sơ để nghề dệt chiếu được công nhận là di sản, đồng thời quy hoạch lại vùng trồng cói sạch."]),
    ("doi-song", "y-te-co-so", "Trạm y tế {x}: Gần dân để giữ sức khỏe cho dân",
     "Mỗi tuần hai buổi, bác sĩ của trạm y tế {x} đi đến tận nhà khám cho {n} người bệnh mạn tính khó đi lại.",
     ["Bác sĩ {p} khám bệnh cho người cao tuổi ở {x}."],
     ["Chiếc xe máy cũ chở theo máy đo huyết áp, túi thuốc và tập sổ dày cộp đã quen thuộc với bà con các xóm xa, nơi từ nhà đến trạm phải qua một chuyến đò ngang.",
      "Bác sĩ {p} cho biết, phần lớn người bệnh tăng huyết áp ở đây từng tự ý bỏ thuốc; khi được theo dõi đều đặn tại nhà, số ca tai biến đã giảm rõ rệt.",
      "Trạm lập nhóm nhắn tin cho từng xóm để nhắc lịch uống thuốc, lịch tiêm chủng và cảnh báo dịch bệnh theo mùa, ai không dùng điện thoại thì có cộng tác viên đến báo.",
      "Khó khăn lớn nhất hiện nay là thiếu điều dưỡng và phòng xét nghiệm xuống cấp, mỗi lần cần làm xét nghiệm sinh hóa phải gửi mẫu lên tuyến trên.",
      "Hội đồng nhân dân {x} vừa thông qua nghị quyết hỗ trợ thêm kinh phí cho nhân viên y tế thôn bản, áp dụng từ đầu năm sau."]),
]  # fmt: skip


def _story(number: int) -> Story:
    topic, place = number % len(TOPICS), PLACES[(number // len(TOPICS)) % len(PLACES)]
    section, slug, title, lead, captions, paragraphs = TOPICS[topic]
    person = PEOPLE[(number * 5 + topic) % len(PEOPLE)]

    def fill(text: str) -> str:
        return (
            text.replace("{x}", place).replace("{p}", person).replace("{n}", str(17 + 7 * number))
        )

    opening = {
        0: f"Tại {place}, chuyện này được nhắc đến trong hầu hết các cuộc họp thôn từ đầu năm đến nay, với {23 + 3 * number} lượt ý kiến được ghi lại.",
        1: f"Chúng tôi trở lại {place} vào một ngày đầu tháng, khi những thay đổi của {12 + number} tháng qua đã hiện ra khá rõ.",
        2: f"Báo cáo của địa phương cho thấy {place} hiện có {840 + 13 * number} hộ, với hơn {3100 + 41 * number} nhân khẩu.",
    }[number % 3]
    month, day, hour = 8 + number % 4, 1 + (number * 7) % 27, 6 + number % 14
    return Story(
        id=20100 + number, section=section, slug=f"{slug}-o-{_ascii(place)}",
        title=fill(title), lead=fill(lead), paragraphs=[opening, *map(fill, paragraphs)],
        captions=list(map(fill, captions)), authors=[AUTHORS[number % len(AUTHORS)]],
        published=f"2026-{month:02d}-{day:02d}T{hour:02d}:{(number * 11) % 60:02d}:00+07:00",
        layout=("semantic", "plain", "breaks")[number % 3],
        tags=["xây dựng Đảng", place] if number % 4 == 0 else [],
    )  # fmt: skip


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().replace(" ", "-")


def stories() -> list[Story]:
    """All articles, newest id last; the quirks of real sites sit at fixed places."""
    found = [_story(number) for number in range(42)]
    found[3].dateline = "SLO"
    found[4].source, found[4].authors = "TTXVN", []
    found[5].published = None
    found[6].quirk = "nfd"
    found[7].quirk = "latin-header"
    found[9].quirk = "two-pages"
    found[12].quirk = "sitemap-only"
    found[13].dateline = "ĐCSVN"
    photo = found[16]
    photo.kind, photo.paragraphs = "photo", []
    photo.captions = [
        "Cói được thu hoạch trên bãi bồi vào lúc sáng sớm, khi sương còn chưa tan hết.",
        "Từng bó cói được gánh về sân phơi của hợp tác xã bằng đòn gánh tre.",
        "Sợi cói sau khi nhuộm được treo thành hàng dưới mái hiên cho ráo nước.",
        "Hai người thợ ngồi bên khung cửi, một người đưa cói, một người dập go.",
        "Thành phẩm được xếp gọn, chờ thuyền chở đi các chợ dọc sông.",
    ]
    photo.title, photo.lead = "Chùm ảnh: Một ngày ở làng chiếu bên sông", None
    photo.layout = "semantic"
    paper = found[20]
    paper.kind, paper.paragraphs, paper.captions, paper.lead = "document", [], [], None
    paper.title, paper.layout = "Hướng dẫn sinh hoạt chi bộ quý IV năm 2026 (toàn văn)", "semantic"
    paper.authors = []
    return found
