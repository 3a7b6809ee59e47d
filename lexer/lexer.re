/* SPDX-License-Identifier: MIT */
/*
 * Text to tokens, read from top to bottom: white space, words, numbers, strings, brackets,
 * operators. re2c makes lexer.c of this table (the generated file is committed). Lines, indentation
 * and brackets are in layout.c, the inside of f-strings in fstring.c.
 */
#include "lexer/scan.h"

#define TAKE(name) do { s->cur = (const char *)p; return T_##name; } while (0)

/* Bits of a string prefix at s->start, up to the quote. */
static uint16_t prefix_bits(const char *p)
{
    uint16_t bits = 0;
    for (; *p != '\'' && *p != '"'; p++) {
        char c = *p | 0x20;
        bits |= c == 'b' ? PREFIX_BYTES : c == 'r' ? PREFIX_RAW : c == 'u' ? PREFIX_UNICODE
                                                                           : PREFIX_F;
    }
    return bits;
}

/* The quotes have been read: goes on with the body of the literal. */
static TokenKind string_open(Scan *s, const unsigned char *p, int quote_size)
{
    s->cur = (const char *)p;
    s->aux = prefix_bits(s->start) | (quote_size == 3 ? PREFIX_TRIPLE : 0);
    if (s->aux & PREFIX_F)
        return fstring_open(s, (char)p[-1], quote_size);
    return string_body(s, (char)p[-1], quote_size);
}

TokenKind scan_token(Scan *s)
{
    const unsigned char *p = (const unsigned char *)s->cur, *marker;
    s->flags = 0;
again:
    s->start = (const char *)p;
    s->start_line = s->line;
    /*!re2c
    re2c:api:style = free-form;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = p;
    re2c:define:YYMARKER = marker;
    re2c:yyfill:enable = 0;
    re2c:eof = -1;
    re2c:indent:string = "    ";

    space   = [ \t\f];
    digits  = [0-9] ("_"? [0-9])*;
    decimal = "0" ("_"? "0")* | [1-9] ("_"? [0-9])*;
    exponent = [eE] [+-]? digits;
    point   = digits "." digits? | "." digits;
    float   = point exponent? | digits exponent;
    number  = decimal | "0" [xX] ("_"? [0-9a-fA-F])+ | "0" [oO] ("_"? [0-7])+
            | "0" [bB] ("_"? [01])+ | float | (digits | float) [jJ];
    letter  = [a-zA-Z_\x80-\xff];
    word    = letter (letter | [0-9])*;
    ascii   = [a-zA-Z_] [a-zA-Z0-9_]*;
    prefix  = [bBuUrRfF] | [bB] [rR] | [rR] [bB] | [fF] [rR] | [rR] [fF];

    space+              { s->flags = TF_SPACE_BEFORE; goto again; }
    "#" [^\n\x00]*      { goto again; }
    "\n"                { if (s->depth) {
                              s->line++;
                              s->flags = TF_SPACE_BEFORE;
                              goto again;
                          }
                          TAKE(NEWLINE); }
    "\\"                { s->cur = (const char *)p;
                          if (layout_continue(s) == T_ERROR)
                              return T_ERROR;
                          p = (const unsigned char *)s->cur;
                          s->flags = TF_SPACE_BEFORE;
                          goto again; }
    "\x00"              { s->cur = s->start; return T_ENDMARKER; }

    ascii               { s->cur = (const char *)p; return identifier_ascii(s); }
    word                { s->cur = (const char *)p; return identifier_check(s); }
    number              { s->cur = (const char *)p; return number_check(s); }
    "0" [xXoObB]        { s->cur = (const char *)p; return number_check(s); }
    prefix? ['"]        { return string_open(s, p, 1); }
    prefix? ("'''" | "\"\"\"") { return string_open(s, p, 3); }

    "("                 { s->cur = (const char *)p; return bracket_open(s, T_LPAR); }
    "["                 { s->cur = (const char *)p; return bracket_open(s, T_LSQB); }
    "{"                 { s->cur = (const char *)p; return bracket_open(s, T_LBRACE); }
    ")"                 { s->cur = (const char *)p; return bracket_close(s, T_RPAR); }
    "]"                 { s->cur = (const char *)p; return bracket_close(s, T_RSQB); }
    "}"                 { s->cur = (const char *)p; return bracket_close(s, T_RBRACE); }

    ":"                 { FString *f = scan_fstring(s);
                          if (f && f->depth == f->fields)
                              f->in_text = f->in_spec = true;
                          TAKE(COLON); }
    ":="                { FString *f = scan_fstring(s);
                          if (f && f->depth == f->fields) {
                              f->in_text = f->in_spec = true;
                              p--;
                              TAKE(COLON);
                          }
                          TAKE(COLONEQUAL); }
    ","                 { TAKE(COMMA); }
    ";"                 { TAKE(SEMI); }
    "."                 { TAKE(DOT); }
    "..."               { TAKE(ELLIPSIS); }
    "->"                { TAKE(RARROW); }
    "!"                 { TAKE(EXCLAMATION); }
    "~"                 { TAKE(TILDE); }
    "="                 { TAKE(EQUAL); }
    "=="                { TAKE(EQEQUAL); }
    "!="                { TAKE(NOTEQUAL); }
    "<"                 { TAKE(LESS); }
    "<="                { TAKE(LESSEQUAL); }
    ">"                 { TAKE(GREATER); }
    ">="                { TAKE(GREATEREQUAL); }
    "<>"                { TAKE(OP); }
    "+"                 { TAKE(PLUS); }
    "+="                { TAKE(PLUSEQUAL); }
    "-"                 { TAKE(MINUS); }
    "-="                { TAKE(MINEQUAL); }
    "*"                 { TAKE(STAR); }
    "*="                { TAKE(STAREQUAL); }
    "**"                { TAKE(DOUBLESTAR); }
    "**="               { TAKE(DOUBLESTAREQUAL); }
    "/"                 { TAKE(SLASH); }
    "/="                { TAKE(SLASHEQUAL); }
    "//"                { TAKE(DOUBLESLASH); }
    "//="               { TAKE(DOUBLESLASHEQUAL); }
    "%"                 { TAKE(PERCENT); }
    "%="                { TAKE(PERCENTEQUAL); }
    "@"                 { TAKE(AT); }
    "@="                { TAKE(ATEQUAL); }
    "&"                 { TAKE(AMPER); }
    "&="                { TAKE(AMPEREQUAL); }
    "|"                 { TAKE(VBAR); }
    "|="                { TAKE(VBAREQUAL); }
    "^"                 { TAKE(CIRCUMFLEX); }
    "^="                { TAKE(CIRCUMFLEXEQUAL); }
    "<<"                { TAKE(LEFTSHIFT); }
    "<<="               { TAKE(LEFTSHIFTEQUAL); }
    ">>"                { TAKE(RIGHTSHIFT); }
    ">>="               { TAKE(RIGHTSHIFTEQUAL); }
    [$?`]               { TAKE(OP); }
    *                   { s->cur = (const char *)p; return identifier_reject(s); }
    */
}
