# SPDX-License-Identifier: MIT
# The special methods every type has and those it lacks.
NAMES = '''abs add and aiter anext await bool bytes call ceil complex contains delitem divmod enter eq exit float floor floordiv format ge
getitem gt hash iadd iand ifloordiv ilshift imod imul index int invert ior ipow irshift isub iter itruediv ixor le len length_hint lshift lt mod mul
ne neg next or pos pow radd rand rdivmod repr reversed rfloordiv rlshift rmod rmul ror round rpow rrshift rshift rsub rtruediv rxor
setitem sizeof str sub truediv trunc xor'''.split()
for t in [int, float, complex, bool, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, memoryview, type(None), type]:
    print(t.__name__, ' '.join(n for n in NAMES if hasattr(t, '__' + n + '__')))
