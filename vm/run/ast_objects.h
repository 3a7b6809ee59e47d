/* SPDX-License-Identifier: MIT */
/* Trees of the parser as objects of the module ast. */
#ifndef RONDO_AST_OBJECTS_H
#define RONDO_AST_OBJECTS_H

#include "vm/core/protocol.h"

/* What ast.def says: a list of (name, category, [(field, type), ...]), in the order of the node
   kinds. Owned. */
MUST_USE Value ast_table(Thread *t);
/* Parses; mode and flags as for compile_text. The tree as objects, owned; syntax errors are raised.
 */
MUST_USE Value ast_parse(Thread *t, Value filename, const char *text, size_t len, int mode,
                         uint32_t flags);
/* compile() of a tree of objects: the code, owned. TypeError and ValueError for what is no tree. */
MUST_USE Value ast_compile(Thread *t, Value tree, Value filename, int mode, uint32_t flags);
/* The blocks of a text and what their names mean: a list of tuples, see symbol_table.c. Arguments
   as of ast_parse. Owned. */
MUST_USE Value symbol_table(Thread *t, Value filename, const char *text, size_t len, int mode,
                            uint32_t flags);

#endif
