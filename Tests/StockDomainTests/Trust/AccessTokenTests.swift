import StockDomain
import Testing

struct AccessTokenTests {
    @Test func aTokenIsReadableAndItsHashIsThatOfItsText() {
        let token = AccessToken(secret: Array(0..<32))
        #expect(token.text == "lw_000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        #expect(token.hash.hex == "5c0774307d904441e2845aa27b40e8a17344fe4602470ca5156719844b3fecb6")
        #expect(AccessToken(sent: token.text) == token)
    }
}
