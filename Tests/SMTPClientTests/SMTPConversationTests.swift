import Foundation
import SMTPClient
import StockDomain
import StockOperations
import TestSupport
import Testing

/// Mails against a mail server of the test (R49).
@Suite struct SMTPConversationTests {
    @Test func aMailArrivesAsItWasWritten() async throws {
        let server = TinyMailServer()
        defer { server.stop() }
        let line = try await SMTPSender(password: { nil }).open(here(server))
        #expect(try await line.send(mail(to: "c1@shop.example")) == "250 2.0.0 kept as 1")
        await line.close()
        let mail = try #require(server.mails.first)
        #expect(mail.contains("From: \"Quality\" <recall@stock.example>"))
        #expect(mail.contains("To: c1@shop.example"))
        #expect(mail.contains("Subject: =?UTF-8?B?R2zDpHNlciB6dXLDvGNr?="))
        #expect(mail.contains("Date: Sun, 3 May 2026 08:00:00 +0000"))
        #expect(mail.hasSuffix("Zurück damit.\n..2 Stück"))
        #expect(server.commands.contains("MAIL FROM:<recall@stock.example> BODY=8BITMIME"))
    }

    @Test func aServerOfSevenBitsGetsTheTextAsBase64() async throws {
        let server = TinyMailServer(.init(abilities: []))
        defer { server.stop() }
        let line = try await SMTPSender(password: { nil }).open(here(server))
        _ = try await line.send(mail(to: "c1@shop.example"))
        let mail = try #require(server.mails.first)
        #expect(mail.contains("Content-Transfer-Encoding: base64"))
        #expect(mail.contains(Data("Zurück damit.\r\n.2 Stück".utf8).base64EncodedString()))
    }

    @Test func aRefusedAddresseeDoesNotEndTheConversation() async throws {
        let server = TinyMailServer(.init(refuses: "nobody"))
        defer { server.stop() }
        let line = try await SMTPSender(password: { nil }).open(here(server))
        let fault = await #expect(throws: MailFault.self) { try await line.send(mail(to: "nobody@shop.example")) }
        #expect(fault?.isOfThisMailOnly == true)
        #expect(fault?.detail.contains("550 5.1.1") == true)
        _ = try await line.send(mail(to: "c1@shop.example"))
        #expect(server.mails.count == 1)
    }

    @Test func theUserSignsInAndAWrongPasswordIsSaid() async throws {
        let server = TinyMailServer(.init(password: ("quality", "secret")))
        defer { server.stop() }
        let settings = here(server, user: "quality")
        _ = try await SMTPSender(password: { "secret" }).open(settings)
        let wrong = await #expect(throws: MailFault.self) {
            try await SMTPSender(password: { "guess" }).open(settings)
        }
        #expect(wrong?.detail == "The mail server did not let “quality” in: 535 5.7.8 wrong password")
        let missing = await #expect(throws: MailFault.self) { try await SMTPSender(password: { nil }).open(settings) }
        #expect(missing?.detail.contains("LOTWISE_SMTP_PASSWORD") == true)
    }

    @Test func theLineIsEncryptedWithACertificateThatIsTrusted() async throws {
        let files = try certificate()
        let server = TinyMailServer(.init(certificate: files))
        defer { server.stop() }
        let settings = here(server, security: .starttls)
        let line = try await SMTPSender(password: { nil }, trusting: files.certificate).open(settings)
        _ = try await line.send(mail(to: "c1@shop.example"))
        await line.close()
        #expect(server.mails.count == 1)
        let fault = await #expect(throws: MailFault.self) { try await SMTPSender(password: { nil }).open(settings) }
        #expect(fault?.detail.contains("is not trusted") == true)
    }

    @Test func aServerThatCannotEncryptIsLeft() async throws {
        let server = TinyMailServer()
        defer { server.stop() }
        let fault = await #expect(throws: MailFault.self) {
            try await SMTPSender(password: { nil }).open(here(server, security: .starttls))
        }
        #expect(fault?.detail.contains("cannot encrypt") == true)
    }

    @Test func nobodyAtThePortIsAFault() async throws {
        let server = TinyMailServer()
        server.stop()
        let settings = MailServer(host: "127.0.0.1", port: 1, security: .none)
        let fault = await #expect(throws: MailFault.self) { try await SMTPSender(password: { nil }).open(settings) }
        #expect(fault?.detail.contains("cannot be reached") == true)
    }

    private func here(
        _ server: TinyMailServer, user: String? = nil, security: MailServer.Security = .none
    ) -> MailServer {
        MailServer(host: "127.0.0.1", port: server.port, user: user, security: security)
    }

    private func mail(to address: String) throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress("Quality <recall@stock.example>")), to: try #require(MailAddress(address)),
            subject: "Gläser zurück", body: "Zurück damit.\n.2 Stück",
            at: try #require(Instant(rfc3339: "2026-05-03T08:00:00Z")), id: "RC-1.1")
    }

    /// A certificate for 127.0.0.1 that only its own file vouches for.
    private func certificate() throws -> (certificate: String, key: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lotwise-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = (folder.appending(path: "certificate.pem").path, folder.appending(path: "key.pem").path)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments =
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tiny.example"]
            + ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files.1, "-out", files.0]
        openssl.standardError = Pipe()
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
        return files
    }
}
