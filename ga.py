def __getattr__(n):
    if n == "lazy": return "lazy value"
    raise AttributeError(f"no {n} here")
def __dir__(): return ["lazy"]
