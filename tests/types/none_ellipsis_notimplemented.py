# SPDX-License-Identifier: MIT
# The singletons.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('None, repr(None), str(None), bool(None), type(None)(), type(None) is type(None)', lambda: (None, repr(None), str(None), bool(None), type(None)(), type(None) is type(None)))
show('None.x', lambda: None.x)
show('None()', lambda: None())
show('None + 1', lambda: None + 1)
show('None[0]', lambda: None[0])
show('len(None)', lambda: len(None))
show('None < None', lambda: None < None)
show('-None', lambda: -None)
show('int(None)', lambda: int(None))
show('for_none if (for_none := None) else \'else\'', lambda: for_none if (for_none := None) else 'else')
show('..., Ellipsis is ..., repr(...), bool(...), type(...)(), type(...).__name__', lambda: (..., Ellipsis is ..., repr(...), bool(...), type(...)(), type(...).__name__))
show('NotImplemented, type(NotImplemented)().__repr__(), type(NotImplemented).__name__', lambda: (NotImplemented, type(NotImplemented)().__repr__(), type(NotImplemented).__name__))
show('type(None)(1)', lambda: type(None)(1))
show('type(...)(1)', lambda: type(...)(1))
show('None == None, None is None, None != 0, None in [None], hash(None) == hash(None), [None, ...].index(...)', lambda: (None == None, None is None, None != 0, None in [None], hash(None) == hash(None), [None, ...].index(...)))
show('isinstance(None, type(None)), isinstance(None, object), None.__class__.__name__, None.__doc__', lambda: (isinstance(None, type(None)), isinstance(None, object), None.__class__.__name__, None.__doc__))
show('getattr(None, \'__bool__\')(), None.__eq__(1), None.__eq__(None), (1).__eq__(\'a\'), \'a\'.__lt__(1), [].__eq__(()), (1).__add__(\'a\')', lambda: (getattr(None, '__bool__')(), None.__eq__(1), None.__eq__(None), (1).__eq__('a'), 'a'.__lt__(1), [].__eq__(()), (1).__add__('a')))
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    print(bool(NotImplemented), w[0].category.__name__, w[0].message)
try:
    None.x = 1
except AttributeError as e:
    print(e)
for x in ('None', 'True', '...'):
    print(type(eval(x)).__mro__)
