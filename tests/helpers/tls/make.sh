#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the certificates of the TLS tests anew (valid for 100 years), here. The tests print parts of them: ask CPython again afterwards.
set -e
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 36500 -subj "/C=XX/O=Rondo tests/CN=Rondo test CA" -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" -addext "subjectKeyIdentifier=hash" 2>/dev/null
cat > ext <<X
basicConstraints=CA:FALSE
keyUsage=digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=DNS:localhost,DNS:*.example.test,IP:127.0.0.1,IP:::1,email:a@example.test,URI:http://example.test/x
authorityInfoAccess=OCSP;URI:http://ocsp.example.test,caIssuers;URI:http://ca.example.test/ca.der
crlDistributionPoints=URI:http://crl.example.test/c.crl
authorityKeyIdentifier=keyid
subjectKeyIdentifier=hash
X
openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj "/C=XX/L=Nowhere/O=Rondo tests/CN=localhost" 2>/dev/null
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -set_serial 0x1234567890ab -days 36500 -extfile ext -out server.pem 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout self.key -out self.pem -days 36500 -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost" 2>/dev/null
openssl rsa -in server.key -aes128 -passout pass:secret -out server_secret.key 2>/dev/null
cat > ext <<X
[ext]
subjectAltName=dirName:dir,RID:1.2.3.4,otherName:1.2.3.4;UTF8:hello,DNS:x.example.test,IP:10.1.2.3
authorityInfoAccess=OCSP;DNS:ocsp.example.test
crlDistributionPoints=crl
[dir]
O=Rondo tests
CN=directory
[crl]
fullname=URI:http://crl.example.test/1,DNS:crl.example.test,URI:http://crl.example.test/2
[req]
distinguished_name=dn
x509_extensions=ext
[dn]
X
openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -out fancy.pem -days 36500 -subj "/C=XX/O=Rondo tests+OU=more/CN=fancy é" -utf8 -multivalue-rdn -config ext 2>/dev/null
openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out dh.pem 2>/dev/null
rm -f ext server.csr
