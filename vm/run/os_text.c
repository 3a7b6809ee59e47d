/* SPDX-License-Identifier: MIT */
/* Text from and to the operating system, and the standard streams. */
#include <stdio.h>
#include <stdlib.h>
#include "vm/api_sys.h"

/* A byte that is not UTF-8 becomes the surrogate U+DC00 + byte, and back (PEP 383). */
Value str_from_os(Thread *t, const char *bytes)
{
    StrBuf b;
    strbuf_init(&b, t);
    const char *end = bytes + strlen(bytes);
    while (bytes < end) {
        const char *next = bytes;
        uint32_t cp = utf8_decode(&next, end);
        if (cp == UINT32_MAX || (cp >= 0xd800 && cp <= 0xdfff)) {
            cp = 0xdc00 + (unsigned char)*bytes;
            next = bytes + 1;
        }
        strbuf_char(&b, cp);
        bytes = next;
    }
    return strbuf_finish(&b);
}

char *str_to_os(Thread *t, Str *s)
{
    char *out = malloc(s->len * 4 + 1);
    if (!out) {
        raise_memory(t);
        return NULL;
    }
    size_t n = 0;
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        if (cp >= 0xdc80 && cp <= 0xdcff) {
            out[n++] = (char)(cp - 0xdc00);
            continue;
        }
        if (cp == 0 || (cp >= 0xd800 && cp <= 0xdfff)) {
            free(out);
            if (cp == 0) {
                raise_format(t, EXC_ValueError, "embedded null character");
            } else if (!str_utf8(t, s, &(size_t){0}) && v_is_empty(t->exc)) {
                raise_memory(t);
            }
            return NULL;
        }
        n += (size_t)utf8_encode(cp, out + n);
    }
    out[n] = '\0';
    return out;
}

static int stream_open(Thread *t, Value opener, int fd, const char *mode, const char *name)
{
    Value m = str_from_cstr(t, mode);
    Value args[] = {v_from_small(fd), m};
    Value file = v_is_error(m) ? V_ERROR : call(t, opener, args, 2);
    if (!v_is_error(m))
        drop(t, m);
    if (v_is_error(file))
        return -1;
    char hidden[16];
    snprintf(hidden, sizeof hidden, "__%s__", name);
    Value keys[] = {str_intern_utf8(t, name, strlen(name)),
                    str_intern_utf8(t, hidden, strlen(hidden))};
    int status = 0;
    for (int i = 0; i < 2; i++) {
        if (v_is_error(keys[i]) ||
            (status == 0 && attr_set(t, t->vm->sys_module, V_AS(Str, keys[i]), file) < 0))
            status = -1;
        if (!v_is_error(keys[i]))
            drop(t, keys[i]);
    }
    drop(t, file);
    return status;
}

int vm_streams_open(Thread *t)
{
    Value opener = import_attr(t, "_io", "_open_standard");
    if (v_is_error(opener))
        return -1;
    int status = stream_open(t, opener, 0, "r", "stdin") < 0 ||
                         stream_open(t, opener, 1, "w", "stdout") < 0 ||
                         stream_open(t, opener, 2, "w", "stderr") < 0
                     ? -1
                     : 0;
    drop(t, opener);
    return status;
}
