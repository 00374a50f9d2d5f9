"""The digest for the central office: what was done where and with whom, and what calls for it."""

from dataclasses import replace

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.digest.attention import attention
from zkkk_factsheet.documents.digest.figures import activities, key_figures, partners
from zkkk_factsheet.documents.digest.places import duplication, gaps
from zkkk_factsheet.documents.digest.reading import reading
from zkkk_factsheet.documents.digest.speaker import Speaker
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue

KIND = "digest"


def compose(published: Published, language: str) -> Document:
    """Write the digest of a period.

    Args:
        published: What the central office may be told, with what the rules of the digest found.
        language: "sq", "sr" or "en".
    """
    if published.digest is None:
        raise ValueError("nobody looked for what a digest tells")
    speaker = Speaker(Writer(catalogue(language, "sheet"), published), published.digest)
    say, period = speaker.say, published.period.name(language)
    head = speaker.writer.head(
        say.text("digest.title", period=published.period.span(language)), say.text("digest.name")
    )
    head = replace(head, abbreviation=say.text("digest.abbreviation"), period=period)
    if head.mark:
        head = replace(head, mark_note=say.text(f"digest.{published.about.status}.note"))
    return Document(
        kind=KIND,
        language=language,
        period=published.period,
        head=head,
        labels=speaker.writer.labels(),
        sections=(
            key_figures(speaker),
            attention(speaker),
            activities(speaker),
            partners(speaker),
            duplication(speaker),
            gaps(speaker),
            reading(speaker),
        ),
    )
