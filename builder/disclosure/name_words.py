"""Words by which a name is told from an office, a post or a heading."""

#: What stands before a name, with a colon, a bar or a space between.
LABELS = """
联系人 联络人 联络员 经办人 经手人 承办人 办理人 姓名 负责人 填表人 填报人 制表人 审核人
分管领导 主管领导 代办员 帮办员 网格员 投诉人 举报人
"""

#: What stands before a name with a colon or a bar; with a space, a sentence may go on.
ROLES = """
评价人 申请人 当事人 办事人 收件人 签收人 户主 监护人 经办 户名 开户名 收款人
"""

#: Surnames of one character.
SURNAMES = """
赵钱孙李周吴郑王冯陈 褚卫蒋沈韩杨朱秦尤许 何吕施张孔曹严华金魏 陶姜戚谢邹喻柏窦章苏
潘葛奚范彭郎鲁韦马苗 凤花方俞任袁柳鲍史唐 费廉岑薛雷贺倪汤滕殷 罗毕郝邬安常乐于时傅
皮卞齐康伍余元顾孟平 黄穆萧尹姚邵汪祁毛禹 狄米贝明臧计成戴谈宋 茅庞熊纪舒屈项祝董梁
杜阮蓝闵席季麻强贾路 娄江童颜郭梅盛林刁钟 徐邱骆高夏蔡田樊胡凌 霍虞万支柯管卢莫房裘
缪解应宗丁宣邓郁单杭 洪包左石崔吉龚程邢裴 陆荣翁荀甄曲封储靳段 焦巴牧车侯宓蓬全班仰
仲宫宁仇栾暴甘厉戎祖 武符刘景詹束龙叶司韶 黎蓟薄印白怀蒲从鄂索 赖卓蔺屠蒙池乔阴苍闻
莘党翟谭贡姬申扶冉宰 雍桑桂牛寿通边燕冀尚 农温庄晏柴瞿阎连茹习 艾容向古易慎戈廖衡步
耿满弘匡文寇广东欧沃 利蔚越师巩聂晁敖冷辛 阚那简饶空曾毋沙鞠丰 巢关查相游盖逯仝肖付
闫岳帅代邸苑佟
"""

#: Surnames of two characters.
DOUBLE_SURNAMES = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 澹台 皇甫 宗政 濮阳
公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 令狐
"""

#: Words that begin with a surname and are no names.
NO_NAMES = """
农民 林农 牧民 成年 满足 党组 党委 党群 马上办 常委会 成效 高校 高中 单身 双方 应届生 全国 平安
单位 方式 方法 时间 项目 管理 管理员 党员 农户 常用 常务 高级 高工 高管 金融 明细 安全 平台
水利 施工 解释 应当 应为 应与 应在 须知 相关 相同 相符 向上 通知 通过 通信 通讯 从业 全部
全体 全程 全员 同上 文件 文号 成员 成年人 计划 计算 广告 利用 连续 关系 关于 查询 查看 查验
查收 代办 代理 代理人 代码 代表 签字 任何 任务 任职 任免 任命 东区 东城 方可 方能 包括 包含
左侧 车辆 车主 路段 路口 石材 花名册 支付 支部 支队 段落 封面 封存 封条 宣传 宣传员 印章
印刷 白天 申报 申请 申请人 申请表 申诉 边界 易于 师傅 师生 简介 简历 简称 空白 空缺 关联
满意 容缺 容易 步骤 司机 司法 祖籍 武装部 储户 程序 程度 班组 班子 房主 房号 房产 强制 米数
文档 文本 文字 文书 黄页 包保 包联 包村 周报 季报 简报 简章 成果 成绩 全文 全年 任务书 路线图
满意度 党建 卫生 林业 林长 纪委 纪要 纪律 解决 支出 常态 常识 广场 利民 宣传栏 相片 时政 曾用名
金额 康复 常住 常委 齐全 时限 时段 安排 平均 平时 明确 成立 成功 席位 季度 路线 夏季 万元
支持 管辖 应急 农业 农村 项数
"""

#: What follows a surname in a form of address, or stands for the rest of a name.
NOT_GIVEN = """
局长 主任 科长 股长 所长 站长 处长 书记 镇长 乡长 县长 区长 校长 院长 部长 组长 队长 经理
老师 医生 同志 先生 女士 小姐 总 工 某 某某 办 氏
"""

#: Characters at the end of an office, a post or a place; no given name ends with them.
LAST_OF_OFFICES = "副部局科室处股所厅站岗县区镇乡市省村"
#: Characters at the end of what a paper is called; no given name ends with them either.
LAST_OF_PAPERS = "表册簿案稿件版单录卡纸"

#: What may follow a name without a sign between.
TITLES = """
主任 局长 科长 股长 所长 站长 处长 书记 镇长 乡长 县长 区长 经理 同志 先生 女士 老师 副主任 副局长
"""
