import SQLCore
import StockDomain
import StockStore

extension Operations {
    /// The day that it is for the company, which settles the century of dates in barcodes.
    public func today(in settings: Settings) -> CalendarDate { settings.zone.day(of: clock()) }

    /// The things of ours that a scanned text names: products first, then goods, places and documents.
    ///
    /// Lots and serials are left out while their switch is off (R1).
    public func matches(of names: ScannedNames, as actor: Actor) async throws -> [ScanMatch] {
        let now = clock()
        let found = try await read(as: actor) { store in
            let products = try store.products(named: names)
            var matches = products.map { ScanMatch(.product, id: $0.id.rawValue, label: $0.name, product: $0.sku) }
            if try store.settings().lotsAndSerials { matches += try store.goods(named: names, of: products) }
            matches += try store.packages(named: names)
            if let plain = names.plain { matches += try store.placesAndDocuments(named: plain) }
            return matches
        }
        let goods = found.filter { $0.kind == .lot || $0.kind == .serial }
        if goods.count == 1 { questions.note(LotID(goods[0].id), by: actor.id, at: now) }
        return found
    }
}

extension Store {
    /// The product of a barcode in the text, else the one whose barcode or SKU is the text itself.
    fileprivate func products(named names: ScannedNames) throws -> [Product] {
        for barcode in names.barcodes + [names.plain].compactMap(\.self) {
            if let found = try product(barcode: barcode) { return [found.product] }
        }
        return try names.plain.flatMap { try product(sku: $0) }.map { [$0] } ?? []
    }

    /// Lots and serials with a number in the text; those of the scanned product only, when there is one.
    fileprivate func goods(named names: ScannedNames, of products: [Product]) throws -> [ScanMatch] {
        let isOfItem = !names.barcodes.isEmpty && !names.numbers.isEmpty
        if isOfItem, products.isEmpty { return [] }
        let texts = names.numbers + (names.numbers.isEmpty ? [names.sscc, names.plain].compactMap(\.self) : [])
        let found = try texts.flatMap { try finds(exactly: $0, product: isOfItem ? products.first?.id : nil) }
        var seen: Set<LotID> = []
        return found.filter(\.isOfGoods).filter { seen.insert($0.lotID).inserted }.map { find in
            ScanMatch(
                find.kind == .serial ? .serial : .lot, id: find.lotID.rawValue, label: find.number, product: find.sku)
        }
    }

    fileprivate func packages(named names: ScannedNames) throws -> [ScanMatch] {
        guard let text = names.sscc ?? names.plain, let package = try package(number: PackageNumbers.meant(by: text))
        else { return [] }
        return [ScanMatch(.package, id: package.id.rawValue, label: package.number)]
    }

    fileprivate func placesAndDocuments(named name: String) throws -> [ScanMatch] {
        let places = try [location(code: name)].compactMap(\.self)
        let documents = try DocumentKind.allCases.compactMap { try document($0, number: name) }
        return places.map { ScanMatch(.location, id: $0.id.rawValue, label: $0.code) }
            + documents.map { ScanMatch(.document, id: $0.id.rawValue, label: $0.number) }
    }
}

extension NumberFind {
    /// Whether the text is a number of the goods themselves, not of what they were on or in.
    fileprivate var isOfGoods: Bool {
        switch foundBy {
        case .number, .serial, .formerNumber, .supplierNumber, .gtin: true
        case .sscc, .document, .origin, .similar, .part: false
        }
    }
}
