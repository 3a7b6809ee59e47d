/* SPDX-License-Identifier: MIT */
/*
 * What the files of the _ssl module share. A context (SSL_CTX) holds the settings; a connection
 * (SSL) works over a socket or over two MemoryBIOs. Connections over sockets never block inside of
 * OpenSSL: their BIO sends and receives with MSG_DONTWAIT, and the wait for the descriptor happens
 * outside, without the GIL and without the connection's lock, so that one thread may read while
 * another one writes.
 */
#ifndef RONDO_SSL_H
#define RONDO_SSL_H

#ifndef RONDO_NO_OPENSSL
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include "stdlib/socket_internal.h"

/* Where CPython 3.13's _ssl.c finds an error: its messages name the line. */
enum {
    LINE_NEW = 812,
    LINE_NEW_CLIENT = 819,
    LINE_HANDSHAKE = 1020,
    LINE_GONE = 1005,
    LINE_WRITE = 2427,
    LINE_READ = 2580,
    LINE_SHUTDOWN = 2706,
    LINE_POST_AUTH = 2781,
    LINE_CERT = 3916,
    LINE_KEY = 3937,
    LINE_CADATA = 4035,
    LINE_LOCATIONS = 4168,
    LINE_DH = 4216,
};

/* Protocols as Python numbers them. */
enum { PROTO_TLS = 2, PROTO_TLS1 = 3, PROTO_TLS11, PROTO_TLS12, PROTO_CLIENT = 16, PROTO_SERVER };

typedef struct Context {
    Object head;
    Value sni_callback;    /* callable, or EMPTY */
    Value keylog_filename; /* or EMPTY */
    Value psk_client, psk_server;
    SSL_CTX *ctx;
    BIO_METHOD *socket_bio;
    BIO *keylog;
    uint8_t *alpn; /* length-prefixed names */
    uint32_t alpn_len;
    int protocol;
    uint32_t host_flags;
    bool check_hostname, post_auth;
} Context;
#define CONTEXT(v) V_AS(Context, v)

typedef struct Conn {
    Object head;
    Value context;  /* Context */
    Value first;    /* the context it was made with: OpenSSL may still ask its callbacks */
    Value sock;     /* weak reference to the socket, or EMPTY: over BIOs */
    Value owner;    /* weak reference to the SSLObject or SSLSocket, or EMPTY */
    Value hostname; /* str or None */
    SSL *ssl;
    pthread_mutex_t lock;
    Thread *runs;  /* the thread whose call is under way, for callbacks */
    bool released; /* that call has let the GIL go */
    bool failed;   /* a callback raised: its exception is pending */
    bool server_side;
    int fd;        /* of the socket */
    int sys_errno; /* of the socket's last failing call; 0: the end of the stream */
} Conn;
#define CONN(v) V_AS(Conn, v)

typedef struct Session {
    Object head;
    Value context;
    SSL_SESSION *session;
} Session;
#define SESSION(v) V_AS(Session, v)

extern const FieldTable ssl_context_fields, ssl_conn_fields, ssl_session_fields, ssl_bio_fields;

/* ---- ssl_error.c ---- */

/* An exception of module ssl: class, errno, text, with what OpenSSL's error `code` (0: none) says;
   V_ERROR. conn: whose verification failed, or NULL. The text becomes "[LIB: REASON] text
   (_ssl.c:LINE)". Clears OpenSSL's queue. */
Value ssl_raise(Thread *t, const Conn *conn, const char *cls, int number, const char *text,
                unsigned long code, int line);
/* The last error of OpenSSL as SSLError; V_ERROR. */
Value ssl_raise_last(Thread *t, int line);
/* The same for a call on a connection that returned `status`; V_ERROR. */
Value ssl_raise_conn(Thread *t, Conn *c, int error, int line);
/* SSLError((text,)); V_ERROR. */
Value ssl_raise_plain(Thread *t, const char *text);

/* ---- ssl_cert.c ---- */

/* getpeercert()'s dict; a temporary. */
MUST_USE Value ssl_cert_dict(Thread *t, X509 *cert);
MUST_USE Value ssl_cert_der(Thread *t, X509 *cert);
/* List of the certificates as bytes; None for NULL. */
MUST_USE Value ssl_cert_chain(Thread *t, STACK_OF(X509) * chain);
/* (nid, short name, long name, dotted number) */
MUST_USE Value ssl_object_tuple(Thread *t, ASN1_OBJECT *o);
extern const NativeDef *const ssl_cert_functions[];

/* ---- ssl_bio.c ---- */

/* The method of a BIO over the descriptor of a Conn; NULL: no memory. */
BIO_METHOD *ssl_socket_method(void);
MUST_USE int ssl_bio_add_type(Thread *t, Value module);
/* The BIO of a MemoryBIO, BORROWED; NULL with TypeError, which names the argument. */
BIO *ssl_bio_of(Thread *t, Value v, const char *argument);

/* ---- the types ---- */
MUST_USE int ssl_context_add_type(Thread *t, Value module);
MUST_USE int ssl_conn_add_type(Thread *t, Value module);
MUST_USE int ssl_session_add_type(Thread *t, Value module);
extern const NativeDef *const ssl_context_load_methods[], *const ssl_context_callback_methods[];
Value ssl_context_get_sni(Thread *t, Value self);
int ssl_context_set_sni(Thread *t, Value self, Value v);
Value ssl_context_get_keylog(Thread *t, Value self);
int ssl_context_set_keylog(Thread *t, Value self, Value v);
extern const NativeDef *const ssl_conn_info_methods[];
extern const GetSetDef ssl_conn_getset[];
/* A connection of the context; a temporary. in EMPTY: over the socket. */
MUST_USE Value ssl_conn_new(Thread *t, Value context, Value sock, Value fd, Value in, Value out,
                            bool server_side, Value hostname, Value owner);
/* What a weak reference (or EMPTY) leads to, a temporary; None when that is gone. */
MUST_USE Value ssl_weak_target(Thread *t, Value ref);
Value ssl_session_get(Thread *t, Value conn);
MUST_USE int ssl_session_set(Thread *t, Value conn, Value session);
/* (name, protocol, bits) or None. */
MUST_USE Value ssl_cipher_tuple(Thread *t, const SSL_CIPHER *cipher);
#endif

#endif
