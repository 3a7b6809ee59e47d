/* SPDX-License-Identifier: MIT */
/* str, tuple, list, dict and set from C. Hashes and orders are those of CPython 3.13,
 * PYTHONHASHSEED=0. */
#include <stdio.h>
#include <stdlib.h>
#include "tests/unit/vm.h"
#include "vm/core/containers_internal.h"
#include "vm/core/str_internal.h"
#include "vm/objects/list.h"
#include "vm/objects/set.h"

static Value text(Thread *t, const char *s)
{
    return str_from_cstr(t, s);
}

/* True if v is not an error and is what the test owns from now on. */
static bool good(Value v)
{
    return !v_is_error(v);
}

TEST(str_hashes)
{
    static const struct {
        const char *text;
        int64_t hash;
    } rows[] = {
        {"", 0},
        {"a", 4644417185603328019},
        {"ab", 6148830537548944441},
        {"abcdefg", 7904145750247929094},
        {"abcdefgh", 4574395652268504554},
        {"abcdefghi", -532774252720507163},
        {"\xc3\xa9", 6047309291227476195},
        {"\xd0\xb6", 7913700590106915054},
        {"\xd0\xb6\xd0\xb6\xd0\xb6\xd0\xb6\xd0\xb6", -955914573704207363},
        {"\xf0\x9f\x98\x80", -3536540696076613844},
        {"\xed\xa0\x80", 5926611903945376553}, /* a lone surrogate */
    };
    Thread *t = unit_vm_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value s = text(t, rows[i].text);
        CHECK(good(s) && str_hash(t, V_AS(Str, s)) == rows[i].hash);
        drop(t, s);
    }
    vm_free(t->vm);
}

TEST(str_forms)
{
    Thread *t = unit_vm_new();
    CHECK_REPR(text(t, "it's"), "\"it's\"");
    CHECK_REPR(text(t, "a\n\x01\xc3\xa9\xf0\x9f\x98\x80"), "'a\\n\\x01é😀'");
    Value s = text(t, "\xd0\xb6"
                      "abc");
    CHECK(V_AS(Str, s)->unit == 2 && V_AS(Str, s)->len == 4);
    Value part = str_slice(t, V_AS(Str, s), 1, 4);
    CHECK(V_AS(Str, part)->unit == 1 && str_is_ascii(V_AS(Str, part)));
    CHECK_REPR(part, "'abc'");
    drop(t, s);
    CHECK_REPR(str_format(t, "%5d|%-4s|%s|%R|%T|%zd|%%|%c", 42, "ab", "x", v_from_small(7), V_NONE,
                          (int64_t)9, 'q'),
               "'   42|ab  |x|7|NoneType|9|%|q'");
    vm_free(t->vm);
}

TEST(str_append_grows_in_place)
{
    Thread *t = unit_vm_new();
    Value s = text(t, ""), wide = text(t, "\xd0\xb6");
    for (int i = 0; i < 10000 && good(s); i++) {
        Value piece = text(t, "ab");
        s = str_append(t, s, piece);
        drop(t, piece);
    }
    CHECK(good(s) && V_AS(Str, s)->len == 20000 && str_at(V_AS(Str, s), 19999) == 'b');
    s = str_append(t, s, wide);
    CHECK(good(s) && V_AS(Str, s)->len == 20001 && V_AS(Str, s)->unit == 2);
    CHECK(str_at(V_AS(Str, s), 20000) == 0x436 && str_at(V_AS(Str, s), 19998) == 'a');
    drop(t, s);
    drop(t, wide);
    vm_free(t->vm);
}

/* The obvious search, to compare with. */
static int64_t find_plainly(const Str *s, const Str *x)
{
    for (size_t i = 0; i + x->len <= s->len; i++) {
        size_t k = 0;
        while (k < x->len && str_at(s, i + k) == str_at(x, k))
            k++;
        if (k == x->len)
            return (int64_t)i;
    }
    return -1;
}

TEST(str_search_agrees_with_the_obvious_one)
{
    Thread *t = unit_vm_new();
    srand(1);
    for (int round = 0; round < 400; round++) {
        uint32_t text_cps[9000], needle_cps[40];
        size_t n = (size_t)(round < 300 ? rand() % 60 : 9000),
               m = (size_t)(1 + rand() % (round < 300 ? 8 : 39));
        uint32_t base = round % 3 == 0 ? 'a' : round % 3 == 1 ? 0x430 : 0x1f600;
        for (size_t i = 0; i < n; i++)
            text_cps[i] = base + (rand() % 30 == 0);
        for (size_t i = 0; i < m; i++)
            needle_cps[i] = base + (rand() % 10 == 0);
        Value s = str_from_ucs4(t, text_cps, n), x = str_from_ucs4(t, needle_cps, m);
        CHECK(str_find_str(V_AS(Str, s), V_AS(Str, x), 0, n) ==
              find_plainly(V_AS(Str, s), V_AS(Str, x)));
        drop(t, s);
        drop(t, x);
    }
    vm_free(t->vm);
}

TEST(str_search_is_linear)
{
    /* a...a in a...ab...: the obvious search would take 10**11 steps. */
    Thread *t = unit_vm_new();
    size_t n = 1000000;
    StrBuf b, c;
    strbuf_init(&b, t);
    strbuf_init(&c, t);
    strbuf_fill(&b, 'a', n);
    strbuf_fill(&c, 'a', n / 4);
    strbuf_char(&c, 'b');
    strbuf_fill(&c, 'a', n / 4);
    Value s = strbuf_finish(&b), x = strbuf_finish(&c);
    CHECK(str_find_str(V_AS(Str, s), V_AS(Str, x), 0, n) == -1);
    drop(t, s);
    drop(t, x);
    vm_free(t->vm);
}

TEST(str_interning)
{
    Thread *t = unit_vm_new();
    Value a = str_intern_utf8(t, "some_name", 9), b = str_intern(t, text(t, "some_name"));
    CHECK(v_same(a, b));
    drop(t, a);
    drop(t, b);
    for (int i = 0; i < 5000; i++) {
        Value s = str_intern(t, str_format(t, "name%d", i));
        CHECK(good(s));
        drop(t, s);
    }
    vm_free(t->vm);
}

TEST(tuple_hashes)
{
    Thread *t = unit_vm_new();
    int64_t hash;
    Value three = tuple_pack(t, 3, v_from_small(1), v_from_small(2), v_from_small(3)),
          none = tuple_new(t, NULL, 0);
    CHECK(tuple_hash(t, three, &hash) == 0 && hash == 529344067295497451);
    CHECK(tuple_hash(t, none, &hash) == 0 && hash == 5740354900026072187);
    drop(t, three);
    drop(t, none);
    vm_free(t->vm);
}

TEST(dict_grows_and_shrinks)
{
    Thread *t = unit_vm_new();
    Dict *d = dict_alloc(t);
    for (int64_t i = 0; i < 100000; i++)
        CHECK(dict_set(t, d, v_from_small(i * 1024), v_from_small(i)) == 0);
    CHECK(d->len == 100000);
    for (int64_t i = 0; i < 100000; i += 2)
        CHECK(dict_delete(t, d, v_from_small(i * 1024)) == 1);
    CHECK(dict_delete(t, d, v_from_small(0)) == 0);
    for (int64_t i = 0; i < 100000; i++) {
        Value v = dict_get(t, d, v_from_small(i * 1024));
        CHECK(i % 2 ? v_same(v, v_from_small(i)) : v_is_empty(v));
    }
    for (int i = 0; i < 1000; i++)
        CHECK(dict_set_cstr(t, d, i % 2 ? "odd" : "even", v_from_small(i)) == 0);
    CHECK(d->len == 50002);
    obj_drop(t, d);
    vm_free(t->vm);
}

TEST(dict_version_tells_of_new_keys_only)
{
    Thread *t = unit_vm_new();
    Dict *d = dict_alloc(t);
    CHECK(dict_set_cstr(t, d, "x", v_from_small(1)) == 0);
    uint64_t version = d->keys_version;
    CHECK(dict_set_cstr(t, d, "x", v_from_small(2)) == 0 && d->keys_version == version);
    CHECK(dict_set_cstr(t, d, "y", v_from_small(2)) == 0 && d->keys_version != version);
    version = d->keys_version;
    Value gone = dict_pop(t, d, v_from(t->vm->char_str['x']));
    CHECK(v_same(gone, v_from_small(2)) && d->keys_version != version);
    CHECK_REPR(dup(v_from(d)), "{'y': 2}");
    obj_drop(t, d);
    vm_free(t->vm);
}

static Value set_of_multiples(Thread *t, int64_t end, int64_t step)
{
    Value s = set_new(t);
    for (int64_t i = 0; i < end; i += step)
        CHECK(set_add(t, V_AS(Set, s), v_from_small(i)) == 0);
    return s;
}

TEST(set_order)
{
    Thread *t = unit_vm_new();
    Value three[] = {v_from_small(300), v_from_small(5), v_from_small(77)};
    CHECK_REPR(set_from_items(t, three, 3), "{77, 300, 5}");
    Value constant = frozenset_constant(t, three, 3);
    CHECK_REPR(set_from_iterable(t, KIND_set, constant), "{5, 300, 77}");
    drop(t, constant);
    CHECK_REPR(set_of_multiples(t, 12000, 1000),
               "{0, 4000, 8000, 1000, 5000, 9000, 2000, 6000, 10000, 7000, 11000, 3000}");
    Value a = set_of_multiples(t, 100, 7), b = set_of_multiples(t, 200, 5);
    CHECK_REPR(binary_op(t, OP_AND, a, b), "{0, 35, 70}");
    CHECK_REPR(binary_op(t, OP_SUB, a, b), "{98, 7, 42, 77, 14, 49, 84, 21, 56, 91, 28, 63}");
    drop(t, a);
    drop(t, b);
    Value frozen = frozenset_from_items(t, three, 0);
    int64_t hash;
    CHECK(value_hash(t, frozen, &hash) == 0 && hash == 133146708735736);
    drop(t, frozen);
    vm_free(t->vm);
}

TEST(list_sort_is_stable_and_right)
{
    Thread *t = unit_vm_new();
    srand(2);
    for (int round = 0; round < 200; round++) {
        size_t n = (size_t)(rand() % 700);
        List *l = list_alloc(t, 0);
        for (size_t i = 0; i < n; i++) {
            int64_t key = round % 4 == 0   ? rand() % 10
                          : round % 4 == 1 ? (int64_t)i / 50 * 50 - (int64_t)i
                                           : rand();
            CHECK(list_append_take(
                      t, l, tuple_pack(t, 2, v_from_small(key), v_from_small((int64_t)i))) == 0);
        }
        Value first = call_method0(t, v_from(l), N(t, copy));
        CHECK(list_sort(t, l, V_NONE, round & 1) == 0 && l->len == n);
        for (size_t i = 1; i < n; i++)
            CHECK(compare_truth(t, round & 1 ? CMP_GT : CMP_LT, l->items[i - 1], l->items[i]) == 1);
        drop(t, first);
        obj_drop(t, l);
    }
    vm_free(t->vm);
}

TEST(deep_lists_are_freed)
{
    Thread *t = unit_vm_new();
    Value deep = list_new(t, NULL, 0);
    for (int i = 0; i < 1000000; i++) {
        Value outer = list_new(t, &deep, 1);
        drop(t, deep);
        deep = outer;
    }
    Value r = value_repr(t, deep);
    CHECK(v_is_error(r) && exc_is(t, EXC_RecursionError));
    exc_clear(t);
    drop(t, deep);
    vm_free(t->vm);
}

TEST(huge_sizes_are_refused)
{
    Thread *t = unit_vm_new();
    Value l = list_new(t, (Value[]){V_NONE}, 1), s = text(t, "ab"),
          n = v_from_small((int64_t)1 << 60);
    CHECK(v_is_error(binary_op(t, OP_MUL, l, n)) && exc_is(t, EXC_MemoryError));
    exc_clear(t);
    CHECK(v_is_error(binary_op(t, OP_MUL, s, n)) && exc_is(t, EXC_MemoryError));
    exc_clear(t);
    drop(t, l);
    drop(t, s);
    vm_free(t->vm);
}
