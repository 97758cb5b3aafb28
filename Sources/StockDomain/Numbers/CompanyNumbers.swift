/// Numbers that no two products may share, where the company wants it so (R11a).
public enum CompanyNumbers {
    /// A product that has a number.
    public struct Owner: Sendable, Equatable {
        public let product: ProductID
        public let sku: String

        public init(product: ProductID, sku: String) {
            self.product = product
            self.sku = sku
        }
    }

    /// A number that comes into the world, and where somebody named it.
    public struct NewNumber: Sendable {
        public let identity: LotIdentity
        public let sku: String
        public let pointer: String

        public init(_ identity: LotIdentity, sku: String, pointer: String) {
            self.identity = identity
            self.sku = sku
            self.pointer = pointer
        }
    }

    /// Why new numbers cannot be: another product has them, or an earlier line gives them to one.
    public static func faults(of new: [NewNumber], owners: [LotNumber: [Owner]]) -> [Fault] {
        var owners = owners
        return new.compactMap { number in
            let identity = number.identity
            let other = owners[identity.number]?.first { $0.product != identity.product }
            owners[identity.number, default: []].append(Owner(product: identity.product, sku: number.sku))
            return other.map { taken(identity.number, by: $0.sku, at: number.pointer) }
        }
    }

    public static func taken(_ number: LotNumber, by sku: String, at pointer: String) -> Fault {
        Fault(
            pointer, "number_of_other_product",
            "“\(number)” belongs to \(sku), and the company's numbers are unique over all products. Give another one.")
    }

    /// - Throws: `numbers_shared` with the numbers that stand in the way of the setting.
    public static func check(_ shared: [SharedNumber]) throws(Refusal) {
        if shared.isEmpty { return }
        let faults = shared.prefix(100).map { number in
            Fault("/unique_numbers", "numbers_shared", "“\(number.number)” is on \(number.inWords).")
        }
        let named = shared.prefix(3).map { "“\($0.number)”" }.joined(separator: ", ")
        let more = shared.count > 3 ? " and others" : ""
        throw Refusal(
            .rule, "numbers_shared",
            "Numbers cannot be unique in the company while products share some: \(named)\(more). "
                + "Give one of each another number first.", faults: Array(faults))
    }
}

/// A number that several products have.
public struct SharedNumber: Sendable, Equatable {
    public let number: LotNumber
    /// Of the products in the order of their SKUs; the first `mostLots` of them.
    public let lots: [SharedLot]
    /// How many products have it.
    public let productCount: Int

    public static let mostLots = 20

    public struct SharedLot: Sendable, Equatable {
        public let id: LotID
        public let sku: String
        public let kind: LotKind

        public init(id: LotID, sku: String, kind: LotKind) {
            self.id = id
            self.sku = sku
            self.kind = kind
        }
    }

    public init(number: LotNumber, lots: [SharedLot], productCount: Int) {
        self.number = number
        self.lots = lots
        self.productCount = productCount
    }

    /// `NUT, TEA and 3 more`.
    public var inWords: String {
        let skus = Array(Set(lots.map(\.sku))).sorted().prefix(5)
        let more = productCount - skus.count
        return skus.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}
