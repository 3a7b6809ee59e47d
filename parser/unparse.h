/* SPDX-License-Identifier: MIT */
/* The text of an expression as CPython's compiler writes it for postponed annotations. */
#ifndef RONDO_UNPARSE_H
#define RONDO_UNPARSE_H

#include "parser/ast.h"

/* Appends the text; false when memory is short. */
bool unparse_expr(const Node *n, Buffer *out);
/* Appends repr() of a complex number. */
void unparse_complex(double real, double imag, Buffer *out);

#endif
