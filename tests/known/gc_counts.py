# gc.get_count() and gc.get_threshold(), and what gc.collect() counts
import gc
gc.collect()
class A:
    pass

for i in range(3):
    a = A()
    a.me = a
del a
print(gc.get_threshold(), gc.collect())
