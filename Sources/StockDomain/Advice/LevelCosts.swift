/// What moved of a product in twelve months, as far as its numbers cost work.
public struct YearOfMoves: Sendable, Equatable {
    /// Lines and units that came in from suppliers and production.
    public var linesIn: Int64
    public var unitsIn: Quantity
    public var linesOut: Int64
    public var unitsOut: Quantity
    /// Everything else: transfers, counts, scraps, returns.
    public var otherLines: Int64
    public var otherUnits: Quantity

    public init(
        linesIn: Int64 = 0, unitsIn: Quantity = .zero, linesOut: Int64 = 0, unitsOut: Quantity = .zero,
        otherLines: Int64 = 0, otherUnits: Quantity = .zero
    ) {
        self.linesIn = linesIn
        self.unitsIn = unitsIn
        self.linesOut = linesOut
        self.unitsOut = unitsOut
        self.otherLines = otherLines
        self.otherUnits = otherUnits
    }

    /// A year of a product that has not moved yet: one receipt a week, and each unit leaving on a line of its own.
    public init(unitsPerWeek: Int) {
        let units = Quantity(units: Int64(unitsPerWeek) * 52)
        self.init(linesIn: 52, unitsIn: units, linesOut: units.wholeUnits, unitsOut: units)
    }

    public var isEmpty: Bool { linesIn + linesOut + otherLines == 0 }
}

/// What one level costs a working day, and how far a recall reaches with it: an estimate (R8).
public struct LevelCosts: Sendable, Equatable {
    /// A level with its capture point, as it is compared.
    public enum Choice: String, Sendable, CaseIterable {
        case none, lot, serial
        case serialAtDelivery = "serial_at_delivery"

        public var inWords: String {
            switch self {
            case .none: "No tracking"
            case .lot: "Lots"
            case .serial: "Serial numbers at every move"
            case .serialAtDelivery: "Serial numbers at delivery only"
            }
        }
    }

    public let choice: Choice
    public let numbersADay: Quantity
    public let minutesADay: Quantity
    public let labelsADay: Quantity
    /// Units that a recall would have to call back.
    public let recallReach: Quantity

    static let workingDays: Int64 = 250
    /// What a scan takes; divides a minute.
    static let secondsANumber: Int64 = 3

    public init(_ choice: Choice, of year: YearOfMoves) {
        self.choice = choice
        let numbers = LevelCosts.numbers(choice, year)
        numbersADay = LevelCosts.aDay(numbers)
        minutesADay = LevelCosts.aDay(Quantity(millionths: numbers.millionths / (60 / LevelCosts.secondsANumber)))
        labelsADay = LevelCosts.aDay(LevelCosts.labels(choice, year))
        recallReach = LevelCosts.reach(choice, year)
    }

    private static func numbers(_ choice: Choice, _ year: YearOfMoves) -> Quantity {
        switch choice {
        case .none: .zero
        case .lot: Quantity(units: year.linesIn + year.linesOut + year.otherLines)
        case .serial: year.unitsIn + year.unitsOut + year.otherUnits
        case .serialAtDelivery: year.unitsOut
        }
    }

    private static func labels(_ choice: Choice, _ year: YearOfMoves) -> Quantity {
        switch choice {
        case .none: .zero
        case .lot: Quantity(units: year.linesIn)
        case .serial: year.unitsIn
        case .serialAtDelivery: year.unitsOut
        }
    }

    private static func reach(_ choice: Choice, _ year: YearOfMoves) -> Quantity {
        switch choice {
        case .none: year.unitsOut
        case .lot: year.linesIn == 0 ? .zero : tenths(year.unitsIn.millionths / year.linesIn)
        case .serial, .serialAtDelivery: year.unitsOut == .zero ? .zero : .one
        }
    }

    private static func aDay(_ aYear: Quantity) -> Quantity { tenths(aYear.millionths / workingDays) }

    /// To one decimal.
    private static func tenths(_ millionths: Int64) -> Quantity {
        Quantity(millionths: (millionths + 50_000) / 100_000 * 100_000)
    }
}
