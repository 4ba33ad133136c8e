"""`/section/slug-<id>` with pictures under `/Uploads/`: xaydungdang.org.vn, tuyengiao.vn (both old),
tulieuvankien.dangcongsan.vn, daihoi13.dangcongsan.vn.

One vendor is a guess from addresses and picture paths; no markup is known, so the general reader
reads them, and the id is the one that every address ends with.
"""

from crawler.pages import ListingPage
from crawler.site import Cms


class SlugIdListing(ListingPage):
    id_patterns = (r"/[a-z0-9-]+/[a-z0-9-]+-\d{4,6}$",)


SLUG_ID = Cms(
    name="slug_id",
    listing_page=SlugIdListing,
    tell_tales=("/Uploads/", "Thông tin người gửi phản hồi"),  # the form under each article
    id_patterns=(r"-(?!(?:19|20)\d\d$)(\d{4,6})$",),
)
