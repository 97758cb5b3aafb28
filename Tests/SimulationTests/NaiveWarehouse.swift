/// A warehouse that keeps nothing but the list of what happened, and works everything out by walking through it.
///
/// It shares no code with the program that it judges. What was taken back or corrected is changed in the list itself:
/// the program must tell the same as if it had been right from the start.
struct NaiveWarehouse {
    /// A product and, where the goods have one, a number.
    struct Goods: Hashable {
        var product: String
        var number: String?
    }

    /// Goods in a place of ours, in a package or loose.
    struct Pile: Hashable {
        var goods: Goods
        var place: String
        var package: String?
    }

    struct Move: Hashable {
        var goods: Goods
        var units: Int
        var from: String
        var to: String
        /// The packages that they leave and come into.
        var fromPackage: String?
        var toPackage: String?

        var source: Pile { Pile(goods: goods, place: from, package: fromPackage) }
        var target: Pile { Pile(goods: goods, place: to, package: toPackage) }
        var back: Move {
            Move(goods: goods, units: units, from: to, to: from, fromPackage: toPackage, toPackage: fromPackage)
        }
    }

    /// Goods that moved at one moment for one reason.
    struct Step {
        var id = 0
        /// Seconds since the beginning of the story.
        var at: Int64
        var document: String?
        var partner: String?
        var moves: [Move]
    }

    /// Where a package is, and in which other one.
    struct Stand: Hashable {
        var place: String
        var outer: String?
    }

    enum Level: CaseIterable {
        case none, lot, serial, deliveryOnly
    }

    /// What keeps goods from leaving: at one place with all below it, in one package with all in it, or wherever they
    /// are.
    struct Hold: Hashable {
        var place: String?
        var package: String?
        /// Whether it came to the place with the goods, and so ends when they are gone.
        var isCarried = false
        /// Which holds are the same one, when it spreads.
        var origin: Int
        /// The recall that holds, and alone can let go.
        var recall: String?

        var isPartial: Bool { place != nil || package != nil }
    }

    static let ours = [
        "WH-Stock", "SHELF-1", "SHELF-2", "CAGE", "YARD", "WH-Returns", "WH-Quarantine", "WH-Transit",
    ]
    static let above = [
        "WH-Stock": "WH", "SHELF-1": "WH-Stock", "SHELF-2": "WH-Stock", "CAGE": "WH-Stock", "YARD": "WH",
        "WH-Returns": "WH", "WH-Quarantine": "WH", "WH-Transit": "WH",
    ]

    var levels: [String: Level] = [:]
    var serials: Set<Goods> = []
    var expiry: [Goods: String] = [:]
    /// The lot that a serial belongs to, whose holds it obeys.
    var batches: [Goods: Goods] = [:]
    var blockedPlaces: Set<String> = ["WH-Returns", "WH-Quarantine", "CAGE"]
    var holds: [Goods: Set<Hold>] = [:]
    /// Packages that have been somewhere; one that was only announced is none yet.
    var stands: [String: Stand] = [:]
    /// Production orders of which nothing stands.
    var takenApart: Set<String> = []
    private(set) var steps: [Step] = []
    private(set) var now: [Pile: Int] = [:]
    private var lastID = 0

    // MARK: What happens

    mutating func add(_ step: Step) {
        lastID += 1
        var step = step
        step.id = lastID
        steps.append(step)
        for move in step.moves { apply(move, to: &now) }
    }

    /// Changes the past, and works the present out anew.
    mutating func rewrite(_ change: (inout [Step]) -> Void) {
        change(&steps)
        now = stock { _ in true }
    }

    private func apply(_ move: Move, to piles: inout [Pile: Int]) {
        if Self.ours.contains(move.from) { piles[move.source, default: 0] -= move.units }
        if Self.ours.contains(move.to) { piles[move.target, default: 0] += move.units }
    }

    // MARK: What is where

    private func stock(_ counts: (Step) -> Bool) -> [Pile: Int] {
        var piles: [Pile: Int] = [:]
        for step in steps where counts(step) {
            for move in step.moves { apply(move, to: &piles) }
        }
        return piles.filter { $0.value != 0 }
    }

    func stock(at moment: Int64) -> [Pile: Int] { stock { $0.at <= moment } }

    /// Loose and packed.
    func units(_ goods: Goods, in place: String) -> Int {
        now.filter { $0.key.goods == goods && $0.key.place == place }.values.reduce(0, +)
    }

    func total(_ goods: Goods) -> Int { Self.ours.map { units(goods, in: $0) }.reduce(0, +) }

    func piles(of product: String, below place: String? = nil) -> [Pile] {
        now.filter { pile, units in
            units > 0 && pile.goods.product == product && (place.map { isBelow(pile.place, $0) } ?? true)
        }.keys.sorted {
            ($0.goods.number ?? "", $0.place, $0.package ?? "") < ($1.goods.number ?? "", $1.place, $1.package ?? "")
        }
    }

    func isBelow(_ place: String, _ top: String) -> Bool {
        var next: String? = place
        while let current = next {
            if current == top { return true }
            next = Self.above[current]
        }
        return false
    }

    /// Where a serial is in the known world; nil when it never moved.
    func place(of serial: Goods) -> String? { spot(of: serial)?.place }

    /// The same with the package that it is in, or left in.
    func spot(of serial: Goods) -> Pile? { story(of: serial).last?.move.target }

    /// From where a serial came into the known world; nil when it never moved.
    func origin(of serial: Goods) -> String? { story(of: serial).first?.move.from }

    /// Whether a serial has moved on since a document moved it.
    func hasMoved(_ goods: Goods, since document: String) -> Bool {
        serials.contains(goods) && story(of: goods).last?.step.document != document
    }

    /// Who has a serial, if a customer has it.
    func holder(of serial: Goods) -> String? {
        guard let last = story(of: serial).last, last.move.to == "Customers" else { return nil }
        return last.step.partner
    }

    /// Who has what, net of his own returns; what he brought back without having it takes nothing off what he got later.
    func held(by partner: String, of goods: Goods) -> Int {
        var units = 0
        for (step, move) in story(of: goods) where step.partner == partner {
            if move.to == "Customers" { units += move.units }
            if move.from == "Customers" { units = max(0, units - move.units) }
        }
        return units
    }

    // MARK: What cannot have been

    private func story(of goods: Goods) -> [(step: Step, move: Move)] {
        steps.filter { $0.moves.contains { $0.goods == goods } }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
            .flatMap { step in step.moves.filter { $0.goods == goods }.map { (step, $0) } }
    }

    /// Whether nothing ever left a place where it was not, by these goods' story.
    func isPossible(_ goods: Goods) -> Bool {
        var piles: [Pile: Int] = [:]
        var spot: Pile?
        let story = story(of: goods)
        var order: [Int] = []
        for entry in story where order.last != entry.step.id { order.append(entry.step.id) }
        for id in order {
            let own = story.filter { $0.step.id == id }.map { $0.move }
            for move in own where Self.ours.contains(move.from) {
                piles[move.source, default: 0] -= move.units
                if piles[move.source, default: 0] < 0 { return false }
            }
            for move in own {
                if serials.contains(goods) {
                    if let spot, spot.place != move.from { return false }
                    if let spot, Self.ours.contains(move.from), spot != move.source { return false }
                    spot = move.target
                }
                if Self.ours.contains(move.to) { piles[move.target, default: 0] += move.units }
            }
        }
        return true
    }

    /// Whether the story would still be possible with these steps in it, and each serial where they bring it: what is
    /// told of it cannot begin with its coming back.
    func wouldBePossible(with more: [Step]) -> Bool {
        var other = self
        for step in more { other.add(step) }
        let moves = more.flatMap(\.moves)
        for goods in Set(moves.map(\.goods)) where serials.contains(goods) {
            if other.place(of: goods) != moves.last(where: { $0.goods == goods })?.to { return false }
        }
        return Set(moves.map(\.goods)).allSatisfy(other.isPossible)
    }

    // MARK: Holds

    func isHeld(_ pile: Pile) -> Bool {
        if blockedPlaces.contains(where: { isBelow(pile.place, $0) }) { return true }
        return isHeldForItself(pile)
    }

    /// Whether a hold of the number itself covers it, whatever its place.
    func isHeldForItself(_ pile: Pile) -> Bool {
        obeyed(by: pile.goods).contains { covers($0, pile) }
    }

    /// Whether a hold of goods covers them where they are.
    func covers(_ hold: Hold, _ pile: Pile) -> Bool {
        if let place = hold.place, !isBelow(pile.place, place) { return false }
        guard let package = hold.package else { return true }
        return pile.package.map { tree(package).contains($0) } ?? false
    }

    /// Whether a part of it is held, even where nothing of it stands.
    func isHeldSomewhere(_ goods: Goods) -> Bool { !obeyed(by: goods).isEmpty }

    func obeyed(by goods: Goods) -> Set<Hold> {
        (holds[goods] ?? []).union(batches[goods].flatMap { holds[$0] } ?? [])
    }

    /// Holds of a part go along with goods that move, and end behind goods that they came with.
    mutating func carryHolds(_ moves: [Move]) {
        for move in moves where Self.ours.contains(move.to) {
            let partial = obeyed(by: move.goods).filter(\.isPartial)
            var left = partial.filter { covers($0, move.source) }
            if !Self.ours.contains(move.from) {
                let recalls = partial.filter { $0.recall != nil }
                let strictest = recalls.isEmpty ? partial : recalls
                left = strictest.filter { $0.origin == strictest.map(\.origin).min() }
            }
            for hold in left where !covers(hold, move.target) {
                if partial.contains(where: { $0.origin == hold.origin && covers($0, move.target) }) { continue }
                holds[move.goods, default: []].insert(
                    here(hold, serials.contains(move.goods) ? nil : move.target, isCarried: true))
            }
        }
        for move in moves where Self.ours.contains(move.from) && Self.ours.contains(move.to) {
            for owner in [move.goods, batches[move.goods]].compactMap({ $0 }) { endHolds(of: owner, behind: move) }
        }
    }

    /// The same hold for the package or place where goods are, or for all of them.
    func here(_ hold: Hold, _ pile: Pile?, isCarried: Bool) -> Hold {
        Hold(
            place: pile?.package == nil ? pile?.place : nil, package: pile?.package, isCarried: isCarried,
            origin: hold.origin, recall: hold.recall)
    }

    private mutating func endHolds(of owner: Goods, behind move: Move) {
        let members = [owner] + batches.filter { $0.value == owner }.keys
        let gone = (holds[owner] ?? []).filter { hold in
            guard hold.isCarried, hold.isPartial, covers(hold, move.source), !covers(hold, move.target) else {
                return false
            }
            return now.allSatisfy { pile, units in units == 0 || !members.contains(pile.goods) || !covers(hold, pile) }
        }
        holds[owner]?.subtract(gone)
    }

    /// Goods made of others are held as those were, in this place or everywhere.
    mutating func inherit(_ parents: [Goods], by child: Goods, in place: String?) {
        var own: Set<Hold> = []
        for hold in parents.flatMap({ holds[$0] ?? [] }) {
            if let place, let only = hold.place, !isBelow(place, only) { continue }
            own.insert(Hold(place: hold.place, package: hold.package, origin: hold.origin, recall: hold.recall))
        }
        if !own.isEmpty { holds[child] = own }
    }

    // MARK: Recall

    /// The goods themselves and all that they became: within a step, what went into making something is an ancestor of
    /// what came out.
    func descendants(of goods: Goods) -> Set<Goods> {
        var reached: Set<Goods> = [goods]
        while true {
            var more = reached
            for step in steps where !takenApart.contains(step.document ?? "") {
                let consumed = step.moves.filter { Self.making.contains($0.to) && $0.goods.number != nil }.map(\.goods)
                if reached.isDisjoint(with: consumed) { continue }
                let made = step.moves.filter { Self.making.contains($0.from) && $0.goods.number != nil }.map(\.goods)
                more.formUnion(made)
            }
            if more == reached { return reached }
            reached = more
        }
    }

    /// Where goods become others: by splits and merges, by numbers given or taken off, by production orders.
    static let making = ["Production", "Numbering", "Making"]

    /// Each side of the sum that must close, by what it is called, for one number.
    func sums(of goods: Goods) -> [String: Int] {
        var sums: [String: Int] = [:]
        for (_, move) in story(of: goods) {
            if let term = Self.cameIn[move.from] { sums[term, default: 0] += move.units }
            if let term = Self.went[move.to] { sums[term, default: 0] += move.units }
            // What is taken apart counts against what it takes back.
            if move.to == "Apart" { sums["produced", default: 0] -= move.units }
            if move.from == "Apart" { sums["consumed", default: 0] -= move.units }
        }
        for place in Self.ours {
            sums[place == "WH-Transit" ? "in transit" : "on hand", default: 0] += units(goods, in: place)
        }
        return sums.filter { $0.value != 0 }
    }

    private static let cameIn = [
        "Suppliers": "received", "Customers": "customer returned", "Production": "moved in", "Numbering": "moved in",
        "Loss": "found", "Scrap": "found", "Opening": "opening", "Making": "produced",
    ]
    private static let went = [
        "Suppliers": "supplier returned", "Customers": "delivered", "Production": "moved out",
        "Numbering": "moved out", "Loss": "lost", "Scrap": "scrapped", "Making": "consumed",
    ]

    // MARK: Names

    /// Gives goods another number, for good and for all that was; two become one where it is taken.
    mutating func rename(_ goods: Goods, to right: Goods) {
        let isThere = steps.contains { $0.moves.contains { $0.goods == right } }
        rewrite { steps in
            for index in steps.indices {
                for place in steps[index].moves.indices where steps[index].moves[place].goods == goods {
                    steps[index].moves[place].goods = right
                }
            }
        }
        if serials.remove(goods) != nil { serials.insert(right) }
        if let lot = batches.removeValue(forKey: goods) { batches[right] = lot }
        for (serial, lot) in batches where lot == goods { batches[serial] = right }
        if let held = holds.removeValue(forKey: goods) { holds[right, default: []].formUnion(held) }
        let last = expiry.removeValue(forKey: goods)
        if !isThere { expiry[right] = last }
    }
}
