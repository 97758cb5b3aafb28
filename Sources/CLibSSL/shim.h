#include <openssl/ssl.h>
#include <openssl/err.h>
#include <openssl/x509.h>

/* What OpenSSL offers as macros only. */

static inline long lotwise_name_server(SSL *connection, const char *name) {
    return SSL_set_tlsext_host_name(connection, name);
}

static inline int lotwise_require_tls_1_2(SSL_CTX *context) {
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}
