import StockDomain

/// What came out of what went in, order by order; nothing where no order made anything (R51).
func yieldCard(_ yields: [ProcessYield]) -> HTML {
    if yields.isEmpty { return "" }
    let rows = yields.prefix(200).map { yield -> [HTML] in
        let verdict = verdict(yield)
        guard let sums = yield.sums else {
            return [documentLink(yield.order), nothing, nothing, nothing, nothing, HTML.text(yield.inWords), verdict]
        }
        return [
            documentLink(yield.order), quantity(sums.input, sums.unit), quantity(sums.output, sums.unit),
            quantity(sums.loss, sums.unit), HTML.text(sums.share?.inWords ?? "nothing went in"),
            quantity(sums.unexplained, sums.unit), verdict,
        ]
    }
    let more: HTML? =
        yields.count > 200 ? "<p class=\"hint\">\(yields.count - 200) more are in the API.</p>" : nil
    return card(
        "Process yield",
        """
        \(table(
            [
                "Order", .figure("Went in"), .figure("Came out"), .figure("Scrapped"), .figure("Yield"),
                .figure("Unexplained"), "Tolerance",
            ], Array(rows), caption: "Process yield"))\(more)
        \(factorsInWords(factors(yields)))\(leftOut(yields))
        """)
}

private func verdict(_ yield: ProcessYield) -> HTML {
    switch yield.isWithinTolerance {
    case true?: badge(yield.verdictInWords, .ok)
    case false?: badge(yield.verdictInWords, .recalled)
    case nil: HTML.text(yield.verdictInWords)
    }
}

/// Every factor once, by SKU.
private func factors(_ yields: [ProcessYield]) -> [ProductFactor] {
    var seen: Set<String> = []
    return yields.flatMap { $0.sums?.factors ?? [] }.filter { seen.insert($0.inWords).inserted }
        .sorted { $0.inWords < $1.inWords }
}

/// What only holds the goods.
private func leftOut(_ yields: [ProcessYield]) -> HTML? {
    let skus = Set(yields.flatMap(\.packaging).map(\.product.sku)).sorted()
    if skus.isEmpty { return nil }
    return "<p class=\"hint\">Packaging only holds the goods and is not weighed: \(skus.joined(separator: ", ")).</p>"
}
