/* SPDX-License-Identifier: MIT */
/* What the files of the binascii module share. */
#ifndef RONDO_BINASCII_INTERNAL_H
#define RONDO_BINASCII_INTERNAL_H

#include "vm/api.h"

/* The contents of an ASCII str or a bytes-like object. 0; -1 with TypeError or ValueError. */
MUST_USE int ascii_get(Thread *t, Value v, BufferView *view);
void ascii_release(Thread *t, BufferView *view);
/* binascii.Error; V_ERROR. */
Value binascii_error(Thread *t, const char *format, ...);
/* An optional truth value. 0 or -1. */
MUST_USE int flag_arg(Thread *t, Value v, bool fallback, bool *out);
/* The value of a hex digit, or -1. */
int hex_value(int c);

extern const NativeDef *const binascii_base64_functions[], *const binascii_text_functions[];

#endif
