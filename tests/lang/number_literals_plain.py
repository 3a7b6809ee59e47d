# Decimal literals by value: short ones, ones at the limits of a double, zeros in all forms.
for value in (0, 00, 0_0, 7, 10, 1_0, 999999999999999, 9999999999999999, 123456789012345678901234567890):
    print(type(value).__name__, value)
for value in (0.0, 0., .0, 1., 1.0, .5, 0.1, 0.10, 1.10, 3.14, 2.675, 9.95, 0.3, 100.25, 12345.6789, 0.000000000001,
              99999999999.999, 1234567890123.4, 123456789012.34, 9007199254740.993, 9007199254740.9931, 0.1234567890123,
              0.30000000000000004, 4.35, 1e3, 1.5e3, 1.e3, .5e-3, 1_0.5, 1.2_5, 5.0e-324, 1.7976931348623157e308, 1e400):
    print(type(value).__name__, repr(value), value.hex())
for value in (0j, 1j, 1.5j, .5j, 1.j, 00j, 08j, 08.5, 00.5, 0_1.5):
    print(type(value).__name__, repr(value))
# What a text means does not depend on where it stands: each literal read alone, at the very end of its source.
digits = '0123456789'
for i in range(1, 18):
    text = (digits * 2)[1:i + 1]
    for k in range(i + 1):
        literal = text[:k] + '.' + text[k:]
        if eval(literal) != float(literal):
            print('differs', literal)
print(0x10, 0o17, 0b101, 0XfF, 0xdead_beef, 0b1_1)
import ast
for text in ('1', '1.5', '00', '1_0', '0x1', '1.', '.1'):
    node = ast.parse(text).body[0].value
    print(ast.dump(node), node.col_offset, node.end_col_offset)
