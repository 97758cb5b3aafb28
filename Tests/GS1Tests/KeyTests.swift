import GS1
import Testing

@Suite struct KeyTests {
    @Test(arguments: [
        ("95201047", "00000095201047"), ("012000104510", "00012000104510"), ("9520002000019", "09520002000019"),
        ("19520002000016", "19520002000016"),
    ])
    func gtinsOfAnyLengthBecomeFourteenDigits(short: String, long: String) {
        #expect(GTIN(short)?.digits == long)
    }

    @Test(arguments: ["", "9", "9520002000010", "952000200001", "095200020000190", "９520002000019", "952000200001A"])
    func whatIsNoGTINIsRefused(text: String) {
        #expect(GTIN(text) == nil)
    }

    @Test func theIndicatorTellsThePackingLevel() throws {
        #expect(try #require(GTIN("9520002000019")).indicator == 0)
        #expect(try #require(GTIN("99520002000012")).indicator == 9)
    }

    @Test func ssccAndGLNCheckLengthAndLastDigit() {
        #expect(SSCC("095200021234567897")?.digits == "095200021234567897")
        #expect(SSCC("095200021234567890") == nil)
        #expect(SSCC("95200021234567897") == nil)
        #expect(SSCC(completing: "09520002123456789")?.digits == "095200021234567897")
        #expect(SSCC(completing: "0952000212345678") == nil)
        #expect(SSCC(completing: "0952000212345678A") == nil)
        #expect(GLN("9520002000019")?.digits == "9520002000019")
        #expect(GLN("9520002000018") == nil)
        #expect(GLN("95201047") == nil)
    }

    /// A release number of the music trade, whose check character is the same.
    @Test func checkCharactersFollowISO7064() {
        #expect(Mod37And36.completing("A12425GABC1234002") == "M")
        #expect(Mod37And36.completing("") == nil)
        #expect(Mod37And36.completing("a1") == nil)
        #expect(!Mod37And36.isRight(""))
        #expect(!Mod37And36.isRight("1"))
    }
}
