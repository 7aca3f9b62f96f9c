"""The signs of a keyboard for those that printers set: dashes, thin spaces, raised dots and powers."""

import re

# One character for one, so that columns stay those of the text as typed.
TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u00b7\u2219\u22c5\u2027", "."),
        **dict(zip("\u2a7d\u2a7e\u2266\u2267\uff1c\uff1e\uff1d", "\u2264\u2265\u2264\u2265<>=", strict=True)),
    }
)
_THIN_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-")
_POWER_OF_TEN = re.compile("(?<=10)[\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u207b]+")


def typed_plainly(text: str) -> str:
    """The text with the signs of a keyboard for those of a printer, without thin spaces inside numbers."""
    if text.isascii():
        return text
    text = _THIN_THOUSANDS.sub("", text)
    text = _POWER_OF_TEN.sub(lambda power: power[0].translate(_RAISED), text)
    return text.translate(TYPOGRAPHY)
