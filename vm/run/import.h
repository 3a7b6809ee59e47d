/* SPDX-License-Identifier: MIT */
/* The import system, and running source text. */
#ifndef RONDO_IMPORT_H
#define RONDO_IMPORT_H

#include "vm/core/frame.h"

/* A library module written in the language, frozen into the binary as source text; the table is
   generated at build time from stdlib/py. Ends with name NULL. */
typedef struct FrozenModule {
    const char *name;
    const char *source;
    uint32_t size;
    bool package;
} FrozenModule;
extern const FrozenModule frozen_modules[];
/* Their code, in the same order: compiled when Rondo was built, see parser/freeze. */
extern const CodeUnit *const frozen_units[];
const FrozenModule *frozen_find(const char *name);

/* A module in C: rows of stdlib/modules.def. init returns a new module, owned. */
typedef struct NativeModule {
    const char *name;
    Value (*init)(Thread *t);
} NativeModule;
extern const NativeModule native_modules[];

/* What __import__ does; globals (or NULL) tell the package for relative imports. Owned. */
MUST_USE Value import_absolute_or_relative(Thread *t, Dict *globals, Str *name, Value fromlist,
                                           int64_t level);

/* IMPORT_NAME: through builtins.__import__ if a script has replaced it. Owned. */
MUST_USE Value import_name(Thread *t, Dict *globals, Str *name, Value fromlist, int64_t level);
/* IMPORT_FROM: attribute, or submodule from sys.modules; ImportError in CPython's words. */
MUST_USE Value import_from(Thread *t, Value module, Str *name);
/* IMPORT_STAR into a namespace (dict or mapping). */
MUST_USE int import_star(Thread *t, Value module, Value space);
/* __build_class__(func, name, *bases, metaclass=..., **kw). */
MUST_USE Value build_class(Thread *t, const Value *args, uint32_t nargs, Value kwnames);

/* Compiles; syntax errors are raised as exceptions, warnings issued. A Code, owned. */
MUST_USE Value compile_text(Thread *t, Value filename, const char *text, size_t len, int mode,
                            uint32_t flags, bool library);
/* Runs a function's code with `locals` as its namespace (a class body, a module): its result. */
MUST_USE Value function_run(Thread *t, TAKES Function *fn, Value locals);
/* Runs module-level code with these namespaces; locals EMPTY: globals. The result of an expression
 * (eval) or NONE. */
MUST_USE Value code_run(Thread *t, Code *code, Dict *globals, Value locals);

#endif
