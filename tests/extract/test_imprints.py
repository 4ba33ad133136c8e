"""Lines in which a page speaks of itself."""

import time

import pytest

from crawler.extract.imprints import is_tail_line


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Bạn đọc có ý kiến góp ý xin gửi về bbt@example.vn.", True),
        ("Bạn đọc hảo tâm giúp em Hoa xin gửi về bà Lan, thôn 3, email lan@example.vn.", False),
        ("Mọi tin, bài xin gửi về tòa soạn Báo Sông Lam.", True),
        ("Tin, ảnh đóng góp cho chuyên mục vui lòng gửi về bbt@example.vn.", True),
        ("Thể loại: Tin tức", True),
        ("Đánh giá bài viết: Tổng số điểm của bài viết là: 5 trong 1 đánh giá", True),
        ("Thể loại: thơ, truyện ngắn, ký. Mỗi tác giả gửi hai bài.", False),
        ("Các bài viết dự thi gửi về tòa soạn Báo Sông Lam trước ngày 30/4.", False),
        ("Mọi ý kiến vào dự thảo xin gửi về Ban biên tập Nghị quyết trước ngày 15/4.", False),
        ("Ngày đăng: 05/03/2025", True),
        ("Phát hành: 5.000 bản, tới tay toàn bộ các chi bộ trong tháng ba.", False),
        ("Cập nhật lần cuối lúc 09:30, thứ năm 05/03/2025", True),
        ("Cập nhật lần cuối vào năm 2019, quy chế của xã nay cần được sửa đổi.", False),
        ('Ghi rõ nguồn "Báo Sông Lam" khi phát hành lại thông tin.', True),
        ("Ghi rõ nguồn gốc từng khoản thu là điều mà bà con yêu cầu.", False),
        ("Đánh giá bài viết: 4,5", True),
        ("Đánh giá nội dung bài viết, ban giám khảo cho rằng tác giả đã đi sâu, đi sát.", False),
        ("Đường dây nóng: 0912.000.111 - Email: toasoan@example.vn", True),
        ("Đường dây nóng: 0238.000.111 sẵn sàng tiếp nhận phản ánh về bão lụt.", False),
        ("Mời quý vị theo dõi các chương trình phát thanh trên sóng FM của Đài Sông Lam.", True),
        ("Mời bạn đọc theo dõi các chương trình văn nghệ tại sân vận động tối 2/9.", False),
        ("Danh mục: 12 thủ tục làm tại xã. Dân không phải lên huyện nữa.", False),
        ("特别声明：越南坚决反对任何侵犯其主权的行为，并将依法保护渔民。", False),
        ("Người đăng tin: giả mạo cán bộ xã, bị xử phạt theo quy định.", False),
        ("Nhà văn Lê Hà có nhiều đóng góp cho chuyên mục Văn nghệ suốt hai mươi năm.", False),
        ("Filed under: Tin tức", True),
        ("Posted in Ha Giang in 2010, Major Tuan has since built eleven classrooms.", False),
        ("声明：转载须注明出处。", True),
        ("声明：双方将于下月举行会谈，就口岸的建设交换意见。", False),
    ],
)
def test_a_last_line_is_furniture_only_where_it_speaks_of_the_page(
    line: str, furniture: bool
) -> None:
    assert is_tail_line(line, linked=False) is furniture


@pytest.mark.parametrize(
    "line", ["Chuyên mục: Dân vận", "Người đăng: Lê Hà", "Thời gian đọc: 3 phút"]
)
def test_what_the_page_says_of_an_article_ends_it(line: str) -> None:
    assert is_tail_line(line, linked=False)
    assert not is_tail_line(f"Mở {line}", linked=False)


def test_no_line_takes_longer_than_it_is_long() -> None:
    began = time.process_time()
    for word in ("ngàythứ ", "lúc ", "góp ý a@", "mời bạn đọc ", "dự thi "):
        for head in ("Cập nhật lần cuối ", "Bạn đọc ", "Mọi ý kiến ", "Đường dây nóng: "):
            is_tail_line(head + word * 25, linked=False)
    assert time.process_time() - began < 0.5
