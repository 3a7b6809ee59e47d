/* SPDX-License-Identifier: MIT */
/* Assignments of all kinds, and del. */
#include "parser/bytecode/compile_warn.h"
#include "parser/bytecode/compiler.h"

/* ---- unpacking ---- */

static NodeList *elements(Node *n)
{
    return &((AstTuple *)n)->elts; /* a List has the same fields */
}

/* The position of the star, -1: none; -2: an error was reported. */
static int star_position(Compiler *c, Node *target)
{
    const NodeList *elts = elements(target);
    int star = -1;
    for (uint32_t i = 0; i < elts->count; i++) {
        if (elts->items[i]->kind != N_Starred)
            continue;
        if (star >= 0) {
            compile_fail(c, target, "multiple starred expressions in assignment");
            return -2;
        }
        star = (int)i;
    }
    if (star >= 256 || (star >= 0 && elts->count - (uint32_t)star - 1 >= 1u << 23)) {
        compile_fail(c, target, "too many expressions in star-unpacking assignment");
        return -2;
    }
    return star;
}

static void unpack_to(Compiler *c, Node *target, Reg src)
{
    const NodeList *elts = elements(target);
    int star = star_position(c, target);
    if (star == -2)
        return;
    Reg mark = c->u->top;
    bool in_place = !reg_is_local(c, src) && src == mark - 1;
    Reg row = in_place && elts->count ? src : mark;
    reg_row(c, row == src ? elts->count - 1 : elts->count);
    if (star < 0)
        emit(c, target, OPC_UNPACK, row, src, elts->count);
    else
        emit_cell(c, target, OPC_UNPACK_EX, row, src, 0, (uint32_t)star,
                  elts->count - (uint32_t)star - 1);
    /* The items wait in the row; each is stored from where it lies. */
    for (uint32_t i = 0; i < elts->count; i++) {
        Node *e = elts->items[i];
        assign_to(c, e->kind == N_Starred ? AS(e, Starred)->value : e, row + i);
    }
    reg_release(c, mark);
}

/* ---- targets ---- */

static void store_attribute(Compiler *c, AstAttribute *n, Reg src)
{
    Reg mark = c->u->top;
    Reg object = operand(c, n->value, true);
    Node at = attr_position((Node *)n, (Node *)n);
    emit_cell(c, &at, OPC_STORE_ATTR, object, src, 0, name_add(c, name_mangle(c, n->attr)), 0);
    reg_release(c, mark);
}

static void store_item(Compiler *c, AstSubscript *n, Reg src)
{
    Reg mark = c->u->top;
    Reg object = operand(c, n->value, false);
    Reg index = operand(c, n->slice, true);
    emit(c, (Node *)n, OPC_STORE_ITEM, object, index, src);
    reg_release(c, mark);
}

void assign_to(Compiler *c, Node *target, Reg src)
{
    if (!compile_enter(c))
        return;
    switch (target->kind) {
    case N_Name:
        name_store(c, target, AS(target, Name)->id, src);
        break;
    case N_Attribute:
        store_attribute(c, AS(target, Attribute), src);
        break;
    case N_Subscript:
        store_item(c, AS(target, Subscript), src);
        break;
    case N_Tuple:
    case N_List:
        unpack_to(c, target, src);
        break;
    default:
        compile_fail(c, target, "starred assignment target must be in a list or tuple");
    }
    compile_leave(c);
}

/* ---- a, b = b, a ---- */

enum { MAX_PARALLEL = 16 };

static bool has_star(const NodeList *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == N_Starred)
            return true;
    return false;
}

static bool is_parallel(const Node *target, const Node *value)
{
    if ((target->kind != N_Tuple && target->kind != N_List) || value->kind != N_Tuple)
        return false;
    const NodeList *left = elements((Node *)target), *right = elements((Node *)value);
    return left->count == right->count && left->count > 1 && left->count <= MAX_PARALLEL &&
           !has_star(left) && !has_star(right);
}

/* Can `value`, a local, be read after targets[0..before) have been stored? */
static bool survives(Compiler *c, const NodeList *targets, uint32_t before, Reg value)
{
    for (uint32_t i = 0; i < before; i++) {
        const Node *t = targets->items[i];
        if (t->kind != N_Name || name_local(c, AS(t, Name)->id) == value)
            return false;
    }
    return true;
}

/* The values are evaluated left to right, then stored left to right; no tuple is built. */
static void assign_parallel(Compiler *c, Node *target, Node *value)
{
    const NodeList *left = elements(target), *right = elements(value);
    Reg regs[MAX_PARALLEL], mark = c->u->top;
    for (uint32_t i = 0; i < left->count; i++) {
        regs[i] = operand(c, right->items[i], false);
        if (reg_is_local(c, regs[i]) && !survives(c, left, i, regs[i])) {
            Reg copy = reg_alloc(c);
            emit(c, right->items[i], OPC_MOVE, copy, regs[i], 0);
            regs[i] = copy;
        }
    }
    for (uint32_t i = 0; i < left->count; i++)
        assign_to(c, left->items[i], regs[i]);
    reg_release(c, mark);
}

/* ---- statements ---- */

static Reg plain_local(Compiler *c, const Node *target)
{
    return target->kind == N_Name ? name_local(c, AS(target, Name)->id) : REG_NONE;
}

/* Stores `src` to all targets but the last without consuming it. */
static void assign_chain(Compiler *c, const NodeList *targets, Reg src)
{
    for (uint32_t i = 0; i + 1 < targets->count; i++) {
        Node *t = targets->items[i];
        Reg local = plain_local(c, t);
        if (local != REG_NONE && !reg_is_local(c, src)) {
            emit(c, t, OPC_COPY, local, src, 0);
            name_set_bound(c, AS(t, Name)->id);
            continue;
        }
        Reg copy = reg_alloc(c);
        emit(c, t, OPC_COPY, copy, src, 0);
        assign_to(c, t, copy);
        reg_release(c, copy);
    }
    assign_to(c, targets->items[targets->count - 1], src);
}

void assign_stmt(Compiler *c, AstAssign *n)
{
    Reg mark = c->u->top;
    Node *first = n->targets.items[0];
    if (n->targets.count > 1) {
        assign_chain(c, &n->targets, expr_temp(c, n->value));
    } else if (plain_local(c, first) != REG_NONE) {
        expr_to(c, n->value, plain_local(c, first));
        name_set_bound(c, AS(first, Name)->id);
    } else if (is_parallel(first, n->value)) {
        assign_parallel(c, first, n->value);
    } else {
        assign_to(c, first, operand(c, n->value, false));
    }
    reg_release(c, mark);
}

/* The right side, and the operation, on the current value in `left`. */
static void aug_operation(Compiler *c, AstAugAssign *n, Reg dest, Reg left)
{
    int32_t imm;
    Opcode op = binary_opcode(n->op);
    if ((op == OPC_ADD || op == OPC_SUB) && small_int(n->value, &imm)) {
        emit(c, (Node *)n, op == OPC_ADD ? OPC_IADD_I : OPC_ISUB_I, dest, left, (uint16_t)imm);
        return;
    }
    Reg right = operand(c, n->value, true);
    emit(c, (Node *)n, op + 1, dest, left, right);
}

/* A copy of `r` that an instruction may consume; a local stays where it is. */
static Reg keep(Compiler *c, const Node *at, Reg r)
{
    if (reg_is_local(c, r))
        return r;
    Reg copy = reg_alloc(c);
    emit(c, at, OPC_COPY, copy, r, 0);
    return copy;
}

static void aug_name(Compiler *c, AstAugAssign *n)
{
    AstName load = *AS(n->target, Name);
    load.ctx = CTX_LOAD;
    Reg local = plain_local(c, n->target);
    Reg left = operand(c, (Node *)&load, false);
    if (local != REG_NONE) {
        aug_operation(c, n, local, left);
        name_set_bound(c, load.id);
        return;
    }
    aug_operation(c, n, left, left);
    reg_release(c, left + 1);
    name_store(c, n->target, load.id, left);
}

static void aug_attribute(Compiler *c, AstAugAssign *n)
{
    AstAttribute *target = AS(n->target, Attribute);
    Node at = attr_position(n->target, n->target);
    uint32_t name = name_add(c, name_mangle(c, target->attr));
    Reg object = operand(c, target->value, false);
    Reg copy = keep(c, n->target, object);
    Reg value = copy == object ? reg_alloc(c) : copy;
    emit_cell(c, &at, OPC_LOAD_ATTR, value, copy, 0, name, 0);
    aug_operation(c, n, value, value);
    emit_cell(c, &at, OPC_STORE_ATTR, object, value, 0, name, 0);
}

/* The index is a constant, on the line of the store: it is loaded when that needs it. */
static void aug_constant_item(Compiler *c, AstAugAssign *n, Reg object, int32_t index)
{
    Reg copy = keep(c, n->target, object);
    Reg value = copy == object ? reg_alloc(c) : copy;
    emit(c, n->target, OPC_LOAD_ITEM_I, value, copy, (uint16_t)index);
    aug_operation(c, n, value, value);
    reg_release(c, value + 1);
    Reg key = operand(c, AS(n->target, Subscript)->slice, false);
    emit(c, n->target, OPC_STORE_ITEM, object, key, value);
}

static void aug_item(Compiler *c, AstAugAssign *n)
{
    AstSubscript *target = AS(n->target, Subscript);
    int32_t constant;
    Reg object = operand(c, target->value, false);
    if (small_int(target->slice, &constant) && target->slice->line == n->target->line) {
        aug_constant_item(c, n, object, constant);
        return;
    }
    Reg index = operand(c, target->slice, false);
    Reg value = c->u->top;
    Reg object_copy = keep(c, n->target, object);
    Reg index_copy = keep(c, n->target, index);
    if (c->u->top == value)
        reg_alloc(c);
    emit(c, n->target, OPC_LOAD_ITEM, value, object_copy, index_copy);
    reg_release(c, value + 1);
    aug_operation(c, n, value, value);
    emit(c, n->target, OPC_STORE_ITEM, object, index, value);
}

void aug_assign_stmt(Compiler *c, AstAugAssign *n)
{
    Reg mark = c->u->top;
    if (n->target->kind == N_Name)
        aug_name(c, n);
    else if (n->target->kind == N_Attribute)
        aug_attribute(c, n);
    else
        aug_item(c, n);
    reg_release(c, mark);
}

/* ---- del ---- */

void delete_target(Compiler *c, Node *target)
{
    Reg mark = c->u->top;
    if (!compile_enter(c))
        return;
    if (target->kind == N_Name) {
        name_delete(c, target, AS(target, Name)->id);
    } else if (target->kind == N_Attribute) {
        AstAttribute *n = AS(target, Attribute);
        Reg object = operand(c, n->value, true);
        Node at = attr_position(target, target);
        emit_cell(c, &at, OPC_DELETE_ATTR, object, 0, 0, name_add(c, name_mangle(c, n->attr)), 0);
    } else if (target->kind == N_Subscript) {
        Reg object = operand(c, AS(target, Subscript)->value, false);
        Reg index = operand(c, AS(target, Subscript)->slice, true);
        emit(c, target, OPC_DELETE_ITEM, object, index, 0);
    } else {
        const NodeList *elts = elements(target);
        for (uint32_t i = 0; i < elts->count; i++)
            delete_target(c, elts->items[i]);
    }
    reg_release(c, mark);
    compile_leave(c);
}

/* ---- annotated assignment ---- */

/* `obj.attr: T` evaluates obj; `a[i]: T` evaluates a and i. */
static void evaluate_parts(Compiler *c, Node *target)
{
    if (target->kind == N_Attribute) {
        expr_drop(c, AS(target, Attribute)->value);
    } else if (target->kind == N_Subscript) {
        expr_drop(c, AS(target, Subscript)->value);
        Node *slice = AS(target, Subscript)->slice;
        if (slice->kind != N_Slice)
            expr_drop(c, slice);
    }
}

static void store_annotation(Compiler *c, AstAnnAssign *n)
{
    const Node *at = (const Node *)n;
    Reg mark = c->u->top;
    Reg annotation = reg_alloc(c);
    annotation_to(c, n->annotation, annotation);
    Reg dict = reg_alloc(c);
    name_load(c, at, ident_of(c, "__annotations__"), dict);
    Reg key = reg_alloc(c);
    emit_index(c, at, OPC_LOAD_CONST, key,
               literal_ident(c, name_mangle(c, AS(n->target, Name)->id)));
    emit(c, at, OPC_STORE_ITEM, dict, key, annotation);
    reg_release(c, mark);
}

void ann_assign_stmt(Compiler *c, AstAnnAssign *n)
{
    bool evaluated = c->u->scope->kind == SCOPE_MODULE || c->u->scope->kind == SCOPE_CLASS;
    if (n->value) {
        NodeList targets = {&n->target, 1};
        AstAssign assign = {.kind = N_Assign, .targets = targets, .value = n->value};
        assign_stmt(c, &assign);
    } else if (n->target->kind != N_Name) {
        evaluate_parts(c, n->target);
    }
    if (!evaluated)
        return;
    if (n->simple)
        store_annotation(c, n);
    else if (!c->future_annotations)
        expr_drop(c, n->annotation);
}
