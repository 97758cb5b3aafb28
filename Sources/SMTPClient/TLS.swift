import CLibSSL
import StockDomain

/// The encryption of one connection, by OpenSSL.
final class TLS {
    private let context: OpaquePointer
    private let connection: OpaquePointer

    /// Shakes hands as a client: at least TLS 1.2, with a certificate for `host` that the machine trusts.
    ///
    /// - Parameter authorities: a file of certificates to trust besides those of the machine; nil for none.
    init(_ descriptor: Int32, host: String, trusting authorities: String?) throws(MailFault) {
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw MailFault("OpenSSL cannot begin.") }
        self.context = context
        lotwise_require_tls_1_2(context)
        SSL_CTX_set_default_verify_paths(context)
        if let authorities { SSL_CTX_load_verify_locations(context, authorities, nil) }
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        guard let connection = SSL_new(context) else {
            SSL_CTX_free(context)
            throw MailFault("OpenSSL cannot begin.")
        }
        self.connection = connection
        SSL_set_fd(connection, descriptor)
        if X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host) != 1 {
            SSL_set1_host(connection, host)
            _ = lotwise_name_server(connection, host)
        }
        if SSL_connect(connection) != 1 { throw fault(host) }
    }

    deinit {
        SSL_free(connection)
        SSL_CTX_free(context)
    }

    private func fault(_ host: String) -> MailFault {
        let verified = SSL_get_verify_result(connection)
        if verified != X509_V_OK {
            let why = String(cString: X509_verify_cert_error_string(verified))
            return MailFault("The certificate of the mail server \(host) is not trusted: \(why).")
        }
        return MailFault("The mail server \(host) does not agree on an encryption. Is the port right?")
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        Int(SSL_write(connection, bytes.baseAddress, Int32(clamping: bytes.count)))
    }

    func read(_ room: UnsafeMutableRawBufferPointer) -> Int {
        Int(SSL_read(connection, room.baseAddress, Int32(clamping: room.count)))
    }
}
