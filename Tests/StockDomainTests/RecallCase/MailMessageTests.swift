import StockDomain
import Testing

/// Addresses and mails as they are written (R49).
@Suite struct MailMessageTests {
    @Test(
        arguments: [
            ("a@b.example", nil, "a@b.example"), (" Quality <q@b.example> ", "Quality", "q@b.example"),
            ("\"Q, Team\" <q@b.example>", "Q, Team", "q@b.example"),
        ] as [(String, String?, String)])
    func anAddressIsRead(text: String, name: String?, address: String) throws {
        let read = try #require(MailAddress(text))
        #expect(read.name == name)
        #expect(read.address == address)
    }

    @Test(arguments: [
        "", "a", "a@", "@b", "a@b@c", "a b@c.example", "a@b.example\nBcc: x@y.example", "<a@b.example", "a@b,c@d",
        "ü@b.example", "a@b.example>",
    ])
    func whatIsNoAddressIsNone(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func aLongSubjectIsFoldedIntoEncodedWords() throws {
        let from = try #require(MailAddress("Qualität <q@b.example>"))
        let mail = MailMessage(
            from: from, to: from, subject: String(repeating: "Rückruf ", count: 20), body: "b",
            at: try #require(Instant(rfc3339: "2026-11-30T22:27:31Z")), id: "1")
        let text = String(decoding: mail.encoded(takes8Bit: true), as: UTF8.self)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 90 })
        #expect(lines.contains("Date: Mon, 30 Nov 2026 22:27:31 +0000"))
        #expect(lines.contains("From: =?UTF-8?B?UXVhbGl0w6R0?= <q@b.example>"))
        #expect(text.contains("7bit"))
    }

    @Test func aLineThatIsTooLongGoesAsBase64() throws {
        let from = try #require(MailAddress("q@b.example"))
        let mail = MailMessage(
            from: from, to: from, subject: "s", body: String(repeating: "x", count: 999), at: Instant(rawValue: 0),
            id: "1")
        let lines = String(decoding: mail.encoded(takes8Bit: true), as: UTF8.self).split(separator: "\r\n")
        #expect(lines.contains("Content-Transfer-Encoding: base64"))
        #expect(lines.allSatisfy { $0.count <= 76 })
    }

    @Test(
        arguments: [
            (0, "0.00"), (5_000, "0.01"), (1_240_500_000, "1,240.50"), (-1_000_000, "-1.00"), (4_999, "0.00"),
        ] as [(Int64, String)])
    func moneyIsSaidInHundredths(millionths: Int64, text: String) {
        #expect(Quantity(millionths: millionths).money == text)
    }
}
