"""`/section/YYYYMM/slug-id`: noichinh.vn, baothainguyen.vn, baodanang.vn, baoquangngai.vn, baodongnai.com.vn.

No markup of these sites is known, so the general reader reads them; the year and month in the
path check the date, pictures lie under `/dataimages/YYYYMM/`.
"""

from crawler.pages import ListingPage
from crawler.site import Cms


class SectionListing(ListingPage):
    id_patterns = (r"/20\d{4}/[^/]+-[0-9a-fA-F]{6,8}/?$",)


SECTION = Cms(
    name="section",
    listing_page=SectionListing,
    tell_tales=("/dataimages/20",),
    id_patterns=(r"/20\d{4}/[^/]+-([0-9a-fA-F]{6,8})/?$", r"/trang-in-(\d+)\.html$"),
)
