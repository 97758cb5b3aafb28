import StockDomain
import StockOperations
import WebPages

/// Looks at the numbers of a form before anything is booked (R16).
struct NumberChecks {
    let operations: Operations
    let visitor: Visitor
    /// The code of the supplier.
    let partner: String?

    /// The lines of a new document.
    func lines(of document: DocumentRequest) async throws -> [CheckedLine] {
        var lines: [CheckedLine] = []
        for (index, line) in document.lines.enumerated() {
            let checked = try await self.line(
                index, product: line.product, quantity: line.quantity, numbers: line.numbers ?? [],
                pasted: line.pastedNumbers, at: line.pointer)
            if let checked { lines.append(checked) }
        }
        return lines
    }

    /// What somebody typed to do an open document.
    func lines(of view: DocumentView, _ doing: DoRequest) async throws -> [CheckedLine] {
        var lines: [CheckedLine] = []
        for (index, line) in view.lines.enumerated() {
            guard let typed = doing.lines.first(where: { $0.id == line.id }) else { continue }
            let checked = try await self.line(
                index, product: line.product.sku, quantity: typed.done ?? line.quantity, numbers: typed.numbers ?? [],
                pasted: typed.pastedNumbers, at: typed.pointer)
            if let checked { lines.append(checked) }
        }
        return lines
    }

    /// One line of the form; nil when its product takes no numbers or it names none.
    ///
    /// - Parameter pointer: the line's place in the form, such as `/lines/0`.
    private func line(
        _ index: Int, product sku: String, quantity: Quantity?, numbers: [NumberInput], pasted: String?,
        at pointer: String
    ) async throws -> CheckedLine? {
        if numbers.isEmpty, pasted == nil { return nil }
        let request = NumberCheckRequest(
            product: sku, partner: partner, quantity: quantity, numbers: numbers, pastedNumbers: pasted)
        do {
            let checked = try await operations.checkNumbers(request, as: visitor.actor)
            return CheckedLine(
                title: "Line \(index + 1) · \(sku)", count: checked.count, remarks: checked.flatMap(\.remarks))
        } catch let refusal as Refusal {
            throw refusal.moved(to: pointer)
        }
    }
}

extension CheckedNumber {
    fileprivate var remarks: [CheckedLine.Remark] {
        func remark(_ text: String, isDoubt: Bool = true) -> CheckedLine.Remark {
            CheckedLine.Remark(number: entry.number.text, text: text, isDoubt: isDoubt)
        }
        var found = doubts.map { remark($0.detail) }
        if duplicateOf != nil { found.append(remark("It stands in the list twice.")) }
        if let like { found.append(remark("It looks like “\(like)”, which exists.")) }
        if let otherProduct { found.append(remark("\(otherProduct) has this number.")) }
        if lot != nil { found.append(remark("The product has this number already.", isDoubt: false)) }
        return found
    }
}

extension Refusal {
    /// The same about a part of a larger request.
    fileprivate func moved(to pointer: String) -> Refusal {
        let moved = faults.map { fault in
            // Who is asked of stands in the head of the form, all else on the line.
            fault.pointer == "/partner" ? fault : Fault(pointer + fault.pointer, fault.code, fault.detail)
        }
        return Refusal(kind, code, detail, faults: moved, questions: questions, candidates: candidates)
    }
}
