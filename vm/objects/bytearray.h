/* SPDX-License-Identifier: MIT */
#ifndef RONDO_BYTEARRAY_H
#define RONDO_BYTEARRAY_H

#include "vm/objects/bytes_internal.h"

extern const NativeDef *const bytearray_methods[]; /* those that bytes does not have */

#endif
