/* SPDX-License-Identifier: MIT */
/* A VM for the unit tests of values: made at the beginning of a test, ended with it. */
#ifndef RONDO_UNIT_VM_H
#define RONDO_UNIT_VM_H

#include "tests/unit/unit.h"
#include "vm/core/protocol.h"

static inline Thread *unit_vm_new(void)
{
    static const VmOptions options;
    VM *vm = vm_new(&options);
    return vm ? vm->main : NULL;
}
/* Checks that repr(v) is the text; TAKES v. */
#define CHECK_REPR(v, want)                                                                    \
    do {                                                                                       \
        Value unit_v = (v), unit_r = v_is_error(unit_v) ? V_ERROR : value_repr(t, unit_v);     \
        CHECK_TEXT(v_is_error(unit_r) ? "ERROR" : str_utf8(t, V_AS(Str, unit_r), NULL), want); \
        drop(t, unit_r);                                                                       \
        drop(t, unit_v);                                                                       \
    } while (0)

#endif
