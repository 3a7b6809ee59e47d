/* SPDX-License-Identifier: MIT */
/* Encodings: between str and bytes. Scripts' own encodings (codecs.register) are asked when the
   name is none of ours. */
#ifndef RONDO_CODEC_H
#define RONDO_CODEC_H

#include "vm/core/native.h"

/* encoding NULL: utf-8; errors NULL: strict. LookupError "unknown encoding: x". */
MUST_USE Value codec_encode(Thread *t, Str *text, const char *encoding,
                            const char *errors); /* bytes */
MUST_USE Value codec_decode(Thread *t, const char *data, size_t len, const char *encoding,
                            const char *errors);
/* As codec_decode of a piece of a stream, for our own encodings: unless `final`, an incomplete
   character at the end is left for later. *used: bytes consumed. */
MUST_USE Value codec_decode_part(Thread *t, const char *data, size_t len, const char *encoding,
                                 const char *errors, bool final, size_t *used);
/* With arguments of a script, EMPTY where not given: bytes(text, ...), str.encode. */
MUST_USE Value codec_encode_values(Thread *t, Value text, Value encoding, Value errors);
/* bytes-like to str; function names the caller in messages. */
MUST_USE Value codec_decode_values(Thread *t, Value bytes, Value encoding, Value errors,
                                   const char *function);
/* The canonical name of one of our own encodings ("utf-8" for "UTF8"), or NULL. Static text. */
const char *codec_canonical(const char *encoding);

/* The handler called `name` (NULL: strict): a callable, owned; LookupError. */
MUST_USE Value codec_handler(Thread *t, const char *name);
MUST_USE int codec_handler_register(Thread *t, Str *name, Value handler);
extern const NativeDef str_encode_def; /* str.encode */

#endif
