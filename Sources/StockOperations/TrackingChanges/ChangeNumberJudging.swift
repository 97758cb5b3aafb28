import StockDomain
import StockStore

/// What a guided change asks of its new numbers, as every other operation that brings numbers in does (R11a, R16).
struct ChangeNumberJudging {
    let store: Store
    let moment: Moment
    let actor: Actor
    let plan: LevelChange
    let facts: LevelChangeFacts

    /// Refuses numbers of other products where the setting says so.
    ///
    /// - Throws: `number_of_other_product`.
    func checkCompanyWide() throws {
        guard moment.settings.uniqueNumbers == .company else { return }
        let pointers = pointers
        let new = plan.newLots.map { lot in
            CompanyNumbers.NewNumber(
                lot.identity, sku: facts.product.sku, pointer: pointers[lot.identity.number] ?? "/numbers")
        }
        let owners = try store.numberOwners(Set(new.map(\.identity.number)).sorted())
        let faults = CompanyNumbers.faults(of: new, owners: owners)
        if !faults.isEmpty { throw Refusal.faults(faults) }
    }

    /// Reasons to doubt the new numbers; what they look like is remembered.
    func doubts() throws -> [LotNumber: [Doubt]] {
        let new = Set(plan.newLots.map(\.identity.number))
        let given = facts.given.filter { new.contains($0.number) }
        if given.isEmpty { return [:] }
        let sums = Dictionary(grouping: given, by: \.spot).mapValues { $0.map(\.quantity).sum() }
        let product = facts.product
        let isSerial = facts.change.to.kindInside == .serial
        let lines = given.map { entry in
            let line = sums[entry.spot] ?? entry.quantity
            return IncomingNumbers.Line(
                product: product.id,
                candidate: DoubtfulNumbers.Candidate(
                    number: entry.number, product: product.sku, unit: product.unit,
                    quantities: isSerial ? [line] : [line, entry.quantity], isKnown: false),
                isJudged: entry.entered.canBeInvented)
        }
        let found = try Doubting(store, moment, actor).judge(lines, from: nil, on: moment.today, learning: true)
        let typed = given.filter { $0.entered == .typed }.map { (number: $0.number, at: $0.enteredAt) }
        let fast = isSerial ? TypingSpeed.tooFast(typed) : []
        return zip(given, found).reduce(into: [:]) { doubts, judged in
            let (entry, found) = judged
            let all = fast.contains(entry.number) ? found + [TypingSpeed.doubt] : found
            if !all.isEmpty, doubts[entry.number] == nil { doubts[entry.number] = all }
        }
    }

    /// For whoever applies the change.
    func warnings(_ doubts: [LotNumber: [Doubt]]) -> [Warning] {
        let pointers = pointers
        return doubts.sorted { $0.key < $1.key }.flatMap { number, doubts in
            doubts.map { Warning(pointers[number] ?? "", $0.code.rawValue, $0.detail) }
        }
    }

    private var pointers: [LotNumber: String] {
        Dictionary(facts.given.map { ($0.number, $0.pointer) }) { first, _ in first }
    }
}
