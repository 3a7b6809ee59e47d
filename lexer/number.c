/* SPDX-License-Identifier: MIT */
/*
 * Numbers that are followed by something a number cannot be followed by. The table in lexer.re has
 * read the longest number; here the digits are walked again, one by one, because CPython's message
 * and column depend on the place where the walk stops.
 */
#include "lexer/scan.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

static bool is_word(char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_';
}

/* Keywords that may follow a number without a space: CPython warns, for now. */
static bool keyword_follows(const char *p)
{
    static const char *const words[] = {"and", "else", "for", "or", "not"};
    if (p[0] == 'i') /* here CPython does not look for the end of the word */
        return p[1] == 'f' || p[1] == 'n' || p[1] == 's';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (strncmp(p, words[i], len) == 0)
            return !is_word(p[len]) && (signed char)p[len] >= 0;
    }
    return false;
}

static TokenKind fail(Scan *s, const char *at, const char *kind)
{
    return scan_error(s, s->line, at, "invalid %s literal", kind);
}

/* Ends the number at p, if what follows allows it. */
static TokenKind number_end(Scan *s, const char *p, const char *kind)
{
    if (keyword_follows(p)) {
        const char *line = scan_line_text(s, s->line);
        warning_add(&s->lx->warnings, s->lx->arena, s->line,
                    (int)utf8_length(line, (size_t)(p - line)), "SyntaxWarning",
                    "invalid %s literal", kind);
    } else if (is_word(*p)) {
        return fail(s, p, kind);
    }
    s->cur = p;
    return T_NUMBER;
}

/* Digits with single underscores between them; NULL with the error set. */
static const char *skip_digits(Scan *s, const char *p)
{
    for (;;) {
        while (is_digit(*p))
            p++;
        if (*p != '_')
            return p;
        if (!is_digit(*++p)) {
            fail(s, p, "decimal");
            return NULL;
        }
    }
}

/* 0x, 0o and 0b; p is behind the letter. */
static TokenKind number_based(Scan *s, const char *p, int base)
{
    const char *kind = base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
    const char last = base == 8 ? '7' : '1';
    do {
        if (*p == '_')
            p++;
        const char *first = p;
        while (base == 16 ? is_hex(*p) : *p >= '0' && *p <= last)
            p++;
        if (base != 16 && is_digit(*p))
            return scan_error(s, s->line, p + 1, "invalid digit '%c' in %s literal", *p, kind);
        if (p == first)
            return fail(s, p, kind);
    } while (*p == '_');
    return number_end(s, p, kind);
}

/* From the point, the exponent or the letter j on; p is behind the integer part. */
static TokenKind number_tail(Scan *s, const char *p)
{
    if (*p == '.') {
        p++;
        if (is_digit(*p) && !(p = skip_digits(s, p)))
            return T_ERROR;
    }
    if (*p == 'e' || *p == 'E') {
        const char *digits = p + 1;
        if (*digits == '+' || *digits == '-') {
            if (!is_digit(*++digits))
                return fail(s, digits, "decimal");
        } else if (!is_digit(*digits)) {
            return number_end(s, p, "decimal");
        }
        if (!(p = skip_digits(s, digits)))
            return T_ERROR;
    }
    if (*p == 'j' || *p == 'J')
        return number_end(s, p + 1, "imaginary");
    return number_end(s, p, "decimal");
}

/* A number that starts with 0: only zeros may follow, unless it is a float. */
static TokenKind number_zero(Scan *s, const char *p)
{
    for (;;) {
        if (*p == '_' && !is_digit(*++p))
            return fail(s, p, "decimal");
        if (*p != '0')
            break;
        p++;
    }
    const char *zeros_end = p + 1;
    bool nonzero = is_digit(*p);
    if (nonzero && !(p = skip_digits(s, p)))
        return T_ERROR;
    if (!nonzero || *p == '.' || (*p | 0x20) == 'e' || (*p | 0x20) == 'j')
        return number_tail(s, p);
    scan_error(s, s->line, s->start + 1,
               "leading zeros in decimal integer literals are not "
               "permitted; use an 0o prefix for octal integers");
    /* CPython counts bytes here. */
    const char *line = scan_line_text(s, s->line);
    s->lx->diag.col = (int)(s->start - line) + 1;
    s->lx->diag.end_col = (int)(zeros_end - line);
    return T_ERROR;
}

TokenKind number_check(Scan *s)
{
    const char *p = s->start;
    bool bare_prefix = s->cur - p == 2 && !is_digit(p[1]);
    if (!is_word(*s->cur) && !bare_prefix)
        return T_NUMBER;
    char second = p[1] | 0x20;
    if (p[0] == '.')
        return number_tail(s, p);
    if (p[0] != '0') {
        p = skip_digits(s, p);
        return p ? number_tail(s, p) : T_ERROR;
    }
    if (second == 'x' || second == 'o' || second == 'b')
        return number_based(s, p + 2, second == 'x' ? 16 : second == 'o' ? 8 : 2);
    return number_zero(s, p + 1);
}
