import StockDomain
import StockStore

/// Goods that came up while a document was being done: they ask, and then have a line (R20).
struct UnplannedLines {
    let store: Store
    let moment: Moment
    let answers: [String: String]

    /// The lines with those added that the request names by product, and the request naming all by line.
    func added(
        by request: DoRequest, to document: Document, _ lines: [DocumentLine]
    ) throws -> (lines: [DocumentLine], request: DoRequest) {
        if request.lines.allSatisfy({ $0.product == nil }) { return (lines, request) }
        var lines = lines
        var named = request
        var decision = Decision()
        for index in request.lines.indices {
            guard let sku = request.lines[index].product else { continue }
            let pointer = request.lines[index].pointer
            guard let product = try store.product(sku: sku) else {
                decision.faults.append(Fault(pointer + "/product", "not_found", "There is no product “\(sku)”."))
                continue
            }
            if let there = lines.first(where: { $0.productID == product.id }) {
                named.lines[index].id = there.id
                continue
            }
            if document.kind.bringsNewGoods, let fault = product.archivedFault(at: pointer + "/product") {
                decision.faults.append(fault)
                continue
            }
            let answer = decision.ask(
                pointer.drop { $0 == "/" } + ":product_not_on_document", "product_not_on_document",
                "\(sku) is not on \(document.number). Add it?", ["add"], given: answers)
            guard answer != nil else { continue }
            let line = try insert(request.lines[index], product, document, &decision)
            named.lines[index].id = line.id
            lines.append(line)
        }
        _ = try decision.settled()
        return (lines, named)
    }

    private func insert(
        _ told: DoRequest.Line, _ product: Product, _ document: Document, _ decision: inout Decision
    ) throws -> DocumentLine {
        var planning = DocumentPlanning(store, moment)
        let entries = planning.entries(told.numbers, told.pastedNumbers, told.pointer, on: document.kind)
        let quantity = told.done ?? product.quantity(saidBy: entries)
        if quantity == nil {
            decision.faults.append(
                Fault(told.pointer + "/done", "quantity_required", "\(product.sku) needs what is done of it."))
        }
        let line = DocumentLine(
            position: 0, productID: product.id, quantity: quantity ?? .zero, details: LineDetails(isUnplanned: true))
        return try store.insert([line], of: document.id)[0]
    }
}
