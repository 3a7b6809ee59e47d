/* SPDX-License-Identifier: MIT */
/* The type str: construction and slots. */
#include "vm/core/descriptor.h"
#include "vm/objects/codec.h"
#include "vm/objects/iterators.h"
#include "vm/objects/slice.h"
#include "vm/objects/str_methods.h"

int str_check_arg(Thread *t, Value v, const char *name, int position)
{
    if (v_is_str(v))
        return 0;
    const char *got = v_is_none(v) ? "None" : v_type_name(t, v);
    if (position)
        raise_format(t, EXC_TypeError, "%s() argument %d must be str, not %s", name, position, got);
    else
        raise_format(t, EXC_TypeError, "%s() argument must be str, not %s", name, got);
    return -1;
}

Value str_unchanged(Thread *t, Str *s)
{
    if (s->head.kind == KIND_str)
        return dup(v_from(s));
    return str_of_class(t, t->vm->types[KIND_str], s);
}

/* ---- str(object='', encoding=..., errors=...) ---- */

static int str_bind(Thread *t, const Value *args, uint32_t nargs, Value kwnames, Value out[3])
{
    static const char *const names[3] = {"object", "encoding", "errors"};
    const Tuple *keywords = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    if (args_check(t, "str", nargs + (keywords ? (uint32_t)keywords->len : 0), 0, 3, V_EMPTY))
        return -1;
    for (uint32_t i = 0; i < nargs; i++)
        out[i] = args[i];
    for (size_t k = 0; keywords && k < keywords->len; k++) {
        uint32_t i = 0;
        while (i < 3 && !str_equal_cstr(STR(keywords->items[k]), names[i]))
            i++;
        if (i == 3) {
            raise_format(t, EXC_TypeError, "str() got an unexpected keyword argument '%V'",
                         keywords->items[k]);
            return -1;
        }
        if (!v_is_empty(out[i])) {
            raise_format(t, EXC_TypeError,
                         "argument for str() given by name ('%s') and position (%u)", names[i],
                         i + 1);
            return -1;
        }
        out[i] = args[nargs + k];
    }
    for (int i = 1; i < 3; i++)
        if (!v_is_empty(out[i]) && !v_is_str(out[i])) {
            raise_format(t, EXC_TypeError, "str() argument '%s' must be str, not %s", names[i],
                         v_is_none(out[i]) ? "None" : v_type_name(t, out[i]));
            return -1;
        }
    return 0;
}

/* str(bytes, encoding, errors): the decode() of bytes knows how. */
static Value str_decode(Thread *t, Value v, Value encoding, Value errors)
{
    Value few[2], bytes = V_EMPTY, name, result;
    if (v_is_str(v))
        return raise_format(t, EXC_TypeError, "decoding str is not supported");
    if (v_has_layout(v, KIND_memoryview))
        bytes = call1(t, v_from(t->vm->types[KIND_bytes]), v);
    else if (v_has_layout(v, KIND_bytes) || v_has_layout(v, KIND_bytearray))
        bytes = dup(v);
    else
        return raise_format(t, EXC_TypeError, "decoding to str: need a bytes-like object, %T found",
                            v);
    few[0] = v_is_empty(encoding) ? str_from_cstr(t, "utf-8") : dup(encoding);
    few[1] = v_is_empty(errors) ? str_from_cstr(t, "strict") : dup(errors);
    name = str_intern_utf8(t, "decode", 6);
    if (v_is_error(bytes) || v_is_error(few[0]) || v_is_error(few[1]) || v_is_error(name))
        result = V_ERROR;
    else
        result = call_method(t, bytes, STR(name), few, 2);
    drop(t, bytes);
    drop(t, few[0]);
    drop(t, few[1]);
    drop(t, name);
    return result;
}

static Value str_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Value bound[3] = {V_EMPTY, V_EMPTY, V_EMPTY}, text;
    if (nargs == 1 && v_is_empty(kwnames)) {
        text = value_str(t, args[0]);
    } else if (str_bind(t, args, nargs, kwnames, bound)) {
        return V_ERROR;
    } else if (v_is_empty(bound[0])) {
        text = str_from_cstr(t, "");
    } else if (v_is_empty(bound[1]) && v_is_empty(bound[2])) {
        text = value_str(t, bound[0]);
    } else {
        text = str_decode(t, bound[0], bound[1], bound[2]);
    }
    if (cls == t->vm->types[KIND_str] || v_is_error(text))
        return text;
    Value made = str_of_class(t, cls, STR(text));
    drop(t, text);
    return made;
}

/* ---- slots ---- */

static Value str_repr_slot(Thread *t, Value self)
{
    return str_repr(t, STR(self));
}

static Value str_str(Thread *t, Value self)
{
    return str_unchanged(t, STR(self));
}

static int str_hash_slot(Thread *t, Value self, int64_t *hash)
{
    *hash = str_hash(t, STR(self));
    return 0;
}

static Value str_compare(Thread *t, Value a, Value b, int op)
{
    if (!v_is_str(a) || !v_is_str(b))
        return V_NOTIMPLEMENTED;
    if (op == CMP_EQ || op == CMP_NE)
        return v_bool(str_equal(STR(a), STR(b)) == (op == CMP_EQ));
    return v_bool(order_holds(str_order(STR(a), STR(b)), op));
}

static Value str_iter(Thread *t, Value self)
{
    Kind kind = str_is_ascii(STR(self)) ? KIND_str_ascii_iterator : KIND_str_iterator;
    return index_iterator_new(t, kind, self, 0);
}

static int64_t str_length(Thread *t, Value self)
{
    return (int64_t)STR(self)->len;
}

static Value str_get_stepped(Thread *t, Str *s, int64_t start, int64_t step, int64_t n)
{
    if (str_is_ascii(s)) {
        Str *r = str_alloc(t, (size_t)n, 0x7f);
        if (!r)
            return V_ERROR;
        const uint8_t *from = str_data(s);
        uint8_t *to = str_data(r);
        for (int64_t i = 0; i < n; i++)
            to[i] = from[start + i * step];
        return v_from(r);
    }
    StrBuf b;
    strbuf_init(&b, t);
    for (int64_t i = 0; i < n; i++)
        strbuf_char(&b, str_at(s, (size_t)(start + i * step)));
    return strbuf_finish(&b);
}

static Value str_getitem(Thread *t, Value self, Value key)
{
    Str *s = STR(self);
    int64_t i, step, len = (int64_t)s->len;
    if (v_is_small(key)) {
        i = v_small(key);
    } else if (v_is_kind(key, KIND_slice)) {
        int64_t n = slice_indices(t, key, len, &i, &step);
        if (n < 0)
            return V_ERROR;
        if (step == 1 || n == 0)
            return n == len && n ? str_unchanged(t, s)
                                 : str_slice(t, s, (size_t)i, (size_t)(i + n));
        return str_get_stepped(t, s, i, step, n);
    } else if (!v_is_int(key) && !v_type(t, key)->s.index) {
        return raise_format(t, EXC_TypeError, "string indices must be integers, not '%T'", key);
    } else if (value_to_ssize(t, key, &i, EXC_IndexError)) {
        return V_ERROR;
    }
    if (i < 0)
        i += len;
    if (i < 0 || i >= len)
        return raise_format(t, EXC_IndexError, "string index out of range");
    return str_from_char(t, str_at(s, (size_t)i));
}

static int str_contains(Thread *t, Value self, Value part)
{
    if (!v_is_str(part)) {
        raise_format(t, EXC_TypeError, "'in <string>' requires string as left operand, not %T",
                     part);
        return -1;
    }
    enum { SHORT = 24 }; /* a call costs more than to look at so many characters */
    const Str *text = STR(self), *sought = STR(part);
    if (sought->len == 1 && sought->unit == 1 && text->unit == 1 && text->len <= SHORT) {
        const uint8_t *p = str_data(text), *end = p + text->len;
        while (p < end && *p != *(const uint8_t *)str_data(sought))
            p++;
        return p < end;
    }
    return str_find_str(text, sought, 0, text->len) >= 0;
}

static Value str_concat_slot(Thread *t, Value a, Value b)
{
    if (!v_is_str(b))
        return raise_format(t, EXC_TypeError, "can only concatenate str (not \"%T\") to str", b);
    return str_concat(t, STR(a), STR(b));
}

/* Fills units [done, total) with copies of the first `done`: the copied part doubles. */
static void units_repeat(char *data, size_t done, size_t total)
{
    while (done < total) {
        size_t n = total - done < done ? total - done : done;
        memcpy(data + done, data, n);
        done += n;
    }
}

static Value str_repeat(Thread *t, Value self, Value count)
{
    Str *s = STR(self);
    int64_t n;
    if (repeat_count(t, count, &n))
        return V_ERROR;
    if (n == 0 || s->len == 0)
        return str_from_cstr(t, "");
    if (n == 1)
        return str_unchanged(t, s);
    if (s->len > (size_t)INT64_MAX / (size_t)n)
        return raise_format(t, EXC_OverflowError, "repeated string is too long");
    Str *many = str_alloc(t, s->len * (size_t)n, str_range_bits(s, 0, s->len));
    if (!many)
        return V_ERROR;
    str_copy_into(many, 0, s, 0, s->len);
    units_repeat(str_data(many), s->len * s->unit, many->len * many->unit);
    return v_from(many);
}

/* ---- the type ---- */

NATIVE(str_getnewargs, "__getnewargs__(self, /)", "")
{
    Value text = str_of_class(t, t->vm->types[KIND_str], STR(a[0]));
    return v_is_error(text) ? text : tuple_take(t, &text, 1);
}

NATIVE(str_sizeof, "__sizeof__(self, /)", "Return the size of the string in memory, in bytes.")
{
    const Str *s = STR(a[0]);
    return v_from_small((int64_t)(sizeof(Str) + (s->len + 1 + s->spare) * s->unit +
                                  (s->utf8 ? s->utf8_len + 1 : 0)));
}

static const NativeDef *const str_own_methods[] = {&str_getnewargs_def, &str_sizeof_def,
                                                   &str_encode_def, NULL};

/* The methods of another file: added to the finished type. */
int str_add_methods(Thread *t, const NativeDef *const *defs)
{
    return type_add_methods(t, t->vm->types[KIND_str], defs);
}

int str_type_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "str",
        .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
               "Create a new string object from the given object. If encoding or\n"
               "errors is specified, then the object must expose a data buffer\n"
               "that will be decoded using the given encoding and error handler.\n"
               "Otherwise, returns the result of object.__str__() (if defined)\n"
               "or repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
        .size = sizeof(Str),
        .flags = TF_BASE | TF_IMMUTABLE | TF_MATCH_SELF,
        .kind = KIND_str,
        .layout = KIND_str,
        .slots = {.new_ = str_make,
                  .repr = str_repr_slot,
                  .str = str_str,
                  .hash = str_hash_slot,
                  .compare = str_compare,
                  .iter = str_iter,
                  .length = str_length,
                  .getitem = str_getitem,
                  .contains = str_contains,
                  .concat = str_concat_slot,
                  .repeat = str_repeat},
        .dealloc = str_dealloc,
        .methods = str_own_methods,
    };
    if (!type_from_spec(t, &spec))
        return -1;
    const NativeDef *const *const parts[] = {str_case_methods, str_test_methods, str_find_methods,
                                             str_split_methods, str_pad_methods};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_add_methods(t, parts[i]))
            return -1;
    return 0;
}
