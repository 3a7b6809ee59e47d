from .. import x
from . import name
value = (x, name)
