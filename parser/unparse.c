/* SPDX-License-Identifier: MIT */
/* Expressions back to text: brackets only where precedence asks for them, strings as repr() shows
   them. */
#include "parser/unparse.h"

#include "parser/fold.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

typedef enum {
    PREC_TUPLE,
    PREC_TEST,
    PREC_OR,
    PREC_AND,
    PREC_NOT,
    PREC_CMP,
    PREC_BOR,
    PREC_BXOR,
    PREC_BAND,
    PREC_SHIFT,
    PREC_ARITH,
    PREC_TERM,
    PREC_FACTOR,
    PREC_POWER,
    PREC_AWAIT,
    PREC_ATOM
} Precedence;
enum { PREC_EXPR = PREC_BOR };

static void put(const Node *n, int level, Buffer *out);

static void open_if(bool wanted, Buffer *out)
{
    if (wanted)
        buffer_putc(out, '(');
}

static void close_if(bool wanted, Buffer *out)
{
    if (wanted)
        buffer_putc(out, ')');
}

static void put_ident(const Ident *name, Buffer *out)
{
    buffer_append(out, name->text, name->len);
}

static void put_list(const NodeList *list, int level, Buffer *out)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            buffer_puts(out, ", ");
        put(list->items[i], level, out);
    }
}

/* ---- constants ---- */

/* The shortest digits that read back as the same double, laid out as repr() does. */
static void put_float(double v, Buffer *out)
{
    char digits[40];
    if (isinf(v)) {
        buffer_puts(out, v < 0 ? "-1e309" : "1e309");
        return;
    }
    int precision = 0;
    do
        snprintf(digits, sizeof digits, "%.*e", precision, v);
    while (strtod(digits, NULL) != v && ++precision < 17);
    int exponent = atoi(strchr(digits, 'e') + 1);
    if (exponent < -4 || exponent >= 16) {
        char *e = strchr(digits, 'e');
        buffer_append(out, digits, (size_t)(e - digits));
        buffer_printf(out, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
        return;
    }
    int decimals = precision - exponent;
    buffer_printf(out, "%.*f", decimals > 1 ? decimals : 1, v);
}

/* 2.0 is written 2, as repr() does in a complex number. */
static void put_part(double v, Buffer *out)
{
    size_t start = out->len;
    put_float(v, out);
    if (!out->failed && out->len - start > 2 && !memcmp(out->data + out->len - 2, ".0", 2))
        out->len -= 2;
}

static void put_imaginary(double v, Buffer *out)
{
    put_part(v, out);
    buffer_putc(out, 'j');
}

void unparse_complex(double real, double imag, Buffer *out)
{
    if (real == 0 && !signbit(real)) {
        put_imaginary(imag, out);
        return;
    }
    buffer_putc(out, '(');
    put_part(real, out);
    if (!signbit(imag))
        buffer_putc(out, '+');
    put_imaginary(imag, out);
    buffer_putc(out, ')');
}

static int digit_value(char ch)
{
    return ch <= '9' ? ch - '0' : (ch | 32) - 'a' + 10;
}

/* Digits of any base in decimal: schoolbook, nine digits a limb. */
static void put_big(const char *text, uint32_t len, int base, Buffer *out)
{
    if (base == 10) {
        buffer_append(out, text, len);
        return;
    }
    uint32_t *limb = base_alloc(NULL, len / 7 + 2, sizeof *limb), count = 0;
    if (!limb) {
        out->failed = true;
        return;
    }
    for (uint32_t i = 0; i < len; i++) {
        uint64_t carry = (uint64_t)digit_value(text[i]);
        for (uint32_t k = 0; k < count; k++) {
            carry += (uint64_t)limb[k] * (uint32_t)base;
            limb[k] = (uint32_t)(carry % 1000000000);
            carry /= 1000000000;
        }
        if (carry)
            limb[count++] = (uint32_t)carry;
    }
    buffer_printf(out, "%u", count ? limb[count - 1] : 0);
    for (uint32_t k = count; k > 1; k--)
        buffer_printf(out, "%09u", limb[k - 2]);
    base_free(limb);
}

static bool printable(uint32_t cp)
{
    if (cp == ' ')
        return true;
    if (cp >= 0xD800 && cp <= 0xDFFF)
        return false;
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

static void put_escape(uint32_t cp, Buffer *out)
{
    if (cp == '\n' || cp == '\r' || cp == '\t')
        buffer_printf(out, "\\%c", cp == '\n' ? 'n' : cp == '\r' ? 'r' : 't');
    else if (cp < 0x100)
        buffer_printf(out, "\\x%02x", cp);
    else
        buffer_printf(out, cp < 0x10000 ? "\\u%04x" : "\\U%08x", cp);
}

/* Text as repr() writes it: single quotes, unless only they occur in it. */
static void put_quoted(const char *text, size_t len, bool bytes, Buffer *out)
{
    bool single = memchr(text, '\'', len) != NULL, dual = memchr(text, '"', len) != NULL;
    char quote = single && !dual ? '"' : '\'';
    buffer_putc(out, quote);
    for (const char *p = text, *end = text + len; p < end;) {
        const char *start = p;
        uint32_t cp = bytes ? (unsigned char)*p++ : utf8_decode(&p, end);
        if (cp == UINT32_MAX) {
            p = start + 1;
            continue;
        }
        if (cp == (unsigned char)quote || cp == '\\')
            buffer_printf(out, "\\%c", (int)cp);
        else if (bytes ? cp >= ' ' && cp < 127 : printable(cp))
            buffer_append(out, start, (size_t)(p - start));
        else
            put_escape(cp, out);
    }
    buffer_putc(out, quote);
}

static void put_literal(const Literal *v, Buffer *out)
{
    switch (v->kind) {
    case LIT_INT:
        buffer_printf(out, "%lld", (long long)v->i);
        break;
    case LIT_BIGINT:
        put_big(v->text, v->len, v->base, out);
        break;
    case LIT_FLOAT:
        put_float(v->f, out);
        break;
    case LIT_COMPLEX:
        put_imaginary(v->f, out);
        break;
    case LIT_BYTES:
        buffer_putc(out, 'b');
        put_quoted(v->text, v->len, true, out);
        break;
    case LIT_STR:
        put_quoted(v->text, v->len, false, out);
        break;
    case LIT_TUPLE:
        buffer_putc(out, '(');
        for (uint32_t i = 0; i < v->len; i++) {
            buffer_puts(out, i ? ", " : "");
            put_literal(&v->items[i], out);
        }
        buffer_puts(out, v->len == 1 ? ",)" : ")");
        break;
    default:
        buffer_puts(out, v->kind == LIT_NONE    ? "None"
                         : v->kind == LIT_TRUE  ? "True"
                         : v->kind == LIT_FALSE ? "False"
                                                : "...");
    }
}

static void put_constant(const AstConstant *n, Buffer *out)
{
    Literal v;
    constant_literal(&n->value, &v);
    if (n->u_prefix)
        buffer_putc(out, 'u');
    put_literal(&v, out);
}

/* ---- operators ---- */

static void put_bool(const AstBoolOp *n, int level, Buffer *out)
{
    int own = n->op == BOOL_AND ? PREC_AND : PREC_OR;
    open_if(level > own, out);
    for (uint32_t i = 0; i < n->values.count; i++) {
        if (i)
            buffer_puts(out, n->op == BOOL_AND ? " and " : " or ");
        put(n->values.items[i], own + 1, out);
    }
    close_if(level > own, out);
}

static const struct {
    const char *text;
    int prec;
    bool right_assoc;
} binary[] = {[OP_ADD] = {" + ", PREC_ARITH, false},     [OP_SUB] = {" - ", PREC_ARITH, false},
              [OP_MULT] = {" * ", PREC_TERM, false},     [OP_MATMULT] = {" @ ", PREC_TERM, false},
              [OP_DIV] = {" / ", PREC_TERM, false},      [OP_MOD] = {" % ", PREC_TERM, false},
              [OP_POW] = {" ** ", PREC_POWER, true},     [OP_LSHIFT] = {" << ", PREC_SHIFT, false},
              [OP_RSHIFT] = {" >> ", PREC_SHIFT, false}, [OP_BITOR] = {" | ", PREC_BOR, false},
              [OP_BITXOR] = {" ^ ", PREC_BXOR, false},   [OP_BITAND] = {" & ", PREC_BAND, false},
              [OP_FLOORDIV] = {" // ", PREC_TERM, false}};

static void put_binary(const AstBinOp *n, int level, Buffer *out)
{
    int own = binary[n->op].prec;
    bool right = binary[n->op].right_assoc;
    open_if(level > own, out);
    put(n->left, own + right, out);
    buffer_puts(out, binary[n->op].text);
    put(n->right, own + !right, out);
    close_if(level > own, out);
}

static void put_unary(const AstUnaryOp *n, int level, Buffer *out)
{
    static const char *const texts[] = {
        [UNARY_INVERT] = "~", [UNARY_NOT] = "not ", [UNARY_UADD] = "+", [UNARY_USUB] = "-"};
    int own = n->op == UNARY_NOT ? PREC_NOT : PREC_FACTOR;
    open_if(level > own, out);
    buffer_puts(out, texts[n->op]);
    put(n->operand, own, out);
    close_if(level > own, out);
}

static void put_compare(const AstCompare *n, int level, Buffer *out)
{
    static const char *const texts[] = {
        [CMP_EQ] = " == ", [CMP_NOTEQ] = " != ",    [CMP_LT] = " < ",  [CMP_LTE] = " <= ",
        [CMP_GT] = " > ",  [CMP_GTE] = " >= ",      [CMP_IS] = " is ", [CMP_ISNOT] = " is not ",
        [CMP_IN] = " in ", [CMP_NOTIN] = " not in "};
    open_if(level > PREC_CMP, out);
    put(n->left, PREC_CMP + 1, out);
    for (uint32_t i = 0; i < n->ops.count; i++) {
        buffer_puts(out, texts[n->ops.items[i]]);
        put(n->comparators.items[i], PREC_CMP + 1, out);
    }
    close_if(level > PREC_CMP, out);
}

/* ---- functions and calls ---- */

static void put_param(const Node *n, const Node *default_value, Buffer *out)
{
    put_ident(AS(n, Arg)->arg, out);
    if (default_value) {
        buffer_putc(out, '=');
        put(default_value, PREC_TEST, out);
    }
}

static void put_params(const AstArguments *a, Buffer *out)
{
    const char *comma = "";
    uint32_t positional = a->posonlyargs.count + a->args.count;
    for (uint32_t i = 0; i < positional; i++) {
        bool only = i < a->posonlyargs.count;
        const Node *p = only ? a->posonlyargs.items[i] : a->args.items[i - a->posonlyargs.count];
        uint32_t without = positional - a->defaults.count;
        buffer_puts(out, comma);
        put_param(p, i >= without ? a->defaults.items[i - without] : NULL, out);
        comma = ", ";
        if (only && i + 1 == a->posonlyargs.count)
            buffer_puts(out, ", /");
    }
    if (a->vararg || a->kwonlyargs.count) {
        buffer_puts(out, comma);
        buffer_putc(out, '*');
        if (a->vararg)
            put_param(a->vararg, NULL, out);
        comma = ", ";
    }
    for (uint32_t i = 0; i < a->kwonlyargs.count; i++) {
        buffer_puts(out, comma);
        put_param(a->kwonlyargs.items[i], a->kw_defaults.items[i], out);
    }
    if (a->kwarg) {
        buffer_puts(out, comma);
        buffer_puts(out, "**");
        put_param(a->kwarg, NULL, out);
    }
}

static void put_lambda(const AstLambda *n, int level, Buffer *out)
{
    const AstArguments *a = AS(n->args, Arguments);
    bool named = a->posonlyargs.count || a->args.count; /* "lambda*a: b" is CPython's way */
    open_if(level > PREC_TEST, out);
    buffer_puts(out, named ? "lambda " : "lambda");
    put_params(a, out);
    buffer_puts(out, ": ");
    put(n->body, PREC_TEST, out);
    close_if(level > PREC_TEST, out);
}

static void put_call(const AstCall *n, Buffer *out)
{
    put(n->func, PREC_ATOM, out);
    if (n->args.count == 1 && n->keywords.count == 0 && n->args.items[0]->kind == N_GeneratorExp) {
        put(n->args.items[0], PREC_TEST, out); /* its own brackets do */
        return;
    }
    buffer_putc(out, '(');
    put_list(&n->args, PREC_TEST, out);
    for (uint32_t i = 0; i < n->keywords.count; i++) {
        const AstKeyword *k = AS(n->keywords.items[i], Keyword);
        buffer_puts(out, i || n->args.count ? ", " : "");
        if (k->arg) {
            put_ident(k->arg, out);
            buffer_putc(out, '=');
        } else {
            buffer_puts(out, "**");
        }
        put(k->value, PREC_TEST, out);
    }
    buffer_putc(out, ')');
}

/* ---- displays and comprehensions ---- */

static void put_generators(const NodeList *generators, Buffer *out)
{
    for (uint32_t i = 0; i < generators->count; i++) {
        const AstComprehension *g = AS(generators->items[i], Comprehension);
        buffer_puts(out, g->is_async ? " async for " : " for ");
        put(g->target, PREC_TUPLE, out);
        buffer_puts(out, " in ");
        put(g->iter, PREC_TEST + 1, out);
        for (uint32_t k = 0; k < g->ifs.count; k++) {
            buffer_puts(out, " if ");
            put(g->ifs.items[k], PREC_TEST + 1, out);
        }
    }
}

static void put_comprehension(const Node *elt, const Node *value, const NodeList *generators,
                              const char *brackets, Buffer *out)
{
    buffer_putc(out, brackets[0]);
    put(elt, PREC_TEST, out);
    if (value) {
        buffer_puts(out, ": ");
        put(value, PREC_TEST, out);
    }
    put_generators(generators, out);
    buffer_putc(out, brackets[1]);
}

static void put_dict(const AstDict *n, Buffer *out)
{
    buffer_putc(out, '{');
    for (uint32_t i = 0; i < n->values.count; i++) {
        buffer_puts(out, i ? ", " : "");
        if (n->keys.items[i]) {
            put(n->keys.items[i], PREC_TEST, out);
            buffer_puts(out, ": ");
            put(n->values.items[i], PREC_TEST, out);
        } else {
            buffer_puts(out, "**");
            put(n->values.items[i], PREC_EXPR, out);
        }
    }
    buffer_putc(out, '}');
}

static void put_tuple(const AstTuple *n, int level, Buffer *out)
{
    if (n->elts.count == 0) {
        buffer_puts(out, "()");
        return;
    }
    open_if(level > PREC_TUPLE, out);
    put_list(&n->elts, PREC_TEST, out);
    buffer_puts(out, n->elts.count == 1 ? "," : "");
    close_if(level > PREC_TUPLE, out);
}

/* ---- f-strings: the text is made first and quoted as a whole ---- */

static void put_fstring_part(const Node *n, Buffer *out);

static void put_fstring_parts(const AstJoinedStr *n, Buffer *out)
{
    for (uint32_t i = 0; i < n->values.count; i++)
        put_fstring_part(n->values.items[i], out);
}

static void put_braced(const char *text, uint32_t len, Buffer *out)
{
    for (uint32_t i = 0; i < len; i++) {
        if (text[i] == '{' || text[i] == '}')
            buffer_putc(out, text[i]);
        buffer_putc(out, text[i]);
    }
}

static void put_formatted(const AstFormattedValue *n, Buffer *out)
{
    Buffer inner;
    buffer_init(&inner);
    put(n->value, PREC_TEST + 1, &inner);
    bool brace = inner.len && inner.data[0] == '{';
    buffer_puts(out, brace ? "{ " : "{");
    buffer_append(out, inner.data ? inner.data : "", inner.len);
    out->failed |= inner.failed;
    buffer_free(&inner);
    if (n->conversion > 0)
        buffer_printf(out, "!%c", (char)n->conversion);
    if (n->format_spec) {
        buffer_putc(out, ':');
        put_fstring_part(n->format_spec, out);
    }
    buffer_putc(out, '}');
}

static void put_fstring_part(const Node *n, Buffer *out)
{
    if (n->kind == N_Constant)
        put_braced(AS(n, Constant)->value.u.bytes, AS(n, Constant)->value.len, out);
    else if (n->kind == N_JoinedStr)
        put_fstring_parts(AS(n, JoinedStr), out);
    else
        put_formatted(AS(n, FormattedValue), out);
}

static void put_joined(const Node *n, Buffer *out)
{
    Buffer text;
    buffer_init(&text);
    put_fstring_part(n, &text);
    buffer_putc(out, 'f');
    put_quoted(text.data ? text.data : "", text.len, false, out);
    out->failed |= text.failed;
    buffer_free(&text);
}

/* ---- the rest ---- */

static void put_prefixed(const char *prefix, const Node *value, int own, int inner, int level,
                         Buffer *out)
{
    open_if(level > own, out);
    buffer_puts(out, prefix);
    if (value)
        put(value, inner, out);
    close_if(level > own, out);
}

static void put_if_exp(const AstIfExp *n, int level, Buffer *out)
{
    open_if(level > PREC_TEST, out);
    put(n->body, PREC_TEST + 1, out);
    buffer_puts(out, " if ");
    put(n->test, PREC_TEST + 1, out);
    buffer_puts(out, " else ");
    put(n->orelse, PREC_TEST, out);
    close_if(level > PREC_TEST, out);
}

static void put_attribute(const AstAttribute *n, Buffer *out)
{
    Literal v = {0};
    if (n->value->kind == N_Constant)
        constant_literal(&AS(n->value, Constant)->value, &v);
    put(n->value, PREC_ATOM, out);
    bool integer = v.kind == LIT_INT || v.kind == LIT_BIGINT; /* 1 .real is not 1.real */
    buffer_puts(out, integer ? " ." : ".");
    put_ident(n->attr, out);
}

static void put_slice(const AstSlice *n, Buffer *out)
{
    if (n->lower)
        put(n->lower, PREC_TEST, out);
    buffer_putc(out, ':');
    if (n->upper)
        put(n->upper, PREC_TEST, out);
    if (n->step) {
        buffer_putc(out, ':');
        put(n->step, PREC_TEST, out);
    }
}

static void put_walrus(const AstNamedExpr *n, int level, Buffer *out)
{
    open_if(level > PREC_TUPLE, out);
    put(n->target, PREC_ATOM, out);
    buffer_puts(out, " := ");
    put(n->value, PREC_ATOM, out);
    close_if(level > PREC_TUPLE, out);
}

/* What brings its own brackets, or needs none. */
static void put_atom(const Node *n, Buffer *out)
{
    switch (n->kind) {
    case N_Dict:
        put_dict(AS(n, Dict), out);
        break;
    case N_Set:
        buffer_putc(out, '{');
        put_list(&AS(n, Set)->elts, PREC_TEST, out);
        buffer_putc(out, '}');
        break;
    case N_List:
        buffer_putc(out, '[');
        put_list(&AS(n, List)->elts, PREC_TEST, out);
        buffer_putc(out, ']');
        break;
    case N_GeneratorExp:
        put_comprehension(AS(n, GeneratorExp)->elt, NULL, &AS(n, GeneratorExp)->generators, "()",
                          out);
        break;
    case N_ListComp:
        put_comprehension(AS(n, ListComp)->elt, NULL, &AS(n, ListComp)->generators, "[]", out);
        break;
    case N_SetComp:
        put_comprehension(AS(n, SetComp)->elt, NULL, &AS(n, SetComp)->generators, "{}", out);
        break;
    case N_DictComp:
        put_comprehension(AS(n, DictComp)->key, AS(n, DictComp)->value,
                          &AS(n, DictComp)->generators, "{}", out);
        break;
    case N_Call:
        put_call(AS(n, Call), out);
        break;
    case N_Constant:
        put_constant(AS(n, Constant), out);
        break;
    case N_JoinedStr:
    case N_FormattedValue:
        put_joined(n, out);
        break;
    case N_Attribute:
        put_attribute(AS(n, Attribute), out);
        break;
    case N_Subscript:
        put(AS(n, Subscript)->value, PREC_ATOM, out);
        buffer_putc(out, '[');
        put(AS(n, Subscript)->slice, PREC_TUPLE, out);
        buffer_putc(out, ']');
        break;
    case N_Slice:
        put_slice(AS(n, Slice), out);
        break;
    case N_Starred:
        buffer_putc(out, '*');
        put(AS(n, Starred)->value, PREC_EXPR, out);
        break;
    case N_Name:
        put_ident(AS(n, Name)->id, out);
        break;
    default:
        assert(!"an expression");
    }
}

static void put(const Node *n, int level, Buffer *out)
{
    switch (n->kind) {
    case N_BoolOp:
        put_bool(AS(n, BoolOp), level, out);
        break;
    case N_BinOp:
        put_binary(AS(n, BinOp), level, out);
        break;
    case N_UnaryOp:
        put_unary(AS(n, UnaryOp), level, out);
        break;
    case N_Compare:
        put_compare(AS(n, Compare), level, out);
        break;
    case N_Lambda:
        put_lambda(AS(n, Lambda), level, out);
        break;
    case N_IfExp:
        put_if_exp(AS(n, IfExp), level, out);
        break;
    case N_Yield: /* always in brackets */
        put_prefixed(AS(n, Yield)->value ? "yield " : "yield", AS(n, Yield)->value, -1, PREC_TEST,
                     level, out);
        break;
    case N_YieldFrom:
        put_prefixed("yield from ", AS(n, YieldFrom)->value, -1, PREC_TEST, level, out);
        break;
    case N_Await:
        put_prefixed("await ", AS(n, Await)->value, PREC_AWAIT, PREC_ATOM, level, out);
        break;
    case N_Tuple:
        put_tuple(AS(n, Tuple), level, out);
        break;
    case N_NamedExpr:
        put_walrus(AS(n, NamedExpr), level, out);
        break;
    default:
        put_atom(n, out);
    }
}

bool unparse_expr(const Node *n, Buffer *out)
{
    put(n, PREC_TEST, out);
    return !out->failed;
}
