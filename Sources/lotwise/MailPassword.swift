import Foundation

/// The password of the mail server, which is in no database.
enum MailPassword {
    /// What `LOTWISE_SMTP_PASSWORD` holds, else the first line of the file that `LOTWISE_SMTP_PASSWORD_FILE` names.
    @Sendable static func read() -> String? {
        let environment = ProcessInfo.processInfo.environment
        if let password = environment["LOTWISE_SMTP_PASSWORD"], !password.isEmpty { return password }
        guard let path = environment["LOTWISE_SMTP_PASSWORD_FILE"],
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { return nil }
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }
}
