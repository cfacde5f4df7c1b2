"""Places that are no folder of this machine: S3-compatible storage, and whatever else fsspec knows."""

from collections.abc import Sequence
from pathlib import Path

from allegedly.errors import OutputFailed, SetupIncomplete


def is_remote(place: str | Path) -> bool:
    """`s3://bucket/folder` and the like; `file://` is a folder all the same, by fsspec."""
    return isinstance(place, str) and "://" in place


def upload(place: str, files: Sequence[Path]) -> None:
    """Put files under a place, each whole. Raises OutputFailed; SetupIncomplete where the extra `s3` is missing."""
    try:
        from fsspec.core import url_to_fs

        system, folder = url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise SetupIncomplete(f"{place}: {error}. Check the address; for S3: pip install 'allegedly[s3]'") from error
    try:
        from botocore.exceptions import BotoCoreError as Unreached  # type: ignore[import-untyped]
    except ImportError:
        Unreached = OSError  # noqa: N806 - stands for a class
    for path in files:
        try:
            system.makedirs(folder, exist_ok=True)
            system.put_file(str(path), f"{folder.rstrip('/')}/{path.name}")
        except (OSError, Unreached) as error:
            raise OutputFailed(
                f"{place}: {path.name} cannot be written: {error}. Check the address and the keys, and run again."
            ) from error
