/* SPDX-License-Identifier: MIT */
#ifndef RONDO_JSON_H
#define RONDO_JSON_H

#include "vm/api.h"

/* json_encode.c: encode_basestring, encode_basestring_ascii and encode. */
extern const NativeDef json_encode_def, json_basestring_def, json_basestring_ascii_def;

#endif
