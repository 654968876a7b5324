"""The catalogue of what stands in the way of publishing an edition: codes E70x to E73x."""

from builder.model.problems import ProblemKind, Severity

_STOP = Severity.BLOCKING

# The folder.
NO_GIT = ProblemKind(
    "E701",
    _STOP,
    "不在git里",
    "项目文件夹没有用git管理，发布过的版次无处保存，也无法核验",
    "在项目文件夹运行 git init，再运行 gongshi new（会设好），然后提交一次",
)
NO_COMMIT = ProblemKind(
    "E702",
    _STOP,
    "还没有提交过",
    "git里还没有一次提交",
    "运行 git add -A，再运行 git commit -m 第一次提交",
)
ON_PUBLICATION = ProblemKind(
    "E703",
    _STOP,
    "停在发布分支上",
    "现在停在发布分支“{branch}”上，那里只放发布的网页",
    "运行 git switch main（工作分支的名称）后再发布",
)
UNCOMMITTED = ProblemKind(
    "E704",
    _STOP,
    "没有提交",
    "这个文件改过或者是新放的，还没有提交，别人无法据以核验",
    "核对后运行 git add -A 和 git commit -m {edition}；不该有的文件移走",
)
BEHIND = ProblemKind(
    "E705",
    _STOP,
    "别处发布过",
    "别的电脑发布过新的版次，本机的发布分支“{branch}”还是旧的",
    "运行 git fetch origin {branch}:{branch}，再运行一次",
)
# The sign-off form.
NO_SIGNOFF = ProblemKind(
    "E711",
    _STOP,
    "没有签发单",
    "本版还没有{what}",
    "运行 gongshi publish {edition}，会做好草稿和签发单",
)
UNSIGNED = ProblemKind(
    "E712",
    _STOP,
    "没有签发",
    "签发单的{missing}还空着",
    "请签发人看过草稿后填写；用记事本打开，填在冒号后面的引号里",
)
OTHER_EDITION = ProblemKind(
    "E713",
    _STOP,
    "是别的版次的",
    "这里写的是版次“{found}”，文件夹是“{edition}”",
    "改成“{edition}”；从别处拷来的签发单不能用",
)
OTHER_RESULTS = ProblemKind(
    "E714",
    _STOP,
    "结果和签发的不同",
    "签发的结果是 {signed}，现在算出来的是 {found}：签发以后，数据、细则或者程序变了",
    "用 gongshi compare 看变了什么；同意的，运行 gongshi publish {edition} --draft，重新签发",
)
SIGNED_BY_NAME = ProblemKind(
    "E715",
    _STOP,
    "签发人写了姓名",
    "签发人这一栏疑似写了姓名或号码，这一栏会公布",
    "请填职务，例如“区政务服务局局长”",
)
# What is in the edition.
PUBLISHED_ALREADY = ProblemKind(
    "E721",
    _STOP,
    "已经发布过",
    "版次“{edition}”已经发布（签发日期{day}），发布了的版次不再改动",
    "要更正的，发布新的一版：gongshi publish {next}",
)
UNDECIDED = ProblemKind(
    "E722",
    _STOP,
    "还有事项没有决定",
    "{who}{reason}",
    "补齐记录、作出决定并登记，再建站、发布；只公开征求意见的，campaign.yml 的 status 改为 draft",
)
DRAFT_CAMPAIGN = ProblemKind(
    "E723",
    _STOP,
    "评估任务还没有定稿",
    "{title}还没有定稿（status: draft）",
    "定稿的，status 改为 final；只征求意见的，写进 {file} 的 drafts；不公开的，移出 input",
)
UNKNOWN_DRAFT = ProblemKind(
    "E724",
    _STOP,
    "没有这个征求意见的任务",
    "drafts 里的“{name}”不是没有定稿的评估任务",
    "删去，或改成 input 里的文件夹名",
)
YEAR_OF_DRAFTS = ProblemKind(
    "E725",
    _STOP,
    "年度里有没定稿的",
    "{title}已经定稿，其中的{rounds}还没有定稿",
    "各期都定稿以后，年度才能定稿",
)
NOTHING_TO_CORRECT = ProblemKind(
    "E726",
    _STOP,
    "没有可更正的版次",
    "要更正的版次“{name}”没有发布过",
    "corrects 写已经发布的版次：{known}；不是更正的，删去这一行",
)
NOT_THE_LATEST = ProblemKind(
    "E729",
    _STOP,
    "更正的不是最新的版次",
    "每个版次都是整个网站，更正要在最新的版次“{latest}”上做，这里写的是“{name}”",
    "运行 gongshi publish {next}，在 notice 里写明更正的是哪一季度；本文件夹可以删去",
)
NO_NOTICE = ProblemKind(
    "E727",
    _STOP,
    "没有更正说明",
    "本版更正“{name}”，没有写更正说明",
    "在 notice 里写明哪里错了、怎样更正，公布时照印",
)
LATE_SIGNATURE = ProblemKind(
    "E728",
    _STOP,
    "签发日期早于上一版",
    "签发日期{day}早于上一版“{before}”的{earlier}",
    "核对签发日期；后发布的版次不能先签发",
)
