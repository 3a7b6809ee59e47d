/* SPDX-License-Identifier: MIT */
#include "lexer/literal.h"
#include "tests/unit/unit.h"

#include <string.h>

typedef struct Scanned {
    Source src;
    Arena arena;
    Lexer lx;
} Scanned;

static void scan(Scanned *s, const char *text, bool interactive)
{
    Diag d = {0};
    arena_init(&s->arena);
    CHECK(source_load(&s->src, "t.py", text, strlen(text), true, &d));
    CHECK(lexer_scan(&s->lx, &s->src, &s->arena, interactive));
}

static void scan_free(Scanned *s)
{
    lexer_free(&s->lx);
    arena_free(&s->arena);
    source_free(&s->src);
}

TEST(every_token_text_scans_to_its_kind)
{
    for (int kind = 0; kind < T_COUNT; kind++) {
        const char *text = token_text(kind);
        bool closes = kind == T_RPAR || kind == T_RSQB || kind == T_RBRACE;
        if (!text || closes)
            continue;
        Scanned s;
        scan(&s, text, false);
        CHECK(s.lx.tok[0].kind == kind);
        CHECK(s.lx.tok[0].end == strlen(text));
        scan_free(&s);
    }
}

TEST(soft_keywords_are_flagged_names)
{
    Scanned s;
    scan(&s, "match case type _ matches é", false);
    for (int i = 0; i < 4; i++)
        CHECK(s.lx.tok[i].kind == T_NAME && s.lx.tok[i].flags & TF_SOFT);
    CHECK(!(s.lx.tok[4].flags & TF_SOFT) && s.lx.tok[4].flags & TF_SPACE_BEFORE);
    CHECK(s.lx.tok[5].flags & TF_NON_ASCII);
    scan_free(&s);
}

static void check_error(const char *text, const char *type, const char *message, uint32_t line,
                        int col)
{
    Scanned s;
    scan(&s, text, false);
    CHECK(s.lx.diag.set && s.lx.tok[s.lx.count - 1].kind == T_ERROR);
    CHECK_TEXT(s.lx.diag.type, type);
    CHECK_TEXT(s.lx.diag.message, message);
    CHECK(s.lx.diag.line == line && s.lx.diag.col == col);
    scan_free(&s);
}

TEST(lexical_errors_are_cpythons)
{
    static const char syntax[] = "SyntaxError";
    check_error("x = 'abc\n", syntax, "unterminated string literal (detected at line 1)", 1, 5);
    check_error("'''a\nb\n", syntax,
                "unterminated triple-quoted string literal (detected at line 2)", 1, 1);
    check_error("f'a", syntax, "unterminated f-string literal (detected at line 1)", 1, 1);
    check_error("f'a}b'", syntax, "f-string: single '}' is not allowed", 1, 4);
    check_error("f'{a'", syntax, "f-string: expecting '}'", 1, 5);
    check_error("(\n]", syntax,
                "closing parenthesis ']' does not match opening parenthesis '(' "
                "on line 1",
                2, 1);
    check_error("x = (1,\n2\n", syntax, "'(' was never closed", 1, 5);
    check_error(")", syntax, "unmatched ')'", 1, 1);
    check_error("x — y", syntax, "invalid character '—' (U+2014)", 1, 3);
    check_error("x\xC2\xA0= 1", syntax, "invalid non-printable character U+00A0", 1, 2);
    check_error("0b12", syntax, "invalid digit '2' in binary literal", 1, 4);
    check_error("1__0", syntax, "invalid decimal literal", 1, 2);
    check_error("x \\ y", syntax, "unexpected character after line continuation character", 1, 4);
    check_error("x = \\\n", syntax, "unexpected EOF while parsing", 1, 6);
    check_error("if 1:\n\tx\n        y\n", "TabError",
                "inconsistent use of tabs and spaces in indentation", 3, 1);
    check_error("if 1:\n    x\n  y\n", "IndentationError",
                "unindent does not match any outer indentation level", 3, 4);
}

TEST(a_later_lexical_error_replaces_invalid_syntax)
{
    Scanned s;
    scan(&s, "a b\n'", false);
    CHECK(lexer_override(&s.lx, 1) == &s.lx.diag);
    scan_free(&s);
    scan(&s, "(a b\nc d", false);
    CHECK(lexer_override(&s.lx, 1) == NULL && lexer_override(&s.lx, 2) == &s.lx.unclosed);
    scan_free(&s);
    scan(&s, "a b\n \\ x", false);
    CHECK(lexer_override(&s.lx, 1) == NULL);
    scan_free(&s);
}

TEST(repl_sees_what_is_incomplete)
{
    static const struct {
        const char *text;
        bool incomplete;
    } cases[] = {
        {"x = 1\n", false}, {"if x:\n", true}, {"if x:\n  y\n", true}, {"if x:\n  y\n\n", false},
        {"(1,\n", true},    {"'''a\n", true},  {"'a\n", false},        {"x = \\\n", true},
        {"f'''{a\n", true}, {"f'''a\n", true}, {")\n", false},         {"", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Scanned s;
        scan(&s, cases[i].text, true);
        CHECK(s.lx.incomplete == cases[i].incomplete);
        scan_free(&s);
    }
}

TEST(names_are_normalized)
{
    Arena a;
    size_t len;
    arena_init(&a);
    const char *text = identifier_normalize(&a, "ﬁx", strlen("ﬁx"), &len);
    CHECK(len == 3 && memcmp(text, "fix", 3) == 0);
    CHECK(identifier_normalize(&a, "abc", 3, &len)[0] == 'a' && len == 3);
    arena_free(&a);
}

/* Decodes the first token as a string; an error is compared where text is NULL. */
static void check_literal(const char *source, const char *text, const char *message)
{
    Scanned s;
    Literal literal;
    Diag d = {0};
    WarningList warnings = {0};
    scan(&s, source, false);
    bool ok = literal_string(&s.src, &s.lx.tok[0], &s.arena, &warnings, &literal, &d);
    CHECK(ok == (text != NULL));
    if (ok) {
        CHECK(literal.len == strlen(text) && memcmp(literal.data, text, literal.len) == 0);
        CHECK_TEXT(warnings.first ? warnings.first->message : NULL, message);
    } else {
        CHECK_TEXT(d.message, message);
    }
    scan_free(&s);
}

TEST(string_escapes)
{
    check_literal("'a\\n\\x41\\101\\u0416\\U0001F600'", "a\nAAЖ😀", NULL);
    check_literal("r'a\\n'", "a\\n", NULL);
    check_literal("'a\\\nb'", "ab", NULL);
    check_literal("b'\\xff'", "\xff", NULL);
    check_literal("'\\N{BULLET}\\N{latin small letter e with acute}'", "•é", NULL);
    check_literal("'\\ud800'", "\xED\xA0\x80", NULL);
    check_literal("'\\d\\q'", "\\d\\q", "invalid escape sequence '\\d'");
    check_literal("'''a'b'''", "a'b", NULL);
    check_literal("'\\N{CJK UNIFIED IDEOGRAPH-4E00}'", "一", NULL);
}

TEST(string_errors)
{
#define UNICODE_ERROR "(unicode error) 'unicodeescape' codec can't decode bytes in position "
    check_literal("'\\x4'", NULL, UNICODE_ERROR "0-2: truncated \\xXX escape");
    check_literal("'é\\u12'", NULL, UNICODE_ERROR "10-13: truncated \\uXXXX escape");
    check_literal("'\\U00110000'", NULL, UNICODE_ERROR "0-9: illegal Unicode character");
    check_literal("'\\N{foo}'", NULL, UNICODE_ERROR "0-6: unknown Unicode character name");
    check_literal("'\\N'", NULL, UNICODE_ERROR "0-1: malformed \\N character escape");
    check_literal("b'\\x4'", NULL, "(value error) invalid \\x escape at position 0");
    check_literal("b'é'", NULL, "bytes can only contain ASCII literal characters");
}
