"""English formats in the British order.

Django's own English formats are American ("April 11, 2008", m/d/Y, Sunday
first). m/d/Y input is left out on purpose: beside d/m/Y it would be ambiguous.
"""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
FIRST_DAY_OF_WEEK = 1  # Monday

# The first format of each list is the one in which a widget shows its value:
# times begin with seconds so that saving a form does not drop them.
DATE_INPUT_FORMATS = [
    "%Y-%m-%d",  # 2008-04-11
    "%d/%m/%Y",  # 11/04/2008
    "%d.%m.%Y",  # 11.04.2008
    "%d/%m/%y",  # 11/04/08
    "%d %B %Y",  # 11 April 2008
    "%d %b %Y",  # 11 Apr 2008
]
TIME_INPUT_FORMATS = [
    "%H:%M:%S",  # 14:30:59
    "%H:%M",  # 14:30
    "%H:%M:%S.%f",  # 14:30:59.000200
]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%d %H:%M:%S",  # 2008-04-11 14:30:59
    "%Y-%m-%d %H:%M",  # 2008-04-11 14:30
    "%Y-%m-%d %H:%M:%S.%f",  # 2008-04-11 14:30:59.000200
    "%Y-%m-%dT%H:%M:%S",  # 2008-04-11T14:30:59
    "%Y-%m-%dT%H:%M",  # 2008-04-11T14:30
    "%d/%m/%Y %H:%M:%S",  # 11/04/2008 14:30:59
    "%d/%m/%Y %H:%M",  # 11/04/2008 14:30
    "%d.%m.%Y %H:%M",  # 11.04.2008 14:30
]

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
