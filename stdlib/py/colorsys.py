# SPDX-License-Identifier: MIT
"""Colours between the systems RGB, YIQ, HLS and HSV; all parts are between 0 and 1."""

__all__ = ["rgb_to_yiq", "yiq_to_rgb", "rgb_to_hls", "hls_to_rgb", "rgb_to_hsv", "hsv_to_rgb"]

ONE_THIRD = 1.0 / 3.0
ONE_SIXTH = 1.0 / 6.0
TWO_THIRD = 2.0 / 3.0


def rgb_to_yiq(r, g, b):
    y = 0.30 * r + 0.59 * g + 0.11 * b
    return y, 0.74 * (r - y) - 0.27 * (b - y), 0.48 * (r - y) + 0.41 * (b - y)


def yiq_to_rgb(y, i, q):
    rgb = (y + 0.9468822170900693 * i + 0.6235565819861433 * q,
           y - 0.27478764629897834 * i - 0.6356910791873801 * q,
           y - 1.1085450346420322 * i + 1.7090069284064666 * q)
    return tuple(0.0 if c < 0.0 else 1.0 if c > 1.0 else c for c in rgb)


def _hue(r, g, b, largest, smallest):
    span = largest - smallest
    red, green, blue = (largest - r) / span, (largest - g) / span, (largest - b) / span
    if r == largest:
        hue = blue - green
    elif g == largest:
        hue = 2.0 + red - blue
    else:
        hue = 4.0 + green - red
    return (hue / 6.0) % 1.0


def rgb_to_hls(r, g, b):
    largest, smallest = max(r, g, b), min(r, g, b)
    both, span = largest + smallest, largest - smallest
    light = both / 2.0
    if smallest == largest:
        return 0.0, light, 0.0
    saturation = span / both if light <= 0.5 else span / (2.0 - largest - smallest)
    return _hue(r, g, b, largest, smallest), light, saturation


def hls_to_rgb(h, l, s):
    if s == 0.0:
        return l, l, l
    high = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    low = 2.0 * l - high
    return _v(low, high, h + ONE_THIRD), _v(low, high, h), _v(low, high, h - ONE_THIRD)


def _v(low, high, hue):
    hue = hue % 1.0
    if hue < ONE_SIXTH:
        return low + (high - low) * hue * 6.0
    if hue < 0.5:
        return high
    if hue < TWO_THIRD:
        return low + (high - low) * (TWO_THIRD - hue) * 6.0
    return low


def rgb_to_hsv(r, g, b):
    largest, smallest = max(r, g, b), min(r, g, b)
    if smallest == largest:
        return 0.0, 0.0, largest
    return _hue(r, g, b, largest, smallest), (largest - smallest) / largest, largest


def hsv_to_rgb(h, s, v):
    if s == 0.0:
        return v, v, v
    i = int(h * 6.0)
    f = h * 6.0 - i
    p, q, t = v * (1.0 - s), v * (1.0 - s * f), v * (1.0 - s * (1.0 - f))
    return ((v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q))[i % 6]
