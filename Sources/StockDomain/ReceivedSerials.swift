/// Serials that come in again (R11).
extension Receiving {
    /// One of ours cannot come in again; one that is elsewhere asks how it comes.
    func decideKnownSerial(
        _ serial: Lot, _ share: LineNumbers.Share, _ line: LineToDo, _ facts: NumberFacts, _ decision: inout Decision
    ) {
        guard let place = facts.whereabouts[serial.id] else {
            decision.movements.append(movement(line, .known(serial.id), .one, share.entry))
            return
        }
        let whereItIs = place.inWords(zone: context.zone)
        switch place.usage {
        case .supplier, .opening:
            decision.movements.append(movement(line, .known(serial.id), .one, share.entry, from: place.spot))
        case .internal, .transit, .view:
            decision.faults.append(
                Fault(
                    share.entry.pointer, "serial_elsewhere",
                    "\(serial.number) is already \(whereItIs). Scan another number or open that document."))
        case .customer, .production, .scrap, .loss:
            let answer = decision.ask(
                line.questionID(share.entry, "serial_elsewhere"), "serial_elsewhere",
                "\(serial.number) is \(whereItIs). How does it come in?", choices(for: place.usage),
                given: context.answers)
            guard let answer else { return }
            var back = movement(line, .known(serial.id), .one, share.entry, from: place.spot)
            if place.usage == .customer {
                // Whoever brings it: it comes from its holder, who has it no longer.
                back.partnerID = place.partnerID
                if answer == "returned" {
                    back.kind = .customerReturn
                    back.to = returns ?? destination
                }
            }
            decision.movements.append(back)
        }
    }

    private func choices(for usage: LocationUsage) -> [String] {
        switch usage {
        case .customer: ["returned", "bought_back"]
        case .production: ["taken_out"]
        default: ["found"]
        }
    }
}
