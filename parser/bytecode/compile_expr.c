/* SPDX-License-Identifier: MIT */
/* Expressions: operands, left spines, conditions, operators. */
#include "parser/bytecode/compile_warn.h"
#include "parser/bytecode/compiler.h"

/* ---- constants ---- */

void load_const(Compiler *c, const Node *at, const Literal *v, Reg dest)
{
    emit_index(c, at, OPC_LOAD_CONST, dest, literal_add(c, v));
}

void load_none(Compiler *c, const Node *at, Reg dest)
{
    load_const(c, at, &(Literal){.kind = LIT_NONE}, dest);
}

static void constant_to(Compiler *c, const Node *n, Reg dest)
{
    Literal v;
    constant_literal(&AS(n, Constant)->value, &v);
    load_const(c, n, &v, dest);
}

bool small_int(const Node *n, int32_t *out)
{
    Literal v;
    if (n->kind != N_Constant)
        return false;
    constant_literal(&AS(n, Constant)->value, &v);
    if (v.kind != LIT_INT || v.i < INT16_MIN || v.i > INT16_MAX)
        return false;
    *out = (int32_t)v.i;
    return true;
}

/* ---- operands ---- */

static Reg walrus_local(Compiler *c, const Node *n)
{
    return n->kind == N_NamedExpr ? name_local(c, AS(AS(n, NamedExpr)->target, Name)->id)
                                  : REG_NONE;
}

static Reg name_operand(Compiler *c, const AstName *n, Reg temp, bool last)
{
    Place p = name_place(c, n->id);
    if (p.kind == PLACE_LOCAL && (last || !(p.sym->flags & DEF_WALRUS)))
        temp = p.index;
    place_load(c, (const Node *)n, &p, temp);
    return temp;
}

/* Into `temp`, unless a local can be read in place. */
static Reg operand_or(Compiler *c, Node *n, Reg temp, bool last)
{
    if (n->kind == N_Name && n->ctx == CTX_LOAD)
        return name_operand(c, AS(n, Name), temp, last);
    if (last && walrus_local(c, n) != REG_NONE) {
        Reg local = walrus_local(c, n);
        expr_to(c, AS(n, NamedExpr)->value, local);
        name_set_bound(c, AS(AS(n, NamedExpr)->target, Name)->id);
        return local;
    }
    expr_to(c, n, temp);
    return temp;
}

Reg operand(Compiler *c, Node *n, bool last)
{
    Reg temp = reg_alloc(c);
    Reg r = operand_or(c, n, temp, last);
    if (r != temp)
        reg_release(c, temp);
    return r;
}

Reg expr_temp(Compiler *c, Node *n)
{
    Reg temp = reg_alloc(c);
    expr_to(c, n, temp);
    return temp;
}

void expr_drop(Compiler *c, Node *n)
{
    if (n->kind == N_Constant)
        return;
    Reg mark = c->u->top;
    Reg r = operand(c, n, true);
    if (!reg_is_local(c, r))
        emit(c, n, OPC_DROP, r, 0, 0);
    reg_release(c, mark);
}

/* A temporary to build `dest` in: itself, if it is one. */
static Reg stage(Compiler *c, Reg dest)
{
    return reg_is_local(c, dest) ? reg_alloc(c) : dest;
}

static void unstage(Compiler *c, const Node *at, Reg dest, Reg temp)
{
    if (temp == dest)
        return;
    emit(c, at, OPC_MOVE, dest, temp, 0);
    reg_release(c, temp);
}

/* ---- links of a left spine ---- */

static const uint16_t binary_ops[] = {
    [OP_ADD] = OPC_ADD,          [OP_SUB] = OPC_SUB,       [OP_MULT] = OPC_MUL,
    [OP_MATMULT] = OPC_MATMUL,   [OP_DIV] = OPC_TRUEDIV,   [OP_MOD] = OPC_MOD,
    [OP_POW] = OPC_POW,          [OP_LSHIFT] = OPC_LSHIFT, [OP_RSHIFT] = OPC_RSHIFT,
    [OP_BITOR] = OPC_OR,         [OP_BITXOR] = OPC_XOR,    [OP_BITAND] = OPC_AND,
    [OP_FLOORDIV] = OPC_FLOORDIV};

Opcode binary_opcode(Operator op)
{
    return (Opcode)binary_ops[op];
}

Node attr_position(const Node *n, const Node *attr)
{
    Node at = *n;
    if (at.line == attr->end_line)
        return at;
    uint32_t len = AS(attr, Attribute)->attr->len;
    at.line = attr->end_line;
    at.col = len <= attr->end_col ? attr->end_col - len : 0xffff;
    at.end_col = len <= attr->end_col ? at.end_col : 0xffff;
    return at;
}

static void binary_link(Compiler *c, AstBinOp *n, Reg left, Reg dest)
{
    int32_t imm;
    Opcode op = binary_opcode(n->op);
    if (small_int(n->right, &imm)) {
        emit(c, (Node *)n, op + 2, dest, left, (uint16_t)imm);
        return;
    }
    Reg right = operand(c, n->right, true);
    emit(c, (Node *)n, op, dest, left, right);
}

static void slice_to(Compiler *c, AstSlice *n, Reg dest)
{
    Node *parts[] = {n->lower, n->upper, n->step};
    uint32_t count = n->step ? 3 : 2;
    Reg mark = c->u->top;
    Reg row = mark;
    for (uint32_t i = 0; i < count; i++) {
        Reg r = reg_alloc(c);
        if (parts[i])
            expr_to(c, parts[i], r);
        else
            load_none(c, (Node *)n, r);
    }
    emit(c, (Node *)n, OPC_BUILD_SLICE, dest, row, count);
    reg_release(c, mark);
}

static void subscript_link(Compiler *c, AstSubscript *n, Reg left, Reg dest)
{
    int32_t imm;
    warn_subscript(c, n);
    if (small_int(n->slice, &imm)) {
        emit(c, (Node *)n, OPC_LOAD_ITEM_I, dest, left, (uint16_t)imm);
        return;
    }
    Reg index = operand(c, n->slice, true);
    emit(c, (Node *)n, OPC_LOAD_ITEM, dest, left, index);
}

static void attribute_link(Compiler *c, AstAttribute *n, Reg left, Reg dest, bool method)
{
    Node at = attr_position((Node *)n, (Node *)n);
    uint32_t name = name_add(c, name_mangle(c, n->attr));
    emit_cell(c, &at, method ? OPC_LOAD_METHOD : OPC_LOAD_ATTR, dest, left, 0, name, 0);
}

/* ---- left spines ---- */

static bool spine_push(Compiler *c, Node *n)
{
    if (c->spine_len == c->spine_cap) {
        uint32_t cap = c->spine_cap ? 2 * c->spine_cap : 256;
        Node **spine = base_alloc(c->spine, cap, sizeof *spine);
        if (!spine) {
            compile_no_memory(c);
            return false;
        }
        c->spine = spine;
        c->spine_cap = cap;
    }
    c->spine[c->spine_len++] = n;
    return true;
}

/* Pushes the links of the spine, outermost first; returns the leaf. */
static Node *spine_descend(Compiler *c, Node *n)
{
    for (;;) {
        Node *next;
        if (n->kind == N_BinOp)
            next = AS(n, BinOp)->left;
        else if (n->kind == N_Subscript)
            next = AS(n, Subscript)->value;
        else if (n->kind == N_Call)
            next = AS(n, Call)->func;
        else if (n->kind == N_Attribute && !super_is_plain(c, AS(n, Attribute)->value))
            next = AS(n, Attribute)->value;
        else
            return n;
        if (!spine_push(c, n))
            return n;
        n = next;
    }
}

static AstCall *spine_next_call(const Compiler *c, uint32_t base)
{
    if (c->spine_len == base || c->spine[c->spine_len - 1]->kind != N_Call)
        return NULL;
    AstCall *call = AS(c->spine[c->spine_len - 1], Call);
    return call_is_plain(call) ? call : NULL;
}

/* The call behind a LOAD_METHOD row. */
static void method_call(Compiler *c, const Node *attr, uint32_t base, Reg row, Reg dest)
{
    AstCall *call = AS(c->spine[--c->spine_len], Call);
    Node at = attr_position((Node *)call, attr);
    Reg result = c->spine_len == base ? dest : row;
    keywords_check(c, &call->keywords);
    call_apply(c, &at, &call->args, &call->keywords, row, true, result, 0);
}

static void plain_call(Compiler *c, AstCall *call, Reg row, Reg dest)
{
    warn_call(c, call->func);
    keywords_check(c, &call->keywords);
    if (call_is_plain(call))
        call_apply(c, (Node *)call, &call->args, &call->keywords, row, false, dest, 0);
    else
        call_ex_apply(c, (Node *)call, &call->args, &call->keywords, row, dest, 0);
}

/* The leaf's value: in place, or in `temp`, where a call wants its function. */
static Reg spine_leaf(Compiler *c, Node *leaf, Reg temp, uint32_t base)
{
    if (c->spine_len == base || c->spine[c->spine_len - 1]->kind == N_Call) {
        expr_to(c, leaf, temp);
        return temp;
    }
    return operand_or(c, leaf, temp, false);
}

/* Is the leaf a constant that may be loaded after the right operand, whose temporaries begin a
   register earlier then? Not over several lines, which tracing tells in order. */
static bool constant_comes_last(const Compiler *c, const Node *leaf, uint32_t base)
{
    if (leaf->kind != N_Constant || c->spine_len == base ||
        c->spine[c->spine_len - 1]->kind != N_BinOp)
        return false;
    const Node *right = AS(c->spine[c->spine_len - 1], BinOp)->right;
    return right->kind != N_Constant && right->kind != N_Name && right->end_line == leaf->line;
}

void spine_to(Compiler *c, Node *n, Reg dest)
{
    uint32_t base = c->spine_len;
    Reg mark = c->u->top;
    Reg temp = stage(c, dest), floor = c->u->top;
    Node *leaf = spine_descend(c, n);
    Reg value = temp;
    if (leaf->kind == N_Attribute) {
        bool method = spine_next_call(c, base) != NULL;
        super_load(c, AS(leaf, Attribute), temp, c->spine_len == base ? dest : temp, method);
        if (method)
            method_call(c, leaf, base, temp, dest);
    } else if (constant_comes_last(c, leaf, base)) {
        AstBinOp *link = AS(c->spine[--c->spine_len], BinOp);
        Reg right = operand_or(c, link->right, temp, true);
        emit(c, (Node *)link, binary_opcode(link->op), c->spine_len == base ? dest : temp,
             expr_temp(c, leaf), right);
        value = temp;
    } else {
        value = spine_leaf(c, leaf, temp, base);
    }
    while (c->spine_len > base && !c->failed) {
        reg_release(c, floor);
        Node *link = c->spine[--c->spine_len];
        Reg result = c->spine_len == base ? dest : temp;
        if (link->kind == N_BinOp) {
            binary_link(c, AS(link, BinOp), value, result);
        } else if (link->kind == N_Subscript) {
            subscript_link(c, AS(link, Subscript), value, result);
        } else if (link->kind == N_Call) {
            plain_call(c, AS(link, Call), temp, result);
        } else if (spine_next_call(c, base)) {
            attribute_link(c, AS(link, Attribute), value, temp, true);
            reg_alloc(c);
            method_call(c, link, base, temp, dest);
        } else {
            attribute_link(c, AS(link, Attribute), value, result, false);
        }
        value = temp;
    }
    c->spine_len = base;
    reg_release(c, mark);
}

/* ---- comparisons ---- */

typedef struct CompareOps {
    uint16_t value, jump_if; /* the other three forms follow jump_if, see COMPARE_ROW */
} CompareOps;

static const CompareOps compare_ops[] = {[CMP_EQ] = {OPC_EQ, OPC_JUMP_IF_EQ},
                                         [CMP_NOTEQ] = {OPC_NE, OPC_JUMP_IF_NE},
                                         [CMP_LT] = {OPC_LT, OPC_JUMP_IF_LT},
                                         [CMP_LTE] = {OPC_LE, OPC_JUMP_IF_LE},
                                         [CMP_GT] = {OPC_GT, OPC_JUMP_IF_GT},
                                         [CMP_GTE] = {OPC_GE, OPC_JUMP_IF_GE},
                                         [CMP_IS] = {OPC_IS, 0},
                                         [CMP_ISNOT] = {OPC_IS_NOT, 0},
                                         [CMP_IN] = {OPC_IN, 0},
                                         [CMP_NOTIN] = {OPC_NOT_IN, 0}};

static bool is_none(const Node *n)
{
    return n->kind == N_Constant && AS(n, Constant)->value.kind == CONST_NONE;
}

/* Jumps to `label` when the outcome of `left op right` is `when`. */
static void compare_jump(Compiler *c, const Node *at, CmpOperator op, Reg left, Node *right,
                         Label *label, bool when)
{
    int32_t imm;
    Reg mark = c->u->top;
    const CompareOps *ops = &compare_ops[op];
    if ((op == CMP_IS || op == CMP_ISNOT) && is_none(right)) {
        emit_jump(c, at, (op == CMP_IS) == when ? OPC_JUMP_IF_NONE : OPC_JUMP_IF_NOT_NONE, left, 0,
                  label);
    } else if (!ops->jump_if) {
        Reg r = operand(c, right, true);
        Reg t = reg_alloc(c);
        emit(c, at, ops->value, t, left, r);
        emit_jump(c, at, when ? OPC_JUMP_IF_TRUE : OPC_JUMP_IF_FALSE, t, 0, label);
    } else if (small_int(right, &imm)) {
        emit_jump(c, at, ops->jump_if + (when ? 2 : 3), left, (uint16_t)imm, label);
    } else {
        Reg r = operand(c, right, true);
        emit_jump(c, at, ops->jump_if + (when ? 0 : 1), left, r, label);
    }
    reg_release(c, mark);
}

/*
 * a < b < c. Each middle value is read by two comparisons; a temporary one is copied for the first,
 * and waits in `slot` for the second. Whoever leaves early drops it: it is in `slot` or, if the
 * comparison before has just consumed that, in the register behind.
 */
typedef struct Chain {
    Reg left, slot;
    Reg floor;  /* top of the registers when nothing waits */
    Label drop; /* early exits with a value waiting */
    Label out;  /* early exits without */
} Chain;

/* The next middle value; returns the register the comparison reads. */
static Reg chain_middle(Compiler *c, const Node *at, Chain *chain, Node *n, Reg *middle)
{
    *middle = operand(c, n, false);
    if (reg_is_local(c, *middle))
        return *middle;
    if (chain->slot == REG_NONE)
        chain->slot = *middle;
    Reg copy = reg_alloc(c);
    emit(c, at, OPC_COPY, copy, *middle, 0);
    return copy;
}

static void chain_next(Compiler *c, const Node *at, Chain *chain, Reg middle)
{
    chain->left = middle;
    if (!reg_is_local(c, middle) && middle != chain->slot) {
        emit(c, at, OPC_MOVE, chain->slot, middle, 0);
        chain->left = chain->slot;
    }
    reg_release(c, chain->slot == REG_NONE ? chain->floor : chain->slot + 1);
}

static void chain_begin(Compiler *c, Chain *chain, AstCompare *n)
{
    *chain = (Chain){.slot = REG_NONE, .drop = LABEL_NEW, .out = LABEL_NEW};
    chain->left = operand(c, n->left, false);
    chain->floor = c->u->top;
}

/* Code for the early exits; `behind` is where they go on, or NULL: here. */
static void chain_end(Compiler *c, const Node *at, Chain *chain, Label *behind)
{
    if (chain->drop.reached) {
        Label over = LABEL_NEW;
        emit_jump(c, at, OPC_JUMP, 0, 0, &over);
        label_bind(c, &chain->drop);
        emit(c, at, OPC_DROP_ROW, chain->slot, 2, 0);
        if (behind)
            emit_jump(c, at, OPC_JUMP, 0, 0, behind);
        label_bind(c, &over);
    }
    label_bind(c, &chain->out);
}

static void chain_jump(Compiler *c, AstCompare *n, Label *label, bool when)
{
    const Node *at = (const Node *)n;
    Chain chain;
    Reg mark = c->u->top;
    uint32_t last = n->ops.count - 1;
    chain_begin(c, &chain, n);
    Label *fail = when ? &chain.out : label;
    for (uint32_t i = 0; i < last; i++) {
        Reg middle;
        const CompareOps *ops = &compare_ops[n->ops.items[i]];
        Reg right = chain_middle(c, at, &chain, n->comparators.items[i], &middle);
        Label *exit = reg_is_local(c, middle) ? fail : &chain.drop;
        if (ops->jump_if) {
            emit_jump(c, at, ops->jump_if + 1, chain.left, right, exit);
        } else {
            Reg t = reg_alloc(c);
            emit(c, at, ops->value, t, chain.left, right);
            emit_jump(c, at, OPC_JUMP_IF_FALSE, t, 0, exit);
        }
        chain_next(c, at, &chain, middle);
    }
    compare_jump(c, at, n->ops.items[last], chain.left, n->comparators.items[last], label, when);
    chain_end(c, at, &chain, when ? NULL : label);
    reg_release(c, mark);
}

static void chain_to(Compiler *c, AstCompare *n, Reg temp)
{
    const Node *at = (const Node *)n;
    Chain chain;
    Reg mark = c->u->top;
    uint32_t last = n->ops.count - 1;
    chain_begin(c, &chain, n);
    for (uint32_t i = 0; i < last; i++) {
        Reg middle;
        Reg right = chain_middle(c, at, &chain, n->comparators.items[i], &middle);
        emit(c, at, compare_ops[n->ops.items[i]].value, temp, chain.left, right);
        emit_jump(c, at, OPC_JUMP_IF_FALSE_KEEP, temp, 0,
                  reg_is_local(c, middle) ? &chain.out : &chain.drop);
        chain_next(c, at, &chain, middle);
    }
    Reg right = operand(c, n->comparators.items[last], true);
    emit(c, at, compare_ops[n->ops.items[last]].value, temp, chain.left, right);
    chain_end(c, at, &chain, NULL);
    reg_release(c, mark);
}

static void compare_to(Compiler *c, AstCompare *n, Reg dest)
{
    warn_compare(c, n);
    if (n->ops.count > 1) {
        Reg temp = stage(c, dest);
        chain_to(c, n, temp);
        unstage(c, (Node *)n, dest, temp);
        return;
    }
    Reg mark = c->u->top;
    Reg left = operand(c, n->left, false);
    Reg right = operand(c, n->comparators.items[0], true);
    emit(c, (Node *)n, compare_ops[n->ops.items[0]].value, dest, left, right);
    reg_release(c, mark);
}

/* ---- conditions ---- */

static void bool_jump(Compiler *c, AstBoolOp *n, Label *label, bool when)
{
    Label out = LABEL_NEW;
    bool stops_at = n->op == BOOL_OR; /* the truth value that decides early */
    Label *early = stops_at == when ? label : &out;
    uint32_t last = n->values.count - 1;
    for (uint32_t i = 0; i < last; i++)
        jump_if(c, n->values.items[i], early, stops_at);
    jump_if(c, n->values.items[last], label, when);
    label_bind(c, &out);
}

static void if_exp_jump(Compiler *c, AstIfExp *n, Label *label, bool when)
{
    Label orelse = LABEL_NEW, out = LABEL_NEW;
    jump_if(c, n->test, &orelse, false);
    jump_if(c, n->body, label, when);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &out);
    label_bind(c, &orelse);
    jump_if(c, n->orelse, label, when);
    label_bind(c, &out);
}

static void compare_jump_if(Compiler *c, AstCompare *n, Label *label, bool when)
{
    warn_compare(c, n);
    if (n->ops.count > 1) {
        chain_jump(c, n, label, when);
        return;
    }
    Reg mark = c->u->top;
    Reg left = operand(c, n->left, false);
    compare_jump(c, (Node *)n, n->ops.items[0], left, n->comparators.items[0], label, when);
    reg_release(c, mark);
}

void jump_if(Compiler *c, Node *n, Label *label, bool when)
{
    int truth = constant_truth(n);
    if (truth >= 0) {
        if ((truth != 0) == when)
            emit_jump(c, n, OPC_JUMP, 0, 0, label);
        return;
    }
    if (!compile_enter(c))
        return;
    if (n->kind == N_UnaryOp && n->op == UNARY_NOT) {
        jump_if(c, AS(n, UnaryOp)->operand, label, !when);
    } else if (n->kind == N_BoolOp) {
        bool_jump(c, AS(n, BoolOp), label, when);
    } else if (n->kind == N_IfExp) {
        if_exp_jump(c, AS(n, IfExp), label, when);
    } else if (n->kind == N_Compare) {
        compare_jump_if(c, AS(n, Compare), label, when);
    } else {
        Reg mark = c->u->top;
        Reg r = operand(c, n, true);
        emit_jump(c, n, when ? OPC_JUMP_IF_TRUE : OPC_JUMP_IF_FALSE, r, 0, label);
        reg_release(c, mark);
    }
    compile_leave(c);
}

/* ---- the other expressions ---- */

static void bool_to(Compiler *c, AstBoolOp *n, Reg dest)
{
    Label out = LABEL_NEW;
    Reg temp = stage(c, dest);
    Opcode op = n->op == BOOL_OR ? OPC_JUMP_IF_TRUE_KEEP : OPC_JUMP_IF_FALSE_KEEP;
    uint32_t last = n->values.count - 1;
    for (uint32_t i = 0; i < last; i++) {
        expr_to(c, n->values.items[i], temp);
        emit_jump(c, (Node *)n, op, temp, 0, &out);
    }
    expr_to(c, n->values.items[last], temp);
    label_bind(c, &out);
    unstage(c, (Node *)n, dest, temp);
}

static void if_exp_to(Compiler *c, AstIfExp *n, Reg dest)
{
    Label orelse = LABEL_NEW, out = LABEL_NEW;
    jump_if(c, n->test, &orelse, false);
    expr_to(c, n->body, dest);
    emit_jump(c, NULL, OPC_JUMP, 0, 0, &out);
    label_bind(c, &orelse);
    expr_to(c, n->orelse, dest);
    label_bind(c, &out);
}

static void walrus_to(Compiler *c, AstNamedExpr *n, Reg dest)
{
    const Ident *name = AS(n->target, Name)->id;
    Reg temp = stage(c, dest), local = name_local(c, name);
    expr_to(c, n->value, temp);
    if (local != REG_NONE) {
        emit(c, n->target, OPC_COPY, local, temp, 0);
        name_set_bound(c, name);
    } else {
        Reg copy = reg_alloc(c);
        emit(c, (Node *)n, OPC_COPY, copy, temp, 0);
        name_store(c, n->target, name, copy);
        reg_release(c, copy);
    }
    unstage(c, (Node *)n, dest, temp);
}

static void unary_to(Compiler *c, AstUnaryOp *n, Reg dest)
{
    static const uint16_t ops[] = {[UNARY_INVERT] = OPC_INVERT,
                                   [UNARY_NOT] = OPC_NOT,
                                   [UNARY_UADD] = OPC_POS,
                                   [UNARY_USUB] = OPC_NEG};
    Reg mark = c->u->top;
    Reg r = operand(c, n->operand, true);
    emit(c, (Node *)n, ops[n->op], dest, r, 0);
    reg_release(c, mark);
}

static bool in_function(const Compiler *c)
{
    return c->u->scope->kind >= SCOPE_FUNCTION;
}

static void yield_to(Compiler *c, AstYield *n, Reg dest)
{
    if (!in_function(c)) {
        compile_fail(c, (Node *)n, "'yield' outside function");
        return;
    }
    Reg mark = c->u->top;
    Reg r;
    if (n->value) {
        r = operand(c, n->value, true);
    } else {
        r = reg_alloc(c);
        load_none(c, (Node *)n, r);
    }
    emit(c, (Node *)n, OPC_YIELD, dest, r, 0);
    reg_release(c, mark);
}

static void yield_from_to(Compiler *c, AstYieldFrom *n, Reg dest)
{
    if (!in_function(c)) {
        compile_fail(c, (Node *)n, "'yield from' outside function");
        return;
    }
    if (c->u->scope->kind == SCOPE_ASYNC_FUNCTION) {
        compile_fail(c, (Node *)n, "'yield from' inside async function");
        return;
    }
    Reg it = reg_alloc(c);
    Reg r = operand(c, n->value, true);
    emit(c, (Node *)n, OPC_GET_YIELD_FROM_ITER, it, r, 0);
    emit(c, (Node *)n, OPC_DELEGATE, dest, it, 0);
    reg_release(c, it);
}

void await_value(Compiler *c, const Node *at, Reg value, Reg dest, uint32_t kind)
{
    Reg mark = c->u->top;
    Reg it = reg_is_local(c, value) ? reg_alloc(c) : value;
    emit(c, at, OPC_GET_AWAITABLE, it, value, kind);
    emit(c, at, OPC_DELEGATE, dest, it, 0);
    reg_release(c, mark);
}

bool awaits_at_top(const Compiler *c)
{
    return (c->flags & COMPILE_TOP_LEVEL_AWAIT) && c->u->scope->kind == SCOPE_MODULE;
}

void await_allowed(Compiler *c, const Node *at)
{
    const Scope *s = c->u->scope;
    if (awaits_at_top(c))
        return;
    if (!in_function(c))
        compile_fail(c, at, "'await' outside function");
    else if (s->kind != SCOPE_ASYNC_FUNCTION && s->kind != SCOPE_COMPREHENSION &&
             s->kind != SCOPE_GENEXP)
        compile_fail(c, at, "'await' outside async function");
}

static void await_to(Compiler *c, AstAwait *n, Reg dest)
{
    await_allowed(c, (Node *)n);
    /* What is awaited lies where the result will: registers of sleeping coroutines are many. */
    Reg mark = c->u->top;
    if (!reg_is_local(c, dest) && dest + 1u == mark)
        reg_release(c, dest);
    Reg value = operand(c, n->value, true);
    await_value(c, (Node *)n, value, dest, 0);
    c->u->top = mark;
}

/* ---- f-strings ---- */

static void formatted_to(Compiler *c, AstFormattedValue *n, Reg dest)
{
    static const char letters[] = " sra";
    Reg mark = c->u->top;
    Reg value = operand(c, n->value, n->format_spec == NULL);
    for (uint32_t k = 1; n->conversion >= 0 && k <= 3; k++) {
        if (n->conversion != letters[k])
            continue;
        Reg text = reg_is_local(c, value) ? reg_alloc(c) : value;
        emit(c, (Node *)n, OPC_CONVERT, text, value, k);
        value = text;
    }
    if (n->format_spec) {
        Reg spec = operand(c, n->format_spec, true);
        emit(c, (Node *)n, OPC_FORMAT_SPEC, dest, value, spec);
    } else {
        emit(c, (Node *)n, OPC_FORMAT, dest, value, 0);
    }
    reg_release(c, mark);
}

static void joined_to(Compiler *c, AstJoinedStr *n, Reg dest)
{
    const NodeList *values = &n->values;
    if (values->count == 0) {
        load_const(c, (Node *)n, &(Literal){.kind = LIT_STR, .text = ""}, dest);
        return;
    }
    if (values->count == 1) {
        expr_to(c, values->items[0], dest);
        return;
    }
    /* Long ones in portions: the concatenation so far is the first string of the next row. */
    Reg row = c->u->top;
    for (uint32_t i = 0; i < values->count; i++) {
        if (c->u->top - row == MAX_CALL_ARGS) {
            emit(c, (Node *)n, OPC_BUILD_STRING, row, row, MAX_CALL_ARGS);
            reg_release(c, row + 1);
        }
        expr_temp(c, values->items[i]);
    }
    emit(c, (Node *)n, OPC_BUILD_STRING, dest, row, c->u->top - row);
    reg_release(c, row);
}

/* ---- dispatch ---- */

static void starred_fail(Compiler *c, const Node *n)
{
    compile_fail(c, n,
                 n->ctx == CTX_STORE ? "starred assignment target must be in a list or tuple"
                                     : "can't use starred expression here");
}

static void expr_kind(Compiler *c, Node *n, Reg dest)
{
    switch (n->kind) {
    case N_BoolOp:
        bool_to(c, AS(n, BoolOp), dest);
        break;
    case N_NamedExpr:
        walrus_to(c, AS(n, NamedExpr), dest);
        break;
    case N_BinOp:
    case N_Call:
    case N_Attribute:
    case N_Subscript:
        spine_to(c, n, dest);
        break;
    case N_UnaryOp:
        unary_to(c, AS(n, UnaryOp), dest);
        break;
    case N_Lambda:
        lambda_to(c, AS(n, Lambda), dest);
        break;
    case N_IfExp:
        if_exp_to(c, AS(n, IfExp), dest);
        break;
    case N_Dict:
        dict_to(c, AS(n, Dict), dest);
        break;
    case N_Set:
    case N_List:
    case N_Tuple:
        display_to(c, n, dest);
        break;
    case N_ListComp:
    case N_SetComp:
    case N_DictComp:
        comprehension_to(c, n, dest);
        break;
    case N_GeneratorExp:
        genexp_to(c, AS(n, GeneratorExp), dest);
        break;
    case N_Await:
        await_to(c, AS(n, Await), dest);
        break;
    case N_Yield:
        yield_to(c, AS(n, Yield), dest);
        break;
    case N_YieldFrom:
        yield_from_to(c, AS(n, YieldFrom), dest);
        break;
    case N_Compare:
        compare_to(c, AS(n, Compare), dest);
        break;
    case N_FormattedValue:
        formatted_to(c, AS(n, FormattedValue), dest);
        break;
    case N_JoinedStr:
        joined_to(c, AS(n, JoinedStr), dest);
        break;
    case N_Constant:
        constant_to(c, n, dest);
        break;
    case N_Starred:
        starred_fail(c, n);
        break;
    case N_Name:
        name_load(c, n, AS(n, Name)->id, dest);
        break;
    case N_Slice:
        slice_to(c, AS(n, Slice), dest);
        break;
    default:
        assert(!"an expression");
    }
}

void expr_to(Compiler *c, Node *n, Reg dest)
{
    assert(c->failed || reg_is_local(c, dest) || dest == c->u->top - 1);
    if (n->kind == N_Name && !c->failed) {
        name_load(c, n, AS(n, Name)->id, dest);
        return;
    }
    if (n->kind == N_Constant) {
        constant_to(c, n, dest);
        return;
    }
    if (!compile_enter(c))
        return;
    Reg mark = c->u->top;
    expr_kind(c, n, dest);
    assert(c->failed || c->u->top == mark);
    (void)mark;
    compile_leave(c);
}
