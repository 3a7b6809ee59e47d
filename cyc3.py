from cyc4 import b
a = 1
