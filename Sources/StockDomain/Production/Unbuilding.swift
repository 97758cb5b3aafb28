/// A recorded step taken back: its output goes in again, the same goods come out (R24).
public struct Unbuilding {
    /// Output of one number that is to be taken back.
    public struct Wanted: Sendable, Equatable {
        public let lot: LotID?
        public var quantity: Quantity
        public let pointer: String

        public init(lot: LotID?, quantity: Quantity, pointer: String) {
            self.lot = lot
            self.quantity = quantity
            self.pointer = pointer
        }
    }

    /// What goes back of one posting, as it once went.
    public struct Part: Sendable, Equatable {
        public let posting: Posting
        public let movements: [Movement]
    }

    /// Why a part of a step cannot be taken back.
    public enum Fault: Error, Equatable {
        /// More than the order made of it.
        case moreThanMade(at: String, made: Quantity)
        /// Its serials are not told apart: only the whole step can be taken back.
        case wholeStepOnly(at: String)
    }

    /// The standing postings of each step, in the order of doing.
    private let steps: [[Posting]]
    private let product: ProductID
    private let isProduction: (LocationID) -> Bool
    private let isSerial: (LotID) -> Bool

    /// - Parameters:
    ///   - standing: the order's postings that still count, with what is left of each.
    ///   - product: what the order makes.
    public init(
        _ standing: [Posting], of product: ProductID, isProduction: @escaping (LocationID) -> Bool,
        isSerial: @escaping (LotID) -> Bool
    ) {
        var order: [StepID] = []
        var byStep: [StepID: [Posting]] = [:]
        for posting in standing where posting.kind == .production {
            let step = posting.stepID ?? posting.id
            if byStep[step] == nil { order.append(step) }
            byStep[step, default: []].append(posting)
        }
        steps = order.map { byStep[$0] ?? [] }
        self.product = product
        self.isProduction = isProduction
        self.isSerial = isSerial
    }

    /// Everything, the last step first.
    public var whole: [Part] { steps.reversed().flatMap(whole) }

    /// What goes back with some of the output, the last steps first.
    public func parts(for wanted: [Wanted]) -> Result<[Part], Faults> {
        var open = wanted
        var parts: [Part] = []
        var faults: [Fault] = []
        for step in steps.reversed() {
            let made = outputs(of: step)
            var taken: [LotID?: Quantity] = [:]
            var pointer: String?
            for index in open.indices where open[index].quantity > .zero {
                let there = (made[open[index].lot] ?? .zero) - (taken[open[index].lot] ?? .zero)
                let part = min(there, open[index].quantity)
                if part <= .zero { continue }
                taken[open[index].lot, default: .zero] += part
                open[index].quantity -= part
                pointer = pointer ?? open[index].pointer
            }
            guard let pointer else { continue }
            if taken == made {
                parts += whole(step)
            } else if hasSerials(step) {
                faults.append(.wholeStepOnly(at: pointer))
            } else {
                parts += part(taken, of: made, step)
            }
        }
        for (index, left) in open.enumerated() where left.quantity > .zero {
            faults.append(.moreThanMade(at: left.pointer, made: wanted[index].quantity - left.quantity))
        }
        return faults.isEmpty ? .success(parts) : .failure(Faults(list: faults))
    }

    public struct Faults: Error, Equatable {
        public let list: [Fault]
    }

    private func whole(_ step: [Posting]) -> [Part] {
        step.reversed().map { Part(posting: $0, movements: $0.movements) }
    }

    private func outputs(of step: [Posting]) -> [LotID?: Quantity] {
        var made: [LotID?: Quantity] = [:]
        for movement in step.flatMap(\.movements) where isOutput(movement) {
            made[movement.lotID, default: .zero] += movement.quantity
        }
        return made
    }

    private func isOutput(_ movement: Movement) -> Bool {
        movement.productID == product && isProduction(movement.from.location)
    }

    private func hasSerials(_ step: [Posting]) -> Bool {
        step.flatMap(\.movements).contains { movement in !isOutput(movement) && (movement.lotID.map(isSerial) ?? false)
        }
    }

    /// Of the output as told, of everything else in proportion, in millionths.
    private func part(_ taken: [LotID?: Quantity], of made: [LotID?: Quantity], _ step: [Posting]) -> [Part] {
        let share = taken.values.sum()
        let whole = made.values.sum()
        var open = taken
        return step.reversed().compactMap { posting in
            let movements: [Movement] = posting.movements.compactMap { movement in
                var part = movement
                if isOutput(movement) {
                    part.quantity = min(movement.quantity, open[movement.lotID] ?? .zero)
                    open[movement.lotID, default: .zero] -= part.quantity
                } else {
                    part.quantity = movement.quantity.share(share, of: whole)
                }
                return part.quantity > .zero ? part : nil
            }
            return movements.isEmpty ? nil : Part(posting: posting, movements: movements)
        }
    }
}
