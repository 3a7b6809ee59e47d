# SPDX-License-Identifier: MIT
"""What modules show of how they were found: the C finder makes one ModuleSpec for each file."""


class _NamespacePath(list):
    def __repr__(self):
        return f'_NamespacePath({super().__repr__()})'


class ModuleSpec:
    def __init__(self, name, loader, origin=None, is_package=False):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.submodule_search_locations = [origin.rpartition('/')[0]] if is_package and origin else None
        self.cached = None
        self._initializing = False

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition('.')[0]

    @property
    def has_location(self):
        return self.origin is not None

    def __repr__(self):
        parts = [f'name={self.name!r}', f'loader={self.loader!r}']
        if self.origin is not None:
            parts.append(f'origin={self.origin!r}')
        if self.submodule_search_locations is not None:
            parts.append(f'submodule_search_locations={self.submodule_search_locations}')
        return f'ModuleSpec({", ".join(parts)})'
