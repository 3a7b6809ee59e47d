import fractions
for s in '006f', '.010f', '.02f', '.000f', '.0f', '0f', '10f', '05.1f', '00.2f':
    try: print(format(fractions.Fraction(2, 3), s))
    except ValueError as e: print(e)
