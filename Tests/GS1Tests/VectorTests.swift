import GS1
import Testing

@Suite struct VectorTests {
    @Test(arguments: Vector.all)
    func everyScanIsUnderstoodAsTheStandardSays(vector: Vector) {
        let scan = Scan(vector.input, asOfYear: 2026)
        #expect(scan.kind == vector.kind)
        #expect(scan.problem?.code == vector.problem)
        for (name, value) in vector.fields { #expect(scan.field(named: name) == value, "\(name)") }
        if let bracketed = vector.bracketed {
            #expect(scan.content.bracketed == bracketed)
            #expect(scan.content.digitalLink == vector.link)
        }
    }

    @Test func noVectorGotLost() {
        #expect(Set(Vector.all.map(\.name)).count == 114)
    }

    /// What a form writes, it reads again to the same elements.
    @Test(arguments: Vector.all.filter { $0.bracketed != nil })
    func writtenFormsReadBackToTheSameElements(vector: Vector) {
        let content = Scan(vector.input, asOfYear: 2026).content
        #expect(Scan(content.bracketed, asOfYear: 2026).elements == content.elements)
        #expect(Scan("]d2" + content.data, asOfYear: 2026).elements == content.elements)
        if let link = content.digitalLink {
            #expect(Set(Scan(link, asOfYear: 2026).elements) == Set(content.elements))
        }
    }

    @Test func problemsNameThePlaceInTheDeliveredText() {
        let places = [
            ("]d2010952000200001910AB CD", 23),
            ("  (01)09520002000019(17)271301 ", 24),
            ("https://id.gs1.org/01/09520002000019/10/A%20B", 41),
            ("0109520002000019\u{0}10LOT7", 16),
            ("010952000200001910LOT7^17271301", 25),
        ]
        for (input, position) in places {
            #expect(Scan(input, asOfYear: 2026).problem?.position == position, "\(input)")
        }
    }
}
