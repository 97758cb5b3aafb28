import SQLCore
import StockDomain
import StockOperations
import TestSupport

extension TestCompany {
    /// Makes an order; `outputs` and `components` as `NUMBER`, `NUMBER=5`, `=5`; see `part`.
    @discardableResult
    func order(
        _ sku: String, _ quantity: Quantity?, outputs: [String] = [], of components: [PartRequest] = [],
        beside byProducts: [PartRequest] = [], location: String? = nil, at happenedAt: String? = nil,
        do doNow: Bool = false, answers: [String: String] = [:], by actor: Actor? = nil
    ) async throws -> DocumentView {
        let told = Told()
        let request = ProductionRequest(
            product: sku, quantity: quantity, outputs: inputs(outputs, "/outputs"),
            components: placed(components, "/components"), byProducts: placed(byProducts, "/by_products"),
            location: location, happenedAt: happenedAt.flatMap { Instant(rfc3339: $0) }, doNow: doNow)
        _ = try await operations.createProduction(request, command(answers, by: actor), answer: told.keep)
        return told.view!
    }

    @discardableResult
    func make(
        _ number: String, outputs: [String]? = nil, of components: [PartRequest]? = nil,
        beside byProducts: [PartRequest]? = nil, rest: DoRequest.Rest? = nil, answers: [String: String] = [:]
    ) async throws -> DocumentView {
        let request = ProductionDoRequest(
            outputs: outputs.map { inputs($0, "/outputs") }, components: components.map { placed($0, "/components") },
            byProducts: byProducts.map { placed($0, "/by_products") }, rest: rest)
        return try await act(
            { try await operations.carryOutProduction(number, request, $0, answer: $1) }, answers: answers)
    }

    @discardableResult
    func unbuild(_ number: String, _ outputs: [String]? = nil) async throws -> DocumentView {
        try await act {
            try await operations.unbuild(
                number, outputs: outputs.map { inputs($0, "/outputs") }, reason: "taken apart", $0, answer: $1)
        }
    }

    /// A component or by-product; numbers as in `line`.
    func part(
        _ sku: String, _ quantity: Quantity? = nil, _ numbers: String..., for output: String? = nil,
        because reason: String? = nil
    ) -> PartRequest {
        var line = LineRequest(
            product: sku, quantity: quantity, numbers: numbers.isEmpty ? nil : inputs(numbers, "/numbers"))
        line.overrideReason = reason
        return PartRequest(line, for: output.map { LotNumber(stored: $0) })
    }

    private func inputs(_ texts: [String], _ list: String) -> [NumberInput] {
        texts.enumerated().map { index, text in
            let parts = text.split(separator: "=", omittingEmptySubsequences: false)
            return .one(
                NumberEntry(
                    number: LotNumber(stored: String(parts[0])),
                    quantity: parts.count > 1 ? Quantity(parts[1]) : nil, pointer: "\(list)/\(index)"))
        }
    }

    private func placed(_ parts: [PartRequest], _ list: String) -> [PartRequest] {
        parts.enumerated().map { index, part in
            var part = part
            part.line.pointer = "\(list)/\(index)"
            return part
        }
    }

    /// The steps of an order as `P-1 1 ← A 2, B 1 + WASTE 3`.
    func steps(_ view: DocumentView) -> [String] {
        func words(_ goods: [StepGoods]) -> String {
            goods.map { "\($0.number?.text ?? $0.product.sku) \($0.quantity)" }.joined(separator: ", ")
        }
        return view.steps.map { step in
            words(step.outputs) + " ← " + words(step.components)
                + (step.byProducts.isEmpty ? "" : " + " + words(step.byProducts))
        }
    }

    /// The lots that a number was made of, at any depth, by number.
    func ancestors(of number: String) async throws -> [String] {
        let trace = try await operations.trace(of: number, .up, as: admin)
        return Set(trace.edges.map { $0.from.number ?? $0.from.product.sku }).sorted()
    }
}
