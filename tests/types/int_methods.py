# SPDX-License-Identifier: MIT
# The methods of int, with their errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('(255).bit_length(), (0).bit_length(), (-256).bit_length(), (2**100).bit_length()', lambda: ((255).bit_length(), (0).bit_length(), (-256).bit_length(), (2**100).bit_length()))
show('(255).bit_count(), (-7).bit_count(), (2**70 - 1).bit_count()', lambda: ((255).bit_count(), (-7).bit_count(), (2**70 - 1).bit_count()))
show('(1024).to_bytes(2, \'big\'), (1024).to_bytes(4, \'little\'), (-2).to_bytes(2, \'big\', signed=True)', lambda: ((1024).to_bytes(2, 'big'), (1024).to_bytes(4, 'little'), (-2).to_bytes(2, 'big', signed=True)))
show('(5).to_bytes(), (0).to_bytes(0, \'big\')', lambda: ((5).to_bytes(), (0).to_bytes(0, 'big')))
show('(256).to_bytes(1, \'big\')', lambda: ((256).to_bytes(1, 'big')))
show('(-1).to_bytes(1, \'big\')', lambda: ((-1).to_bytes(1, 'big')))
show('(1).to_bytes(-1, \'big\')', lambda: ((1).to_bytes(-1, 'big')))
show('(1).to_bytes(1, \'middle\')', lambda: ((1).to_bytes(1, 'middle')))
show('(128).to_bytes(1, \'big\', signed=True)', lambda: ((128).to_bytes(1, 'big', signed=True)))
show('(2**64).to_bytes(9, \'little\')', lambda: ((2**64).to_bytes(9, 'little')))
show('int.from_bytes(b\'\\x01\\x00\', \'big\'), int.from_bytes(b\'\\xff\\xfe\', \'little\', signed=True), int.from_bytes([1, 2, 3])', lambda: (int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff\xfe', 'little', signed=True), int.from_bytes([1, 2, 3])))
show('int.from_bytes(b\'\', \'big\'), int.from_bytes(bytearray(b\'\\xff\'*9), \'big\', signed=True)', lambda: (int.from_bytes(b'', 'big'), int.from_bytes(bytearray(b'\xff'*9), 'big', signed=True)))
show('int.from_bytes(\'ab\', \'big\')', lambda: (int.from_bytes('ab', 'big')))
show('int.from_bytes([300], \'big\')', lambda: (int.from_bytes([300], 'big')))
show('(7).as_integer_ratio(), (-3).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator', lambda: ((7).as_integer_ratio(), (-3).conjugate(), (5).real, (5).imag, (5).numerator, (5).denominator))
show('(5).is_integer(), True.as_integer_ratio()', lambda: ((5).is_integer(), True.as_integer_ratio()))
show('(5).__index__(), (5).__add__(2.0), (5).__add__(2), (5).__radd__(3), (2).__pow__(3, 5), (2).__divmod__(0)', lambda: ((5).__index__(), (5).__add__(2.0), (5).__add__(2), (5).__radd__(3), (2).__pow__(3, 5), (2).__divmod__(0)))
show('(2).__divmod__(0.5), (7).__round__(-1), (1234).__round__(-2), round(1250, -2), round(1350, -2), round(-15, -1), round(5, 3)', lambda: ((2).__divmod__(0.5), (7).__round__(-1), (1234).__round__(-2), round(1250, -2), round(1350, -2), round(-15, -1), round(5, 3)))
show('(5).__floor__(), (5).__format__(\'x\'), (5).__bool__(), (5).__hash__()', lambda: ((5).__floor__(), (5).__format__('x'), (5).__bool__(), (5).__hash__()))
