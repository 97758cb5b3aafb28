import StockDomain

/// Where a person goes on after a refusal, as links: what the refusal offers, and the place that its rule is about.
func waysOut(of refusal: Refusal) -> [HTML] {
    let offered = refusal.offers.map { offer -> HTML in
        switch offer.code {
        case "open_receipt":
            buttonLink(
                "Open \(offer.document ?? "the receipt")", address("find", query: [("q", offer.document ?? "")]))
        case "late_receipt": buttonLink("Enter a late receipt", "/receipts/new")
        default: buttonLink("Count them in", "/counts/new")
        }
    }
    let codes = [refusal.code] + refusal.faults.map(\.code)
    var seen: Set<String> = []
    let places = codes.compactMap(placeToMend).filter { seen.insert($0.address).inserted }
    return offered + places.map { buttonLink($0.label, $0.address) }
}

/// The page on which something can be done about a refusal; nil where the form itself is what to mend.
private func placeToMend(_ code: String) -> (label: String, address: String)? {
    switch code {
    case "unnumbered_stock": ("Stock without a number", "/reports/unnumbered")
    case "locked_period", "new_numbers_not_allowed", "lots_and_serials_off", "expiration_switched_off":
        ("Set-up", "/setup")
    case "tracking_in_use", "expiration_in_use": ("Products", "/products")
    case "numbers_shared": ("Shared numbers", "/reports/shared-numbers")
    case "lot_blocked": ("What is held", "/lots?status=hold")
    default: nil
    }
}

/// A sentence in which numbers of our own documents, such as IN-00012, lead to them.
func linked(_ sentence: String) -> HTML {
    let words = sentence.split(separator: " ", omittingEmptySubsequences: false).map { word -> HTML in
        let name = word.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "-") }
        guard isDocumentNumber(name) else { return HTML.text(word) }
        let link = number(String(name), at: address("find", query: [("q", String(name))]))
        return "\(link)\(word.dropFirst(name.count))"
    }
    return words.joined(by: " ")
}

private func isDocumentNumber(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && DocumentKind.allCases.contains { $0.numberPrefix == parts[0] } && parts[1].count >= 5
        && parts[1].allSatisfy(\.isNumber)
}
