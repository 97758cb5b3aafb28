import StockDomain
import StockOperations

extension RenumberRequest {
    init(_ body: RequestObject) {
        self.init(number: body.required("number", .number), reason: body.required("reason", .text()))
    }
}

extension SplitRequest {
    init(_ body: RequestObject) {
        self.init(
            quantity: body.required("quantity", .positiveQuantity), number: body.optional("number", .number),
            location: body.required("location", .name), package: body.optional("package", .name),
            reason: body.required("reason", .text()))
    }
}

extension MergeRequest {
    init(_ body: RequestObject) {
        self.init(
            lots: body.required("lots", .list(of: .lotID)), number: body.optional("number", .number),
            reason: body.required("reason", .text()))
    }
}

extension Correction {
    /// Goods of a line, a component of a step, or the partner: whichever the body names.
    init(_ body: RequestObject) {
        if body.has("partner") {
            self = .partner(code: body.required("partner", .name))
        } else if body.has("component") {
            let component = body.required("component", .object(ComponentCorrection.init))
            self = .component(component ?? ComponentCorrection(product: "", number: nil, quantity: nil, to: nil))
        } else {
            self = .number(
                line: LineID(body.optional("line", .id) ?? 0), number: body.required("number", .number),
                quantity: body.optional("quantity", .positiveQuantity), to: body.required("to", .number))
        }
    }
}

extension ComponentCorrection {
    fileprivate init(_ body: RequestObject) {
        self.init(
            product: body.required("product", .name), number: body.optional("number", .number),
            quantity: body.optional("quantity", .positiveQuantity), to: body.optional("to", .number),
            step: body.optional("step", .id).map { PostingID($0) })
    }
}
