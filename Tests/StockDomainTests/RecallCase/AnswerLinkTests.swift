import StockDomain
import Testing

@Suite struct AnswerLinkTests {
    private static let secret: [UInt8] = Array(1...32)
    private static let link = AnswerLink(recall: RecallID(3), partner: PartnerID(17), turn: 0)

    @Test func aLinkSaysWhoseAnswerItIs() {
        let token = Self.link.token(secret: Self.secret)
        #expect(AnswerLink(token: token, secret: Self.secret) == Self.link)
    }

    @Test func whoChangesALinkOrMakesOneIsNobody() {
        let token = Self.link.token(secret: Self.secret)
        let signature = token.split(separator: "-").last ?? ""
        let forged = [
            "3-18-0-\(signature)", "4-17-0-\(signature)", "3-17-1-\(signature)", "3-17-0-", "3-17-0", "", "x",
        ]
        for text in forged { #expect(AnswerLink(token: text, secret: Self.secret) == nil, "\(text)") }
        #expect(AnswerLink(token: token, secret: Array(2...33)) == nil)
    }

    /// Case 2 of RFC 4231.
    @Test func theSignatureIsHMACSHA256() {
        let code = Digest(
            authenticating: Array("what do ya want for nothing?".utf8), secret: Array("Jefe".utf8))
        #expect(code.hex == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }
}
