"""What a text gives away: the kind and the place, never the value."""

from dataclasses import dataclass
from enum import StrEnum


class LeakKind(StrEnum):
    """What must not get out, as the office calls it."""

    MOBILE = "手机号"
    IDENTITY = "身份证号"
    BANK_ACCOUNT = "银行卡号或账号"
    EMAIL = "电子邮箱"
    PASSWORD = "密码或口令"  # noqa: S105 - the word, not a password
    NETWORK_ADDRESS = "网络地址（IP）"
    PLATE = "车牌号"
    CHAT_ACCOUNT = "微信号或QQ号"
    NAME = "人员姓名"
    AUTHOR = "文件属性中的姓名"
    POSITION = "照片的拍摄位置（GPS）"
    UNKNOWN_FILE = "看不出是什么的文件"


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One thing that a text gives away; it doesn't hold the value, so that no message can."""

    #: Where it stands in the text, counted in characters; *end* is exclusive.
    start: int
    end: int
    kind: LeakKind

    @property
    def shown(self) -> str:
        """What to tell: 「疑似手机号（第3—13个字）」."""
        return f"疑似{self.kind.value}（第{self.start + 1}—{self.end}个字）"
