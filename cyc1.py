import cyc2
a = 1
