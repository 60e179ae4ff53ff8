"""GIFT, Moodle's text format of questions (https://docs.moodle.org/en/GIFT_format), in and out."""

from shiryokan.learning.exchange.gift.reading import GiftFile, read_gift
from shiryokan.learning.exchange.gift.writing import GiftText, write_gift

__all__ = ["GiftFile", "GiftText", "read_gift", "write_gift"]
