"""
The process that reads pictures of pages, as a script: it knows nothing of this package but `frames`.

A picture becomes what a page of a PDF is: characters with their boxes, and ruled lines; each character with how surely it
was recognised. Pictures come from strangers, and what decodes and recognises them is native code.
"""

from __future__ import annotations

import sys

from array import array
from io import BytesIO
from itertools import chain
from typing import Any

import cv2
import numpy as np

from PIL import Image, ImageOps
from rapidocr import RapidOCR


sys.path += sys.argv[1:]

from frames import serve  # type: ignore[import-not-found]


#: Dots along the longer side of a page: a sheet of A4 at about 100 and 250 dots per inch.
_FEWEST, _MOST = 1_200, 3_000

#: Dots of a picture before it is made smaller.
_LARGEST = 60_000_000

#: The longer side of a page in hundredths of a point, as a sheet of A4 has it.
_LONG_SIDE = 84_200

#: Pages lie askew by no more than so many degrees.
_ASKEW = 5

# how large a picture is counts before it is decoded, by our own limit
Image.MAX_IMAGE_PIXELS = None

#: Dots across the page that tell how it lies, and so many of its longest lines.
_COARSE = 1_000
_STRONGEST = 15

#: A ruled line is at least this part of the page's width; no stroke of a character is so long.
_RULE = 36

#: Dots within which lines meet, and within which they touch: characters come nearer than the first.
_NEAR, _TOUCH = 6, 2

#: The smallest figure is at least this part of the page's width high; so many that were not found may be figures.
_SMALL = 130
_MOST_CROPS = 60

#: A dot at the foot of a line is no higher than this part of its characters.
_POINT = 4

#: A page lies the right way round when its characters are so many hundredths sure in the middle.
_LEGIBLE = 85

#: How sure a character counts whose neighbourhood holds a dot that was not read.
_DOUBTED = 50


def main() -> None:
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": _MOST, "Global.use_cls": False})

    def answer(header: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        try:
            picture, frames = _picture(header, data)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - decoders raise whatever they like
            return {"error": "broken"}, b""
        if picture is None:
            return {"error": "large"}, b""
        page, chars = _read(engine, _resize(picture))
        lines = _lines(page)
        scale = _LONG_SIDE / max(page.shape)
        numbers = array("i")
        numbers.extend(
            chain.from_iterable((ord(sign), *(round(at * scale) for at in box), sure) for sign, box, sure in chars)
        )
        numbers.extend(chain.from_iterable((round(at * scale) for at in box) for box in lines))
        return {"frames": frames, "counts": [len(chars), len(lines)]}, numbers.tobytes()

    serve(answer)


def _read(engine: Any, picture: Any) -> tuple[Any, list[tuple[str, tuple[int, ...], int]]]:
    """
    The page as it is read and the characters on it; one that says little is turned until it says most.
    """
    tries = []
    for quarters in range(4):
        page = _straight(np.ascontiguousarray(np.rot90(picture, quarters)))
        chars, upright, left = _characters(engine, page)
        sure = sum(sure for *_, sure in chars) if upright else 0
        tries.append((sure - _DOUBTED * len(chars), page, chars, left))
        if chars and sure >= _LEGIBLE * len(chars):
            break
    _, page, chars, left = max(tries, key=lambda tried: tried[0])
    return page, chars + [char for box in _unread(left, page) for char in _recognise(engine, page, box)]


def _picture(header: dict[str, Any], data: bytes) -> tuple[Any, int]:
    """
    The grey dots of a picture, and of how many pages its file has; no dots where there are too many.
    """
    if "width" in header:
        return np.frombuffer(data, np.uint8).reshape(header["height"], header["width"]), 1
    with Image.open(BytesIO(data)) as image:
        image.seek(header["frame"])
        if image.width * image.height > _LARGEST:
            return None, 0
        frames = getattr(image, "n_frames", 1)
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        return np.array(Image.alpha_composite(paper, upright).convert("L")), frames


def _resize(picture: Any) -> Any:
    longest = max(picture.shape)
    wanted = min(max(longest, _FEWEST), _MOST)
    if wanted == longest:
        return picture
    way = cv2.INTER_AREA if wanted < longest else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=wanted / longest, fy=wanted / longest, interpolation=way)


def _ink(page: Any) -> Any:
    """
    White where something is printed, whatever the shade of the paper.
    """
    return cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)


def _straight(page: Any) -> Any:
    """
    The page turned so that its long lines, ruled or written, lie level.
    """
    height, width = page.shape
    scale = min(1, _COARSE / width)
    ink = _ink(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    level, reach = np.pi / 2, np.radians(_ASKEW)
    found = cv2.HoughLines(ink, 1, np.pi / 3600, ink.shape[1] // 3, min_theta=level - reach, max_theta=level + reach)
    if found is None:
        return page
    # the strongest come first
    angle = np.degrees(np.median(found[:_STRONGEST, 0, 1]) - level)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(angle), 1)
    return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def _lines(page: Any) -> list[tuple[int, ...]]:
    """
    The boxes of ruled lines, across and down.

    A line down that is no longer than a character is one where it reaches from one line across to another, in a page
    whose only table is as low as that.
    """
    ink = _ink(page)
    length = page.shape[1] // _RULE
    across = _runs(ink, (length, 1))
    down = _runs(ink, (1, length // 2))
    long = [box for box in down if box[3] - box[1] >= length]
    return across + (long or [box for box in down if _joins(box, across)])


def _runs(ink: Any, shape: tuple[int, int]) -> list[tuple[int, ...]]:
    """
    The boxes of whatever runs at least as far as *shape*, across or down.
    """
    # a line that is not quite level is still one where it is a dot thicker
    thick = cv2.dilate(ink, np.ones((3, 1) if shape[1] == 1 else (1, 3), np.uint8))
    ruled = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
    _, _, stats, _ = cv2.connectedComponentsWithStats(ruled)
    return [
        (int(x), int(y), int(x + width), int(y + height))
        for x, y, width, height, _ in stats[1:]
        if max(width, height) >= 4 * min(width, height)
    ]


def _joins(box: tuple[int, ...], across: list[tuple[int, ...]]) -> bool:
    left, top, right, bottom = box
    ends = [
        any(
            x0 - _NEAR <= (left + right) // 2 <= x1 + _NEAR and y0 - _TOUCH <= end <= y1 + _TOUCH
            for x0, y0, x1, y1 in across
        )
        for end in (top, bottom)
    ]
    return all(ends)


def _characters(engine: Any, page: Any) -> tuple[list[tuple[str, tuple[int, ...], int]], bool, Any]:
    """
    The characters on a page, each with its box and how many hundredths sure it is; whether their lines lie level; and
    the ink that is left when they are taken away.
    """
    ink = _ink(page)
    unread = ink.copy()
    result = engine(page, return_word_box=True, return_single_char_box=True)
    found: list[tuple[str, tuple[int, ...], int]] = []
    level = 0
    for line, words in zip(result.boxes if result.boxes is not None else (), result.word_results or (), strict=False):
        signs = [
            (sign, _box(corners), int(100 * score))
            for text, score, corners in words
            for sign in (text if len(text) == 1 else text[:0])
        ]
        left, top, right, bottom = _box(line)
        level += (right - left > bottom - top) - (right - left < bottom - top) if len(signs) > 1 else 0
        doubted = _has_unread_point(ink, _box(line), [sign for sign, _, _ in signs])
        found.extend((sign, box, min(sure, _DOUBTED) if doubted else sure) for sign, box, sure in signs)
        unread[max(top, 0) : bottom, max(left, 0) : right] = 0
    return found, level >= 0, unread


def _unread(ink: Any, page: Any) -> list[tuple[int, ...]]:
    """
    The boxes of what is printed, is no ruled line, and was not found: single figures on a page that is nearly blank.
    """
    for left, top, right, bottom in _lines(page):
        ink[max(top - _NEAR, 0) : bottom + _NEAR, max(left - _NEAR, 0) : right + _NEAR] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    height = page.shape[1] // _SMALL
    tall = np.flatnonzero((stats[:, cv2.CC_STAT_HEIGHT] >= height) & (stats[:, cv2.CC_STAT_HEIGHT] <= 8 * height))
    signs = np.isin(labels, tall[tall > 0]).astype(np.uint8)
    words = cv2.dilate(signs, np.ones((1, 2 * height), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(words)
    boxes: list[tuple[int, ...]] = [
        (int(x), int(y), int(x + width), int(y + tall)) for x, y, width, tall, _ in stats[1:]
    ]
    return boxes if len(boxes) <= _MOST_CROPS else []


def _recognise(engine: Any, page: Any, box: tuple[int, ...]) -> list[tuple[str, tuple[int, ...], int]]:
    """
    The characters in a box, which share its width.
    """
    left, top, right, bottom = box
    margin = (bottom - top) // 3
    crop = page[max(top - margin, 0) : bottom + margin, max(left - margin, 0) : right + margin]
    result = engine(crop, use_det=False)
    text, score = (result.txts[0], result.scores[0]) if result.txts else ("", 0)
    if 100 * score < _DOUBTED:
        return []
    step = (right - left) / max(len(text), 1)
    return [
        (sign, (round(left + n * step), top, round(left + (n + 1) * step), bottom), int(100 * score))
        for n, sign in enumerate(text)
        if not sign.isspace()
    ]


def _box(corners: Any) -> tuple[int, ...]:
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return int(min(xs)), int(min(ys)), int(max(xs)), int(max(ys))


def _has_unread_point(ink: Any, box: tuple[int, ...], signs: list[str]) -> bool:
    """
    Whether a figure read without a point has a dot at its foot: the sign that is lost most easily and means the most.
    """
    if not any(sign.isdigit() for sign in signs) or any(sign in ".,:;、。，．" or ord(sign) > 0x2E7F for sign in signs):
        return False
    left, top, right, bottom = box
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink[max(top, 0) : bottom, max(left, 0) : right])
    heights = sorted(stat[cv2.CC_STAT_HEIGHT] for stat in stats[1:])
    if not heights:
        return False
    tall = heights[-1]
    foot = max(s[cv2.CC_STAT_TOP] + s[cv2.CC_STAT_HEIGHT] for s in stats[1:] if s[cv2.CC_STAT_HEIGHT] > tall // 2)
    return any(
        2 <= height <= max(tall // _POINT, 2) and 2 <= width <= max(tall // _POINT, 2) and abs(y + height - foot) <= 2
        for _, y, width, height, _ in stats[1:]
    )


if __name__ == "__main__":
    main()
