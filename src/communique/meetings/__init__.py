"""Meetings: who met whom, in which form, when, where and on what occasion."""

from communique.meetings.find import find_meetings

__all__ = ["find_meetings"]
