"""What people call matters that lists of services call otherwise: 营业执照, 药店, 健身房."""

from collections.abc import Iterator, Mapping

#: What a matter's title has → what people type who look for it.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "公司登记": ("营业执照", "办执照", "注册公司", "开公司"),
    "食品经营许可": ("食品许可证",),
    "食品（含保健食品）经营许可": ("食品许可证",),
    "餐馆": ("餐馆", "开餐馆", "开饭店", "餐厅", "饭馆"),
    "药品零售企业": ("药店", "开药店", "药房"),
    "健身馆": ("健身房", "开健身房"),
    "美容美发店": ("理发店", "美发店"),
    "游泳场馆": ("游泳馆",),
    "养老机构": ("养老院", "敬老院"),
    "洗浴行业": ("澡堂", "浴室"),
    "茶馆": ("茶馆", "开茶馆", "茶楼"),
    "诊所": ("诊所", "开诊所"),
    "旅馆业": ("宾馆", "旅馆", "旅店"),
}


def everyday_words(title: str) -> Iterator[str]:
    """What people call the matter of this *title*."""
    for phrase, words in _WORDS.items():
        if phrase in title:
            yield from words
