/* SPDX-License-Identifier: MIT */
/* Builtin functions on numbers and text, and input(). */
#include <stdio.h>
#include "vm/objects/bytes.h"
#include "vm/objects/iterators.h"
#include "vm/objects/int.h"
#include "vm/core/containers_internal.h"
#include "vm/run/builtins.h"

NATIVE(builtin_abs, "abs(x, /)", "Return the absolute value of the argument.")
{
    return abs_op(t, a[0]);
}

NATIVE(builtin_divmod, "divmod(x, y, /)",
       "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.")
{
    return binary_op(t, OP_DIVMOD, a[0], a[1]);
}

NATIVE(builtin_pow, "pow(base, exp, mod=None)",
       "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.")
{
    return power_op(t, a[0], a[1], v_is_empty(a[2]) ? V_NONE : a[2]);
}

NATIVE(builtin_round, "round(number, ndigits=None)",
       "Round a number to a given precision in decimal digits.")
{
    bool digits = !v_is_empty(a[1]) && !v_is_none(a[1]);
    Value r = call_special(t, a[0], N(t, __round__), &a[1], digits);
    return v_is_empty(r)
               ? raise_format(t, EXC_TypeError, "type %T doesn't define __round__ method", a[0])
               : r;
}

/*
 * sum: ints of one word are added up in two (no number of items overflows that) and floats in
 * double, for as long as all items are such; then objects are added. Floats are added with
 * Neumaier's compensation, as CPython does since 3.12.
 */
typedef struct Sum {
    enum { SUM_INTS, SUM_FLOATS, SUM_OBJECTS } what;
    bool wide; /* did the total of ints leave 64 bits? */
    __int128 total;
    double hi, lo;
    Value object; /* owned */
} Sum;

static void sum_add_float(Sum *s, double x)
{
    double sum = s->hi + x;
    if (__builtin_fabs(s->hi) >= __builtin_fabs(x))
        s->lo += (s->hi - sum) + x;
    else
        s->lo += (x - sum) + s->hi;
    s->hi = sum;
}

static void sum_add_int(Sum *s, __int128 n)
{
    s->total += n;
    s->wide |= s->total != (int64_t)s->total;
}

/* A total that left 64 bits on the way is an int like any other to what comes behind, as in
 * CPython. */
static Value wide_total(Thread *t, __int128 total)
{
    if (total == (int64_t)total)
        return int_new(t, (int64_t)total);
    unsigned __int128 u = total < 0 ? -(unsigned __int128)total : (unsigned __int128)total;
    mp_limb_t limbs[2] = {(mp_limb_t)u, (mp_limb_t)(u >> 64)};
    return int_from_limbs(t, limbs, 2, total < 0);
}

/* The sum so far, owned, or ERROR. */
static Value sum_value(Thread *t, const Sum *s)
{
    switch (s->what) {
    case SUM_INTS:
        return wide_total(t, s->total);
    case SUM_FLOATS:
        return float_new(t, s->lo && __builtin_isfinite(s->lo) ? s->hi + s->lo : s->hi);
    default:
        return s->object;
    }
}

/* The value of an int of one word, or a bool; false for anything else. */
static bool int_of_word(Value v, __int128 *out)
{
    if (v_is_bool(v)) {
        *out = v_same(v, V_TRUE);
        return true;
    }
    if (!v_is_kind(v, KIND_int))
        return false;
    const Int *n = V_AS(Int, v);
    if (n->size != 1 && n->size != -1)
        return false;
    *out = n->size < 0 ? -(__int128)n->limbs[0] : (__int128)n->limbs[0];
    return true;
}

/* Adds an item that leaves the way of adding as it is: true. */
static bool sum_adds_number(Sum *s, Value item)
{
    __int128 word;
    if (s->what == SUM_INTS && int_of_word(item, &word)) {
        sum_add_int(s, word);
        return true;
    }
    if (s->what == SUM_INTS && v_kind(item) == KIND_float && !s->wide) {
        s->what = SUM_FLOATS;
        s->hi = (double)s->total + float_value(item);
        s->lo = 0;
        return true;
    }
    if (s->what == SUM_FLOATS && (v_kind(item) == KIND_float || v_is_small(item))) {
        sum_add_float(s, v_is_small(item) ? (double)v_small(item) : float_value(item));
        return true;
    }
    return false;
}

static __attribute__((noinline)) int sum_other(Thread *t, Sum *s, TAKES Value item)
{
    if (sum_adds_number(s, item)) {
        drop(t, item);
        return 0;
    }
    Value old = sum_value(t, s);
    s->what = SUM_OBJECTS;
    s->object = v_is_error(old) ? V_ERROR : binary_op(t, OP_ADD, old, item);
    if (!v_is_error(old))
        drop(t, old);
    drop(t, item);
    return v_is_error(s->object) ? -1 : 0;
}

static int sum_each(Thread *t, void *arg, TAKES Value item)
{
    Sum *s = arg;
    if (LIKELY(v_is_small(item) && s->what == SUM_INTS))
        sum_add_int(s, v_small(item));
    else if (v_is_flonum(item) && s->what == SUM_FLOATS)
        sum_add_float(s, v_flonum(item));
    else
        return sum_other(t, s, item);
    return 0;
}

/* Adds the floats in the word that items begin with; how many there are. */
static size_t sum_flonums(Sum *s, const Value *items, size_t n)
{
    Sum sum = *s; /* in registers */
    size_t i = 0;
    for (; i < n && v_is_flonum(items[i]); i++)
        sum_add_float(&sum, v_flonum(items[i]));
    *s = sum;
    return i;
}

/* The same for all items of a list or tuple, as long as they are numbers of which nothing is asked.
   False: they are not, and *s is to be begun anew. */
static bool sum_numbers(Sum *s, Value iterable)
{
    const Value *items;
    size_t n;
    if (!row_items(iterable, &items, &n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (v_is_small(items[i]) && s->what == SUM_INTS) {
            sum_add_int(s, v_small(items[i]));
            continue;
        }
        if (s->what == SUM_FLOATS)
            i += sum_flonums(s, items + i, n - i);
        if (i < n && !sum_adds_number(s, items[i]))
            return false;
    }
    return true;
}

/* The bytes of bytes or a bytearray, behind a start that is an int. */
static bool sum_bytes(Sum *s, Value v)
{
    bool array = v_is_kind(v, KIND_bytearray);
    if (s->what != SUM_INTS || (!array && !v_is_kind(v, KIND_bytes)))
        return false;
    const uint8_t *p = (const uint8_t *)(array ? V_AS(ByteArray, v)->data : V_AS(Bytes, v)->data);
    size_t n = array ? V_AS(ByteArray, v)->len : V_AS(Bytes, v)->len;
    int64_t total = 0;
    for (size_t i = 0; i < n; i++)
        total += p[i];
    sum_add_int(s, total);
    return true;
}

NATIVE(builtin_sum, "sum(iterable, /, start=0)",
       "Return the sum of a 'start' value (default: 0) plus an iterable of numbers")
{
    Value start = v_is_empty(a[1]) ? v_from_small(0) : a[1];
    const char *refused =
        v_is_str(start)                       ? "can't sum strings [use ''.join(seq) instead]"
        : v_has_layout(start, KIND_bytes)     ? "can't sum bytes [use b''.join(seq) instead]"
        : v_has_layout(start, KIND_bytearray) ? "can't sum bytearray [use b''.join(seq) instead]"
                                              : NULL;
    if (refused)
        return raise_format(t, EXC_TypeError, "sum() %s", refused);
    Sum begin = {.what = SUM_OBJECTS, .object = start};
    if (v_is_small(start))
        begin = (Sum){.what = SUM_INTS, .total = v_small(start)};
    else if (v_kind(start) == KIND_float)
        begin = (Sum){.what = SUM_FLOATS, .hi = float_value(start)};
    Sum s = begin;
    if (s.what != SUM_OBJECTS && (sum_bytes(&s, a[0]) || sum_numbers(&s, a[0])))
        return sum_value(t, &s);
    Value it = iter_get(t, a[0]);
    if (v_is_error(it))
        return V_ERROR;
    s = begin;
    if (s.what == SUM_OBJECTS)
        dup(start);
    int status = iter_step_each(t, it, sum_each, &s);
    drop(t, it);
    if (status == 0)
        return sum_value(t, &s);
    if (s.what == SUM_OBJECTS && !v_is_error(s.object))
        drop(t, s.object);
    return V_ERROR;
}

NATIVE(builtin_ord, "ord(c, /)", "Return the Unicode code point for a one-character string.")
{
    size_t len;
    if (v_is_str(a[0])) {
        Str *s = V_AS(Str, a[0]);
        if (s->len == 1)
            return v_from_small(str_at(s, 0));
        len = s->len;
    } else if (v_has_layout(a[0], KIND_bytes) || v_has_layout(a[0], KIND_bytearray)) {
        int64_t n = value_length(t, a[0]);
        if (n == 1)
            return item_get(t, a[0], v_from_small(0));
        len = (size_t)n;
    } else {
        return raise_format(t, EXC_TypeError, "ord() expected string of length 1, but %T found",
                            a[0]);
    }
    return raise_format(t, EXC_TypeError,
                        "ord() expected a character, but string of length %zu found", len);
}

NATIVE(builtin_chr, "chr(i, /)",
       "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.")
{
    int64_t n;
    if (value_to_int64(t, a[0], &n) < 0) {
        if (!exc_is(t, EXC_OverflowError))
            return V_ERROR;
        n = -1;
    }
    if (n < 0 || n > 0x10ffff)
        return raise_format(t, EXC_ValueError, "chr() arg not in range(0x110000)");
    return str_from_char(t, (uint32_t)n);
}

/* bin, oct and hex of a small int; spec as below. */
static Value small_in_base(Thread *t, int64_t n, const char *spec)
{
    char buffer[INT_SMALL_DIGITS], text[INT_SMALL_DIGITS + 2], *p = text;
    int base = spec[1] == 'b' ? 2 : spec[1] == 'o' ? 8 : 16;
    size_t len;
    const char *digits = int_small_digits(n, base, buffer, &len);
    if (n < 0) {
        *p++ = *digits++;
        len--;
    }
    *p++ = '0';
    *p++ = spec[1];
    memcpy(p, digits, len);
    return str_from_utf8(t, text, (size_t)(p - text) + len);
}

/* What format() gives for the spec "#b", "#o" or "#x". */
static Value in_base(Thread *t, Value v, const char *spec)
{
    if (v_is_small(v))
        return small_in_base(t, v_small(v), spec);
    Value n = value_index(t, v), s = str_from_cstr(t, spec), r = V_ERROR;
    if (!v_is_error(n) && !v_is_error(s)) {
        Value plain = v_is_bool(n) ? v_from_small(v_same(n, V_TRUE)) : dup(n);
        r = value_format(t, plain, s);
        drop(t, plain);
    }
    if (!v_is_error(n))
        drop(t, n);
    if (!v_is_error(s))
        drop(t, s);
    return r;
}

NATIVE(builtin_bin, "bin(number, /)", "Return the binary representation of an integer.")
{
    return in_base(t, a[0], "#b");
}

NATIVE(builtin_oct, "oct(number, /)", "Return the octal representation of an integer.")
{
    return in_base(t, a[0], "#o");
}

NATIVE(builtin_hex, "hex(number, /)", "Return the hexadecimal representation of an integer.")
{
    return in_base(t, a[0], "#x");
}

/* ---- input ---- */

/* Calls a method of a standard stream and drops the result. */
static int stream_do(Thread *t, Str *stream, Str *method, Value arg)
{
    Value file = attr_get(t, t->vm->sys_module, stream);
    if (v_is_error(file))
        return -1;
    Value r = v_is_none(file) ? V_NONE : call_method(t, file, method, &arg, !v_is_empty(arg));
    drop(t, file);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* Has the script imported the module readline, and talks it to a terminal? */
static bool wants_editor(Thread *t)
{
    Value modules = attr_get(t, t->vm->sys_module, N(t, modules));
    Value name = v_is_error(modules) ? V_ERROR : str_intern_utf8(t, "readline", 8);
    bool found = !v_is_error(name) && v_is_kind(modules, KIND_dict) &&
                 !v_is_empty(dict_get_str(V_AS(Dict, modules), V_AS(Str, name)));
    if (v_is_error(name))
        exc_clear(t);
    drop(t, name);
    drop(t, modules);
    return found && isatty(0) && isatty(1);
}

/* A line by the editor; NOTIMPLEMENTED if there is none for us (the module may be the script's). */
static Value edited_line(Thread *t, Value prompt)
{
    if (!wants_editor(t))
        return V_NOTIMPLEMENTED;
    if (stream_do(t, N(t, stdout), N(t, flush), V_EMPTY) < 0)
        return V_ERROR;
    Value f = import_attr(t, "readline", "_input");
    if (v_is_error(f)) {
        exc_clear(t);
        return V_NOTIMPLEMENTED;
    }
    Value text = v_is_empty(prompt) ? str_from_cstr(t, "") : value_str(t, prompt);
    Value r = v_is_error(text) ? V_ERROR : call1(t, f, text);
    drop(t, f);
    drop(t, text);
    return r;
}

NATIVE(builtin_input, "input(prompt='', /)",
       "Read a string from standard input.  The trailing newline is stripped.")
{
    if (stream_do(t, N(t, stderr), N(t, flush), V_EMPTY) < 0)
        return V_ERROR;
    Value edited = edited_line(t, a[0]);
    if (!v_same(edited, V_NOTIMPLEMENTED))
        return edited;
    if (!v_is_empty(a[0])) {
        Value prompt = value_str(t, a[0]);
        int status = v_is_error(prompt) ? -1 : stream_do(t, N(t, stdout), N(t, write), prompt);
        if (!v_is_error(prompt))
            drop(t, prompt);
        if (status < 0)
            return V_ERROR;
    }
    if (stream_do(t, N(t, stdout), N(t, flush), V_EMPTY) < 0)
        return V_ERROR;
    Value file = attr_get(t, t->vm->sys_module, N(t, stdin));
    if (v_is_error(file))
        return V_ERROR;
    Value line = v_is_none(file) ? raise_format(t, EXC_RuntimeError, "input(): lost sys.stdin")
                                 : call_method0(t, file, N(t, readline));
    drop(t, file);
    if (v_is_error(line))
        return V_ERROR;
    if (!v_is_str(line)) {
        raise_format(t, EXC_TypeError, "object.readline() returned non-string");
        drop(t, line);
        return V_ERROR;
    }
    Str *s = V_AS(Str, line);
    if (s->len == 0) {
        drop(t, line);
        return raise_format(t, EXC_EOFError, "EOF when reading a line");
    }
    if (str_at(s, s->len - 1) != '\n')
        return line;
    Value stripped = str_slice(t, s, 0, s->len - 1);
    drop(t, line);
    return stripped;
}

const NativeDef *const builtins_values[] = {
    &builtin_abs_def, &builtin_divmod_def, &builtin_pow_def,   &builtin_round_def,
    &builtin_sum_def, &builtin_ord_def,    &builtin_chr_def,   &builtin_bin_def,
    &builtin_oct_def, &builtin_hex_def,    &builtin_input_def, NULL,
};
