# SPDX-License-Identifier: MIT
# Wrong numbers, types and names of arguments: the messages of builtin functions and types.
CALLS = [len, abs, ord, chr, hex, bin, repr, callable, id, hash, iter, next, sorted, sum, min, max, any, all, pow, divmod, round, isinstance, issubclass, getattr,
         setattr, delattr, hasattr, print, enumerate, zip, map, filter, reversed, range, slice, int, float, complex, str, bytes, bytearray, list, tuple, dict, set,
         frozenset, bool, type, object, property, staticmethod, super, format, ascii, vars, dir, memoryview, eval, exec, compile, open, input, '{}'.format,
         'a'.join, 'a'.split, 'a'.replace, 'a'.startswith, 'a'.find, 'a'.encode, 'a'.center, 'a'.zfill, [].append, [].extend, [].insert, [].pop, [].sort, [].index, [].remove,
         {}.get, {}.pop, {}.update, {}.setdefault, {}.fromkeys, {}.items, set().add, set().union, set().discard, b''.hex, b''.decode, (1).to_bytes, int.from_bytes,
         (1).bit_length, (1.5).is_integer, (1.5).hex, float.fromhex, ().index, ().count]
for c in CALLS:
    name = c.__qualname__
    for args, kw in [((), {}), ((None, None, None, None, None, None, None, None, None, None), {}), ((), {'nosuch': 1})]:
        if c in (print, input) or name == 'id':
            if not kw:
                continue
        try:
            r = c(*args, **kw)
            out = 'ok ' + type(r).__name__
        except Exception as e:
            out = type(e).__name__ + ': ' + str(e)
        print(name, len(args), kw, out)
