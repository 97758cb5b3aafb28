import StockDomain
import Testing

/// Numbers that are put into a draft (R7, R15).
struct ChangeFillingTests {
    private let here = Spot(LocationID(1))
    private let there = Spot(LocationID(2))
    private let names = SpotNames(places: [LocationID(1): "HERE", LocationID(2): "THERE"])
    private let now = Instant(rawValue: 0)

    private func filling(_ kind: LotKind) -> ChangeFilling {
        ChangeFilling([], of: Product(sku: "P", name: "P"), kind: kind, book: [here: 10, there: 5], now: now)
    }

    private func found(_ text: String, at spot: Spot, isListed: Bool = false) -> FoundNumber {
        let parts = text.split(separator: "=")
        return FoundNumber(
            spot: spot, number: LotNumber(stored: String(parts[0])),
            quantity: parts.count > 1 ? Quantity(parts[1]) : nil, isListed: isListed, pointer: "/numbers/0")
    }

    private func told(_ filling: ChangeFilling) -> [String] {
        filling.numbers.map { "\(names.place($0.spot)) \($0.number) \($0.quantity)" }
    }

    @Test func aLotWithoutQuantityTakesTheRestOfItsPlace() throws {
        var filling = filling(.lot)
        try filling.add([found("A=3", at: here), found("B", at: here), found("C", at: there)], places: names)
        #expect(told(filling) == ["HERE A 3", "HERE B 7", "THERE C 5"])
    }

    @Test func aScanAddsAndAListSaysHowMuchThereIs() throws {
        var filling = filling(.lot)
        try filling.add([found("A=3", at: here), found("A=2", at: here)], places: names)
        #expect(told(filling) == ["HERE A 5"])
        try filling.add([found("A=3", at: here, isListed: true)], places: names)
        try filling.add([found("A=3", at: here, isListed: true)], places: names)
        #expect(told(filling) == ["HERE A 3"])
    }

    @Test func theSameSerialAgainAddsNothing() throws {
        var filling = filling(.serial)
        try filling.add([found("S1", at: here), found("S1", at: here), found("S2", at: there)], places: names)
        #expect(told(filling) == ["HERE S1 1", "THERE S2 1"])
    }

    /// What is given after `S1` in HERE, and the fault.
    @Test(arguments: [
        (LotKind.serial, "S1", "serial_twice"), (.serial, "S2=2", "serial_quantity_must_be_one"),
        (.lot, "A=0.5", "invalid_value"),
    ])
    func numbersThatCannotBeAreRefused(kind: LotKind, text: String, code: String) throws {
        var filling = filling(kind)
        try filling.add([found("S1", at: here)], places: names)
        let refusal = #expect(throws: Refusal.self) { try filling.add([found(text, at: there)], places: names) }
        #expect(refusal?.code == code)
        #expect(told(filling).count == 1)
    }

    @Test func aLotMustSayItsQuantityWhenNothingIsLeft() throws {
        var filling = filling(.lot)
        try filling.add([found("A=5", at: there)], places: names)
        let refusal = #expect(throws: Refusal.self) { try filling.add([found("B", at: there)], places: names) }
        #expect(refusal?.code == "quantity_required")
    }
}
