def f(a, /, b, *args, k=1, **kw): return a, b, args, k, kw
def g(*args, k): return args, k
def h(a, /, **kw): return a, kw
def e(*, x, y=[2]): return x, y
class O: pass
o = "s" * 3
for call in ("f(1,2)", "f(1,2,3,4,k=5)", "f(1,b=2,z=o)", "f(1,2,a=o)", "f([1],[2],[3],[4],k=[5],q=[6],r=[7])", "g(1,2,3,k=[4])", "g(k=o)", "h([1],a=[2])", "h(1,b=2,a=3)", "e(x=[1])", "e(y=1,x=2)",
  "f(1)", "f(1,2,b=3)", "g(1)", "h(a=1)", "e()", "e(z=1)", "g(1,2,j=3)", "f(1,2,3,b=4)", "f()", "g(*range(30),k=1)", "f(*range(30),**{'x':1})"):
    for _ in range(3):
        try: print(call, eval(call))
        except TypeError as x: print(call, x)
def loop():
    for i in range(3):
        print(f([i],[2],[3],k=[i],q=[6]), g(i, [i], k=i), h([1], a=[i], c=o), e(x=i))
loop()
