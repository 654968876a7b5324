"""The catalogue of filings that weren't used beside another of their unit: codes E32x."""

from builder.model.problems import ProblemKind, Severity

_WARN = Severity.WARNING

NOT_REGISTERED = ProblemKind(
    "E320",
    _WARN,
    "另一份没有登记",
    "收件登记里没有本文件，没有采用，仍以“{newest}”为准",
    "是改好后重报的，请在收件登记加一行，写明文件名和收到时间；不是的，移出文件夹",
)
AFTER_CUTOFF = ProblemKind(
    "E321",
    _WARN,
    "另一份过了冻结时间",
    "{received}收到，过了冻结时间，没有采用，仍以“{newest}”为准",
    "确须采用的，先按程序改 campaign.yml 的冻结时间 cutoff；不采用的，告知该单位",
)
