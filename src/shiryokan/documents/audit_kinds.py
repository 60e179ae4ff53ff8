"""What the audit log says was done with documents and collections."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shiryokan.access.models import Collection
from shiryokan.audit import things
from shiryokan.audit.details import FOR_PROGRAMS, Detail, one_of, titled
from shiryokan.audit.kinds import register
from shiryokan.documents.models import Document

_GROUPS = Detail(_("グループ"))
_PARTICULARS = {
    "title": _("題名"),
    "publisher": _("発行者"),
    "council": _("会議体"),
    "date": _("日付"),
    "source_url": _("入手元"),
}


def _paths(keys: set[str]) -> dict[str, str]:
    seen = Document.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return {key: reverse("viewer:document", args=[key]) for key in seen}


def _titles(keys: set[str]) -> dict[str, str]:
    return dict(Document.objects.filter(pk__in=keys).values_list("pk", "title"))


things.register("document", things.Thing(_("文書"), _titles, _paths))
things.register("collection", things.Thing(_("コレクション")))

ADDED = register(
    "added", _("文書を加えた"),
    intake=FOR_PROGRAMS, sha256=FOR_PROGRAMS,
)  # fmt: skip
DESCRIBED = register(
    "described", _("題名か出典を加えた"),
    intake=FOR_PROGRAMS, sha256=FOR_PROGRAMS,
)  # fmt: skip
REDESCRIBED = register(
    "redescribed", _("題名か出典を直した"),
    old=Detail(_("変える前"), parts=_PARTICULARS), new=Detail(_("変えた後"), parts=_PARTICULARS),
)  # fmt: skip
REREAD = register(
    "reread", _("もう一度読ませた"),
    batch=FOR_PROGRAMS, version=FOR_PROGRAMS,
)  # fmt: skip
BODY_RENAMED = register(
    "body_renamed", _("発行者か会議体の名前を変えた"),
    old=Detail(_("変える前")), new=Detail(_("変えた後")),
)  # fmt: skip
BODIES_MERGED = register(
    "bodies_merged", _("発行者か会議体を1つにまとめた"),
    merged=Detail(_("まとめた名前")), into=Detail(_("まとめた先")), documents=Detail(_("文書の数")),
)  # fmt: skip
MERGER_UNDONE = register(
    "merger_undone", _("発行者か会議体を元の2つに分けた"),
    parted=Detail(_("分けた名前")), of=Detail(_("分けた元")),
)  # fmt: skip
ADMINISTERED = register(
    "administered", _("管理画面で変えた"),
    action=Detail(
        _("したこと"),
        titled({"added": _("加えた"), "changed": _("変えた"), "deleted": _("消した")}),
    ),
    fields=Detail(_("欄")),
)  # fmt: skip
MOVED_TO_COLLECTION = register(
    "moved_to_collection", _("見てよい人を変えた（文書）"),
    collection=Detail(_("コレクション")),
)  # fmt: skip
COLLECTION = register(
    "collection", _("コレクションを決めた"),
    visibility=Detail(_("見てよい人"), one_of(lambda: Collection.VISIBILITIES)), groups=_GROUPS,
)  # fmt: skip
COLLECTION_DELETED = register("collection_deleted", _("コレクションを消した"))
BINNED = register(
    "binned", _("ごみ箱に入れた"),
    because=Detail(_("理由")), sha256=FOR_PROGRAMS,
)  # fmt: skip
UNBINNED = register("unbinned", _("ごみ箱から戻した"))
PURGED = register(
    "purged", _("完全に消した"),
    pages=Detail(_("ページ数")), uncollected=Detail(_("だれでも見られたか")), sha256=FOR_PROGRAMS,
)  # fmt: skip
