/* SPDX-License-Identifier: MIT */
/*
 * match. The subject stays in a register (`H` operands) until a case has matched. What a pattern
 * captures waits in a row of temporaries, `captures`, one per name, and is stored when the whole
 * pattern has matched; parts of the subject lie in temporaries behind. A pattern that fails jumps
 * to a label at which everything from `captures` up is dropped by one DROP_ROW.
 */
#include "parser/bytecode/compiler.h"
#include "parser/unparse.h"

typedef struct Match {
    Reg captures;        /* first register of the row */
    const Ident **names; /* of the captures, in order of appearance */
    uint32_t count, cap;
    Reg high;           /* no register from here up has been used by the pattern */
    uint8_t *stored;    /* of each name: has this alternative captured it already? */
    bool may_match_all; /* a pattern that cannot fail is in order here */
} Match;

static void pattern_compile(Compiler *c, Match *m, Node *p, Reg subject, Label *fail);

/* ---- names that a pattern captures ---- */

static void capture_add(Compiler *c, Match *m, const Ident *name)
{
    for (uint32_t i = 0; i < m->count; i++)
        if (m->names[i] == name)
            return;
    if (m->count == m->cap) {
        uint32_t cap = m->cap ? 2 * m->cap : 8;
        const Ident **names = base_alloc(m->names, cap, sizeof *names);
        if (!names) {
            compile_no_memory(c);
            return;
        }
        m->names = names;
        m->cap = cap;
    }
    m->names[m->count++] = name;
}

static void captures_of(Compiler *c, Match *m, const Node *p);

static void captures_of_all(Compiler *c, Match *m, const NodeList *list)
{
    for (uint32_t i = 0; i < list->count && !c->failed; i++)
        captures_of(c, m, list->items[i]);
}

/* Alternatives should capture the same names; if they do not, or_pattern says so. */
static void captures_of(Compiler *c, Match *m, const Node *p)
{
    if (!compile_enter(c))
        return;
    switch (p->kind) {
    case N_MatchSequence:
        captures_of_all(c, m, &AS(p, MatchSequence)->patterns);
        break;
    case N_MatchMapping:
        captures_of_all(c, m, &AS(p, MatchMapping)->patterns);
        if (AS(p, MatchMapping)->rest)
            capture_add(c, m, AS(p, MatchMapping)->rest);
        break;
    case N_MatchClass:
        captures_of_all(c, m, &AS(p, MatchClass)->patterns);
        captures_of_all(c, m, &AS(p, MatchClass)->kwd_patterns);
        break;
    case N_MatchStar:
        if (AS(p, MatchStar)->name)
            capture_add(c, m, AS(p, MatchStar)->name);
        break;
    case N_MatchAs:
        if (AS(p, MatchAs)->pattern)
            captures_of(c, m, AS(p, MatchAs)->pattern);
        if (AS(p, MatchAs)->name)
            capture_add(c, m, AS(p, MatchAs)->name);
        break;
    case N_MatchOr:
        captures_of_all(c, m, &AS(p, MatchOr)->patterns);
        break;
    default:
        break;
    }
    compile_leave(c);
}

static uint32_t capture_index(const Match *m, const Ident *name)
{
    uint32_t i = 0;
    while (i < m->count && m->names[i] != name)
        i++;
    return i;
}

static void capture(Compiler *c, Match *m, const Node *at, const Ident *name, Reg subject)
{
    uint32_t i = capture_index(m, name);
    if (c->failed)
        return;
    if (m->stored[i]++)
        compile_fail(c, at, "multiple assignments to name '%s' in pattern", name->text);
    emit(c, at, OPC_COPY, m->captures + i, subject, 0);
}

/* ---- patterns of one value ---- */

/* The register an instruction may read the subject from without taking it away. */
static Reg readable(Compiler *c, const Node *at, Reg subject)
{
    if (reg_is_local(c, subject))
        return subject;
    Reg copy = reg_alloc(c);
    emit(c, at, OPC_COPY, copy, subject, 0);
    return copy;
}

static void value_pattern(Compiler *c, AstMatchValue *p, Reg subject, Label *fail)
{
    int32_t imm;
    const Node *at = (const Node *)p;
    Node *v = p->value;
    if (v->kind != N_Constant && v->kind != N_Attribute && v->kind != N_BinOp &&
        v->kind != N_UnaryOp) {
        compile_fail(c, at, "patterns may only match literals and attribute lookups");
        return;
    }
    Reg mark = c->u->top;
    Reg left = readable(c, at, subject);
    if (small_int(v, &imm)) {
        emit_jump(c, at, OPC_JUMP_UNLESS_EQ_I, left, (uint16_t)imm, fail);
    } else {
        Reg right = operand(c, v, true);
        emit_jump(c, at, OPC_JUMP_UNLESS_EQ, left, right, fail);
    }
    reg_release(c, mark);
}

static void singleton_pattern(Compiler *c, AstMatchSingleton *p, Reg subject, Label *fail)
{
    const Node *at = (const Node *)p;
    Literal v;
    Reg mark = c->u->top;
    constant_literal(&p->value, &v);
    Reg left = readable(c, at, subject);
    if (v.kind == LIT_NONE) {
        emit_jump(c, at, OPC_JUMP_IF_NOT_NONE, left, 0, fail);
    } else {
        Reg right = reg_alloc(c);
        load_const(c, at, &v, right);
        Reg test = left == right - 1 ? left : right;
        emit(c, at, OPC_IS, test, left, right);
        emit_jump(c, at, OPC_JUMP_IF_FALSE, test, 0, fail);
    }
    reg_release(c, mark);
}

static void test_jump(Compiler *c, const Node *at, Opcode op, Reg subject, Label *fail)
{
    Reg t = reg_alloc(c);
    emit(c, at, op, t, subject, 0);
    emit_jump(c, at, OPC_JUMP_IF_FALSE, t, 0, fail);
    reg_release(c, t);
}

static void length_jump(Compiler *c, const Node *at, Reg subject, uint32_t length, bool exact,
                        Label *fail)
{
    Reg t = reg_alloc(c);
    emit(c, at, OPC_GET_LEN, t, subject, 0);
    if (length <= INT16_MAX) {
        emit_jump(c, at, exact ? OPC_JUMP_UNLESS_EQ_I : OPC_JUMP_UNLESS_GE_I, t, length, fail);
    } else {
        Reg n = reg_alloc(c);
        load_const(c, at, &(Literal){.kind = LIT_INT, .i = length}, n);
        emit_jump(c, at, exact ? OPC_JUMP_UNLESS_EQ : OPC_JUMP_UNLESS_GE, t, n, fail);
    }
    reg_release(c, t);
}

/* ---- sequences ---- */

static bool is_wildcard(const Node *p)
{
    return p->kind == N_MatchAs && !AS(p, MatchAs)->name && !AS(p, MatchAs)->pattern;
}

static bool is_wildcard_star(const Node *p)
{
    return p->kind == N_MatchStar && !AS(p, MatchStar)->name;
}

/* A part of the subject: whatever the place of the whole, it may match everything. */
static void part_pattern(Compiler *c, Match *m, Node *p, Reg subject, Label *fail)
{
    bool outer = m->may_match_all;
    m->may_match_all = true;
    pattern_compile(c, m, p, subject, fail);
    m->may_match_all = outer;
}

/* Patterns for a row of registers; a star's register holds the list of the rest. */
static void row_patterns(Compiler *c, Match *m, const NodeList *patterns, Reg row, Label *fail)
{
    for (uint32_t i = 0; i < patterns->count && !c->failed; i++) {
        Node *p = patterns->items[i];
        if (p->kind != N_MatchStar)
            part_pattern(c, m, p, row + i, fail);
        else if (AS(p, MatchStar)->name)
            capture(c, m, p, AS(p, MatchStar)->name, row + i);
    }
}

/* Into k: the index i of a sequence; with a count it is that of the pattern i among so many at the
   end: classes of one's own need not know negative numbers. */
static void index_of(Compiler *c, const Node *at, uint32_t i, uint32_t count, Reg object, Reg k)
{
    uint32_t number = count ? count - i : i;
    load_const(c, at, &(Literal){.kind = LIT_INT, .i = number}, k);
    if (!count)
        return;
    Reg length = reg_alloc(c);
    emit(c, at, OPC_GET_LEN, length, object, 0);
    emit(c, at, OPC_SUB, k, length, k);
    reg_release(c, length);
}

/* With a `*_` among them the others are fetched by index, those behind it from the end. */
static void indexed_patterns(Compiler *c, Match *m, const Node *at, const NodeList *patterns,
                             uint32_t star, Reg subject, Label *fail)
{
    for (uint32_t i = 0; i < patterns->count && !c->failed; i++) {
        if (i == star || is_wildcard(patterns->items[i]))
            continue;
        Reg item = reg_alloc(c), object = readable(c, at, subject);
        if (i < star && i <= INT16_MAX) {
            emit(c, at, OPC_LOAD_ITEM_I, item, object, (uint16_t)i);
        } else {
            Reg k = reg_alloc(c);
            index_of(c, at, i, i < star ? 0 : patterns->count, object, k);
            emit(c, at, OPC_LOAD_ITEM, item, object, k);
        }
        reg_release(c, item + 1);
        part_pattern(c, m, patterns->items[i], item, fail);
    }
}

static void sequence_pattern(Compiler *c, Match *m, AstMatchSequence *n, Reg subject, Label *fail)
{
    const Node *at = (const Node *)n;
    const NodeList *patterns = &n->patterns;
    uint32_t star = patterns->count, size = patterns->count;
    bool only_wildcards = true;
    for (uint32_t i = 0; i < size; i++) {
        const Node *p = patterns->items[i];
        only_wildcards &= is_wildcard(p) || is_wildcard_star(p);
        if (p->kind != N_MatchStar)
            continue;
        if (star < size) {
            compile_fail(c, at, "multiple starred names in sequence pattern");
            return;
        }
        star = i;
    }
    test_jump(c, at, OPC_MATCH_SEQUENCE, subject, fail);
    if (star == size)
        length_jump(c, at, subject, size, true, fail);
    else if (size > 1)
        length_jump(c, at, subject, size - 1, false, fail);
    if (only_wildcards)
        return;
    if (star < size && is_wildcard_star(patterns->items[star])) {
        indexed_patterns(c, m, at, patterns, star, subject, fail);
        return;
    }
    Reg row = reg_row(c, size);
    emit(c, at, OPC_COPY, row, subject, 0);
    if (star == size)
        emit(c, at, OPC_UNPACK, row, row, size);
    else
        emit_cell(c, at, OPC_UNPACK_EX, row, row, 0, star, size - star - 1);
    row_patterns(c, m, patterns, row, fail);
}

/* ---- mappings ---- */

/* The value of a number, of -N and of N +- Nj; false for any other key. */
static bool key_number(const Node *key, double part[2])
{
    Literal v;
    double rest[2];
    part[0] = part[1] = 0;
    switch (key->kind) {
    case N_Constant:
        constant_literal(&AS(key, Constant)->value, &v);
        if (v.kind != LIT_COMPLEX)
            return literal_number(&v, &part[0]);
        part[1] = v.f;
        return true;
    case N_UnaryOp:
        if (!key_number(AS(key, UnaryOp)->operand, part))
            return false;
        part[0] = -part[0];
        part[1] = -part[1];
        return true;
    case N_BinOp:
        if (!key_number(AS(key, BinOp)->left, part) || !key_number(AS(key, BinOp)->right, rest))
            return false;
        part[0] += 0.0; /* a sum: never -0.0 */
        part[1] = AS(key, BinOp)->op == OP_SUB ? 0 - rest[1] : rest[1];
        return true;
    default:
        return false;
    }
}

static bool same_key(const Node *a, const Node *b)
{
    double x[2], y[2];
    if (a->kind == N_UnaryOp && b->kind == N_UnaryOp) /* exact for large integers too */
        return same_key(AS(a, UnaryOp)->operand, AS(b, UnaryOp)->operand);
    if (a->kind == N_Constant && b->kind == N_Constant) {
        Literal v, w;
        constant_literal(&AS(a, Constant)->value, &v);
        constant_literal(&AS(b, Constant)->value, &w);
        if (v.kind == LIT_INT && w.kind == LIT_INT)
            return v.i == w.i;
        if (literal_equal(&v, &w))
            return true;
    }
    return key_number(a, x) && key_number(b, y) && x[0] == y[0] && x[1] == y[1];
}

/* repr() of the constant that a key is. */
static void put_key(Node *key, Buffer *out)
{
    double part[2];
    if (key->kind == N_BinOp && key_number(key, part)) {
        unparse_complex(part[0], part[1], out);
        return;
    }
    Literal v = {.kind = LIT_FLOAT};
    if (key->kind == N_UnaryOp && AS(key, UnaryOp)->operand->kind == N_Constant)
        constant_literal(&AS(AS(key, UnaryOp)->operand, Constant)->value, &v);
    if (v.kind == LIT_COMPLEX)
        unparse_complex(-0.0, -v.f, out);
    else if (v.kind == LIT_INT && v.i == 0)
        buffer_putc(out, '0');
    else
        unparse_expr(key, out);
}

static bool mapping_keys(Compiler *c, AstMatchMapping *n)
{
    for (uint32_t i = 0; i < n->keys.count; i++) {
        Node *key = n->keys.items[i];
        if (key->kind != N_Constant && key->kind != N_Attribute && key->kind != N_BinOp &&
            key->kind != N_UnaryOp) {
            compile_fail(c, n->patterns.items[i],
                         "mapping pattern keys may only match literals and attribute lookups");
            return false;
        }
        for (uint32_t k = 0; k < i; k++) {
            if (!same_key(n->keys.items[k], key))
                continue;
            Buffer text;
            buffer_init(&text);
            put_key(key, &text);
            buffer_putc(&text, '\0');
            compile_fail(c, (Node *)n, "mapping pattern checks duplicate key (%s)",
                         text.failed ? "" : text.data);
            buffer_free(&text);
            return false;
        }
    }
    return true;
}

static void mapping_pattern(Compiler *c, Match *m, AstMatchMapping *n, Reg subject, Label *fail)
{
    const Node *at = (const Node *)n;
    uint32_t size = n->keys.count;
    test_jump(c, at, OPC_MATCH_MAPPING, subject, fail);
    if (size == 0 && !n->rest)
        return;
    if (size)
        length_jump(c, at, subject, size, false, fail);
    if (!mapping_keys(c, n))
        return;
    Reg keys = reg_alloc(c), row = c->u->top;
    for (uint32_t i = 0; i < size; i++)
        expr_temp(c, n->keys.items[i]);
    emit(c, at, OPC_BUILD_TUPLE, keys, row, size);
    reg_release(c, row);
    reg_row(c, size ? size : 1);
    Reg copy = reg_alloc(c);
    if (size) {
        emit(c, at, OPC_COPY, copy, keys, 0);
        emit(c, at, OPC_MATCH_KEYS, row, subject, copy);
        emit(c, at, OPC_COPY, copy, row, 0);
        emit_jump(c, at, OPC_JUMP_IF_NONE, copy, 0, fail);
        emit(c, at, OPC_UNPACK, row, row, size);
        row_patterns(c, m, &n->patterns, row, fail);
    }
    if (!n->rest)
        return;
    Reg rest = reg_alloc(c);
    emit(c, at, OPC_MATCH_REST, rest, subject, keys);
    capture(c, m, at, n->rest, rest);
}

/* ---- classes ---- */

static bool class_attrs(Compiler *c, AstMatchClass *n)
{
    for (uint32_t i = 0; i < n->kwd_attrs.count; i++) {
        for (uint32_t k = i + 1; k < n->kwd_attrs.count; k++) {
            if (n->kwd_attrs.items[i] != n->kwd_attrs.items[k])
                continue;
            compile_fail(c, n->kwd_patterns.items[k],
                         "attribute name repeated in class pattern: %s",
                         n->kwd_attrs.items[k]->text);
            return false;
        }
    }
    return true;
}

static uint32_t attr_names(Compiler *c, AstMatchClass *n)
{
    uint32_t count = n->kwd_attrs.count;
    Literal *items = arena_alloc(c->scratch, (count + (size_t)1) * sizeof *items);
    if (!items) {
        compile_no_memory(c);
        return 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        const Ident *name = n->kwd_attrs.items[i];
        items[i] = (Literal){.kind = LIT_STR, .len = name->len, .text = name->text};
    }
    return literal_add(c, &(Literal){.kind = LIT_TUPLE, .len = count, .items = items});
}

static void class_pattern(Compiler *c, Match *m, AstMatchClass *n, Reg subject, Label *fail)
{
    const Node *at = (const Node *)n;
    uint32_t positional = n->patterns.count, size = positional + n->kwd_patterns.count;
    if (!class_attrs(c, n))
        return;
    Reg row = reg_row(c, size ? size : 1), copy = c->u->top;
    Reg cls = operand(c, n->cls, true);
    emit_cell(c, at, OPC_MATCH_CLASS, row, subject, cls, positional, attr_names(c, n));
    reg_release(c, copy);
    reg_alloc(c);
    emit(c, at, OPC_COPY, copy, row, 0);
    emit_jump(c, at, OPC_JUMP_IF_NONE, copy, 0, fail);
    if (size == 0) { /* the empty tuple of attributes is of no use */
        emit(c, at, OPC_DROP, row, 0, 0);
        return;
    }
    emit(c, at, OPC_UNPACK, row, row, size);
    row_patterns(c, m, &n->patterns, row, fail);
    row_patterns(c, m, &n->kwd_patterns, row + positional, fail);
}

/* ---- alternatives ---- */

/* After an alternative: the names it captured must be those of the first one. */
static bool same_names(Match *m, uint8_t *control, bool first)
{
    bool same = true;
    for (uint32_t i = 0; i < m->count; i++) {
        if (first)
            control[i] = m->stored[i];
        same &= control[i] == m->stored[i];
        m->stored[i] = 0;
    }
    return same;
}

/* The names of the alternatives join those captured before. */
static void names_join(Compiler *c, Match *m, const Node *at, uint8_t *before,
                       const uint8_t *control)
{
    for (uint32_t i = 0; i < m->count; i++) {
        if (before[i] && control[i])
            compile_fail(c, at, "multiple assignments to name '%s' in pattern", m->names[i]->text);
        before[i] |= control[i];
    }
    m->stored = before;
}

/* Drops what a failed alternative may have captured. */
static void drop_captured(Compiler *c, const Match *m, const Node *at, const uint8_t *captured)
{
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t end = i;
        while (end < m->count && captured[end])
            end++;
        if (end > i)
            emit(c, at, OPC_DROP_ROW, m->captures + i, end - i, 0);
        i = end;
    }
}

/* One alternative: goes to `matched`, or to `fail` (the last one), or on behind with nothing left.
 */
static bool alternative(Compiler *c, Match *m, Node *p, Reg subject, Label *matched, Label *fail,
                        uint8_t *control, bool first)
{
    Label next = LABEL_NEW;
    Reg mark = c->u->top;
    m->high = mark;
    pattern_compile(c, m, p, subject, fail ? fail : &next);
    Reg used = c->u->top - mark, failed = m->high - mark;
    if (used) /* what lies in the registers is captured or of no use */
        emit(c, p, OPC_DROP_ROW, mark, used, 0);
    emit_jump(c, p, OPC_JUMP, 0, 0, matched);
    label_bind(c, &next);
    if (c->failed || !same_names(m, control, first))
        return false;
    if (!fail) {
        if (failed)
            emit(c, p, OPC_DROP_ROW, mark, failed, 0);
        drop_captured(c, m, p, control);
    }
    reg_release(c, mark);
    return true;
}

static void or_pattern(Compiler *c, Match *m, AstMatchOr *n, Reg subject, Label *fail)
{
    const Node *at = (const Node *)n;
    Label matched = LABEL_NEW;
    Reg high = m->high;
    bool outer = m->may_match_all;
    uint8_t *before = m->stored;
    uint8_t *control = arena_alloc(c->scratch, m->count + (size_t)1);
    uint8_t *stored = arena_alloc(c->scratch, m->count + (size_t)1);
    if (!control || !stored) {
        compile_no_memory(c);
        return;
    }
    m->stored = stored;
    for (uint32_t i = 0; i < n->patterns.count && !c->failed; i++) {
        bool last = i + 1 == n->patterns.count;
        m->may_match_all = last && outer;
        if (!alternative(c, m, n->patterns.items[i], subject, &matched, last ? fail : NULL, control,
                         i == 0))
            compile_fail(c, at, "alternative patterns bind different names");
        high = m->high > high ? m->high : high;
    }
    m->high = high;
    m->may_match_all = outer;
    names_join(c, m, at, before, control);
    label_bind(c, &matched);
}

/* ---- all kinds ---- */

/* A name or `_` alone matches everything: nothing behind it would ever be tried. */
static bool catch_all_in_order(Compiler *c, const Match *m, const AstMatchAs *p)
{
    if (m->may_match_all)
        return true;
    if (p->name)
        compile_fail(c, (const Node *)p, "name capture '%s' makes remaining patterns unreachable",
                     p->name->text);
    else
        compile_fail(c, (const Node *)p, "wildcard makes remaining patterns unreachable");
    return false;
}

static void pattern_kind(Compiler *c, Match *m, Node *p, Reg subject, Label *fail)
{
    switch (p->kind) {
    case N_MatchValue:
        value_pattern(c, AS(p, MatchValue), subject, fail);
        break;
    case N_MatchSingleton:
        singleton_pattern(c, AS(p, MatchSingleton), subject, fail);
        break;
    case N_MatchSequence:
        sequence_pattern(c, m, AS(p, MatchSequence), subject, fail);
        break;
    case N_MatchMapping:
        mapping_pattern(c, m, AS(p, MatchMapping), subject, fail);
        break;
    case N_MatchClass:
        class_pattern(c, m, AS(p, MatchClass), subject, fail);
        break;
    case N_MatchAs:
        if (AS(p, MatchAs)->pattern)
            pattern_compile(c, m, AS(p, MatchAs)->pattern, subject, fail);
        else if (!catch_all_in_order(c, m, AS(p, MatchAs)))
            break;
        if (AS(p, MatchAs)->name)
            capture(c, m, p, AS(p, MatchAs)->name, subject);
        break;
    case N_MatchOr:
        or_pattern(c, m, AS(p, MatchOr), subject, fail);
        break;
    default:
        compile_fail(c, p, "starred pattern must be in a sequence pattern");
    }
}

/* Leaves the registers it took above top: who drops them is the case. */
static void pattern_compile(Compiler *c, Match *m, Node *p, Reg subject, Label *fail)
{
    if (!compile_enter(c))
        return;
    pattern_kind(c, m, p, subject, fail);
    if (c->u->top > m->high)
        m->high = c->u->top;
    compile_leave(c);
}

/* ---- cases ---- */

static void case_capture_stores(Compiler *c, const Match *m, const Node *at)
{
    for (uint32_t i = 0; i < m->count; i++)
        name_store(c, at, m->names[i], m->captures + i);
}

/* Pattern, stores and guard. A failed pattern goes to `fail`, where the returned number of
   registers from the top must be dropped; a failed guard goes to `next`. */
static uint32_t case_test(Compiler *c, AstMatchCase *n, Reg subject, bool may_match_all,
                          Label *fail, Label *next)
{
    Match m = {.captures = c->u->top, .may_match_all = may_match_all};
    captures_of(c, &m, n->pattern);
    m.stored = arena_alloc(c->scratch, m.count + (size_t)1);
    if (!m.stored)
        compile_no_memory(c);
    reg_row(c, m.count);
    m.high = c->u->top;
    pattern_compile(c, &m, n->pattern, subject, fail);
    Reg parts = m.captures + m.count, end = c->u->top;
    if (end > parts)
        emit(c, n->pattern, OPC_DROP_ROW, parts, end - parts, 0);
    case_capture_stores(c, &m, n->pattern);
    base_free(m.names);
    reg_release(c, m.captures);
    if (n->guard)
        jump_if(c, n->guard, next, false);
    return m.high - m.captures;
}

/* Is the local `subject` assigned by a pattern or a guard? Then the match needs a copy of it. */
static bool rebound(Compiler *c, AstMatch *n, Reg subject)
{
    Match m = {0};
    bool found = false;
    for (uint32_t i = 0; i < n->cases.count && !c->failed; i++) {
        m.count = 0;
        captures_of(c, &m, AS(n->cases.items[i], MatchCase)->pattern);
        for (uint32_t k = 0; k < m.count; k++)
            found |= name_local(c, m.names[k]) == subject;
    }
    base_free(m.names);
    return found;
}

static Reg subject_register(Compiler *c, AstMatch *n)
{
    Reg r = operand(c, n->subject, false);
    if (!reg_is_local(c, r) || !rebound(c, n, r))
        return r;
    Reg copy = reg_alloc(c);
    emit(c, n->subject, OPC_MOVE, copy, r, 0);
    return copy;
}

void match_stmt(Compiler *c, AstMatch *n)
{
    Label end = LABEL_NEW;
    Reg mark = c->u->top;
    Reg subject = subject_register(c, n);
    bool temporary = !reg_is_local(c, subject);
    Reg floor = c->u->top;
    for (uint32_t i = 0; i < n->cases.count && !c->failed; i++) {
        AstMatchCase *k = AS(n->cases.items[i], MatchCase);
        Label next = LABEL_NEW;
        Label fail = LABEL_NEW;
        bool last = k->guard || i + 1 == n->cases.count;
        uint32_t dropped = case_test(c, k, subject, last, &fail, &next);
        if (temporary)
            emit(c, k->pattern, OPC_DROP, subject, 0, 0);
        reg_release(c, mark);
        block_compile(c, &k->body);
        reg_row(c, floor - mark);
        emit_jump(c, NULL, OPC_JUMP, 0, 0, &end);
        label_bind(c, &fail);
        if (dropped)
            emit(c, k->pattern, OPC_DROP_ROW, floor, dropped, 0);
        label_bind(c, &next);
    }
    if (temporary)
        emit(c, n->subject, OPC_DROP, subject, 0, 0);
    reg_release(c, mark);
    label_bind(c, &end);
}
