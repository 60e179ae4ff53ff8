"""What the audit log says was done with documents and collections."""

from django.utils.translation import gettext_lazy as _

from shiryokan.audit.kinds import register

ADDED = register("added", _("文書を加えた"))
DESCRIBED = register("described", _("題名か出典を加えた"))
REDESCRIBED = register("redescribed", _("題名か出典を直した"))
REREAD = register("reread", _("もう一度読ませた"))
BODY_RENAMED = register("body_renamed", _("発行者か会議体の名前を変えた"))
BODIES_MERGED = register("bodies_merged", _("発行者か会議体を1つにまとめた"))
MERGER_UNDONE = register("merger_undone", _("発行者か会議体を元の2つに分けた"))
ADMINISTERED = register("administered", _("管理画面で変えた"))
MOVED_TO_COLLECTION = register("moved_to_collection", _("見てよい人を変えた（文書）"))
COLLECTION = register("collection", _("コレクションを決めた"))
COLLECTION_DELETED = register("collection_deleted", _("コレクションを消した"))
BINNED = register("binned", _("ごみ箱に入れた"))
UNBINNED = register("unbinned", _("ごみ箱から戻した"))
PURGED = register("purged", _("完全に消した"))
