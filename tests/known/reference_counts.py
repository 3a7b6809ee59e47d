# sys.getrefcount
import sys
x = []
y = [x, x]
print(sys.getrefcount(x), sys.getrefcount(5), sys.getrefcount(None))
