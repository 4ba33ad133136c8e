"""Who stands where an author may, and is no person: agencies, papers, the staff, accounts."""

import re

from crawler.extract.chinese import NOBODY, is_outlet
from crawler.extract.persons import CAPITAL

_AGENCY = re.compile(
    r"(?:TTXVN|VOV(?:\.?VN|\d)?|VOV[- ][\w. ]+|Vietnam\+|VietnamPlus|TTXVN ?[/-] ?Vietnam(?:\+|Plus)"
    r"|VNA|VNS|VNP|VTV(?:\.vn)?|BNEWS|BTNO|SGGP|QĐND|Nhân Dân|Tuổi trẻ|Tiền phong|Thanh niên"
    r"|Báo (?!cáo).+|Tạp chí .+|PV|P\.V|Reuters|AFP|AP|Xinhua)\Z",
    re.I,
)
_ALONE = re.compile(
    r"(?:TTXVN|VNA|VNS|Vietnam\+|VietnamPlus)(?: ?[/-] ?(?:VNA|TTXVN|Vietnam\+|VietnamPlus))?\Z"
)
_WIRE = re.compile(
    r"(?:APA|KNA|ANSA|EFE|PAP|TASR|MTI|BTA|ANP|NTB|BNS|ELTA|LETA|HINA|IRNA|PTI|IANS|UPI|AAP"
    r"|BBC|CNN|NBC|CBS|ABC|NPR|PBS|CNBC|NHK|RFI|VOA|CCTV|CGTN)"
    r"(?:[/-][\w.]+)?\Z|(?i:epd|afp|čtk|agerpres|belga|ritzau|tanjug|bernama|yonhap|tass|interfax"
    r"|anadolu|adnkronos|lusa|europa press)(?i:[/-][\w.]+| ajansı)?\Z|(?:越通社|新华(?:社|网)"
    r"|中新社|人民(?:军队)?报网?|法新社|路透社|美联社|共同社|韩联社)\Z"
    r"|.*(?:通讯社|通訊社|通信社|编辑部|編集部|編輯部|편집국|편집부|신문|뉴스)\Z"
)
"""News agencies of other countries, in the place of an author. Not dpa, SID and SDA, which papers
of their own countries sign with as with a name; nor what they are called in full."""
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.vn\Z|[A-Z][\w ]{2,30} (?:News|Online|Times|Post)\Z", re.I)
_HOST = re.compile(r"\b[\w-]{2,}\.(?:com|net|org|info|vn)\b|[\w-]{3,}\.[a-z]{2,3}\Z")
_STAFF = r"(?:PV|P\.V|CTV|phóng viên|cộng tác viên)"
_STAFF_ALONE = re.compile(rf"{_STAFF}\Z", re.I)
_BEFORE_NAME = re.compile(rf"\A(?i:{_STAFF})\.? (?=[{CAPITAL}])")
_TEAM = re.compile(rf"nhóm (?:{_STAFF}|tác giả)(?: [\w&.,–-]+){{0,6}}\Z", re.I)
_NOBODY = re.compile(
    r"(?:unknown|anonym(?:ous)?|guest|гость|khuyết danh|BBT|BTG"
    r"|(?:ban )?biên tập|tòa soạn|quản trị(?: viên)?|admin(?:istrator)?)\Z",
    re.I,
)
_ROLE = re.compile(  # in small letters: to ignore case takes three times as long
    r"\b(?:phóng viên|reporter|correspondent|editors?|admin(?:istrator)?|ban biên tập|bbt|staff"
    r"|newsroom|desk|bureau|webmaster|redaktion|redaction|rédaction|associated press|reuters|afp"
    r"|báo điện tử|bao dien tu|cổng thông tin|biên tập viên|cộng tác viên|deutsche welle"
    r"|quản trị|super user|editorial|writers?|columnist|journalist|about the author"
    r"|redaktionen|redacción|redazione|redação|redactie|redaksi|redakcj[ai]|redakc[ei]a?|toimitus"
    r"|szerkesztőség|haber merkezi|редакция|редакція|agency|agence|agencia|agência|agenzia|agencja"
    r"|корреспондент|журналист|обозреватель|korrespondent(?:en|in)?|redakteur(?:in)?|redacteur"
    r"|correspondant|agentura|агентство|news|times|tribune|gazette|group|grupa|grupo|groupe|gruppe|media"
    r"|ediciones|verlag|gmbh|ltd|contributors?|foundation|association"
    r"|institute?|universit(?:y|ät|é|à)|\w*ministerium|ministry|company|corporation)\b"
    r"|\A(?:nachrichten|noticias|notícias|notizie)\Z"
)


def is_agency(name: str) -> bool:
    """True for an agency or a paper, named as it stands under a Vietnamese text."""
    return bool(_AGENCY.match(name))


def is_wire(name: str) -> bool:
    """True for a foreign agency."""
    return bool(_WIRE.match(name))


def is_whole_source(text: str) -> bool:
    """True for an agency whose name alone under a text says whence it comes."""
    return bool(_ALONE.match(text))


def is_paper(name: str) -> bool:
    """True for what may stand behind a name and a slash: `baonghean.vn`, `VOV1`, `TP`."""
    if _AGENCY.match(name) or _SITE.match(name) or is_outlet(name):
        return True
    return name.isupper() and " " not in name


def is_host(name: str) -> bool:
    """True for an address: `mbl.is`."""
    return ("." in name[3:-3] and " " not in name) or bool(_HOST.search(name))


def is_team(text: str) -> bool:
    """True for reporters who sign together: `Nhóm PV Thời sự`."""
    return bool(_TEAM.match(text))


def is_staff(text: str) -> bool:
    """True for what only says that one of the paper's people wrote it: `PV`."""
    return bool(_STAFF_ALONE.match(text))


def is_nobody(text: str) -> bool:
    """True for who signs in nobody's name: `Ban Biên tập`."""
    return text in NOBODY or bool(_NOBODY.match(text))


def is_role(text: str) -> bool:
    """True for words that say what somebody is to the paper, or name a paper, an agency, a firm."""
    return bool(_ROLE.search(text.lower()))


def without_staff(text: str) -> str:
    """`text` without what its bearer is to the paper: `Lê Hà` for `PV Lê Hà`."""
    return _BEFORE_NAME.sub("", text, count=1)
