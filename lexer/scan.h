/* SPDX-License-Identifier: MIT */
/* The scanner's state, shared by the files of this room: lexer.re, layout, fstring, number, ident.
 */
#ifndef RONDO_LEXER_SCAN_H
#define RONDO_LEXER_SCAN_H

#include "lexer/lexer.h"

/* CPython's limits. */
enum { MAX_BRACKETS = 200, MAX_INDENTS = 100, MAX_FSTRINGS = 150, MAX_FIELDS = 3 };

typedef struct Bracket {
    char open;
    uint32_t line;
    const char *at;
} Bracket;

/*
 * An f-string that is being read. `depth` is the number of brackets open in it and `fields` the
 * number of replacement fields (a field in a format spec nests), so the innermost bracket is a
 * field's brace exactly when they are equal. Scan.depth is a count of its own: a string that ends
 * in the middle of a field leaves the field's brace open there, as in CPython.
 */
typedef struct FString {
    const char *start;
    uint32_t line;
    uint32_t depth;
    uint8_t fields;
    char quote;
    uint8_t quote_size;
    bool raw;
    uint16_t aux; /* PREFIX_* of all its tokens */
    bool in_text; /* between fields: the next token is a middle, a brace or the end */
    bool in_spec;
} FString;

typedef struct Scan {
    Lexer *lx;
    const char *text; /* whole source; *end == 0 */
    const char *cur, *end;
    const char *start; /* of the token being read */
    uint32_t line, start_line;
    uint32_t depth, fstrings, indents;
    uint16_t aux; /* string prefix of the token being read */
    uint8_t flags;
    uint8_t skip;    /* bytes to pass over behind the token */
    TokenKind first; /* where scanning goes on: behind the first token of a line, which is this
                        one, or before a line (T_NEWLINE) */
    bool no_memory;
    bool decorated;     /* the line before it was a decorator */
    bool eof_in_string; /* the error is a triple-quoted string that the REPL may go on with */
    Bracket bracket[MAX_BRACKETS];
    FString fstring[MAX_FSTRINGS];
    uint32_t column[MAX_INDENTS], alt_column[MAX_INDENTS]; /* tabs as 8 and as 1 */
    uint8_t keyword_first[256];    /* first keyword with that initial, T_COUNT if none */
    uint16_t keyword_lengths[256]; /* a bit for each length of a keyword with that initial */
} Scan;

/* The innermost f-string, or NULL. */
static inline FString *scan_fstring(Scan *s)
{
    return s->fstrings ? &s->fstring[s->fstrings - 1] : NULL;
}

/* Errors: each records the diagnostic and returns T_ERROR. */
/* At the character before `at`, as CPython places errors of its tokenizer. */
TokenKind scan_error(Scan *s, uint32_t line, const char *at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Errors that CPython's parser words after the tokenizer gave up; offset in code points, 1-based.
 */
TokenKind scan_error_late(Scan *s, const char *type, uint32_t line, int offset, int end_offset,
                          const char *message);
/* First byte of a line. */
const char *scan_line_text(const Scan *s, uint32_t line);

/* The next token that is not layout, from s->cur (lexer.re). */
TokenKind scan_token(Scan *s);
/* A token of text inside an f-string (fstring.c). */
TokenKind fstring_text(Scan *s);
/* After a string prefix and its quotes; s->cur is behind the quotes. */
TokenKind fstring_open(Scan *s, char quote, int quote_size);
TokenKind string_body(Scan *s, char quote, int quote_size);
/* Brackets, with the bookkeeping of f-string fields (layout.c). */
TokenKind bracket_open(Scan *s, TokenKind kind);
TokenKind bracket_close(Scan *s, TokenKind kind);
/* A backslash at s->cur - 1: joins the next line. Returns T_ERROR or T_COUNT (go on). */
TokenKind layout_continue(Scan *s);
/* A number that needs a closer look: reads it again as CPython does (number.c). */
TokenKind number_check(Scan *s);
/* Fills the table of keywords. */
void identifier_init(Scan *s);
/* A word of ASCII: keyword or name (ident.c). */
TokenKind identifier_ascii(Scan *s);
/* A word with other letters: checks them one by one. */
TokenKind identifier_check(Scan *s);
/* A character that can start nothing. */
TokenKind identifier_reject(Scan *s);

#endif
