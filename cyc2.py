import cyc1
print("cyc2 sees", hasattr(cyc1, "a"))
