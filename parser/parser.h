/* SPDX-License-Identifier: MIT */
/*
 * Source text to tree. Errors are CPython 3.13's: type, words and position. What a symbol table
 * or a compiler finds ('return' outside function, duplicate argument ...) is not looked for here.
 */
#ifndef RONDO_PARSER_H
#define RONDO_PARSER_H

#include "parser/ast.h"

typedef enum ParseMode {
    MODE_EXEC,   /* a file: Module */
    MODE_EVAL,   /* one expression: Expression */
    MODE_SINGLE, /* one interactive statement: Interactive */
    MODE_CELL    /* any number of interactive statements: Module */
} ParseMode;

typedef struct ParseResult {
    Node *tree;           /* NULL: see diag */
    IdentTable names;     /* all names of the tree; the compiler adds mangled ones */
    Diag diag;            /* the error, when tree is NULL; its strings live in the arena */
    WarningList warnings; /* SyntaxWarnings of lexer and parser, by kind, not by line */
    bool incomplete; /* MODE_SINGLE, MODE_CELL: the text is a correct beginning; more lines may mend
                        it */
} ParseResult;

/*
 * Scans and parses the whole source; tree and messages live in `arena`, which the caller frees.
 * Returns true when r->tree is there; false with r->diag set, MemoryError included.
 */
bool parse_source(const Source *src, Arena *arena, ParseMode mode, ParseResult *r);

#endif
