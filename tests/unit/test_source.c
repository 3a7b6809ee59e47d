/* SPDX-License-Identifier: MIT */
#include "lexer/base.h"
#include "tests/unit/unit.h"

#include <string.h>

/* Loads a literal and checks text and message; either may be NULL. */
static void check_load(const char *bytes, size_t len, SourceKind kind, const char *text,
                       const char *message)
{
    Source s;
    Diag d = {0};
    bool ok = source_load(&s, "t.py", bytes, len, kind, &d);
    CHECK(ok == (message == NULL));
    CHECK_TEXT(d.message, message);
    if (ok)
        CHECK_TEXT(s.text, text);
    source_free(&s);
}
#define CHECK_LOAD(bytes, text, message) \
    check_load(bytes, sizeof bytes - 1, SOURCE_FILE, text, message)

TEST(source_normalizes_newlines)
{
    CHECK_LOAD("a\r\nb\rc\n", "a\nb\nc\n", NULL);
    CHECK_LOAD("a", "a\n", NULL);
    CHECK_LOAD("", "", NULL);
    CHECK_LOAD("\r\r\n\n", "\n\n\n", NULL);
}

TEST(source_decodes_declared_encodings)
{
    CHECK_LOAD("\xEF\xBB\xBFx\n", "x\n", NULL);
    CHECK_LOAD("# coding: latin-1\n\xE9\n", "# coding: latin-1\n\xC3\xA9\n", NULL);
    CHECK_LOAD("#!x\n# -*- coding: cp1251 -*-\n\xE6\n", "#!x\n# -*- coding: cp1251 -*-\nж\n", NULL);
    CHECK_LOAD("# vim: fileencoding=KOI8_R\n\xD6\n", "# vim: fileencoding=KOI8_R\nж\n", NULL);
    CHECK_LOAD("x\n# coding: foo\n", "x\n# coding: foo\n", NULL);
    CHECK_LOAD("\n\n# coding: foo\n", "\n\n# coding: foo\n", NULL);
}

TEST(source_refuses_bad_bytes)
{
    CHECK_LOAD("# coding: foo\n", NULL, "encoding problem: foo");
    CHECK_LOAD("# coding: ascii\n\xC3\xA9", NULL, "encoding problem: ascii");
    CHECK_LOAD("# coding: cp1251\n\x98", NULL, "encoding problem: cp1251");
    CHECK_LOAD("\xEF\xBB\xBF# coding: latin-1\n", NULL, "encoding problem: iso-8859-1 with BOM");
    CHECK_LOAD("x\n\xE9", NULL,
               "Non-UTF-8 code starting with '\\xe9' in file t.py on line 2, but no encoding "
               "declared; see https://peps.python.org/pep-0263/ for details");
    CHECK_LOAD("a\0b", NULL, "source code cannot contain null bytes");
    check_load("a\0b", 3, SOURCE_TEXT, NULL, "source code string cannot contain null bytes");
}

TEST(source_finds_lines)
{
    Source s;
    Diag d = {0};
    size_t len;
    uint32_t line, col;
    CHECK(source_load(&s, "t.py", "ab\n\ncdef", 8, true, &d));
    CHECK(s.lines == 3 && s.len == 9);
    CHECK(memcmp(source_line(&s, 3, &len), "cdef", 4) == 0 && len == 4);
    source_line(&s, 2, &len);
    CHECK(len == 0);
    source_line(&s, 9, &len);
    CHECK(len == 0);
    source_locate(&s, 6, &line, &col);
    CHECK(line == 3 && col == 2);
    source_locate(&s, 2, &line, &col);
    CHECK(line == 1 && col == 2);
    source_free(&s);
}

static void check_print(Diag d, const char *want)
{
    Buffer b;
    buffer_init(&b);
    diag_print(&d, &b);
    CHECK_TEXT(b.data, want);
    buffer_free(&b);
}

TEST(diag_prints_as_cpython)
{
    check_print((Diag){true, "SyntaxError", "bad", "t.py", false, 2, 2, 5, 8, "    x = y z\n"},
                "  File \"t.py\", line 2\n    x = y z\n    ^^^\nSyntaxError: bad\n");
    check_print((Diag){true, "SyntaxError", "bad", "t.py", false, 1, 1, 3, 3, "\tжx\n"},
                "  File \"t.py\", line 1\n    \tжx\n    \t ^\nSyntaxError: bad\n");
    check_print((Diag){true, "TabError", "tabs", "t.py", false, 1, 1, 1, 0, "    x\n"},
                "  File \"t.py\", line 1\n    x\nTabError: tabs\n");
    check_print((Diag){true, "SyntaxError", "far", "t.py", false, 1, 2, 3, 1, "ab(c\n"},
                "  File \"t.py\", line 1\n    ab(c\n      ^^\nSyntaxError: far\n");
    check_print((Diag){.set = true, .type = "SyntaxError", .message = "encoding problem: x"},
                "SyntaxError: encoding problem: x\n");
}
