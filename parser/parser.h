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

/*
 * The same for a file, bit by bit. Each function and class of the module's level is handed out as
 * soon as it is read, with the statements before it; when `take` returns, its body's memory is
 * given back, the rest of the node stays. Names, messages and what the taker wants to keep live in
 * `keep`, the tree in `arena`. False, without a word about the reason, if there is anything to
 * complain about: an error, a warning, lack of memory, or a taker that returned false. Then
 * parse_source is to be asked.
 */
typedef struct PieceTaker {
    bool (*take)(void *arg, Node *n, const NodeList *before);
    void *arg;
} PieceTaker;
bool parse_pieces(const Source *src, Arena *arena, Arena *keep, const PieceTaker *taker,
                  ParseResult *r);

#endif
