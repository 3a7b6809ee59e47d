/* SPDX-License-Identifier: MIT */
/* _ssl: certificates as values. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include <arpa/inet.h>

static Value bio_text(Thread *t, BIO *bio)
{
    char *data;
    long len = BIO_get_mem_data(bio, &data);
    return K(t, str_from_latin1(t, data, (size_t)len));
}

/* The name of an object: dotted number when plain, or when it has no name. */
static Value object_name(Thread *t, const ASN1_OBJECT *o, bool plain)
{
    char text[256];
    int n = OBJ_obj2txt(text, sizeof text, o, plain);
    if (n < 0)
        return ssl_raise_last(t, LINE_CERT);
    return K(t, str_from_cstr(t, text));
}

Value ssl_object_tuple(Thread *t, ASN1_OBJECT *o)
{
    int nid = OBJ_obj2nid(o);
    if (nid == NID_undef)
        return raise_format(t, EXC_ValueError, "Unknown object");
    const char *sn = OBJ_nid2sn(nid), *ln = OBJ_nid2ln(nid);
    Value oid = object_name(t, o, true), short_name = sn ? K(t, str_from_cstr(t, sn)) : V_NONE,
          long_name = ln ? K(t, str_from_cstr(t, ln)) : V_NONE;
    if (v_is_error(oid) || v_is_error(short_name) || v_is_error(long_name))
        return V_ERROR;
    return K(t, tuple_pack(t, 4, v_from_small(nid), short_name, long_name, oid));
}

static Value as_tuple(Thread *t, Value list)
{
    return K(t, list_to_tuple(t, V_AS(List, list)));
}

static Value asn1_text(Thread *t, const ASN1_STRING *s)
{
    unsigned char *utf8 = NULL;
    int n = ASN1_STRING_to_UTF8(&utf8, s);
    if (n < 0)
        return ssl_raise_last(t, LINE_CERT);
    Value text = K(t, codec_decode(t, (char *)utf8, (size_t)n, NULL, NULL));
    OPENSSL_free(utf8);
    return text;
}

/* A name: a tuple of its parts, each a tuple of (kind, text). */
static Value name_tuple(Thread *t, const X509_NAME *name)
{
    Value parts = K(t, list_new(t, NULL, 0)), part = K(t, list_new(t, NULL, 0));
    if (v_is_error(parts) || v_is_error(part))
        return V_ERROR;
    int level = -1, count = X509_NAME_entry_count(name);
    for (int i = 0; i <= count; i++) {
        const X509_NAME_ENTRY *entry = i < count ? X509_NAME_get_entry(name, i) : NULL;
        if (level >= 0 && (!entry || X509_NAME_ENTRY_set(entry) != level)) {
            Value done = as_tuple(t, part);
            if (v_is_error(done) || list_append(t, V_AS(List, parts), done) < 0)
                return V_ERROR;
            part = K(t, list_new(t, NULL, 0));
        }
        if (!entry)
            break;
        level = X509_NAME_ENTRY_set(entry);
        Value kind = object_name(t, X509_NAME_ENTRY_get_object(entry), false);
        Value text = v_is_error(kind) ? V_ERROR : asn1_text(t, X509_NAME_ENTRY_get_data(entry));
        Value pair =
            v_is_error(text) || v_is_error(part) ? V_ERROR : K(t, tuple_pack(t, 2, kind, text));
        if (v_is_error(pair) || list_append(t, V_AS(List, part), pair) < 0)
            return V_ERROR;
    }
    return as_tuple(t, parts);
}

static Value kind_and_text(Thread *t, const char *kind, Value text)
{
    Value k = K(t, str_from_cstr(t, kind));
    return v_is_error(k) || v_is_error(text) ? V_ERROR : K(t, tuple_pack(t, 2, k, text));
}

static Value address_text(Thread *t, const ASN1_OCTET_STRING *ip)
{
    const unsigned char *d = ip->data;
    if (ip->length == 4)
        return K(t, str_format(t, "%d.%d.%d.%d", d[0], d[1], d[2], d[3]));
    if (ip->length != 16)
        return K(t, str_from_cstr(t, "<invalid>"));
    char text[64];
    int n = 0;
    for (int i = 0; i < 16; i += 2)
        n += snprintf(text + n, sizeof text - (size_t)n, i ? ":%X" : "%X", d[i] << 8 | d[i + 1]);
    return K(t, str_from_cstr(t, text));
}

static Value ia5_text(Thread *t, const ASN1_STRING *s)
{
    return K(t, str_from_latin1(t, ASN1_STRING_get0_data(s), (size_t)ASN1_STRING_length(s)));
}

/* What OpenSSL prints as "KIND:text". */
static Value printed_name(Thread *t, GENERAL_NAME *name)
{
    BIO *bio = BIO_new(BIO_s_mem());
    if (!bio)
        return raise_memory(t);
    GENERAL_NAME_print(bio, name);
    Value text = bio_text(t, bio);
    BIO_free(bio);
    if (v_is_error(text))
        return V_ERROR;
    Str *s = V_AS(Str, text);
    size_t colon = 0;
    while (colon < s->len && str_at(s, colon) != ':')
        colon++;
    if (colon == s->len)
        return raise_format(t, EXC_ValueError, "Invalid value %V", text);
    Value kind = K(t, str_slice(t, s, 0, colon)), rest = K(t, str_slice(t, s, colon + 1, s->len));
    return v_is_error(kind) || v_is_error(rest) ? V_ERROR : K(t, tuple_pack(t, 2, kind, rest));
}

static Value general_name(Thread *t, GENERAL_NAME *name)
{
    switch (name->type) {
    case GEN_DIRNAME:
        return kind_and_text(t, "DirName", name_tuple(t, name->d.dirn));
    case GEN_EMAIL:
        return kind_and_text(t, "email", ia5_text(t, name->d.rfc822Name));
    case GEN_DNS:
        return kind_and_text(t, "DNS", ia5_text(t, name->d.dNSName));
    case GEN_URI:
        return kind_and_text(t, "URI", ia5_text(t, name->d.uniformResourceIdentifier));
    case GEN_RID:
        return kind_and_text(t, "Registered ID", object_name(t, name->d.rid, false));
    case GEN_IPADD:
        return kind_and_text(t, "IP Address", address_text(t, name->d.ip));
    }
    return printed_name(t, name);
}

static int dict_put(Thread *t, Value dict, const char *name, Value v)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(key) || v_is_error(v) ? -1
                                            : dict_set_str(t, V_AS(Dict, dict), V_AS(Str, key), v);
}

static int add_alt_names(Thread *t, Value dict, X509 *cert)
{
    GENERAL_NAMES *names = X509_get_ext_d2i(cert, NID_subject_alt_name, NULL, NULL);
    if (!names)
        return 0;
    Value list = K(t, list_new(t, NULL, 0));
    int status = v_is_error(list) ? -1 : 0;
    for (int i = 0; status == 0 && i < sk_GENERAL_NAME_num(names); i++) {
        Value pair = general_name(t, sk_GENERAL_NAME_value(names, i));
        status = v_is_error(pair) ? -1 : list_append(t, V_AS(List, list), pair);
    }
    GENERAL_NAMES_free(names);
    return status < 0 ? -1 : dict_put(t, dict, "subjectAltName", as_tuple(t, list));
}

/* A tuple of addresses under `name`, if there are any. */
static int put_addresses(Thread *t, Value dict, const char *name, Value list)
{
    return V_AS(List, list)->len ? dict_put(t, dict, name, as_tuple(t, list)) : 0;
}

static int add_access(Thread *t, Value dict, X509 *cert, int method, const char *name)
{
    AUTHORITY_INFO_ACCESS *info = X509_get_ext_d2i(cert, NID_info_access, NULL, NULL);
    Value list = K(t, list_new(t, NULL, 0));
    int status = v_is_error(list) ? -1 : 0;
    for (int i = 0; status == 0 && info && i < sk_ACCESS_DESCRIPTION_num(info); i++) {
        ACCESS_DESCRIPTION *d = sk_ACCESS_DESCRIPTION_value(info, i);
        if (OBJ_obj2nid(d->method) != method || d->location->type != GEN_URI)
            continue;
        Value uri = ia5_text(t, d->location->d.uniformResourceIdentifier);
        status = v_is_error(uri) ? -1 : list_append(t, V_AS(List, list), uri);
    }
    AUTHORITY_INFO_ACCESS_free(info);
    return status < 0 ? -1 : put_addresses(t, dict, name, list);
}

static int append_point(Thread *t, Value list, DIST_POINT *point)
{
    if (!point->distpoint || point->distpoint->type != 0)
        return 0;
    GENERAL_NAMES *names = point->distpoint->name.fullname;
    for (int i = 0; i < sk_GENERAL_NAME_num(names); i++) {
        GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);
        if (name->type != GEN_URI)
            continue;
        Value uri = ia5_text(t, name->d.uniformResourceIdentifier);
        if (v_is_error(uri) || list_append(t, V_AS(List, list), uri) < 0)
            return -1;
    }
    return 0;
}

static int add_crl_points(Thread *t, Value dict, X509 *cert)
{
    CRL_DIST_POINTS *points = X509_get_ext_d2i(cert, NID_crl_distribution_points, NULL, NULL);
    Value list = K(t, list_new(t, NULL, 0));
    int status = v_is_error(list) ? -1 : 0;
    for (int i = 0; status == 0 && points && i < sk_DIST_POINT_num(points); i++)
        status = append_point(t, list, sk_DIST_POINT_value(points, i));
    CRL_DIST_POINTS_free(points);
    return status < 0 ? -1 : put_addresses(t, dict, "crlDistributionPoints", list);
}

static int add_serial(Thread *t, Value dict, X509 *cert, BIO *bio)
{
    i2a_ASN1_INTEGER(bio, X509_get0_serialNumber(cert));
    int status = dict_put(t, dict, "serialNumber", bio_text(t, bio));
    (void)BIO_reset(bio);
    return status;
}

static int add_time(Thread *t, Value dict, const char *name, const ASN1_TIME *time, BIO *bio)
{
    ASN1_TIME_print(bio, time);
    int status = dict_put(t, dict, name, bio_text(t, bio));
    (void)BIO_reset(bio);
    return status;
}

static int fill_dict(Thread *t, Value dict, X509 *cert, BIO *bio)
{
    return dict_put(t, dict, "subject", name_tuple(t, X509_get_subject_name(cert))) < 0 ||
                   dict_put(t, dict, "issuer", name_tuple(t, X509_get_issuer_name(cert))) < 0 ||
                   dict_put(t, dict, "version", v_from_small(X509_get_version(cert) + 1)) < 0 ||
                   add_serial(t, dict, cert, bio) < 0 ||
                   add_time(t, dict, "notBefore", X509_get0_notBefore(cert), bio) < 0 ||
                   add_time(t, dict, "notAfter", X509_get0_notAfter(cert), bio) < 0 ||
                   add_alt_names(t, dict, cert) < 0 ||
                   add_access(t, dict, cert, NID_ad_OCSP, "OCSP") < 0 ||
                   add_access(t, dict, cert, NID_ad_ca_issuers, "caIssuers") < 0
               ? -1
               : add_crl_points(t, dict, cert);
}

Value ssl_cert_dict(Thread *t, X509 *cert)
{
    Value dict = K(t, dict_new(t));
    BIO *bio = BIO_new(BIO_s_mem());
    if (!bio)
        return raise_memory(t);
    int status = v_is_error(dict) ? -1 : fill_dict(t, dict, cert, bio);
    BIO_free(bio);
    return status < 0 ? V_ERROR : dict;
}

Value ssl_cert_der(Thread *t, X509 *cert)
{
    unsigned char *der = NULL;
    int n = i2d_X509(cert, &der);
    if (n < 0)
        return ssl_raise_last(t, LINE_CERT);
    Value out = K(t, bytes_new(t, der, (size_t)n));
    OPENSSL_free(der);
    return out;
}

Value ssl_cert_chain(Thread *t, STACK_OF(X509) * chain)
{
    if (!chain)
        return V_NONE;
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; !v_is_error(list) && i < sk_X509_num(chain); i++) {
        Value der = ssl_cert_der(t, sk_X509_value(chain, i));
        if (v_is_error(der) || list_append(t, V_AS(List, list), der) < 0)
            return V_ERROR;
    }
    return list;
}

/* ---- functions of the module ---- */

API(ssl_decode_cert, "_test_decode_cert(path, /)", "getpeercert()'s dict of a file.")
{
    Value path = K(t, import_attr(t, "os", "fsdecode"));
    path = v_is_error(path) ? V_ERROR : K(t, call1(t, path, a[0]));
    char *name = v_is_error(path) ? NULL : str_to_os(t, V_AS(Str, path));
    if (!name)
        return V_ERROR;
    BIO *file = BIO_new_file(name, "r");
    free(name);
    if (!file)
        return ssl_raise_plain(t, "Can't open file");
    X509 *cert = PEM_read_bio_X509(file, NULL, NULL, NULL);
    BIO_free(file);
    if (!cert)
        return ssl_raise_plain(t, "Error decoding PEM-encoded file");
    Value dict = ssl_cert_dict(t, cert);
    X509_free(cert);
    return dict;
}

API(ssl_txt2obj, "txt2obj(txt, name=False)",
    "Lookup NID, short name, long name and OID of an ASN1_OBJECT.\n\nBy default objects are looked "
    "up by OID. With name=True short and\nlong name are also matched.")
{
    int by_name = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    if (by_name < 0)
        return V_ERROR;
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "txt2obj() argument 'txt' must be str, not %T", a[0]);
    const char *text = str_utf8(t, V_AS(Str, a[0]), NULL);
    if (!text)
        return V_ERROR;
    ASN1_OBJECT *o = OBJ_txt2obj(text, !by_name);
    ERR_clear_error();
    if (!o)
        return raise_format(t, EXC_ValueError, "unknown object '%s'", text);
    Value out = ssl_object_tuple(t, o);
    ASN1_OBJECT_free(o);
    return out;
}

API(ssl_nid2obj, "nid2obj(nid, /)",
    "Lookup NID, short name, long name and OID of an ASN1_OBJECT by NID.")
{
    int64_t nid;
    if (value_to_int64(t, a[0], &nid) < 0)
        return V_ERROR;
    if (nid < NID_undef)
        return raise_format(t, EXC_ValueError, "NID must be positive.");
    ASN1_OBJECT *o = OBJ_nid2obj((int)nid);
    ERR_clear_error();
    if (!o)
        return raise_format(t, EXC_ValueError, "unknown NID %d", (int)nid);
    return ssl_object_tuple(t, o);
}

const NativeDef *const ssl_cert_functions[] = {&ssl_decode_cert_def, &ssl_txt2obj_def,
                                               &ssl_nid2obj_def, NULL};
#endif
