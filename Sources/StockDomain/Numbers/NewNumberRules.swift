/// What holds for the numbers of a whole document.
extension Decision {
    /// Refuses the numbers that a line brings into the world, where the settings forbid it for this kind (R6).
    ///
    /// - Parameter count: how many new numbers there were before the line.
    public mutating func refuseNewNumbers(of line: LineToDo, beyond count: Int, on kind: DocumentKind) {
        let new = newLots.dropFirst(count).map(\.identity.number.text)
        let isUnknown = line.entries.contains { $0.isUnknown }
        guard let first = isUnknown ? "a number of our own" : new.first.map({ "“\($0)”" }) else { return }
        let more = new.count > 1 ? " and \(new.count - 1) more" : ""
        let entry = line.entries.first { isUnknown ? $0.isUnknown : $0.number.text == new.first }
        faults.append(
            Fault(
                entry?.pointer ?? line.pointer + "/numbers", "new_numbers_not_allowed",
                "\(line.product.sku) would get \(first)\(more), but a \(kind.inWords) may not bring in new numbers. Use a "
                    + "number that exists, or ask for the setting to be changed."))
    }
}

extension LineNumbers {
    /// Serials that stand on two lines of one document: nothing can come in twice (R11).
    public static func serialsTwice(on lines: [LineToDo]) -> [StockDomain.Fault] {
        struct Serial: Hashable {
            let product: ProductID
            let number: LotNumber
        }
        var firstPlace: [Serial: (line: Int, pointer: String)] = [:]
        var faults: [StockDomain.Fault] = []
        for (index, line) in lines.enumerated() where line.product.tracking == .serial {
            for entry in line.entries where !entry.isUnknown {
                let serial = Serial(product: line.product.id, number: entry.number)
                if let first = firstPlace[serial] {
                    // Twice on one line is told there.
                    guard first.line != index else { continue }
                    let twice = Fault.serialTwice(at: entry.pointer, first: first.pointer, entry.number)
                    faults.append(twice.fault(line: line.pointer, product: line.product))
                } else {
                    firstPlace[serial] = (index, entry.pointer)
                }
            }
        }
        return faults
    }
}
