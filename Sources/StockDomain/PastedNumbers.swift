/// A pasted list: a number a line, then quantity, expiry and the supplier's number (R15).
public enum PastedNumbers {
    /// One line that cannot be read.
    public struct Fault: Error, Equatable, Sendable {
        /// From 1.
        public let line: Int
        public let detail: String
    }

    /// Reads a list. An empty field is skipped; a date in second place is the expiry; the first separator found (tab,
    /// then semicolon, then comma) holds for the whole list. Empty lines are passed over.
    ///
    /// - Parameter pointer: the list's place in the request; each entry's place is its line below that.
    /// - Returns: the entries in order, or every line that cannot be read.
    public static func read(_ text: String, pointer: String) -> Result<[NumberEntry], Faults> {
        // What a file begins with, and no part of its first number.
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let separator: Character? = ["\t", ";", ","].first { text.contains($0) }
        var entries: [NumberEntry] = []
        var faults: [Fault] = []
        for (index, line) in lines.enumerated() where line.contains(where: { !$0.isWhitespace }) {
            do throws(LineFault) {
                entries.append(try entry(line, separator, pointer: "\(pointer)/\(index + 1)"))
            } catch {
                faults.append(Fault(line: index + 1, detail: error.detail))
            }
        }
        if !faults.isEmpty { return .failure(Faults(list: faults)) }
        if entries.count > NumberRun.most {
            let fault = Fault(line: NumberRun.most + 1, detail: "A list has at most 20,000 numbers.")
            return .failure(Faults(list: [fault]))
        }
        return .success(entries)
    }

    public struct Faults: Error, Sendable {
        public let list: [Fault]
    }

    private struct LineFault: Error {
        let detail: String
    }

    private static func entry(
        _ line: Substring, _ separator: Character?, pointer: String
    ) throws(LineFault) -> NumberEntry {
        let fields = separator.map { line.split(separator: $0, omittingEmptySubsequences: false) } ?? [line]
        var rest = fields.map { NameText.normalised($0) }[...]
        if rest.count > 4 { throw LineFault(detail: "This line has \(rest.count) fields; at most four are read.") }
        let number: LotNumber
        do throws(LotNumber.Fault) {
            number = try LotNumber(rest.removeFirst())
        } catch {
            throw LineFault(detail: error.detail)
        }
        var entry = NumberEntry(number: number, entered: .pasted, pointer: pointer)
        if let second = rest.first, CalendarDate(second) == nil {
            rest.removeFirst()
            entry.quantity = try second.isEmpty ? nil : positive(second)
        }
        if let date = rest.popFirst(), !date.isEmpty {
            guard let day = CalendarDate(date) else {
                throw LineFault(detail: "“\(date)” is no day such as 2027-05-31.")
            }
            entry.expiresOn = day
        }
        if let supplier = rest.popFirst(), !supplier.isEmpty { entry.supplierNumber = supplier }
        if let extra = rest.first { throw LineFault(detail: "“\(extra)” is one field too many.") }
        return entry
    }

    private static func positive(_ text: String) throws(LineFault) -> Quantity {
        guard let quantity = Quantity(text), quantity > .zero else {
            throw LineFault(detail: "“\(text)” is no quantity.")
        }
        return quantity
    }
}
