"""Every text that has ever been more than text to something that a return goes through.

What runs sets `__hit`, and what asks, asks example.invalid.
"""

#: HTML, as Markdown lets it through and as a browser takes it.
HTML = (
    "<script>__hit=1</script>",
    "<ScRiPt src=//example.invalid/x.js></sCrIpT>",
    "<img src=x onerror=__hit=2>",
    "<svg onload=__hit=3><script>__hit=3</script></svg>",
    "\"'><svg/onload=__hit=4>",
    "' onmouseover='__hit=5' style='position:fixed;width:9999px' x='",
    "</td></tr></table></section></article></main><h1>另一页</h1>",
    "</title></head><style>*{display:none}</style>",
    "</script></textarea></noscript><script>__hit=6</script>",
    "<!-- <script>__hit=7</script>",
    "<![CDATA[<script>__hit=8</script>]]>",
    "<base href=//example.invalid/>",
    "<meta http-equiv=refresh content=0;url=//example.invalid/>",
    "<iframe srcdoc='<script>parent.__hit=9</script>'></iframe>",
    "<form action=//example.invalid/><input autofocus onfocus=__hit=10>",
    "<details open ontoggle=__hit=11><summary>x</summary></details>",
    "<link rel=stylesheet href=//example.invalid/x.css>",
    "<math><mtext><img src=//example.invalid/x></mtext></math>",
    "&lt;script&gt;__hit=12&lt;/script&gt;",
    "&#60;img src=x onerror=__hit=13&#62;&nbsp;&amp;&bogus;&#x202e;",
)
#: Markdown, and what its extensions add.
MARKDOWN = (
    "[点这里](javascript:__hit=14)",
    "[x](data:text/html,<script>__hit=15</script> 'x')",
    "![x](//example.invalid/x.png)",
    "[x]: //example.invalid/ [x][x]",
    "<javascript:__hit=16>",
    "``` js",
    "~~~ `x`",
    "| a | b |\n|---|---|\n| c | d |",
    "# 标题",
    "标题\n=====",
    "> 引文",
    "1. 一",
    "- [ ] 一\n    - 二",
    "***粗斜*** __x__ _y_ ~~z~~ ^^u^^ ==m==",
    "<div markdown=1>**x**</div>",
    "[TOC]",
    "{: onclick=__hit=17 style=position:fixed #x .md-banner }",
    "# x {onclick=__hit=18}",
    '--8<-- "mkdocs.yml"',
    '!!! note "x"\n    y',
    "??? x\n    y",
    ":smile: :material-close:",
    r"$math$ \(x\) $$x$$ \[y\]",
    "[[维基]] [^1] [^1]: x",
    "*[HTML]: x",
    "++ctrl+c++ {++x++} {>>y<<}",
    "\\<script>\\__hit=19</script>\\",
)
#: Templates of pages and of papers, and settings.
TEMPLATES = (
    "{{ 7*7 }}",
    "{% raw %}",
    "{%p for x in y %}{%tr if z %}",
    "{# x",
    "{{r x }}{{ config.__class__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "---\ntitle: x\n---",
    "&a [*a, *a]",
    "!!python/object/apply:os.system [x]",
    "%YAML 1.2",
    "key: [value, 'x\"",
)
#: What a table's program computes, fetches or starts.
FORMULAS = (
    '=HYPERLINK("https://example.invalid/","点这里")',
    "=cmd|'/c calc'!A1",
    '=WEBSERVICE("https://example.invalid/")',
    "+cmd|'/c calc'!A1",
    "-1+cmd|'/c calc'!A1",
    "@SUM(1,2)",
    "\t=1+1",
    "\r\n=1+1",
    " =1+1",
    "＝1+1",
    "'=1+1",
    '";=1+1;"',
    ",=1+1,",
)
#: Addresses that are none, or lead elsewhere.
ADDRESSES = (
    "javascript:__hit=20",
    "JaVaScRiPt&colon;__hit=21",
    "data:text/html,<script>__hit=22</script>",
    "vbscript:msgbox(1)",
    "file:///etc/hosts",
    "//example.invalid/",
    'https://example.invalid/"onmouseover=__hit=23//',
    "https://example.invalid/'><script>__hit=24</script>",
    "http://[::1",
    "\\\\example.invalid\\c$",
)
#: Longer than any line; nothing in it says where to break.
LONG_WORD = "w" * 240
#: Signs that aren't what they look like, or take more room than a page has.
SIGNS = (
    "\u202e写倒的\u202c",
    "\u2066\u2067x\u2069\u2069\u200f",
    "零\u200b宽\u200d字\u2060符\ufeff",
    "a" + "\u0301" * 40,
    "\u2028\u2029\u0085",
    "_x003C_script_x003E___hit=25_x003C_/script_x003E_",
    "_x0000_ _x0007_ _x001B_[31m _xD800_ _xFFFE_",
    "长" * 150,
    LONG_WORD,
    "😀\U0001f468\u200d\U0001f469\u200d\U0001f467",
)
#: Word's own language, and that of fields.
PAPER = (
    "</w:t></w:r></w:p>",
    '<w:hyperlink r:id="x"/>',
    'HYPERLINK "https://example.invalid/"',
    "{ INCLUDETEXT c:\\\\x }",
)
ATTACKS = (*HTML, *MARKDOWN, *TEMPLATES, *FORMULAS, *ADDRESSES, *SIGNS, *PAPER)
