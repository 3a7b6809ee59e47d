/* SPDX-License-Identifier: MIT */
/* Objects of the module ast back to a tree of the parser's kind: what compile() of a tree needs. */
#include <math.h>
#include "vm/run/ast_tree.h"
#include "parser/ast_check.h"
#include "parser/fold.h"
#include "parser/parser.h"
#include "vm/core/interp.h"
#include "vm/core/type.h"
#include "vm/objects/bytes.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"
#include "vm/objects/set.h"
#include "vm/run/ast_objects.h"
#include "vm/run/builtins.h"
#include "vm/run/import.h"

typedef struct Reader {
    Thread *t;
    Arena *arena;
    IdentTable names;
    const Value *kinds;                    /* a class for each node kind */
    Value ctx, boolop, unaryop, op, cmpop; /* lists of operator objects */
    const char *odd_type; /* of the first constant that is none: told when all else is read */
    int depth; /* of nested nodes; links of a left spine and of an elif chain do not count */
} Reader;

static int no_memory(Reader *r)
{
    raise_memory(r->t);
    return -1;
}

static const char *sort_name(FieldSort sort)
{
    static const char *const names[] = {"mod", "stmt", "expr", "pattern"};
    if (sort.category <= CAT_PATTERN)
        return names[sort.category];
    return sort.kind == N_ExceptHandler ? "excepthandler" : node_name(sort.kind);
}

/* The attribute, owned; EMPTY: not there. */
static Value read_attribute(Reader *r, Value v, const char *name)
{
    Value key = str_intern_utf8(r->t, name, strlen(name));
    Value found = v_is_error(key) ? V_ERROR : attr_get_or_empty(r->t, v, V_AS(Str, key));
    if (!v_is_error(key))
        drop(r->t, key);
    return found;
}

static int missing(Reader *r, const char *field, const char *owner)
{
    raise_format(r->t, EXC_TypeError, "required field \"%s\" missing from %s", field, owner);
    return -1;
}

/* ---- names, numbers, constants ---- */

static int read_ident(Reader *r, Value v, const Ident **out)
{
    *out = NULL;
    if (v_is_none(v))
        return 0;
    if (!v_is_kind(v, KIND_str)) {
        raise_format(r->t, EXC_TypeError, "AST identifier must be of type str");
        return -1;
    }
    size_t len;
    const char *text = str_wtf8(r->t, V_AS(Str, v), &len);
    if (!text)
        return -1;
    *out = ident_intern(&r->names, text, len);
    return *out ? 0 : no_memory(r);
}

static int read_int(Reader *r, Value v, int32_t *out)
{
    int64_t n;
    if (!v_is_int(v)) {
        raise_format(r->t, EXC_ValueError, "invalid integer value: %R", v);
        return -1;
    }
    if (value_to_int64(r->t, v, &n) < 0)
        return -1;
    *out = n > INT32_MAX ? INT32_MAX : n < INT32_MIN ? INT32_MIN : (int32_t)n;
    return 0;
}

static int literal_text(Reader *r, Literal *out, LiteralKind kind, const char *text, size_t len)
{
    const char *copy = text ? arena_copy(r->arena, text, len) : NULL;
    if (!copy)
        return text ? no_memory(r) : -1;
    *out = (Literal){.kind = (uint8_t)kind, .len = (uint32_t)len, .base = 16, .text = copy};
    return 0;
}

static int literal_int(Reader *r, Value v, Literal *out)
{
    if (v_is_small(v)) {
        *out = (Literal){.kind = LIT_INT, .i = v_small(v)};
        return 0;
    }
    size_t len, cap;
    char *digits = int_digits(r->t, v, 16, &len, &cap);
    int status = literal_text(r, out, LIT_BIGINT, digits, len);
    if (digits)
        mem_free(r->t, digits, cap);
    return status;
}

static int literal_other(Reader *r, Value v)
{
    if (v_is_kind(v, KIND_complex))
        raise_format(r->t, EXC_NotImplementedError,
                     "this complex number as a constant of a tree is not available in Rondo");
    else if (!r->odd_type)
        r->odd_type = v_type_name(r->t, v);
    return v_is_kind(v, KIND_complex) ? -1 : 0;
}

static int read_literal(Reader *r, Value v, Literal *out);

static int literal_items(Reader *r, LiteralKind kind, size_t n, Literal *items, Literal *out)
{
    *out = (Literal){.kind = (uint8_t)kind, .len = (uint32_t)n, .items = items};
    return items ? 0 : no_memory(r);
}

static int literal_tuple(Reader *r, const Tuple *tuple, Literal *out)
{
    Literal *items = arena_alloc(r->arena, (tuple->len + 1) * sizeof *items);
    for (size_t i = 0; items && i < tuple->len; i++)
        if (read_literal(r, tuple->items[i], &items[i]) < 0)
            return -1;
    return literal_items(r, LIT_TUPLE, tuple->len, items, out);
}

static int literal_frozenset(Reader *r, const Set *set, size_t n, Literal *out)
{
    Literal *items = arena_alloc(r->arena, (n + 1) * sizeof *items);
    Value key;
    int64_t hash;
    size_t k = 0;
    for (size_t i = 0; items && set_next(set, &i, &key, &hash);)
        if (read_literal(r, key, &items[k++]) < 0)
            return -1;
    return literal_items(r, LIT_FROZENSET, k, items, out);
}

static int literal_plain(Reader *r, Value v, Literal *out)
{
    size_t len;
    if (v_is_none(v) || v_is_bool(v) || v_same(v, V_ELLIPSIS)) {
        LiteralKind kind = v_is_none(v)         ? LIT_NONE
                           : v_same(v, V_TRUE)  ? LIT_TRUE
                           : v_same(v, V_FALSE) ? LIT_FALSE
                                                : LIT_ELLIPSIS;
        *out = (Literal){.kind = (uint8_t)kind};
        return 0;
    }
    if (v_is_kind(v, KIND_str)) {
        const char *text = str_wtf8(r->t, V_AS(Str, v), &len);
        return literal_text(r, out, LIT_STR, text, text ? len : 0);
    }
    const char *text = bytes_view(v, &len);
    return literal_text(r, out, LIT_BYTES, text, len);
}

static int read_literal(Reader *r, Value v, Literal *out)
{
    if (c_stack_check(r->t, " during compilation") < 0)
        return -1;
    if (v_is_small(v) || v_is_kind(v, KIND_int))
        return literal_int(r, v, out);
    if (v_is_flonum(v) || v_is_kind(v, KIND_float)) {
        *out = (Literal){.kind = LIT_FLOAT, .f = float_value(v)};
        return 0;
    }
    if (v_is_kind(v, KIND_complex) && V_AS(Complex, v)->re == 0.0 &&
        !signbit(V_AS(Complex, v)->re)) {
        *out = (Literal){.kind = LIT_COMPLEX, .f = V_AS(Complex, v)->im};
        return 0;
    }
    if (v_is_kind(v, KIND_tuple))
        return literal_tuple(r, V_AS(Tuple, v), out);
    if (v_is_kind(v, KIND_frozenset))
        return literal_frozenset(r, V_AS(Set, v), V_AS(Set, v)->len, out);
    if (v_is_none(v) || v_is_bool(v) || v_same(v, V_ELLIPSIS) || v_is_kind(v, KIND_str) ||
        v_is_kind(v, KIND_bytes))
        return literal_plain(r, v, out);
    return literal_other(r, v);
}

/* What the parser has words for is as the parser makes it, the rest a literal. */
static int read_constant(Reader *r, Value v, Constant *out)
{
    static const int8_t kinds[] = {
        [LIT_NONE] = CONST_NONE,         [LIT_TRUE] = CONST_TRUE,    [LIT_FALSE] = CONST_FALSE,
        [LIT_ELLIPSIS] = CONST_ELLIPSIS, [LIT_INT] = CONST_INT,      [LIT_BIGINT] = CONST_BIGINT,
        [LIT_FLOAT] = CONST_FLOAT,       [LIT_COMPLEX] = CONST_IMAG, [LIT_STR] = CONST_STR,
        [LIT_BYTES] = CONST_BYTES,       [LIT_TUPLE] = -1,           [LIT_FROZENSET] = -1};
    Literal *literal = ARENA_NEW(r->arena, Literal);
    if (!literal)
        return no_memory(r);
    if (read_literal(r, v, literal) < 0)
        return -1;
    int kind = kinds[literal->kind];
    bool negative =
        (kind == CONST_INT && literal->i < 0) || (kind == CONST_BIGINT && literal->text[0] == '-');
    if (kind < 0 || negative) {
        *out = (Constant){.kind = CONST_LITERAL, .u.bytes = (const char *)literal};
        return 0;
    }
    *out = (Constant){.kind = (uint8_t)kind, .len = literal->len, .base = literal->base};
    if (kind == CONST_INT)
        out->u.integer = literal->i;
    else if (kind == CONST_FLOAT || kind == CONST_IMAG)
        out->u.real = literal->f;
    else
        out->u.bytes = literal->text;
    for (uint32_t i = 0; kind == CONST_STR && i < literal->len; i++)
        out->non_ascii |= (uint8_t)literal->text[i] >= 0x80;
    return 0;
}

/* ---- operators ---- */

/* The number of the operator of which v is an instance. */
static int read_operator(Reader *r, Value v, Value operators, const char *sort, uint8_t *out)
{
    const List *list = V_AS(List, operators);
    for (size_t i = 0; i < list->len; i++)
        if (type_is_subtype(v_type(r->t, v), v_type(r->t, list->items[i]))) {
            *out = (uint8_t)i;
            return 0;
        }
    raise_format(r->t, EXC_TypeError, "expected some sort of %s, but got %R", sort, v);
    return -1;
}

/* ---- lists ---- */

/* The list of a field, borrowed from v; its length must not change while it is read. */
static const List *field_list(Reader *r, const Node *n, const FieldInfo *f, Value v)
{
    if (v_has_layout(v, KIND_list))
        return V_AS(List, v);
    raise_format(r->t, EXC_TypeError, "%s field \"%s\" must be a list, not a %T",
                 node_name(n->kind), f->name, v);
    return NULL;
}

static int list_changed(Reader *r, const Node *n, const FieldInfo *f)
{
    raise_format(r->t, EXC_RuntimeError, "%s field \"%s\" changed size during iteration",
                 node_name(n->kind), f->name);
    return -1;
}

static int read_node(Reader *r, Value v, FieldSort sort, Node **out);

static int read_nodes(Reader *r, Node *n, const FieldInfo *f, const List *list, NodeList *out)
{
    FieldSort sort = ast_field_sort(n, f);
    size_t count = list->len;
    bool elif = n->kind == N_If && count == 1 && !strcmp(f->name, "orelse");
    Node **items = arena_alloc(r->arena, (count + 1) * sizeof *items);
    if (!items)
        return no_memory(r);
    r->depth -= elif;
    for (size_t i = 0; i < count; i++) {
        Value item = dup(list->items[i]);
        int status = read_node(r, item, sort, &items[i]);
        drop(r->t, item);
        if (status < 0)
            return -1;
        if (list->len != count)
            return list_changed(r, n, f);
    }
    r->depth += elif;
    *out = (NodeList){items, (uint32_t)count};
    return 0;
}

static int read_idents(Reader *r, const List *list, IdentList *out)
{
    const Ident **items = arena_alloc(r->arena, (list->len + 1) * sizeof *items);
    if (!items)
        return no_memory(r);
    for (size_t i = 0; i < list->len; i++) {
        if (read_ident(r, list->items[i], &items[i]) < 0)
            return -1;
        if (!items[i]) {
            raise_format(r->t, EXC_TypeError, "AST identifier must be of type str");
            return -1;
        }
    }
    *out = (IdentList){items, (uint32_t)list->len};
    return 0;
}

static int read_cmpops(Reader *r, const List *list, CmpOps *out)
{
    uint8_t *items = arena_alloc(r->arena, list->len + 1);
    if (!items)
        return no_memory(r);
    size_t count = list->len;
    for (size_t i = 0; i < count && i < list->len; i++)
        if (read_operator(r, list->items[i], r->cmpop, "cmpop", &items[i]) < 0)
            return -1;
    *out = (CmpOps){items, (uint32_t)count};
    return 0;
}

/* ---- fields ---- */

static bool is_spine(const Node *n, const FieldInfo *f)
{
    switch (n->kind) {
    case N_BinOp:
    case N_Attribute:
    case N_Subscript:
    case N_Call:
        return f == node_fields(n->kind);
    default:
        return false;
    }
}

static int read_child(Reader *r, Node *n, const FieldInfo *f, Value v, Node **out)
{
    bool spine = is_spine(n, f);
    r->depth -= spine;
    int status = read_node(r, v, ast_field_sort(n, f), out);
    r->depth += spine;
    return status;
}

static int check_string(Reader *r, Value v)
{
    if (v_is_empty(v) || v_is_none(v) || v_is_kind(v, KIND_str) || v_is_kind(v, KIND_bytes))
        return 0;
    raise_format(r->t, EXC_TypeError, "AST string must be of type str");
    return -1;
}

static int read_value(Reader *r, Node *n, const FieldInfo *f, Value v)
{
    void *at = (char *)n + f->offset;
    const List *list = NULL;
    FieldType type = (FieldType)f->type;
    if (type == FT_LIST || type == FT_HOLES || type == FT_IDENTS || type == FT_CMPOPS) {
        list = field_list(r, n, f, v);
        if (!list)
            return -1;
    }
    switch (type) {
    case FT_NODE:
    case FT_OPT:
        return read_child(r, n, f, v, at);
    case FT_LIST:
    case FT_HOLES:
        return read_nodes(r, n, f, list, at);
    case FT_IDENT:
    case FT_OPTID:
        return read_ident(r, v, at);
    case FT_IDENTS:
        return read_idents(r, list, at);
    case FT_INT:
        return v_is_none(v) && n->kind == N_ImportFrom ? 0 : read_int(r, v, at);
    case FT_CONST:
        return read_constant(r, v, at);
    case FT_U:
        *(bool *)at = v_is_str(v) && str_equal_cstr(V_AS(Str, v), "u");
        return check_string(r, v);
    case FT_CMPOPS:
        return read_cmpops(r, list, at);
    case FT_CTX:
        return read_operator(r, v, r->ctx, "expr_context", &n->ctx);
    case FT_BOOLOP:
        return read_operator(r, v, r->boolop, "boolop", &n->op);
    case FT_UNARYOP:
        return read_operator(r, v, r->unaryop, "unaryop", &n->op);
    case FT_OPERATOR:
        return read_operator(r, v, r->op, "operator", &n->op);
    }
    return 0;
}

/* A field that is not there: is that no error? */
static bool may_be_absent(const Node *n, const FieldInfo *f)
{
    switch ((FieldType)f->type) {
    case FT_OPT:
    case FT_OPTID:
    case FT_U:
    case FT_LIST:
    case FT_HOLES:
    case FT_IDENTS:
    case FT_CMPOPS:
    case FT_CTX:
        return true;
    case FT_INT:
        return n->kind == N_ImportFrom;
    default:
        return false;
    }
}

static int read_fields(Reader *r, Value v, Node *n)
{
    for (const FieldInfo *f = node_fields(n->kind); f->name; f++) {
        Value value = read_attribute(r, v, f->type == FT_U ? "kind" : f->name);
        if (v_is_error(value))
            return -1;
        if (v_is_empty(value)) {
            if (!may_be_absent(n, f))
                return missing(r, f->name, node_name(n->kind));
            continue;
        }
        int status = read_value(r, n, f, value);
        drop(r->t, value);
        if (status < 0)
            return -1;
    }
    for (const FieldInfo *f = node_fields(n->kind); f->name; f++)
        if ((f->type == FT_NODE || f->type == FT_IDENT) &&
            !*(void *const *)(const void *)((const char *)n + f->offset)) {
            raise_format(r->t, EXC_ValueError, "field '%s' is required for %s", f->name,
                         node_name(n->kind));
            return -1;
        }
    return 0;
}

/* `def f[T]()`: the language of Rondo has none. */
static int refuse_type_params(Reader *r, Value v)
{
    Value params = read_attribute(r, v, "type_params");
    if (v_is_error(params))
        return -1;
    int status = 0;
    if (v_has_layout(params, KIND_list) && V_AS(List, params)->len) {
        raise_format(r->t, EXC_NotImplementedError, "type parameters are not available in Rondo");
        status = -1;
    }
    if (!v_is_empty(params))
        drop(r->t, params);
    return status;
}

static int check_comment(Reader *r, Value v)
{
    Value comment = read_attribute(r, v, "type_comment");
    int status = v_is_error(comment) ? -1 : check_string(r, comment);
    if (!v_is_error(comment) && !v_is_empty(comment))
        drop(r->t, comment);
    return status;
}

/* Fields that CPython's nodes have and ours have not. */
static int check_unused(Reader *r, Value v, const Node *n)
{
    switch (n->kind) {
    case N_FunctionDef:
    case N_AsyncFunctionDef:
        return check_comment(r, v) < 0 ? -1 : refuse_type_params(r, v);
    case N_ClassDef:
        return refuse_type_params(r, v);
    case N_Assign:
    case N_For:
    case N_AsyncFor:
    case N_With:
    case N_AsyncWith:
    case N_Arg:
        return check_comment(r, v);
    default:
        return 0;
    }
}

/* ---- nodes ---- */

static int read_number(Reader *r, Value v, const char *name, const char *owner, bool needed,
                       uint32_t *out)
{
    Value number = read_attribute(r, v, name);
    if (v_is_error(number))
        return -1;
    if (v_is_empty(number))
        return needed ? missing(r, name, owner) : 0;
    int32_t n = (int32_t)*out;
    int status = v_is_none(number) && !needed ? 0 : read_int(r, number, &n);
    drop(r->t, number);
    *out = (uint32_t)n;
    return status;
}

static int read_place(Reader *r, Value v, FieldSort sort, Node *place)
{
    const char *owner = sort_name(sort);
    bool pattern = sort.category == CAT_PATTERN;
    if (read_number(r, v, "lineno", owner, true, &place->line) < 0 ||
        read_number(r, v, "col_offset", owner, true, &place->col) < 0)
        return -1;
    place->end_line = place->line;
    place->end_col = place->col;
    return read_number(r, v, "end_lineno", owner, pattern, &place->end_line) < 0 ||
                   read_number(r, v, "end_col_offset", owner, pattern, &place->end_col) < 0
               ? -1
               : 0;
}

static int kind_of(Reader *r, Value v, FieldSort sort)
{
    const Type *type = v_type(r->t, v);
    for (int k = 0; k < N_COUNT; k++)
        if (type == V_AS(Type, r->kinds[k]) && node_category(k) == sort.category)
            return k;
    for (int k = 0; k < N_COUNT; k++)
        if (node_category(k) == sort.category &&
            (sort.category <= CAT_PATTERN || k == (int)sort.kind) &&
            type_is_subtype(type, V_AS(Type, r->kinds[k])))
            return k;
    raise_format(r->t, EXC_TypeError, "expected some sort of %s, but got %R", sort_name(sort), v);
    return -1;
}

static size_t node_size(NodeKind kind)
{
    static const uint16_t sizes[] = {
#define NODE(kind, text, category, fields) sizeof(Ast##kind),
#include "parser/ast.def"
#undef NODE
    };
    return sizes[kind];
}

static Node *node_like(Reader *r, NodeKind kind, const Node *place)
{
    Node *n = arena_alloc(r->arena, node_size(kind));
    if (!n)
        return NULL;
    memset(n, 0, node_size(kind));
    *n = *place;
    n->kind = (uint8_t)kind;
    n->op = 0;
    return n;
}

static Node *float_node(Reader *r, ConstKind kind, double f, const Node *place)
{
    Node *n = node_like(r, N_Constant, place);
    if (n)
        AS(n, Constant)->value = (Constant){.kind = (uint8_t)kind, .u.real = f};
    return n;
}

/* A complex number with a real part has no literal: -(1-2j), 1+2j. */
static int read_complex(Reader *r, const Complex *c, const Node *place, Node **out)
{
    bool negative = signbit(c->re);
    double im = negative ? -c->im : c->im;
    Node *left = float_node(r, CONST_FLOAT, fabs(c->re), place);
    Node *right = float_node(r, CONST_IMAG, fabs(im), place);
    Node *sum = node_like(r, N_BinOp, place), *minus = node_like(r, N_UnaryOp, place);
    if (!left || !right || !sum || !minus)
        return no_memory(r);
    AS(sum, BinOp)->left = left;
    AS(sum, BinOp)->right = right;
    sum->op = signbit(im) ? TREE_OP_SUB : TREE_OP_ADD;
    AS(minus, UnaryOp)->operand = sum;
    minus->op = UNARY_USUB;
    *out = negative ? minus : sum;
    return 0;
}

/* *out stays NULL when the node is no such constant. */
static int read_complex_constant(Reader *r, Value v, const Node *place, Node **out)
{
    Value value = read_attribute(r, v, "value");
    if (v_is_error(value))
        return -1;
    int status = 0;
    if (v_is_kind(value, KIND_complex) &&
        (V_AS(Complex, value)->re != 0.0 || signbit(V_AS(Complex, value)->re)))
        status = read_complex(r, V_AS(Complex, value), place, out);
    if (!v_is_empty(value))
        drop(r->t, value);
    return status;
}

static int read_new(Reader *r, Value v, FieldSort sort, Node **out)
{
    /* Of the sorts that are one kind, what is given need not be an instance. */
    bool one_kind = sort.category > CAT_PATTERN && sort.kind != N_ExceptHandler;
    Node place = {0};
    if (!one_kind && sort.category != CAT_MOD && read_place(r, v, sort, &place) < 0)
        return -1;
    int kind = one_kind ? (int)sort.kind : kind_of(r, v, sort);
    if (kind < 0)
        return -1;
    if (kind == N_Constant && (read_complex_constant(r, v, &place, out) < 0 || *out))
        return *out ? 0 : -1;
    Node *n = node_like(r, kind, &place);
    if (!n)
        return no_memory(r);
    if (read_fields(r, v, n) < 0 || check_unused(r, v, n) < 0)
        return -1;
    if (one_kind && sort.category == CAT_PART && read_place(r, v, sort, n) < 0)
        return -1;
    *out = n;
    return 0;
}

static int read_node(Reader *r, Value v, FieldSort sort, Node **out)
{
    *out = NULL;
    bool all_lists = sort.category == CAT_PARTX && sort.kind == N_Arguments; /* None will do */
    if (v_is_none(v) && !all_lists)
        return 0;
    if (c_stack_low(r->t) || r->depth >= AST_MAX_DEPTH) {
        raise_format(r->t, EXC_RecursionError,
                     "maximum recursion depth exceeded while traversing '%s' node",
                     sort_name(sort));
        return -1;
    }
    r->depth++;
    int status = read_new(r, v, sort, out);
    r->depth--;
    return status;
}

/* ---- the whole ---- */

static int check_tree(Thread *t, Node *tree)
{
    AstComplaint complaint;
    if (ast_check(tree, t->c_limit, &complaint))
        return 0;
    static const ExcKind kinds[] = {[AST_VALUE_ERROR] = EXC_ValueError,
                                    [AST_TYPE_ERROR] = EXC_TypeError,
                                    [AST_SYSTEM_ERROR] = EXC_SystemError,
                                    [AST_TOO_DEEP] = EXC_RecursionError};
    raise_format(t, kinds[complaint.error], "%s", complaint.text);
    return -1;
}

static int read_tree(Thread *t, Value v, int mode, Arena *arena, ParseResult *out)
{
    static const NodeKind roots[] = {N_Module, N_Expression, N_Interactive};
    Value parts = import_attr(t, "ast", "_parts");
    if (v_is_error(parts))
        return -1;
    const Value *row = V_AS(Tuple, parts)->items;
    Reader r = {.t = t,
                .arena = arena,
                .kinds = V_AS(List, row[0])->items,
                .ctx = row[1],
                .boolop = row[2],
                .unaryop = row[3],
                .op = row[4],
                .cmpop = row[5]};
    NodeKind root = roots[mode];
    int status = -1;
    if (!type_is_subtype(v_type(t, v), V_AS(Type, r.kinds[root])))
        raise_format(t, EXC_TypeError, "expected %s node, got %T", node_name(root), v);
    else if (!ident_table_init(&r.names, arena))
        raise_memory(t);
    else
        status = read_node(&r, v, (FieldSort){CAT_MOD, root}, &out->tree);
    drop(t, parts);
    out->names = r.names;
    if (status == 0 && r.odd_type) {
        raise_format(t, EXC_TypeError, "got an invalid type in Constant: %s", r.odd_type);
        return -1;
    }
    return status < 0 ? -1 : check_tree(t, out->tree);
}

Value ast_compile(Thread *t, Value tree, Value filename, int mode, uint32_t flags)
{
    Arena arena;
    arena_init(&arena);
    ParseResult made = {0};
    Value code = V_ERROR;
    if (read_tree(t, tree, mode, &arena, &made) == 0)
        code = compile_made_tree(t, filename, &made, &arena, mode, flags);
    arena_free(&arena);
    return code;
}
