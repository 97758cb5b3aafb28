import SQLCore
import StockDomain
import StockStore

/// Draws numbers of our own, inside a transaction (R14).
///
/// Never "the last one plus one": a counter that only grows, numbers that are taken passed over, each one noted.
struct NumberDrawing {
    /// Beyond so many taken numbers in a row somebody has to look.
    private static let mostLooked = 1_000_000

    let store: Store
    let moment: Moment
    let actor: Actor
    /// Random bytes that nobody can guess, from outside the transaction.
    let secret: [UInt8]

    init(_ store: Store, _ moment: Moment, by actor: Actor, secret: [UInt8]) {
        self.store = store
        self.moment = moment
        self.actor = actor
        self.secret = secret
    }

    /// The next `count` numbers of the product.
    func draw(_ count: Int, of product: Product) throws -> GeneratedNumbers {
        let numbering = OwnNumbering(of: product.numbering, company: moment.settings.numbering, on: moment.today)
        let counter = numbering.hasOwnCounter ? product.id.rawValue : Store.sharedCounter
        let last = numbering.isRandom ? 0 : try store.lastCount(of: counter)
        let drawn = try free(count, of: product) { from, many in
            (from..<from + many).map { index in
                numbering.isRandom
                    ? numbering.number(random: randomBytes(index, product))
                    : numbering.number(counted: last + Int64(index) + 1)
            }
        }
        if !numbering.isRandom { try store.setLastCount(last + Int64(drawn.looked), of: counter) }
        try store.insertDrawn(drawn.numbers, of: product.id, by: actor.id, at: moment.now)
        return drawn
    }

    /// `count` numbers from a first one on, which need no counter (R13).
    func run(from first: LotNumber, _ count: Int, of product: Product) throws -> GeneratedNumbers {
        var run = RunningNumber(from: first)
        let made = try free(count, of: product) { _, many in run.next(many) }
        if let last = made.numbers.last, last.text.count > LotNumber.mostCharacters {
            throw Refusal.rule("invalid_value", NumberRun.Fault.tooLong.detail, at: "/first")
        }
        return made
    }

    /// Takes from the candidates, in parts, until there are enough that are free.
    private func free(
        _ count: Int, of product: Product, _ candidates: (_ from: Int, _ many: Int) -> [LotNumber]
    ) throws -> GeneratedNumbers {
        var made = GeneratedNumbers()
        var part = count
        while made.numbers.count < count {
            let next = candidates(made.looked, part)
            let taken = try store.takenNumbers(
                among: next, of: moment.settings.uniqueNumbers == .company ? nil : product.id)
            made.take(upTo: count, of: next, taken: taken)
            if made.looked > NumberDrawing.mostLooked {
                throw Refusal.rule(
                    "numbers_exhausted",
                    "\(NumberDrawing.mostLooked) numbers of \(product.sku) are taken in a row. Choose another prefix.")
            }
            part = min(max(count, part * 2), NumberRun.most)
        }
        return made
    }

    /// Nobody who knows some of the numbers can work out another.
    private func randomBytes(_ index: Int, _ product: Product) -> Digest {
        Digest(of: secret + Array("\(product.id.rawValue).\(index)".utf8))
    }
}
