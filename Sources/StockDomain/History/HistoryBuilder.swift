/// Turns the names in a file into positions of a history, each name once.
public final class HistoryBuilder {
    public private(set) var history = History()
    public let catalogue: HistoryCatalogue
    private var products: [String: Int32] = [:]
    /// By number; two tables a product, for its lots and its serials.
    private var numbers: [[String: Int32]] = []
    private var plainGoods: [Int32] = []
    private var spots: [Spot: Int32] = [:]
    private var packages: [String: PackageID] = [:]
    private var documents: [DocumentKind: [String: Int32]] = [:]

    public init(_ catalogue: HistoryCatalogue) {
        self.catalogue = catalogue
        for place in catalogue.places.values { history.places[place.id] = place }
    }

    /// The position of a product, nil when there is none with this SKU.
    public func product(sku: String) -> Int32? {
        if let known = products[sku] { return known }
        guard let item = catalogue.items[sku] else { return nil }
        let position = Int32(history.products.count)
        history.products.append(item)
        numbers.append([:])
        numbers.append([:])
        plainGoods.append(-1)
        products[sku] = position
        return position
    }

    /// Goods of a product without number.
    public func goods(of product: Int32, line: Int) -> Int32 {
        let known = plainGoods[Int(product)]
        if known >= 0 { return known }
        let position = append(History.Goods(product: product, kind: nil, number: nil, line: Int32(line)))
        plainGoods[Int(product)] = position
        return position
    }

    /// Goods with a number, as it stands in the file.
    public func goods(
        of product: Int32, _ kind: LotKind, number raw: String, line: Int
    ) throws(LotNumber.Fault) -> Int32 {
        let table = 2 * Int(product) + (kind == .serial ? 1 : 0)
        if let known = numbers[table][raw] { return known }
        let number = try LotNumber(raw)
        let position =
            numbers[table][number.text]
            ?? append(History.Goods(product: product, kind: kind, number: number, line: Int32(line)))
        numbers[table][raw] = position
        numbers[table][number.text] = position
        return position
    }

    private func append(_ goods: History.Goods) -> Int32 {
        history.goods.append(goods)
        return Int32(history.goods.count - 1)
    }

    /// Keeps the first expiry that is told; false when another one was told before.
    public func setExpiry(_ day: CalendarDate, of goods: Int32) -> Bool {
        if let told = history.goods[Int(goods)].expiresOn { return told == day }
        history.goods[Int(goods)].expiresOn = day
        return true
    }

    /// Says to which lot a serial belongs; false when it belongs to another one.
    public func setBatch(_ batch: Int32, of goods: Int32) -> Bool {
        if history.goods[Int(goods)].batch < 0 { history.goods[Int(goods)].batch = batch }
        return history.goods[Int(goods)].batch == batch
    }

    public func spot(_ place: Location, package number: String = "") -> Int32 {
        let spot = Spot(place.id, package: number.isEmpty ? nil : package(number))
        if let known = spots[spot] { return known }
        let position = Int32(history.spots.count)
        history.spots.append(spot)
        spots[spot] = position
        return position
    }

    private func package(_ number: String) -> PackageID {
        if let known = packages[number] { return known }
        history.packages.append(number)
        let provisional = PackageID(-Int64(history.packages.count))
        packages[number] = provisional
        return provisional
    }
}

// MARK: - Documents, postings and rows

extension HistoryBuilder {
    /// The document with this number; made when the file names it first.
    public func document(_ kind: DocumentKind, number: String, origin: String?, line: Int) -> Int32 {
        if let known = documents[kind]?[number] { return known }
        let position = appendDocument(kind, number: number, origin: origin, line: line)
        documents[kind, default: [:]][number] = position
        return position
    }

    /// A document whose number is drawn when it is written, or is known to be new.
    public func appendDocument(_ kind: DocumentKind, number: String?, origin: String?, line: Int) -> Int32 {
        history.documents.append(
            HistoryDocument(
                kind: kind, number: number, origin: origin, firstPosting: Int32(history.postings.count),
                line: Int32(line)))
        return Int32(history.documents.count - 1)
    }

    /// Begins a posting; the rows added next are its movements. Its position.
    public func begin(_ posting: HistoryPosting) -> Int32 {
        var posting = posting
        posting.rows = Int32(history.rows.count)..<Int32(history.rows.count)
        history.postings.append(posting)
        return Int32(history.postings.count - 1)
    }

    /// Adds a movement to the posting begun last.
    ///
    /// - Parameter supplierNumber: the supplier's own number for the goods, empty for none.
    public func add(_ row: History.Row, supplierNumber: String = "") {
        if !supplierNumber.isEmpty { history.supplierNumbers[Int32(history.rows.count)] = supplierNumber }
        history.rows.append(row)
        let posting = Int(row.posting)
        history.postings[posting].rows = history.postings[posting].rows.lowerBound..<Int32(history.rows.count)
        let goods = Int(row.goods)
        if history.goods[goods].firstPosting < 0 { history.goods[goods].firstPosting = row.posting }
    }

    /// Keeps the free facts that are told of goods; what is told later replaces what was told before.
    public func setAttributes(_ attributes: [String: String], of goods: Int32) {
        history.attributes[goods] = attributes
    }

    /// Keeps what is marked of goods.
    public func setMarks(_ marks: Lot.Marks, of goods: Int32) {
        history.marks[goods, default: []].formUnion(marks)
    }

    /// Adds what goods of the posting begun last were called.
    public func add(_ renumbering: HistoryRenumbering) {
        history.renumberings.append(renumbering)
    }

    public func setStep(_ step: Int32, of posting: Int32) {
        history.postings[Int(posting)].step = step
    }

    /// Adds what another row of a posting gives as its reason.
    public func addReason(_ reason: String, to posting: Int32) {
        guard let told = history.postings[Int(posting)].reason else {
            history.postings[Int(posting)].reason = reason
            return
        }
        if !told.split(separator: "; ").contains(where: { $0 == reason }), told != reason {
            history.postings[Int(posting)].reason = told + "; " + reason
        }
    }

    /// The history, in which only those postings have a step whose step consumes or produces a number.
    public func finished() -> History {
        var history = history
        var linksLots: Set<Int32> = []
        for posting in history.postings where posting.step >= 0 {
            let links = posting.rows.contains { index in
                let row = history.rows[Int(index)]
                let usages = (history.usage(of: row.from), history.usage(of: row.to))
                return history.goods[Int(row.goods)].kind != nil
                    && StepRole(from: usages.0, to: usages.1, reversing: posting.reverses >= 0) != nil
            }
            if links { linksLots.insert(posting.step) }
        }
        for index in history.postings.indices where !linksLots.contains(history.postings[index].step) {
            history.postings[index].step = -1
        }
        for index in history.renumberings.indices {
            let told = history.renumberings[index]
            let table = numbers[2 * Int(told.product) + (told.kind == .serial ? 1 : 0)]
            history.renumberings[index].goods = table[history.renumberings.rightNumber(from: index).text] ?? -1
        }
        return history
    }
}

extension History {
    /// The same with the keys of packages that the ledger knows.
    public func resolving(_ known: [String: PackageID]) -> History {
        var history = self
        for index in spots.indices {
            guard let package = spots[index].package, package.rawValue < 0,
                let id = known[packages[Int(-package.rawValue) - 1]]
            else { continue }
            history.spots[index].package = id
        }
        return history
    }
}
