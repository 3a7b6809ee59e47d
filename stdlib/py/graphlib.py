# SPDX-License-Identifier: MIT
"""Putting the nodes of a graph into an order in which each comes after those it needs."""

from types import GenericAlias

__all__ = ["TopologicalSorter", "CycleError"]

_PASSED_OUT = -1
_DONE = -2


class CycleError(ValueError):
    """The graph has a cycle: args[1] are its nodes, the first one again at the end."""


class _Node:
    """missing: how many predecessors are not done, or one of the states above."""
    __slots__ = ('node', 'missing', 'successors')

    def __init__(self, node):
        self.node = node
        self.missing = 0
        self.successors = []


class TopologicalSorter:
    """Collects a graph, {node: its predecessors}, and hands out what is ready."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed_out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _info(self, node):
        info = self._nodes.get(node)
        if info is None:
            self._nodes[node] = info = _Node(node)
        return info

    def add(self, node, *predecessors):
        """A node and those that come before it; more can be added later."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        info = self._info(node)
        info.missing += len(predecessors)
        for predecessor in predecessors:
            self._info(predecessor).successors.append(node)

    def prepare(self):
        """The graph is complete: look for cycles."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [info.node for info in self._nodes.values() if info.missing == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """The nodes that have become ready, as a tuple."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].missing = _PASSED_OUT
        self._ready.clear()
        self._passed_out += len(result)
        return result

    def is_active(self):
        """Whether there is more to come."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._passed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """These nodes are finished."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if info.missing >= 0:
                raise ValueError(f"node {node!r} was not passed out "
                                 f"(still not ready)" if info.missing > 0 or True else '')
            if info.missing == _DONE:
                raise ValueError(f"node {node!r} was already marked done")
            info.missing = _DONE
            for successor in info.successors:
                after = self._nodes[successor]
                after.missing -= 1
                if after.missing == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        """A walk in depth; a node that is on the way already closes a cycle."""
        way, ways_on, position, seen = [], [], {}, set()
        for node in self._nodes:
            while True:
                if node in seen:
                    if node in position:
                        return way[position[node]:] + [node]
                else:
                    seen.add(node)
                    ways_on.append(iter(self._nodes[node].successors).__next__)
                    position[node] = len(way)
                    way.append(node)
                while way:
                    try:
                        node = ways_on[-1]()
                        break
                    except StopIteration:
                        del position[way.pop()]
                        ways_on.pop()
                else:
                    break
        return None

    def static_order(self):
        """All nodes in order, one by one."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    __class_getitem__ = classmethod(GenericAlias)
