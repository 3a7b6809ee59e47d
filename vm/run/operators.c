/* SPDX-License-Identifier: MIT */
/* Operators and the other generic operations: they ask the slots of the operands in CPython's
 * order. */
#include "vm/core/containers_internal.h"
#include "vm/core/type.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"

/* ---- binary ---- */

static const char *const symbols[OP_COUNT] = {
#define BINARY(id, sym, name, rname, iname) [OP_##id] = sym,
#include "vm/core/slots.def"
#undef BINARY
};

/* Both operands' slots, the right one first if its class is a subclass of the left one's. */
static Value try_slots(Thread *t, BinaryOp op, Value a, Value b)
{
    Type *ta = v_type(t, a), *tb = v_type(t, b);
    BinaryFn left = ta->s.binary[op], right = ta == tb ? NULL : tb->s.binary[op];
    if (right == left)
        right = NULL;
    if (left) {
        if (right && type_is_subtype(tb, ta)) {
            Value r = right(t, a, b);
            if (!v_same(r, V_NOTIMPLEMENTED))
                return r;
            right = NULL;
        }
        Value r = left(t, a, b);
        if (!v_same(r, V_NOTIMPLEMENTED))
            return r;
    }
    return right ? right(t, a, b) : V_NOTIMPLEMENTED;
}

static Value repeat(Thread *t, BinaryFn fn, Value seq, Value count)
{
    if (!v_is_int(count) && !v_type(t, count)->s.index)
        return raise_format(t, EXC_TypeError, "can't multiply sequence by non-int of type '%T'",
                            count);
    Value n = value_index(t, count);
    Value r = v_is_error(n) ? V_ERROR : fn(t, seq, n);
    drop(t, n);
    return r;
}

/* What is left for sequences: + and *. */
static Value try_sequence(Thread *t, BinaryOp op, Value a, Value b, bool inplace)
{
    const Slots *sa = &v_type(t, a)->s, *sb = &v_type(t, b)->s;
    if (op == OP_ADD) {
        BinaryFn fn = inplace && sa->iconcat ? sa->iconcat : sa->concat;
        return fn ? fn(t, a, b) : V_NOTIMPLEMENTED;
    }
    if (op != OP_MUL)
        return V_NOTIMPLEMENTED;
    BinaryFn fn = inplace && sa->irepeat ? sa->irepeat : sa->repeat;
    if (fn)
        return repeat(t, fn, a, b);
    /* In CPython `a *= b` turns to b only when a has no sequence methods whatsoever. */
    if (inplace && (sa->contains || sa->length || (v_type(t, a)->flags & TF_HEAP)))
        return V_NOTIMPLEMENTED;
    return sb->repeat ? repeat(t, sb->repeat, b, a) : V_NOTIMPLEMENTED;
}

static Value raise_unsupported(Thread *t, BinaryOp op, Value a, Value b, bool inplace)
{
    if (op == OP_RSHIFT && !inplace && v_is_kind(a, KIND_native) &&
        str_equal_cstr(V_AS(Native, a)->name, "print"))
        return raise_format(t, EXC_TypeError,
                            "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean "
                            "\"print(<message>, file=<output_stream>)\"?",
                            a, b);
    const char *sym = op == OP_POW && inplace ? "**" : symbols[op];
    return raise_format(t, EXC_TypeError, "unsupported operand type(s) for %s%s: '%T' and '%T'",
                        sym, inplace ? "=" : "", a, b);
}

/* r, or what sequences make of it if the slots gave NotImplemented, or the error. */
static Value binary_end(Thread *t, BinaryOp op, Value a, Value b, TAKES Value r, bool inplace)
{
    if (v_same(r, V_NOTIMPLEMENTED))
        r = try_sequence(t, op, a, b, inplace);
    return v_same(r, V_NOTIMPLEMENTED) ? raise_unsupported(t, op, a, b, inplace) : r;
}

/* The operator's slot if both are plain ints, else NULL: it runs nothing else, so it cannot go too
   deep. */
static ALWAYS_INLINE BinaryFn plain_int_slot(Thread *t, BinaryOp op, Value a, Value b)
{
    return both_plain_ints(a, b) ? t->vm->types[KIND_int]->s.binary[op] : NULL;
}

Value binary_op(Thread *t, BinaryOp op, Value a, Value b)
{
    BinaryFn of_ints = plain_int_slot(t, op, a, b);
    if (of_ints)
        return of_ints(t, a, b);
    if (c_stack_low(t) && c_stack_check(t, "") < 0)
        return V_ERROR;
    Type *type = v_type(t, a);
    BinaryFn own = type == v_type(t, b) ? type->s.binary[op] : NULL;
    Value r = own ? own(t, a, b) : try_slots(t, op, a, b);
    return binary_end(t, op, a, b, r, false);
}

Value inplace_op(Thread *t, BinaryOp op, Value a, Value b)
{
    BinaryFn of_ints = plain_int_slot(t, op, a, b);
    if (of_ints)
        return of_ints(t, a, b);
    if (c_stack_check(t, "") < 0)
        return V_ERROR;
    BinaryFn fn = v_type(t, a)->s.inplace[op];
    Value r = fn ? fn(t, a, b) : V_NOTIMPLEMENTED;
    if (v_same(r, V_NOTIMPLEMENTED))
        r = try_slots(t, op, a, b);
    return binary_end(t, op, a, b, r, true);
}

/* pow(a, b, m): only ints and classes with a __pow__ of their own take part; nothing is reflected.
 */
Value power_op(Thread *t, Value a, Value b, Value mod)
{
    if (v_is_none(mod))
        return binary_op(t, OP_POW, a, b);
    Value own = type_lookup(t, v_type(t, a), N(t, __pow__));
    if (!v_is_empty(own) && !v_is_kind(own, KIND_wrapper_descriptor)) {
        Value args[] = {b, mod};
        dup(own);
        Value r = descr_call(t, own, a, args, 2, V_EMPTY);
        drop(t, own);
        if (!v_same(r, V_NOTIMPLEMENTED))
            return r;
    } else if (v_is_int(a) && v_is_int(b) && v_is_int(mod)) {
        return int_pow_mod(t, a, b, mod);
    }
    if (v_is_float(a) || v_is_float(b) || v_is_float(mod)) {
        return raise_format(t, EXC_TypeError,
                            "pow() 3rd argument not allowed unless all arguments are integers");
    }
    if (v_has_layout(a, KIND_complex) || v_has_layout(b, KIND_complex))
        return raise_format(t, EXC_ValueError, "complex modulo");
    return raise_format(t, EXC_TypeError,
                        "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, mod);
}

/* ---- unary ---- */

static Value unary(Thread *t, UnaryFn fn, Value a, const char *what)
{
    return fn ? fn(t, a) : raise_format(t, EXC_TypeError, "bad operand type for %s: '%T'", what, a);
}

Value negate_op(Thread *t, Value a)
{
    return unary(t, v_type(t, a)->s.neg, a, "unary -");
}

Value positive_op(Thread *t, Value a)
{
    return unary(t, v_type(t, a)->s.pos, a, "unary +");
}

Value invert_op(Thread *t, Value a)
{
    return unary(t, v_type(t, a)->s.invert, a, "unary ~");
}

Value abs_op(Thread *t, Value a)
{
    return unary(t, v_type(t, a)->s.abs, a, "abs()");
}

/* ---- comparison, truth, hash ---- */

static const int swapped[] = {CMP_GT, CMP_GE, CMP_EQ, CMP_NE, CMP_LT, CMP_LE};
static const char *const compare_symbols[] = {"<", "<=", "==", "!=", ">", ">="};

/* When a's class has given NotImplemented: b's is asked, unless it was before (reflected). */
static Value compare_end(Thread *t, int cmp, Value a, Value b, bool reflected)
{
    CompareFn right = reflected ? NULL : v_type(t, b)->s.compare;
    Value r = right ? right(t, b, a, swapped[cmp]) : V_NOTIMPLEMENTED;
    if (!v_same(r, V_NOTIMPLEMENTED))
        return r;
    if (cmp == CMP_EQ || cmp == CMP_NE)
        return v_bool(v_same(a, b) == (cmp == CMP_EQ));
    return raise_format(t, EXC_TypeError, "'%s' not supported between instances of '%T' and '%T'",
                        compare_symbols[cmp], a, b);
}

Value compare_op(Thread *t, int cmp, Value a, Value b)
{
    if (both_plain_ints(a, b))
        return compare_result(int_order(a, b), cmp);
    if (c_stack_check(t, " in comparison") < 0)
        return V_ERROR;
    Type *ta = v_type(t, a), *tb = v_type(t, b);
    bool reflected = ta != tb && type_is_subtype(tb, ta) && tb->s.compare;
    Value r = V_NOTIMPLEMENTED;
    if (reflected)
        r = tb->s.compare(t, b, a, swapped[cmp]);
    if (v_same(r, V_NOTIMPLEMENTED) && ta->s.compare)
        r = ta->s.compare(t, a, b, cmp);
    return v_same(r, V_NOTIMPLEMENTED) ? compare_end(t, cmp, a, b, reflected) : r;
}

Value operator_rest(Thread *t, uint32_t how, Value a, Value b)
{
    uint32_t number = how & (SPECIAL_BINARY - 1);
    if (c_stack_check(t, how & SPECIAL_COMPARE ? " in comparison" : "") < 0)
        return V_ERROR;
    if (how & SPECIAL_COMPARE)
        return compare_end(t, (int)number, a, b, false);
    BinaryOp op = (BinaryOp)number;
    Value r = how & SPECIAL_OWN ? try_slots(t, op, a, b) : slot_binary_reflected(t, op, a, b);
    return binary_end(t, op, a, b, r, (how & SPECIAL_INPLACE) != 0);
}

/* -1, 0, 1 as a < b, a == b, a > b. */
#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

/* A float in the word beside a small int that converts exactly. */
static inline bool order_mixed(Value a, Value b, int *order)
{
    if (v_is_flonum(a) && v_is_exact(b))
        *order = ORDER(v_flonum(a), (double)v_small(b));
    else if (v_is_exact(a) && v_is_flonum(b))
        *order = ORDER((double)v_small(a), v_flonum(b));
    else
        return false;
    return true;
}

static inline int str_sign(const Str *a, const Str *b)
{
    int order = str_order(a, b);
    return (order > 0) - (order < 0);
}

/* What needs no look at the types' slots: numbers and strings. */
static inline bool compare_at_once(int cmp, Value a, Value b, int *yes)
{
    int order;
    if (v_both_small(a, b))
        order = ORDER((int64_t)a.bits, (int64_t)b.bits);
    else if (v_both_flonum(a, b)) /* not NaN, which is boxed */
        order = ORDER(v_flonum(a), v_flonum(b));
    else if (v_is_kind(a, KIND_str) && v_is_kind(b, KIND_str))
        order = cmp == CMP_EQ || cmp == CMP_NE ? !str_equal(V_AS(Str, a), V_AS(Str, b))
                                               : str_sign(V_AS(Str, a), V_AS(Str, b));
    else if (both_plain_ints(a, b))
        order = int_order(a, b);
    else if (!order_mixed(a, b, &order))
        return false;
    static const uint8_t holds[] = {
        /* of order -1, 0, 1: bits 0, 1, 2 */
        [CMP_LT] = 1, [CMP_LE] = 3, [CMP_EQ] = 2, [CMP_NE] = 5, [CMP_GT] = 4, [CMP_GE] = 6};
    *yes = holds[cmp] >> (order + 1) & 1;
    return true;
}

int compare_truth(Thread *t, int cmp, Value a, Value b)
{
    int at_once;
    if (compare_at_once(cmp, a, b, &at_once))
        return at_once;
    Value r = compare_op(t, cmp, a, b);
    if (v_is_error(r))
        return -1;
    int yes = truth(t, r);
    drop(t, r);
    return yes;
}

int values_equal(Thread *t, Value a, Value b)
{
    int at_once = value_equal_at_once(a, b);
    return at_once >= 0 ? at_once : compare_truth(t, CMP_EQ, a, b);
}

int64_t values_find_at_once(const Value *items, size_t n, Value v, bool *found)
{
    for (size_t i = 0; i < n; i++) {
        int equal = value_equal_at_once(items[i], v);
        if (equal) {
            *found = equal > 0;
            return (int64_t)i;
        }
    }
    *found = false;
    return (int64_t)n;
}

int truth_slow(Thread *t, Value v)
{
    const Slots *s = &v_type(t, v)->s;
    if (s->truth)
        return s->truth(t, v);
    if (!s->length)
        return 1;
    int64_t n = s->length(t, v);
    return n < 0 ? -1 : n > 0;
}

int hash_unhashable(Thread *t, Value self, int64_t *hash)
{
    raise_format(t, EXC_TypeError, "unhashable type: '%T'", self);
    return -1;
}

int hash_address(Thread *t, Value self, int64_t *hash)
{
    uint64_t p = self.bits >> 4;
    *hash = (int64_t)(p | (uint64_t)(self.bits & 15) << 60);
    if (*hash == -1)
        *hash = -2;
    return 0;
}

int value_hash(Thread *t, Value v, int64_t *hash)
{
    HashFn fn = v_type(t, v)->s.hash;
    return fn ? fn(t, v, hash) : hash_unhashable(t, v, hash);
}

/* ---- items ---- */

static Value class_item(Thread *t, Value cls, Value key)
{
    if (T(cls) == t->vm->types[KIND_type])
        return generic_alias_new(t, cls, key);
    Value f = attr_get_or_empty(t, cls, N(t, __class_getitem__));
    if (v_is_error(f))
        return V_ERROR;
    if (v_is_empty(f) || v_is_none(f))
        return raise_format(t, EXC_TypeError, "type '%s' is not subscriptable", T(cls)->name);
    Value r = call1(t, f, key);
    drop(t, f);
    return r;
}

Value item_get(Thread *t, Value obj, Value key)
{
    const Value *items;
    size_t n;
    if (v_is_small(key) && row_items(obj, &items, &n) && (uint64_t)v_small(key) < n)
        return dup(items[v_small(key)]);
    BinaryFn fn = v_type(t, obj)->s.getitem;
    if (fn)
        return fn(t, obj, key);
    if (v_is_type(obj))
        return class_item(t, obj, key);
    return raise_format(t, EXC_TypeError, "'%T' object is not subscriptable", obj);
}

/* [] of an object that takes no assignment. As in CPython, a sequence looks at an index first, and
   words the refusal of a deletion otherwise. */
static int item_refuse(Thread *t, Value obj, Value key, bool deletion)
{
    const Type *type = v_type(t, obj);
    bool sequence = type->s.length || type->s.contains || type->s.concat || (type->flags & TF_HEAP);
    bool indexed = sequence && (v_is_int(key) || v_type(t, key)->s.index);
    int64_t i;
    if (indexed && value_to_ssize(t, key, &i, EXC_IndexError) < 0)
        return -1;
    if (deletion)
        raise_format(t, EXC_TypeError, "'%T' object %s support item deletion", obj,
                     indexed ? "doesn't" : "does not");
    else
        raise_format(t, EXC_TypeError, "'%T' object does not support item assignment", obj);
    return -1;
}

int item_set(Thread *t, Value obj, Value key, Value value)
{
    AssignFn fn = v_type(t, obj)->s.setitem;
    if (fn)
        return fn(t, obj, key, value);
    return item_refuse(t, obj, key, false);
}

int item_delete(Thread *t, Value obj, Value key)
{
    AssignFn fn = v_type(t, obj)->s.setitem;
    if (fn)
        return fn(t, obj, key, V_EMPTY);
    return item_refuse(t, obj, key, true);
}

int item_contains(Thread *t, Value container, Value item)
{
    ContainsFn fn = v_type(t, container)->s.contains;
    return fn ? fn(t, container, item) : contains_by_iteration(t, container, item);
}

int64_t value_length(Thread *t, Value obj)
{
    LengthFn fn = v_type(t, obj)->s.length;
    if (fn)
        return fn(t, obj);
    raise_format(t, EXC_TypeError, "object of type '%T' has no len()", obj);
    return -1;
}

/* len(), or __length_hint__, or the fallback; -1 on errors that are not a plain "I do not know". */
int64_t value_length_hint(Thread *t, Value obj, int64_t fallback)
{
    if (v_type(t, obj)->s.length) {
        int64_t n = value_length(t, obj);
        if (n >= 0 || !exc_is(t, EXC_TypeError))
            return n;
        exc_clear(t);
    }
    Value hint = attr_get_special(t, obj, N(t, __length_hint__));
    if (v_is_empty(hint))
        return fallback;
    Value r = v_is_error(hint) ? V_ERROR : call0(t, hint);
    drop(t, hint);
    if (v_is_error(r)) {
        if (!exc_is(t, EXC_TypeError))
            return -1;
        exc_clear(t);
        return fallback;
    }
    int64_t n = fallback;
    if (!v_same(r, V_NOTIMPLEMENTED)) {
        if (!v_is_int(r)) {
            raise_format(t, EXC_TypeError, "__length_hint__ must be an integer, not %T", r);
            n = -1;
        } else if (value_to_ssize(t, r, &n, EXC_OverflowError) < 0) {
            n = -1;
        } else if (n < 0) {
            raise_format(t, EXC_ValueError, "__length_hint__() should return >= 0");
            n = -1;
        }
    }
    drop(t, r);
    return n;
}
