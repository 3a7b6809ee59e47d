/* SPDX-License-Identifier: MIT */
/* Methods of str that look for a part: find, count, startswith, replace, partition ... */
#include "vm/objects/slice.h"
#include "vm/objects/str_methods.h"

/* Arguments (sub, start, end) of find() and its kin. */
static int find_args(Thread *t, const Value *a, const char *name, int64_t *from, int64_t *to)
{
    if (str_check_arg(t, a[1], name, 1))
        return -1;
    return slice_bounds(t, a[2], a[3], (int64_t)STR(a[0])->len, from, to);
}

typedef int64_t (*FindFn)(const Str *s, const Str *needle, size_t start, size_t end);

/* -1: not there; -2: error. */
static int64_t find_with(Thread *t, const Value *a, const char *name, FindFn find)
{
    int64_t from, to;
    if (find_args(t, a, name, &from, &to))
        return -2;
    return from > to ? -1 : find(STR(a[0]), STR(a[1]), (size_t)from, (size_t)to);
}

static Value find_result(int64_t at)
{
    return at == -2 ? V_ERROR : v_from_small(at);
}

static Value index_result(Thread *t, int64_t at)
{
    return at == -1 ? raise_format(t, EXC_ValueError, "substring not found") : find_result(at);
}

#define FIND_DOC(which, otherwise)                                                              \
    "Return the " which " index in S where substring sub is found, such that sub is contained " \
    "within S[start:end].\n\nOptional arguments start and end are interpreted as in slice "     \
    "notation.\n" otherwise

NATIVE(str_find, "find(self, sub, start=None, end=None, /)",
       FIND_DOC("lowest", "Return -1 on failure."))
{
    return find_result(find_with(t, a, "find", str_find_str));
}

NATIVE(str_rfind, "rfind(self, sub, start=None, end=None, /)",
       FIND_DOC("highest", "Return -1 on failure."))
{
    return find_result(find_with(t, a, "rfind", str_find_last));
}

NATIVE(str_index, "index(self, sub, start=None, end=None, /)",
       FIND_DOC("lowest", "Raises ValueError when the substring is not found."))
{
    return index_result(t, find_with(t, a, "index", str_find_str));
}

NATIVE(str_rindex, "rindex(self, sub, start=None, end=None, /)",
       FIND_DOC("highest", "Raises ValueError when the substring is not found."))
{
    return index_result(t, find_with(t, a, "rindex", str_find_last));
}

NATIVE(
    str_count, "count(self, sub, start=None, end=None, /)",
    "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\n"
    "Optional arguments start and end are interpreted as in slice notation.")
{
    int64_t from, to;
    if (find_args(t, a, "count", &from, &to))
        return V_ERROR;
    if (from > to)
        return v_from_small(0);
    return v_from_small(
        (int64_t)str_count_str(STR(a[0]), STR(a[1]), (size_t)from, (size_t)to, SIZE_MAX));
}

/* ---- startswith, endswith ---- */

static bool part_equal(const Str *s, size_t at, const Str *part)
{
    if (s->unit == part->unit)
        return bytes_same(str_unit_at(s, at), str_data(part), part->len * s->unit);
    for (size_t i = 0; i < part->len; i++)
        if (str_at(s, at + i) != str_at(part, i))
            return false;
    return true;
}

static bool tail_matches(const Str *s, const Str *part, int64_t from, int64_t to, bool at_end)
{
    if (to - from < (int64_t)part->len || from > to)
        return false;
    return part_equal(s, (size_t)(at_end ? to - (int64_t)part->len : from), part);
}

static Value starts_or_ends(Thread *t, const Value *a, const char *name, bool at_end)
{
    const Str *s = STR(a[0]);
    int64_t from, to;
    if (slice_bounds(t, a[2], a[3], (int64_t)s->len, &from, &to))
        return V_ERROR;
    if (v_is_str(a[1]))
        return v_bool(tail_matches(s, STR(a[1]), from, to, at_end));
    if (!v_has_layout(a[1], KIND_tuple))
        return raise_format(t, EXC_TypeError, "%s first arg must be str or a tuple of str, not %T",
                            name, a[1]);
    const Tuple *parts = V_AS(Tuple, a[1]);
    for (size_t i = 0; i < parts->len; i++) {
        if (!v_is_str(parts->items[i]))
            return raise_format(t, EXC_TypeError, "tuple for %s must only contain str, not %T",
                                name, parts->items[i]);
        if (tail_matches(s, STR(parts->items[i]), from, to, at_end))
            return V_TRUE;
    }
    return V_FALSE;
}

NATIVE(str_startswith, "startswith(self, prefix, start=None, end=None, /)",
       "Return True if the string starts with the specified prefix, False otherwise.\n\n"
       "  prefix\n    A string or a tuple of strings to try.\n"
       "  start\n    Optional start position. Default: start of the string.\n"
       "  end\n    Optional stop position. Default: end of the string.")
{
    return starts_or_ends(t, a, "startswith", false);
}

NATIVE(str_endswith, "endswith(self, suffix, start=None, end=None, /)",
       "Return True if the string ends with the specified suffix, False otherwise.\n\n"
       "  suffix\n    A string or a tuple of strings to try.\n"
       "  start\n    Optional start position. Default: start of the string.\n"
       "  end\n    Optional stop position. Default: end of the string.")
{
    return starts_or_ends(t, a, "endswith", true);
}

NATIVE(str_removeprefix, "removeprefix(self, prefix, /)",
       "Return a str with the given prefix string removed if present.\n\n"
       "If the string starts with the prefix string, return string[len(prefix):].\n"
       "Otherwise, return a copy of the original string.")
{
    Str *s = STR(a[0]);
    if (str_check_arg(t, a[1], "removeprefix", 0))
        return V_ERROR;
    if (STR(a[1])->len == 0 || !tail_matches(s, STR(a[1]), 0, (int64_t)s->len, false))
        return str_unchanged(t, s);
    return str_slice(t, s, STR(a[1])->len, s->len);
}

NATIVE(str_removesuffix, "removesuffix(self, suffix, /)",
       "Return a str with the given suffix string removed if present.\n\n"
       "If the string ends with the suffix string and that suffix is not empty,\n"
       "return string[:-len(suffix)]. Otherwise, return a copy of the original\nstring.")
{
    Str *s = STR(a[0]);
    if (str_check_arg(t, a[1], "removesuffix", 0))
        return V_ERROR;
    if (STR(a[1])->len == 0 || !tail_matches(s, STR(a[1]), 0, (int64_t)s->len, true))
        return str_unchanged(t, s);
    return str_slice(t, s, 0, s->len - STR(a[1])->len);
}

/* ---- replace ---- */

/* Puts `with` in front of each of the first `limit` places between code points. */
static Value replace_nothing(Thread *t, const Str *s, const Str *with, size_t limit)
{
    StrBuf b;
    strbuf_init(&b, t);
    for (size_t i = 0; i <= s->len && !b.failed; i++) {
        if (i < limit)
            strbuf_str(&b, with);
        if (i < s->len && i >= limit) {
            strbuf_part(&b, s, i, s->len);
            break;
        }
        strbuf_part(&b, s, i, i < s->len ? i + 1 : i);
    }
    return strbuf_finish(&b);
}

/* A result beyond all memory is refused before the work is done: 0, or -1 with MemoryError. */
static int replace_fits(Thread *t, const Str *s, const Str *old, const Str *with, size_t limit)
{
    if (with->len < 4096)
        return 0;
    size_t times = str_count_str(s, old, 0, s->len, limit), bytes;
    void *room = __builtin_mul_overflow(times, with->len, &bytes) ? NULL : mem_alloc(t, bytes);
    if (!room) {
        raise_memory(t);
        return -1;
    }
    mem_free(t, room, bytes);
    return 0;
}

/* ASCII in ASCII: the places first, then a text of the right length. EMPTY: there are too many. */
static Value replace_bytes(Thread *t, Str *s, const Str *old, const Str *with, size_t limit)
{
    enum { MOST = 32 };
    size_t places[MOST], n = 0, from = 0;
    for (int64_t at; n < limit && (at = str_find_str(s, old, from, s->len)) >= 0; n++) {
        if (n == MOST)
            return V_EMPTY;
        places[n] = (size_t)at;
        from = (size_t)at + old->len;
    }
    if (n == 0)
        return str_unchanged(t, s);
    size_t len = s->len - n * old->len + n * with->len;
    Str *made = str_alloc(t, len, 0x7f);
    if (!made || len == 0)
        return made ? v_from(made) : V_ERROR;
    const char *text = str_data(s);
    char *to = str_data(made);
    from = 0;
    for (size_t i = 0; i < n; i++) {
        to = bytes_put(to, text + from, places[i] - from);
        to = bytes_put(to, str_data(with), with->len);
        from = places[i] + old->len;
    }
    bytes_put(to, text + from, s->len - from);
    if (len > 1)
        return v_from(made);
    Value one = str_from_char(t, str_at(made, 0));
    obj_drop(t, made);
    return one;
}

/* ASCII: one character for another. */
static Value replace_byte(Thread *t, Str *s, uint8_t old, uint8_t with, size_t limit)
{
    const uint8_t *from = str_data(s), *first = memchr(from, old, s->len);
    if (!first)
        return str_unchanged(t, s);
    if (s->len == 1)
        return str_from_char(t, with);
    Str *made = str_alloc(t, s->len, 0x7f);
    if (!made)
        return V_ERROR;
    uint8_t *to = str_data(made);
    size_t i = (size_t)(first - from);
    memcpy(to, from, i);
    if (limit >= s->len) {
        for (; i < s->len; i++)
            to[i] = from[i] == old ? with : from[i];
        return v_from(made);
    }
    for (; i < s->len; i++) {
        bool hit = from[i] == old && limit > 0;
        to[i] = hit ? with : from[i];
        limit -= hit;
    }
    return v_from(made);
}

static Value str_replaced(Thread *t, Str *s, const Str *old, const Str *with, size_t limit)
{
    if (limit == 0 || old->len > s->len)
        return str_unchanged(t, s);
    if (old->len == 0)
        return replace_nothing(t, s, with, limit);
    if (str_is_ascii(s) && str_is_ascii(old) && str_is_ascii(with) && with->len < 4096) {
        if (old->len == 1 && with->len == 1)
            return replace_byte(t, s, (uint8_t)str_at(old, 0), (uint8_t)str_at(with, 0), limit);
        Value v = replace_bytes(t, s, old, with, limit);
        if (!v_is_empty(v))
            return v;
    }
    int64_t at = str_find_str(s, old, 0, s->len);
    if (at < 0)
        return str_unchanged(t, s);
    if (replace_fits(t, s, old, with, limit) < 0)
        return V_ERROR;
    StrBuf b;
    size_t from = 0;
    strbuf_init(&b, t);
    while (at >= 0 && limit-- > 0 && !b.failed) {
        strbuf_part(&b, s, from, (size_t)at);
        strbuf_str(&b, with);
        from = (size_t)at + old->len;
        at = str_find_str(s, old, from, s->len);
    }
    strbuf_part(&b, s, from, s->len);
    return strbuf_finish(&b);
}

NATIVE(str_replace, "replace(self, old, new, /, count=-1)",
       "Return a copy with all occurrences of substring old replaced by new.\n\n"
       "  count\n    Maximum number of occurrences to replace.\n"
       "    -1 (the default value) means replace all occurrences.\n\n"
       "If the optional argument count is given, only the first count occurrences are\nreplaced.")
{
    int64_t count = -1;
    if (str_check_arg(t, a[1], "replace", 1) || str_check_arg(t, a[2], "replace", 2))
        return V_ERROR;
    if (!v_is_empty(a[3]) && arg_to_ssize(t, a[3], &count))
        return V_ERROR;
    return str_replaced(t, STR(a[0]), STR(a[1]), STR(a[2]), count < 0 ? SIZE_MAX : (size_t)count);
}

/* ---- partition ---- */

static Value str_cut(Thread *t, const Value *a, FindFn find)
{
    Str *s = STR(a[0]);
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "must be str, not %T", a[1]);
    const Str *sep = STR(a[1]);
    if (sep->len == 0)
        return raise_format(t, EXC_ValueError, "empty separator");
    int64_t at = find(s, sep, 0, s->len);
    bool first = find == str_find_str;
    Value parts[3];
    if (at < 0) {
        parts[0] = first ? str_unchanged(t, s) : str_from_cstr(t, "");
        parts[1] = str_from_cstr(t, "");
        parts[2] = first ? str_from_cstr(t, "") : str_unchanged(t, s);
    } else {
        parts[0] = str_slice(t, s, 0, (size_t)at);
        parts[1] = dup(a[1]);
        parts[2] = str_slice(t, s, (size_t)at + sep->len, s->len);
    }
    if (v_is_error(parts[0]) || v_is_error(parts[1]) || v_is_error(parts[2])) {
        values_drop(t, parts, 3);
        return V_ERROR;
    }
    return tuple_take(t, parts, 3);
}

NATIVE(str_partition, "partition(self, sep, /)",
       "Partition the string into three parts using the given separator.\n\n"
       "This will search for the separator in the string.  If the separator is found,\n"
       "returns a 3-tuple containing the part before the separator, the separator\n"
       "itself, and the part after it.\n\n"
       "If the separator is not found, returns a 3-tuple containing the original string\nand two "
       "empty strings.")
{
    return str_cut(t, a, str_find_str);
}

NATIVE(str_rpartition, "rpartition(self, sep, /)",
       "Partition the string into three parts using the given separator.\n\n"
       "This will search for the separator in the string, starting at the end. If\n"
       "the separator is found, returns a 3-tuple containing the part before the\n"
       "separator, the separator itself, and the part after it.\n\n"
       "If the separator is not found, returns a 3-tuple containing two empty strings\nand the "
       "original string.")
{
    return str_cut(t, a, str_find_last);
}

const NativeDef *const str_find_methods[] = {
    &str_replace_def,
    &str_count_def,
    &str_find_def,
    &str_index_def,
    &str_partition_def,
    &str_rfind_def,
    &str_rindex_def,
    &str_rpartition_def,
    &str_startswith_def,
    &str_endswith_def,
    &str_removeprefix_def,
    &str_removesuffix_def,
    NULL,
};
