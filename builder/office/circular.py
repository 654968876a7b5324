"""通报.docx: what a campaign came to, as an official document that the office numbers and signs."""

from dataclasses import fields
from typing import TYPE_CHECKING

from builder.office.circular_words import view_circular
from builder.scoring.results import CampaignResult

if TYPE_CHECKING:
    from builder.formats.word_writing import WordTemplateError

#: Where the office's own template lies, under the folder of templates.
TEMPLATE = "office/通报.docx"


class CircularTemplateError(ValueError):
    """The office's 通报.docx can't be filled; the message says in Chinese which tag and why.

    A build goes on without the circular and tells the message: the site doesn't hang on it.
    """

    def __init__(self, cause: "WordTemplateError") -> None:
        super().__init__(
            f"通报模板 site_templates/{TEMPLATE} 有误：{cause}。"
            "请在Word里改正，或从安装包取回原来的模板；本次没有生成通报"
        )
        #: The tag as it stands in the template; empty where it is the whole file.
        self.tag = cause.tag


def circular(result: CampaignResult, template: bytes) -> bytes:
    """The circular on *result*, made from *template*, as the bytes of a .docx file.

    Number, signature and date stay blank. Raises CircularTemplateError for a wrong template.
    """
    # Word's parts are loaded only where a document is written.
    from builder.formats.word_writing import WordTemplateError, fill_word  # noqa: PLC0415

    view = view_circular(result)
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    try:
        return fill_word(template, values)
    except WordTemplateError as error:
        raise CircularTemplateError(error) from error
