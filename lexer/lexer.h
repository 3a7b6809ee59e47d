/* SPDX-License-Identifier: MIT */
/*
 * Text to tokens. The whole source is scanned into one array (the parser backtracks freely by
 * index), or some statements at a time into a window that moves along (lexer_more). A lexical error
 * becomes a final T_ERROR token whose Diag is kept in the Lexer: it is raised only when the parser
 * reaches it, because CPython reads tokens lazily too.
 */
#ifndef RONDO_LEXER_H
#define RONDO_LEXER_H

#include "lexer/base.h"

typedef enum TokenKind {
#define TOKEN(name, text)   T_##name,
#define KEYWORD(name, text) T_KW_##name,
#include "lexer/tokens.def"
#undef TOKEN
#undef KEYWORD
    T_COUNT
} TokenKind;

typedef struct Token {
    uint8_t kind;
    uint8_t flags;           /* TF_* */
    uint16_t aux;            /* string prefix bits, PREFIX_*, for T_STRING and T_FSTRING_* */
    uint32_t start, end;     /* byte offsets into Source.text */
    uint32_t line, end_line; /* 1-based */
} Token;

enum { TF_SPACE_BEFORE = 1, TF_NON_ASCII = 2, TF_SOFT = 4 /* soft keyword: match case type _ */ };
enum { PREFIX_BYTES = 1, PREFIX_RAW = 2, PREFIX_UNICODE = 4, PREFIX_F = 8, PREFIX_TRIPLE = 16 };

typedef struct Lexer {
    const Source *src;
    Arena *arena;
    Token *tok; /* owned: lexer_free */
    uint32_t count, cap;
    struct Scan *scan; /* where it goes on, in the arena */
    bool done;         /* the last token is ENDMARKER or ERROR: there are no more */
    Diag diag;         /* the error behind the T_ERROR token, which is then the last one */
    Diag unclosed; /* set if a bracket was open where scanning stopped: "'(' was never closed" */
    bool unclosed_field; /* it is the brace of a replacement field, which CPython does not report so
                          */
    bool eager;          /* the error is one that replaces a generic "invalid syntax" before it */
    bool interactive;    /* REPL: an open block or bracket at the end sets `incomplete` */
    bool incomplete;
    WarningList warnings; /* "invalid decimal literal" and the like, in the arena */
} Lexer;

/* Scans everything; false only when memory ran out. Unclosed brackets, tabs etc. end in T_ERROR. */
bool lexer_scan(Lexer *lx, const Source *src, Arena *arena, bool interactive);
/* Gets ready to scan by windows: no token is there yet. False when memory ran out. */
bool lexer_begin(Lexer *lx, const Source *src, Arena *arena, bool interactive);
/*
 * Forgets the tokens before `keep` and scans on, some thousand tokens or to the end of the source.
 * Unless that is reached, the last token begins a statement of the module's level and those before
 * it are complete statements. Two tokens behind the last one may be looked at: nothing takes them.
 */
bool lexer_more(Lexer *lx, uint32_t keep);
/* Frees the token array (the arena stays the caller's). */
void lexer_free(Lexer *lx);
/*
 * CPython reads the rest of the file when its parser has nothing better to say than "invalid
 * syntax": the lexical error that replaces such an error raised on `line`, or NULL.
 */
const Diag *lexer_override(const Lexer *lx, uint32_t line);
/* An identifier in NFKC, as the language compares them; the text itself where it is ASCII. */
const char *identifier_normalize(Arena *a, const char *text, size_t len, size_t *out_len);
/* What may start and continue a name, and what repr() shows as it is (str.isprintable). */
bool identifier_is_start(uint32_t c);
bool identifier_is_continue(uint32_t c);
bool identifier_is_printable(uint32_t c);
const char *
token_name(TokenKind kind); /* "NAME", "NEWLINE", "LPAR", ... as CPython's token module */
const char *token_text(TokenKind kind); /* "(", "async", or NULL */
/* 0-based byte column of the token's start / end within its line. */
uint32_t token_col(const Source *s, const Token *t);
uint32_t token_end_col(const Source *s, const Token *t);
/*
 * Notes on positions. INDENT spans the white space of its line (CPython's "unexpected indent" has
 * offset token_end_col and end_offset -1). DEDENT is empty and stands where the next token starts.
 * NEWLINE spans the newline. ENDMARKER stands on the line after the last one. FSTRING_MIDDLE ends
 * after the first brace of a doubled one, and may be empty: neighbours are to be joined.
 * OP is a character (or "<>") that no grammar rule takes.
 */
/* The --tokens listing: one line a token, "line,col-line,col: NAME 'text'" as `python -m tokenize`.
 */
void lexer_dump(const Lexer *lx, Buffer *out);

#endif
