"""What only looks like something personal or secret passes: public numbers, codes, dates, posts."""

import random
from collections.abc import Iterator

import pytest
from stdnum.cn import ric, uscc

from builder.disclosure.detecting import find_leaks

CREDIT_CODE = "91990101MA0000000"
CREDIT_CODE += uscc.calc_check_digit(CREDIT_CODE)
#: A share whose digits come to an identity number of nobody.
SHARE = "9.9010119490101001"
SHARE += ric.calc_check_digit(SHARE.replace(".", "") + "0")

INNOCENT = [
    # Public telephones.
    "0000-1234567",
    "0000-12345678",
    "（0000）1234567",
    "00001234567",
    "010-12345678",
    "12345",
    "拨打12345政务服务便民热线",
    "400-123-4567",
    "95588",
    "110、119、120",
    "0000-1234501转8001",
    "座机：0000-1234567，传真：0000-1234568",
    "199****1234",
    "199xxxx1234",
    # Numbers of items, cases, documents and units.
    CREDIT_CODE,
    f"统一社会信用代码：{CREDIT_CODE}",
    "11990101005600000X4000145013000",
    "1199010100560000004000145013000",
    "事项编码：990101199001011234567",
    "办件编号：20210412138000012345",
    "办件编号 199000012345678",
    "受理号：202104121990000",
    "豫政办〔2021〕20号",
    "国办发〔2025〕24号",
    "罗放管服办〔2021〕20号",
    "GB/T 39734-2020",
    "GB 32100-2015",
    "ISO 9001:2015",
    "DB41/T 1700",
    "豫ICP备00000000号-1",
    "豫B2-20200001",
    "豫公网安备 41000000000000号",
    "注册号990101000012345",
    "许可证号 JY29901010000001",
    "第1990号",
    "索引号 K00000000-0202-2021-00001",
    "附件2 6200元",
    "编码 19900001234",
    "https://www.example.gov.cn/art/19900001234.html",
    "https://www.example.gov.cn/view?id=19900001234",
    "ISBN 978-7-01-000000-0",
    # Amounts, counts, measures, dates and times.
    "19900001234元",
    "19900001234.56元",
    "1,990,000,123.40元",
    "0.19900001234",
    "9.90101490101001",
    SHARE,
    "投资1.38亿元",
    "2021-04-12",
    "2021年4月12日",
    "20210412",
    "2021.04.12—2021.09.16",
    "20210412183000",
    "9:00—12:00，13:30—17:00",
    "110 127 119 138 150 162",
    "2018 2019 2020 2021 2022",
    "第136、137、138号窗口",
    "1. 2. 3. 4.",
    "面积 150.5 ㎡",
    "136 2020 2021",
    "办件量 19900001234件",
    "8:00-12:00/14:30-18:00",
    "0000-4421234 13:30-17:00",
    "1990000123400001",
    "sha256 19900001234ab19900001234cd",
    "a19900001234567890123456789012345678901",
    # Versions, paragraphs, addresses on the web.
    "版本1.2.3.4",
    "V10.0.0.1",
    "v1.38.0.12",
    "1.2.3.4 受理",
    "2.3.1.5款",
    "1.10.2.35",
    "2021.12.31.9",
    "https://www.example.gov.cn/art/2021/4/12/art_1229_40099.html",
    "http://www.example.gov.cn/col/col1229040099/index.html",
    "@所有人",
    "单价3@2.5元",
    # Words about passwords and accounts.
    "忘记密码：点击找回",
    "密码：8—16位字母和数字",
    "密码：******",
    "密码：请向系统管理员申请重置",
    "账号密码不得外传",
    "初始密码",
    "口令：",
    "密码：必填",
    "密码：见信封",
    "账号：统一身份认证账号",
    "账户：基本账户",
    '<input type="password" name="x">',
    "微信公众号：zhengwu12345",
    "微信扫码关注",
    "微信小程序 yishitong",
    "微信支付1000000元",
    "QQ群：10000000",
    "微信：公众号“示例政务”",
    "QQ在线客服",
    # Posts, blanks and headings beside the labels of names.
    "联系人：",
    "联系人：（岗位）",
    "联系人：＿＿＿＿",
    "联系人：综合窗口",
    "联系人：办公室主任",
    "联系人：单位负责人",
    "联系人：管理员",
    "联系人：王主任",
    "联系人：张某",
    "联系人：李某某",
    "联系人：张*",
    "联系人：0000-1234567",
    "联系人 单位 职务 电话",
    "姓名 性别 民族 学历",
    "负责人：安全管理岗",
    "负责人签字：",
    "单位负责人（签字）：　　　填表人：　　　",
    "法定代表人姓名变更登记",
    "经办人须携带身份证原件",
    "申请人：自然人、法人",
    "申请人应当如实填写",
    "申请人 提交材料 窗口受理",
    "当事人：企业",
    "负责人：应急局",
    "审核人：高级工程师",
    "联系人：项目部",
    "分管领导：常务副县长",
    "申请人：农民",
    "申请人 成年",
    "申请人 满足",
    "当事人 方可",
    "户主 关系",
    "负责人 常委会",
    "审核人：党组",
    "收件人：马上办",
    "联系人：详见附件",
    "负责人：向上级报告",
    "姓名：真实姓名",
    # Letters and signs that are no plates.
    "新A4纸打印",
    "云端ABCDE",
    "京津冀A类企业",
    "川A类",
    "贵B1级",
    "新GBASE8数据库",
    "新B12345号楼",
    "鲁B23类企业",
    "青A2021号",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_alike_passes(text: str) -> None:
    assert find_leaks(text) == ()


def test_at_least_sixty_look_alikes_are_tried() -> None:
    assert len(set(INNOCENT)) == len(INNOCENT) > 60


def made_up(chance: random.Random) -> Iterator[str]:
    """A look-alike of each of fifteen sorts: codes, amounts, landlines, dates, counts."""

    def digits(count: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(count))

    def day(sign: str) -> str:
        parts = (chance.randrange(2018, 2026), chance.randrange(1, 13), chance.randrange(1, 29))
        return sign.join((str(parts[0]), f"{parts[1]:02}", f"{parts[2]:02}"))

    region = chance.choice(["410927", "370302", "411521", "410825"])
    code = f"11410901MB{digits(7)}"
    yield from (
        f"{region}-{chance.randrange(2018, 2026)}-{digits(chance.choice((4, 6, 8)))}",
        f"11{region}0056{digits(2)}000X4000{digits(9)}",
        f"{day('')}{digits(chance.choice((6, 8, 9)))}",
        f"{day('')}-{digits(4)}-{digits(4)}",
        f"{region}{digits(6)}",
        code + uscc.calc_check_digit(code),
        f"{chance.randrange(1, 999)},{digits(3)},{digits(3)}.{digits(2)}元",
        f"{chance.randrange(1, 9)}{digits(6)}00 {chance.randrange(1, 9)}{digits(5)}00",
        f"0393-{chance.randrange(2, 9)}{digits(6)}",
        f"0393-{chance.randrange(2, 9)}{digits(6)} {chance.randrange(2, 9)}{digits(6)}",
        f"0371-{chance.randrange(5, 9)}{digits(7)}、{chance.randrange(5, 9)}{digits(7)}",
        f"{chance.randrange(5, 9)}{digits(7)} {chance.randrange(5, 9)}{digits(7)}",
        f"{day('-')} {day('-')}",
        f"{day('')}-{day('')}",
        " ".join(digits(chance.randrange(1, 6)) for _ in range(chance.randrange(3, 8))),
    )


def test_of_300_made_up_look_alikes_at_most_3_are_stopped() -> None:
    """Two amounts, or two numbers of eight digits, may come to the right sum of a card."""
    chance = random.Random(2024)  # noqa: S311 - made-up values
    texts = [text for _ in range(20) for text in made_up(chance)]

    stopped = [text for text in texts if find_leaks(text)]

    assert len(texts) == 300
    assert len(stopped) <= 3, stopped
