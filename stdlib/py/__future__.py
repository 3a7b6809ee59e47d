# SPDX-License-Identifier: MIT
"""The record of future statements: when a feature became optional, and when the rule."""

all_feature_names = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]

__all__ = ["all_feature_names"] + all_feature_names

CO_NESTED = 0x0010
CO_GENERATOR_ALLOWED = 0
CO_FUTURE_DIVISION = 0x20000
CO_FUTURE_ABSOLUTE_IMPORT = 0x40000
CO_FUTURE_WITH_STATEMENT = 0x80000
CO_FUTURE_PRINT_FUNCTION = 0x100000
CO_FUTURE_UNICODE_LITERALS = 0x200000
CO_FUTURE_BARRY_AS_BDFL = 0x400000
CO_FUTURE_GENERATOR_STOP = 0x800000
CO_FUTURE_ANNOTATIONS = 0x1000000


class _Feature:

    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        """The release in which the feature could first be asked for."""
        return self.optional

    def getMandatoryRelease(self):
        """The release in which it is the rule; None if that was given up."""
        return self.mandatory

    def __repr__(self):
        return "_Feature" + repr((self.optional, self.mandatory, self.compiler_flag))


def _define(name, optional, mandatory, flag):
    globals()[name] = _Feature(optional, mandatory, flag)


_define("nested_scopes", (2, 1, 0, "beta", 1), (2, 2, 0, "alpha", 0), CO_NESTED)
_define("generators", (2, 2, 0, "alpha", 1), (2, 3, 0, "final", 0), CO_GENERATOR_ALLOWED)
_define("division", (2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), CO_FUTURE_DIVISION)
_define("absolute_import", (2, 5, 0, "alpha", 1), (3, 0, 0, "alpha", 0),
        CO_FUTURE_ABSOLUTE_IMPORT)
_define("with_statement", (2, 5, 0, "alpha", 1), (2, 6, 0, "alpha", 0),
        CO_FUTURE_WITH_STATEMENT)
_define("print_function", (2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0),
        CO_FUTURE_PRINT_FUNCTION)
_define("unicode_literals", (2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0),
        CO_FUTURE_UNICODE_LITERALS)
_define("barry_as_FLUFL", (3, 1, 0, "alpha", 2), (4, 0, 0, "alpha", 0),
        CO_FUTURE_BARRY_AS_BDFL)
_define("generator_stop", (3, 5, 0, "beta", 1), (3, 7, 0, "alpha", 0),
        CO_FUTURE_GENERATOR_STOP)
_define("annotations", (3, 7, 0, "beta", 1), None, CO_FUTURE_ANNOTATIONS)
