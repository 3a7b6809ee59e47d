/* SPDX-License-Identifier: MIT */
/* str.format, str.format_map and the module _string, which string.Formatter is made with. */
#include "vm/core/str_internal.h"
#include "vm/core/type.h"
#include "vm/api.h"
#include "vm/objects/str_formatting.h"
#include "vm/objects/format_spec.h"

#define NESTING 2 /* a spec may have fields, their specs may not */

typedef struct Formatter {
    Thread *t;
    const Value *args; /* NULL for format_map */
    uint32_t nargs;
    Value names;   /* of keywords, whose values are behind the nargs arguments; EMPTY */
    Value mapping; /* format_map's argument; EMPTY */
    enum { NUMBERING_OPEN, NUMBERING_AUTO, NUMBERING_MANUAL } numbering;
    int64_t next;
} Formatter;

static Value span_str(Thread *t, Span s)
{
    return str_slice(t, (Str *)(uintptr_t)s.s, s.start, s.end);
}

/* ---- the object of a field ---- */

static int check_numbering(Formatter *f, bool automatic)
{
    if (f->numbering == NUMBERING_OPEN)
        f->numbering = automatic ? NUMBERING_AUTO : NUMBERING_MANUAL;
    if ((f->numbering == NUMBERING_AUTO) == automatic)
        return 0;
    raise_format(
        f->t, EXC_ValueError,
        automatic ? "cannot switch from manual field specification to automatic field numbering"
                  : "cannot switch from automatic field numbering to manual field specification");
    return -1;
}

static Value keyword(Formatter *f, Value key)
{
    const Tuple *names = v_is_empty(f->names) ? NULL : V_AS(Tuple, f->names);
    for (size_t i = 0; names && i < names->len; i++)
        if (str_equal(V_AS(Str, names->items[i]), V_AS(Str, key)))
            return dup(f->args[f->nargs + i]);
    return raise_key(f->t, key);
}

static Value argument_by_name(Formatter *f, Span name)
{
    Thread *t = f->t;
    Value key = span_str(t, name), r;
    if (v_is_error(key))
        return V_ERROR;
    r = v_is_empty(f->mapping) ? keyword(f, key) : item_get(t, f->mapping, key);
    drop(t, key);
    return r;
}

static Value first_object(Formatter *f, Span first)
{
    bool empty = first.start == first.end;
    int64_t index = empty ? -1 : span_integer(f->t, first);
    if (index == -2)
        return V_ERROR;
    if (!empty && index < 0)
        return argument_by_name(f, first);
    if (check_numbering(f, empty) < 0)
        return V_ERROR;
    if (empty)
        index = f->next++;
    if (!f->args)
        return raise_format(f->t, EXC_ValueError, "Format string contains positional fields");
    if (index >= f->nargs)
        return raise_format(f->t, EXC_IndexError,
                            "Replacement index %ld out of range for positional args tuple", index);
    return dup(f->args[index]);
}

static Value part_of(Thread *t, Value object, Span part, bool attribute)
{
    int64_t index = attribute ? -1 : span_integer(t, part);
    if (index == -2)
        return V_ERROR;
    if (index >= 0) {
        Value key = int_new(t, index);
        Value r = v_is_error(key) ? V_ERROR : item_get(t, object, key);
        return r;
    }
    Value name = span_str(t, part);
    if (attribute && !v_is_error(name))
        name = str_intern(t, name);
    if (v_is_error(name))
        return V_ERROR;
    Value r = attribute ? attr_get(t, object, V_AS(Str, name)) : item_get(t, object, name);
    drop(t, name);
    return r;
}

static Value field_object(Formatter *f, Span name)
{
    if (name.start == name.end)
        return first_object(f, name);
    Span rest, first = field_first(name, &rest), part;
    Value object = first_object(f, first);
    while (!v_is_error(object)) {
        int kind = field_next(f->t, &rest, &part);
        if (kind == 0)
            break;
        Value next = kind < 0 ? V_ERROR : part_of(f->t, object, part, kind == 1);
        drop(f->t, object);
        object = next;
    }
    return object;
}

/* ---- output ---- */

static Value converted(Thread *t, TAKES Value v, uint32_t conversion)
{
    Value r =
        conversion == 'r'   ? value_repr(t, v)
        : conversion == 's' ? value_str(t, v)
        : conversion == 'a' ? value_ascii(t, v)
        : conversion > 32 && conversion < 127
            ? raise_format(t, EXC_ValueError, "Unknown conversion specifier %c", (int)conversion)
            : raise_format(t, EXC_ValueError, "Unknown conversion specifier \\x%x", conversion);
    drop(t, v);
    return r;
}

static Value build(Formatter *f, Span text, int nesting);

static int put_field(Formatter *f, StrBuf *b, const Markup *m, int nesting)
{
    Value v = field_object(f, m->name);
    if (!v_is_error(v) && m->conversion)
        v = converted(f->t, v, m->conversion);
    if (v_is_error(v))
        return -1;
    if ((v_is_kind(v, KIND_str) || v_is_small(v)) && m->spec.start == m->spec.end) {
        int status = strbuf_value(b, v); /* format(v, "") would give the same */
        drop(f->t, v);
        return status;
    }
    Value spec = m->nested ? build(f, m->spec, nesting - 1) : span_str(f->t, m->spec),
          text = V_ERROR;
    if (!v_is_error(spec)) {
        text = value_format(f->t, v, spec);
        drop(f->t, spec);
    }
    drop(f->t, v);
    if (v_is_error(text))
        return -1;
    strbuf_str(b, V_AS(Str, text));
    drop(f->t, text);
    return 0;
}

static Value build(Formatter *f, Span text, int nesting)
{
    if (nesting <= 0)
        return raise_format(f->t, EXC_ValueError, "Max string recursion exceeded");
    StrBuf b;
    Markup m;
    int more;
    strbuf_init(&b, f->t);
    while ((more = markup_next(f->t, &text, &m)) > 0) {
        strbuf_part(&b, m.literal.s, m.literal.start, m.literal.end);
        if (m.field && put_field(f, &b, &m, nesting) < 0) {
            more = -1;
            break;
        }
    }
    if (more == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static Span whole(Value s)
{
    return (Span){V_AS(Str, s), 0, V_AS(Str, s)->len};
}

NATIVE_VAR(str_format_method, "format(self, *args, **kwargs)",
           "Return a formatted version of the string, using substitutions from args and "
           "kwargs.\n\nThe substitutions are identified by braces ('{' and '}').")
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    for (size_t i = 0; names && i < names->len; i++)
        if (!v_is_str(names->items[i]))
            return raise_format(t, EXC_TypeError, "keywords must be strings");
    Formatter f = {.t = t, .args = a + 1, .nargs = nargs - 1, .names = kwnames};
    return build(&f, whole(a[0]), NESTING);
}

NATIVE(str_format_map, "format_map(self, mapping, /)",
       "Return a formatted version of the string, using substitutions from mapping.\n\nThe "
       "substitutions are identified by braces ('{' and '}').")
{
    Formatter f = {.t = t, .mapping = a[1]};
    return build(&f, whole(a[0]), NESTING);
}

NATIVE(str_dunder_format, "__format__(self, format_spec, /)",
       "Return a formatted version of the string as described by format_spec.")
{
    return format_builtin(t, a[0], a[1]);
}

/* The % operator of a type that is set up already. */
static int add_percent(Thread *t, Kind kind, BinaryFn percent)
{
    Slots own = {0};
    own.binary[OP_MOD] = t->vm->types[kind]->s.binary[OP_MOD] = percent;
    return type_slots_expose(t, t->vm->types[kind], &own);
}

int str_formatting_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&str_format_method_def, &str_format_map_def,
                                               &str_dunder_format_def, NULL};
    if (str_add_methods(t, methods) < 0 || add_percent(t, KIND_str, str_percent) < 0)
        return -1;
    return add_percent(t, KIND_bytes, bytes_percent) < 0
               ? -1
               : add_percent(t, KIND_bytearray, bytes_percent);
}

/* ---- the module _string ---- */

/* (literal, name, spec, conversion); the last three None where the text has no field. */
static Value markup_tuple(Thread *t, const Markup *m)
{
    Value items[4] = {span_str(t, m->literal), V_NONE, V_NONE, V_NONE};
    if (m->field) {
        items[1] = span_str(t, m->name);
        items[2] = span_str(t, m->spec);
        if (m->conversion)
            items[3] = str_from_char(t, m->conversion);
    }
    bool failed = false;
    for (int i = 0; i < 4; i++)
        failed |= v_is_error(items[i]);
    if (!failed)
        return tuple_take(t, items, 4);
    for (int i = 0; i < 4; i++)
        if (!v_is_error(items[i]))
            drop(t, items[i]);
    return V_ERROR;
}

static int check_str(Thread *t, Value v)
{
    if (v_is_str(v))
        return 0;
    raise_format(t, EXC_TypeError, "expected str, got %T", v);
    return -1;
}

/* An iterator over the list; ERROR passes through. TAKES list. */
static Value iterator_of(Thread *t, TAKES Value list)
{
    Value it = v_is_error(list) ? V_ERROR : iter_get(t, list);
    if (!v_is_error(list))
        drop(t, list);
    return it;
}

NATIVE(formatter_parser, "formatter_parser(string, /)", "parse the argument as a format string")
{
    if (check_str(t, a[0]) < 0)
        return V_ERROR;
    Value list = list_new(t, NULL, 0);
    Span rest = whole(a[0]);
    Markup m;
    int more = v_is_error(list) ? -1 : 1;
    while (more > 0 && (more = markup_next(t, &rest, &m)) > 0) {
        Value item = markup_tuple(t, &m);
        if (v_is_error(item) || list_append_take(t, V_AS(List, list), item) < 0)
            more = -1;
    }
    if (more < 0 && !v_is_error(list)) {
        drop(t, list);
        list = V_ERROR;
    }
    return iterator_of(t, list);
}

/* Text of a span, or its number when it is one. */
static Value span_value(Thread *t, Span s)
{
    int64_t n = span_integer(t, s);
    return n == -2 ? V_ERROR : n >= 0 ? int_new(t, n) : span_str(t, s);
}

static int append_part(Thread *t, List *list, Span part, bool attribute)
{
    Value key = attribute ? span_str(t, part) : span_value(t, part);
    if (v_is_error(key))
        return -1;
    Value pair = tuple_pack(t, 2, v_bool(attribute), key);
    drop(t, key);
    return v_is_error(pair) ? -1 : list_append_take(t, list, pair);
}

NATIVE(formatter_field_name_split, "formatter_field_name_split(string, /)",
       "split the argument as a field name")
{
    if (check_str(t, a[0]) < 0)
        return V_ERROR;
    Span rest, first = field_first(whole(a[0]), &rest), part;
    Value list = list_new(t, NULL, 0);
    int kind = v_is_error(list) ? -1 : 1;
    while (kind > 0 && (kind = field_next(t, &rest, &part)) > 0)
        if (append_part(t, V_AS(List, list), part, kind == 1) < 0)
            kind = -1;
    if (kind < 0 && !v_is_error(list)) {
        drop(t, list);
        list = V_ERROR;
    }
    Value it = iterator_of(t, list), head = v_is_error(it) ? V_ERROR : span_value(t, first);
    if (v_is_error(head)) {
        if (!v_is_error(it))
            drop(t, it);
        return V_ERROR;
    }
    return tuple_take(t, (Value[]){head, it}, 2);
}

Value string_module(Thread *t);
Value string_module(Thread *t)
{
    static const NativeDef *const functions[] = {&formatter_parser_def,
                                                 &formatter_field_name_split_def, NULL};
    static const ModuleSpec spec = {"_string", "string helper module", functions, NULL};
    return api_module(t, &spec);
}
