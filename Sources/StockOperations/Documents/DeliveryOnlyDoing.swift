import StockDomain

extension DocumentDoing {
    /// Decides a line of a product that is plain inside and gets its numbers at delivery only (R5).
    func decidePlainInside(
        _ line: LineToDo, _ document: Document, _ place: Location, _ context: DoingContext, _ removal: Removal,
        _ facts: inout DoingFacts, _ decision: inout Decision
    ) throws {
        switch document.kind {
        case .delivery:
            let taking = try Taking(context, kind: .delivery, from: place, to: spot(.numbering), by: removal)
            try facts.decide(line.plainOutOfPackage, taking, NumberFacts(), &decision)
            try numbering(context).give(line, facts.numbers(of: line), into: &decision)
        case .customerReturn:
            var numbers = try facts.withOldLevel(facts.numbers(of: line), of: line, from: document.partnerID)
            numbers.known.merge(numbers.ofOldLevel) { present, _ in present }
            let held = HeldGoods(try facts.held(by: document.partnerID, of: numbers))
            try numbering(context).takeOff(
                line, numbers, held: held, to: Spot(place.id, package: line.details.packageID), into: &decision)
        default:
            if let fault = line.numberFault(on: document.kind) {
                decision.faults.append(fault)
            } else {
                try decide(line.plain, document, place, context, removal, &facts, &decision)
            }
        }
    }

    private func numbering(_ context: DoingContext) throws -> NumberingAtDelivery {
        try NumberingAtDelivery(context, at: spot(.numbering), customers: spot(.customers))
    }
}
