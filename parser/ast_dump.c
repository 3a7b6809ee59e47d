/* SPDX-License-Identifier: MIT */
/* The tree as text, in the form of CPython 3.13's ast.dump(tree, indent=2). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>
#include <utf8proc.h>

#include "parser/ast.h"

/* ---- constants ---- */

static void dump_float(Buffer *b, double x)
{
    if (isinf(x)) {
        buffer_puts(b, "inf");
        return;
    }
    char digits[40];
    int precision = 0;
    do /* the shortest text that reads back as the same number */
        snprintf(digits, sizeof digits, "%.*e", precision, x);
    while (strtod(digits, NULL) != x && ++precision < 17);
    char *mark = strchr(digits, 'e');
    int exponent = atoi(mark + 1);
    *mark = 0;
    if (exponent < -4 || exponent >= 16) {
        buffer_printf(b, "%se%c%02d", digits, exponent < 0 ? '-' : '+', abs(exponent));
        return;
    }
    int decimals = precision - exponent;
    buffer_printf(b, "%.*f", decimals > 1 ? decimals : 1, x);
}

/* An imaginary literal prints like complex: whole numbers without ".0". */
static void dump_imag(Buffer *b, double x)
{
    size_t before = b->len;
    dump_float(b, x);
    if (!b->failed && b->len - before > 2 && memcmp(b->data + b->len - 2, ".0", 2) == 0)
        b->len -= 2;
    buffer_putc(b, 'j');
}

static void dump_bigint(Buffer *b, const Constant *c)
{
    mpz_t n;
    if (mpz_init_set_str(n, c->u.bytes, c->base) == 0) {
        char *text = mpz_get_str(NULL, 10, n);
        buffer_puts(b, text);
        free(text);
    }
    mpz_clear(n);
}

static bool is_printable(uint32_t cp)
{
    if (cp < 0x7f)
        return cp >= 0x20;
    if (cp >= 0xd800 && cp <= 0xdfff)
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
    switch (category) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
        return false;
    default:
        return true;
    }
}

static void dump_code_point(Buffer *b, uint32_t cp, char quote)
{
    char utf8[4];
    if (cp == (uint32_t)quote || cp == '\\')
        buffer_printf(b, "\\%c", (int)cp);
    else if (cp == '\n')
        buffer_puts(b, "\\n");
    else if (cp == '\r')
        buffer_puts(b, "\\r");
    else if (cp == '\t')
        buffer_puts(b, "\\t");
    else if (is_printable(cp))
        buffer_append(b, utf8, (size_t)utf8_encode(cp, utf8));
    else if (cp < 0x100)
        buffer_printf(b, "\\x%02x", cp);
    else if (cp < 0x10000)
        buffer_printf(b, "\\u%04x", cp);
    else
        buffer_printf(b, "\\U%08x", cp);
}

/* repr() of a str or bytes. */
static void dump_text(Buffer *b, const char *text, size_t len, bool bytes)
{
    const char *p = text, *end = text + len;
    bool use_double = memchr(text, '\'', len) && !memchr(text, '"', len);
    char quote = use_double ? '"' : '\'';
    if (bytes)
        buffer_putc(b, 'b');
    buffer_putc(b, quote);
    while (p < end) {
        uint32_t cp = bytes ? (uint8_t)*p++ : utf8_decode(&p, end);
        if (bytes && cp >= 0x7f)
            buffer_printf(b, "\\x%02x", cp);
        else
            dump_code_point(b, cp, quote);
    }
    buffer_putc(b, quote);
}

static void dump_constant(Buffer *b, const Constant *c)
{
    switch ((ConstKind)c->kind) {
    case CONST_NONE:
        buffer_puts(b, "None");
        break;
    case CONST_TRUE:
        buffer_puts(b, "True");
        break;
    case CONST_FALSE:
        buffer_puts(b, "False");
        break;
    case CONST_ELLIPSIS:
        buffer_puts(b, "Ellipsis");
        break;
    case CONST_INT:
        buffer_printf(b, "%lld", (long long)c->u.integer);
        break;
    case CONST_BIGINT:
        dump_bigint(b, c);
        break;
    case CONST_FLOAT:
        dump_float(b, c->u.real);
        break;
    case CONST_IMAG:
        dump_imag(b, c->u.real);
        break;
    case CONST_STR:
        dump_text(b, c->u.bytes, c->len, false);
        break;
    case CONST_BYTES:
        dump_text(b, c->u.bytes, c->len, true);
        break;
    }
}

/* ---- the frames of the dump: one per open node or list ---- */

typedef struct Frame {
    const Node *node;       /* NULL: a list */
    const FieldInfo *field; /* next field of the node */
    const NodeList *list;
    uint32_t index, args;
    size_t open; /* where the text behind the bracket begins */
    bool simple, positions;
} Frame;

typedef struct Dump {
    Buffer *out;
    Buffer frames;
    bool positions;
} Dump;

static Frame *dump_top(Dump *d)
{
    return (Frame *)(d->frames.data + d->frames.len - sizeof(Frame));
}

static size_t dump_depth(const Dump *d)
{
    return d->frames.len / sizeof(Frame);
}

static void dump_open_node(Dump *d, const Node *n)
{
    buffer_printf(d->out, "%s(", node_name(n->kind));
    Frame f = {.node = n, .field = node_fields(n->kind), .open = d->out->len, .simple = true};
    buffer_append(&d->frames, &f, sizeof f);
}

static void dump_open_list(Dump *d, const NodeList *list)
{
    buffer_putc(d->out, '[');
    Frame f = {.list = list, .open = d->out->len};
    buffer_append(&d->frames, &f, sizeof f);
}

/* A line break and the indentation of what is inside the top frame. */
static void dump_break(Dump *d, bool comma)
{
    if (comma)
        buffer_putc(d->out, ',');
    buffer_putc(d->out, '\n');
    for (size_t i = 0; i < dump_depth(d); i++)
        buffer_puts(d->out, "  ");
}

static void dump_name(Dump *d, const char *name)
{
    Frame *f = dump_top(d);
    dump_break(d, f->args++ > 0);
    buffer_printf(d->out, "%s=", name);
}

static const char *operator_name(FieldType type, uint8_t op)
{
    static const char *const ctx[] = {"Load()", "Store()", "Del()"};
    static const char *const boolean[] = {"And()", "Or()"};
    static const char *const unary[] = {"Invert()", "Not()", "UAdd()", "USub()"};
    static const char *const binary[] = {
        "Add()",    "Sub()",    "Mult()",  "MatMult()", "Div()",    "Mod()",     "Pow()",
        "LShift()", "RShift()", "BitOr()", "BitXor()",  "BitAnd()", "FloorDiv()"};
    static const char *const compare[] = {"Eq()",  "NotEq()", "Lt()",    "LtE()", "Gt()",
                                          "GtE()", "Is()",    "IsNot()", "In()",  "NotIn()"};
    switch (type) {
    case FT_CTX:
        return ctx[op];
    case FT_BOOLOP:
        return boolean[op];
    case FT_UNARYOP:
        return unary[op];
    case FT_CMPOPS:
        return compare[op];
    default:
        return binary[op];
    }
}

/* Lists of names and of comparison operators: their items need no frame of their own. */
static void dump_idents(Dump *d, const IdentList *list)
{
    buffer_putc(d->out, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        dump_break(d, i > 0);
        buffer_puts(d->out, "  ");
        dump_text(d->out, list->items[i]->text, list->items[i]->len, false);
    }
    buffer_putc(d->out, ']');
}

static void dump_cmpops(Dump *d, const CmpOps *ops)
{
    buffer_putc(d->out, '[');
    for (uint32_t i = 0; i < ops->count; i++) {
        dump_break(d, i > 0);
        buffer_puts(d->out, "  ");
        buffer_puts(d->out, operator_name(FT_CMPOPS, ops->items[i]));
    }
    buffer_putc(d->out, ']');
}

static void dump_ident(Dump *d, const char *name, const Ident *id)
{
    if (!id)
        return;
    dump_name(d, name);
    dump_text(d->out, id->text, id->len, false);
}

/* Prints one field; a node or list is opened and closed later by the main loop. */
static void dump_field(Dump *d, const Node *n, const FieldInfo *info)
{
    const void *at = (const char *)n + info->offset;
    switch ((FieldType)info->type) {
    case FT_NODE:
    case FT_OPT:
        if (*(Node *const *)at) {
            dump_name(d, info->name);
            dump_open_node(d, *(Node *const *)at);
        }
        break;
    case FT_LIST:
    case FT_HOLES:
        if (((const NodeList *)at)->count) {
            dump_name(d, info->name);
            dump_top(d)->simple = false;
            dump_open_list(d, at);
        }
        break;
    case FT_IDENTS:
        if (((const IdentList *)at)->count) {
            dump_name(d, info->name);
            dump_top(d)->simple = false;
            dump_idents(d, at);
        }
        break;
    case FT_CMPOPS:
        dump_name(d, info->name);
        dump_top(d)->simple = false;
        dump_cmpops(d, at);
        break;
    case FT_IDENT:
    case FT_OPTID:
        dump_ident(d, info->name, *(const Ident *const *)at);
        break;
    case FT_INT:
        dump_name(d, info->name);
        buffer_printf(d->out, "%d", *(const int32_t *)at);
        break;
    case FT_CONST:
        dump_name(d, info->name);
        dump_constant(d->out, at);
        break;
    case FT_U:
        if (*(const bool *)at) {
            dump_name(d, "kind");
            buffer_puts(d->out, "'u'");
        }
        break;
    default:
        dump_name(d, info->name);
        buffer_puts(d->out, operator_name(info->type, *(const uint8_t *)at));
    }
}

static void dump_positions(Dump *d, const Node *n)
{
    NodeCategory category = node_category(n->kind);
    dump_top(d)->positions = true;
    if (!d->positions || category == CAT_MOD || category == CAT_PARTX)
        return;
    dump_name(d, "lineno");
    buffer_printf(d->out, "%u", n->line);
    dump_name(d, "col_offset");
    buffer_printf(d->out, "%u", n->col);
    dump_name(d, "end_lineno");
    buffer_printf(d->out, "%u", n->end_line);
    dump_name(d, "end_col_offset");
    buffer_printf(d->out, "%u", n->end_col);
}

/* Removes the line breaks of a node with at most three arguments, all of them plain. */
static void dump_flatten(Dump *d, const Frame *f)
{
    Buffer *out = d->out;
    size_t to = f->open;
    if (out->failed)
        return;
    for (size_t from = f->open; from < out->len; from++) {
        if (out->data[from] != '\n') {
            out->data[to++] = out->data[from];
            continue;
        }
        if (to > f->open)
            out->data[to++] = ' ';
        while (from + 1 < out->len && out->data[from + 1] == ' ')
            from++;
    }
    out->len = to;
}

static void dump_close(Dump *d)
{
    Frame f = *dump_top(d);
    d->frames.len -= sizeof(Frame);
    if (!f.node) {
        buffer_putc(d->out, ']');
        return;
    }
    if (f.simple && f.args <= 3)
        dump_flatten(d, &f);
    buffer_putc(d->out, ')');
    /* A node is plain in its parent's eyes only if it has no arguments at all. */
    if (d->frames.len && (f.args || !f.simple))
        dump_top(d)->simple = false;
}

static void dump_step(Dump *d)
{
    Frame *f = dump_top(d);
    if (f->list) {
        if (f->index == f->list->count) {
            dump_close(d);
            return;
        }
        const Node *item = f->list->items[f->index++];
        dump_break(d, f->index > 1);
        if (item)
            dump_open_node(d, item);
        else
            buffer_puts(d->out, "None");
    } else if (f->field->name) {
        dump_field(d, f->node, f->field++);
    } else if (!f->positions) {
        dump_positions(d, f->node);
    } else {
        dump_close(d);
    }
}

void ast_dump(const Node *n, bool positions, Buffer *b)
{
    Dump d = {.out = b, .positions = positions};
    buffer_init(&d.frames);
    dump_open_node(&d, n);
    while (d.frames.len && !d.frames.failed && !b->failed)
        dump_step(&d);
    b->failed |= d.frames.failed;
    buffer_free(&d.frames);
}
