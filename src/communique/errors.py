"""Every refusal has one shape: what was given, why it cannot be read, what to do about it."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors that communique raises on purpose."""


class InputRefused(CommuniqueError):
    """An input that cannot be read; never raised for an input that merely holds nothing to code."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        self.source = source
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"{source}: {reason}. {remedy}")

    def __reduce__(self) -> tuple[type[InputRefused], tuple[str, str, str]]:
        return (type(self), (self.source, self.reason, self.remedy))


class DictionaryRefused(CommuniqueError):
    """A user dictionary that cannot be loaded."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")

    def __reduce__(self) -> tuple[type[DictionaryRefused], tuple[str, int, str]]:
        return (type(self), (self.path, self.line, self.reason))


class GoldRefused(CommuniqueError):
    """Gold that cannot be measured against: a marked file or a pair that is formally wrong."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(f"{path}:{line}: {reason}")

    def __reduce__(self) -> tuple[type[GoldRefused], tuple[str, int, str]]:
        return (type(self), (self.path, self.line, self.reason))


class RecordInvalid(CommuniqueError):
    """A record that breaks its own law: a span out of bounds, an id that names nothing, an unknown code."""
