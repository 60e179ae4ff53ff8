"""What somebody follows, and what is new of it."""

from __future__ import annotations

import datetime

from pydantic import Field

from shiryokan.api.schemas.common import Item, _


class Follow(Item):
    """Something that is followed."""

    about = _("フォローしているもの")

    kind: str = Field(description=_("種類（council、publisher、news、topic、item、search など）"))
    kind_title: str = Field(description=_("その言葉"))
    ref: str = Field(description=_("種類のなかでの印"))
    name: str = Field(description=_("名前（今は見られないときは空）"))
    address: str = Field(description=_("変わらない公開アドレス（今は見られないときは空）"))
    since: datetime.datetime = Field(description=_("フォローした日時"))


class Follows(Item):
    """What somebody follows."""

    about = _("フォローしているものの一覧と、便りの届け方")

    frequency: str = Field(description=_("便りの間隔（daily、weekly、off）"))
    next_at: datetime.datetime | None = Field(description=_("次の便りの日時（ないときはnull）"))
    items: list[Follow] = Field(description=_("種類ごとに"))


class DigestPlace(Item):
    """Words of an entry with their place."""

    about = _("できごとの言葉と、その場所")

    label: str = Field(description=_("どこか（p.3 など）"))
    words: str = Field(description=_("そこにある文。［−…］は消えた語、［＋…］は加わった語"))
    address: str = Field(description=_("その場所の公開アドレス（ないときは空）"))


class DigestReason(Item):
    """Why something is told."""

    about = _("知らせる理由になったフォロー")

    kind_title: str = Field(description=_("種類の言葉"))
    name: str = Field(description=_("名前"))
    address: str = Field(description=_("変わらない公開アドレス"))


class DigestEntry(Item):
    """Everything that happened to one thing."""

    about = _("便りの1件")

    whats: list[str] = Field(description=_("何が起きたか"))
    title: str = Field(description=_("何に起きたか"))
    context: list[str] = Field(description=_("発行者・会議体・回・日付など"))
    at: datetime.datetime = Field(description=_("起きた日時"))
    places: list[DigestPlace] = Field(description=_("言葉と場所"))
    follows: list[DigestReason] = Field(description=_("知らせる理由になったフォロー"))
    address: str = Field(description=_("変わらない公開アドレス"))


class Digest(Item):
    """What the next digest would say."""

    about = _("いま作ったときの、次の便りの中身")

    total: int = Field(description=_("全部の件数"))
    items: list[DigestEntry] = Field(description=_("新しい順（50件まで）"))
