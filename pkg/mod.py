print("mod", __name__, __package__)
from . import x
from .sub import deep
from .sub.deep import value as v
_private = 1
public = 2
