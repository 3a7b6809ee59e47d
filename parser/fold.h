/* SPDX-License-Identifier: MIT */
/*
 * Constant folding on the tree, by the rules of CPython 3.13's optimizer: arithmetic on constants
 * below its size limits, tuples of constants, `not`, constant subscripts, and the displays that
 * `in` and `for` only look at. A folded value that the grammar has no literal for (a tuple, a
 * negative number) becomes a Constant of kind CONST_LITERAL.
 */
#ifndef RONDO_FOLD_H
#define RONDO_FOLD_H

#include "parser/ast.h"
#include "parser/bytecode/code.h"

enum { CONST_LITERAL = 32 }; /* beside ConstKind: u.bytes is a `const Literal *` */

/* The value of a Constant node as a literal; *out may point into the tree. */
void constant_literal(const Constant *c, Literal *out);
/* Replaces *slot, whose children are folded already, by its value if it has one. */
void fold_expr(Node **slot, Arena *arena);
/* Right side of `in`, or what `for` runs over: a display becomes a constant or a tuple. */
void fold_iterable(Node **slot, Arena *arena);
/* 1 true, 0 false, -1 not a constant. */
int constant_truth(const Node *n);
/* A Constant node at the place of `like`. NULL when memory is short. */
Node *constant_new(Arena *arena, const Node *like, const Literal *value);

/* The f-string that a `%` of a string constant and a tuple display is, or NULL. */
Node *fold_format(const AstBinOp *n, Arena *arena);

#endif
