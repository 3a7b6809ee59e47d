/* SPDX-License-Identifier: MIT */
/* The functions of sys about hooks and switches. */
#ifndef RONDO_STDLIB_SYS_HOOKS_H
#define RONDO_STDLIB_SYS_HOOKS_H

#include "vm/core/native.h"

extern const NativeDef *const sys_hook_functions[];

#endif
