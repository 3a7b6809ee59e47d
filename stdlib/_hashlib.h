/* SPDX-License-Identifier: MIT */
/* What the files of the _hashlib module share. */
#ifndef RONDO_HASHLIB_H
#define RONDO_HASHLIB_H

#include "stdlib/hash_internal.h"

#ifndef RONDO_NO_OPENSSL
#include <ctype.h>
#include <openssl/evp.h>
#include <strings.h>

/* The digest of a Python name, to be freed; NULL with ValueError. */
MUST_USE EVP_MD *hash_fetch(Thread *t, const char *name, bool security);
/* ValueError with the words of OpenSSL's last error; V_ERROR. */
Value hash_openssl_error(Thread *t, const char *otherwise);

extern const NativeDef hashlib_pbkdf2_def, hashlib_scrypt_def;
#endif

#endif
