/// A number that was given, as what it is going to be.
struct GivenNumber {
    let given: ChangeNumber
    let lot: PlannedLot
}

/// Finds out which numbers are meant: existing ones or new ones, and what stands against them (R10, R11).
struct GivenNumbers {
    private let facts: LevelChangeFacts
    private let kind: LotKind
    private(set) var found: [GivenNumber] = []
    private(set) var faults: [Fault] = []
    /// Gathers the questions.
    private(set) var asking = Decision()

    init(_ facts: LevelChangeFacts, kind: LotKind) {
        self.facts = facts
        self.kind = kind
        var seen: [LotNumber: Spot] = [:]
        found.reserveCapacity(facts.given.count)
        for entry in facts.given {
            if kind == .serial, let spot = seen.updateValue(entry.spot, forKey: entry.number) {
                faults.append(
                    Fault(
                        entry.pointer, "serial_twice",
                        "Serial “\(entry.number)” of \(facts.product.sku) stands in \(facts.places.inWords(spot)) and in "
                            + "\(facts.places.inWords(entry.spot))."))
                continue
            }
            add(entry)
        }
    }

    private mutating func add(_ entry: ChangeNumber) {
        if kind == .serial, entry.quantity != .one {
            let fault = LineNumbers.Fault.serialQuantityMustBeOne(at: entry.pointer, entry.number, got: entry.quantity)
            faults.append(fault.fault(line: "", product: facts.product))
            return
        }
        if let lot = facts.known[entry.number] {
            addKnown(lot, entry)
        } else if let alike = facts.alike[NameText.likeness(of: entry.number.text)]?.first {
            ask(entry, alike)
        } else {
            addNew(entry)
        }
    }

    private mutating func ask(_ entry: ChangeNumber, _ alike: Lot) {
        let answer = asking.ask(
            entry.pointer.drop { $0 == "/" } + ":number_like", "number_like_existing",
            "“\(entry.number)” looks like “\(alike.number)”, which \(facts.product.sku) already has. Is it a new number "
                + "or the existing one?", ["new", "existing"], given: facts.answers)
        switch answer {
        case "existing": addKnown(alike, entry)
        case "new": addNew(entry)
        default: break
        }
    }

    private mutating func addNew(_ entry: ChangeNumber) {
        let identity = LotIdentity(product: facts.product.id, kind: kind, number: entry.number)
        found.append(GivenNumber(given: entry, lot: .new(identity)))
    }

    /// A lot may be one that the product already has; a serial only when it is nowhere: never moved, or taken off by a
    /// change like this one.
    private mutating func addKnown(_ lot: Lot, _ entry: ChangeNumber) {
        if kind == .serial, let whereabouts = facts.whereabouts[lot.id],
            whereabouts.spot.location != facts.numbering.location
        {
            faults.append(
                Fault(
                    entry.pointer, "serial_elsewhere",
                    "\(lot.number) of \(facts.product.sku) is already \(whereabouts.inWords(zone: facts.zone))."))
            return
        }
        found.append(GivenNumber(given: entry, lot: .known(lot.joinedTo ?? lot.id)))
    }
}
