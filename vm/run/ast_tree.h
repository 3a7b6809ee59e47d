/* SPDX-License-Identifier: MIT */
/* parser/ast.h for files of the VM: operators of the tree have names that the VM gives to its own.
 */
#ifndef RONDO_AST_TREE_H
#define RONDO_AST_TREE_H

#define CMP_EQ      TREE_CMP_EQ
#define CMP_LT      TREE_CMP_LT
#define CMP_GT      TREE_CMP_GT
#define OP_ADD      TREE_OP_ADD
#define OP_SUB      TREE_OP_SUB
#define OP_MATMULT  TREE_OP_MATMULT
#define OP_MOD      TREE_OP_MOD
#define OP_POW      TREE_OP_POW
#define OP_LSHIFT   TREE_OP_LSHIFT
#define OP_RSHIFT   TREE_OP_RSHIFT
#define OP_FLOORDIV TREE_OP_FLOORDIV
#include "parser/ast.h"
#undef CMP_EQ
#undef CMP_LT
#undef CMP_GT
#undef OP_ADD
#undef OP_SUB
#undef OP_MATMULT
#undef OP_MOD
#undef OP_POW
#undef OP_LSHIFT
#undef OP_RSHIFT
#undef OP_FLOORDIV
#include "parser/parser.h"
#include "vm/core/protocol.h"

/* What a text is parsed for: makes it from the tree. Owned; V_EMPTY: the compiler shall word what
   is wrong. */
typedef Value SourceReader(Thread *t, const Source *src, Arena *arena, ParseResult *r);
/* Parses the text for `reader`; mode and flags as for compile_text. What the reader made, owned, or
   SyntaxError. In ast_objects.c. */
MUST_USE Value ast_read(Thread *t, Value filename, const char *text, size_t len, int mode,
                        uint32_t flags, SourceReader *reader);

#endif
