/* SPDX-License-Identifier: MIT */
/* Where a statement that is typed line by line ends. */
#include <string.h>
#include "parser/parser.h"
#include "repl/statement.h"

/* A statement with a block of its own ends with an empty line, as at CPython's prompt. */
static bool is_compound(const Node *tree)
{
    const AstInteractive *n = (const AstInteractive *)tree;
    switch (n->body.count ? n->body.items[0]->kind : N_Pass) {
    case N_FunctionDef: case N_AsyncFunctionDef: case N_ClassDef: case N_For: case N_AsyncFor: case N_While: case N_If:
    case N_With: case N_AsyncWith: case N_Match: case N_Try: case N_TryStar:
        return true;
    default:
        return false;
    }
}

/* Parses the text so far; *block: it is a compound statement, *indentation: what is wrong is a block. */
static bool text_parses(const Buffer *text, ParseMode mode, bool *incomplete, bool *block, bool *indentation)
{
    Arena arena;
    arena_init(&arena);
    Source src = {0};
    ParseResult r = {0};
    bool ok = source_load(&src, "<stdin>", text->data, text->len, true, &r.diag) && parse_source(&src, &arena, mode, &r);
    *incomplete = r.incomplete;
    *block = ok && mode == MODE_SINGLE && is_compound(r.tree);
    *indentation = !ok && r.diag.type && !strcmp(r.diag.type, "IndentationError");
    source_free(&src);
    arena_free(&arena);
    return ok;
}

bool statement_ends(const Buffer *text, bool empty_line)
{
    bool incomplete, block, indentation;
    if (text_parses(text, MODE_SINGLE, &incomplete, &block, &indentation))
        return !block || empty_line;
    if (incomplete && empty_line) { /* a block that the empty line leaves without a body */
        text_parses(text, MODE_EXEC, &incomplete, &block, &indentation);
        return indentation;
    }
    return !incomplete;
}
