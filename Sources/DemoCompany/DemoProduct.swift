import StockDomain

/// A product of the demo company, and how it comes and goes.
struct DemoProduct {
    enum Group: String {
        case food = "Food"
        case cosmetics = "Cosmetics"
        case electronics = "Electronics"
        case household = "Household"
        case ingredients = "Ingredients"
        case packaging = "Packaging"
    }

    /// Where new stock comes from.
    enum Origin {
        /// The index of the supplier.
        case bought(from: Int)
        /// What one batch takes, made components first.
        case made(of: [Component])
    }

    struct Component {
        let sku: String
        /// For one batch, in the component's unit.
        let quantity: Quantity
    }

    struct Sale {
        /// How often it is ordered, against the others.
        let weight: Int
        /// Units of one order line.
        let most: Int
        let isAtCounter: Bool
    }

    let sku: String
    let name: String
    let group: Group
    let tracking: Tracking
    var unit = "pcs"
    var decimals = 0
    var shelfLifeDays: Int?
    var warrantyMonths: Int?
    /// What one receipt or one production step brings.
    let batchSize: Quantity
    let origin: Origin
    var sale: Sale?
}

// MARK: - Kinds of products

extension DemoProduct {
    /// Bulk goods that only production uses, in kilograms or litres.
    static func ingredient(
        _ sku: String, _ name: String, unit: String = "kg", _ batchSize: Int64, from supplier: Int, life: Int?
    ) -> DemoProduct {
        DemoProduct(
            sku: sku, name: name, group: .ingredients, tracking: .lot, unit: unit, decimals: 3, shelfLifeDays: life,
            batchSize: Quantity(units: batchSize), origin: .bought(from: supplier))
    }

    /// Bulk goods that production makes for itself.
    static func paste(
        _ sku: String, _ name: String, _ batchSize: Int64, life: Int, of components: [Component]
    ) -> DemoProduct {
        DemoProduct(
            sku: sku, name: name, group: .ingredients, tracking: .lot, unit: "kg", decimals: 3, shelfLifeDays: life,
            batchSize: Quantity(units: batchSize), origin: .made(of: components))
    }

    /// Pieces that production uses: jars, lids, cartons, parts.
    static func part(
        _ sku: String, _ name: String, _ tracking: Tracking, _ batchSize: Int64, from supplier: Int,
        group: Group = .packaging
    ) -> DemoProduct {
        DemoProduct(
            sku: sku, name: name, group: group, tracking: tracking, batchSize: Quantity(units: batchSize),
            origin: .bought(from: supplier))
    }

    /// Goods that are bought and sold by the lot, or without number.
    static func traded(
        _ sku: String, _ name: String, _ group: Group, _ batchSize: Int64, tracking: Tracking = .lot,
        from supplier: Int, life: Int? = nil, weight: Int, most: Int = 12, atCounter: Bool = true
    ) -> DemoProduct {
        DemoProduct(
            sku: sku, name: name, group: group, tracking: tracking, shelfLifeDays: life,
            batchSize: Quantity(units: batchSize), origin: .bought(from: supplier),
            sale: Sale(weight: weight, most: most, isAtCounter: atCounter))
    }

    /// Goods that the company makes and sells by the lot.
    static func made(
        _ sku: String, _ name: String, _ group: Group, _ batchSize: Int64, life: Int, weight: Int, most: Int = 24,
        atCounter: Bool = true, of components: [Component]
    ) -> DemoProduct {
        DemoProduct(
            sku: sku, name: name, group: group, tracking: .lot, shelfLifeDays: life,
            batchSize: Quantity(units: batchSize), origin: .made(of: components),
            sale: Sale(weight: weight, most: most, isAtCounter: atCounter))
    }

    /// Electronics with a serial number each and a warranty.
    static func device(
        _ sku: String, _ name: String, _ batchSize: Int64, _ origin: Origin, warranty: Int, weight: Int,
        atCounter: Bool = false
    ) -> DemoProduct {
        DemoProduct(
            sku: sku, name: name, group: .electronics, tracking: .serial, warrantyMonths: warranty,
            batchSize: Quantity(units: batchSize), origin: origin,
            sale: Sale(weight: weight, most: 3, isAtCounter: atCounter))
    }
}

extension DemoProduct.Component {
    static func units(_ units: Int64, _ sku: String) -> DemoProduct.Component {
        DemoProduct.Component(sku: sku, quantity: Quantity(units: units))
    }

    /// Thousandths of a kilogram or litre.
    static func thousandths(_ count: Int64, _ sku: String) -> DemoProduct.Component {
        DemoProduct.Component(sku: sku, quantity: Quantity(millionths: count * 1000))
    }
}

// MARK: - Products file

extension DemoProduct {
    static let header = [
        "sku", "name", "tracking", "unit", "expiration", "shelf_life_days", "category", "decimals", "barcode",
        "warranty_months", "cost", "packaging_material",
    ]

    /// - Parameters:
    ///   - index: makes the barcode.
    func fields(index: Int) -> [String] {
        [
            sku, name, tracking.rawValue, unit, shelfLifeDays == nil ? "no" : "yes",
            shelfLifeDays.map(String.init) ?? "", group.rawValue, String(decimals),
            sale == nil ? "" : DemoProduct.barcode(index), warrantyMonths.map(String.init) ?? "",
            cost(index: index).description, group == .packaging ? "yes" : "no",
        ]
    }

    /// What one unit costs: usual for its group, a little different from its neighbours.
    private func cost(index: Int) -> Quantity {
        let pence: Int64 =
            switch group {
            case .ingredients: 260
            case .packaging: 14
            case .food: 190
            case .cosmetics: 340
            case .household: 420
            case .electronics: 2_450
            }
        return Quantity(millionths: (pence + pence * Int64(index % 9) / 18) * 10_000)
    }

    /// A GTIN-13 of the range that GS1 keeps for examples, 952.
    private static func barcode(_ index: Int) -> String {
        let digits = "9520000" + padded(index + 1, 5)
        let weighted = digits.utf8.enumerated().map { (Int($1) - 48) * ($0.isMultiple(of: 2) ? 1 : 3) }
        return digits + String((10 - weighted.reduce(0, +) % 10) % 10)
    }
}
