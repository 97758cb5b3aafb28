import StockDomain

/// Hands mails to a mail server.
public protocol MailSender: Sendable {
    /// Calls the server and signs in.
    func open(_ server: MailServer) async throws(MailFault) -> any MailConversation
}

/// A conversation with a mail server, which takes one mail after the other.
public protocol MailConversation: Sendable {
    /// - Returns: what the server said when it took the mail.
    func send(_ message: MailMessage) async throws(MailFault) -> String
    /// Says good-bye; whatever happens, nothing is thrown.
    func close() async
}
