import SQLCore
import StockDomain
import StockOperations
import StockStore
import TestSupport
import Testing

/// R34a: goods that are not released reach no customer and no production step, whatever way is tried, by anybody.
@Suite struct HeldGoodsTests {
    @Test(arguments: SQLEngine.allCases, HeldGoods.allCases)
    func heldGoodsLeaveByNoWay(engine: SQLEngine, goods: HeldGoods) async throws {
        let company = try await HeldGoods.company(engine)
        for (index, way) in WayOut.allCases.enumerated() where way.exists(for: goods) {
            var held = try await HeldCompany(company, goods, index)
            try await held.prepare(way)
            try await held.hold()
            let code = try await held.tryToLeave(by: way)
            #expect(way.refusals.contains(code), "\(goods) \(way): \(code)")
            #expect(try await held.leftAfterTheHold() == .zero, "\(goods) \(way)")
        }
        #expect(try await company.operations.check().findings.isEmpty, "\(goods)")
    }

    @Test(arguments: SQLEngine.allCases, HeldGoods.allCases)
    func heldGoodsMayBeMovedCountedSampledScrappedAndSentBack(engine: SQLEngine, goods: HeldGoods) async throws {
        let company = try await HeldGoods.company(engine)
        for (index, kind) in [DocumentKind.transfer, .count, .scrap, .supplierReturn].enumerated() {
            let held = try await HeldCompany(company, goods, index)
            try await held.hold()
            try await held.post(kind, from: held.shelf)
        }
    }
}

/// What of a number is held.
enum HeldGoods: CaseIterable {
    case wholeLot, lotInAPlace, lotInAPackage, serial, serialByItsBatch

    var isSerial: Bool { self == .serial || self == .serialByItsBatch }
    var isPart: Bool { self == .lotInAPlace || self == .lotInAPackage }
}

/// How goods could get out.
enum WayOut: CaseIterable {
    case deliveryByNumber, deliveryByStrategy, reservedBefore, backdated, movedThenDelivered, throughTransit
    case straightToTheCustomersPlace, lostAndFound, takenFromAnotherPlace, returnTakenBack, returnedAfterTheHold
    case packed, production, numberedAtDelivery, shipped

    func exists(for goods: HeldGoods) -> Bool {
        switch self {
        // A return that came before part of a number was held is not in that part.
        case .returnTakenBack: !goods.isPart
        case .takenFromAnotherPlace: goods.isSerial
        default: true
        }
    }

    var refusals: Set<String> {
        switch self {
        case .straightToTheCustomersPlace, .shipped: ["not_a_stock_place"]
        case .takenFromAnotherPlace: ["lot_blocked", "serial_elsewhere"]
        case .deliveryByStrategy, .reservedBefore: ["lot_blocked", "insufficient_stock"]
        default: ["lot_blocked"]
        }
    }
}
