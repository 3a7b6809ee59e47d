/* SPDX-License-Identifier: MIT */
/* SyntaxWarnings about expressions that can only fail or surprise. */
#ifndef RONDO_COMPILE_WARN_H
#define RONDO_COMPILE_WARN_H

#include "parser/bytecode/compiler.h"

void warn_compare(Compiler *c, const AstCompare *n);
/* `func` is what a call calls. */
void warn_call(Compiler *c, const Node *func);
void warn_subscript(Compiler *c, const AstSubscript *n);
void warn_assert(Compiler *c, const AstAssert *n);

#endif
