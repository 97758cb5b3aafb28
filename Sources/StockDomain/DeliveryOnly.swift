/// Goods that are plain quantity inside and carry a number only outside (R5).
extension Product {
    /// Whether its goods get their numbers as they leave, and only then.
    public var isNumberedAtDelivery: Bool { tracking != .none && capture == .deliveryOnly }

    /// Whether a line of such a document names numbers of it.
    public func asksForNumbers(on kind: DocumentKind) -> Bool {
        isNumberedAtDelivery ? kind == .delivery || kind == .customerReturn : tracking != .none
    }

    /// Why something that needs numbers inside cannot be done with it (R5a).
    ///
    /// - Parameter what: the subject and verb of the sentence, such as `a hold of one lot works`.
    public func notForDeliveryOnly(_ what: String) -> String {
        "\(sku) gets its numbers at delivery only: until then nobody knows which goods carry which number, so \(what) "
            + "only where numbers are captured at every move."
    }
}

extension DocumentKind {
    /// Whether a document of this kind may bring numbers of the product into the world (R5, R6).
    public func createsNumbers(of product: Product) -> Bool {
        product.isNumberedAtDelivery ? product.asksForNumbers(on: self) : createsNumbers
    }
}

extension LineToDo {
    /// The same line as it is inside: plain goods, without numbers.
    public var plain: LineToDo {
        var line = self
        line.product.tracking = .none
        line.entries = []
        return line
    }

    /// Why numbers have no place on this line of a product that gets them at delivery (R5); nil when it names none.
    public func numberFault(on kind: DocumentKind) -> Fault? {
        guard let entry = entries.first, !product.asksForNumbers(on: kind) else { return nil }
        return Fault(
            entry.pointer, "not_for_delivery_only",
            "\(product.sku) gets its numbers at delivery only, and a \(kind.inWords) moves plain quantity: leave "
                + "“\(entry.number)” out.")
    }
}
