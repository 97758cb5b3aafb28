import StockDomain

/// A short history in words: `1 receipt A 5 / 2 delivery A 5` is hour, kind, number and quantity of each posting.
///
/// `-` is no number, a number in lower case a serial. Lines count from 2 as in a file.
struct ToldHistory {
    private var history: History

    private static let places = StandardLocation.allCases.enumerated().map { index, standard in
        var place = standard.location
        place.id = LocationID(Int64(index + 1))
        return place
    }

    init(_ text: String) throws {
        let catalogue = HistoryCatalogue(
            items: [
                "P": History.Item(
                    id: ProductID(1), sku: "P", tracking: .lot, unit: "pcs", decimals: 0, expiration: Expiration())
            ],
            partners: ["X": PartnerID(1)],
            places: Dictionary(uniqueKeysWithValues: ToldHistory.places.map { ($0.code, $0) }), settings: Settings())
        let builder = HistoryBuilder(catalogue)
        for (index, words) in text.split(separator: " / ").map({ $0.split(separator: " ") }).enumerated() {
            try ToldHistory.add(words.map(String.init), line: index + 2, to: builder)
        }
        history = builder.history
    }

    private static func add(_ words: [String], line: Int, to builder: HistoryBuilder) throws {
        let kind = HistoryKind(rawValue: words[1])!
        let product = builder.product(sku: "P")!
        let isSerial = words[2].first?.isLowercase == true
        let goods =
            words[2] == "-"
            ? builder.goods(of: product, line: line)
            : try builder.goods(of: product, isSerial ? .serial : .lot, number: words[2], line: line)
        let at = moment(Int64(words[0])!)
        let posting = builder.begin(
            HistoryPosting(
                kind: kind.postingKind, document: -1, partnerID: PartnerID(1), happenedAt: at,
                day: CompanyZone.utc.day(of: at), reason: nil, rows: 0..<0))
        let from = kind.usualOrigin ?? .stock
        let to = kind.usualDestination ?? .quarantine
        builder.add(
            History.Row(
                posting: posting, goods: goods, quantity: Quantity(words[3])!, from: builder.spot(place(from)),
                to: builder.spot(place(to)), line: Int32(line)))
    }

    mutating func link(posting: Int, step: Int32) { history.postings[posting].step = step }

    /// Makes a posting take back another one: its goods go the other way, in the same step.
    mutating func reverse(posting: Int, of earlier: Int32) {
        history.postings[posting].reverses = earlier
        history.postings[posting].step = earlier
        for row in history.postings[posting].rows {
            (history.rows[Int(row)].from, history.rows[Int(row)].to) =
                (history.rows[Int(row)].to, history.rows[Int(row)].from)
        }
    }

    func decided(_ facts: HistoryFacts = HistoryFacts()) throws(Refusal) -> HistoryDecision {
        try HistoryRules.decide(
            history, knowing: facts,
            on: HistoryTerms(now: ToldHistory.moment(8), lockDate: CalendarDate("2026-01-31")))
    }
}

// MARK: - Words

extension ToldHistory {
    /// Hour 0 is the last of the locked period, hour 1 the first after it.
    private static func moment(_ hour: Int64) -> Instant {
        CompanyZone.utc.start(of: CalendarDate("2026-02-01")!).adding(seconds: (hour - 1) * 3600)
    }

    private static func place(_ standard: StandardLocation) -> Location {
        places.first { $0.code == standard.rawValue }!
    }

    static func place(_ spot: Spot) -> String { places.first { $0.id == spot.location }?.code ?? "?" }

    static func text(_ piles: [(goods: Int32, pile: PileReplay.Pile)]) -> String {
        piles.map { _, pile in
            let hour = (pile.incomingAt.rawValue - moment(1).rawValue) / 3_600_000_000 + 1
            return "\(place(pile.spot)) \(pile.quantity) since \(hour)"
        }.joined(separator: ", ")
    }

    static func pile(holding quantity: Quantity, reserved: Quantity) -> HistoryFacts.KnownPile {
        HistoryFacts.KnownPile(
            balanceID: 1, spot: Spot(place(.stock).id), quantity: quantity, reserved: reserved, incomingAt: moment(1))
    }

    static func past(
        hour: Int64, _ quantity: Quantity, from: StandardLocation, to: StandardLocation
    ) -> Timeline.Entry {
        Timeline.Entry(
            happenedAt: moment(hour), postingID: PostingID(hour), quantity: quantity, from: Spot(place(from).id),
            to: Spot(place(to).id))
    }
}
