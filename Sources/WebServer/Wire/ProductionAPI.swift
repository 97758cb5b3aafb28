import StockDomain
import StockOperations

extension ProductionRequest {
    init(_ body: RequestObject) {
        self.init(
            product: body.optional("product", .name), quantity: body.optional("quantity", .positiveQuantity),
            packaging: body.optional("packaging", .name), recipe: body.optional("recipe", .name),
            yieldTolerance: body.optional("yield_tolerance_percent", .quantityFromZero),
            outputs: body.optional("outputs", .outputs) ?? [], components: body.optional("components", .parts),
            byProducts: body.optional("by_products", .parts), origin: body.optional("origin", .text()),
            location: body.optional("location", .name), happenedAt: body.optional("happened_at", .instant),
            plannedOn: body.optional("planned_on", .day), priority: body.optional("priority", .priority) ?? 0,
            reason: body.optional("reason", .text()), doNow: body.optional("do", .bool) ?? false)
    }
}

extension ProductionDoRequest {
    init(_ body: RequestObject) {
        self.init(
            outputs: body.optional("outputs", .outputs), components: body.optional("components", .parts),
            byProducts: body.optional("by_products", .parts), scrapped: body.optional("scrapped", .parts) ?? [],
            rest: body.optional("rest", .word()),
            happenedAt: body.optional("happened_at", .instant), reason: body.optional("reason", .text()))
    }
}

extension ProductionChange {
    init(_ body: RequestObject) {
        self.init(
            head: DocumentChange(body, of: .productionOrder, takesLines: false),
            quantity: body.optional("quantity", .positiveQuantity), outputs: body.optional("outputs", .outputs),
            components: body.optional("components", .parts), byProducts: body.optional("by_products", .parts))
    }
}

extension RequestReader where Value == [NumberInput] {
    /// Outputs: numbers as on a line, or `{"quantity"}` alone where one of ours is wanted or none is needed.
    static var outputs: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                guard case .object(let members) = element.json,
                    !members.contains(where: { ["number", "from", "unknown"].contains($0.key) })
                else {
                    return RequestReader<NumberInput>.number(at: "/outputs").read(element)
                }
                return element.object { object in
                    .one(
                        NumberEntry(
                            number: LotNumber(stored: ""), quantity: object.optional("quantity", .positiveQuantity),
                            productionDate: object.optional("production_date", .day),
                            expiresOn: object.optional("expires_on", .day), batch: object.optional("lot", .number),
                            entered: .generated, pointer: element.pointer))
                }
            }
        }
    }
}

extension RequestReader where Value == [PartRequest] {
    /// Components or by-products: lines, which may say for which output they are.
    fileprivate static var parts: RequestReader {
        RequestReader(standIn: []) { value in
            value.elements()?.compactMap { element in
                element.object { PartRequest(part: $0, at: element.pointer) }
            }
        }
    }
}

extension PartRequest {
    init(part object: RequestObject, at pointer: String) {
        self.init(
            LineRequest(part: object, at: pointer), for: object.optional("for", .number),
            inputShare: object.optional("input_share", .positiveQuantity))
    }
}

extension LineRequest {
    fileprivate init(part object: RequestObject, at pointer: String) {
        self.init(
            product: object.required("product", .name), quantity: object.optional("quantity", .quantityFromZero),
            packaging: object.optional("packaging", .name), location: object.optional("location", .name),
            reason: object.optional("reason", .text()),
            overrideReason: object.optional("override_reason", .text()),
            numbers: object.optional("numbers", .numbers),
            pastedNumbers: object.optional("numbers_text", .pastedList), pointer: pointer)
    }
}

// MARK: - Answers

extension DocumentView {
    /// What a production order tells beside its lines.
    func productionJSON(_ settings: Settings) -> JSON {
        let output = lines.first { $0.role == .output }
        func parts(_ role: ProductionRole) -> JSON {
            JSON(lines.filter { $0.role == role }.map { $0.json(document.kind, settings) })
        }
        return [
            "by_products": parts(.byProduct), "components": parts(.component), "done": JSON(output?.done),
            "outputs": JSON(outputs(output, settings)), "product": JSON(output?.product.sku),
            "quantity": JSON(output?.quantity), "recipe": JSON(output?.recipe),
            "steps": JSON(steps.map { $0.json(settings) }),
            "yield_tolerance_percent": JSON(output?.yieldTolerance),
        ]
    }
}

extension DocumentView {
    /// What is made under which number; what is not tracked has none.
    private func outputs(_ output: LineView?, _ settings: Settings) -> [JSON] {
        guard let output else { return [] }
        if settings.showsNumbers, !output.numbers.isEmpty { return output.numbers.map { $0.json(settings) } }
        return steps.flatMap(\.outputs).map { piece in
            let plain: JSON = ["quantity": JSON(piece.quantity)]
            return settings.showsNumbers ? plain.adding(["number": nil]) : plain
        }
    }
}

extension StepView {
    fileprivate func json(_ settings: Settings) -> JSON {
        [
            "by_products": JSON(byProducts.map { $0.json(settings) }),
            "components": JSON(components.map { $0.json(settings) }), "happened_at": JSON(happenedAt),
            "id": JSON(id.rawValue), "outputs": JSON(outputs.map { $0.json(settings) }),
        ]
    }
}

extension StepGoods {
    fileprivate func json(_ settings: Settings) -> JSON {
        let plain: JSON = [
            "input_share": JSON(inputShare), "product": .string(product.sku), "product_name": .string(product.name),
            "quantity": JSON(quantity), "unit": .string(product.unit),
        ]
        if !settings.showsNumbers { return plain }
        return plain.adding([
            "by_rule": .bool(isByRule), "lot": JSON(lotID?.rawValue), "number": JSON(number?.text),
        ])
    }
}
