# Containers that change while they are pickled.
import io
import pickle


class Clearer:
    pass


def check(collection, protocol):
    class Evil(pickle.Pickler):
        def persistent_id(self, obj):
            if isinstance(obj, Clearer):
                collection.clear()
            return None

        def reducer_override(self, obj):
            if isinstance(obj, Clearer):
                return int, (5,)
            return NotImplemented

    try:
        Evil(io.BytesIO(), protocol).dump(collection)
        return 'written'
    except RuntimeError as e:
        return str(e)


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    print(protocol, check([Clearer()], protocol), check([Clearer(), Clearer()], protocol), check({Clearer()}, protocol),
          check({Clearer(): 1}, protocol), check([[Clearer() for _ in range(5)] for _ in range(3)], protocol))
