/* SPDX-License-Identifier: MIT */
/* What the text at the prompt means while it is typed: is it finished, how far is the next line
 * indented, which colours. */
#ifndef RONDO_INPUT_H
#define RONDO_INPUT_H

#include "repl/screen.h"

/* Should Return go on with another line? closed: the text was pasted or recalled, an empty line
 * need not end its block. */
bool input_wants_more(const char *text, size_t len, bool closed);
/* A command of the shell, "%name ..." or "name?". */
bool input_is_command(const char *text, size_t len);
/* Columns of white space that a line behind text[0..point) begins with. */
size_t input_indent(const char *text, size_t point);
/* Where the styles of the tokens begin (malloc'd). */
size_t input_styles(const char *text, size_t len, StyleSpan **spans);

/* The syntax tree as text; false: a mistake. */
bool input_tree(const char *text, size_t len, Buffer *out);

#endif
