/// One point of the set-up, ticked from data (R9).
public struct ChecklistPoint: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case switchOn = "switch_on"
        case levelChosen = "level_chosen"
        case noUnnumberedStock = "no_unnumbered_stock"
        case captureSet = "capture_set"
        case expirySet = "expiry_set"
        case unusedDates = "unused_dates"
        case anonymousPartners = "anonymous_partners"
        case sharedNumbersKnown = "shared_numbers_known"
        case ownNumberTraced = "own_number_traced"
        case drill
    }

    public let code: Code
    public let isDone: Bool
    /// SKU; nil for the whole company.
    public let product: String?
    public let detail: String
    /// Where it is mended.
    public let mend: Mend

    /// A place of the program where a point is mended.
    public enum Mend: Sendable, Equatable {
        case start, settings, lots, drills
        case product(String)
        case advisor(String)
        case sheet(String)
        case partner(String)
    }
}

/// What is known of one product for the checklist.
public struct ProductSetup: Sendable, Equatable {
    public var product: Product
    public var unnumberedStock: Quantity
    /// Dates that came with goods and had no use.
    public var unusedDates: Int64
    /// The strategy of the product or its category.
    public var strategy: RemovalStrategy?

    public init(
        product: Product, unnumberedStock: Quantity = .zero, unusedDates: Int64 = 0, strategy: RemovalStrategy? = nil
    ) {
        self.product = product
        self.unnumberedStock = unnumberedStock
        self.unusedDates = unusedDates
        self.strategy = strategy
    }
}

/// What is known of the company for the checklist.
public struct CompanySetup: Sendable, Equatable {
    /// Who traced a delivered number last, and on which day.
    public struct Traced: Sendable, Equatable {
        public let actor: String
        public let number: String
        public let day: CalendarDate

        public init(actor: String, number: String, day: CalendarDate) {
            self.actor = actor
            self.number = number
            self.day = day
        }
    }

    /// The last drill that was gone through.
    public struct Rehearsed: Sendable, Equatable {
        public var on: CalendarDate
        public var today: CalendarDate

        public init(on: CalendarDate, today: CalendarDate) {
            self.on = on
            self.today = today
        }
    }

    public var settings: Settings
    /// Numbers that several products have.
    public var sharedNumbers: Int64
    public var traced: Traced?
    /// Codes of partners that look like nobody in particular and are not marked so.
    public var nameless: [String]
    public var drill: Rehearsed?
    public var products: [ProductSetup]

    public init(
        settings: Settings, sharedNumbers: Int64 = 0, traced: Traced? = nil, nameless: [String] = [],
        drill: Rehearsed? = nil, products: [ProductSetup] = []
    ) {
        self.drill = drill
        self.settings = settings
        self.sharedNumbers = sharedNumbers
        self.traced = traced
        self.nameless = nameless
        self.products = products
    }
}

extension CompanySetup {
    /// The company's points, then those of each product; with the switch off only the switch itself (R1).
    public var points: [ChecklistPoint] {
        let isOn = settings.lotsAndSerials
        let first = point(
            .switchOn, isOn, isOn ? "Lots & serial numbers are on." : "Lots & serial numbers are off: turn them on.",
            .settings)
        if !isOn { return [first] }
        return [first] + companyPoints + products.flatMap(productPoints)
    }

    private var companyPoints: [ChecklistPoint] {
        var points = [sharedPoint, tracedPoint]
        points += nameless.map { code in
            point(
                .anonymousPartners, false,
                "\(code) looks like counter sales. If it is nobody who could be called, mark it as anonymous, so that a "
                    + "recall says so.", .partner(code))
        }
        if settings.wantsYearlyDrill { points.append(drillPoint) }
        return points
    }

    private var drillPoint: ChecklistPoint {
        if let drill, drill.on > drill.today.adding(days: -365) {
            return point(.drill, true, "A recall was rehearsed on \(drill.on.inWords).", .drills)
        }
        return point(.drill, false, "No recall was rehearsed in the last twelve months.", .drills)
    }

    private var sharedPoint: ChecklistPoint {
        let isDone = settings.uniqueNumbers == .company || sharedNumbers == 0
        let detail =
            settings.uniqueNumbers == .company
            ? "Numbers are unique in the company."
            : isDone
                ? "No number stands for several products."
                : "\(sharedNumbers) \(sharedNumbers == 1 ? "number stands" : "numbers stand") for several products: look at "
                    + "them, or make numbers unique in the company."
        return point(.sharedNumbersKnown, isDone, detail, .settings)
    }

    private var tracedPoint: ChecklistPoint {
        let detail =
            traced.map { "\($0.actor) asked for \($0.number), which you had delivered, on \($0.day.inWords)." }
            ?? "Nobody has traced a number that you delivered: take one from a delivery and ask who has it."
        return point(.ownNumberTraced, traced != nil, detail, .start)
    }

    private func productPoints(_ setup: ProductSetup) -> [ChecklistPoint] {
        let product = setup.product
        var points = [levelPoint(product)]
        if product.tracking != .none {
            points += [unnumberedPoint(setup), capturePoint(product)]
        }
        if product.expiration.isEnabled { points.append(expiryPoint(setup)) }
        if setup.unusedDates > 0, !product.expiration.isEnabled { points.append(unusedPoint(setup)) }
        return points
    }

    private func levelPoint(_ product: Product) -> ChecklistPoint {
        let detail =
            product.handling.levelReason.map { "\(product.tracking.inWords): \($0)" }
            ?? "\(product.tracking.inWords), and no reason is kept. Let the advisor ask."
        return point(
            .levelChosen, product.handling.levelReason != nil, detail, .advisor(product.sku), product)
    }

    private func unnumberedPoint(_ setup: ProductSetup) -> ChecklistPoint {
        let isDone = setup.product.isNumberedAtDelivery || setup.unnumberedStock == .zero
        let detail =
            isDone
            ? "No stock is without the number it should have."
            : "\(setup.unnumberedStock.grouped) \(setup.product.unit) on hand have no number: count them in with numbers."
        return point(.noUnnumberedStock, isDone, detail, .product(setup.product.sku), setup.product)
    }

    private func capturePoint(_ product: Product) -> ChecklistPoint {
        let detail =
            product.isNumberedAtDelivery
            ? "Numbers are captured at delivery only." : "Numbers are captured at every move."
        return point(.captureSet, true, detail, .sheet(product.sku), product)
    }

    private func expiryPoint(_ setup: ProductSetup) -> ChecklistPoint {
        let expiration = setup.product.expiration
        let hasDate = expiration.isRequired || (expiration.shelfLifeDays ?? 0) > 0
        let isFEFO = setup.strategy == .fefo
        let detail =
            hasDate && isFEFO
            ? "Lots get their dates, and the earliest expiry leaves first."
            : !hasDate
                ? "Lots may come in without a date: give a shelf life in days, or ask for the date at receipt."
                : "The oldest leaves first, not what expires first: choose FEFO."
        return point(.expirySet, hasDate && isFEFO, detail, .product(setup.product.sku), setup.product)
    }

    private func unusedPoint(_ setup: ProductSetup) -> ChecklistPoint {
        let count = setup.unusedDates
        return point(
            .unusedDates, false,
            "\(count) \(count == 1 ? "barcode" : "barcodes") carried a use-by date, but expiry is off: turn it on?",
            .product(setup.product.sku), setup.product)
    }

    private func point(
        _ code: ChecklistPoint.Code, _ isDone: Bool, _ detail: String, _ mend: ChecklistPoint.Mend,
        _ product: Product? = nil
    ) -> ChecklistPoint {
        ChecklistPoint(code: code, isDone: isDone, product: product?.sku, detail: detail, mend: mend)
    }
}
