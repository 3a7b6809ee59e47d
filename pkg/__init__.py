print("pkg init", __name__, __package__)
x = 1
__all__ = ["x", "mod"]
