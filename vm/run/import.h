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
MUST_USE Value import_name(Thread *t, const Function *f, Str *name, Value fromlist, int64_t level);
/* IMPORT_FROM: attribute, or submodule from sys.modules; ImportError in CPython's words. */
MUST_USE Value import_from(Thread *t, Value module, Str *name);
/* IMPORT_STAR into a namespace (dict or mapping). */
MUST_USE int import_star(Thread *t, Value module, Value space);
/* __build_class__(func, name, *bases, metaclass=..., **kw). */
MUST_USE Value build_class(Thread *t, const Value *args, uint32_t nargs, Value kwnames);

/* ---- import_hooks.c ---- */

/* For _imp: what importlib's machinery lends to the import system. 0 or -1. */
MUST_USE int import_set_machinery(Thread *t, Value importer);
/* Has no script changed sys.meta_path or sys.path_hooks? Then the finder in C does it. */
bool import_is_standard(Thread *t);
/* Finds and runs a module by sys.meta_path; path: the parent's, or EMPTY. None: nobody knows it. */
MUST_USE Value import_by_hooks(Thread *t, Value name, Value path);
/* Gives a module __spec__, __loader__ and the attributes that follow from these. file: its path,
   None for one of the library; portions: list of folders, or None. 0 or -1. */
MUST_USE int import_describe(Thread *t, Value module, Value name, Value file, bool package,
                             Value portions);
/* While its code runs, the spec of a module says so. */
void import_mark_initializing(Thread *t, Value module, bool flag);
bool import_is_initializing(Thread *t, Value module);
/* The parent's spec knows which of its modules are being imported. 0 or -1. */
MUST_USE int import_note_child(Thread *t, Value parent, Value child, bool begins);
/* Why a module may lack a name. *file: where it came from, owned, or EMPTY. */
typedef enum {
    TROUBLE_NONE,
    TROUBLE_HIDES_LIBRARY, /* it lies beside the script and is named as a module of the library */
    TROUBLE_BESIDE_SCRIPT, /* it lies beside the script, and its code still runs */
    TROUBLE_INITIALIZING,  /* its code still runs */
} ImportTrouble;
ImportTrouble import_trouble(Thread *t, Value module, Value name, Value *file);
/* Is module.NAME being imported? */
bool import_is_child_waiting(Thread *t, Value module, Str *name);
/* Calls the function _begin of a module of the library, if it has one: vm/run/preload.h. 0 or -1.
 */
MUST_USE int import_begin(Thread *t, Value module);
/* For _imp: the code of a module in the language. Owned. */
MUST_USE Value import_frozen_code(Thread *t, const FrozenModule *m);
/* A module in C of that name, or NULL; has CPython it built in or frozen, so that nothing hides it?
 */
const NativeModule *native_find(const char *name);
bool import_is_core(const char *name);
/* Compiles; syntax errors are raised as exceptions, warnings issued. A Code, owned. */
MUST_USE Value compile_text(Thread *t, Value filename, const char *text, size_t len, int mode,
                            uint32_t flags, bool library);
/* The same for a tree that is there already (parser/bytecode/code.h). */
struct ParseResult;
MUST_USE Value compile_made_tree(Thread *t, Value filename, struct ParseResult *made, Arena *arena,
                                 int mode, uint32_t flags);
/* Runs a function's code with `locals` as its namespace (a class body, a module): its result. */
MUST_USE Value function_run(Thread *t, TAKES Function *fn, Value locals);
/* Runs module-level code with these namespaces; locals EMPTY: globals. The result of an expression
 * (eval) or NONE. */
MUST_USE Value code_run(Thread *t, Code *code, Dict *globals, Value locals);

#endif
