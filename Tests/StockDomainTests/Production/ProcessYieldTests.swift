import Testing

@testable import StockDomain

/// What came out of what went in, in one unit or in none (R51).
@Suite struct ProcessYieldTests {
    private static let paste = ProductName(id: ProductID(1), sku: "PASTE", name: "Paste", unit: "kg")
    private static let nuts = ProductName(id: ProductID(2), sku: "NUTS", name: "Nuts", unit: "kg")
    private static let skins = ProductName(id: ProductID(3), sku: "SKINS", name: "Skins", unit: "kg")
    private static let jar = ProductName(id: ProductID(4), sku: "JAR", name: "Jar of paste", unit: "pcs")
    private static let glass = ProductName(id: ProductID(5), sku: "GLASS", name: "Empty jar", unit: "pcs")
    private static let order = DocumentName(id: DocumentID(1), kind: .productionOrder, number: "MO-00001")

    private func goods(
        _ product: ProductName, used: Quantity = .zero, made: Quantity = .zero, scrapped: Quantity = .zero
    ) -> OrderGoods {
        OrderGoods(product: product, consumed: used, produced: made, scrapped: scrapped)
    }

    private func yield(
        _ goods: [OrderGoods], tolerance: Quantity? = nil, packaging: Set<ProductID> = [],
        factors: [ProductID: [UnitFactor]] = [:]
    ) throws -> ProcessYield {
        try #require(
            ProcessYield(
                of: ProcessYieldTests.order, goods, tolerance: tolerance, packaging: packaging, factors: factors))
    }

    private let milled = [
        OrderGoods(product: nuts, consumed: 100, produced: .zero, scrapped: 2),
        OrderGoods(product: paste, consumed: .zero, produced: 97, scrapped: .zero),
        OrderGoods(product: skins, consumed: .zero, produced: 2, scrapped: .zero),
    ]

    @Test func whatWasScrappedOnTheWayIsExplained() throws {
        let sums = try #require(try yield(milled).sums)
        #expect(sums.unit == "kg")
        #expect([sums.input, sums.output, sums.loss, sums.unexplained] == [102, 99, 2, 1])
        #expect(
            try yield(milled).inWords
                == "99 of 102 kg came out (97.1 %), 2 kg was scrapped on the way; 1 kg is unexplained (1 %).")
    }

    /// 1 of 102 is 0.98039215… percent.
    @Test(
        arguments: [
            (nil, nil), ("1", true), ("0.980393", true), ("0.980392", false), ("0.98", false), ("0", false),
        ] as [(String?, Bool?)])
    func aToleranceIsKeptToTheMillionth(tolerance: String?, within: Bool?) throws {
        #expect(try yield(milled, tolerance: tolerance.flatMap { Quantity($0) }).isWithinTolerance == within)
    }

    @Test func moreThanWentInIsOffAsWell() throws {
        let yield = try yield(
            [goods(ProcessYieldTests.nuts, used: 10), goods(ProcessYieldTests.paste, made: 12)], tolerance: 5)
        #expect(yield.sums?.unexplained == -2)
        #expect(yield.isWithinTolerance == false)
        #expect(yield.inWords == "12 of 10 kg came out (120 %); 2 kg more came out than went in (20 %).")
    }

    /// Jars and kilograms are added by stored factors only, and what holds the paste adds nothing to its weight.
    @Test func packagingIsLeftOutAndSaidSo() throws {
        let filled = [
            goods(ProcessYieldTests.paste, used: 36), goods(ProcessYieldTests.glass, used: 100, scrapped: 3),
            goods(ProcessYieldTests.jar, made: 100),
        ]
        let kilograms = [
            ProcessYieldTests.jar.id: [UnitFactor(unit: "kg", factor: Quantity("0.35")!, version: 2)]
        ]
        let bare = try yield(filled, factors: kilograms)
        #expect(bare.sums == nil && bare.isWithinTolerance == nil)
        #expect(
            bare.inWords == "There is no common unit: how much kg one pcs of GLASS is has not been stored.")
        let known = try yield(
            filled, tolerance: 3, packaging: [ProcessYieldTests.glass.id], factors: kilograms)
        #expect(known.sums?.input == 36 && known.sums?.output == 35 && known.sums?.loss == .zero)
        #expect(known.packaging.map(\.quantity) == [103])
        #expect(known.sums?.factors.map(\.inWords) == ["1 pcs of JAR is 0.35 kg, version 2"])
        #expect(known.isWithinTolerance == true)
    }

    @Test func whoMakesPackagingWeighsIt() throws {
        let moulded = [goods(ProcessYieldTests.nuts, used: 5), goods(ProcessYieldTests.glass, used: 2, made: 50)]
        let yield = try yield(moulded, packaging: [ProcessYieldTests.glass.id])
        #expect(yield.inputs.map(\.product.sku) == ["GLASS", "NUTS"] && yield.packaging.isEmpty)
        #expect(yield.unmeasured?.products.map(\.sku) == ["GLASS"])
    }

    @Test func goodsThatNobodyWeighsHaveNoYield() throws {
        let assembled = [goods(ProcessYieldTests.glass, used: 2), goods(ProcessYieldTests.jar, made: 1)]
        #expect(
            try yield(assembled).inWords
                == "There is no common unit: no weight or measure of GLASS and JAR is stored.")
    }

    /// One product is its own unit: repacking pieces loses none.
    @Test func reworkOfOneProductIsCountedInItsOwnUnit() throws {
        let repacked = [goods(ProcessYieldTests.jar, used: 40, made: 39)]
        let sums = try #require(try yield(repacked).sums)
        #expect(sums.unit == "pcs" && sums.unexplained == 1 && sums.factors.isEmpty)
    }

    @Test func anOrderThatWasTakenBackWhollyHasNone() {
        let nothing = [goods(ProcessYieldTests.nuts), goods(ProcessYieldTests.paste)]
        #expect(
            ProcessYield(of: ProcessYieldTests.order, nothing, tolerance: 1, packaging: [], factors: [:]) == nil)
    }
}
