/* SPDX-License-Identifier: MIT */
#ifndef RONDO_STATEMENT_H
#define RONDO_STATEMENT_H

#include "lexer/lexer.h"

/* Is the text so far a complete statement, or wrong beyond repair? empty_line: its last line is empty. */
bool statement_ends(const Buffer *text, bool empty_line);

#endif
