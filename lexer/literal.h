/* SPDX-License-Identifier: MIT */
/* String tokens to the text they mean: prefixes, quotes, escapes. Used by the parser. */
#ifndef RONDO_LEXER_LITERAL_H
#define RONDO_LEXER_LITERAL_H

#include "lexer/lexer.h"

typedef struct Literal {
    const char *data; /* in the arena or in the source; bytes, or UTF-8 that may hold surrogates */
    size_t len;
    bool is_bytes;
} Literal;

/*
 * Decodes a T_STRING. False with *d set and placed (CPython's "(unicode error) ..." and the like,
 * MemoryError when short of memory). Invalid escapes are added to `w` (SyntaxWarning).
 */
bool literal_string(const Source *s, const Token *t, Arena *a, WarningList *w, Literal *out,
                    Diag *d);
/* Decodes a T_FSTRING_MIDDLE; errors are placed on `end`, its T_FSTRING_END, as CPython does. */
bool literal_middle(const Source *s, const Token *t, const Token *end, Arena *a, WarningList *w,
                    Literal *out, Diag *d);
/* The code point with that Unicode name or alias (any case), or UINT32_MAX. */
uint32_t unicode_name_find(const char *name, size_t len);
/* The code points that a named sequence stands for, in hexadecimal, or NULL. */
const char *unicode_sequence_find(const char *name, size_t len);
enum { UNICODE_NAME_ROOM = 64 };
/* The official name, or NULL; `space` is for names made by rule. */
const char *unicode_name_of(uint32_t cp, char space[UNICODE_NAME_ROOM]);

#endif
